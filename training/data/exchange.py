"""One exchange of the past, as the next utterance finds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from homefuse.simulate.home import apply
from homefuse.types import Action
from training.data.deeds import called, deed, nearby
from training.data.lexicon import NOUNS, kind_of
from training.data.referring import in_area
from training.data.registers import in_register
from training.data.sample import Phrase, Scene, join, say
from training.data.values import bound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from homefuse.devices.model import Argument, Device, Value

_STEP: Final = 0.25
"""Share of the range that "brighter" moved, as decisions have it."""


@dataclass(frozen=True, slots=True)
class Before:
    """The exchange before, and the scene after it."""

    scene: Scene
    devices: tuple[Device, ...]
    command: str
    args: Mapping[str, Value]
    last: Mapping[str, Any]
    relative: bool = False
    """It was said as a change: what that means for another device, its value does not tell."""


def acted(rng: Random, scene: Scene) -> Before | None:
    """Something was just done to one device, or to all lights or covers of a room."""
    device = nearby(rng, scene, lambda d: d.type != "timer")
    if device is None:
        return None
    group = _group(scene, device) if rng.random() < 0.3 else (device,)
    thing = called(rng, device)
    area = scene.home.area(device.area)
    if len(group) > 1 and area is not None:
        many = rng.choice(NOUNS[kind_of(device)])[1]
        thing = say(f"the {many} {in_area(rng, area)}")
    done = deed(rng, device, thing)
    if done is None:
        return None
    command = done.target["command"]
    group = tuple(d for d in group if command in d.commands)
    return remembered(rng, scene, group, done.target, done.words)


def _group(scene: Scene, device: Device) -> tuple[Device, ...]:
    """All of its kind in its room, where a plural names them; else itself."""
    if device.type not in ("light", "cover", "fan") or device.area is None or device.risk != "normal":
        return (device,)
    alike = (d for d in scene.home.devices if kind_of(d) == kind_of(device) and d.area == device.area)
    return tuple(sorted((d for d in alike if d.risk == "normal"), key=lambda d: d.id != device.id))


def remembered(
    rng: Random,
    scene: Scene,
    devices: tuple[Device, ...],
    label: Mapping[str, Any],
    said: Phrase,
    *,
    asking: bool = False,
) -> Before | None:
    """The exchange as the next utterance finds it; unless it only asked, the home has changed."""
    command = label["command"]
    state = dict(scene.state)
    actions = []
    for device in devices:
        args = {
            arg.name: _resolved(arg, label["args"].get(arg.name, {}), state.get(device.id, {}))
            for arg in device.commands[command].args
        }
        args = {name: value for name, value in args.items() if value is not None}
        actions.append({"device": device.id, "command": command, "args": args})
        if not asking:
            state[device.id] = apply(device, state.get(device.id, {}), Action(device.id, command, args))
    text, _ = join(in_register(rng, said))
    last = {
        "text": text,
        "outcome": "clarify" if asking else "act",
        "actions": actions,
        "choices": [d.id for d in devices] if asking else [],
    }
    after = replace(scene, state=state)
    relative = any(said.get("mode") in ("more", "less") for said in label["args"].values())
    return Before(after, devices, command, actions[0]["args"], last, relative) if actions else None


def _resolved(arg: Argument, label: Mapping[str, Any], now: Mapping[str, Value]) -> Value:
    """The value that the label came to."""
    mode = label.get("mode", "default")
    if mode == "option":
        return str(label["option"])
    if mode == "set":
        value: Value = label.get("value")
        return value
    if mode in ("more", "less") and arg.min is not None and arg.max is not None:
        current = now.get(arg.property or "")
        start = float(current) if isinstance(current, (int, float)) else (arg.min + arg.max) / 2
        step = (arg.max - arg.min) * _STEP
        return bound(round(start + step if mode == "more" else start - step), arg)
    return arg.default
