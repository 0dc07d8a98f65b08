"""An utterance as words with their places, and what the exact parsers may find in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from text_to_num import find_numbers

from homefuse.preprocess.english import LANGUAGE, SCALES, Part

Color: TypeAlias = tuple[int, int, int]
"""Red, green, blue, each 0..255."""


class MentionKind(StrEnum):
    """What a mention says."""

    NUMBER = "number"
    PERCENT = "percent"
    TEMPERATURE = "temperature"
    KELVIN = "kelvin"
    DURATION = "duration"
    CLOCK = "clock"
    COLOR = "color"
    WHITE = "white"
    FRACTION = "fraction"
    FACTOR = "factor"
    QUANTITY = "quantity"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said; `resolve_clock` turns it into a moment."""

    hour: int | None = None
    """0..23; 1..12 where `ambiguous`; None = only a day or a part of it was said."""
    minute: int = 0
    ambiguous: bool = False
    """A 12-hour time without am or pm, or anything else that settles it."""
    day_offset: int | None = None
    """Days from today; None = not said."""
    weekday: int | None = None
    """Monday is 0; None = not said."""
    part: Part | None = None
    """Part of the day, if said."""


class Reading(NamedTuple):
    """What one parser makes of the words from some place on; `start` and `stop` count tokens."""

    kind: MentionKind
    value: float | Color
    unit: str | None
    start: int
    stop: int
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A value in the utterance: what it says and which characters say it."""

    kind: MentionKind
    start: int
    end: int
    """Characters of the utterance, end exclusive; the unit is inside, "at" or "in" before it is not."""
    value: float | Color
    """In `unit`; seconds for durations and (from midnight) clocks; 0..1 for fractions; RGB for colours."""
    unit: str | None
    """Canonical name ("%", "degC", "deg", "K", "s", "cup", "point", ...), None if none was said."""
    text: str
    clock: Clock | None = None
    """Set for clocks only."""


class Token:
    """One word, number or sign; the methods are what text2num asks of it."""

    __slots__ = ("_skip", "end", "start", "word")

    def __init__(self, word: str, start: int, end: int, skip: bool) -> None:
        self.word = word
        self.start = start
        self.end = end
        self._skip = skip

    def text(self) -> str:
        """The word, lower case."""
        return self.word

    def nt_separated(self, previous: object) -> bool:
        """No pauses are known."""
        return False

    def not_a_number_part(self) -> bool:
        """Whether it must not be read as part of a number in spite of its form."""
        return self._skip


class Spoken(NamedTuple):
    """A number in words."""

    value: float
    stop: int
    """Token behind it."""
    ordinal: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The utterance as tokens, and the numbers in words among them."""

    tokens: list[Token]
    words: list[str]
    """Lower case; then AROUND times "", which parsers meet behind the end and, from -1, before the start."""
    spoken: dict[int, Spoken]
    """Token -> the number in words that starts there."""

    def glued(self, index: int) -> bool:
        """Whether nothing stands between that token and the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start


AROUND = 8

_TOKEN = re.compile(
    r"""
      \#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b
    | [0-9]{1,2}:[0-5][0-9](?![0-9:])
    | [0-9]{1,2}/[0-9]{1,2}(?![0-9/])
    | [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]) | [0-9]+(?:\.[0-9]+)? | (?<![0-9])\.[0-9]+
    | (?<![\w)])[-\u2212](?=\.?[0-9])
    | [AaPp]\.[ ]?[Mm](?:\.|\b)
    | [\u00bc-\u00be\u2153\u2154\u2155\u215b]
    | [^\W\d_]+(?:['\u2019][^\W\d_]+)*
    | [^\s\w-]
    """,
    re.VERBOSE,
)
"""Colour code, clock, fraction, number, minus, "p.m.", vulgar fraction, word, sign; hyphens only part."""


def read(text: str) -> Sentence:
    """Tokens of a text and the numbers in words among them."""
    tokens: list[Token] = []
    before = ""
    for match in _TOKEN.finditer(text):
        word = match.group().lower().replace("\u2019", "'").replace("\u2212", "-")
        tokens.append(Token(word, match.start(), match.end(), _not_in_numbers(word, before)))
        before = word
    words = [token.word for token in tokens]
    return Sentence(tokens, words + [""] * AROUND, _spoken(tokens, words))


def _not_in_numbers(word: str, before: str) -> bool:
    """A "second" may be the unit ("ninety second"); "twenty and five" are two numbers."""
    return word in ("second", "seconds", "ones") or (word == "and" and before not in SCALES)


def _spoken(tokens: list[Token], words: list[str]) -> dict[int, Spoken]:
    found = {}
    for number in find_numbers(tokens, LANGUAGE, 0.0):
        stop = number.end - (words[number.end - 1] == "and")
        found[number.start] = Spoken(number.value, stop, number.is_ordinal)
    return found
