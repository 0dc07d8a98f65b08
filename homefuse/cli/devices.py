"""`homefuse devices`: what is there, is a file right, and what would it send."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003 - typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from homefuse.cli.importing import import_devices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homefuse.devices.model import Argument, Device, Value
    from homefuse.errors import Problem

app = typer.Typer(
    help="List devices, check a device file, import devices, or print the schema for editors.",
    no_args_is_help=True,
)


@app.command("list")
def list_devices(
    config: Annotated[
        Path | None, typer.Option(help="Default: config.yaml here, then /etc/homefuse.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the devices as JSON.")] = False,
) -> None:
    """List every device that the device files describe."""
    from homefuse.cli.check import check  # noqa: PLC0415 - late, as every import of a command

    devices, problems = check(config)
    if as_json:
        print(json.dumps([_summary(device) for device in devices], ensure_ascii=False))
    else:
        _print_table(devices)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


@app.command("check")
def check_file(
    file: Annotated[Path, typer.Argument(help="A device file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check one device file, and show the MQTT messages that its commands would send."""
    from homefuse.devices.loader import load_file  # noqa: PLC0415 - late, as every import of a command

    found = load_file(file)
    messages = [line for device in found.devices for line in messages_of(device)]
    if as_json:
        problems = [str(problem) for problem in found.problems]
        print(
            json.dumps({"ok": not problems, "problems": problems, "messages": messages}, ensure_ascii=False)
        )
    else:
        _print_check(found.devices, found.problems, messages)
    if found.problems or any("error" in message for message in messages):
        raise typer.Exit(1)


app.command("import")(import_devices)


@app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of device files, which editors use to complete and check them."""
    from homefuse.devices.schema import json_schema  # noqa: PLC0415 - late, as every import of a command

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def messages_of(device: Device) -> Iterator[dict[str, str]]:
    """Each command's messages, with example values; `error` where a command cannot be sent."""
    from homefuse.errors import DriverError  # noqa: PLC0415 - late, as every import of a command
    from homefuse.publish.drivers import encode  # noqa: PLC0415 - as above
    from homefuse.types import Action  # noqa: PLC0415 - as above

    if not device.driver:
        return
    for spec in device.commands.values():
        if spec.name == "toggle":
            continue  # never sent: it becomes turn_on or turn_off by the known state
        args = {argument.name: example_value(argument) for argument in spec.args}
        head = {"device": device.id, "command": spec.name, "args": json.dumps(args, ensure_ascii=False)}
        try:
            messages = encode(device, Action(device.id, spec.name, args))
        except DriverError as error:
            yield {**head, "error": str(error)}
            continue
        for message in messages:
            yield {**head, "topic": message.topic, "payload": message.payload.decode()}


def example_value(argument: Argument) -> Value:
    """A value that the argument allows: its default, else one from the middle of its range."""
    if argument.default is not None:
        return argument.default
    if argument.kind in {"number", "duration"}:
        low = argument.min if argument.min is not None else 0.0
        middle = (low + argument.max) / 2 if argument.max is not None else low + 1
        return int(middle) if int(middle) >= low else middle
    examples: dict[str, Value] = {"boolean": True, "color": (255, 0, 0), "text": "milk"}
    return argument.options[0] if argument.options else examples.get(argument.kind)


def _print_check(
    devices: tuple[Device, ...], problems: tuple[Problem, ...], messages: list[dict[str, str]]
) -> None:
    for problem in problems:
        print(problem)
    for device in devices:
        verdict = "right" if device.driver else "right, but without a driver"
        print(f"{device.id}: {device.name} ({device.type}), {verdict}")
    for message in messages:
        wanted = message["command"] if message["args"] == "{}" else f"{message['command']} {message['args']}"
        sent = message.get("error") or f"{message['topic']} {message['payload']}"
        print(f"  {wanted}\n    -> {sent}")


def _summary(device: Device) -> dict[str, object]:
    return {
        "id": device.id,
        "name": device.name,
        "type": device.type,
        "area": device.area,
        "risk": device.risk,
        "driver": next(iter(device.driver), None),
        "commands": list(device.commands),
        "properties": list(device.properties),
    }


def _print_table(devices: tuple[Device, ...]) -> None:
    rows = [("id", "name", "type", "area", "commands")]
    rows += [(d.id, d.name, d.type, d.area or "-", ", ".join(d.commands) or "-") for d in devices]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[4]]).rstrip())
