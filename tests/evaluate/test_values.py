from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.evaluate.cases import Changed, OneOf, Range
from homefuse.evaluate.values import colour_distance, fits, same

channel = st.integers(0, 255)
rgb = st.tuples(channel, channel, channel)
plain = st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=8) | rgb


@pytest.mark.parametrize(
    ("a", "b", "step", "alike"),
    [
        (30, 30, None, True),
        (30, 30.5, None, True),
        (30, 30.6, None, False),
        (4000, 4040, None, True),  # 1 %
        (4000, 4041, None, False),
        (20, 20.25, 0.5, True),  # half a step
        (20, 20.3, 0.5, False),
        (50, 52, 5, True),
        (0.3, 0.1 + 0.2, 1e-9, True),
        (1, True, None, False),
        (0, False, None, False),
        (True, True, None, True),
        (None, None, None, True),
        (None, 0, None, False),
        ("16", 16, None, False),
        ("Saturn", "saturn", None, True),
        ("milk and  eggs", "Milk and eggs.", None, True),
        ("milk", "milks", None, False),
    ],
)
def test_same_value(a: Any, b: Any, step: float | None, alike: bool) -> None:
    assert same(a, b, step=step) is alike


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("red", (255, 0, 0), True),
        ("red", (250, 8, 4), True),
        ("red", "crimson", True),
        ("green", (0, 255, 0), True),  # a lamp has no dark green
        ("blue", (0, 0, 128), True),
        ("orange", (255, 140, 0), True),
        ("red", "green", False),
        ("red", (0, 0, 255), False),
        ("blue", "purple", False),
        ("pink", "white", False),
        ("yellow", "orange", False),
        ("teal blue of the sea", "Teal Blue of the sea", True),
        ("no such colour", "red", False),
        ((255, 0, 0), 3, False),
    ],
)
def test_same_colour(a: Any, b: Any, alike: bool) -> None:
    assert same(a, b, colour=True) is alike
    assert same(b, a, colour=True) is alike


def test_colour_words_of_options_are_just_words() -> None:
    assert not same("red", "crimson")


@pytest.mark.parametrize(
    ("wanted", "got", "fitting"),
    [
        (Range(min=10, max=20), 10, True),
        (Range(min=10, max=20), 20, True),
        (Range(min=10, max=20), 20.1, False),
        (Range(min=10), 900, True),
        (Range(max=10), -900, True),
        (Range(min=0, max=1), True, False),
        (Range(min=0, max=1), "1", False),
        (Range(min=0, max=1), None, False),
        (OneOf(one_of=("heat", "auto")), "auto", True),
        (OneOf(one_of=("heat", "auto")), "cool", False),
        (Changed(changed=True), 41, True),
        (Changed(changed=True), 40, False),
        (Changed(changed=True), None, True),
    ],
)
def test_fits(wanted: Any, got: Any, fitting: bool) -> None:
    assert fits(wanted, got, was=40) is fitting


@given(plain)
def test_every_value_is_the_same_as_itself(value: Any) -> None:
    assert same(value, value)
    assert same(value, value, colour=True)


@given(rgb, rgb, st.integers(1, 4))
def test_colour_distance_is_symmetric_and_blind_to_brightness(
    a: tuple[int, int, int], b: tuple[int, int, int], dimmed: int
) -> None:
    assert colour_distance(a, b) == pytest.approx(colour_distance(b, a))
    bright = tuple(channel // 4 * dimmed for channel in a)
    full = tuple(channel // 4 * 4 for channel in a)
    assert colour_distance(bright, full) == pytest.approx(0, abs=1e-6)  # type: ignore[arg-type]
