"""A time of day as it was said -> the moment that is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from homefuse.preprocess.english import Part
    from homefuse.preprocess.words import Clock, Mention

PART_HOURS: Final[dict[Part, tuple[int, int]]] = {
    "morning": (8, 12), "afternoon": (14, 18), "evening": (19, 22), "night": (21, 24),
    "am": (8, 12), "pm": (14, 18),
}  # fmt: skip
"""Part of the day -> the hour meant when none is said, and the hour when the part is over."""


def resolve_clock(mention: Mention, now: datetime) -> datetime:
    """The next such moment after `now`; a 12-hour time without am or pm is whichever comes first.

    On another day, by daylight: "tomorrow at two" is in the afternoon, "tomorrow at six" in the morning.
    A part of the day that is running ("this evening" at nine) has come: the answer is `now`.
    Raises ValueError if the mention is no clock.
    """
    if mention.clock is None:
        raise ValueError(f"{mention.text!r} is no time of day")
    return next_moment(mention.clock, now)


def next_moment(said: Clock, now: datetime) -> datetime:
    """See `resolve_clock`."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if (said.day_offset is None and said.weekday is None) or said.day_offset == 0:
        if _running(said, now):
            return now
        return min(m for d in (0, 1) for m in _moments(said, midnight + timedelta(days=d)) if m > now)
    days = said.day_offset if said.day_offset is not None else ((said.weekday or 0) - now.weekday()) % 7
    moments = _moments(said, midnight + timedelta(days=days))
    ahead = [m for m in moments if m > now]
    if not ahead:
        return moments[-1] + timedelta(days=7)
    return ahead[0] if len(ahead) == 1 else _by_daylight(ahead)


def settled(said: Clock, now: datetime) -> Clock:
    """An ambiguous time as its next occurrence; others unchanged."""
    if not said.ambiguous:
        return said
    moment = next_moment(said, now)
    return replace(said, hour=moment.hour, minute=moment.minute, ambiguous=False)


def clock_value(said: Clock) -> float:
    """Seconds from midnight, by the hour as said ("twelve thirty" is 12:30)."""
    hour = possible_hours(said)[0] if said.hour is None else said.hour
    return hour * 3600.0 + said.minute * 60.0


def merged(time: Clock, day: Clock) -> Clock:
    """The time with what is said of its day; a part of the day settles a 12-hour time."""
    said = replace(
        time,
        part=day.part or time.part,
        day_offset=time.day_offset if day.day_offset is None else day.day_offset,
        weekday=time.weekday if day.weekday is None else day.weekday,
    )
    if not said.ambiguous or said.part is None or possible_hours(said)[0] >= 24:
        return said
    return replace(said, hour=possible_hours(said)[0], ambiguous=False)


def possible_hours(said: Clock) -> list[int]:
    """The hours that it may mean, ascending; 24 and more are in the night after."""
    if said.hour is None:
        return [PART_HOURS[said.part or "morning"][0]]
    if not said.ambiguous:
        return [said.hour]
    early, late = said.hour % 12, said.hour % 12 + 12
    match said.part:
        case "am" | "morning":
            return [early]
        case "pm" | "afternoon" | "evening":
            return [late]
        case "night":
            return [late] if early >= 6 else [early + 24]
        case _:
            return [early, late]


def _running(said: Clock, now: datetime) -> bool:
    if said.hour is not None or said.part is None:
        return False
    first, over = PART_HOURS[said.part]
    return first <= now.hour < over


def _moments(said: Clock, midnight: datetime) -> list[datetime]:
    return [midnight + timedelta(hours=hour, minutes=said.minute) for hour in possible_hours(said)]


def _by_daylight(moments: list[datetime]) -> datetime:
    return next((m for m in moments if 6 <= m.hour < 18), moments[0])
