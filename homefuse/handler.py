"""What happens with a command: read it, decide, follow the decision, and answer."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from homefuse.context.history import History, overwritten
from homefuse.context.pending import PendingConfirmations, is_yes
from homefuse.context.seen import SeenIds
from homefuse.context.snapshot import freeze
from homefuse.context.undo import restoring_actions
from homefuse.decide.policy import needs_confirmation
from homefuse.decide.say import say_actions
from homefuse.errors import CommandError, HomeFuseError
from homefuse.publish.drivers.base import effect
from homefuse.sources.text import Control, ControlKind, Refused, read_command, read_control
from homefuse.types import Ack, Action, Command, Decision, Outcome, Reason
from homefuse.worker import WorkerStuckError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homefuse.announce import Announcer
    from homefuse.clock import Clock
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Home, Value
    from homefuse.later import Later
    from homefuse.mqtt.messages import Message
    from homefuse.types import AckStatus
    from homefuse.worker import DecisionWorker

log = logging.getLogger(__name__)


class Actor(Protocol):
    """Who sends actions to devices and tells what became of them."""

    async def act(self, command: Command, actions: Sequence[Action]) -> None:
        """Send actions in order; return once each is with the broker or has failed."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the handler works with."""

    base: str
    home: Callable[[], Home]
    worker: DecisionWorker
    states: StateStore
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
        self._history = History()
        self._pending = PendingConfirmations()
        self._seen = SeenIds()
        self.paused = False
        self.counts: Counter[str] = Counter()
        """Outcomes and dropped messages since the start."""

    async def command(self, message: Message) -> None:
        """Deal with a message on a command topic until its actions are with the broker; acknowledge it."""
        if message.retain:
            self._drop(message)
            return
        around = self._around
        found = read_command(
            message,
            around.base,
            new_id=uuid.uuid4().hex,
            now=around.clock.monotonic(),
            epoch_s=around.clock.epoch(),
        )
        if isinstance(found, Refused):
            self._refuse(found, message)
        elif self._seen.first_time(found.id, found.received_at):
            await self._obey(found)
        else:
            self._repeat(found)
        message.ack()

    def busy(self, message: Message) -> None:
        """Refuse a message for which the queue had no place."""
        found = read_command(message, self._around.base, new_id=uuid.uuid4().hex, now=0.0, epoch_s=0.0)
        self._refuse(Refused(found.id, Reason.BUSY, "too many commands at once"), message)

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

    def expire(self) -> None:
        """Give up confirmations that nobody gave; call it every second or so."""
        for pending in self._pending.expired(self._around.clock.monotonic()):
            self._tell(pending.command, "expired", "nobody confirmed it")

    def give_up(self) -> None:
        """Tell of everything that waits that it will not happen: the daemon stops."""
        for command, action in self._later.waiting():
            self._tell(command, "failed", "HomeFuse was stopped", action)

    async def _obey(self, command: Command) -> None:
        decision = await self._decide(command)
        total_ms = (self._around.clock.monotonic() - command.received_at) * 1000
        decision = replace(decision, ms={**decision.ms, "total": total_ms})
        self._seen.decided(decision)
        self.counts[decision.outcome.value] += 1
        log.info(
            "command %s: %s, %d actions, confidence %.2f, reason %s, %.1f ms",
            *(command.id, decision.outcome.value, len(decision.actions), decision.confidence),
            *(decision.reason.value if decision.reason else "none", total_ms),
        )
        await self._follow(command, decision)

    async def _decide(self, command: Command) -> Decision:
        if self.paused:
            return _reject(command, Reason.NOT_ALLOWED, "HomeFuse is paused.")
        answered = self._answer_to_question(command)
        if answered is not None:
            return answered
        decision = await self._think(command)
        if decision.outcome is Outcome.UNDO and not decision.actions:
            return self._undoing(command, None)
        return decision

    async def _think(self, command: Command) -> Decision:
        clock = self._around.clock
        snapshot = freeze(
            command,
            self._around.home(),
            self._around.states,
            self._history,
            local=clock.local(),
            now=clock.monotonic(),
        )
        try:
            return await self._around.worker.decide(snapshot)
        except WorkerStuckError as error:
            log.error("command %s: %s", command.id, error)
            return _reject(command, Reason.BUSY, "That took too long.")
        except HomeFuseError as error:
            log.error("command %s: %s", command.id, error)
            return _reject(command, Reason.UNAVAILABLE, "I cannot think: the model is not usable.")
        except Exception:
            log.exception("command %s: the decision failed", command.id)
            self.counts["errors"] += 1
            return _reject(command, Reason.UNSURE, "Something went wrong.")

    def _answer_to_question(self, command: Command) -> Decision | None:
        """The decision that a bare yes or no makes of a waiting one; None if this is no answer."""
        yes, now = is_yes(command.text), self._around.clock.monotonic()
        waiting = self._pending.answered_by(command, now) if yes is not None else None
        if waiting is None:
            return None
        self._pending.take(now, waiting.decision.id)
        if not yes:
            return Decision(command.id, Outcome.CANCEL, say="All right, I will not.", confidence=1.0)
        return replace(self._confirmed(waiting.decision), id=command.id)

    def _undoing(self, command: Command, undone_id: str | None) -> Decision:
        """What brings back how things were before the last turn that changed something."""
        now, home = self._around.clock.monotonic(), self._around.home()
        turn = self._history.undoable(now, undone_id)
        if turn is None:
            return _reject(command, Reason.UNSURE, "There is nothing to undo.")
        actions = restoring_actions(home, turn.previous)
        if not actions:
            return _reject(command, Reason.UNSUPPORTED, "I cannot undo that.")
        if not command.dry_run:
            self._history.forget(turn.decision.id)
        devices = [(home.device(action.device), action.command) for action in actions]
        risky = any(device is not None and needs_confirmation(device, name) for device, name in devices)
        if risky:
            say = "Shall I really undo that?"
            return Decision(command.id, Outcome.CONFIRM, actions, say=say, confidence=1.0)
        return Decision(command.id, Outcome.UNDO, actions, say="Undone.", confidence=1.0)

    async def _follow(self, command: Command, decision: Decision) -> None:
        self._around.announcer.decision(command, decision)
        if command.dry_run:
            return
        now, previous = self._around.clock.monotonic(), self._before(decision)
        if decision.outcome is Outcome.CONFIRM:
            self._pending.add(command, decision, now)
        elif decision.outcome is Outcome.CANCEL:
            self._cancel(None)
        elif decision.outcome in {Outcome.ACT, Outcome.UNDO}:
            await self._act(command, decision.actions)
        undoable = previous if decision.outcome is Outcome.ACT else {}
        self._history.add(command.text, decision, undoable, now)

    async def _act(self, command: Command, actions: Sequence[Action]) -> None:
        at_once = [action for action in actions if action.at is None and action.after_s is None]
        for action in actions:
            if action not in at_once:
                fits = self._later.add(command, action)
                detail = "" if fits else "too many actions are waiting"
                self._tell(command, "accepted" if fits else "failed", detail, action)
        if at_once:
            await self._actor.act(command, at_once)

    def _before(self, decision: Decision) -> dict[str, dict[str, Value]]:
        """The known values that the decision's immediate actions will change."""
        home, states = self._around.home(), self._around.states
        before: dict[str, dict[str, Value]] = {}
        after: dict[str, dict[str, Value]] = {}
        for action in decision.actions:
            device = home.device(action.device)
            if device is None or action.at is not None or action.after_s is not None:
                continue
            known = before.setdefault(device.id, dict(states.values(device.id)))
            changed = after.setdefault(device.id, {})
            changed.update(effect(device, action, {**known, **changed}))
        return overwritten(after, before)

    async def _obey_control(self, control: Control, message: Message) -> None:
        log.info("control: %s %s", control.kind.value, control.id or "")
        if control.kind is ControlKind.CONFIRM:
            await self._confirm(control.id, message)
        elif control.kind is ControlKind.CANCEL:
            self._cancel(control.id)
        elif control.kind is ControlKind.UNDO:
            command = Command(
                uuid.uuid4().hex, "undo", source="control", received_at=self._around.clock.monotonic()
            )
            await self._follow(command, self._undoing(command, control.id))
        elif control.kind is ControlKind.RELOAD:
            self._around.reload()
        else:
            self.paused = control.kind is ControlKind.PAUSE

    async def _confirm(self, command_id: str | None, message: Message) -> None:
        now = self._around.clock.monotonic()
        waiting = self._pending.take(now, command_id)
        if waiting is None:
            asked = Command(command_id or uuid.uuid4().hex, "", response_topic=message.reply.topic)
            self._tell(asked, "expired", "nothing waits for this confirmation")
            return
        await self._follow(waiting.command, self._confirmed(waiting.decision))

    def _confirmed(self, decision: Decision) -> Decision:
        say = say_actions(decision.actions, self._around.home(), decision.rejected)
        return replace(decision, outcome=Outcome.ACT, say=say)

    def _cancel(self, command_id: str | None) -> None:
        """Give up what waits for a yes, or else for its time."""
        waiting = self._pending.take(self._around.clock.monotonic(), command_id)
        if waiting is not None:
            self._tell(waiting.command, "failed", "cancelled")
            return
        for command, action in self._later.cancel(command_id):
            self._tell(command, "failed", "cancelled", action)

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

    def _repeat(self, command: Command) -> None:
        self.counts["duplicate"] += 1
        self._tell(command, "duplicate")
        decision = self._seen.decision(command.id)
        if decision is not None:
            self._around.announcer.answer(command, decision)

    def _drop(self, message: Message) -> None:
        self.counts["retained"] += 1
        log.warning("a retained message on %s was dropped: commands must not be retained", message.topic)
        message.ack()

    def _tell(
        self, command: Command, status: AckStatus, detail: str = "", action: Action | None = None
    ) -> None:
        ms = (self._around.clock.monotonic() - command.received_at) * 1000 if command.received_at else 0.0
        device, name = (action.device, action.command) if action else ("", "")
        self._around.announcer.answer(command, Ack(command.id, device, name, status, detail, ms))


def _reject(command: Command, reason: Reason, say: str) -> Decision:
    return Decision(command.id, Outcome.REJECT, reason=reason, say=say)
