"""The exact values in an utterance: what the model may point at, read by rule and never invented.

Mentions do not overlap; where several readings start at one word, the longest wins. Whether a value is meant,
and for which argument, is the model's to say: "at seven" stays a number, "red light" holds a colour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homefuse.preprocess.colors import color
from homefuse.preprocess.measures import measure, noun_and_a_half
from homefuse.preprocess.moments import clock_value, resolve_clock, settled
from homefuse.preprocess.numbers import amount, as_reading, factor, fraction, hundreds, is_number, ordinal
from homefuse.preprocess.times import clock
from homefuse.preprocess.units import to_unit
from homefuse.preprocess.words import Clock, Mention, MentionKind, Reading, Sentence, read

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Clock", "Mention", "MentionKind", "find_mentions", "resolve_clock", "to_unit"]


def find_mentions(text: str, now: datetime | None = None) -> tuple[Mention, ...]:
    """The values said in `text`, left to right, none overlapping.

    With `now`, a 12-hour time without am or pm ("half past nine") is settled to its next occurrence.
    """
    s = read(text)
    found = []
    i = 0
    while i < len(s.tokens):
        reading = _reading(s, i)
        if reading is None:
            i += 1
            continue
        found.append(_mention(text, s, reading, now))
        i = reading.stop
    return tuple(found)


def _reading(s: Sentence, i: int) -> Reading | None:
    """The longest reading at token `i`; of equally long ones the more telling."""
    readings = (
        clock(s, i),
        as_reading(ordinal(s, i), i),
        measure(s, i),
        noun_and_a_half(s, i),
        as_reading(fraction(s, i), i),
        as_reading(factor(s, i), i),
        color(s, i),
        _number(s, i),
    )
    return max((r for r in readings if r is not None), key=lambda r: r.stop, default=None)


def _number(s: Sentence, i: int) -> Reading | None:
    found = hundreds(s, i) or amount(s, i)
    if found is None or not is_number(s, i, found):
        return None
    return as_reading(found, i)


def _mention(text: str, s: Sentence, reading: Reading, now: datetime | None) -> Mention:
    start, end = s.tokens[reading.start].start, s.tokens[reading.stop - 1].end
    mention = Mention(reading.kind, start, end, reading.value, reading.unit, text[start:end], reading.clock)
    if reading.clock is None or now is None:
        return mention
    said = settled(reading.clock, now)
    return replace(mention, clock=said, value=clock_value(said))
