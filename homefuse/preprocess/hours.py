"""Times of day without a date: "half past nine", "7:30 pm", "five o'clock", and a bare hour."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from homefuse.preprocess import english as en
from homefuse.preprocess.moments import merged
from homefuse.preprocess.numbers import Amount, cardinal, pair
from homefuse.preprocess.words import Clock, Sentence


class Time(NamedTuple):
    """A time of day, the token behind it, and whether its form alone says that it is one."""

    clock: Clock
    stop: int
    sure: bool


def time_of_day(s: Sentence, i: int) -> Time | None:
    """The time of day at token `i`; a bare hour is not `sure`."""
    time = _named_hour(s, i) or _relative(s, i) or _written(s, i) or _spelled(s, i)
    if time is None or _is_measured(s.words[time.stop]):
        return None
    return time


def _is_measured(behind: str) -> bool:
    """A unit follows: the number was no hour."""
    return (len(behind) > 1 and behind in en.UNIT_WORDS) or behind in ("%", "°", "per")


def _named_hour(s: Sentence, i: int) -> Time | None:
    at = i + (s.words[i] in ("12", "twelve"))
    hour = en.NAMED_HOURS.get(s.words[at])
    return None if hour is None else Time(Clock(hour), at + 1, True)


def _relative(s: Sentence, i: int) -> Time | None:
    """ "half past nine", "a quarter to eight", "ten (minutes) past six", "half nine"."""
    minutes = _minutes(s, i)
    if minutes is None:
        return None
    minute, at, shares = minutes
    link = s.words[at]
    british = minute == 30 and shares and link not in en.PAST
    hour = _hour(s, at + (not british))
    before = s.words[i - 1]
    cued = before in en.TIME_CUES
    if hour is None or (british and not cued):
        return None
    said, stop = hour
    counts_down = before in en.BEFORE_CUES and minute % 5 == 0
    sure = shares or (counts_down if link in en.BEFORE else cued or link == "past")
    if link in en.BEFORE and not british:
        said = replace(said, hour=_hour_before(said), minute=60 - minute)
    elif link in en.PAST or british:
        said = replace(said, minute=minute)
    else:
        return None
    time = _with_meridiem(s, said, stop)
    return time._replace(sure=True) if time.sure or sure else None


def _minutes(s: Sentence, i: int) -> tuple[int, int, bool] | None:
    """Minutes before or after an hour, the token behind, and whether they were said as a share of it."""
    at = i + (s.words[i] in en.ARTICLES)
    if s.words[at] in ("half", "quarter"):
        return (30 if s.words[at] == "half" else 15), at + 1, True
    found = cardinal(s, i)
    if found is None or not 0 < found.value < 60 or found.value % 1:
        return None
    named = s.words[found.stop] in ("minute", "minutes")
    return int(found.value), found.stop + named, False


def _hour(s: Sentence, i: int) -> tuple[Clock, int] | None:
    """The full hour that minutes refer to."""
    named = en.NAMED_HOURS.get(s.words[i])
    if named is not None:
        return Clock(named), i + 1
    found = cardinal(s, i)
    if found is None or not 1 <= found.value <= 12 or found.value % 1:
        return None
    return Clock(int(found.value), ambiguous=True), found.stop + _oclock(s, found.stop)


def _hour_before(said: Clock) -> int:
    hour = said.hour or 0
    return (hour - 2) % 12 + 1 if said.ambiguous else (hour - 1) % 24


def _oclock(s: Sentence, i: int) -> int:
    """How many tokens "o'clock" takes at token `i`: 0 if it is not there."""
    if s.words[i] in en.OCLOCK:
        return 1
    return 2 if s.words[i] in en.OH and s.words[i + 1] == "clock" else 0


def _written(s: Sentence, i: int) -> Time | None:
    """ "7:30", "19:15", "7.30 pm"."""
    word = s.words[i]
    hours, mark, minutes = word.partition(":")
    if mark and hours and int(hours) <= 24:
        said = _dial(int(hours) % 24, int(minutes), exact=word[0] == "0")
        return _with_meridiem(s, said, i + 1)._replace(sure=True)
    hours, mark, minutes = word.partition(".")
    if mark and len(minutes) == 2 and hours.isdigit() and int(hours) <= 24 and int(minutes) < 60:
        time = _with_meridiem(s, _dial(int(hours) % 24, int(minutes)), i + 1)
        return time if time.sure else None
    return None


def _spelled(s: Sentence, i: int) -> Time | None:
    """ "seven thirty", "five o'clock", "seven pm", "nineteen hundred hours", or a bare, unsure hour."""
    said = pair(s, i)
    if said is not None and 0 < said[0] < 24 and said[1] < 60:
        round_time = said[0] >= 10 and said[1] % 15 == 0 and s.words[i - 1] not in ("to", "by")
        time = _with_meridiem(s, _dial(said[0], said[1]), said[2])
        return time._replace(sure=time.sure or round_time)
    found = cardinal(s, i)
    if found is None or found.value % 1:
        return None
    if s.words[found.stop] == "hours" and found.value >= 100:
        return _military(s, i, found)
    if not 1 <= found.value <= 24:
        return None
    oclock = _oclock(s, found.stop)
    time = _with_meridiem(s, _dial(int(found.value) % 24, 0), found.stop + oclock)
    return time._replace(sure=time.sure or oclock > 0)


def _military(s: Sentence, i: int, found: Amount) -> Time | None:
    hour, minute = divmod(int(found.value), 100)
    if s.words[i - 1] not in en.TIME_CUES or hour > 23 or minute > 59:
        return None
    return Time(Clock(hour, minute), found.stop + 1, True)


def _dial(hour: int, minute: int, *, exact: bool = False) -> Clock:
    return Clock(hour, minute, ambiguous=1 <= hour <= 12 and not exact)


def _with_meridiem(s: Sentence, said: Clock, stop: int) -> Time:
    """The time with "am" or "pm" behind it, which makes it sure."""
    part = en.MERIDIEM.get(s.words[stop].replace(" ", ""))
    behind = stop + 1
    if part is None:
        part, behind = en.SPLIT_MERIDIEM.get((s.words[stop], s.words[stop + 1])), stop + 2
    if part is None:
        return Time(said, stop, False)
    return Time(merged(said, Clock(part=part)), behind, True)
