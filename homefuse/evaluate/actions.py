"""Wanted actions beside decided ones: which of them are the same. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.evaluate import effects
from homefuse.evaluate.cases import Changed, OneOf, Range
from homefuse.evaluate.values import fits
from homefuse.types import Action, Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from homefuse.devices.model import Argument, CommandSpec, Value
    from homefuse.evaluate.cases import Expect, WantedAction
    from homefuse.types import Decision, Snapshot

_DELAY_SLACK = (1.0, 60.0)
"""Seconds by which a delayed action may miss its time: 1 % of the delay, but at least and at most these."""


def unmatched(
    snapshot: Snapshot, decision: Decision, expect: Expect
) -> tuple[list[WantedAction], list[Action]]:
    """The wanted actions that are missing, without those that would change nothing, and the unwanted ones."""
    wanted, got = list(expect.actions or ()), _distinct(decision.actions)
    fitting = [[j for j, act in enumerate(got) if agrees(snapshot, one, act, expect)] for one in wanted]
    partner: dict[int, int] = {}  # index of the decided action -> index of the wanted one
    for i in range(len(wanted)):
        _pair(i, fitting, partner, set())
    missing = [one for i, one in enumerate(wanted) if i not in partner.values()]
    return (
        [one for one in missing if not _changes_nothing(snapshot, one)],
        [action for j, action in enumerate(got) if j not in partner],
    )


def agrees(snapshot: Snapshot, wanted: WantedAction, action: Action, expect: Expect) -> bool:
    """Whether a decided action is the wanted one: device, command, time and every argument."""
    if (wanted.device, wanted.command) != (action.device, action.command):
        return False
    due = _due(wanted.at, wanted.after, snapshot.now)
    if not _same_time(due, _due(action.at, action.after_s, snapshot.now)):
        return False
    device = snapshot.home.device(wanted.device)
    command = device.commands.get(wanted.command) if device else None
    names = set(wanted.args) if expect.args_mode == "subset" else {*wanted.args, *action.args}
    return all(_same_argument(name, command, wanted, action) for name in names)


def matches(snapshot: Snapshot, action: Action, expect: Expect) -> bool:
    """Whether an expectation wants this very action, by its actions or by the state it leads to."""
    if any(agrees(snapshot, wanted, action, expect) for wanted in expect.actions or ()):
        return True
    if expect.state is None:
        return False
    before, after = effects.states(snapshot), effects.run(snapshot, [action])
    changed = {name for device, name in effects.changes(before, after) if device == action.device}
    free = {*expect.ignore.get(action.device, ())}
    return bool(changed) and all(
        name in free or _reaches(expect, action.device, name, before, after) for name in changed
    )


def admitted_devices(expect: Expect) -> frozenset[str] | None:
    """The devices on which an expectation admits actions; None = any."""
    if expect.outcome is not None and not {Outcome.ACT, Outcome.CONFIRM} & set(expect.outcome):
        return frozenset()
    if expect.actions is None and expect.state is None:
        return None
    acting = {wanted.device for wanted in expect.actions or ()}
    return frozenset({*acting, *(expect.state or ()), *expect.ignore})


def _reaches(expect: Expect, device: str, name: str, before: effects.States, after: effects.States) -> bool:
    """Whether a property is wanted to change and stands as wanted afterwards."""
    wanted = (expect.state or {}).get(device, {})
    was, got = before.get(device, {}).get(name), after.get(device, {}).get(name)
    return name in wanted and fits(wanted[name], got, was=was, colour=name == "color")


def _pair(i: int, fitting: list[list[int]], partner: dict[int, int], tried: set[int]) -> bool:
    """Give wanted action `i` a decided one, moving earlier partners if need be (augmenting path)."""
    for j in fitting[i]:
        if j not in tried:
            tried.add(j)
            if j not in partner or _pair(partner[j], fitting, partner, tried):
                partner[j] = i
                return True
    return False


def _distinct(actions: tuple[Action, ...]) -> list[Action]:
    distinct: list[Action] = []
    for action in actions:
        if action not in distinct:
            distinct.append(action)
    return distinct


def _same_argument(name: str, command: CommandSpec | None, wanted: WantedAction, action: Action) -> bool:
    """Whether one argument agrees; an absent one counts as its default."""
    argument = _argument(command, name)
    default = argument.default if argument else None
    got = action.args.get(name)
    got = default if got is None else got
    want = wanted.args.get(name)
    want = default if want is None else want
    if argument and argument.kind == "options" and isinstance(want, int | float):
        want = str(want)  # options are words; a case may write the option "2" as a number
    step = argument.step if argument else None
    return fits(want, got, step=step, colour=bool(argument and argument.kind == "color"))


def _argument(command: CommandSpec | None, name: str) -> Argument | None:
    return next((argument for argument in command.args if argument.name == name), None) if command else None


def _due(at: datetime | None, after_s: float | None, now: datetime) -> float | None:
    """Seconds from now until it is to happen; None = at once."""
    if at is not None:
        return (at.replace(tzinfo=None) - now.replace(tzinfo=None)).total_seconds()
    return after_s


def _same_time(wanted: float | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return (wanted or 0) == (got or 0)
    least, most = _DELAY_SLACK
    return abs(wanted - got) <= min(most, max(least, abs(wanted) / 100))


def _changes_nothing(snapshot: Snapshot, wanted: WantedAction) -> bool:
    """Whether the home already stands as wanted; a range is met where the value lies in it."""
    if wanted.at is not None or wanted.after is not None:
        return False
    device, known = snapshot.home.device(wanted.device), snapshot.states.get(wanted.device)
    if device is None or known is None:
        return False
    args: dict[str, Value] = {}
    for name, value in wanted.args.items():
        if isinstance(value, Range | OneOf | Changed):
            argument = _argument(device.commands.get(wanted.command), name)
            current = known.values.get(argument.property if argument and argument.property else name)
            if not fits(value, current):
                return False
            args[name] = current
        else:
            args[name] = value
    return effects.changes_nothing(snapshot, Action(wanted.device, wanted.command, args))
