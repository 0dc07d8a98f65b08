from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.preprocess.mentions import Clock, Mention, MentionKind, find_mentions, resolve_clock

NOW = datetime(2026, 5, 1, 21, 30)  # noqa: DTZ001 - local time, a Friday
MORNING = datetime(2026, 5, 1, 8, 5)  # noqa: DTZ001 - local time


def clocks(text: str) -> list[Mention]:
    return [m for m in find_mentions(text) if m.kind is MentionKind.CLOCK]


@pytest.mark.parametrize(
    ("text", "said", "clock"),
    [
        ("at half past nine", "half past nine", Clock(9, 30, ambiguous=True)),
        ("half-past nine", "half-past nine", Clock(9, 30, ambiguous=True)),
        ("at half nine", "half nine", Clock(9, 30, ambiguous=True)),
        ("quarter past seven", "quarter past seven", Clock(7, 15, ambiguous=True)),
        ("a quarter to eight", "a quarter to eight", Clock(7, 45, ambiguous=True)),
        ("quarter to one", "quarter to one", Clock(12, 45, ambiguous=True)),
        ("quarter to noon", "quarter to noon", Clock(11, 45)),
        ("half past midnight", "half past midnight", Clock(0, 30)),
        ("ten past six", "ten past six", Clock(6, 10, ambiguous=True)),
        ("at twenty to eight", "twenty to eight", Clock(7, 40, ambiguous=True)),
        ("ten minutes past nine", "ten minutes past nine", Clock(9, 10, ambiguous=True)),
        ("by five to nine am each time", "five to nine am", Clock(8, 55, part="am")),
        ("7:30 pm", "7:30 pm", Clock(19, 30, part="pm")),
        ("7.30pm", "7.30pm", Clock(19, 30, part="pm")),
        ("7:30", "7:30", Clock(7, 30, ambiguous=True)),
        ("07:30", "07:30", Clock(7, 30)),
        ("19:15", "19:15", Clock(19, 15)),
        ("24:00", "24:00", Clock(0)),
        ("seven pm", "seven pm", Clock(19, part="pm")),
        ("7pm", "7pm", Clock(19, part="pm")),
        ("7 p.m.", "7 p.m.", Clock(19, part="pm")),
        ("seven a m", "seven a m", Clock(7, part="am")),
        ("twelve am", "twelve am", Clock(0, part="am")),
        ("12 pm", "12 pm", Clock(12, part="pm")),
        ("seven thirty pm", "seven thirty pm", Clock(19, 30, part="pm")),
        ("at seven thirty", "seven thirty", Clock(7, 30, ambiguous=True)),
        ("at seven oh five", "seven oh five", Clock(7, 5, ambiguous=True)),
        ("twelve thirty", "twelve thirty", Clock(12, 30, ambiguous=True)),
        ("at nineteen fifteen", "nineteen fifteen", Clock(19, 15)),
        ("at nineteen hundred hours", "nineteen hundred hours", Clock(19)),
        ("five o'clock", "five o'clock", Clock(5, ambiguous=True)),
        ("five o clock in the afternoon", "five o clock in the afternoon", Clock(17, part="afternoon")),
        ("14 o\u2019clock", "14 o\u2019clock", Clock(14)),
        ("at noon", "noon", Clock(12)),
        ("midnight", "midnight", Clock(0)),
        ("twelve noon", "twelve noon", Clock(12)),
        ("bake it at five in the morning", "five in the morning", Clock(5, part="morning")),
        ("at ten at night", "ten at night", Clock(22, part="night")),
        ("at two at night", "two at night", Clock(2, ambiguous=True, part="night")),
        ("tomorrow at 6", "tomorrow at 6", Clock(6, ambiguous=True, day_offset=1)),
        ("at 6 tomorrow", "6 tomorrow", Clock(6, ambiguous=True, day_offset=1)),
        ("tomorrow", "tomorrow", Clock(day_offset=1)),
        ("tomorrow evening", "tomorrow evening", Clock(day_offset=1, part="evening")),
        ("tomorrow morning at seven", "tomorrow morning at seven", Clock(7, day_offset=1, part="morning")),
        ("at seven in the morning tomorrow", "seven in the morning tomorrow",
         Clock(7, day_offset=1, part="morning")),
        ("tomorrow at seven in the evening", "tomorrow at seven in the evening",
         Clock(19, day_offset=1, part="evening")),
        ("the day after tomorrow at noon", "the day after tomorrow at noon", Clock(12, day_offset=2)),
        ("this evening", "this evening", Clock(day_offset=0, part="evening")),
        ("in the morning", "in the morning", Clock(part="morning")),
        ("tonight", "tonight", Clock(day_offset=0, part="night")),
        ("tonight at 8", "tonight at 8", Clock(20, day_offset=0, part="night")),
        ("lights off at 11 tonight", "11 tonight", Clock(23, day_offset=0, part="night")),
        ("quarter past six this evening, open the shed", "quarter past six this evening",
         Clock(18, 15, day_offset=0, part="evening")),
        ("at two pm today begin", "two pm today", Clock(14, day_offset=0, part="pm")),
        ("today at 5", "today at 5", Clock(5, ambiguous=True, day_offset=0)),
        ("friday", "friday", Clock(weekday=4)),
        ("on Friday at 6 pm", "Friday at 6 pm", Clock(18, weekday=4, part="pm")),
        ("at 6 pm on friday", "6 pm on friday", Clock(18, weekday=4, part="pm")),
        ("sunday morning", "sunday morning", Clock(weekday=6, part="morning")),
        ("five in the morning, bake it", "five in the morning", Clock(5, part="morning")),
        ("tomorrow, 7:30", "tomorrow, 7:30", Clock(7, 30, ambiguous=True, day_offset=1)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_was_said(text: str, said: str, clock: Clock) -> None:
    (mention,) = find_mentions(text)
    assert (mention.kind, mention.text, mention.clock) == (MentionKind.CLOCK, said, clock)


@pytest.mark.parametrize(
    "text",
    [
        "at seven", "at 9", "level two", "where I am", "pour the morning tea", "good morning",
        "night mode",
        "from three to five", "from ten to eleven", "dim from a quarter to ten percent", "five past",
        "at half ten percent", "to seven thirty", "at seven thirty degrees", "seven thirty", "16:9", "25:00",
        "is it raining today", "half to ten", "99 hours", "at twenty five hundred hours",
        "twenty to eight", "on", "at", "quarter speed",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert clocks(text) == []


def test_a_number_before_a_day_stays_a_number() -> None:
    number, day = find_mentions("set the heater to 20 tonight")
    assert (number.kind, number.value) == (MentionKind.NUMBER, 20)
    assert day.text == "tonight"


@pytest.mark.parametrize(
    ("text", "now", "moment"),
    [
        ("at half past nine", NOW, "2026-05-02T09:30"),
        ("at half past nine", MORNING, "2026-05-01T09:30"),
        ("at eight o'clock", MORNING, "2026-05-01T20:00"),
        ("at 7:30 pm", NOW, "2026-05-02T19:30"),
        ("at 7:30 pm", MORNING, "2026-05-01T19:30"),
        ("at midnight", NOW, "2026-05-02T00:00"),
        ("at noon", NOW, "2026-05-02T12:00"),
        ("tomorrow at 6", NOW, "2026-05-02T06:00"),
        ("tomorrow at 2", NOW, "2026-05-02T14:00"),
        ("tomorrow", NOW, "2026-05-02T08:00"),
        ("tomorrow evening", NOW, "2026-05-02T19:00"),
        ("the day after tomorrow at noon", NOW, "2026-05-03T12:00"),
        ("tonight at 11", NOW, "2026-05-01T23:00"),
        ("tonight at 12", NOW, "2026-05-02T00:00"),
        ("tonight at 2", NOW, "2026-05-02T02:00"),
        ("tonight", MORNING, "2026-05-01T21:00"),
        ("tonight", NOW, "2026-05-01T21:30"),
        ("this evening", NOW, "2026-05-01T21:30"),
        ("this morning", NOW, "2026-05-02T08:00"),
        ("in the afternoon", MORNING, "2026-05-01T14:00"),
        ("at one pm today", NOW, "2026-05-02T13:00"),
        ("friday at 10 pm", NOW, "2026-05-01T22:00"),
        ("friday at 6 pm", NOW, "2026-05-08T18:00"),
        ("friday", NOW, "2026-05-08T08:00"),
        ("monday at 7", NOW, "2026-05-04T07:00"),
        ("friday at 10", NOW, "2026-05-01T22:00"),
    ],
)
def test_the_next_such_moment(text: str, now: datetime, moment: str) -> None:
    (mention,) = find_mentions(text)
    assert resolve_clock(mention, now).isoformat(timespec="minutes") == moment


def test_now_settles_an_ambiguous_time() -> None:
    (mention,) = find_mentions("at half past nine", MORNING.replace(hour=12))
    assert mention.clock == Clock(21, 30)
    assert mention.value == (21 * 60 + 30) * 60
    (exact,) = find_mentions("at 19:15", NOW)
    assert exact.clock == Clock(19, 15)


def test_the_time_zone_is_kept() -> None:
    (mention,) = find_mentions("at noon")
    assert resolve_clock(mention, NOW.replace(tzinfo=UTC)).tzinfo is UTC


def test_only_a_clock_can_be_resolved() -> None:
    (mention,) = find_mentions("twenty")
    with pytest.raises(ValueError, match="no time of day"):
        resolve_clock(mention, NOW)


@given(st.times(), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - local time
def test_a_written_time_comes_next(time: datetime, now: datetime) -> None:
    (mention,) = find_mentions(f"at {time:%H:%M}")
    moment = resolve_clock(mention, now)
    assert 0 < (moment - now).total_seconds() <= 86400
    assert moment.minute == time.minute
    assert moment.hour % 12 == time.hour % 12
