"""From a prediction to a decision. Pure: the model has spoken, this reads what it said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homefuse.decide import policy
from homefuse.decide.arguments import Impossible
from homefuse.decide.policy import Thresholds
from homefuse.decide.resolve import rejected, to_actions, without_contradictions
from homefuse.decide.say import say_about, say_actions, say_choices, say_confirm, say_outcome, say_reason
from homefuse.types import About, Action, Decision, Evidence, Outcome, Reason, Rejected, Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homefuse.infer.readout import CommandReading, Prediction, PropertyReading

_REASONS = {
    "not_for_me": Reason.NOT_FOR_ME,
    "no_such_device": Reason.NO_SUCH_DEVICE,
    "unsupported": Reason.UNSUPPORTED,
}
_MOST_CHOICES = 6
OFFER = 0.25
"""Less probable commands are not offered as a choice; asking may be bolder than acting."""


def decide(
    prediction: Prediction, snapshot: Snapshot, named: frozenset[str], thresholds: Thresholds | None = None
) -> Decision:
    """The decision on one utterance; `named` are the devices whose own name or kind was said."""
    limits = thresholds or Thresholds()
    outcome = max(prediction.outcomes, key=prediction.outcomes.__getitem__)
    sure = prediction.outcomes[outcome]
    readings = policy.allowed(without_contradictions(prediction.commands), named, limits)
    if outcome in _REASONS:
        return _reject(snapshot, _REASONS[outcome], sure)
    if outcome == "answer":
        return _answer(prediction.properties, snapshot, sure, limits)
    if outcome in ("undo", "cancel"):
        what = Outcome(outcome)
        return Decision(snapshot.command.id, what, say=say_outcome(what), confidence=sure)
    if outcome == "clarify":
        bold = replace(limits, act=OFFER)
        offered = policy.allowed(without_contradictions(prediction.commands), named, bold)
        if len({r.device.id for r in offered}) > 1:
            return _clarify(offered, snapshot, sure)
    if sure < limits.outcome or not readings:
        return _reject(snapshot, Reason.UNSURE, sure)
    return _act(readings, snapshot, sure)


def _act(readings: Sequence[CommandReading], snapshot: Snapshot, sure: float) -> Decision:
    actions: list[Action] = []
    refused: list[Rejected] = []
    for reading in readings:
        try:
            actions += to_actions(reading, snapshot)
        except Impossible as problem:
            refused.append(rejected(reading, problem))
    confidence = sure * min(r.probability for r in readings)
    if not actions:
        return replace(
            _reject(snapshot, refused[0].reason, confidence, refused[0].text), rejected=tuple(refused)
        )
    home = snapshot.home
    devices = {r.device.id: r.device for r in readings}
    risky = [a for a in actions if policy.needs_confirmation(devices[a.device], a.command)]
    outcome = Outcome.CONFIRM if risky else Outcome.ACT
    return Decision(
        snapshot.command.id,
        outcome,
        tuple(actions),
        rejected=tuple(refused),
        say=say_confirm(risky, home) if risky else say_actions(actions, home, refused),
        confidence=confidence,
        evidence=_evidence(readings),
    )


def _clarify(readings: Sequence[CommandReading], snapshot: Snapshot, sure: float) -> Decision:
    likely = sorted(readings, key=lambda r: -r.probability)
    choices = tuple(dict.fromkeys(r.device.id for r in likely))[:_MOST_CHOICES]
    return Decision(
        snapshot.command.id,
        Outcome.CLARIFY,
        choices=choices,
        pending=tuple(action for reading in likely for action in _possible(reading, snapshot)),
        say=say_choices(choices, snapshot.home),
        confidence=sure,
        evidence=_evidence(readings),
    )


def _possible(reading: CommandReading, snapshot: Snapshot) -> tuple[Action, ...]:
    try:
        return to_actions(reading, snapshot)
    except Impossible:
        return ()


def _answer(
    properties: Sequence[PropertyReading], snapshot: Snapshot, sure: float, limits: Thresholds
) -> Decision:
    asked = [p for p in properties if p.probability >= limits.answer] or list(properties[:1])
    if not asked:
        return _reject(snapshot, Reason.UNSURE, sure)
    about = []
    for reading in asked:
        state = snapshot.states.get(reading.device.id)
        value = state.values.get(reading.property.name) if state is not None else None
        about.append(About(reading.device.id, reading.property.name, value))
    return Decision(
        snapshot.command.id,
        Outcome.ANSWER,
        about=tuple(about),
        say=say_about(about, snapshot.home),
        confidence=sure * asked[0].probability,
    )


def _reject(snapshot: Snapshot, reason: Reason, sure: float, detail: str = "") -> Decision:
    say = say_reason(reason, detail)
    return Decision(snapshot.command.id, Outcome.REJECT, reason=reason, say=say, confidence=sure)


def _evidence(readings: Sequence[CommandReading]) -> Evidence:
    """The words that carried the commands, strongest first, and the states that mattered to their values."""
    weights: dict[str, float] = {}
    for reading in readings:
        for word, weight in reading.words:
            weights[word] = max(weights.get(word, 0.0), weight)
    words = sorted(((w, round(v, 3)) for w, v in weights.items() if v >= 0.02), key=lambda pair: -pair[1])
    relative = [
        (f"{r.device.id}.{a.argument.property}", round(r.probability, 3))
        for r in readings
        for a in r.arguments
        if a.argument.property and a.mode in ("up", "down", "times", "more", "less")
    ]
    return Evidence(words=tuple(words), state=tuple(relative))
