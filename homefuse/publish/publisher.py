"""Sends actions and follows each until its device has answered: sent, confirmed and failed are three words.

`sent` means that the broker has the message. `confirmed` means that the device itself reported what was
asked; an echo of the command is no such report. A device that reports nothing of the kind stays `sent`.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from homefuse.errors import BrokerError, DriverError
from homefuse.publish.agreement import disagreement, expected
from homefuse.publish.drivers import AvailabilityReport, driver_of
from homefuse.types import Ack

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers import Driver, Message, Report
    from homefuse.types import AckStatus, Action

MAX_IN_FLIGHT = 20
"""Messages that the broker has not confirmed yet; the next ones wait their turn."""

RETRY_S = (0.1, 0.5, 2.0, 5.0)
"""Pauses before a message that was not confirmed is sent again; the last one repeats."""

_CONFIRM_S = {
    "cover": 90.0,
    "valve": 30.0,
    "lock": 20.0,
    "vacuum": 20.0,
    "lawn_mower": 20.0,
    "climate": 10.0,
    "alarm": 10.0,
}
"""Type -> seconds within which such a device has done it and said so; motors take their time."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what."""

    first_report_s: float = 1.0
    """Seconds for a device's first report, before it is asked."""
    ask_again_s: float = 1.0
    """Seconds between the first two questions; each later pause is half as long again."""
    longest_pause_s: float = 10.0
    confirm_s: float = 5.0
    """Seconds for the whole, where neither the device's file nor its type says otherwise."""


class Wire(Protocol):
    """What publishes: the MQTT client."""

    async def publish(
        self, topic: str, payload: bytes, *, qos: Literal[0, 1] = 1, retain: bool = False
    ) -> None:
        """Return once the broker has the message; raises BrokerError."""

    async def wait_ready(self) -> None:
        """Return once connected, however long that takes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one command asks for, now."""

    command_id: str
    actions: tuple[Action, ...]
    received_at: float
    """Seconds, the publisher's clock."""
    until: float | None = None
    """Until when to try, over every reconnect, by the same clock; None = it is tried once, now."""
    once: Callable[[], Awaitable[object]] | None = None
    """Set if nothing of it may be sent twice; awaited right before it leaves."""


class _ExpiredError(Exception):
    """There was no broker until it was too late."""


class _DoubtError(Exception):
    """Nobody can tell whether it arrived, and it must not be sent twice."""


@dataclass(slots=True, eq=False)
class _Watch:
    """One action that waits for its device's report."""

    device: Device
    driver: Driver
    action: Action
    wanted: Mapping[str, Value]
    already: bool
    """The device stood as wanted before it was asked."""
    may_echo: bool
    """The next report may be an echo of the command."""
    told: dict[str, Value] = field(default_factory=dict)
    offline: bool = False
    superseded: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self) -> None:
        """What was reported until now was no answer."""
        self.told.clear()
        self.may_echo = self.driver.optimistic

    def observe(self, report: Report) -> None:
        """Take a report of the device."""
        if isinstance(report, AvailabilityReport):
            self.offline = not report.available
        elif self.may_echo:
            self.may_echo = False
        else:
            self.told.update(report.values)
        self.changed.set()

    @property
    def over(self) -> bool:
        """Nothing is left to wait for."""
        return self.offline or self.superseded or disagreement(self.wanted, self.told) is None

    async def wait(self, seconds: float) -> None:
        """Return on news since the last time, or after that time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.changed.wait()
        self.changed.clear()


class Publisher:
    """Carries out the actions of commands. `observe` must be told what devices report."""

    def __init__(
        self,
        wire: Wire,
        *,
        device: Callable[[str], Device | None],
        known: Callable[[str], Mapping[str, Value]],
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wire = wire
        self._device = device
        self._known = known
        self._patience = patience or Patience()
        self._clock = clock
        self._slots = asyncio.Semaphore(MAX_IN_FLIGHT)
        self._watches: dict[str, list[_Watch]] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, order: Order, report: Callable[[Ack], None]) -> None:
        """Carry out an order and return when nothing more will be heard of it; each change is reported.

        The actions of one device keep their order; devices do not wait for each other.
        """
        by_device: dict[str, list[Action]] = {}
        for action in order.actions:
            by_device.setdefault(action.device, []).append(action)
        async with asyncio.TaskGroup() as group:
            for actions in by_device.values():
                group.create_task(self._send_in_turn(_Telling(order, report, self._clock), actions))

    def observe(self, device_id: str, report: Report) -> None:
        """Take what a device said of itself."""
        for watch in self._watches.get(device_id, ()):
            watch.observe(report)

    async def _send_in_turn(self, tell: _Telling, actions: Iterable[Action]) -> None:
        async with asyncio.TaskGroup() as group:
            for action in actions:
                watch = self._watch(tell, action)
                if watch is not None and await self._sent(tell, watch):
                    group.create_task(self._follow(tell, watch))

    def _watch(self, tell: _Telling, action: Action) -> _Watch | None:
        """Prepare to follow an action; None, and reported, if there is no such device or driver."""
        device = self._device(action.device)
        if device is None:
            tell(action, "failed", f"there is no device {action.device!r}")
            return None
        known = self._known(device.id)
        try:
            driver = driver_of(device)
            wanted = expected(device, driver, action, known)
        except DriverError as error:
            tell(action, "failed", str(error))
            return None
        if driver.optimistic and not driver.ask(wanted):
            wanted = {}  # all it would ever tell is what it was told
        already = disagreement(wanted, known) is None
        return _Watch(device, driver, action, wanted, already, may_echo=driver.optimistic)

    async def _sent(self, tell: _Telling, watch: _Watch) -> bool:
        """Publish the action; true if its device is to be heard of."""
        self._supersede(watch)
        self._watches.setdefault(watch.device.id, []).append(watch)
        problem: AckStatus = "failed"
        try:
            messages = watch.driver.encode(watch.action, self._known(watch.device.id))
            async with self._turns[watch.action.device]:
                await self._deliver(tell.order, watch, messages)
        except (DriverError, BrokerError, _ExpiredError, _DoubtError) as error:
            self._forget(watch)
            if isinstance(error, _ExpiredError | _DoubtError):
                problem = "expired" if isinstance(error, _ExpiredError) else "unknown"
            tell(watch.action, problem, str(error))
            return False
        tell(watch.action, "sent", "")
        if not watch.wanted:
            self._forget(watch)
        return bool(watch.wanted)

    async def _deliver(self, order: Order, watch: _Watch, messages: Sequence[Message]) -> None:
        await self._reach(order)
        watch.begin()
        if order.once is None:
            for message in messages:
                await self._insist(order, message)
            return
        await order.once()
        try:
            for message in messages:
                await self._publish(message)
        except BrokerError as error:
            raise _DoubtError(str(error)) from error

    async def _insist(self, order: Order, message: Message) -> None:
        """Publish a message that may arrive twice; again and again, if the order has the time."""
        tries = 0
        while True:
            await self._reach(order)
            try:
                return await self._publish(message)
            except BrokerError:
                if order.until is None:
                    raise
            await asyncio.sleep(RETRY_S[min(tries, len(RETRY_S) - 1)])
            tries += 1

    async def _reach(self, order: Order) -> None:
        """Return once there is a broker."""
        if order.until is None:
            return
        left_s = order.until - self._clock()
        try:
            async with asyncio.timeout(max(left_s, 0.0)):
                await self._wire.wait_ready()
        except TimeoutError:
            left_s = 0.0
        if left_s <= 0:
            raise _ExpiredError("it could not be sent in time")

    async def _publish(self, message: Message) -> None:
        async with self._slots:
            await self._wire.publish(message.topic, message.payload, qos=message.qos, retain=message.retain)

    async def _follow(self, tell: _Telling, watch: _Watch) -> None:
        """Report how the action ended."""
        usual_s = _CONFIRM_S.get(watch.device.type, self._patience.confirm_s)
        within_s = watch.driver.confirm_s or usual_s
        problem = None
        try:
            async with asyncio.timeout(within_s):
                await self._hear(watch)
        except TimeoutError:
            problem = f"no report within {within_s:g} s"
        except BrokerError as error:
            problem = f"cannot ask the device: {error}"
        finally:
            self._forget(watch)
        self._conclude(tell, watch, problem)

    async def _hear(self, watch: _Watch) -> None:
        """Return once the device told enough; ask it if it does not by itself."""
        await watch.wait(self._patience.first_report_s)
        pause_s = self._patience.ask_again_s
        while not watch.over:
            questions = watch.driver.ask(watch.wanted)
            if not questions and watch.already and not watch.told:
                watch.told.update(watch.wanted)  # it has nothing new to report
                return
            for question in questions:
                await self._publish(question)
            await watch.wait(pause_s)
            pause_s = min(pause_s * 1.5, self._patience.longest_pause_s)

    def _conclude(self, tell: _Telling, watch: _Watch, problem: str | None) -> None:
        difference = disagreement(watch.wanted, watch.told)
        if difference is None:
            tell(watch.action, "confirmed", "")
        elif watch.superseded:
            tell(watch.action, "unknown", "a newer command came before the device had reported")
        elif watch.offline:
            tell(watch.action, "failed", "the device went offline")
        else:
            tell(watch.action, "failed", difference if watch.told else (problem or difference))

    def _supersede(self, newer: _Watch) -> None:
        """End what waits for a state that this action will change again."""
        for older in self._watches.get(newer.device.id, ()):
            shared = {name: value for name, value in older.wanted.items() if name in newer.wanted}
            if newer.action.command == "stop" or disagreement(shared, newer.wanted) is not None:
                older.superseded = True
                older.changed.set()

    def _forget(self, watch: _Watch) -> None:
        waiting = self._watches.get(watch.device.id, [])
        if watch in waiting:
            waiting.remove(watch)
        if not waiting:
            self._watches.pop(watch.device.id, None)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Reports what became of an order's actions."""

    order: Order
    report: Callable[[Ack], None]
    clock: Callable[[], float]

    def __call__(self, action: Action, status: AckStatus, detail: str) -> None:
        ms = (self.clock() - self.order.received_at) * 1000
        self.report(Ack(self.order.command_id, action.device, action.command, status, detail, ms))
