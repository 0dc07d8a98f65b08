"""Amounts with their units: "twenty five percent", "an hour and a half", "half a cup"."""

from __future__ import annotations

from homefuse.preprocess import english as en
from homefuse.preprocess.numbers import Amount, amount, and_share, fraction, hundreds, is_digits
from homefuse.preprocess.units import DIMENSIONS, DURATION_UNITS, Unit, kind_of, unit
from homefuse.preprocess.words import MentionKind, Reading, Sentence


def measure(s: Sentence, i: int) -> Reading | None:
    """The amount with a unit that starts at token `i`; durations in seconds."""
    found = _counted(s, i) or _article(s, i) or _share_of_one(s, i)
    if found is None:
        return None
    value, name, stop = found
    share = and_share(s, stop) if s.words[stop + 1] != "half" else None
    if share and value >= 1 and not _is_measured(s, share.stop):
        value, stop = value + share.value, share.stop
    if name in DURATION_UNITS:
        return _duration(s, i, value, name, stop)
    return Reading(kind_of(name), value, name, i, stop)


def noun_and_a_half(s: Sentence, i: int) -> Reading | None:
    """ "cup and a half", "a scoop and a half": 1.5 of whatever it is."""
    at = i + (s.words[i] in en.ARTICLES or s.words[i] == "one")
    noun = s.words[at]
    if s.words[at + 1 : at + 4] != ["and", "a", "half"] or noun in en.NOT_MEASURED or not noun.isalpha():
        return None
    if at in s.spoken or len(noun) < 3:
        return None
    name = en.UNIT_WORDS.get(noun)
    if name in DURATION_UNITS:
        return Reading(MentionKind.DURATION, 1.5 * DIMENSIONS["time"][name], "s", i, at + 4)
    return Reading(kind_of(name) if name else MentionKind.NUMBER, 1.5, name, i, at + 4)


def _counted(s: Sentence, i: int) -> tuple[float, str, int] | None:
    """A number and its unit, with "more" between or behind: "five degrees", "a couple more degrees"."""
    for found in (hundreds(s, i), amount(s, i)):
        if found is None:
            continue
        at = found.stop + (s.words[found.stop] in en.MORE)
        at += s.words[at] == "of" and at > found.stop
        behind = _unit(s, at, found)
        if behind is not None:
            return found.value, behind.name, behind.stop
    return None


def _unit(s: Sentence, at: int, found: Amount) -> Unit | None:
    behind = unit(s, at, found.value)
    if behind is None or (s.words[at] in en.LETTER_UNITS and at > found.stop):
        return None
    return behind


def _article(s: Sentence, i: int) -> tuple[float, str, int] | None:
    """ "an hour", "a degree"; "a second" only where a duration stands."""
    if s.words[i] not in en.ARTICLES or s.words[i + 1] in en.LETTER_UNITS:
        return None
    at = i + 1 + (s.words[i + 1] in en.MORE)
    behind = unit(s, at, 1.0)
    if behind is None:
        return None
    weak = behind.name in en.WEAK_ARTICLE_UNITS and s.words[i - 1] not in en.DURATION_CUES
    if weak or behind.name not in en.ARTICLE_UNITS | en.WEAK_ARTICLE_UNITS:
        return None
    return 1.0, behind.name, behind.stop


def _share_of_one(s: Sentence, i: int) -> tuple[float, str, int] | None:
    """ "half an hour", "three quarters of an hour", "half a cup", "half hour"."""
    found = fraction(s, i)
    if found is None:
        return None
    at = found.stop + (s.words[found.stop] == "of")
    at += s.words[at] in en.ARTICLES
    behind = unit(s, at, 1.0)
    bare = at == found.stop and behind is not None and behind.name not in DURATION_UNITS
    if behind is None or bare or s.words[at] in en.LETTER_UNITS:
        return None
    return found.value, behind.name, behind.stop


def _duration(s: Sentence, i: int, value: float, name: str, stop: int) -> Reading:
    """Adds the smaller units that follow: "1 hour and 5 minutes", "1h30"."""
    size = DIMENSIONS["time"][name]
    total = value * size
    while True:
        at = stop + (s.words[stop] in ("and", ","))
        smaller = _smaller(s, at, size)
        if smaller is None:
            return Reading(MentionKind.DURATION, total, "s", i, stop)
        value, size, stop = smaller
        total += value * size


def _smaller(s: Sentence, i: int, size: float) -> tuple[float, float, int] | None:
    if is_digits(s.words[i]) and s.glued(i) and size == 3600 and float(s.words[i].replace(",", "")) < 60:
        return _glued_minutes(s, i)
    found = amount(s, i)
    if found is None or found.value < 0:
        return None
    behind = unit(s, found.stop, found.value)
    if behind is None or behind.name not in DURATION_UNITS or DIMENSIONS["time"][behind.name] >= size:
        return None
    return found.value, DIMENSIONS["time"][behind.name], behind.stop


def _glued_minutes(s: Sentence, i: int) -> tuple[float, float, int]:
    behind = s.words[i + 1]
    named = s.glued(i + 1) and en.UNIT_WORDS.get(behind) == "min"
    return float(s.words[i]), 60.0, i + 1 + named


def _is_measured(s: Sentence, i: int) -> bool:
    """ "an hour and a quarter turn": the share belongs to what follows."""
    return unit(s, i, 1.0) is not None
