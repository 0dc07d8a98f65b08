"""Keeps the home current: device files as they change, and what devices report."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from homefuse.config import build_home
from homefuse.devices.model import Home
from homefuse.devices.registry import Registry, watch
from homefuse.errors import BrokerError, HomeFuseError
from homefuse.sources.states import DeviceTopics

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from homefuse.announce import Announcer
    from homefuse.config import Config
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Device
    from homefuse.devices.registry import Change
    from homefuse.errors import Problem
    from homefuse.mirror import Mirror
    from homefuse.mqtt import MqttClient
    from homefuse.publish.drivers import Report

log = logging.getLogger(__name__)

REPORTS = 2000  # what a home says in a second or two; beyond that the oldest report is worth least
SETTLE_S = 1.0  # retained states come within this time after subscribing


class HomeKeeper:
    """The home in force, and the way its devices' reports take."""

    def __init__(
        self, config: Config, client: MqttClient, states: StateStore, mirror: Mirror, announcer: Announcer
    ) -> None:
        self._config = config
        self._client = client
        self._states = states
        self._mirror = mirror
        self._announcer = announcer
        self._registry = Registry(config.devices, config.home.units, config.area_ids)
        self._topics = DeviceTopics(())
        self._inbox = client.inbox((), size=REPORTS)
        self.home = Home()
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the device files."""

    def device(self, device_id: str) -> Device | None:
        """The device of that id in the home in force."""
        return self.home.device(device_id)

    async def reload(self, prepare: Callable[[Home], Awaitable[None]]) -> None:
        """Read the device files again; the home changes once `prepare` is done with the new one."""
        change = await asyncio.to_thread(self._registry.reload)
        self.problems = change.problems
        self._announcer.problems(change.problems)
        for problem in change.problems:
            log.warning("%s", problem)
        home = build_home(self._config, self._registry.devices)
        if home == self.home:
            return
        try:
            await prepare(home)
        finally:  # without a model the home is still reported
            self._take_over(home, change)

    async def keep_current(self, asked: asyncio.Event, prepare: Callable[[Home], Awaitable[None]]) -> None:
        """Reload when the files change or somebody asks; never returns."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch(asked), name="watch device files")
            while True:
                await asked.wait()
                asked.clear()
                try:
                    await self.reload(prepare)
                except HomeFuseError as error:
                    log.error("reloading: %s", error)

    async def listen(self, observe: Callable[[str, Report], None]) -> None:
        """Take what devices report; never returns."""
        async for message in self._inbox:
            for device, report in self._topics.read(message.topic, message.payload):
                self._mirror.heard(device, report)
                observe(device, report)
            message.ack()

    async def ask_the_silent(self) -> None:
        """After every connect, ask devices whose state is unknown; never returns."""
        async for _ in self._client.connections():
            await asyncio.sleep(SETTLE_S)
            for device in self.home.devices:
                if not self._states.values(device.id):
                    await self._ask(device.id)

    async def _ask(self, device_id: str) -> None:
        with contextlib.suppress(BrokerError):  # asked again after the next connect
            for message in self._topics.questions(device_id):
                await self._client.publish(message.topic, message.payload, qos=message.qos)

    async def _watch(self, asked: asyncio.Event) -> None:
        async for _ in watch(self._config.devices):
            asked.set()

    def _take_over(self, home: Home, change: Change) -> None:
        log.info(
            "%d devices: %d added, %d changed, %d removed; %d problems",
            *(len(home.devices), len(change.added), len(change.changed), len(change.removed)),
            len(change.problems),
        )
        gone = {device.id for device in self.home.devices} - {device.id for device in home.devices}
        self.home, self._topics = home, DeviceTopics(home.devices)
        for problem in self._topics.problems:
            log.warning("%s", problem)
        self._mirror.keep_only((device.id for device in home.devices), gone)
        self._client.refilter(self._inbox, self._topics.filters)
