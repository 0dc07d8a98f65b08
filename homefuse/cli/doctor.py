"""`homefuse doctor`: what works on this machine, and how to mend the rest."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from homefuse.broker import answers, running_broker
from homefuse.bundled import bundled
from homefuse.cli.saying import find_settings
from homefuse.config import Config, find_config, load_config
from homefuse.connect import AUTO_HOST, AUTO_PORT
from homefuse.devices.loader import load_devices
from homefuse.errors import ConfigError, HomeFuseError
from homefuse.infer.session import available_providers
from homefuse.mqtt import MqttClient
from homefuse.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

State = Literal["works", "missing", "broken"]
_Config = Annotated[
    Path | None, typer.Option("--config", help="Default: config.yaml here, then /etc/homefuse.")
]
_SIGNS: dict[State, str] = {"works": "ok ", "missing": "-  ", "broken": "!! "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the machine."""

    part: str
    state: State
    detail: str
    mend: str = ""
    """What to do about it."""


def doctor(
    config: _Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look at configuration, devices, broker and model; exit code 1 if something that is needed is broken."""
    found = examine(config)
    if as_json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False))
    else:
        for finding in found:
            print(f"{_SIGNS[finding.state]} {finding.part:14} {finding.detail}")
            if finding.mend:
                print(f"{'':19}-> {finding.mend}")
    if any(finding.state == "broken" for finding in found):
        raise typer.Exit(1)


def examine(named: Path | None) -> list[Finding]:
    """Every finding, needed parts first."""
    path = find_config(named)
    try:
        config = load_config(path)
        findings = [Finding("configuration", "works", str(path or "none: defaults are used"))]
    except (ConfigError, OSError) as error:
        config = Config()
        findings = [Finding("configuration", "broken", str(error), "mend it, then `homefuse check`")]
    checks: list[Callable[[Config], Finding]] = [_devices, _broker, _daemon, _providers, _model]
    return findings + [check(config) for check in checks]


def _devices(config: Config) -> Finding:
    devices, problems = load_devices(config.devices, config.home.units, config.area_ids)
    if problems:
        detail = f"{len(devices)} right, {len(problems)} problems, such as {problems[0]}"
        return Finding("devices", "broken", detail, "`homefuse check` shows them all")
    if not devices:
        return Finding(
            "devices", "missing", f"none in {config.devices}", "write a device file; see `homefuse devices`"
        )
    return Finding("devices", "works", f"{len(devices)} in {config.devices}")


def _broker(config: Config) -> Finding:
    mqtt = config.mqtt
    named, running = mqtt.address, running_broker()
    nothing_there = named is None and running is None and not asyncio.run(answers(AUTO_HOST, AUTO_PORT))
    if mqtt.broker != "embedded" and not nothing_there:
        return asyncio.run(_try_broker(config))
    try:
        version = metadata.version("amqtt")
    except metadata.PackageNotFoundError:
        mend = "install mosquitto, or pip install 'homefuse[broker]'"
        return Finding("broker", "broken", "none runs, and none can be embedded", mend)
    detail = f"none runs; amqtt {version} will be embedded"
    return Finding("broker", "works", detail, "for a real home install mosquitto, with set_tcp_nodelay true")


async def _try_broker(config: Config) -> Finding:
    settings, _ = find_settings(config)
    where = f"{settings.host}:{settings.port}"
    try:
        async with MqttClient(settings) as client:
            await client.wait_connected(6.0)
            topic = f"{settings.client_id}/echo"
            start = time.monotonic()
            for _ in range(5):
                await client.publish(topic, b"")
            ms = (time.monotonic() - start) * 1000 / 5
            version = client.protocol
    except HomeFuseError as error:
        mend = "start it, or set mqtt.broker, username and password"
        return Finding("broker", "broken", str(error), mend)
    slow = "set_tcp_nodelay true in its configuration makes it ten times as fast" if ms > 20 else ""
    return Finding("broker", "works", f"{where}, MQTT {version}, {ms:.1f} ms a message", slow)


def _daemon(config: Config) -> Finding:
    if running_broker() is None:
        return Finding("daemon", "missing", "does not run for this user", "`homefuse run`")
    return Finding("daemon", "works", "runs")


def _providers(config: Config) -> Finding:
    wanted = config.model.provider
    try:
        there = available_providers()
    except HomeFuseError as error:
        return Finding("onnxruntime", "broken", str(error))
    if wanted == "cuda" and "CUDAExecutionProvider" not in there:
        mend = "pip install 'homefuse[cuda]', or model.provider: auto"
        return Finding(
            "onnxruntime", "broken", f"model.provider is cuda, but it offers {', '.join(there)}", mend
        )
    return Finding("onnxruntime", "works", ", ".join(there))


def _model(config: Config) -> Finding:
    start = time.monotonic()
    try:
        folder = config.model.path or bundled("models")
        pipeline = Pipeline.load(folder, config.model.provider, config.model.threads)
    except HomeFuseError as error:
        return Finding("model", "broken", str(error), "`homefuse models verify`")
    ms = (time.monotonic() - start) * 1000
    return Finding("model", "works", f"{folder}, loaded in {ms:.0f} ms on {pipeline.provider}")
