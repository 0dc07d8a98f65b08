"""How people say lengths of time and times of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.values import Said, digits, say_amount, spell

if TYPE_CHECKING:
    import random


def say_duration(rng: random.Random, *, low_s: int = 10, high_s: int = 14400) -> Said:
    """A length of time in seconds."""
    choices = [s for s in _DURATIONS if low_s <= s <= high_s] or [low_s]
    seconds = rng.choice(choices)
    return Said(_duration_words(rng, seconds), seconds)


_DURATIONS: tuple[int, ...] = (
    10,
    15,
    20,
    30,
    30,
    45,
    60,
    60,
    90,
    120,
    180,
    300,
    300,
    300,
    420,
    600,
    600,
    600,
    720,
    900,
    900,
    1200,
)
_DURATIONS += (1500, 1800, 1800, 2400, 2700, 3600, 3600, 3600, 5400, 7200, 7200, 10800, 14400)


def _duration_words(rng: random.Random, seconds: int) -> str:
    odd = {
        30: ("half a minute", "thirty seconds"),
        60: ("a minute", "one minute", "1 minute"),
        90: ("a minute and a half", "ninety seconds", "one and a half minutes"),
        900: ("a quarter of an hour", "fifteen minutes"),
        1800: ("half an hour", "half an hour", "a half hour", "thirty minutes"),
        2700: ("three quarters of an hour", "45 minutes"),
        3600: ("an hour", "an hour", "one hour", "1 hour", "sixty minutes"),
        5400: (
            "an hour and a half",
            "one and a half hours",
            "1 hour and 30 minutes",
            "ninety minutes",
            "1.5 hours",
        ),
    }
    if seconds in odd and rng.random() < 0.75:
        return rng.choice(odd[seconds])
    if seconds % 3600 == 0:
        return say_amount(rng, seconds // 3600, "h")
    return say_amount(rng, seconds // 60, "min") if seconds % 60 == 0 else say_amount(rng, seconds, "s")


def say_clock(rng: random.Random) -> str:
    """A time of day."""
    hour, minute = rng.randint(1, 12), rng.choice((0, 0, 0, 15, 30, 30, 45, 5, 10, 20, 40, 50))
    ending = rng.choice(
        ("", "", " pm", "pm", " am", "am", " p.m.", " in the morning", " tonight", " in the evening")
    )
    if "morning" in ending and hour > 11:
        ending = ""
    if ending in (" tonight", " in the evening") and not 5 <= hour <= 11:
        ending = " pm"
    roll = rng.random()
    if roll < 0.05:
        return rng.choice(("noon", "midnight"))
    if minute == 0:
        said = rng.choice((digits(hour), spell(hour), f"{hour}:00"))
        return rng.choice((f"{spell(hour)} o'clock", f"{hour} o'clock")) if not ending else said + ending
    if minute == 30 and roll < 0.4:
        return f"half past {spell(hour)}"
    if minute in (15, 45) and roll < 0.5:
        return f"quarter {'past' if minute == 15 else 'to'} {spell(hour)}"
    if roll < 0.2 and minute in (5, 10, 20):
        return f"{spell(minute)} past {spell(hour)}"
    spoken = f"{spell(hour)} {'oh ' if minute < 10 else ''}{spell(minute)}"
    return (
        f"{hour}:{minute:02d}" if rng.random() < 0.6 else spoken + (" " if ending in ("am", "pm") else "")
    ) + ending
