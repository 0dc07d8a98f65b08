"""A simulated home and a hub before it, on any broker."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from homefuse.publish.drivers import StateReport, decode, subscriptions
from homefuse.publish.publisher import Order, Patience, Publisher
from homefuse.simulate.mqtt_devices import Quirks, SimulatedDevices

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from homefuse.devices.model import Device
    from homefuse.mqtt import MqttClient
    from homefuse.types import Ack, Action
    from tests.fakes.loop_broker import LoopBroker


@asynccontextmanager
async def playing(
    client: LoopBroker | MqttClient, *devices: Device, quirks: Quirks | None = None
) -> AsyncIterator[SimulatedDevices]:
    simulation = SimulatedDevices(client, devices, quirks=quirks)
    task = asyncio.create_task(simulation.run())
    yield simulation
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def introduced(client: MqttClient, device: Device) -> None:
    """Return once the device, played on this client, has said something; it listens before it speaks."""
    inbox = client.inbox(subscriptions(device), size=100)
    message = await asyncio.wait_for(anext(inbox), 5)
    message.ack()


class Hub:
    """A publisher beside a listener, as the daemon has them."""

    def __init__(self, client: LoopBroker | MqttClient, device: Device) -> None:
        self.device = device
        self.acks: list[Ack] = []
        self.values: dict = {}
        self.inbox = client.inbox(subscriptions(device), size=100)
        self.publisher = Publisher(
            client,
            device=lambda _: device,
            known=lambda _: self.values,
            patience=Patience(first_report_s=0.1, ask_again_s=0.1, confirm_s=0.6),
        )

    async def listen(self) -> None:
        async for message in self.inbox:
            report = decode(self.device, message.topic, message.payload)
            if report is not None:
                self.publisher.observe(self.device.id, report)
            if isinstance(report, StateReport):
                self.values.update(report.values)
            message.ack()

    async def send(self, action: Action) -> list[str]:
        listening = asyncio.create_task(self.listen())
        await self.publisher.send(Order("c", (action,), 0.0), self.acks.append)
        listening.cancel()
        return [ack.status for ack in self.acks]
