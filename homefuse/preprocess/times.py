"""Times of day with their days: "quarter past seven this evening", "tomorrow at 6", "tonight".

Written here because dateparser and parsedatetime take milliseconds and guess a date from nearly any number; a
home command needs these few forms and must leave "at seven" open.
"""

from __future__ import annotations

from homefuse.preprocess import english as en
from homefuse.preprocess.hours import time_of_day
from homefuse.preprocess.moments import clock_value, merged
from homefuse.preprocess.words import Clock, MentionKind, Reading, Sentence


def clock(s: Sentence, i: int) -> Reading | None:
    """The time of day, day, or both, at token `i`."""
    found = _day_first(s, i) or _time_first(s, i)
    if found is None:
        return None
    said, stop = found
    return Reading(MentionKind.CLOCK, clock_value(said), "s", i, stop, said)


def _day_first(s: Sentence, i: int) -> tuple[Clock, int] | None:
    found = _day(s, i)
    if found is None or s.words[i] in ("at", "on"):
        return None
    day, stop = found
    at = stop + (s.words[stop] == ",")
    cued = s.words[at] in en.TIME_CUES
    time = time_of_day(s, at + cued)
    if time is not None and (time.sure or cued):
        return _with_days(s, merged(time.clock, day), time.stop)
    only_today = day.part is None and day.day_offset == 0
    return None if only_today else (day, stop)


def _time_first(s: Sentence, i: int) -> tuple[Clock, int] | None:
    time = time_of_day(s, i)
    if time is None:
        return None
    before = s.words[i - 1]
    cued = before in en.TIME_CUES
    if time.sure or (cued and time.clock.minute):
        return _with_days(s, time.clock, time.stop)
    late = (time.clock.hour or 0) > 12
    opens = cued or before in ("", ",")
    if late or not opens or _day(s, time.stop) is None:
        return None
    return _with_days(s, time.clock, time.stop)


def _with_days(s: Sentence, said: Clock, stop: int) -> tuple[Clock, int]:
    """The time with the days and parts of the day that follow it: "in the morning tomorrow"."""
    for _ in range(2):
        found = _day(s, stop + (s.words[stop] == ","))
        if found is None:
            break
        said, stop = merged(said, found[0]), found[1]
    return said, stop


def _day(s: Sentence, i: int) -> tuple[Clock, int] | None:
    """ "tomorrow evening", "tonight", "this morning", "in the afternoon", "at night", "on friday"."""
    word, behind = s.words[i], s.words[i + 1]
    if s.words[i : i + 4] == ["the", "day", "after", "tomorrow"]:
        return Clock(day_offset=2), i + 4
    on = word == "on" and behind in en.WEEKDAYS
    if on or word in en.DAYS or word in en.WEEKDAYS:
        return _named_day(s, i + on)
    if word in ("in", "during") and behind == "the" and s.words[i + 2] in en.PARTS:
        return Clock(part=en.PARTS[s.words[i + 2]]), i + 3
    if word == "this" and behind in en.PARTS:
        return Clock(day_offset=0, part=en.PARTS[behind]), i + 2
    if word == "at" and behind == "night":
        return Clock(part="night"), i + 2
    return None


def _named_day(s: Sentence, i: int) -> tuple[Clock, int]:
    word, behind = s.words[i], s.words[i + 1]
    offset, weekday = en.DAYS.get(word), en.WEEKDAYS.get(word)
    if word == "tonight":
        return Clock(day_offset=0, part="night"), i + 1
    if behind in en.PARTS:
        return Clock(day_offset=offset, weekday=weekday, part=en.PARTS[behind]), i + 2
    return Clock(day_offset=offset, weekday=weekday), i + 1
