"""A daemon of the test's own, with a small home, and somebody who talks to it."""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homefuse.app import Daemon, DaemonOptions
from homefuse.config import load_config
from homefuse.errors import CommandError
from homefuse.mqtt import Message, MqttClient, MqttSettings
from homefuse.publish.results import from_bytes
from homefuse.runtime import state_dir
from homefuse.types import Ack, Decision
from tests.fakes.pipeline import FakePipeline
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

LAMP = """
id: lamp
name: Lamp
area: hall
type: light
features: [brightness]
driver: {zigbee2mqtt: hall/lamp}
"""
DOOR = """
id: door
name: Front door
area: hall
type: lock
risk: sensitive
driver: {zigbee2mqtt: front_door}
"""
ESPRESSO = """
id: espresso
name: Espresso machine
area: kitchen
commands:
  brew:
    args:
      drink: {options: [espresso, latte], default: espresso}
      shots: {type: number, min: 1, max: 4}
driver:
  custom:
    commands:
      brew: {topic: kitchen/espresso/set, payload: {brew: "{drink}", shots: "{shots}"}}
"""


def furnish(folder: Path, port: int | None = None, mqtt: str = "") -> Path:
    """Write a configuration and its devices; gives the configuration's path."""
    devices = folder / "devices"
    devices.mkdir()
    for name, text in {"lamp": LAMP, "door": DOOR, "espresso": ESPRESSO}.items():
        (devices / f"{name}.yaml").write_text(text)
    broker = "auto" if port is None else f"127.0.0.1:{port}"
    config = folder / "config.yaml"
    config.write_text(f"mqtt:\n  broker: {broker}\n{mqtt}")
    return config


@dataclass
class Person:
    """Talks to the daemon over MQTT, and listens to everything it says."""

    client: MqttClient
    messages: list[Message] = field(default_factory=list)

    async def listen(self, filters: list[str]) -> None:
        async for message in self.client.inbox(filters, size=1000):
            message.ack()
            self.messages.append(message)

    async def say(self, text: str, **more: Any) -> str:
        """Say it in JSON; gives the command's id."""
        command_id = str(more.pop("id", None) or f"c-{uuid.uuid4().hex[:8]}")
        payload = json.dumps({"text": text, "id": command_id, **more})
        await self.client.publish("homefuse/command/text", payload)
        return command_id

    async def control(self, kind: str, command_id: str = "") -> None:
        await self.client.publish(
            f"homefuse/control/{kind}", json.dumps({"id": command_id} if command_id else {})
        )

    def on(self, topic: str) -> list[bytes]:
        return [message.payload for message in self.messages if message.topic == topic]

    def documents(self, topic: str) -> list[dict[str, Any]]:
        return [json.loads(payload) for payload in self.on(topic) if payload]

    def results(self, command_id: str) -> list[Decision | Ack]:
        found = []
        for payload in self.on(f"homefuse/result/{command_id}"):
            try:
                found.append(from_bytes(payload))
            except CommandError as error:
                raise AssertionError(payload) from error
        return found

    def decisions(self, command_id: str) -> list[Decision]:
        return [result for result in self.results(command_id) if isinstance(result, Decision)]

    def statuses(self, command_id: str) -> list[str]:
        return [result.status for result in self.results(command_id) if isinstance(result, Ack)]

    async def decision(self, command_id: str) -> Decision:
        """The first decision on that command."""
        await until(lambda: self.decisions(command_id))
        return self.decisions(command_id)[0]

    async def status(self, command_id: str, status: str) -> None:
        """Wait for an action of the command to get there."""
        await until(lambda: status in self.statuses(command_id))


@dataclass
class Household:
    """A running daemon and its surroundings."""

    daemon: Daemon
    task: asyncio.Task[None]
    pipeline: FakePipeline
    devices: Path


@asynccontextmanager
async def running_daemon(
    config: Path, pipeline: FakePipeline | None = None, **options: Any
) -> AsyncIterator[Household]:
    """A daemon that is up; it is stopped in the end, and must stop by itself and in time."""
    pipeline = pipeline or FakePipeline()
    options.setdefault("state", state_dir())
    daemon = Daemon(DaemonOptions(load_config(config), lambda: pipeline, "fake", **options))
    task = asyncio.create_task(daemon.run())
    household = Household(daemon, task, pipeline, config.parent / "devices")
    try:
        await until(lambda: daemon.ready or task.done())
        if task.done():
            task.result()
        yield household
    finally:
        pipeline.hang.set()
        daemon.stop()
        async with asyncio.timeout(5):
            await task


@asynccontextmanager
async def person(settings: MqttSettings, *filters: str) -> AsyncIterator[Person]:
    """Somebody who is connected and listens."""
    wanted = list(filters) or ["homefuse/#", "zigbee2mqtt/#", "kitchen/#"]
    async with MqttClient(settings) as client, asyncio.TaskGroup() as tasks:
        someone = Person(client)
        listening = tasks.create_task(someone.listen(wanted))
        await asyncio.sleep(0)
        await client.wait_connected(10)
        try:
            yield someone
        finally:
            listening.cancel()
