"""One clause: what is asked of one reference, in words and as labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from training.data import constructions as c
from training.data.constructions import Construction, construct
from training.data.dimensions import Dimension, dimension_of
from training.data.lexicon import kind_of
from training.data.sample import Phrase, fill, say
from training.data.values import (
    FACTORS,
    LITTLE,
    LOT,
    LOT_BEFORE,
    MAXIMUM,
    MINIMUM,
    bound,
    say_color,
    say_duration,
    say_kelvin,
    say_step,
    say_value,
    say_white,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from homefuse.devices.model import Argument, CommandSpec, Device
    from training.data.referring import Reference
    from training.data.registers import Mood
    from training.data.sample import State

Label = dict[str, Any]
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
_OPTION_WORDS = {
    "heat": ("heat", "heating", "heat"),
    "cool": ("cool", "cooling", "cool"),
    "auto": ("auto", "automatic", "auto"),
    "fan_only": ("fan only", "fan", "just the fan"),
    "dry": ("dry", "drying"),
    "eco": ("eco", "economy", "eco"),
    "low": ("low", "low", "slow", "the low setting"),
    "high": ("high", "high", "the high setting"),
    "medium": ("medium", "medium", "mid"),
    "heat_cool": ("heat cool", "heat and cool"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """Something asked, before it is joined with others."""

    words: Phrase
    mood: Mood
    targets: tuple[Label, ...]
    devices: tuple[Device, ...]
    clarify: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, and the words for what it is asked of."""

    ref: Reference
    spec: CommandSpec
    state: State
    key: str
    """Distinguishes this clause's tags from those of others."""

    @property
    def device(self) -> Device:
        """One of the devices meant."""
        return self.ref.devices[0]

    def current(self, device: Device, arg: Argument) -> float | None:
        """The argument's present value, if it is a number."""
        value = self.state.get(device.id, {}).get(arg.property or "")
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def ask(rng: random.Random, asked: Asked) -> Clause | None:
    """Words and labels for the command; None if it cannot be said of these devices."""
    spec = asked.spec
    if not spec.args:
        text = plain_text(asked.device, spec.name)
        if text is None:
            return None
        return clause(asked, construct(rng, text), {}, lambda d: {})
    if asked.device.type == "timer":
        return _timer(rng, asked)
    arg = spec.args[0]
    if len(spec.args) > 1:
        return None
    if arg.kind == "number":
        return _white(rng, asked, arg) if arg.unit == "K" else _number(rng, asked, arg)
    if arg.kind == "color":
        return _color(rng, asked, arg)
    if arg.kind == "options":
        return _option(rng, asked, arg)
    return _boolean(rng, asked, arg) if arg.kind == "boolean" else None


def plain_text(device: Device, command: str) -> str | None:
    """The constructions of a standard command without arguments."""
    kind = kind_of(device)
    if command == "turn_on":
        return f"{c.ON}\n{c.ON_OF.get(kind, '')}"
    if command == "turn_off":
        return f"{c.OFF}\n{c.OFF_OF.get(kind, '')}"
    tables: dict[str, Mapping[str, str]] = {
        "cover": {"open": c.OPEN.get(kind, ""), "close": c.CLOSE.get(kind, ""), "stop": c.STOP_COVER},
        "valve": {"open": c.OPEN["valve"], "close": c.CLOSE["valve"]},
        "lock": {"lock": c.LOCK, "unlock": c.UNLOCK},
        "vacuum": c.ROAM,
        "lawn_mower": c.ROAM,
        "alarm": c.ALARM,
        "media_player": c.MEDIA,
        "timer": c.TIMER,
    }
    if device.type in c.NAMED:
        return c.NAMED[device.type]
    if command == "toggle":
        return c.TOGGLE
    return tables.get(device.type, {}).get(command) or None


def clause(
    asked: Asked,
    said: Construction,
    parts: Mapping[str, Phrase | str],
    label: Any,
) -> Clause | None:
    """Fill the construction; `label(device)` gives the arguments' labels, or None where it does not apply."""
    targets = []
    for device in asked.ref.devices:
        args = label(device)
        if args is None:
            return None
        targets.append({"device": device.id, "command": asked.spec.name, "args": args, "when": None})
    words = fill(_agreeing(said.template, asked), **{"x": asked.ref.words, **parts})
    if asked.ref.after:
        words = (*words, *say(asked.ref.after))
    return Clause(words, said.mood, tuple(targets), asked.ref.devices, asked.ref.clarify)


def _agreeing(template: str, asked: Asked) -> str:
    many = asked.ref.plural
    words = asked.ref.words
    own = f"{words}'" if words.endswith("s") else f"{words}'s"
    agreed = {"{is}": ("is", "are")[many], "{it}": ("it", "they")[many], "{xs}": own}
    for slot, text in agreed.items():
        template = template.replace(slot, text)
    if many:
        template = re.sub(r"(\{x\}) needs to", r"\1 need to", template)
        template = re.sub(r"(\{x\}) has to", r"\1 have to", template)
        template = template.replace("where it is", "where they are")
    return _robotic(template, asked)


def _robotic(template: str, asked: Asked) -> str:
    if "{job" not in template:
        return template
    jobs = c.JOBS[asked.device.type]
    job, job_ing = jobs[len(asked.ref.words) % len(jobs)]
    return template.replace("{job_ing}", job_ing).replace("{job}", job)


def _number(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    mode = rng.choices(tuple(_MODE_WEIGHTS), tuple(_MODE_WEIGHTS.values()))[0]
    if mode == "set" or arg.property is None:
        return set_number(rng, asked, arg)
    if mode in ("max", "min"):
        return _extreme(rng, asked, arg, mode)
    known = [asked.current(d, arg) for d in asked.ref.devices]
    if any(v is None for v in known) or _off(asked):
        return set_number(rng, asked, arg)
    if mode == "by":
        return _by(rng, asked, arg)
    if mode == "times":
        return _times(rng, asked, arg)
    if mode == "usual":
        return _usual(rng, asked, arg)
    return _vague(rng, asked, arg, sized=mode == "sized")


def _off(asked: Asked) -> bool:
    """Nobody asks for more of what is switched off."""
    return any(asked.state.get(d.id, {}).get("on") is False for d in asked.ref.devices)


def set_number(
    rng: random.Random, asked: Asked, arg: Argument, said: Construction | None = None
) -> Clause | None:
    """An absolute value, as far as possible with a verb that fits the present one."""
    tag = f"{asked.key}v"
    value = say_value(rng, arg, bare=0.0 if arg.unit is None else 0.38)
    if any(bound(value.value, _arg(d, asked.spec, arg)) != value.value for d in asked.ref.devices):
        return None
    if said is None:
        said = construct(rng, _setting(rng, asked, arg, value.value))
        if "{v}" not in said.template:
            return None
    words = value.words
    if words in ("a half", "halfway", "half way") and "open" not in said.template:
        words = "half"
    label = {"mode": "set", "span": tag, "value": value.value}
    return clause(asked, said, _parts(rng, arg) | {"v": say(words, tag)}, lambda d: {arg.name: label})


def _arg(device: Device, spec: CommandSpec, arg: Argument) -> Argument:
    own = device.commands.get(spec.name)
    return next((a for a in own.args if a.name == arg.name), arg) if own else arg


def _setting(rng: random.Random, asked: Asked, arg: Argument, value: float) -> str:
    if (arg.property or arg.name) == "position" and asked.device.type in ("cover", "valve"):
        return c.POSITION if rng.random() < 0.7 else c.SET_NUMBER
    now = [asked.current(d, arg) for d in asked.ref.devices]
    if all(v is not None for v in now) and not _off(asked) and rng.random() < 0.3:
        if all(v < value for v in now if v is not None):
            return c.SET_UP
        if all(v > value for v in now if v is not None):
            return c.SET_DOWN
    return c.SET_NUMBER


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
    bounds = [_arg(d, asked.spec, arg) for d in asked.ref.devices]
    now = [asked.current(d, arg) or 0.0 for d in asked.ref.devices]
    rooms = [(b.max or 100) - v if up else v - (b.min or 0) for b, v in zip(bounds, now, strict=True)]
    step = say_step(rng, arg, max(rooms) if rng.random() < 0.1 else min(rooms))
    if step is None:
        return None
    tag = f"{asked.key}v"
    mode = "up" if up else "down"

    def label(device: Device) -> Label:
        value = (asked.current(device, arg) or 0.0) + (step.value if up else -step.value)
        return {arg.name: {"mode": mode, "span": tag, "value": bound(value, _arg(device, asked.spec, arg))}}

    said = construct(rng, c.UP_BY if up else c.DOWN_BY)
    return clause(asked, said, _parts(rng, arg) | {"v": say(step.words, tag)}, label)


def _vague(rng: random.Random, asked: Asked, arg: Argument, *, sized: bool) -> Clause | None:
    up = rng.random() < 0.5
    little = rng.random() < 0.68
    size = ("little" if little else "lot") if sized else "some"
    cover = asked.device.type in ("cover", "valve")
    if cover and not sized:
        return None
    if sized:
        text = (c.MORE_OPEN if up else c.LESS_OPEN) if cover else (c.SIZED_MORE if up else c.SIZED_LESS)
    else:
        text = c.MORE if up else c.LESS
    parts = _parts(rng, arg)
    if sized:
        parts["size"] = rng.choice(LITTLE if little else tuple(w for w in LOT if w in LOT_BEFORE))
        parts["after"] = rng.choice(_AFTER_LITTLE if little else _AFTER_LOT)
    label = {"mode": "more" if up else "less", "size": size}
    return clause(asked, construct(rng, text), parts, lambda d: {arg.name: label})


def _extreme(rng: random.Random, asked: Asked, arg: Argument, mode: str) -> Clause | None:
    scale = dimension_of(arg)
    if arg.unit in ("°C", "°F") and rng.random() < 0.5:
        return None
    said = construct(rng, c.MAX if mode == "max" else c.MIN)
    if "{adj}" in said.template and scale.adjective is None:
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
            arg.name: {"mode": "times", "span": tag, "value": bound(value, _arg(device, asked.spec, arg))}
        }

    return clause(asked, construct(rng, text), _parts(rng, arg) | {"v": say(words, tag)}, label)


def _factor(rng: random.Random, scale: Dimension) -> tuple[str, float, str]:
    roll = rng.random()
    if scale.adjective is None or roll < 0.25:
        return rng.choice((("double", 2.0, c.DOUBLE), ("halve", 0.5, c.DOUBLE), ("triple", 3.0, c.DOUBLE)))
    if roll < 0.4:
        return "in half", 0.5, c.IN_HALF
    return (*rng.choice(FACTORS), c.TIMES)


def _usual(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    if arg.name not in ("brightness", "temperature", "volume", "humidity", "speed"):
        return None
    parts = _parts(rng, arg)
    said = construct(rng, c.USUAL)
    usual = str(parts["usual"])
    if "(a|)" not in said.template and "{usual} {n}" not in said.template:
        usual = "normal" if rng.random() < 0.7 or arg.name != "temperature" else "comfortable"
    elif re.search(r"\ba \{usual\}", said.template):
        usual = usual.removeprefix("a ").removeprefix("the ").removeprefix("its ")
    said = replace(said, template=said.template)
    return clause(asked, said, parts | {"usual": usual}, lambda d: {arg.name: {"mode": "usual"}})


def _white(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    tag = f"{asked.key}v"
    roll = rng.random()
    if roll < 0.22 and asked.current(asked.device, arg) is not None and not _off(asked):
        return _vague(rng, asked, arg, sized=rng.random() < 0.6)
    low, high = arg.min or 2000, arg.max or 6500
    said = say_white(rng, low, high) if roll < 0.72 else say_kelvin(rng, low, high)
    if said is None:
        return None
    text = c.COLOR if roll < 0.72 else c.SET_NUMBER
    spoken = construct(rng, text)
    if "color" in spoken.template or "colour" in spoken.template:
        spoken = Construction("set {x} to {v}")
    label = {"mode": "set", "span": tag, "value": said.value}
    return clause(asked, spoken, _parts(rng, arg) | {"v": say(said.words, tag)}, lambda d: {arg.name: label})


def _color(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    tag = f"{asked.key}v"
    whites = not any("set_color_temperature" in d.commands for d in asked.ref.devices)
    white = say_white(rng, 1000, 10000) if whites and rng.random() < 0.1 else None
    color = white.words if white else say_color(rng)
    if color.startswith("light ") and rng.random() < 0.7:
        color = color.removeprefix("light ")
    label = {"mode": "set", "span": tag, "value": color}
    said = construct(rng, c.COLOR)
    return clause(asked, said, {"v": say(color, tag)}, lambda d: {arg.name: label})


def option_words(rng: random.Random, option: str) -> str:
    """An option as spoken."""
    plain = option.replace("_", " ")
    return rng.choice(_OPTION_WORDS.get(option.lower(), (plain,)))


def _option(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    own = [_arg(d, asked.spec, arg).options for d in asked.ref.devices]
    shared = [o for o in own[0] if all(o in options for options in own)]
    if not shared:
        return None
    option = rng.choice(shared)
    noun = (arg.name if arg.name not in ("option", "value") else "option").replace("_", " ")
    text = c.OPTION
    if option.lower() == "off" and arg.name in ("mode", "speed"):
        return None
    if arg.name == "source" and rng.random() < 0.75:
        text = c.SOURCE
    elif arg.name == "effect" and rng.random() < 0.7:
        text = c.EFFECT
    elif ("mode" in arg.name or asked.device.type == "select") and rng.random() < 0.5:
        text = c.MODE if "mode" in arg.name else c.OPTION
    words = option_words(rng, option)
    if option.isdigit() and arg.name == "speed" and rng.random() < 0.6:
        words = f"{rng.choice(('speed', 'level', 'setting'))} {words}"
    tag = f"{asked.key}v"
    label = {"mode": "option", "option": option, "span": tag}
    parts: dict[str, Phrase | str] = {"v": say(words, tag), "n": rng.choice((noun, noun.split()[-1]))}
    return clause(asked, construct(rng, text), parts, lambda d: {arg.name: label})


def _boolean(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    value = rng.choice(("true", "false"))
    table = c.OSCILLATE if arg.name in ("oscillating", "swing") and rng.random() < 0.8 else c.TURN_BOOLEAN
    noun = arg.name.replace("_", " ").replace("oscillating", "oscillation")
    label = {"mode": "option", "option": value, "span": None}
    return clause(asked, construct(rng, table[value]), {"n": noun}, lambda d: {arg.name: label})


def _timer(rng: random.Random, asked: Asked) -> Clause | None:
    arg = asked.spec.args[0]
    tag = f"{asked.key}v"
    said = say_duration(rng, high_s=7200)
    label = {arg.name: {"mode": "set", "span": tag, "value": said.value}}
    parts: dict[str, Phrase | str] = {"v": say(said.words, tag)}
    text = c.TIMER[asked.spec.name]
    if len(asked.spec.args) > 1:
        named = rng.random() < 0.4
        what = asked.spec.args[1].name
        label[what] = {"mode": "set", "text": f"{asked.key}t"} if named else {"mode": "default"}
        if named:
            text = c.TIMER_LABELLED
            parts["label"] = say(rng.choice(_TIMED), f"{asked.key}t")
    spoken = construct(rng, text)
    if re.search(r"\b(a|the) \{v\}", spoken.template) and said.words.split()[0] in (
        "a",
        "an",
        "half",
        "three",
    ):
        spoken = Construction("set a timer for {v}") if "{label}" not in spoken.template else spoken
    if "a {v}" in spoken.template:
        singular = re.sub(r"\b(minute|second|hour)s\b", r"\1", said.words)
        parts["v"] = say(singular.removeprefix("an ").removeprefix("a "), tag)
    return clause(asked, spoken, parts, lambda d: dict(label))


_TIMED: Sequence[str] = (
    "pasta|pizza|eggs|tea|laundry|rice|cake|bread|nap|homework|workout|chicken|potatoes|cookies|dishwasher|break"
    "|oven|soup|washing|meditation|parking|roast|coffee|baby|dough|meeting|steak|plank|stretching|screen time"
).split("|")
