"""Clauses into sentences: coordination, shared verbs, pronouns, delays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.data.amounts import set_number
from training.data.clauses import Asked, Clause, clause
from training.data.constructions import Construction
from training.data.referring import Reference
from training.data.sample import Phrase, Word, fill, say
from training.data.times_said import say_clock, say_duration
from training.data.values import say_color

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from homefuse.devices.model import CommandSpec
    from training.data.clauses import Label
    from training.data.sample import State

_LINKS = (
    ("and", 46),
    (", and", 8),
    ("and then", 6),
    ("then", 6),
    (",", 12),
    (", then", 3),
    ("and also", 4),
    ("also", 2),
    (", also", 1),
    ("plus", 1.5),
    (", oh and", 2),
    ("oh and", 1),
    (", while you're at it", 1),
    ("and while you're at it", 1),
    (", but", 1),
    ("but", 1),
    ("as well as", 0),
    ("after that", 0.7),
    ("and after that", 0.5),
    (".", 4),
    ("and please", 2),
    ("&", 0.7),
)
_SWITCHINGS = (("turn", 10), ("switch", 6), ("put", 1), ("", 6))


def coordinated(rng: random.Random, refs: Sequence[Reference]) -> Reference | None:
    """ "A and B", "A, B and C"; None if they overlap or leave a question."""
    devices = [d for ref in refs for d in ref.devices]
    if (
        len({d.id for d in devices}) < len(devices)
        or any(r.clarify or r.after for r in refs)
        or len(refs) < 2
    ):
        return None
    last = rng.choices(
        (" and ", ", and ", " and the ", " & ", " plus ", " as well as "), (74, 6, 4, 4, 3, 3)
    )[0]
    if last == " and the " and refs[-1].words.startswith(("the ", "my ", "our ", "that ", "all", "this")):
        last = " and "
    if last == " and the " and not refs[-1].words[0].isalpha():
        last = " and "
    words = rng.choice((", ", ", ", " and ", " ")).join(r.words for r in refs[:-1])
    prefix = "both " if len(refs) == 2 and last == " and " and rng.random() < 0.06 else ""
    return Reference(f"{prefix}{words}{last}{refs[-1].words}", tuple(devices), True, style="coordinated")


def joined(rng: random.Random, clauses: Sequence[Clause]) -> Clause | None:
    """Several clauses in one utterance; None if two ask the same device."""
    if len(clauses) < 2:
        return None
    devices = [d.id for made in clauses for d in made.devices]
    if len(set(devices)) < len(devices):
        return None
    links = [text for text, _ in _LINKS]
    weights = [weight for _, weight in _LINKS]
    words: Phrase = clauses[0].words
    for made in clauses[1:]:
        link = rng.choices(links, weights)[0]
        words = (*words, *_linked(link), *made.words)
    return Clause(
        words,
        clauses[0].mood,
        tuple(t for m in clauses for t in m.targets),
        tuple(d for m in clauses for d in m.devices),
    )


def _linked(link: str) -> Phrase:
    if link[0] in ",.":
        return (Word(link[0], glued=True), *say(link[1:].strip()))
    return say(link)


def shared_verb(
    rng: random.Random, refs: Sequence[Reference], spec: CommandSpec, state: State
) -> Clause | None:
    """The verb said once for two things with a value each."""
    if {d.id for d in refs[0].devices} & {d.id for d in refs[1].devices}:
        return None
    if spec.name in ("turn_on", "turn_off"):
        return _on_and_off(rng, refs)
    if not spec.args or spec.args[0].kind not in ("number", "color") or len(spec.args) > 1:
        return None
    verb = rng.choices(("set ", "turn ", "put ", "", "make ", "bring ", "change "), (50, 6, 6, 25, 6, 4, 4))[
        0
    ]
    link = rng.choice((" ", " to ", " to ", " to ", " at ")) if verb == "" else " to "
    link = " " if verb == "make " else link
    words: list[Phrase] = []
    targets: list[Label] = []
    for index, ref in enumerate(refs):
        asked = Asked(ref, spec, state, f"s{index}")
        said = Construction(
            f"{verb if index == 0 else ''}{{x}}{link}{{v}}", "imperative" if verb else "fragment"
        )
        made = _valued(rng, asked, said)
        if made is None:
            return None
        words.append(made.words)
        targets += made.targets
    between = rng.choice(
        (say("and"), say("and"), say("and"), (Word(",", glued=True),), (Word(",", glued=True), *say("and")))
    )
    devices = tuple(d for r in refs for d in r.devices)
    return Clause(
        (*words[0], *between, *words[1]), "imperative" if verb else "fragment", tuple(targets), devices
    )


def _valued(rng: random.Random, asked: Asked, said: Construction) -> Clause | None:
    arg = asked.spec.args[0]
    if arg.kind == "number":
        return set_number(rng, asked, arg, said)
    color = say_color(rng)
    tag = f"{asked.key}v"
    label = {"mode": "set", "span": tag, "value": color}
    return clause(asked, said, {"v": say(color, tag)}, lambda d: {arg.name: label})


def _on_and_off(rng: random.Random, refs: Sequence[Reference]) -> Clause | None:
    if any("turn_on" not in d.commands or "turn_off" not in d.commands for r in refs for d in r.devices):
        return None
    ways = ["on", "off"] if rng.random() < 0.5 else ["off", "on"]
    verb = rng.choices([v for v, _ in _SWITCHINGS], [w for _, w in _SWITCHINGS])[0]
    order = "{v} {a} {x} and {b} {y}" if rng.random() < 0.2 and verb else "{v} {x} {a} and {y} {b}"
    if rng.random() < 0.25:
        order = order.replace(" and ", ", ")
    words = fill(order, v=verb, x=refs[0].words, y=refs[1].words, a=ways[0], b=ways[1])
    targets: tuple[Label, ...] = tuple(
        {"device": d.id, "command": f"turn_{way}", "args": {}, "when": None}
        for ref, way in zip(refs, ways, strict=True)
        for d in ref.devices
    )
    return Clause(
        words, "imperative" if verb else "fragment", targets, tuple(d for r in refs for d in r.devices)
    )


def with_pronoun(rng: random.Random, first: Clause, second: Clause | None) -> Clause | None:
    """ "turn the TV on and mute it"; None where the two do not go together."""
    if second is None or first.clarify or "question" in (first.mood, second.mood):
        return None
    names = (first.targets[0]["command"], second.targets[0]["command"])
    if _clash(*names) or second.mood == "statement":
        return None
    if second.mood == "fragment":
        words = tuple(w for i, w in enumerate(second.words) if i or w.text not in ("it", "them"))
        second = replace(second, words=words)
        if not words:
            return None
    link = rng.choice(("and", "and", "and", "and then", "then", ", then", "and also"))
    return Clause(
        (*first.words, *_linked(link), *second.words),
        first.mood,
        (*first.targets, *second.targets),
        first.devices,
    )


_OPPOSED = (
    {"turn_on", "turn_off"},
    {"open", "close", "stop", "set_position"},
    {"play", "pause", "stop", "next_track", "previous_track"},
    {"mute", "unmute", "set_volume"},
    {"set_color", "set_color_temperature", "set_effect"},
    {"start", "pause", "stop", "return_home", "locate"},
)


def _clash(first: str, second: str) -> bool:
    if "turn_off" in (first, second):
        return True
    return any(first in group and second in group for group in _OPPOSED)


def delayed(rng: random.Random, made: Clause, key: str = "") -> Clause | None:
    """The clause, but later, or for a while."""
    if made.mood == "question":
        return None
    momentary = {t["command"] for t in made.targets} <= {"turn_on", "turn_off", "open", "mute", "start"}
    kind = rng.choices(("after", "at", "for"), (45, 35, 20 if momentary else 0))[0]
    template = rng.choice(_WHEN[kind])
    said = say_clock(rng) if kind == "at" else say_duration(rng, low_s=60 if kind == "for" else 10).words
    if "next" in template:
        said = said.removeprefix("a ").removeprefix("an ")
    tag = f"when{key}"
    when = fill(template, v=say(said, tag))
    front = kind != "for" and not key and rng.random() < 0.33
    targets = tuple({**t, "when": {"kind": kind, "span": tag}} for t in made.targets)
    comma = (Word(",", glued=True),) if front and rng.random() < 0.5 else ()
    words = (*when, *comma, *made.words) if front else (*made.words, *when)
    return replace(made, words=words, targets=targets, mood="statement" if front else made.mood)


_WHEN = {
    "after": (
        "in {v}",
        "in {v}",
        "in {v}",
        "in {v}",
        "after {v}",
        "{v} from now",
        "in {v} from now",
        "{v} later",
    ),
    "at": ("at {v}", "at {v}", "at {v}", "at {v}", "by {v}"),
    "for": ("for {v}", "for {v}", "for {v}", "for the next {v}", "just for {v}", "for about {v}"),
}


def now_and_later(rng: random.Random, first: Clause, second: Clause) -> Clause | None:
    """ "turn on the lamp now and the heater off in ten minutes"."""
    later = delayed(rng, second, "2")
    if later is None:
        return None
    first = replace(first, words=(*first.words, Word("now"))) if rng.random() < 0.6 else first
    return joined(rng, (first, later))
