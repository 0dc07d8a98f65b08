"""Asking a device that nobody foresaw: by its phrases, other sayings, or the bare names of its commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homefuse.preprocess.english import UNIT_WORDS
from training.data.asking import ask, option_words
from training.data.clauses import Asked, Clause, Label
from training.data.sample import Phrase, fill, say
from training.data.times_said import say_duration
from training.data.values import pick_number, say_amount, say_color
from training.data.verbs import verb_of
from training.data.word_files import entries, read_words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from homefuse.devices.model import Argument
    from training.data.registers import Mood

_SLOT = re.compile(r"\{(\w+)(?:=([^}]*))?\}")
_UNIT = "|".join(
    sorted((re.escape(word) for word in (*UNIT_WORDS, "times") if len(word) > 1), key=len, reverse=True)
)
_BARE: tuple[tuple[str, Mood], ...] = (  # over {c}, the command's words
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
    return "imperative" if low and verb_of(re.split(r"[\s,]", low)[0]) is not None else "statement"


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
    return _filled(rng, asked, template, lambda _: mood)


def _filled(rng: random.Random, asked: Asked, template: str, mood_of: Callable[[str], Mood]) -> Clause | None:
    """The template with words for its arguments, and more arguments behind it where they fit."""
    template = template.replace("?", "") if rng.random() < 0.5 else template
    mood = mood_of(template)
    labels: dict[str, Label] = {}
    parts: dict[str, Phrase | str] = {"name": _bare_name(asked.ref.words, template)}
    for slot in list(_SLOT.finditer(template)):
        filled = slot[1] == "name" or _fill_slot(rng, asked, slot, labels, parts)
        if not filled:
            return None
        if slot[2] is not None:
            template = template.replace(slot[0], "", 1)
        elif unit := _unit_behind(template, slot[0]):
            template = re.sub(re.escape(slot[0]) + rf"\s*{re.escape(unit)}\b", slot[0], template, count=1)
    template, more = _extended(rng, asked, template, labels)
    for arg in asked.spec.args:
        if arg.name not in labels and not arg.optional and arg.default is None:
            return None
        labels.setdefault(arg.name, {"mode": "default"})
    words = fill(template.strip(), **(parts | more))
    target = {"device": asked.device.id, "command": asked.spec.name, "args": labels, "when": None}
    tag = "name" if "{name}" in template else "bare"
    return Clause(words, mood, (target,), asked.ref.devices, tag=tag) if words else None


def _bare_name(words: str, template: str) -> str:
    """Without its article where the template brings one."""
    if re.search(r"\b(the|my|our|a|that|your) \{name\}", template):
        return re.sub(r"^(the|my|our|a|that) ", "", words)
    return words


def _fill_slot(
    rng: random.Random,
    asked: Asked,
    slot: re.Match[str],
    labels: dict[str, Label],
    parts: dict[str, Phrase | str],
) -> bool:
    """Words and label for one placeholder; `{arg=value}` has a label only."""
    name, meant = slot[1], slot[2]
    arg = next((a for a in asked.spec.args if a.name == name), None)
    if arg is None or name in labels:
        return False
    if meant is not None:
        labels[name] = {"mode": "option", "option": _known(arg, meant), "span": None}
        return arg.kind in ("options", "boolean")
    said = _value(rng, arg, f"{asked.key}{name}", _unit_behind(slot.string, slot[0]))
    if said is None:
        return False
    parts[name], labels[name] = said
    return True


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
        return say(rng.choice(_texts(arg.name)), tag), {"mode": "set", "text": tag}
    value_said = rng.choice(("true", "false"))
    words = rng.choice(("on", "on", "yes") if value_said == "true" else ("off", "off", "no"))
    return say(words, tag), {"mode": "option", "option": value_said, "span": tag}


_SECONDS = {"s": 1, "min": 60, "h": 3600}


def _texts(name: str) -> tuple[str, ...]:
    words = read_words("texts")
    return entries(words.get(name) or words[words["also"].get(name, "message")])


def _duration(rng: random.Random, arg: Argument, tag: str) -> tuple[Phrase, Label] | None:
    size = _SECONDS.get(arg.unit or "s", 1)
    low, high = (arg.min or 1) * size, (arg.max or 14400 / size) * size
    said = say_duration(rng, low_s=int(low), high_s=int(high))
    if not low <= said.value <= high:
        return None
    value = said.value / size
    label = {"mode": "set", "span": tag, "value": int(value) if value == int(value) else value}
    return say(said.words, tag), label


_TAILS = {
    "time": (" for {v}", " for {v}", ", {v}"),
    "option": (", {v}", ", {v}", ", {v} {n}", " with {n} {v}", ", {n} {v}"),
    "measure": (", {v}", " at {v}", " with {v}"),
    "count": (" with {v} {n}", ", {v} {n}"),
}


def _tail_of(arg: Argument) -> str:
    if arg.unit in ("s", "min", "h"):
        return "time"
    return "option" if arg.kind == "options" else "measure" if arg.unit else "count"


def _extended(
    rng: random.Random, asked: Asked, template: str, labels: dict[str, Label]
) -> tuple[str, dict[str, Phrase | str]]:
    """Arguments that the template leaves out, said behind it: ", large", " with 2 shots", " for an hour"."""
    parts: dict[str, Phrase | str] = {}
    template = template.rstrip("?!. ")
    for arg in asked.spec.args:
        if arg.name in labels or rng.random() > (0.3 if arg.optional or arg.default is not None else 0.85):
            continue
        said = _value(rng, arg, f"{asked.key}{arg.name}")
        if said is None or arg.kind in ("text", "boolean"):
            continue
        noun = arg.name.replace("_", " ")
        tail = rng.choice(_TAILS[_tail_of(arg)])
        template += tail.replace("{v}", f"{{{arg.name}}}").replace("{n}", noun)
        parts[arg.name], labels[arg.name] = said
    return template, parts
