"""Simulated devices on a real broker: they listen, obey and report as the real ones do."""

from __future__ import annotations

import asyncio
import logging
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from homefuse.errors import BrokerError
from homefuse.publish.drivers import driver_of
from homefuse.simulate.home import apply, initial_values

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers import Message, SimulatedDriver
    from homefuse.types import Action

log = logging.getLogger(__name__)

QUEUE_SIZE = 200
"""Commands that wait for one slow device; when full, the newest is lost, as on the air."""


class Received(Protocol):
    """A received message, as the MQTT client hands it over."""

    @property
    def topic(self) -> str:
        """Where it came."""

    @property
    def payload(self) -> bytes:
        """What it says."""

    @property
    def retain(self) -> bool:
        """The broker had kept it."""

    def ack(self) -> None:
        """It is dealt with."""


class Client(Protocol):
    """What the simulation needs of the MQTT client."""

    def inbox(self, filters: Iterable[str], *, size: int) -> AsyncIterator[Received]:
        """Receive what matches."""

    def connections(self) -> AsyncIterator[object]:
        """Yield after every connect."""

    async def publish(
        self, topic: str, payload: bytes, *, qos: Literal[0, 1] = 1, retain: bool = False
    ) -> None:
        """Return once the broker has the message; raises BrokerError."""


@dataclass(frozen=True, slots=True)
class Quirks:
    """How the simulated devices fall short, for tests."""

    latency_s: float = 0.0
    """Seconds between a command and its effect."""
    drop: float = 0.0
    """Share of commands that are never heard, 0..1."""
    lie: float = 0.0
    """Share of commands that are echoed but not obeyed, 0..1."""
    seed: int = 0


@dataclass(slots=True)
class _Simulated:
    """One device: what it is, how it speaks and how it stands."""

    device: Device
    driver: SimulatedDriver
    values: dict[str, Value]
    heard: asyncio.Queue[list[Action]] = field(default_factory=lambda: asyncio.Queue(QUEUE_SIZE))


class SimulatedDevices:
    """Every device of a home that has a driver, played over MQTT."""

    def __init__(
        self,
        client: Client,
        devices: Iterable[Device],
        *,
        states: Mapping[str, Mapping[str, Value]] | None = None,
        quirks: Quirks | None = None,
    ) -> None:
        self._client = client
        self._quirks = quirks or Quirks()
        self._random = random.Random(self._quirks.seed)  # noqa: S311 - a repeatable simulation, not a secret
        given = states or {}
        self._devices = {
            device.id: _Simulated(
                device, driver_of(device), {**initial_values(device), **given.get(device.id, {})}
            )
            for device in devices
            if device.driver
        }

    def values(self, device_id: str) -> Mapping[str, Value]:
        """How a device really stands, whatever it reported."""
        return dict(self._devices[device_id].values)

    async def set(self, device_id: str, **values: Value) -> None:
        """Change a device by hand, as a person at its switch would; it reports."""
        simulated = self._devices[device_id]
        simulated.values.update(values)
        await self._publish(simulated.driver.state_messages(simulated.values))

    async def run(self) -> None:
        """Play until cancelled."""
        topics = {topic for one in self._devices.values() for topic in one.driver.command_topics()}
        inbox = self._client.inbox(sorted(topics), size=QUEUE_SIZE)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._introduce(), name="simulated devices: introduce")
            group.create_task(self._listen(inbox), name="simulated devices: listen")
            for simulated in self._devices.values():
                group.create_task(self._live(simulated), name=f"simulated device: {simulated.device.id}")

    async def _introduce(self) -> None:
        """Report every device after each connect, so that newcomers see it."""
        async for _ in self._client.connections():
            for simulated in self._devices.values():
                await self._publish(simulated.driver.availability_messages(available=True))
                await self._publish(simulated.driver.state_messages(simulated.values))

    async def _listen(self, inbox: AsyncIterator[Received]) -> None:
        async for message in inbox:
            if not message.retain:
                self._hear(message)
            message.ack()

    def _hear(self, message: Received) -> None:
        for simulated in self._devices.values():
            actions = simulated.driver.understand(message.topic, message.payload)
            if actions is None or self._random.random() < self._quirks.drop:
                continue
            try:
                simulated.heard.put_nowait(actions)
            except asyncio.QueueFull:
                log.warning("simulated device %s lost a command", simulated.device.id)

    async def _live(self, simulated: _Simulated) -> None:
        while True:
            actions = await simulated.heard.get()
            await asyncio.sleep(self._quirks.latency_s)
            claimed = simulated.values
            for action in actions:
                claimed = apply(simulated.device, claimed, action)
            if not (actions and self._random.random() < self._quirks.lie):
                simulated.values = claimed
            await self._publish(simulated.driver.state_messages(claimed))

    async def _publish(self, messages: Iterable[Message]) -> None:
        for message in messages:
            try:
                await self._client.publish(
                    message.topic, message.payload, qos=message.qos, retain=message.retain
                )
            except BrokerError as error:
                log.warning("a simulated device could not report: %s", error)
                return
