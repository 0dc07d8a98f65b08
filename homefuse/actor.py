"""Carries out what was decided: sends, shows the target, and tells what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homefuse.publish.drivers.base import effect
from homefuse.publish.publisher import Order, Publisher
from homefuse.types import Ack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homefuse.announce import Announcer
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Home, Value
    from homefuse.mirror import Mirror
    from homefuse.types import Action, Command

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Sending:
    """How much of an order is still on its way to the broker."""

    left: int
    out: asyncio.Event = field(default_factory=asyncio.Event)
    _sent: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, ack: Ack) -> None:
        """An action's first word is `sent` or `failed`; a `failed` after `sent` is its last."""
        key = (ack.device, ack.command)
        if ack.status == "failed" and self._sent[key]:
            self._sent[key] -= 1
            return
        if ack.status == "sent":
            self._sent[key] += 1
        if ack.status in {"sent", "failed"}:
            self.left -= 1
        if self.left <= 0:
            self.out.set()


class DeviceActor:
    """Lets the publisher work in the background, and waits only for the broker."""

    def __init__(
        self,
        tasks: asyncio.TaskGroup,
        publisher: Publisher,
        announcer: Announcer,
        mirror: Mirror,
        home: Callable[[], Home],
        states: StateStore,
    ) -> None:
        self._tasks = tasks
        self._publisher = publisher
        self._announcer = announcer
        self._mirror = mirror
        self._home = home
        self._states = states

    async def act(self, command: Command, actions: Sequence[Action]) -> None:
        """Send actions in order; return once each is with the broker or has failed."""
        sending = _Sending(len(actions))
        order = Order(command.id, tuple(actions), command.received_at)
        self._tasks.create_task(self._carry_out(command, order, sending), name=f"command {command.id}")
        await sending.out.wait()

    async def _carry_out(self, command: Command, order: Order, sending: _Sending) -> None:
        targets = self._targets(order.actions)

        def report(ack: Ack) -> None:
            self._announcer.answer(command, ack)
            sending.note(ack)

        for device, values in targets.items():
            self._mirror.wants(device, values)
        try:
            await self._publisher.send(order, report)
        except Exception:
            log.exception("command %s: sending failed", command.id)
            report(Ack(command.id, "", "", "unknown", "an error in HomeFuse; see its log"))
        finally:
            sending.out.set()
            for device, values in targets.items():
                self._mirror.settled(device, values)

    def _targets(self, actions: Sequence[Action]) -> dict[str, dict[str, Value]]:
        home, targets = self._home(), dict[str, dict[str, "Value"]]()
        for action in actions:
            device = home.device(action.device)
            if device is not None:
                wanted = targets.setdefault(device.id, {})
                wanted.update(effect(device, action, {**self._states.values(device.id), **wanted}))
        return targets
