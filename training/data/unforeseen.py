"""Asking a device that nobody foresaw: by its file's phrases, by other sayings, by the bare names of its commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from training.data.asking import Asked, Clause, Label, ask, option_words
from training.data.sample import Phrase, fill, say
from training.data.values import UNIT_WORDS, pick_number, say_amount, say_color, say_duration

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from homefuse.devices.model import Argument
    from training.data.registers import Mood

_SLOT = re.compile(r"\{(\w+)(?:=([^}]*))?\}")
_UNIT = "|".join(
    sorted({re.escape(w.strip()) for ws in UNIT_WORDS.values() for w in ws if len(w.strip()) > 1})
)
_BARE = (  # over {c}, the command's words
    ("{c} {x}", "imperative"),
    ("{x} {c}", "fragment"),
    ("tell {x} to {c}", "imperative"),
    ("get {x} to {c}", "imperative"),
    ("make {x} {c}", "imperative"),
    ("have {x} {c}", "imperative"),
    ("{x}, {c}", "fragment"),
    ("{c} with {x}", "imperative"),
    ("use {x} to {c}", "imperative"),
    ("i want {x} to {c}", "statement"),
    ("{x} should {c}", "statement"),
    ("let {x} {c}", "imperative"),
    ("{c} on {x}", "imperative"),
)
_TEXTS = {
    "item": "milk|bread|a dozen eggs|toilet paper|two litres of oat milk|bananas|olive oil|dog food|tomatoes and basil"
    "|batteries for the remote|washing powder|chicken thighs|birthday candles|a bag of ice|coffee beans|cat litter"
    "|paper towels|spring onions|some good cheese|light bulbs|flour and sugar|a bunch of coriander|toothpaste",
    "task": "call the dentist|water the plants|pay the rent|book the car in|take the bins out|finish the report|renew the passport"
    "|wash the curtains|fix the squeaky door|reply to nora|return the library books|clean the gutters|buy a present for mum"
    "|cancel the gym|feed the fish|turn in the essay|change the bed sheets|send the invoice|vaccinate the dog|order firewood",
    "message": "dinner is ready|we are leaving in ten minutes|somebody is at the door|the taxi is here|lights out everybody"
    "|time for bed|the washing is done|come downstairs please|do not forget your keys|i will be late tonight"
    "|happy birthday|the game is about to start|breakfast in five|please keep the noise down|the plumber is here",
    "name": "midnight train|the long road home|blue monday|grandma's recipe|project falcon|summer holidays|rainy day jazz"
    "|the secret garden|morning stretch|old friends|notes from tuesday|carbonara",
}
_TEXT_OF = {
    "entry": "item",
    "product": "item",
    "thing": "item",
    "todo": "task",
    "reminder": "task",
    "title": "name",
}
_TEXT_OF |= {
    "announcement": "message",
    "text": "message",
    "note": "task",
    "words": "message",
    "line": "message",
}


def ask_unforeseen(rng: random.Random, asked: Asked, sayings: Sequence[str]) -> Clause | None:
    """A clause for a command of a device's own; `sayings` are templates over {name} and {arg}."""
    spec = asked.spec
    own = [_about(phrase) for phrase in spec.phrases]
    roll = rng.random()
    if (
        roll < 0.3
        and len(spec.args) == 1
        and spec.args[0].kind in ("number", "options")
        and spec.name.startswith("set")
    ):
        return ask(rng, asked)
    pool = own if own and (roll < 0.45 or not sayings) else list(sayings)
    if not pool or roll > 0.9:
        return _by_name(rng, asked)
    return _filled(rng, asked, rng.choice(pool), _mood_of)


def _about(phrase: str) -> str:
    """The "it" of a device's own phrase is the device."""
    return (
        re.sub(r"(?<!make )\bit\b(?! a| to be)", "{name}", phrase, count=1)
        if "{name}" not in phrase
        else phrase
    )


def _mood_of(template: str) -> Mood:
    low = template.lower().lstrip()
    if low.endswith("?") or low.startswith(("can ", "could ", "how ", "what ", "is ", "any ")):
        return "question"
    if low.startswith(
        ("i ", "i'", "we ", "we'", "the ", "it", "time ", "let", "there", "my ", "{", "some ", "a ", "no ")
    ):
        return "statement"
    return "imperative"


def _by_name(rng: random.Random, asked: Asked) -> Clause | None:
    """The command by its own name, its arguments listed behind it."""
    words = asked.spec.name.replace("_", " ")
    verb = words.split()[0]
    template, mood = rng.choice(_BARE)
    required = [a for a in asked.spec.args if not a.optional and a.default is None]
    if verb == "set":
        noun = words.removeprefix("set").strip()
        template, mood = rng.choice(
            (
                ("set {x} " + noun, "imperative"),
                ("{x} " + noun, "fragment"),
                ("set the " + noun + " of {x}", "imperative"),
            )
        )
    template = template.replace("{c}", words).replace("{x}", "{name}")
    for arg in required:
        template += (" to " if verb == "set" and arg is required[0] else " ") + f"{{{arg.name}}}"
    return _filled(rng, asked, template, lambda _: mood)  # type: ignore[arg-type,return-value]


def _filled(rng: random.Random, asked: Asked, template: str, mood_of: Any) -> Clause | None:
    """The template with words for its arguments, and more arguments behind it where they fit."""
    args = {a.name: a for a in asked.spec.args}
    template = template.replace("?", "") if rng.random() < 0.5 else template
    mood: Mood = mood_of(template)
    labels: dict[str, Label] = {}
    parts: dict[str, Phrase | str] = {"name": asked.ref.words}
    for slot in list(_SLOT.finditer(template)):
        name, meant = slot[1], slot[2]
        if name == "name":
            continue
        if name not in args or name in labels:
            return None
        if meant is not None:
            labels[name] = {"mode": "option", "option": _known(args[name], meant), "span": None}
            template = template.replace(slot[0], "", 1)
            if args[name].kind == "number":
                return None
            continue
        said = _value(rng, args[name], f"{asked.key}{name}", _unit_behind(template, slot[0]))
        if said is None:
            return None
        unit = _unit_behind(template, slot[0])
        if unit:
            template = re.sub(
                re.escape(slot[0]) + r"\s*" + re.escape(unit) + r"\b", slot[0], template, count=1
            )
        parts[name], labels[name] = said
    template, more = _extended(rng, asked, template, labels)
    parts |= more
    for arg in asked.spec.args:
        if arg.name not in labels:
            if not arg.optional and arg.default is None:
                return None
            labels[arg.name] = {"mode": "default"}
    words = fill(template.strip(), **parts)
    if not words or "{" in "".join(w.text for w in words):
        return None
    target = {"device": asked.device.id, "command": asked.spec.name, "args": labels, "when": None}
    return Clause(words, mood, (target,), asked.ref.devices, tag="name" if "{name}" in template else "bare")


def _known(arg: Argument, meant: str) -> str:
    return next((o for o in arg.options if o.lower() == meant.lower()), meant)


def _unit_behind(template: str, slot: str) -> str:
    """The unit word that the template says behind the slot, or nothing."""
    match = re.search(re.escape(slot) + rf"\s*({_UNIT})\b", template)
    return match[1] if match else ""


def _value(rng: random.Random, arg: Argument, tag: str, unit: str = "") -> tuple[Phrase, Label] | None:
    """Words of one value and its label; `unit` is what the template itself says behind the number."""
    if arg.kind == "options" and arg.options:
        option = rng.choice(arg.options)
        return say(option_words(rng, option), tag), {"mode": "option", "option": option, "span": tag}
    if arg.kind == "number":
        value = pick_number(rng, arg)
        words = (
            f"{say_amount(rng, value, None)} {unit}" if unit else say_amount(rng, value, arg.unit, bare=0.3)
        )
        return say(words, tag), {"mode": "set", "span": tag, "value": value}
    if arg.kind == "color":
        color = say_color(rng)
        return say(color, tag), {"mode": "set", "span": tag, "value": color}
    if arg.kind == "duration":
        return _duration(rng, arg, tag)
    if arg.kind == "text":
        pool = _TEXTS[_TEXT_OF.get(arg.name, arg.name if arg.name in _TEXTS else "message")]
        return say(rng.choice(pool.split("|")), tag), {"mode": "set", "text": tag}
    value_said = rng.choice(("true", "false"))
    words = rng.choice(("on", "on", "yes") if value_said == "true" else ("off", "off", "no"))
    return say(words, tag), {"mode": "option", "option": value_said, "span": tag}


_SECONDS = {"s": 1, "min": 60, "h": 3600}


def _duration(rng: random.Random, arg: Argument, tag: str) -> tuple[Phrase, Label] | None:
    size = _SECONDS.get(arg.unit or "s", 1)
    low, high = (arg.min or 1) * size, (arg.max or 14400 / size) * size
    said = say_duration(rng, low_s=int(low), high_s=int(high))
    if not low <= said.value <= high:
        return None
    value = said.value / size
    return say(said.words, tag), {
        "mode": "set",
        "span": tag,
        "value": int(value) if value == int(value) else value,
    }


def _extended(
    rng: random.Random, asked: Asked, template: str, labels: dict[str, Label]
) -> tuple[str, dict[str, Phrase | str]]:
    """Arguments that the template leaves out, said behind it: ", large", " with 2 shots", " for five minutes"."""
    parts: dict[str, Phrase | str] = {}
    template = template.rstrip("?!. ")
    for arg in asked.spec.args:
        if arg.name in labels or rng.random() > (0.3 if arg.optional or arg.default is not None else 0.85):
            continue
        said = _value(rng, arg, f"{asked.key}{arg.name}")
        if said is None or arg.kind in ("text", "boolean"):
            continue
        noun = arg.name.replace("_", " ")
        timed = arg.unit in ("s", "min", "h")
        bare = (", {v}", " at {v}", " with {v}") if arg.unit and not timed else (" with {v} {n}", ", {v} {n}")
        if arg.kind == "options":
            bare = (", {v}", ", {v}", ", {v} {n}", " with {n} {v}", ", {n} {v}")
        tail = rng.choice((" for {v}", " for {v}", ", {v}") if timed else bare)
        template += tail.replace("{v}", f"{{{arg.name}}}").replace("{n}", noun)
        parts[arg.name], labels[arg.name] = said
    return template, parts
