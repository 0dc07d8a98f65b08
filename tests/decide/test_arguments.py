from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.decide.arguments import Impossible, resolve
from homefuse.devices.model import Argument
from homefuse.infer.labels import MODES, SIZES
from homefuse.types import Reason
from tests.decide.said import argument, said

BRIGHTNESS = argument("lamp", "set_brightness")
COLOR = argument("lamp", "set_color")
WHITE = argument("spots", "set_color_temperature")
CELSIUS = argument("heater", "set_temperature")
FAHRENHEIT = replace(CELSIUS, unit="°F", min=45.0, max=95.0, step=1.0)
VOLUME = argument("radio", "set_volume")
POSITION = argument("blinds", "set_position")
MINUTES = Argument("time", "duration", unit="min", min=1, max=60)
DRINK = argument("maker", "brew", "drink")
SHOTS = argument("maker", "brew", "shots")
OSCILLATING = Argument("oscillating", "boolean", property="oscillating")
ITEM = Argument("item", "text")

AT_40 = {"on": True, "brightness": 40}


@pytest.mark.parametrize(
    ("what", "mode", "words", "values", "expected"),
    [
        (BRIGHTNESS, "set", "thirty percent", AT_40, 30),
        (BRIGHTNESS, "set", "30", AT_40, 30),
        (BRIGHTNESS, "set", "12.5 %", AT_40, 12.5),
        (BRIGHTNESS, "set", "half", AT_40, 50),
        (BRIGHTNESS, "set", "a third", AT_40, 33.3),
        (BRIGHTNESS, "set", "0 percent", AT_40, 0),
        (BRIGHTNESS, "up", "20 percent", AT_40, 60),
        (BRIGHTNESS, "down", "20 percent", AT_40, 20),
        (BRIGHTNESS, "up", "20", {"on": True, "brightness": 95}, 100),
        (BRIGHTNESS, "down", "50", AT_40, 1),
        (BRIGHTNESS, "up", "20", {"on": False, "brightness": 80}, 20),
        (BRIGHTNESS, "times", "half", {"on": True, "brightness": 80}, 40),
        (BRIGHTNESS, "times", "twice", AT_40, 80),
        (BRIGHTNESS, "times", "twice", {"on": True, "brightness": 70}, 100),
        (BRIGHTNESS, "times", "50 percent", AT_40, 20),
        (BRIGHTNESS, "max", "", AT_40, 100),
        (BRIGHTNESS, "min", "", AT_40, 1),
        (BRIGHTNESS, "usual", "", AT_40, 70),
        (WHITE, "set", "2700 kelvin", {}, 2700),
        (WHITE, "set", "warm white", {}, 2700),
        (WHITE, "set", "half", {}, 4250),
        (WHITE, "max", "", {}, 6500),
        (CELSIUS, "set", "21 degrees", {}, 21),
        (CELSIUS, "set", "twenty one and a half degrees", {}, 21.5),
        (CELSIUS, "set", "72 fahrenheit", {}, 22),
        (CELSIUS, "up", "two degrees", {"temperature": 20}, 22),
        (CELSIUS, "up", "9 fahrenheit", {"temperature": 20}, 25),
        (CELSIUS, "down", "30 degrees", {"temperature": 20}, 5),
        (CELSIUS, "usual", "", {}, 21),
        (CELSIUS, "min", "", {}, 5),
        (VOLUME, "min", "", {"volume": 30}, 0),
        (POSITION, "set", "halfway", {"position": 0}, 50),
        (MINUTES, "set", "half an hour", {}, 30),
        (MINUTES, "set", "90 seconds", {}, 1.5),
        (SHOTS, "set", "two", {}, 2),
        (SHOTS, "default", "", {}, None),
        (COLOR, "set", "Blue", {}, "blue"),
        (COLOR, "set", "warm white", {}, "warm white"),
    ],
)
def test_values(what: Argument, mode: str, words: str, values: dict[str, object], expected: object) -> None:
    assert resolve(said(what, mode, words), values, "metric") == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "mode", "expected"),
    [
        ("70 degrees", "set", 70),
        ("21 celsius", "set", 70),
        ("3 degrees", "up", 71),
        ("5 celsius", "up", 77),
        ("", "usual", 70),
    ],
)
def test_imperial_temperatures(words: str, mode: str, expected: float) -> None:
    assert resolve(said(FAHRENHEIT, mode, words), {"temperature": 68}, "imperial") == expected


@pytest.mark.parametrize(
    ("what", "mode", "size", "values", "expected"),
    [
        (BRIGHTNESS, "more", "little", AT_40, 50),
        (BRIGHTNESS, "more", "some", AT_40, 65),
        (BRIGHTNESS, "more", "lot", AT_40, 90),
        (BRIGHTNESS, "less", "some", AT_40, 15),
        (BRIGHTNESS, "less", "lot", AT_40, 1),
        (BRIGHTNESS, "more", "some", {}, 75),
        (CELSIUS, "more", "little", {"temperature": 20}, 21),
        (CELSIUS, "more", "some", {"temperature": 20}, 22),
        (CELSIUS, "less", "lot", {"temperature": 20}, 16),
        (FAHRENHEIT, "more", "some", {"temperature": 68}, 72),
        (SHOTS, "more", "some", {}, 3.2),
    ],
)
def test_vague_amounts(
    what: Argument, mode: str, size: str, values: dict[str, object], expected: float
) -> None:
    assert resolve(said(what, mode, size=size), values, "metric") == expected  # type: ignore[arg-type]


def test_only_temperatures_step_in_degrees() -> None:
    air = Argument("flow", "number", unit="CFM", min=0, max=400, property="flow")
    assert resolve(said(air, "more"), {"flow": 100}, "metric") == 200
    assert resolve(said(air, "usual"), {}, "metric") == 280


@pytest.mark.parametrize(
    ("what", "mode", "words", "reason", "tells"),
    [
        (BRIGHTNESS, "set", "150 percent", Reason.OUT_OF_RANGE, "150 percent is outside 0 to 100 %"),
        (CELSIUS, "set", "90 degrees", Reason.OUT_OF_RANGE, "outside 5 to 35 °C"),
        (CELSIUS, "set", "72", Reason.OUT_OF_RANGE, "72"),
        (WHITE, "set", "9000 kelvin", Reason.OUT_OF_RANGE, "outside 2000 to 6500 K"),
        (MINUTES, "set", "three hours", Reason.OUT_OF_RANGE, "outside 1 to 60 min"),
        (BRIGHTNESS, "set", "", Reason.UNSURE, "to what brightness?"),
        (BRIGHTNESS, "default", "", Reason.UNSURE, "to what brightness?"),
        (BRIGHTNESS, "set", "ten minutes", Reason.UNSURE, "brightness"),
        (MINUTES, "default", "", Reason.UNSURE, "for how long?"),
        (COLOR, "set", "", Reason.UNSUPPORTED, "colour"),
        (Argument("mode", "options", options=("eco", "boost")), "default", "", Reason.UNSUPPORTED, "mode"),
    ],
)
def test_what_cannot_be(what: Argument, mode: str, words: str, reason: Reason, tells: str) -> None:
    with pytest.raises(Impossible) as problem:
        resolve(said(what, mode, words), {}, "metric")
    assert problem.value.reason is reason
    assert tells in problem.value.text


@pytest.mark.parametrize(
    ("what", "mode", "option", "probability", "expected"),
    [
        (DRINK, "option", "latte", 0.3, "latte"),
        (DRINK, "default", "latte", 0.9, "latte"),
        (DRINK, "default", "latte", 0.3, "espresso"),
        (DRINK, "default", None, 0.0, "espresso"),
        (OSCILLATING, "option", "false", 0.8, False),
        (OSCILLATING, "option", "true", 0.8, True),
        (OSCILLATING, "default", None, 0.0, True),
        (replace(DRINK, default=None), "default", "latte", 0.3, "latte"),
    ],
)
def test_options(what: Argument, mode: str, option: str | None, probability: float, expected: object) -> None:
    reading = said(what, mode, option=option, option_probability=probability)
    assert resolve(reading, {}, "metric") == expected


def test_text_is_taken_as_it_was_said() -> None:
    assert resolve(said(ITEM, "set", text="Oat milk"), {}, "metric") == "Oat milk"
    assert resolve(said(replace(ITEM, default="milk"), "default"), {}, "metric") == "milk"


def test_the_likeliest_value_that_fits_is_taken() -> None:
    assert resolve(said(BRIGHTNESS, "set", "in ten minutes to 40 percent"), {}, "metric") == 40


def test_an_unbounded_number_is_not_bent() -> None:
    free = Argument("value", "number", property="value")
    assert resolve(said(free, "up", "20"), {"value": 95}, "metric") == 115
    assert resolve(said(free, "down", "5"), {"value": 3}, "metric") == -2
    assert resolve(said(free, "set", "1500"), {}, "metric") == 1500


@given(
    bounds=st.tuples(st.integers(-50, 50), st.integers(1, 500)),
    step=st.sampled_from([None, 0.1, 0.5, 1, 3, 7, 25]),
    mode=st.sampled_from([mode for mode in MODES if mode not in ("set", "default", "option")]),
    size=st.sampled_from(SIZES),
    now=st.none() | st.floats(-1000, 1000),
    words=st.sampled_from(["", "5", "20 percent", "half", "twice", "3 degrees", "minus 4"]),
)
def test_nothing_relative_ever_leaves_the_range(
    bounds: tuple[int, int], step: float | None, mode: str, size: str, now: float | None, words: str
) -> None:
    low, high = bounds[0], sum(bounds)
    what = Argument("level", "number", min=low, max=high, step=step, property="level", optional=True)
    value = resolve(said(what, mode, words, size=size), {"level": now}, "metric")
    assert value is None or low <= float(value) <= high  # type: ignore[arg-type]


@given(st.floats(5, 90), st.sampled_from([0.5, 1, 3, 7, 25]))
def test_a_said_value_is_taken_to_the_nearest_step(value: float, step: float) -> None:
    what = Argument("level", "number", min=5, max=90, step=step)
    found = resolve(said(what, "set", f"{value:.1f}"), {}, "metric")
    assert isinstance(found, int | float)
    assert 5 <= found <= 90
    assert abs(found - round(value, 1)) <= step / 2


@given(st.floats(90.1, 900) | st.floats(0, 4.9))
def test_a_said_value_outside_is_refused(value: float) -> None:
    what = Argument("level", "number", min=5, max=90)
    with pytest.raises(Impossible, match="is outside 5 to 90"):
        resolve(said(what, "set", f"{value:.1f}"), {}, "metric")
