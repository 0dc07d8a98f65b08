"""Asking for a command: which constructions and which values say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.data.amounts import number, own_argument, white
from training.data.clauses import clause
from training.data.constructions import Construction, construct, lines
from training.data.lexicon import kind_of
from training.data.sample import say
from training.data.times_said import say_duration
from training.data.values import say_color, say_white

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from homefuse.devices.model import Argument, Device
    from training.data.clauses import Asked, Clause
    from training.data.sample import Phrase

_OPTION_WORDS = {
    "heat": ("heat", "heating", "heat"),
    "cool": ("cool", "cooling", "cool"),
    "auto": ("auto", "automatic", "auto"),
    "fan_only": ("fan only", "fan", "just the fan"),
    "dry": ("dry", "drying"),
    "eco": ("eco", "economy", "eco"),
    "low": ("low", "low", "slow"),
    "high": ("high", "high", "fast"),
    "medium": ("medium", "medium", "mid"),
    "heat_cool": ("heat cool", "heat and cool"),
}

_TABLES = {
    "vacuum": "roam",
    "lawn_mower": "roam",
    "alarm": "alarm",
    "media_player": "media",
    "timer": "timer",
}

_ALONE = ("toggle", "lock", "unlock", "stop")


def ask(rng: random.Random, asked: Asked) -> Clause | None:
    """Words and labels for the command; None if it cannot be said of these devices."""
    spec = asked.spec
    if not spec.args:
        text = plain_text(asked.device, spec.name)
        return clause(asked, construct(rng, text), {}, lambda d: {}) if text else None
    if asked.device.type == "timer":
        return _timer(rng, asked)
    way = _BY_KIND.get("white" if spec.args[0].unit == "K" else spec.args[0].kind)
    return way(rng, asked, spec.args[0]) if way is not None and len(spec.args) == 1 else None


def plain_text(device: Device, command: str) -> str | None:
    """The constructions of a standard command without arguments."""
    kind = kind_of(device)
    if command in ("turn_on", "turn_off"):
        way = command.removeprefix("turn_")
        return f"{lines(way)}\n{lines(f'{way}_of', kind)}"
    if device.type in ("scene", "script", "button"):
        return lines("named", device.type)
    if device.type in ("cover", "valve") and command in ("open", "close"):
        return lines(command, kind) or None
    table = _TABLES.get(device.type)
    return (lines(table, command) if table else "") or (lines(command) if command in _ALONE else None)


def option_words(rng: random.Random, option: str) -> str:
    """An option as spoken."""
    plain = option.replace("_", " ")
    return rng.choice(_OPTION_WORDS.get(option.lower(), (plain,)))


def _color(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    tag = f"{asked.key}v"
    whites = not any("set_color_temperature" in d.commands for d in asked.ref.devices)
    white = say_white(rng, 1000, 10000) if whites and rng.random() < 0.1 else None
    color = white.words if white else say_color(rng)
    if color.startswith("light ") and rng.random() < 0.7:
        color = color.removeprefix("light ")
    label = {"mode": "set", "span": tag, "value": color}
    said = construct(rng, lines("color"))
    return clause(asked, said, {"v": say(color, tag), "old": say_color(rng)}, lambda d: {arg.name: label})


def _option(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    own = [own_argument(d, asked.spec, arg).options for d in asked.ref.devices]
    shared = [o for o in own[0] if all(o in options for options in own)]
    if not shared:
        return None
    option = rng.choice(shared)
    noun = (arg.name if arg.name not in ("option", "value") else "option").replace("_", " ")
    text = lines("option")
    if option.lower() == "off" and arg.name in ("mode", "speed"):
        return None
    if arg.name == "source" and rng.random() < 0.75:
        text = lines("source")
    elif arg.name == "effect" and rng.random() < 0.7:
        text = lines("effect")
    elif ("mode" in arg.name or asked.device.type == "select") and rng.random() < 0.5:
        text = lines("mode") if "mode" in arg.name else lines("option")
    words = option_words(rng, option)
    if option.isdigit() and arg.name == "speed" and rng.random() < 0.6:
        words = f"{rng.choice(('speed', 'level', 'setting'))} {words}"
    said = construct(rng, text)
    shared_with_another = sum(option in a.options for s in asked.device.commands.values() for a in s.args) > 1
    if shared_with_another and "{n}" not in said.template:
        return None
    tag = f"{asked.key}v"
    label = {"mode": "option", "option": option, "span": tag}
    parts: dict[str, Phrase | str] = {"v": say(words, tag), "n": noun}
    return clause(asked, said, parts, lambda d: {arg.name: label})


def _boolean(rng: random.Random, asked: Asked, arg: Argument) -> Clause | None:
    value = rng.choice(("true", "false"))
    table = "oscillate" if arg.name in ("oscillating", "swing") and rng.random() < 0.8 else "turn_boolean"
    noun = arg.name.replace("_", " ").replace("oscillating", "oscillation")
    label = {"mode": "option", "option": value, "span": None}
    return clause(asked, construct(rng, lines(table, value)), {"n": noun}, lambda d: {arg.name: label})


def _timer(rng: random.Random, asked: Asked) -> Clause | None:
    arg = asked.spec.args[0]
    tag = f"{asked.key}v"
    said = say_duration(rng, high_s=7200)
    label = {arg.name: {"mode": "set", "span": tag, "value": said.value}}
    parts: dict[str, Phrase | str] = {"v": say(said.words, tag)}
    text = lines("timer", asked.spec.name)
    if len(asked.spec.args) > 1:
        named = rng.random() < 0.4
        what = asked.spec.args[1].name
        label[what] = {"mode": "set", "text": f"{asked.key}t"} if named else {"mode": "default"}
        if named:
            text = lines("timer_labelled")
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


_BY_KIND = {"number": number, "white": white, "color": _color, "options": _option, "boolean": _boolean}
_TIMED: Sequence[str] = (
    "pasta|pizza|eggs|tea|laundry|rice|cake|bread|nap|homework|workout|chicken|potatoes|cookies|dishwasher|break"
    "|oven|soup|washing|meditation|parking|roast|coffee|baby|dough|meeting|steak|plank|stretching|screen time"
).split("|")
