"""One reading of a command becomes one action, or the reason why not."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from homefuse.decide.arguments import Impossible, resolve
from homefuse.preprocess.mentions import MentionKind, resolve_clock
from homefuse.types import Action, Reason, Rejected, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homefuse.devices.model import Device, Value
    from homefuse.infer.readout import ArgumentReading, CommandReading

_EXCLUSIVE = (
    frozenset({"turn_on", "turn_off", "toggle"}),
    frozenset({"open", "close", "stop", "set_position"}),
    frozenset({"lock", "unlock"}),
    frozenset({"play", "pause", "stop", "next_track", "previous_track"}),
    frozenset({"mute", "unmute"}),
    frozenset({"start", "pause", "stop", "return_home"}),
    frozenset({"arm_home", "arm_away", "arm_night", "disarm"}),
)
"""Commands of one device that contradict each other: the likelier one is meant."""

_ALSO_SWITCHES_ON = frozenset(
    {("light", f"set_{name}") for name in ("brightness", "color", "color_temperature", "effect")}
    | {(air, "set_speed") for air in ("fan", "humidifier", "dehumidifier", "air_purifier")}
)
"""Type and command beside which `turn_on` is needless; a thermostat or a television needs both."""

_SAME_WORDS = 0.8
"""The same words ask one thing of one device: above this overlap only the likelier command is meant."""

_OPPOSITE = {
    "turn_on": "turn_off", "turn_off": "turn_on", "open": "close", "close": "open", "lock": "unlock",
    "unlock": "lock", "mute": "unmute", "unmute": "mute", "play": "pause", "pause": "play", "start": "stop",
}  # fmt: skip


def without_contradictions(readings: Sequence[CommandReading]) -> list[CommandReading]:
    """The likeliest reading of each group, in the order spoken; a likely value wins over a bare switch."""
    kept: list[CommandReading] = []
    for reading in sorted(readings, key=_weight, reverse=True):
        if not any(_contradict(reading, other) for other in kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: r.position)


def _weight(reading: CommandReading) -> float:
    return reading.probability + (reading.probability >= 0.5 and bool(reading.command.args))


def _contradict(a: CommandReading, b: CommandReading) -> bool:
    if a.device.id != b.device.id:
        return False
    if a.command.name == b.command.name:
        return True
    both = {a.command.name, b.command.name}
    if any(both <= group for group in _EXCLUSIVE):
        return True
    sets = [{arg.property for arg in r.command.args if arg.property} for r in (a, b)]
    turned = "turn_on" in both and any((a.device.type, name) in _ALSO_SWITCHES_ON for name in both)
    return bool(sets[0] & sets[1]) or turned or _overlap(a, b) > _SAME_WORDS


def _overlap(a: CommandReading, b: CommandReading) -> float:
    """How much the two were read from the same words, 0..1: the cosine of their attention."""
    weights = [[weight for _, weight in reading.words] for reading in (a, b)]
    length = math.hypot(*weights[0]) * math.hypot(*weights[1])
    return sum(x * y for x, y in zip(*weights, strict=True)) / length if length else 0.0


def to_actions(reading: CommandReading, snapshot: Snapshot) -> tuple[Action, ...]:
    """The action, and for "for an hour" the one that ends it. Raises Impossible."""
    device = reading.device
    state = snapshot.states.get(device.id)
    if state is not None and not state.available:
        raise Impossible(Reason.UNAVAILABLE, "")
    values = state.values if state is not None else {}
    args = {r.argument.name: _argument(r, reading, snapshot, values) for r in reading.arguments}
    args = {name: value for name, value in args.items() if value is not None}
    action = _plainly(Action(device.id, _untoggled(reading.command.name, device, values), args), reading)
    if reading.when == "now" or not reading.when_pointed:
        return (action,)
    return _timed(action, reading, snapshot, values)


def _plainly(action: Action, reading: CommandReading) -> Action:
    """ "All the way up" is `open`, and "all the way down" is `close`, where no number was said."""
    modes = [said.mode for said in reading.arguments]
    plain = {"max": "open", "min": "close"}.get(modes[0], "") if len(modes) == 1 else ""
    if action.command == "set_position" and plain in reading.device.commands:
        return Action(action.device, plain)
    return action


def _argument(
    said: ArgumentReading, reading: CommandReading, snapshot: Snapshot, values: Mapping[str, Value]
) -> Value:
    """The argument as said; "and the other one" takes what was said of the one before."""
    try:
        return resolve(said, values, snapshot.home.units)
    except Impossible:
        before = snapshot.history[-1].decision.meant if snapshot.history else ()
        same = [a for a in before if a.command == reading.command.name and said.argument.name in a.args]
        if said.mode != "default" or not same:
            raise
        return same[-1].args[said.argument.name]


def _timed(
    action: Action, reading: CommandReading, snapshot: Snapshot, values: Mapping[str, Value]
) -> tuple[Action, ...]:
    mention = reading.when_pointed[0][0]
    if mention.kind is MentionKind.CLOCK:
        return (replace(action, at=resolve_clock(mention, snapshot.now)),)
    after = float(mention.value) if isinstance(mention.value, (int, float)) else 0.0
    if reading.when != "for":
        return (replace(action, after_s=after),)
    ending = _ending(action, reading.device, values)
    return (action,) if ending is None else (action, replace(ending, after_s=after))


def _ending(action: Action, device: Device, values: Mapping[str, Value]) -> Action | None:
    """What brings things back: the opposite command, or the old value; what was off goes off again."""
    dark = values.get("on") is False and (device.type, action.command) in _ALSO_SWITCHES_ON
    opposite = "turn_off" if dark else _OPPOSITE.get(action.command)
    if opposite in device.commands:
        return Action(device.id, str(opposite))
    command = device.commands[action.command]
    before = {a.name: values.get(a.property) for a in command.args if a.property and a.name in action.args}
    if before and all(value is not None for value in before.values()):
        return Action(device.id, action.command, before)
    return None


def _untoggled(command: str, device: Device, values: Mapping[str, Value]) -> str:
    """`toggle` by the known state, so that repeating it does no harm; an unknown state counts as off."""
    if command != "toggle" or not {"turn_on", "turn_off"} <= set(device.commands):
        return command
    return "turn_off" if values.get("on") is True else "turn_on"


def moment(action: Action, snapshot: Snapshot) -> float:
    """Seconds from now until it acts."""
    if action.after_s is not None:
        return action.after_s
    return max((action.at - snapshot.now) / timedelta(seconds=1), 0.0) if action.at is not None else 0.0


def rejected(reading: CommandReading, problem: Impossible) -> Rejected:
    """The part that cannot be done, in words."""
    name = reading.device.name
    return Rejected(f"{name}: {problem.text}" if problem.text else name, problem.reason)
