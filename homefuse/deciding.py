"""From a command to a decision: the model's, or what a yes, a no or an undo makes of an earlier one."""

from __future__ import annotations

import logging
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homefuse.context.history import History, overwritten
from homefuse.context.pending import PendingConfirmations, is_yes
from homefuse.context.snapshot import freeze
from homefuse.context.undo import restoring_actions
from homefuse.decide.policy import needs_confirmation
from homefuse.decide.say import say_actions
from homefuse.errors import HomeFuseError
from homefuse.publish.drivers.base import effect
from homefuse.types import Decision, Outcome, Reason
from homefuse.worker import WorkerStuckError

if TYPE_CHECKING:
    from collections.abc import Callable

    from homefuse.clock import Clock
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Home, Value
    from homefuse.types import Command
    from homefuse.worker import DecisionWorker

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What decisions are made from."""

    home: Callable[[], Home]
    states: StateStore
    worker: DecisionWorker
    clock: Clock


class Decider:
    """Decides on commands, one at a time, and remembers what the next one may refer to."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._history = History()
        self.pending = PendingConfirmations()
        """What waits for a yes."""
        self.errors: Counter[str] = Counter()

    async def decide(self, command: Command) -> Decision:
        """One decision; never raises."""
        answered = self._answer_to_question(command)
        if answered is not None:
            return answered
        decision = await self._think(command)
        if decision.outcome is Outcome.UNDO and not decision.actions:
            return self.undoing(command, None)
        return decision

    def undoing(self, command: Command, undone_id: str | None) -> Decision:
        """What brings back how things were before the last turn that changed something."""
        now, home = self._known.clock.monotonic(), self._known.home()
        turn = self._history.undoable(now, undone_id)
        if turn is None:
            return reject(command, Reason.UNSURE, "There is nothing to undo.")
        actions = restoring_actions(home, turn.previous)
        if not actions:
            return reject(command, Reason.UNSUPPORTED, "I cannot undo that.")
        if not command.dry_run:
            self._history.forget(turn.decision.id)
        devices = [(home.device(action.device), action.command) for action in actions]
        risky = any(device is not None and needs_confirmation(device, name) for device, name in devices)
        if risky:
            say = "Shall I really undo that?"
            return Decision(command.id, Outcome.CONFIRM, actions, say=say, confidence=1.0)
        return Decision(command.id, Outcome.UNDO, actions, say="Undone.", confidence=1.0)

    def confirmed(self, decision: Decision) -> Decision:
        """What a yes makes of a decision that waited for it."""
        say = say_actions(decision.actions, self._known.home(), decision.rejected)
        return replace(decision, outcome=Outcome.ACT, say=say)

    def remember(self, command: Command, decision: Decision) -> None:
        """Let later commands refer to this one; call it before its actions are sent."""
        previous = self._before(decision) if decision.outcome is Outcome.ACT else {}
        self._history.add(command.text, decision, previous, self._known.clock.monotonic())

    async def _think(self, command: Command) -> Decision:
        known = self._known
        snapshot = freeze(
            command,
            known.home(),
            known.states,
            self._history,
            local=known.clock.local(),
            now=known.clock.monotonic(),
        )
        try:
            decision = await known.worker.decide(snapshot)
        except WorkerStuckError as error:
            log.error("command %s: %s", command.id, error)
            return reject(command, Reason.BUSY, "That took too long.")
        except HomeFuseError as error:
            log.error("command %s: %s", command.id, error)
            return reject(command, Reason.UNAVAILABLE, "I cannot think: the model is not usable.")
        except Exception:
            log.exception("command %s: the decision failed", command.id)
            self.errors["errors"] += 1
            return reject(command, Reason.UNSURE, "Something went wrong.")
        if not _is_finite(decision):
            log.error("command %s: the decision holds numbers that are none", command.id)
            self.errors["errors"] += 1
            return reject(command, Reason.UNSURE, "Something went wrong.")
        return decision

    def _answer_to_question(self, command: Command) -> Decision | None:
        """The decision that a bare yes or no makes of a waiting one; None if this is no answer."""
        yes, now = is_yes(command.text), self._known.clock.monotonic()
        waiting = self.pending.answered_by(command, now) if yes is not None else None
        if waiting is None:
            return None
        self.pending.take(now, waiting.decision.id)
        if not yes:
            return Decision(command.id, Outcome.CANCEL, say="All right, I will not.", confidence=1.0)
        return replace(self.confirmed(waiting.decision), id=command.id)

    def _before(self, decision: Decision) -> dict[str, dict[str, Value]]:
        """The known values that the decision's immediate actions will change."""
        home, states = self._known.home(), self._known.states
        before: dict[str, dict[str, Value]] = {}
        after: dict[str, dict[str, Value]] = {}
        for action in decision.actions:
            device = home.device(action.device)
            if device is None or action.at is not None or action.after_s is not None:
                continue
            values = before.setdefault(device.id, dict(states.values(device.id)))
            changed = after.setdefault(device.id, {})
            changed.update(effect(device, action, {**values, **changed}))
        return overwritten(after, before)


def _is_finite(decision: Decision) -> bool:
    """Whether every number in it is one; what a broken model gives must not reach a device."""
    delays = (action.after_s for action in decision.actions)
    arguments = (value for action in decision.actions for value in action.args.values())
    facts = (fact.value for fact in decision.about)
    numbers = (decision.confidence, *delays, *arguments, *facts, *decision.ms.values())
    return all(math.isfinite(number) for number in numbers if isinstance(number, float))


def reject(command: Command, reason: Reason, say: str) -> Decision:
    """A decision to do nothing."""
    return Decision(command.id, Outcome.REJECT, reason=reason, say=say)
