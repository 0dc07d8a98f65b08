from __future__ import annotations

import math
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from homefuse.preprocess import english as en
from homefuse.preprocess.mentions import MentionKind, find_mentions, to_unit

VOCABULARY = sorted(
    {*en.UNIT_WORDS, *en.SCALES, *en.DENOMINATORS, *en.VAGUE, *en.FACTORS, *en.MORE, *en.TIME_CUES, *en.PARTS}
    | {
        *en.WHITES,
        *en.SHADES,
        *en.SIGNS,
        *en.DAYS,
        *en.WEEKDAYS,
        *en.NAMED_HOURS,
        *en.VULGAR,
        "past",
        "point",
    }
    | {
        "a",
        "an",
        "the",
        "of",
        "and",
        "half",
        "one",
        "two",
        "twenty",
        "oh",
        "12",
        "7:30",
        "1/2",
        "0",
        ",",
        ".",
    }
    | {
        "1.5",
        "1,000",
        "red",
        "light",
        "lamp",
        "x",
        "times",
        "nd",
        "am",
        "p.m.",
        "#ffffff",
        "second",
        "o'clock",
    }
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", ""),
        ("start the attic fan", ""),
        ("set the lamp to red at 50% in ten minutes", "color percent duration"),
        ("dim to a third tonight at 8", "fraction clock"),
        ("hood ninety percent, never mind the rest", "percent"),
        ("second floor lamps to 2700 K for an hour", "ordinal kelvin duration"),
        ("twice as warm white as 21 degrees", "factor white temperature"),
        ("a couple of lamps to fifty", "quantity number"),
    ],
)
def test_values_come_in_the_order_spoken(text: str, kinds: str) -> None:
    assert [m.kind for m in find_mentions(text)] == kinds.split()


@given(st.text() | st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join))
@example("İ 5 degrees")
@example("half past")
@example("minus minus 5")
@example("one hundred million million million million million")
@example("٣ degrees ² ½½ 1½½")
@example("99999999999999999999999999h99999999")
@example("1 12/0")
def test_any_text_gives_valid_places_and_values(text: str) -> None:
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end
        if isinstance(mention.value, float):
            assert math.isfinite(mention.value)
        else:
            assert mention.kind is MentionKind.COLOR
        for unit in ("%", "°C", "K", "mired", "min", None, "bananas"):
            value = to_unit(mention, unit, "imperial")
            assert value is None or math.isfinite(value)


def test_a_command_is_read_in_well_under_a_millisecond() -> None:
    text = "set the living room lamp to twenty five percent in ten minutes please"
    find_mentions(text)
    times = []
    for _ in range(101):
        started = time.perf_counter()
        find_mentions(text)
        times.append(time.perf_counter() - started)
    assert sorted(times)[50] < 0.002
