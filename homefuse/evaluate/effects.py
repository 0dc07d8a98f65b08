"""What actions would do to the home of a snapshot, and how that is put into words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.evaluate.cases import Changed, OneOf, Range
from homefuse.evaluate.values import same
from homefuse.simulate.home import apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from homefuse.devices.model import Home, Value
    from homefuse.evaluate.cases import Wanted, WantedAction
    from homefuse.types import Action, Snapshot

States = dict[str, dict[str, "Value"]]


def states(snapshot: Snapshot) -> States:
    """Device -> property -> value as the snapshot knows it."""
    return {device: dict(known.values) for device, known in snapshot.states.items()}


def run(snapshot: Snapshot, actions: Iterable[Action]) -> States:
    """The states after the actions, the delayed ones too, in their order."""
    after = states(snapshot)
    for action in actions:
        device = snapshot.home.device(action.device)
        if device is not None:
            after[device.id] = apply(device, after.get(device.id, {}), action)
    return after


def changes(before: States, after: States) -> Iterator[tuple[str, str]]:
    """Every (device, property) that is not what it was."""
    for device, values in after.items():
        was = before.get(device, {})
        for name in {**was, **values}:
            if not same(was.get(name), values.get(name), colour=name == "color"):
                yield device, name


def is_known(home: Home, action: Action) -> bool:
    """Whether the simulated home knows what the action does."""
    device = home.device(action.device)
    return device is not None and bool(apply(device, {}, action))


def changes_nothing(snapshot: Snapshot, action: Action) -> bool:
    """Whether the home already stands as the action would leave it."""
    if action.at is not None or action.after_s is not None or not is_known(snapshot.home, action):
        return False
    before = states(snapshot)
    return not any(changes(before, run(snapshot, [action])))


def words(action: Action) -> str:
    """The action as one readable phrase."""
    return _phrase(action.device, action.command, action.args) + _when(action.at, action.after_s)


def wanted_words(wanted: WantedAction) -> str:
    """The wanted action as one readable phrase."""
    args = {name: value_words(value) for name, value in wanted.args.items()}
    return _phrase(wanted.device, wanted.command, args) + _when(wanted.at, wanted.after)


def value_words(wanted: Wanted) -> str:
    """The wanted value as one readable phrase."""
    if isinstance(wanted, Range):
        low, high = ("" if bound is None else f"{bound:g}" for bound in (wanted.min, wanted.max))
        return f"{low}..{high}"
    if isinstance(wanted, OneOf):
        return "one of " + ", ".join(map(repr, wanted.one_of))
    return "another value" if isinstance(wanted, Changed) else repr(wanted)


def _phrase(device: str, command: str, args: Mapping[str, object]) -> str:
    inside = ", ".join(f"{name}={value}" for name, value in args.items())
    return f"{device}.{command}({inside})"


def _when(at: object, after_s: float | None) -> str:
    return (f" at {at}" if at is not None else "") + (f" after {after_s:g} s" if after_s is not None else "")
