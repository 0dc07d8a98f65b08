from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from homefuse.preprocess.mentions import find_mentions, to_unit
from homefuse.preprocess.units import canonical

if TYPE_CHECKING:
    from homefuse.devices.model import Units


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("30 percent", "%", 30),
        ("30 percent", None, 30),
        ("30 percent", "°C", None),
        ("thirty", "%", 30),
        ("thirty", "°C", 30),
        ("thirty", None, 30),
        ("thirty", "parsecs", 30),
        ("a couple of lamps", "shots", 2),
        ("half", "%", 50),
        ("half", None, 0.5),
        ("half", "cup", 0.5),
        ("half", "°C", None),
        ("half", "min", None),
        ("twice", None, 2),
        ("twice", "%", None),
        ("second speed", None, 2),
        ("second speed", "K", None),
        ("20 points", "%", 20),
        ("20 points", "°C", 20),
        ("two cups", "cup", 2),
        ("two cups", "cups", 2),
        ("two cups", "%", None),
        ("two cups", None, 2),
        ("2 kg", "g", 2000),
        ("half a litre", "ml", 500),
        ("2 kg", "ml", None),
        ("three metres", "m", 3),
        ("three metres", "cm", 300),
        ("ten minutes", "min", 10),
        ("ten minutes", "s", 600),
        ("ten minutes", "h", 1 / 6),
        ("ten minutes", None, 600),
        ("ten minutes", "%", None),
        ("500 ms", "ms", 500),
        ("2700 K", "K", 2700),
        ("2700 K", "mired", 1e6 / 2700),
        ("2700 K", None, 2700),
        ("2700 K", "°C", None),
        ("warm white", "K", 2700),
        ("warm white", "%", None),
        ("4000 degrees", "K", 4000),
        ("40 degrees", "K", None),
        ("40 degrees", "%", None),
        ("90 degrees", "°", 90),
        ("21 degrees celsius", None, 21),
        ("70F", "°C", (70 - 32) / 1.8),
        ("20 °C", "°F", 68),
        ("20 °C", "C", 20),
        ("red", None, None),
        ("at three fifty", "°F", 350),
        ("at three fifty", None, 350),
        ("at 3:50", "°F", None),
        ("at noon", None, None),
        ("at ten past six", None, None),
        ("tomorrow at seven thirty", None, None),
    ],
)
def test_a_mention_in_an_arguments_unit(text: str, unit: str | None, value: float | None) -> None:
    (mention,) = find_mentions(text)
    got = to_unit(mention, unit, "metric")
    assert got == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("units", "unit", "relative", "value"),
    [
        ("metric", "°C", False, 68),
        ("metric", "°F", False, 154.4),
        ("imperial", "°F", False, 68),
        ("imperial", "°C", False, 20),
        ("imperial", "°C", True, 68 / 1.8),
        ("metric", "°F", True, 68 * 1.8),
    ],
)
def test_bare_degrees_are_the_homes(units: Units, unit: str, relative: bool, value: float) -> None:
    (mention,) = find_mentions("68 degrees")
    assert to_unit(mention, unit, units, relative=relative) == pytest.approx(value)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("°C", "degC"), ("C", "degC"), ("celsius", "degC"), ("°F", "degF"), ("K", "K"), ("%", "%"),
        ("s", "s"), ("seconds", "s"),
        ("min", "min"), ("m", "m"), ("W", "W"), ("", None), (" ", None), (None, None),
        ("Bananas", "bananas"),
    ],
)  # fmt: skip
def test_spellings_of_a_unit(written: str | None, name: str | None) -> None:
    assert canonical(written) == name
