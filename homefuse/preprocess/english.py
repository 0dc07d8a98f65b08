"""The English words that the exact parsing knows; another language is another module like this one."""

# ruff: noqa: SIM905  # a word list reads better as one text than as sixty quoted strings

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Part: TypeAlias = Literal["am", "pm", "morning", "afternoon", "evening", "night"]
"""Part of the day."""

LANGUAGE: Final = "en"
"""As text2num names it."""

SCALES: Final = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6}
SIGNS: Final = frozenset({"-", "minus", "negative"})
VULGAR: Final = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
DENOMINATORS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
HALVES: Final = {"half": 0.5, "halfway": 0.5, "halve": 0.5, "halved": 0.5, "quarter": 0.25}
"""Fractions that need no article."""
AFTER_FRACTION: Final = frozenset(
    "of the that this its it what way open opened closed shut up down brightness volume power speed"
    " strength intensity full height position level more less as and or then please for in at on now"
    " when if while but too so again by only with tonight tomorrow today until before after".split()
)
"""What may follow "a third" for it to be a share; before any other word it counts ("a third lamp")."""
ORDINAL_NOUNS: Final = frozenset(
    "floor floors storey story level gear setting of day one room lamp light fan blind".split()
)
"""After "the twenty second ..." these mean the 22nd; else it lasts 22 seconds."""
DOZENS: Final = {"dozen": 12.0}
VAGUE: Final = {"couple": 2.0, "few": 3.0, "pair": 2.0}
FACTORS: Final = {
    "twice": 2.0, "double": 2.0, "doubled": 2.0, "twofold": 2.0, "thrice": 3.0, "triple": 3.0, "tripled": 3.0,
    "threefold": 3.0, "quadruple": 4.0,
}  # fmt: skip
MORE: Final = frozenset({"more", "extra", "additional", "further", "fewer", "less", "full", "whole", "other"})
"""What may stand between a number and its unit."""
ARTICLES: Final = frozenset({"a", "an"})

ONE_CUES: Final = frozenset(
    "to at level number step speed channel by setting position mode stage scene preset floor zone"
    " past gear slot input profile program programme plus minus equals =".split()
)
"""Before "one", these make it a number."""
ONE_FOLLOWERS: Final = frozenset(
    "and or then please for in on now when if while but too so again through to with right tonight until"
    " where instead everywhere".split()
)
"""After "one", these (or the end) let it be a number; a noun makes it an article."""
NOT_MEASURED: Final = frozenset(
    "it that this them those these one two three he she and or up down on off in out at by to for from with"
    " the a an all is be so just only more less past about than".split()
)
"""Words that cannot be the noun of "<noun> and a half"."""

UNIT_WORDS: Final = {
    "%": "%", "percent": "%", "per cent": "%", "percents": "%", "pct": "%", "percentage": "%",
    "degree": "deg", "degrees": "deg", "deg": "deg", "degs": "deg", "°": "deg", "º": "deg",
    "degrees celsius": "degC", "degree celsius": "degC", "degrees centigrade": "degC", "celsius": "degC",
    "degree centigrade": "degC", "centigrade": "degC", "degrees c": "degC", "degree c": "degC",
    "deg c": "degC", "° c": "degC", "° celsius": "degC", "º c": "degC", "℃": "degC", "c": "degC",
    "degrees fahrenheit": "degF", "degree fahrenheit": "degF", "fahrenheit": "degF", "degrees f": "degF",
    "degree f": "degF", "deg f": "degF", "° f": "degF", "° fahrenheit": "degF", "º f": "degF", "℉": "degF",
    "f": "degF",
    "k": "K", "kelvin": "K", "kelvins": "K", "degrees kelvin": "K", "degree kelvin": "K", "° k": "K",
    "mired": "mired", "mireds": "mired",
    "ms": "ms", "millisecond": "ms", "milliseconds": "ms", "s": "s", "sec": "s", "secs": "s", "second": "s",
    "seconds": "s", "min": "min", "mins": "min", "minute": "min", "minutes": "min", "m": "min", "h": "h",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "week",
    "weeks": "week", "fortnight": "fortnight",
    "point": "point", "points": "point", "percentage point": "point", "percentage points": "point",
    "percent points": "point", "notch": "notch", "notches": "notch", "step": "step", "steps": "step",
    "level": "level", "levels": "level", "click": "click", "clicks": "click", "tick": "tick", "ticks": "tick",
    "cup": "cup", "cups": "cup", "mug": "mug", "mugs": "mug", "shot": "shot", "shots": "shot",
    "scoop": "scoop", "scoops": "scoop", "spoon": "spoon", "spoons": "spoon", "spoonful": "spoon",
    "spoonfuls": "spoon", "teaspoon": "teaspoon", "teaspoons": "teaspoon", "tablespoon": "tablespoon",
    "tablespoons": "tablespoon", "slice": "slice", "slices": "slice", "portion": "portion",
    "portions": "portion", "serving": "serving", "servings": "serving", "piece": "piece", "pieces": "piece",
    "turns": "turn", "load": "load", "loads": "load", "page": "page", "pages": "page",
    "mg": "mg", "g": "g", "gram": "g", "grams": "g", "gramme": "g", "grammes": "g", "kg": "kg", "kilo": "kg",
    "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "oz": "oz", "ounce": "oz", "ounces": "oz", "lb": "lb",
    "lbs": "lb", "pound": "lb", "pounds": "lb",
    "ml": "ml", "millilitre": "ml", "millilitres": "ml", "milliliter": "ml", "milliliters": "ml", "cl": "cl",
    "l": "l", "litre": "l", "litres": "l", "liter": "l", "liters": "l", "gallon": "gal", "gallons": "gal",
    "pint": "pint", "pints": "pint",
    "mm": "mm", "millimetre": "mm", "millimetres": "mm", "millimeter": "mm", "millimeters": "mm", "cm": "cm",
    "centimetre": "cm", "centimetres": "cm", "centimeter": "cm", "centimeters": "cm", "metre": "m",
    "metres": "m", "meter": "m", "meters": "m", "km": "km", "kilometre": "km", "kilometres": "km",
    "kilometer": "km", "kilometers": "km", "inch": "inch", "inches": "inch", "foot": "ft", "feet": "ft",
    "ft": "ft",
    "w": "W", "watt": "W", "watts": "W", "kw": "kW", "kilowatt": "kW", "kilowatts": "kW", "v": "V",
    "volt": "V", "volts": "V", "amp": "A", "amps": "A", "hz": "Hz", "hertz": "Hz", "lux": "lx", "lx": "lx",
    "lumen": "lm", "lumens": "lm", "db": "dB", "decibel": "dB", "decibels": "dB", "rpm": "rpm",
    "psi": "psi", "ppm": "ppm",
}  # fmt: skip
"""Words of a unit, spaces between tokens -> its canonical name (see units.UNITS)."""
LETTER_UNITS: Final = frozenset({"c", "f", "k", "m", "h", "s", "g", "l", "v", "w"})
"""Believed only right behind a number, and never after "a"."""
ARTICLE_UNITS: Final = frozenset({"deg", "degC", "degF", "K", "s", "min", "h", "%"})
"""Units that "a" or "an" counts as one of."""
WEAK_ARTICLE_UNITS: Final = frozenset({"d", "week", "s", "fortnight"})
"""Counted by "a" only behind one of DURATION_CUES: "in a second", but "a second lamp"."""
DURATION_CUES: Final = frozenset("in for after within every wait give another just".split())

PAST: Final = frozenset({"past", "after"})
BEFORE: Final = frozenset({"to", "till", "before"})
TIME_CUES: Final = frozenset("at until till before after around about from by near since for".split())
"""Before a bare hour, these make it a time of day if a day or part of the day follows."""
BEFORE_CUES: Final = frozenset({"at", "until", "before", "after", "around"})
"""Before "ten to eleven", these make it 10:50; "from ten to eleven" is a range."""
MERIDIEM: Final[dict[str, Part]] = {
    "am": "am",
    "a.m": "am",
    "a.m.": "am",
    "pm": "pm",
    "p.m": "pm",
    "p.m.": "pm",
}
SPLIT_MERIDIEM: Final[dict[tuple[str, str], Part]] = {("a", "m"): "am", ("p", "m"): "pm"}
OCLOCK: Final = frozenset({"o'clock", "oclock"})
NAMED_HOURS: Final = {"noon": 12, "midday": 12, "noontime": 12, "midnight": 0}
OH: Final = frozenset({"oh", "o"})
PARTS: Final[dict[str, Part]] = {
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night",
}  # fmt: skip
DAYS: Final = {"today": 0, "tonight": 0, "tomorrow": 1}
WEEKDAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip

COLOR_PARTS: Final = (
    "alice antique aqua marine blue violet burly wood cadet corn flower silk dark golden goldenrod rod olive"
    " green drab orchid salmon sea slate sky deep dodger fire brick floral white forest ghost honey dew hot"
    " pink indian red lavender blush lawn lemon chiffon light coral cyan yellow steel lime medium spring"
    " turquoise midnight mint cream misty rose navajo old lace orange pale papaya whip peach puff powder rosy"
    " brown saddle sandy shell royal smoke rebecca purple gray grey"
).split()
"""The spoken words inside the run-together CSS names."""
MORE_COLORS: Final = {
    "amber": (255, 191, 0), "apricot": (251, 206, 177), "baby blue": (137, 207, 240),
    "baby pink": (244, 194, 194), "blood red": (136, 8, 8), "blue green": (13, 152, 186),
    "bubblegum pink": (255, 193, 204), "burgundy": (128, 0, 32), "burnt orange": (204, 85, 0),
    "canary yellow": (255, 239, 0), "cerise": (222, 49, 99), "champagne": (247, 231, 206),
    "cherry": (210, 4, 45), "cherry red": (210, 4, 45), "cobalt": (0, 71, 171), "cobalt blue": (0, 71, 171),
    "cream": (255, 253, 208), "electric blue": (44, 117, 255), "emerald": (80, 200, 120),
    "emerald green": (80, 200, 120), "green blue": (17, 100, 180), "ice blue": (153, 255, 255),
    "jade": (0, 168, 107), "lemon": (255, 244, 79), "lemon yellow": (255, 244, 79), "lilac": (200, 162, 200),
    "lime green": (50, 205, 50), "mauve": (224, 176, 255), "mint": (62, 180, 137),
    "mint green": (152, 255, 152), "mustard": (255, 219, 88), "navy blue": (0, 0, 128),
    "ocean blue": (0, 119, 190), "peach": (255, 218, 185), "periwinkle": (204, 204, 255),
    "raspberry": (227, 11, 93), "reddish": (255, 80, 60), "rose": (255, 0, 127), "ruby": (224, 17, 95),
    "ruby red": (224, 17, 95), "rust": (183, 65, 14), "sapphire": (15, 82, 186), "scarlet": (255, 36, 0),
    "sea foam": (147, 233, 190), "seafoam": (147, 233, 190), "sunset orange": (253, 94, 83),
    "ultramarine": (18, 10, 143), "vermilion": (227, 66, 52), "wine red": (114, 47, 55),
}  # fmt: skip
THING_COLORS: Final = frozenset(
    "bisque cherry chocolate cream lemon linen mint mustard peach peru plum rose ruby rust seashell snow"
    " thistle tomato wheat champagne raspberry moccasin salmon olive ivory".split()
)
"""Colour names that are things too: believed only where a colour stands ("make it chocolate")."""
COLOR_CUES: Final = frozenset(
    "to it them color colour light lights lamp lamps strip strips led leds bulb bulbs glow go turn".split()
)
COLOR_FOLLOWERS: Final = frozenset("and or then please for in at now when until tonight color colour".split())
NOT_COLOR_BEFORE: Final = frozenset("noise juice tea coffee wine alert friday".split())
"""A colour word right before one of these names a thing."""
LIGHT_CUES: Final = frozenset("to it them in a an of color colour very lights strip or into".split())
"""Before "light red", these make "light" a shade; else it is the lamp."""
SHADES: Final = {
    "light": (255, 255, 255, 0.5), "pale": (255, 255, 255, 0.5), "pastel": (255, 255, 255, 0.5),
    "soft": (255, 255, 255, 0.4), "dark": (0, 0, 0, 0.45), "deep": (0, 0, 0, 0.3),
    "bright": (255, 255, 255, 0.0), "vivid": (255, 255, 255, 0.0), "neon": (255, 255, 255, 0.0),
    "warm": (255, 147, 41, 0.3), "cool": (64, 156, 255, 0.25), "dusty": (128, 128, 128, 0.35),
}  # fmt: skip
"""Word -> (r, g, b) to blend with and its share, 0..1."""
WHITES: Final = {
    "candlelight": 1900, "candle light": 1900, "extra warm white": 2200, "very warm white": 2200,
    "warm white": 2700, "warm light": 2700, "incandescent": 2700, "tungsten": 2700, "soft white": 2700,
    "halogen": 3000, "neutral white": 3500, "natural white": 3500, "neutral light": 3500,
    "fluorescent": 4200, "bright white": 5000, "cool white": 4000, "cool light": 4000, "sunlight": 5500,
    "daylight": 6500, "day light": 6500, "daylight white": 6500, "cold white": 4000, "cold light": 4000,
    "moonlight": 4100,
}  # fmt: skip
"""Named whites -> kelvin, after the lamp trade and Home Assistant."""
