"""Numbers asked for: said, changed by, scaled, "a bit", as far as it goes, the usual."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.data.clauses import clause
from training.data.constructions import Construction, construct, lines
from training.data.dimensions import dimension_of
from training.data.sample import say
from training.data.values import (
    FACTORS,
    LITTLE,
    LOT,
    LOT_BEFORE,
    MAXIMUM,
    MINIMUM,
    bound,
    digits,
    say_kelvin,
    say_step,
    say_value,
    say_white,
)

if TYPE_CHECKING:
    import random

    from homefuse.devices.model import Argument, CommandSpec, Device
    from training.data.clauses import Asked, Clause, Label
    from training.data.dimensions import Dimension
    from training.data.sample import Phrase

_AFTER_LITTLE = ("a bit", "a little", "slightly", "a touch", "a tad", "a notch", "a little bit", "just a bit")

_AFTER_LOT = ("a lot", "a lot", "loads", "a whole lot", "a good deal", "way more", "quite a bit")

_MODE_WEIGHTS = {  # how a number is said
    "set": 50,
    "by": 13,
    "vague": 12,
    "sized": 12,
    "max": 5,
    "min": 4,
    "times": 3,
    "usual": 2,
}


def number(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    """A number said in any of the ways that its present value allows."""
    mode = rng.choices(tuple(_MODE_WEIGHTS), tuple(_MODE_WEIGHTS.values()))[0]
    if mode == "set" or arg.property is None:
        return set_number(rng, asked, arg)
    if mode in ("max", "min"):
        return _extreme(rng, asked, arg, mode)
    known = all(asked.current(d, arg) is not None for d in asked.ref.devices)
    if not known or _off(asked):
        return set_number(rng, asked, arg)
    if mode in ("vague", "sized"):
        return _vague(rng, asked, arg, sized=mode == "sized")
    return {"by": _by, "times": _times, "usual": _usual}[mode](rng, asked, arg)


def set_number(
    rng: random.Random, asked: Asked, arg: Argument, said: Construction | None = None
) -> Clause | None:
    """An absolute value, as far as possible with a verb that fits the present one."""
    tag = f"{asked.key}v"
    value = say_value(rng, arg, bare=0.0 if arg.unit is None or asked.ref.style == "room" else 0.38)
    if any(bound(value.value, own_argument(d, asked.spec, arg)) != value.value for d in asked.ref.devices):
        return None
    if said is None:
        said = construct(rng, _setting(rng, asked, arg, value.value))
        if "{v}" not in said.template or unclear(asked, arg, said):
            return None
    words = value.words
    if words in ("a half", "halfway", "half way") and "open" not in said.template:
        words = "half"
    label = {"mode": "set", "span": tag, "value": value.value}
    parts = _parts(rng, arg) | {"v": say(words, tag)}
    if "{now}" in said.template:
        parts["now"] = digits(asked.current(asked.device, arg) or 0.0)
    return clause(asked, said, parts, lambda d: {arg.name: label})


def white(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    """A colour temperature: a named white, kelvin, or warmer and cooler."""
    tag = f"{asked.key}v"
    roll = rng.random()
    if roll < 0.22 and asked.current(asked.device, arg) is not None and not _off(asked):
        return _vague(rng, asked, arg, sized=rng.random() < 0.6)
    low, high = arg.min or 2000, arg.max or 6500
    said = say_white(rng, low, high) if roll < 0.72 else say_kelvin(rng, low, high)
    if said is None:
        return None
    text = lines("color") if roll < 0.72 else lines("set_number")
    spoken = construct(rng, text)
    if any(word in spoken.template for word in ("color", "colour", "{old}", "shade")):
        spoken = Construction("set {x} to {v}")
    label = {"mode": "set", "span": tag, "value": said.value}
    return clause(asked, spoken, _parts(rng, arg) | {"v": say(said.words, tag)}, lambda d: {arg.name: label})


def _off(asked: Asked) -> bool:
    """Nobody asks for more of what is switched off."""
    return any(asked.state.get(d.id, {}).get("on") is False for d in asked.ref.devices)


def own_argument(device: Device, spec: CommandSpec, arg: Argument) -> Argument:
    """The device\'s own argument of that name: its bounds may differ from its neighbour\'s."""
    own = device.commands.get(spec.name)
    return next((a for a in own.args if a.name == arg.name), arg) if own else arg


def _setting(rng: random.Random, asked: Asked, arg: Argument, value: float) -> str:
    if (arg.property or arg.name) == "tilt":
        return lines("tilt")
    if (arg.property or arg.name) == "position" and asked.device.type in ("cover", "valve"):
        return lines("position") if rng.random() < 0.7 else lines("set_number")
    if arg.name == "brightness" and rng.random() < 0.08:
        return lines("on_at")
    now = [asked.current(d, arg) for d in asked.ref.devices]
    if all(v is not None for v in now) and not _off(asked) and rng.random() < 0.3:
        if all(v < value for v in now if v is not None):
            return lines("set_up")
        if all(v > value for v in now if v is not None):
            return lines("set_down")
    return lines("set_number")


def unclear(asked: Asked, arg: Argument, said: Construction) -> bool:
    """Whether another number of the device would sooner be meant, so that the dimension must be named."""
    own = arg.property or arg.name
    if own == "tilt" or (own == "humidity" and asked.device.type == "climate"):
        return "{n}" not in said.template and "tilt" not in said.template
    if own == "color_temperature":
        return not any(slot in said.template for slot in ("{v}", "{more}", "{less}", "{n}"))
    return False


def _parts(rng: random.Random, arg: Argument) -> dict[str, Phrase | str]:
    scale = dimension_of(arg)
    return {
        "n": rng.choice(scale.nouns),
        "more": rng.choice(scale.more),
        "less": rng.choice(scale.less),
        "up": rng.choice(scale.up),
        "down": rng.choice(scale.down),
        "adj": scale.adjective or "",
        "usual": rng.choice(scale.usual),
    }


def _by(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    up = rng.random() < 0.5
    bounds = [own_argument(d, asked.spec, arg) for d in asked.ref.devices]
    now = [asked.current(d, arg) or 0.0 for d in asked.ref.devices]
    rooms = [(b.max or 100) - v if up else v - (b.min or 0) for b, v in zip(bounds, now, strict=True)]
    step = say_step(rng, arg, max(rooms) if rng.random() < 0.1 else min(rooms))
    if step is None:
        return None
    tag = f"{asked.key}v"
    mode = "up" if up else "down"

    def label(device: Device) -> Label:
        value = (asked.current(device, arg) or 0.0) + (step.value if up else -step.value)
        return {
            arg.name: {
                "mode": mode,
                "span": tag,
                "value": bound(value, own_argument(device, asked.spec, arg)),
            }
        }

    said = construct(rng, lines("up_by" if up else "down_by"))
    if unclear(asked, arg, said):
        return None
    return clause(asked, said, _parts(rng, arg) | {"v": say(step.words, tag)}, label)


def _vague(rng: random.Random, asked: Asked, arg: Argument, *, sized: bool) -> Clause | None:
    up = rng.random() < 0.5
    little = rng.random() < 0.68
    size = ("little" if little else "lot") if sized else "some"
    cover = asked.device.type in ("cover", "valve")
    if cover and not sized:
        return None
    name = ("more_open" if up else "less_open") if cover else ("more" if up else "less")
    text = lines(name if cover or not sized else f"sized_{name}")
    parts = _parts(rng, arg)
    if sized:
        parts["size"] = rng.choice(LITTLE if little else tuple(w for w in LOT if w in LOT_BEFORE))
        parts["after"] = rng.choice(_AFTER_LITTLE if little else _AFTER_LOT)
    label = {"mode": "more" if up else "less", "size": size}
    said = construct(rng, text)
    return None if unclear(asked, arg, said) else clause(asked, said, parts, lambda d: {arg.name: label})


def _extreme(rng: random.Random, asked: Asked, arg: Argument, mode: str) -> Clause | None:
    scale = dimension_of(arg)
    if arg.unit in ("°C", "°F") and rng.random() < 0.5:
        return None
    said = construct(rng, lines(mode))
    if unclear(asked, arg, said) or ("{adj}" in said.template and scale.adjective is None):
        return None
    parts = _parts(rng, arg) | {"extreme": rng.choice(MAXIMUM if mode == "max" else MINIMUM)}
    return clause(asked, said, parts, lambda d: {arg.name: {"mode": mode}})


def _times(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    scale = dimension_of(arg)
    if arg.unit != "%" or any((asked.current(d, arg) or 0) < 4 for d in asked.ref.devices):
        return None
    words, factor, text = _factor(rng, scale)
    if any((asked.current(d, arg) or 0) * factor > 150 for d in asked.ref.devices):
        return None
    tag = f"{asked.key}v"

    def label(device: Device) -> Label:
        value = round((asked.current(device, arg) or 0.0) * factor)
        return {
            arg.name: {
                "mode": "times",
                "span": tag,
                "value": bound(value, own_argument(device, asked.spec, arg)),
            }
        }

    return clause(asked, construct(rng, text), _parts(rng, arg) | {"v": say(words, tag)}, label)


def _factor(rng: random.Random, scale: Dimension) -> tuple[str, float, str]:
    roll = rng.random()
    if scale.adjective is None or roll < 0.25:
        return rng.choice(
            (
                ("double", 2.0, lines("double")),
                ("halve", 0.5, lines("double")),
                ("triple", 3.0, lines("double")),
            )
        )
    if roll < 0.4:
        return "half", 0.5, lines("in_half")
    return (*rng.choice(FACTORS), lines("times"))


def _usual(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    if arg.name not in ("brightness", "temperature", "volume", "humidity", "speed"):
        return None
    parts = _parts(rng, arg)
    said = construct(rng, lines("usual"))
    usual = str(parts["usual"])
    if "(a|)" not in said.template and "{usual} {n}" not in said.template:
        usual = "normal" if rng.random() < 0.7 or arg.name != "temperature" else "comfortable"
    elif re.search(r"\ba \{usual\}", said.template):
        usual = usual.removeprefix("a ").removeprefix("the ").removeprefix("its ")
    return clause(asked, said, parts | {"usual": usual}, lambda d: {arg.name: {"mode": "usual"}})
