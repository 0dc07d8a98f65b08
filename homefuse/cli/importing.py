"""`homefuse devices import`: device files from what other systems announce."""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path  # noqa: TC003 - typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from homefuse.config import Config
    from homefuse.devices.importers import Found, Imported

CONNECT_S = 10.0
QUEUE_SIZE = 20_000
"""A thousand devices announce ten entities each; more than twice that is no home."""
SILENCE_S = 1.0
"""Retained messages come at once; after this long without one they have all come."""


def import_devices(
    source: Annotated[
        Path | None,
        typer.Argument(help="A file or folder of announcements; without one the broker is asked."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder for the device files; default: the configured one.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Default: config.yaml here, then /etc/homefuse.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only tell.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Make device files of what zigbee2mqtt, Tasmota, Homie and Home Assistant discovery announce."""
    from homefuse.config import find_config, load_config  # noqa: PLC0415 - late, as every import of a command
    from homefuse.devices.importers.files import write_devices  # noqa: PLC0415 - as above
    from homefuse.errors import HomeFuseError  # noqa: PLC0415 - as above

    try:
        settings = load_config(find_config(config))
        folder = out or settings.devices
        devices, problems = _usable(_found(settings, source, folder))
        written, kept = ([], []) if dry_run else write_devices(devices, folder, force=force)
    except (HomeFuseError, OSError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    if as_json:
        print(json.dumps({"devices": [d.data for d in devices], "problems": problems}, ensure_ascii=False))
    else:
        for device in devices:
            print(f"{device.id}: {device.data['name']} ({device.data['type']}), {device.origin}")
        print(f"{len(devices)} devices; {len(written)} files written, {len(kept)} left as they are")
    for problem in problems:
        typer.echo(problem, err=True)


def _found(settings: Config, source: Path | None, folder: Path) -> Found:
    from homefuse.devices.importers import Found, Place, read_messages, with_overlays  # noqa: PLC0415 - late
    from homefuse.devices.importers.files import read_announcements, read_overlays  # noqa: PLC0415 - late

    messages = asyncio.run(_retained(settings)) if source is None else read_announcements(source)
    places = [Place(area.id, (area.name, *area.aliases)) for area in settings.home.areas]
    found = read_messages(messages, places)
    overlaid = with_overlays(found.devices, read_overlays(folder))
    return Found(overlaid.devices, (*found.problems, *overlaid.problems))


def _usable(found: Found) -> tuple[list[Imported], list[str]]:
    """The devices that HomeFuse could use, and why it could not use the others."""
    from homefuse.devices.parse import parse_device  # noqa: PLC0415 - late, as every import of a command
    from homefuse.errors import DriverError  # noqa: PLC0415 - as above
    from homefuse.publish.drivers import driver_of  # noqa: PLC0415 - as above

    usable, problems = [], list(found.problems)
    for imported in found.devices:
        device, issues = parse_device(imported.data)
        problems += [f"{imported.id}: {'.'.join(map(str, i.path))}: {i.message}" for i in issues]
        if device is None:
            continue
        try:
            driver_of(device)
        except DriverError as error:
            problems.append(str(error))
        else:
            usable.append(imported)
    return usable, problems


async def _retained(settings: Config) -> dict[str, bytes]:
    """Everything that the broker has kept of announcements. Raises BrokerError."""
    from homefuse.broker import answers  # noqa: PLC0415 - late, as every import of a command
    from homefuse.cli.saying import find_settings  # noqa: PLC0415 - as above
    from homefuse.devices.importers import FILTERS  # noqa: PLC0415 - as above
    from homefuse.errors import BrokerError  # noqa: PLC0415 - as above
    from homefuse.mqtt import MqttClient  # noqa: PLC0415 - as above

    messages: dict[str, bytes] = {}
    broker, _ = find_settings(settings)
    if not await answers(broker.host, broker.port):
        raise BrokerError(
            f"no MQTT broker answers at {broker.host}:{broker.port}; name a file to import from"
        )
    async with MqttClient(replace(broker, client_id=f"homefuse-import-{uuid.uuid4().hex[:8]}")) as client:
        inbox = client.inbox(FILTERS, size=QUEUE_SIZE)
        await client.wait_connected(CONNECT_S)
        with suppress(TimeoutError):
            while True:
                message = await asyncio.wait_for(anext(inbox), SILENCE_S)
                messages[message.topic] = message.payload
                message.ack()
    return messages
