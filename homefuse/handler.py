"""What happens with a command: keep it, decide, keep the decision, follow it, and answer."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from homefuse.context.limits import Limits
from homefuse.deciding import reject
from homefuse.errors import CommandError
from homefuse.publish.repeat import repeatable
from homefuse.sources.text import Control, ControlKind, Refused, read_command, read_control
from homefuse.store.errand import Errand, Step, expires_at, left_s, make_errand, valid_until
from homefuse.types import Ack, Action, Command, Decision, Outcome, Reason

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Sequence

    from homefuse.announce import Announcer
    from homefuse.clock import Clock
    from homefuse.deciding import Decider
    from homefuse.devices.model import Home
    from homefuse.later import Later
    from homefuse.mqtt.messages import Message
    from homefuse.store.errand import Known
    from homefuse.store.store import Store
    from homefuse.types import AckStatus

log = logging.getLogger(__name__)


class Actor(Protocol):
    """Who sends actions to devices and tells what became of them."""

    async def act(self, errands: Sequence[Errand]) -> None:
        """Send in order; return once each is with the broker, or has failed, or waits for a broker."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the handler works with."""

    base: str
    home: Callable[[], Home]
    decider: Decider
    store: Store
    announcer: Announcer
    clock: Clock
    reload: Callable[[], None]
    """Ask for the device files to be read again."""


class CommandHandler:
    """Deals with command and control messages, one at a time."""

    def __init__(self, around: Surroundings, actor: Actor, later: Later) -> None:
        self._around = around
        self._actor = actor
        self._later = later
        self._limits = Limits()
        self.paused = False
        self.counts: Counter[str] = Counter()
        """Outcomes and dropped messages since the start."""

    async def command(self, message: Message) -> None:
        """Deal with a message on a command topic until its actions are with the broker.

        It is acknowledged once the command is on disk: from then on it is ours.
        """
        if message.retain:
            self._drop(message)
            return
        clock = self._around.clock
        found = read_command(
            message, self._around.base, new_id=uuid.uuid4().hex, now=clock.monotonic(), epoch_s=clock.epoch()
        )
        if isinstance(found, Refused):
            self._refuse(found, message)
            message.ack()
            return
        known = await self._around.store.find(found.id)
        if known is not None:
            message.ack()
            self._repeat(found, known)
        elif not self._limits.allow(_sender(found), clock.monotonic()):
            message.ack()
            self._refuse(Refused(found.id, Reason.BUSY, "too many commands in a short time"), message)
        else:
            await self._take_in(found, message)

    def busy(self, message: Message) -> None:
        """Refuse a message for which the queue had no place."""
        found = read_command(message, self._around.base, new_id=uuid.uuid4().hex, now=0.0, epoch_s=0.0)
        refused = Refused(found.id, Reason.BUSY, "too many commands at once")

        def told(asking: asyncio.Future[Known | None]) -> None:
            if not asking.cancelled() and asking.result() is None:  # what was accepted is not refused
                self._refuse(refused, message)

        self._around.store.find(found.id).add_done_callback(told)

    async def control(self, message: Message) -> None:
        """Deal with a message on a control topic, and acknowledge it."""
        if message.retain:
            self._drop(message)
            return
        try:
            control = read_control(message, self._around.base)
        except CommandError as error:
            log.warning("control message refused: %s", error)
            self.counts["malformed"] += 1
        else:
            await self._obey_control(control, message)
        message.ack()

    async def resume(self, ready_to_decide: Callable[[], Awaitable[None]]) -> None:
        """Take up what the last daemon left undone: tell of what is in doubt, do what is still wanted."""
        left = await self._around.store.unfinished()
        for known in left.answers:
            self._answer_again(known)
        for errand, step in left.errands:
            await self._resume_errand(self._as_of_now(errand), step)
        for command in left.given_up:
            say = "HomeFuse ended again and again while thinking about it."
            await self._follow(command, reject(command, Reason.UNSURE, say))
        if left.commands:
            await ready_to_decide()
        for command in left.commands:
            log.info("command %s: taken up again after a restart", command.id)
            await self._around.store.again(command)
            if valid_until(command, self._around.clock) > self._around.clock.monotonic():
                await self._obey(command)
            else:
                say = "HomeFuse was restarted, and then it was too late."
                await self._follow(command, reject(command, Reason.EXPIRED, say))

    def expire(self) -> None:
        """Give up confirmations that nobody gave; call it every second or so."""
        for pending in self._around.decider.pending.expired(self._around.clock.monotonic()):
            self._tell(pending.command, "expired", "nobody confirmed it")

    def give_up(self) -> None:
        """The daemon stops: tell of everything that waits in memory only that it will not happen."""
        if not self._around.store.durable:
            for errand in self._later.waiting():
                self._note(errand, "failed", "HomeFuse was stopped")

    def waiting(self) -> tuple[Errand, ...]:
        """The delayed actions."""
        return self._later.waiting()

    async def _take_in(self, command: Command, message: Message) -> None:
        """Keep and decide at the same time: only what follows from the decision must wait for the disk."""
        accepted = self._around.store.accept(command)
        accepted.add_done_callback(lambda _: message.ack())
        decision = await self._decide(command)
        if await accepted:
            ms = (self._around.clock.monotonic() - command.received_at) * 1000
            self._around.announcer.accepted(Ack(command.id, "", "", "accepted", ms=ms))
        await self._conclude(command, decision)

    async def _obey(self, command: Command) -> None:
        await self._conclude(command, await self._decide(command))

    async def _decide(self, command: Command) -> Decision:
        if self.paused:
            return reject(command, Reason.NOT_ALLOWED, "HomeFuse is paused.")
        return await self._around.decider.decide(command)

    async def _conclude(self, command: Command, decision: Decision) -> None:
        total_ms = (self._around.clock.monotonic() - command.received_at) * 1000
        decision = replace(decision, ms={**decision.ms, "total": total_ms})
        self.counts[decision.outcome.value] += 1
        log.info(
            "command %s: %s, %d actions, confidence %.2f, reason %s, %.1f ms",
            *(command.id, decision.outcome.value, len(decision.actions), decision.confidence),
            *(decision.reason.value if decision.reason else "none", total_ms),
        )
        await self._follow(command, decision)

    async def _follow(self, command: Command, decision: Decision, until: float | None = None) -> None:
        around = self._around
        acts = decision.outcome in {Outcome.ACT, Outcome.UNDO} and not command.dry_run
        errands = self._promise(command, decision.actions, until) if acts else []
        await around.store.decided(command, decision, errands)
        around.announcer.decision(command, decision)
        if command.dry_run:
            return
        around.decider.remember(command, decision)
        if decision.outcome is Outcome.CONFIRM:
            around.decider.pending.add(command, decision, around.clock.monotonic())
        elif decision.outcome is Outcome.CANCEL:
            self._cancel(None)
        await self._act(errands)

    def _promise(self, command: Command, actions: Sequence[Action], until: float | None) -> list[Errand]:
        """The errands of a decision; what has no room is told at once."""
        around, room = self._around, self._later.room
        home, limit = around.home(), until or valid_until(command, around.clock)
        errands = []
        for n, action in enumerate(actions):
            once = not repeatable(home.device(action.device), action)
            errand = make_errand(command, n, action, once=once, clock=around.clock, until=limit)
            room -= errand.delayed
            if errand.delayed and room < 0:
                self._tell(command, "failed", "too many actions are waiting", action)
            else:
                errands.append(errand)
        return errands

    async def _act(self, errands: Sequence[Errand]) -> None:
        for errand in errands:
            if errand.delayed:
                self._later.add(errand)
                self._note(errand, "accepted")
        at_once = [errand for errand in errands if not errand.delayed]
        if at_once:
            await self._actor.act(at_once)

    def _as_of_now(self, errand: Errand) -> Errand:
        """Times of an earlier start of the machine mean nothing now."""
        clock = self._around.clock
        if errand.boot == clock.boot():
            return errand
        return replace(errand, command=replace(errand.command, received_at=clock.monotonic()))

    async def _resume_errand(self, errand: Errand, step: Step) -> None:
        if step is Step.SENT:
            self._note(errand, "unknown", "HomeFuse was restarted before the device had reported")
        elif step is Step.TAKEN:
            self._note(errand, "unknown", "HomeFuse was restarted while sending it; it is not sent twice")
        elif expires_at(errand, self._around.clock) < self._around.clock.monotonic():
            self._note(errand, "expired", "HomeFuse was not running in time")
        elif left_s(errand, self._around.clock) > 0:
            self._later.add(errand)
        else:
            await self._actor.act([errand])

    async def _obey_control(self, control: Control, message: Message) -> None:
        log.info("control: %s %s", control.kind.value, control.id or "")
        clock = self._around.clock
        if control.kind is ControlKind.CONFIRM:
            await self._confirm(control.id, message)
        elif control.kind is ControlKind.CANCEL:
            self._cancel(control.id)
        elif control.kind is ControlKind.UNDO:
            command = Command(uuid.uuid4().hex, "undo", source="control", received_at=clock.monotonic())
            await self._follow(command, self._around.decider.undoing(command, control.id))
        elif control.kind is ControlKind.RELOAD:
            self._around.reload()
        else:
            self.paused = control.kind is ControlKind.PAUSE

    async def _confirm(self, command_id: str | None, message: Message) -> None:
        decider, now = self._around.decider, self._around.clock.monotonic()
        waiting = decider.pending.take(now, command_id)
        if waiting is None:
            asked = Command(command_id or uuid.uuid4().hex, "", response_topic=message.reply.topic)
            self._tell(asked, "expired", "nothing waits for this confirmation")
            return
        until = now + waiting.command.ttl_s
        await self._follow(waiting.command, decider.confirmed(waiting.decision), until)

    def _cancel(self, command_id: str | None) -> None:
        """Give up what waits for a yes, or else for its time."""
        waiting = self._around.decider.pending.take(self._around.clock.monotonic(), command_id)
        if waiting is not None:
            self._tell(waiting.command, "failed", "cancelled")
            return
        for errand in self._later.cancel(command_id):
            self._note(errand, "failed", "cancelled")

    def _refuse(self, refused: Refused, message: Message) -> None:
        level = logging.DEBUG if refused.reason is Reason.BUSY else logging.INFO  # a flood is no news
        log.log(level, "command %s: refused as %s: %s", refused.id, refused.reason.value, refused.detail)
        self.counts[refused.reason.value] += 1
        asked = Command(
            refused.id, "", response_topic=message.reply.topic, correlation=message.reply.correlation
        )
        say = f"I cannot take that: {refused.detail}."
        decision = Decision(refused.id, Outcome.REJECT, reason=refused.reason, say=say)
        self._around.announcer.refusal(asked, decision)

    def _repeat(self, command: Command, known: Known) -> None:
        """Answer again what was answered before; the actions are not done again."""
        self.counts["duplicate"] += 1
        self._tell(command, "duplicate")
        self._answer_again(known, command)

    def _answer_again(self, known: Known, asked: Command | None = None) -> None:
        for answer in (known.decision, *known.acks):
            if answer is not None:
                self._around.announcer.answer(asked or Command("", ""), answer)

    def _drop(self, message: Message) -> None:
        self.counts["retained"] += 1
        log.warning("a retained message on %s was dropped: commands must not be retained", message.topic)
        message.ack()

    def _note(self, errand: Errand, status: AckStatus, detail: str = "") -> None:
        """Tell of an errand, and keep what was told."""
        ack = self._tell(errand.command, status, detail, errand.action)
        self._around.store.told(errand, ack)

    def _tell(
        self, command: Command, status: AckStatus, detail: str = "", action: Action | None = None
    ) -> Ack:
        ms = (self._around.clock.monotonic() - command.received_at) * 1000 if command.received_at else 0.0
        device, name = (action.device, action.command) if action else ("", "")
        ack = Ack(command.id, device, name, status, detail, ms)
        self._around.announcer.answer(command, ack)
        return ack


def _sender(command: Command) -> str:
    """Who says that they sent it."""
    return "\0".join((command.source, command.user or "", command.area or ""))
