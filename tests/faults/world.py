"""A broker, a daemon that may be killed, devices that obey, senders that repeat until they are answered."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from homefuse.errors import BrokerError, CommandError
from homefuse.mqtt import Message, MqttClient, MqttSettings
from homefuse.publish.results import from_bytes
from tests.fakes.mosquitto import Mosquitto
from tests.fakes.waiting import until
from tests.faults.daemon import ENVIRONMENT
from tests.faults.record import Record, Said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]
LAMPS, GATES = 4, 2
LAMP = """
id: lamp_{n}
name: Lamp {n}
commands:
  set_level: {{args: {{level: {{type: number, min: 0, max: 1000000, property: level}}}}}}
properties: {{level: {{}}}}
driver:
  custom:
    commands: {{set_level: {{topic: d/lamp_{n}/set, payload: {{level: "{{level}}"}}}}}}
    state: {{topic: d/lamp_{n}/state, properties: {{level: /level}}}}
"""
GATE = """
id: gate_{n}
name: Gate {n}
commands:
  pulse: {{args: {{n: {{type: number, min: 0, max: 1000000}}}}}}
driver:
  custom:
    commands: {{pulse: {{topic: d/gate_{n}/pulse, payload: {{n: "{{n}}"}}}}}}
"""


@dataclass
class World:
    """Everything around one daemon."""

    folder: Path
    broker: Mosquitto
    client: MqttClient
    chance: random.Random
    record: Record = field(default_factory=Record)
    status: list[tuple[float, str]] = field(default_factory=list)
    """When the daemon said how it is, and how."""
    events: int = 0
    daemon: subprocess.Popen[bytes] | None = None
    ready_s: list[float] = field(default_factory=list)
    """How long each start took."""
    number: int = 0
    say_again_s: float = 1.0
    payloads: dict[str, str] = field(default_factory=dict)

    async def start(self, failpoint: str = "") -> None:
        """Start the daemon and wait until it says that it is there."""
        begun = self.launch(failpoint)
        await until(
            lambda: self.status and self.status[-1][0] > begun and self.status[-1][1] != "offline", 30
        )
        self.ready_s.append(self.status[-1][0] - begun)

    def _there_since(self, moment: float) -> bool:
        return bool(self.status) and self.status[-1][0] > moment and self.status[-1][1] != "offline"

    def launch(self, failpoint: str = "") -> float:
        """Start the daemon; gives when."""
        places = {name: str(self.folder / name) for name in ("RUNTIME_DIRECTORY", "STATE_DIRECTORY")}
        environment = {**os.environ, **places, ENVIRONMENT: failpoint, "PYTHONPATH": str(ROOT)}
        begun = time.monotonic()
        with (self.folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "tests.faults.daemon", str(self.folder / "config.yaml")]
            self.daemon = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)
        return begun

    def kill(self) -> None:
        """As a power cut would."""
        if self.daemon is not None:
            self.daemon.kill()
            self.daemon.wait()
            self.daemon = None

    async def died(self, timeout_s: float = 20.0) -> int:
        """Wait until the daemon ended by itself; gives its exit code."""
        assert self.daemon is not None
        code = await asyncio.to_thread(self.daemon.wait, timeout_s)
        self.daemon = None
        return code

    def words(self) -> tuple[Said, str]:
        """The next command: mostly a level, now and then a pulse."""
        self.number += 1
        once = self.number % 4 == 0
        kind = f"pulse gate_{self.number % GATES}" if once else f"level lamp_{self.number % LAMPS}"
        said = Said(f"f-{self.number}", self.number, once, time.monotonic())
        self.record.said[said.id] = said
        return said, f"{kind} {self.number}"

    async def say(self, *, repeat: bool = True) -> Said:
        """Say something, again and again until there is an answer, for as long as it is valid."""
        said, text = self.words()
        fields = {"id": said.id, "text": text, "user": f"user {said.number % 20}", "ts": time.time()}
        payload = self.payloads[said.id] = json.dumps(fields)
        while True:
            with suppress(BrokerError):
                await self.client.publish("homefuse/command/text", payload, timeout_s=2.0)
            if not repeat:
                return said
            with suppress(TimeoutError):
                await until(lambda: self.record.decided(said.id), self.say_again_s)
                return said
            if time.monotonic() - said.at > said.valid_s:
                return said

    async def talk(self, per_s: float, stop: asyncio.Event) -> None:
        """Keep saying things until told to stop and all are answered."""
        async with asyncio.TaskGroup() as tasks:
            while not stop.is_set():
                tasks.create_task(self.say())
                await asyncio.sleep(1.0 / per_s)

    async def settle(self, timeout_s: float = 20.0) -> None:
        """Wait until everything that was said has come to an end; ask again what became of the rest.

        A broker that dies may take an answer along that it had confirmed.
        """
        with suppress(TimeoutError):
            await until(lambda: all(self.record.ended(each) for each in self.record.said), timeout_s / 2)
        for command_id, payload in self.payloads.items():
            if not self.record.ended(command_id):
                with suppress(BrokerError):
                    await self.client.publish("homefuse/command/text", payload)
        with suppress(TimeoutError):
            await until(lambda: all(self.record.ended(each) for each in self.record.said), timeout_s / 2)

    def take(self, message: Message) -> None:
        """Note what was heard; devices obey."""
        message.ack()
        now, (head, _, rest) = time.monotonic(), message.topic.partition("/")
        if head == "d" and not rest.endswith("/state"):
            document = json.loads(message.payload)
            self.record.done[int(next(iter(document.values())))].append(now)
        elif rest.startswith("result/") and not message.retain:
            with suppress(CommandError):
                self.record.answers[rest.removeprefix("result/")].append(from_bytes(message.payload))
        elif rest == "status":
            self.status.append((now, json.loads(message.payload)["state"]))
        elif rest == "event":
            self.events += 1

    async def live(self) -> None:
        """Hear everything; lamps report what they were told."""
        inbox = self.client.inbox(["homefuse/#", "d/+/set", "d/+/pulse"], size=10_000)
        async for message in inbox:
            self.take(message)
            if message.topic.endswith("/set") and message.topic.startswith("d/"):
                with suppress(BrokerError):
                    await self.client.publish(
                        message.topic.replace("/set", "/state"), message.payload, qos=0, retain=True
                    )


@asynccontextmanager
async def world(folder: Path, seed: int = 1, port: int | None = None) -> AsyncIterator[World]:
    """A world with a broker; the daemon reaches it at `port` if that is given, and is not started yet."""
    for name in ("devices", "RUNTIME_DIRECTORY", "STATE_DIRECTORY", "mosquitto"):
        (folder / name).mkdir(parents=True, mode=0o700)
    for kind, text, count in (("lamp", LAMP, LAMPS), ("gate", GATE, GATES)):
        for n in range(count):
            (folder / "devices" / f"{kind}_{n}.yaml").write_text(text.format(n=n))
    broker = Mosquitto(folder / "mosquitto")
    broker.start()
    furnish(folder, port or broker.port)
    async with MqttClient(MqttSettings(port=broker.port, client_id="world")) as client:
        here = World(folder, broker, client, random.Random(seed))
        async with asyncio.TaskGroup() as tasks:
            living = tasks.create_task(here.live())
            try:
                await client.wait_connected(10)
                yield here
            finally:
                living.cancel()
                here.kill()
    broker.stop()


def furnish(folder: Path, port: int) -> None:
    """Write the configuration."""
    (folder / "config.yaml").write_text(f"mqtt: {{broker: '127.0.0.1:{port}'}}\n")
