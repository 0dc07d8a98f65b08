"""Carries out what was promised: sends, shows the target, tells and keeps what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.publish.drivers.base import effect
from homefuse.publish.publisher import Order, Publisher
from homefuse.store.errand import expires_at
from homefuse.types import Ack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homefuse.announce import Announcer
    from homefuse.clock import Clock
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Home, Value
    from homefuse.mirror import Mirror
    from homefuse.store.errand import Errand
    from homefuse.store.store import Store
    from homefuse.types import Action

log = logging.getLogger(__name__)

PATIENCE_S = 1.0
"""How long the next command waits for this one's messages; without a broker they wait on disk, in order."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where an action's progress is shown, told and kept."""

    announcer: Announcer
    mirror: Mirror
    store: Store
    states: StateStore
    home: Callable[[], Home]


class DeviceActor:
    """Lets the publisher work in the background, and waits only for the broker."""

    def __init__(
        self, tasks: asyncio.TaskGroup, publisher: Publisher, reporting: Reporting, clock: Clock
    ) -> None:
        self._tasks = tasks
        self._publisher = publisher
        self._to = reporting
        self._clock = clock

    async def act(self, errands: Sequence[Errand]) -> None:
        """Send in order; return once each is with the broker, or has failed, or waits for a broker."""
        begun = []
        for errand in errands:
            heard = asyncio.Event()
            name = f"command {errand.command.id}"
            self._tasks.create_task(self._carry_out(errand, heard), name=name)
            begun.append(heard)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                for heard in begun:
                    await heard.wait()

    async def _carry_out(self, errand: Errand, heard: asyncio.Event) -> None:
        to, last = self._to, Ack(errand.command.id, errand.action.device, errand.action.command, "unknown")
        targets = self._targets(errand.action)

        def report(ack: Ack) -> None:
            nonlocal last
            last = ack
            to.store.told(errand, ack)
            to.announcer.answer(errand.command, ack)
            heard.set()

        for device, values in targets.items():
            to.mirror.wants(device, values)
        try:
            await self._publisher.send(self._order(errand), report)
            if last.status == "sent":
                to.store.over(errand, last)
        except Exception:
            log.exception("command %s: sending failed", errand.command.id)
            report(
                Ack(
                    last.command_id, last.device, last.command, "unknown", "an error in HomeFuse; see its log"
                )
            )
        finally:
            heard.set()
            for device, values in targets.items():
                to.mirror.settled(device, values)

    def _order(self, errand: Errand) -> Order:
        return Order(
            errand.command.id,
            (errand.action,),
            errand.command.received_at,
            until=expires_at(errand, self._clock),
            once=(lambda: self._to.store.taken(errand)) if errand.once else None,
        )

    def _targets(self, action: Action) -> dict[str, dict[str, Value]]:
        device = self._to.home().device(action.device)
        if device is None:
            return {}
        return {device.id: effect(device, action, self._to.states.values(device.id))}
