"""What people call the things of a home: nouns per type, words that mean the same, floors."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homefuse.devices.model import Device

NOUNS: dict[str, tuple[tuple[str, str], ...]] = {  # type or cover kind -> (singular, plural)
    "light": (("light", "lights"), ("light", "lights"), ("lamp", "lamps")),
    "switch": (("switch", "switches"), ("plug", "plugs"), ("socket", "sockets"), ("outlet", "outlets")),
    "fan": (("fan", "fans"), ("fan", "fans"), ("ventilator", "ventilators")),
    "blind": (("blind", "blinds"), ("blind", "blinds"), ("shade", "shades")),
    "curtain": (("curtain", "curtains"), ("curtain", "curtains"), ("drape", "drapes")),
    "shutter": (("shutter", "shutters"), ("roller shutter", "roller shutters")),
    "garage": (("garage door", "garage doors"), ("garage", "garages")),
    "gate": (("gate", "gates"),),
    "awning": (("awning", "awnings"),),
    "window": (("window", "windows"),),
    "lock": (("lock", "locks"), ("door", "doors"), ("door lock", "door locks")),
    "climate": (("thermostat", "thermostats"), ("heating", ""), ("temperature", "")),
    "humidifier": (("humidifier", "humidifiers"),),
    "dehumidifier": (("dehumidifier", "dehumidifiers"),),
    "air_purifier": (
        ("air purifier", "air purifiers"),
        ("purifier", "purifiers"),
        ("air cleaner", "air cleaners"),
    ),
    "water_heater": (("water heater", "water heaters"), ("boiler", "boilers"), ("hot water", "")),
    "media_player": (("music", ""), ("speaker", "speakers"), ("tv", "tvs"), ("player", "players")),
    "vacuum": (
        ("vacuum", "vacuums"),
        ("robot vacuum", "robot vacuums"),
        ("hoover", "hoovers"),
        ("robot", "robots"),
    ),
    "lawn_mower": (("mower", "mowers"), ("lawn mower", "lawn mowers"), ("lawnmower", "lawnmowers")),
    "valve": (("valve", "valves"),),
    "alarm": (
        ("alarm", "alarms"),
        ("alarm system", "alarm systems"),
        ("security system", "security systems"),
    ),
    "siren": (("siren", "sirens"),),
    "timer": (("timer", "timers"),),
}
SPOKEN_ALONE = frozenset(NOUNS) - {"switch"}
"""Types and kinds whose nouns name any device of theirs; a socket is called by what hangs on it."""

_SAME = (  # the word compared -> the words that count as it
    ("tv", "television telly tele tvs"),
    ("light", "lights lighting bulb"),
    ("blind", "blinds shade shades"),
    ("curtain", "curtains drape drapes"),
    ("vacuum", "vacuums hoover roomba vac"),
    ("plug", "plugs outlet socket"),
    ("fan", "fans ventilator"),
    ("spot", "spots spotlight"),
    ("mower", "mowers lawnmower"),
    ("aircon", "ac"),
    *((str(i), word) for i, word in enumerate("one two three four five six seven eight".split(), 1)),
)
_MEANS = {word: same for same, words in _SAME for word in words.split()}
_SAYINGS = (  # what a name holds -> what people say as well
    (r"\btv\b|\btelevision\b", ("tv", "telly", "television", "tv", "tele")),
    (r"\blamp\b", ("lamp", "lamp", "light")),
    (r"\blight\b", ("light", "light", "lamp")),
    (r"\blights\b", ("lights", "lights", "lighting")),
    (r"\bvacuum\b", ("vacuum", "hoover", "vacuum cleaner", "vac")),
    (r"\bspeakers?\b", ("speaker", "speakers")),
    (r"\bblinds?\b", ("blind", "blinds", "shade")),
    (r"\bcurtains?\b", ("curtain", "curtains", "drapes")),
    (r"\bsocket\b|\boutlet\b", ("socket", "plug", "outlet")),
    (r"\bplug\b", ("plug", "socket")),
    (
        r"\bair conditioner\b|\bair conditioning\b",
        ("ac", "air con", "air conditioning", "aircon", "air conditioner"),
    ),
    (r"\bthermostat\b", ("thermostat", "heating")),
    (r"\bspots\b", ("spots", "spotlights")),
    (r"\bstrip\b", ("strip", "led strip", "strip light")),
    (r"\bfan\b", ("fan", "ventilator")),
)
_NUMBERS = {
    "1": "one",
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "7": "seven",
    "8": "eight",
}
_FLOORS = (  # how a home file may call a floor -> how people do
    (r"^(ground( floor)?|main( level| floor)?|0|1f|level zero|downstairs|first)$", ("on the ground floor",)),
    (r"\bup(per|stairs)|^2f$|level one", ("upstairs",)),
    (r"basement|cellar|lower|^b1$|minus one", ("in the basement", "down in the basement")),
    (r"outside|outdoor|exterior|grounds", ("outside", "outdoors")),
    (r"attic|loft|top", ("in the attic", "on the top floor")),
)


def kind_of(device: Device) -> str:
    """Its type, or a cover's kind: the key of NOUNS."""
    return (device.kind or "blind") if device.type == "cover" else device.type


@lru_cache(maxsize=65536)
def lemmas(text: str) -> tuple[str, ...]:
    """Words as they compare: lower case, no article, possessive or plural, one word for synonyms."""
    found = []
    for raw in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower().replace("_", " ")):
        word = raw.removesuffix("'s")
        if word in ("the", "a", "an", "my", "our"):
            continue
        found.append(_MEANS.get(word) or _singular(word))
    return tuple(found)


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")):
        word = word[:-1]
    return _MEANS.get(word, word)


def plain(name: str) -> str:
    """A name as it is spoken: lower case, no underscores, no "#"."""
    return " ".join(re.sub(r"[_#/]|\s-\s", " ", name).split()).lower()


def spoken_number(name: str) -> str:
    """The last number of a name in words: "spot 2" -> "spot two"."""
    return re.sub(r"\b([1-8])$", lambda m: _NUMBERS[m[1]], name)


def synonyms(name: str) -> list[str]:
    """The name with its kind of thing called otherwise."""
    found = []
    for pattern, words in _SAYINGS:
        if re.search(pattern, name):
            found += [re.sub(pattern, word, name, count=1) for word in words]
    return [text for text in dict.fromkeys(found) if text != name]


@lru_cache(maxsize=4096)
def floor_phrases(floor: str) -> tuple[str, ...]:
    """Ways to say "on that floor", each fit to stand after a noun; "upstairs" also before one."""
    low = plain(floor)
    for pattern, words in _FLOORS:
        if re.search(pattern, low):
            if low == "first":
                return ("on the first floor", "upstairs")
            if low in ("downstairs", "0", "ground", "ground floor"):
                return (*words, "downstairs")
            return words
    return (f"on the {low}" if "floor" in low or "level" in low else f"on the {low} floor",)


@lru_cache(maxsize=65536)
def needs_article(name: str) -> bool:
    """Whether "the" fits before a spoken name: not before "my ...", "nora's room", "room 12" or "the ..."."""
    first, *rest = name.split()
    owned = any(word.endswith(("'s", "s'")) for word in (first, *rest[:1]))
    return not (first in ("the", "my", "our", "a", "an", "all") or owned or (rest and rest[-1].isdigit()))
