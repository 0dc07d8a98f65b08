from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.preprocess.mentions import MentionKind, find_mentions

DURATION, TEMPERATURE, PERCENT = MentionKind.DURATION, MentionKind.TEMPERATURE, MentionKind.PERCENT
KELVIN, NUMBER = MentionKind.KELVIN, MentionKind.NUMBER


@pytest.mark.parametrize(
    ("text", "kind", "said", "value", "unit"),
    [
        ("set it to 30%", PERCENT, "30%", 30, "%"),
        ("set it to 30 % now", PERCENT, "30 %", 30, "%"),
        ("thirty percent", PERCENT, "thirty percent", 30, "%"),
        ("fifty per cent", PERCENT, "fifty per cent", 50, "%"),
        ("a hundred percent", PERCENT, "a hundred percent", 100, "%"),
        ("hundred percent", PERCENT, "hundred percent", 100, "%"),
        ("half a percent", PERCENT, "half a percent", 0.5, "%"),
        ("one percent", PERCENT, "one percent", 1, "%"),
        ("twelve and a half percent", PERCENT, "twelve and a half percent", 12.5, "%"),
        ("lamp one twenty percent", PERCENT, "twenty percent", 20, "%"),
        ("21 degrees", TEMPERATURE, "21 degrees", 21, "deg"),
        ("at 21\u00b0", TEMPERATURE, "21\u00b0", 21, "deg"),
        ("to 21 \u00b0C", TEMPERATURE, "21 \u00b0C", 21, "degC"),
        ("21c", TEMPERATURE, "21c", 21, "degC"),
        ("70F", TEMPERATURE, "70F", 70, "degF"),
        ("70 degrees F", TEMPERATURE, "70 degrees F", 70, "degF"),
        ("seventy two degrees fahrenheit", TEMPERATURE, "seventy two degrees fahrenheit", 72, "degF"),
        (
            "twenty one and a half degrees celsius", TEMPERATURE,
            "twenty one and a half degrees celsius", 21.5, "degC",
        ),
        ("minus five degrees", TEMPERATURE, "minus five degrees", -5, "deg"),
        ("-5\u00b0C", TEMPERATURE, "-5\u00b0C", -5, "degC"),
        ("five degrees more for the greenhouse", TEMPERATURE, "five degrees", 5, "deg"),
        ("five more degrees", TEMPERATURE, "five more degrees", 5, "deg"),
        ("couple more degrees upstairs", TEMPERATURE, "couple more degrees", 2, "deg"),
        ("a couple of degrees", TEMPERATURE, "a couple of degrees", 2, "deg"),
        ("a degree warmer", TEMPERATURE, "a degree", 1, "deg"),
        ("half a degree", TEMPERATURE, "half a degree", 0.5, "deg"),
        ("a degree and a half", TEMPERATURE, "a degree and a half", 1.5, "deg"),
        ("oven at three fifty degrees", TEMPERATURE, "three fifty degrees", 350, "deg"),
        ("2700 K", KELVIN, "2700 K", 2700, "K"),
        ("2700k", KELVIN, "2700k", 2700, "K"),
        ("porch lantern at three thousand K", KELVIN, "three thousand K", 3000, "K"),
        ("four thousand kelvin", KELVIN, "four thousand kelvin", 4000, "K"),
        ("sixty five hundred kelvin", KELVIN, "sixty five hundred kelvin", 6500, "K"),
        ("4000 degrees kelvin", KELVIN, "4000 degrees kelvin", 4000, "K"),
        ("run the sprinkler, six minutes", DURATION, "six minutes", 360, "s"),
        ("stop the kiln in fifty minutes", DURATION, "fifty minutes", 3000, "s"),
        ("three hours later", DURATION, "three hours", 10800, "s"),
        ("an hour", DURATION, "an hour", 3600, "s"),
        ("an hour and a half", DURATION, "an hour and a half", 5400, "s"),
        ("an hour and a quarter", DURATION, "an hour and a quarter", 4500, "s"),
        ("two hours and a half", DURATION, "two hours and a half", 9000, "s"),
        ("one and a half hours", DURATION, "one and a half hours", 5400, "s"),
        ("two and half hours", DURATION, "two and half hours", 9000, "s"),
        ("half an hour", DURATION, "half an hour", 1800, "s"),
        ("half hour", DURATION, "half hour", 1800, "s"),
        ("a quarter of an hour", DURATION, "a quarter of an hour", 900, "s"),
        ("three quarters of an hour", DURATION, "three quarters of an hour", 2700, "s"),
        ("90 sec", DURATION, "90 sec", 90, "s"),
        ("90s", DURATION, "90s", 90, "s"),
        ("5m timer", DURATION, "5m", 300, "s"),
        ("1h30", DURATION, "1h30", 5400, "s"),
        ("1h30m", DURATION, "1h30m", 5400, "s"),
        ("2h 15min", DURATION, "2h 15min", 8100, "s"),
        ("2 hours 4 minutes 10 seconds", DURATION, "2 hours 4 minutes 10 seconds", 7450, "s"),
        ("one hour and thirty minutes", DURATION, "one hour and thirty minutes", 5400, "s"),
        ("1 hour, 5 minutes", DURATION, "1 hour, 5 minutes", 3900, "s"),
        ("a couple of minutes", DURATION, "a couple of minutes", 120, "s"),
        ("a few more minutes", DURATION, "a few more minutes", 180, "s"),
        ("ten more minutes", DURATION, "ten more minutes", 600, "s"),
        ("a seventy second rinse", DURATION, "seventy second", 70, "s"),
        ("the twenty second exposure", DURATION, "twenty second", 20, "s"),
        ("in a second", DURATION, "a second", 1, "s"),
        ("wait a minute", DURATION, "a minute", 60, "s"),
        ("a minute and a half", DURATION, "a minute and a half", 90, "s"),
        ("hour and a half", DURATION, "hour and a half", 5400, "s"),
        ("for three days", DURATION, "three days", 259200, "s"),
        ("500 ms", DURATION, "500 ms", 0.5, "s"),
        ("raise the hood by 15 points", NUMBER, "15 points", 15, "point"),
        ("ten percentage points", NUMBER, "ten percentage points", 10, "point"),
        ("spoon and a half of sugar", NUMBER, "spoon and a half", 1.5, "spoon"),
        ("a cup and a half", NUMBER, "a cup and a half", 1.5, "cup"),
        ("one scoop and a half", NUMBER, "one scoop and a half", 1.5, "scoop"),
        ("a ladle and a half", NUMBER, "a ladle and a half", 1.5, None),
        ("one cup", NUMBER, "one cup", 1, "cup"),
        ("half a cup", NUMBER, "half a cup", 0.5, "cup"),
        ("three shots", NUMBER, "three shots", 3, "shot"),
        ("250 ml", NUMBER, "250 ml", 250, "ml"),
        ("two kilos", NUMBER, "two kilos", 2, "kg"),
        ("two notches", NUMBER, "two notches", 2, "notch"),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_unit(
    text: str, kind: MentionKind, said: str, value: float, unit: str | None
) -> None:
    (mention,) = find_mentions(text)
    assert (mention.kind, mention.text, mention.unit) == (kind, said, unit)
    assert mention.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("heater to twenty turn off the lamp", ["twenty"]),
        ("kiln off, hood to thirty five percent", ["thirty five percent"]),
        ("for twenty minutes and the heater to 21 degrees", ["twenty minutes", "21 degrees"]),
        ("a quarter of an hour and half the brightness", ["a quarter of an hour", "half"]),
        ("ten percent and a half hour later", ["ten percent", "a half hour"]),
        ("an hour and a half turn later", ["an hour and a half"]),
        ("five minutes and two hours", ["five minutes", "two hours"]),
        ("five minutes and ten degrees", ["five minutes", "ten degrees"]),
        ("the light and a half", ["light and a half"]),
        ("it and a half", ["a half"]),
        ("20 k", ["20"]),
        ("five per lamp", ["five"]),
        ("five cup", ["five"]),
        ("lamp four second floor", ["four", "second"]),
        ("have a nice day", []),
        ("pour a cup", []),
        ("turn it up a notch", []),
        ("1h90", ["1h"]),
    ],
)
def test_what_belongs_together(text: str, found: list[str]) -> None:
    assert [m.text for m in find_mentions(text)] == found


@given(st.integers(1, 23), st.integers(1, 59), st.integers(1, 59))
def test_durations_add_up(hours: int, minutes: int, seconds: int) -> None:
    text = f"{hours} hours, {minutes} minutes and {seconds} seconds"
    (mention,) = find_mentions(text)
    assert (mention.text, mention.value) == (text, hours * 3600 + minutes * 60 + seconds)
