"""Names of things: plain, positional, branded, made up, personal, numbered, and how people shorten them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.data import names_words as words
from training.data.vocabulary import Vocabulary, is_held_out, split

if TYPE_CHECKING:
    import random

_SYLLABLES = {  # onsets, nuclei, codas, patterns (O onset, N nucleus, C coda)
    "train": (
        tuple("b d f g k l m n p r s t v w z bl br cl dr fl gl gr pl pr sk sl sn sp st tr z zw".split()),
        tuple("a e i o u ee oo ai a o i".split()),
        tuple("b d g k l m n p r s t x ck ft lk mp nd nt rk sh st ng z".split()),
        ("ONCON", "ONON", "ONC", "ONONC", "ONCONC", "NCON"),
    ),
    "held_out": (
        tuple("y j h qu th sh ch wr kn dw thr shr spl kr vl zl ts vr".split()),
        tuple("a e i o u y ou ea ie oa au".split()),
        tuple("th mb lf ph v lt rn rd ll sp sk xt lz rg".split()),
        ("ONCNC", "NCONCO", "ONCONON", "NONC", "ONCNCN"),
    ),
}
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class NameMaker:
    """Draws names from one side of the vocabulary."""

    rng: random.Random
    vocabulary: Vocabulary = "train"

    def word(self, pool: tuple[str, ...]) -> str:
        """One entry of a distinctive pool, from this side only."""
        return self.rng.choice(split(pool, self.vocabulary))

    def made_up(self) -> str:
        """A capitalised word that no dictionary has, such as "Zorblen"."""
        onsets, nuclei, codas, patterns = _SYLLABLES[self.vocabulary]
        parts = {"O": onsets, "N": nuclei, "C": codas}
        while True:
            pattern = self.rng.choice(patterns)
            word = "".join(self.rng.choice(parts[letter]) for letter in pattern)
            if 3 <= len(word) <= 10 and is_held_out(word) == (self.vocabulary == "held_out"):
                return word.capitalize()

    def owner(self) -> str:
        """A possessive such as "Nora's" or "the twins'"."""
        name = self.word(words.PETS if self.rng.random() < 0.2 else words.PEOPLE)
        return f"{name}'" if name.endswith("s") and name[0].islower() else f"{name}'s"

    def position(self) -> str:
        """A place within a room such as "left"."""
        return self.rng.choice(words.POSITIONS if self.rng.random() < 0.75 else words.MORE_POSITIONS)

    def number(self) -> str:
        """What tells twins apart at the end of a name."""
        n = self.rng.choices(range(1, 11), weights=(9, 9, 5, 4, 2, 2, 1, 1, 1, 1))[0]
        style = self.rng.random()
        if style < 0.65:
            return str(n)
        if style < 0.85:
            return _NUMBER_WORDS[n - 1]
        return self.rng.choice(_LETTERS) if style < 0.95 else f"#{n}"


def compose(maker: NameMaker, noun: str, area: str | None, other_area: str | None = None) -> str:
    """A name for a thing that people call `noun`, standing in `area`."""
    place = area or ""
    rng = maker.rng
    style = rng.choices(_STYLES, cum_weights=_STYLE_WEIGHTS)[0]
    return re.sub(r"\s+", " ", style(maker, noun, place, other_area or place)).strip()


def describe(maker: NameMaker, noun: str, area: str | None) -> str:
    """A sober name, for things that nobody gives a nickname: sensors, buttons, settings."""
    rng = maker.rng
    if area and rng.random() < 0.55:
        name = f"{area} {noun}"
    elif rng.random() < 0.4:
        name = f"{rng.choice((maker.position(), maker.word(words.FURNITURE), maker.owner()))} {noun}"
    else:
        name = noun
    return f"{name} {maker.number()}" if rng.random() < 0.12 else name


def restyle(rng: random.Random, name: str, style: str) -> str:
    """The name in the letter case that its home uses: sentence, title, lower, upper, snake or as_is."""
    if style == "title":
        return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))
    if style == "sentence":
        return name[:1].upper() + name[1:]
    if style == "lower":
        return name.lower()
    if style == "upper":
        return name.upper()
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") if style == "snake" else name


def slug(name: str) -> str:
    """An id made of a name; never empty, at most 56 characters."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:56] or "thing"


def sibling(rng: random.Random, name: str) -> str:
    """A name easily mistaken for `name`."""
    lowered = name.lower()
    for pair in _TWINS:
        for here, there in (pair, pair[::-1]):
            if re.search(rf"\b{here}\b", lowered):
                return re.sub(rf"\b{here}\b", there, name, count=1, flags=re.IGNORECASE)
    numbered = re.search(r"(\d+)$", name)
    if numbered:
        return name[: numbered.start()] + str(int(numbered[1]) + 1)
    return f"{name} 2" if rng.random() < 0.6 else f"{rng.choice(('second', 'other', 'small', 'new'))} {name}"


def short_forms(name: str, area: str | None, *, plain: bool = True) -> list[str]:
    """Shorter or swapped wordings of a name; with its room before it only if it is a plain one."""
    found = []
    for pattern, replacement in _SYNONYMS:
        swapped = pattern.sub(replacement, name, count=1)
        if swapped != name:
            found.append(swapped)
    if area and name.lower().startswith(area.lower() + " "):
        found.append(name[len(area) + 1 :])
    elif area and plain:
        found.append(f"{area} {name if name[1:2].isupper() else name[:1].lower() + name[1:]}")
    return found


_TWINS = tuple(
    tuple(pair.split("/"))
    for pair in """
left/right front/back upper/lower top/bottom lamp/light inner/outer north/south east/west far/near
big/small old/new one/two lights/lamps first/second ceiling/wall blind/shade curtain/curtains spot/spots
tv/speaker fan/heater socket/plug upstairs/downstairs table/floor summer/winter red/green tall/short
wall/floor door/window light/lights
""".split()
)
_SYNONYMS = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), other)
    for pattern, other in (
        line.split("=")
        for line in """
lamp=light|light=lamp|lights=lamps|tv=television|television=TV|telly=TV|blinds?=shades|shades?=blinds
|door=door lock|curtains?=drapes|socket=plug|outlet=plug|plug=outlet|thermostat=heating
|heating=thermostat|vacuum=hoover|strip=LEDs|speakers?=stereo|heater=radiator|spots=spotlights
|spotlights?=spots|ceiling light=overhead light|fan=ventilator|floor lamp=standing lamp
|bedside lamp=nightstand light|tap=faucet|ac=air con|garden=yard|mower=lawnmower|air conditioner=AC
|speaker=music|shutters?=rollers|kettle=tea kettle|stereo=music|hi-fi=music
""".replace("\n", "").split("|")
    )
)


def _initials(area: str) -> str:
    """ "LR" for "Living room": how installers label things."""
    parts = area.split()
    return "".join(part[0] for part in parts).upper() if len(parts) > 1 else area[:3].upper()


_Style = Callable[[NameMaker, str, str, str], str]


def _pick(*styles: tuple[int, _Style]) -> tuple[Sequence[_Style], Sequence[int]]:
    total, cumulative = 0, []
    for weight, _ in styles:
        total += weight
        cumulative.append(total)
    return [style for _, style in styles], cumulative


_STYLES, _STYLE_WEIGHTS = _pick(
    (26, lambda m, noun, area, other: f"{area} {noun}"),
    (20, lambda m, noun, area, other: noun),
    (10, lambda m, noun, area, other: f"{m.position()} {noun}"),
    (6, lambda m, noun, area, other: f"{area} {m.position()} {noun}"),
    (2, lambda m, noun, area, other: f"{noun} {m.position()}"),
    (7, lambda m, noun, area, other: f"{m.owner()} {noun}"),
    (5, lambda m, noun, area, other: f"{m.word(words.BRANDS)} {noun}"),
    (4, lambda m, noun, area, other: f"{m.word(words.BRANDS)} {m.word(words.MODELS)}"),
    (2, lambda m, noun, area, other: f"{area} {m.word(words.BRANDS)}"),
    (6, lambda m, noun, area, other: f"{m.made_up()} {noun}"),
    (2, lambda m, noun, area, other: m.made_up()),
    (1, lambda m, noun, area, other: f"{m.made_up()} {m.word(words.MODELS)}"),
    (5, lambda m, noun, area, other: m.word(words.NICKNAMES)),
    (4, lambda m, noun, area, other: f"{noun} {m.number()}"),
    (4, lambda m, noun, area, other: f"{area} {noun} {m.number()}"),
    (7, lambda m, noun, area, other: f"{m.word(words.ADJECTIVES)} {noun}"),
    (6, lambda m, noun, area, other: f"{m.word(words.FURNITURE)} {noun}"),
    (2, lambda m, noun, area, other: f"{noun} by the {m.word(words.FURNITURE)}"),
    (2, lambda m, noun, area, other: f"{other} {noun}"),
    (1, lambda m, noun, area, other: f"the {noun}"),
    (2, lambda m, noun, area, other: f"{noun} {area}"),
    (1, lambda m, noun, area, other: f"{area} - {noun}" if area else noun),
    (1, lambda m, noun, area, other: f"{_initials(area)} {noun}"),
    (1, lambda m, noun, area, other: area or noun),
)
