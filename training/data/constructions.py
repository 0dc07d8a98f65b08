"""How things are asked for: draws from the constructions that `words/constructions.toml` lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from training.data.word_files import read_words

if TYPE_CHECKING:
    import random

    from training.data.registers import Mood

_LINE = re.compile(r"^(?:([\d.]+) )?([=!?])?\s*(.*)$")
_MOODS: dict[str | None, Mood] = {None: "imperative", "=": "fragment", "!": "statement", "?": "question"}
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of asking."""

    template: str
    mood: Mood = "imperative"


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[tuple[Construction, ...], tuple[float, ...]]:
    found, weights = [], []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _LINE.match(line)
        if match is not None:
            found.append(Construction(match[3], _MOODS[match[2]]))
            weights.append(float(match[1] or 1))
    return tuple(found), tuple(weights)


def lines(name: str, key: str | None = None) -> str:
    """The constructions under that name, or of that key in its table; empty if there are none."""
    found = read_words("constructions").get(name, "")
    return str(found if key is None else found.get(key, "") if found else "")


@lru_cache(maxsize=8)
def jobs(type_name: str) -> tuple[tuple[str, str], ...]:
    """What such a robot does: ("mow", "mowing")."""
    pairs = (pair.strip().split("|") for pair in lines("jobs", type_name).split(";"))
    return tuple((work, working) for work, working in pairs)


def construct(rng: random.Random, text: str) -> Construction:
    """One construction of a text of them, its choices made."""
    constructions, weights = _parsed(text)
    chosen = rng.choices(constructions, weights)[0]
    template = chosen.template
    while match := _CHOICE.search(template):
        template = template[: match.start()] + rng.choice(match[1].split("|")) + template[match.end() :]
    return Construction(re.sub(r"\s+", " ", template).strip(), chosen.mood)
