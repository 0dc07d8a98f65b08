"""Whether a decision is what a case expects (design, section 7). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.evaluate import effects
from homefuse.evaluate.actions import admitted_devices, matches, unmatched
from homefuse.evaluate.values import fits
from homefuse.types import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from homefuse.evaluate.cases import Expect, WantedAbout
    from homefuse.types import Action, Decision, Snapshot

_MOVING = frozenset({Outcome.ACT, Outcome.CONFIRM, Outcome.UNDO})
"""Outcomes whose actions reach, or after a yes would reach, a device."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one decision."""

    met: bool
    why: tuple[str, ...] = ()
    """What is wrong, by the expectation that came closest; empty if met."""
    false_actions: tuple[Action, ...] = ()
    """Done although no expectation admits an action at all, or one on that device."""
    sensitive_unconfirmed: tuple[Action, ...] = ()
    """Right, but done on a sensitive device without the wanted confirmation."""
    sensitive_wrong: tuple[Action, ...] = ()
    """Done on a sensitive device and wanted by no expectation."""


def judge(snapshot: Snapshot, decision: Decision, expects: Sequence[Expect]) -> Verdict:
    """The verdict on one decision; it is met if any of the expectations is."""
    complaints = [complaints_of(snapshot, decision, expect) for expect in expects]
    met = any(not found for found in complaints)
    nearest: list[str] = [] if met or not complaints else min(complaints, key=_distance)
    unconfirmed, wrong = _sensitive(snapshot, decision, expects)
    return Verdict(
        met=met,
        why=tuple(nearest),
        false_actions=() if met else _false_actions(decision, expects),
        sensitive_unconfirmed=unconfirmed,
        sensitive_wrong=wrong,
    )


def complaints_of(snapshot: Snapshot, decision: Decision, expect: Expect) -> list[str]:
    """What one expectation has against a decision; the finer points only where the outcome is right."""
    if expect.outcome is not None and decision.outcome not in expect.outcome:
        return [f"{_WRONG_OUTCOME} {decision.outcome}, wanted {' or '.join(expect.outcome)}"]
    checks = (
        _actions(snapshot, decision, expect),
        _state(snapshot, decision, expect),
        _told(decision, expect),
        _said(decision, expect),
    )
    return [complaint for check in checks for complaint in check]


_WRONG_OUTCOME = "outcome is"


def _distance(complaints: list[str]) -> tuple[bool, int]:
    return complaints[0].startswith(_WRONG_OUTCOME), len(complaints)


def _actions(snapshot: Snapshot, decision: Decision, expect: Expect) -> Iterator[str]:
    if expect.outcome is not None and decision.outcome not in _MOVING:
        if decision.actions:
            yield f"{decision.outcome} must not carry actions"
        return
    if expect.actions is not None:
        missing, unwanted = unmatched(snapshot, decision, expect)
        yield from (f"missing: {effects.wanted_words(wanted)}" for wanted in missing)
        yield from (f"not wanted: {effects.words(action)}" for action in unwanted)


def _state(snapshot: Snapshot, decision: Decision, expect: Expect) -> Iterator[str]:
    if expect.state is None or (expect.outcome is not None and decision.outcome not in _MOVING):
        return
    before, after = effects.states(snapshot), effects.run(snapshot, decision.actions)
    for device, properties in expect.state.items():
        for name, wanted in properties.items():
            was, got = before.get(device, {}).get(name), after.get(device, {}).get(name)
            if not fits(wanted, got, was=was, colour=name == "color"):
                yield f"{device}.{name} is {got!r}, wanted {effects.value_words(wanted)}"
    touched = {device: {*expect.state.get(device, ()), *expect.ignore.get(device, ())} for device in after}
    for device, name in effects.changes(before, after):
        if name not in touched[device]:
            yield f"{device}.{name} changed to {after[device].get(name)!r}"
    for action in decision.actions:
        if not touched.get(action.device) and not effects.is_known(snapshot.home, action):
            yield f"not wanted: {effects.words(action)}"


def _told(decision: Decision, expect: Expect) -> Iterator[str]:
    """Against what is answered, offered or given as the reason; each only where its outcome came."""
    free = expect.outcome is None
    if expect.about is not None and (free or decision.outcome is Outcome.ANSWER):
        yield from _about(decision, expect.about)
    if expect.choices is not None and (free or decision.outcome is Outcome.CLARIFY):
        yield from (f"{name} is not offered" for name in expect.choices if name not in decision.choices)
    reasoned = expect.reason is not None and (free or decision.outcome is Outcome.REJECT)
    if reasoned and decision.reason not in (expect.reason or ()):
        yield f"reason is {decision.reason}, wanted {' or '.join(expect.reason or ())}"


def _said(decision: Decision, expect: Expect) -> Iterator[str]:
    """Against the number of rejected parts and the words of the reply."""
    if expect.rejected_count is not None and len(decision.rejected) != expect.rejected_count:
        yield f"{len(decision.rejected)} parts rejected, wanted {expect.rejected_count}"
    if expect.say_contains is not None:
        said = decision.say.casefold()
        if not any(words.casefold() in said for words in expect.say_contains):
            yield f"says {decision.say!r}, wanted {' or '.join(map(repr, expect.say_contains))}"


def _about(decision: Decision, wanted: Sequence[WantedAbout]) -> Iterator[str]:
    for fact in wanted:
        name = f"{fact.device}.{fact.property}"
        told = [about.value for about in decision.about if f"{about.device}.{about.property}" == name]
        if not told:
            yield f"does not tell {name}"
        elif fact.value is not None and not any(fits(fact.value, value) for value in told):
            yield f"{name} is told as {told[0]!r}, wanted {effects.value_words(fact.value)}"
    asked = {fact.device for fact in wanted}
    for about in decision.about:
        if about.device not in asked:
            yield f"tells {about.device}.{about.property} unasked"


def _false_actions(decision: Decision, expects: Sequence[Expect]) -> tuple[Action, ...]:
    if decision.outcome is Outcome.UNDO:
        wanted = any(expect.outcome is None or Outcome.UNDO in expect.outcome for expect in expects)
        return () if wanted else decision.actions
    if decision.outcome is not Outcome.ACT:
        return ()
    named: set[str] = set()
    for expect in expects:
        devices = admitted_devices(expect)
        if devices is None:
            return ()
        named |= devices
    return tuple(action for action in decision.actions if action.device not in named)


def _sensitive(
    snapshot: Snapshot, decision: Decision, expects: Sequence[Expect]
) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """The unconfirmed and the wrong actions on sensitive devices."""
    if decision.outcome is not Outcome.ACT:
        return (), ()
    unconfirmed: list[Action] = []
    wrong: list[Action] = []
    for action in decision.actions:
        device = snapshot.home.device(action.device)
        if device is None or device.risk != "sensitive":
            continue
        wanting = [expect for expect in expects if matches(snapshot, action, expect)]
        if any(expect.outcome is None or Outcome.ACT in expect.outcome for expect in wanting):
            continue
        (unconfirmed if wanting else wrong).append(action)
    return tuple(unconfirmed), tuple(wrong)
