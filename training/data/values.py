"""How people say values: numbers, shares, degrees, times and colours, and how much is "a bit"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.preprocess.english import WHITES

if TYPE_CHECKING:
    import random

    from homefuse.devices.model import Argument, Units

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_ONES += "sixteen seventeen eighteen nineteen".split()
_TENS = "- ten twenty thirty forty fifty sixty seventy eighty ninety".split()

FRACTIONS = (  # words, percent
    ("half", 50),
    ("a half", 50),
    ("halfway", 50),
    ("half way", 50),
    ("a quarter", 25),
    ("one quarter", 25),
    ("three quarters", 75),
    ("a third", 33),
    ("one third", 33),
    ("two thirds", 67),
    ("a fifth", 20),
    ("one fifth", 20),
    ("two fifths", 40),
    ("three fifths", 60),
    ("four fifths", 80),
    ("a tenth", 10),
    ("one tenth", 10),
    ("nine tenths", 90),
)
FACTORS = (  # words before "as bright", factor
    ("half", 0.5),
    ("half", 0.5),
    ("twice", 2.0),
    ("twice", 2.0),
    ("three times", 3.0),
    ("a third", 1 / 3),
    ("a quarter", 0.25),
    ("two times", 2.0),
    ("two thirds", 2 / 3),
    ("three quarters", 0.75),
    ("one and a half times", 1.5),
)
_COLORS_COMMON = "red green blue yellow orange purple pink white cyan magenta turquoise violet".split()
_COLORS_RARE = (
    "teal lavender indigo gold lime crimson coral salmon maroon navy olive beige mint peach amber aqua"
    " fuchsia lilac scarlet burgundy plum emerald mustard tomato chocolate khaki orchid silver ivory"
    " tan brown rose azure mauve aquamarine cream ruby jade"
).split()
_COLORS_TWO = (
    "light blue|dark blue|sky blue|navy blue|royal blue|baby blue|deep blue|midnight blue|lime green"
    "|dark green|light green|forest green|sea green|olive green|mint green|spring green|hot pink|light pink"
    "|deep pink|deep red|dark red|blood red|dark orange|deep purple|dark purple|light purple|pale yellow"
    "|steel blue|ice blue|bright red|bright green|soft pink|pastel pink|electric blue|golden yellow"
).split("|")
_COLORS_LOOSE = (
    "blood orange",
    "sunset orange",
    "ocean blue",
    "grass green",
    "lemon yellow",
    "bubblegum pink",
)
COMMON_WHITES = (
    "warm white",
    "cool white",
    "cold white",
    "daylight",
    "neutral white",
    "soft white",
    "candlelight",
)

LITTLE: tuple[str, ...] = (
    "a bit",
    "a little",
    "a little bit",
    "slightly",
    "a touch",
    "a tad",
    "a smidge",
    "just a bit",
    "a notch",
)
LITTLE += ("ever so slightly", "just a touch", "a wee bit", "a hair")
LOT = (
    "a lot",
    "a lot",
    "much",
    "way",
    "loads",
    "considerably",
    "a good deal",
    "a whole lot",
    "far",
    "a great deal",
)
LOT_BEFORE = frozenset(("a lot", "much", "way", "considerably", "far", "a whole lot", "a good deal"))
"""Those of LOT that stand before a comparative ("much brighter")."""
MAXIMUM = ("max", "maximum", "full", "the max", "the maximum", "its maximum", "the highest", "full blast")
MINIMUM = ("min", "minimum", "the minimum", "the lowest", "its lowest", "the lowest setting", "its minimum")

UNIT_WORDS = {
    "%": ("percent", "percent", "%", "%", "%", " %", "per cent", "pct"),
    "°C": ("degrees", "degrees", "degrees", "", "", "°", "°C", "degrees celsius", "celsius", "deg", " C"),
    "°F": (
        "degrees",
        "degrees",
        "degrees",
        "",
        "",
        "°",
        "°F",
        "degrees fahrenheit",
        "fahrenheit",
        "deg",
        " F",
    ),
    "K": ("kelvin", "kelvin", "K", " K", "k", "kelvins"),
    "min": ("minutes", "minutes", "mins", "min", " min"),
    "s": ("seconds", "seconds", "secs", "sec", "s"),
    "h": ("hours", "hours", "hrs", "h"),
    "ml": ("milliliters", "ml", " ml", "millilitres"),
    "l": ("liters", "litres", "l", " l"),
    "g": ("grams", "g", " g"),
    "kg": ("kilograms", "kilos", "kg", " kg"),
    "W": ("watts", "W", " W"),
    "cm": ("centimeters", "centimetres", "cm", " cm"),
    "mm": ("millimeters", "millimetres", "mm", " mm"),
    "m": ("meters", "metres", "m"),
    "rpm": ("rpm", "rpm", "revs", "revolutions per minute"),
    "km/h": ("kilometers per hour", "km/h", "kph"),
    "lx": ("lux", "lx"),
    "dB": ("decibels", "dB", "db"),
    "bar": ("bar", "bars"),
    "V": ("volts", "V"),
    "A": ("amps", "A"),
    "Hz": ("hertz", "Hz"),
}
_SINGULAR = {"minutes": "minute", "seconds": "second", "hours": "hour", "degrees": "degree", "grams": "gram"}
_SINGULAR |= {
    "mins": "min",
    "secs": "sec",
    "hrs": "hr",
    "liters": "liter",
    "litres": "litre",
    "meters": "meter",
}
_SINGULAR |= {"bars": "bar", "volts": "volt", "amps": "amp"}
_SINGULAR |= {"kilos": "kilo", "watts": "watt", "metres": "metre", "degrees celsius": "degree celsius"}
_SINGULAR |= {
    "degrees fahrenheit": "degree fahrenheit",
    "centimeters": "centimeter",
    "millimeters": "millimeter",
}
_BARE_OK = frozenset(("%", "°C", "°F", "K", "rpm"))
"""Units that people leave out when the sentence says what is meant."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the words for it."""

    words: str
    value: float


def spell(number: float) -> str:
    """A number in words: 21.5 -> "twenty one point five", 0.5 -> "half a"-free "zero point five"."""
    if number < 0:
        return f"minus {spell(-number)}"
    whole = int(number)
    if number != whole:
        digits = f"{number:.3f}".rstrip("0").split(".")[1]
        return f"{spell(whole)} point {' '.join(_ONES[int(d)] for d in digits)}"
    if whole < 20:
        return _ONES[whole]
    if whole < 100:
        return _TENS[whole // 10] + (f" {_ONES[whole % 10]}" if whole % 10 else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if whole >= size:
            rest = whole % size
            link = " and " if rest and rest < 100 and size == 100 else " "
            return f"{spell(whole // size)} {name}" + (link + spell(rest) if rest else "")
    raise ValueError(number)


def digits(number: float) -> str:
    """A number in digits, without a useless ".0"."""
    return str(int(number)) if number == int(number) else f"{number:.10g}"


def say_number(rng: random.Random, number: float) -> str:
    """A bare number, in digits or in words."""
    if rng.random() < 0.58:
        return digits(number)
    if number != int(number) and (number * 2) == int(number * 2) and number > 1 and rng.random() < 0.5:
        return f"{spell(int(number))} and a half"
    words = spell(number)
    if number >= 1000 and number % 100 == 0 and number < 10000 and number % 1000 and rng.random() < 0.6:
        words = f"{spell(number // 100)} hundred"
    if " hundred and " in words and rng.random() < 0.5:
        words = words.replace(" and ", " ")
    return words.replace("y ", "y-", 1) if rng.random() < 0.12 and 20 < number < 100 else words


def say_amount(rng: random.Random, number: float, unit: str | None, *, bare: float = 0.3) -> str:
    """A number with its unit ("25 %", "twenty percent"); `bare`: how often without, where people do so."""
    said = say_number(rng, number)
    if unit is None or (unit in _BARE_OK and rng.random() < bare):
        return said
    choices = UNIT_WORDS.get(unit, (f" {unit}", unit))
    word = rng.choice(choices)
    if not said[-1].isdigit():
        word = next((w for w in choices if len(w.strip()) > 2 and w.strip().isalpha()), word.strip())
    word = _SINGULAR.get(word, word) if number == 1 else word
    if not word:
        return said
    short = len(word) <= 3 and word != "deg" and rng.random() < 0.5
    close = said[-1].isdigit() and (short or not word[0].isalpha())
    return f"{said}{word}" if close else f"{said} {word.strip()}"


def say_share(rng: random.Random, *, low: float = 0, high: float = 100) -> Said:
    """A percentage within bounds, mostly round, sometimes a fraction of the whole."""
    fractions = [f for f in FRACTIONS if low <= f[1] <= high]
    if fractions and low <= 0 and high >= 100 and rng.random() < 0.14:
        return Said(*rng.choice(fractions))
    value = round_number(rng, low, high, 1)
    return Said(say_amount(rng, value, "%", bare=0.25), value)


def round_number(rng: random.Random, low: float, high: float, step: float | None) -> float:
    """A number that people would name between the bounds, on the step's grid."""
    step = step or (1 if high - low > 3 else 0.5)
    width = high - low
    roll = rng.random()
    grid = next((g for g in (500, 100, 50, 10, 5, 1) if g >= step and width / g >= 6), step)
    if roll < 0.3:
        grid = next((g for g in (100, 25, 5, 1) if g >= step and width / g >= 8), step)
    if roll < 0.15:
        grid = step
    first = -(-low // grid)
    count = int((high - first * grid) // grid + 1e-9)
    value = (first + rng.randint(0, max(0, count))) * grid
    return _tidy(min(max(value, low), high))


def pick_number(rng: random.Random, arg: Argument) -> float:
    """A plausible value for a number argument."""
    low = 0 if arg.min is None else arg.min
    high = (low + 100) if arg.max is None else arg.max
    if arg.unit in ("°C", "°F") and arg.property == "temperature" and rng.random() < 0.8:
        mild = (17, 25) if arg.unit == "°C" else (62, 77)
        low, high = (
            (max(low, mild[0]), min(high, mild[1])) if mild[0] < high and mild[1] > low else (low, high)
        )
    return round_number(rng, low, high, arg.step)


def say_value(rng: random.Random, arg: Argument, value: float | None = None, *, bare: float = 0.35) -> Said:
    """Words for a value of a number argument, with or without the unit, never ambiguous fractions."""
    if value is None:
        if arg.unit == "%" and rng.random() < 0.12 and arg.min in (0, None) and arg.max in (100, None):
            return Said(*rng.choice(FRACTIONS))
        value = pick_number(rng, arg)
    return Said(say_amount(rng, value, arg.unit, bare=bare), value)


def say_step(rng: random.Random, arg: Argument, room: float) -> Said | None:
    """An amount of change that fits into `room` (> 0), or None if there is no sensible one."""
    steps: tuple[float, ...] = (5, 10, 10, 15, 20, 20, 25, 30, 40, 50)
    if arg.unit in ("°C", "°F") or (arg.max is not None and arg.max - (arg.min or 0) <= 30):
        steps = (1, 1, 2, 2, 3, 3, 4, 5) if (arg.step or 1) >= 1 else (0.5, 1, 1, 2, 2, 3, 3, 4, 5)
    elif arg.unit == "K" or (arg.max or 0) > 400:
        steps = (100, 200, 250, 300, 500, 500, 1000)
    fitting = [s for s in steps if s <= room]
    if not fitting:
        return None
    value = rng.choice(fitting)
    unit = arg.unit
    if unit is None or (unit in ("°C", "°F") and rng.random() < 0.7):
        words = say_number(rng, value) + ("" if unit is None else (" degree" if value == 1 else " degrees"))
    else:
        words = say_amount(rng, value, unit, bare=0.12)
    if value == 1 and unit in ("°C", "°F") and rng.random() < 0.4:
        words = "a degree"
    if value == 0.5 and unit in ("°C", "°F"):
        words = rng.choice(("half a degree", "0.5 degrees"))
    return Said(words, value)


def say_color(rng: random.Random) -> str:
    """A colour's name."""
    roll = rng.random()
    if roll < 0.55:
        return rng.choice(_COLORS_COMMON)
    if roll < 0.78:
        return rng.choice(_COLORS_RARE)
    return rng.choice(_COLORS_TWO if roll < 0.97 else _COLORS_LOOSE)


def say_white(rng: random.Random, low: float, high: float) -> Said | None:
    """A named white that such a lamp can show, and its kelvin."""
    names = COMMON_WHITES if rng.random() < 0.75 else tuple(WHITES)
    name = rng.choice(names)
    return Said(name, WHITES[name]) if low - 200 <= WHITES[name] <= high + 200 else None


def say_kelvin(rng: random.Random, low: float, high: float) -> Said:
    """A colour temperature."""
    common = [
        k for k in (2200, 2500, 2700, 3000, 3500, 4000, 4500, 5000, 5500, 6000, 6500) if low <= k <= high
    ]
    value = rng.choice(common) if common and rng.random() < 0.8 else round_number(rng, low, high, 50)
    return Said(say_amount(rng, value, "K", bare=0.1), value)


def bound(value: float, arg: Argument) -> float:
    """The value within the argument's own bounds."""
    if arg.min is not None:
        value = max(value, arg.min)
    if arg.max is not None:
        value = min(value, arg.max)
    return _tidy(value)


def home_degrees(units: Units) -> str:
    """The unit of temperatures in such a home."""
    return "°F" if units == "imperial" else "°C"


def _tidy(value: float) -> float:
    value = round(value, 4)
    return int(value) if value == int(value) else value
