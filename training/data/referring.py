"""Words for things: names and what becomes of them in speech, nouns with places, groups and exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.data.denote import Denoted, Names, denote_in_areas, denote_name, denote_noun, of_type
from training.data.lexicon import (
    NOUNS,
    SPOKEN_ALONE,
    kind_of,
    lemmas,
    needs_article,
    plain,
    spoken_number,
    synonyms,
)
from training.data.registers import slip

if TYPE_CHECKING:
    import random

    from homefuse.devices.model import Area, Device
    from training.data.denote import Fits

_HEAVY = frozenset(("except", "coordinated", "aspect", "pronoun"))
_INSIDE = (" in ", " on ", " by ", " here", "stairs", "everywhere", " at home")
_ON_PLACES = frozenset(
    "terrace balcony deck patio porch roof landing foredeck driveway mezzanine veranda".split()
)
HERE = ("in here", "in this room", "here", "in this room", "in the room", "where i am", "around here")
WHOLE = ("in the house", "in the whole house", "everywhere", "at home", "in every room", "in all rooms", "")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words for one or more devices, and which they are."""

    words: str
    devices: tuple[Device, ...]
    plural: bool = False
    clarify: bool = False
    """Only one of the devices is meant, and the words do not say which."""
    style: str = "name"
    after: str = ""
    """Said at the clause's end: ", not the floor lamp though"."""

    @property
    def heavy(self) -> bool:
        """Too long to stand before another noun ("the lamp and the spots brightness")."""
        return self.style in _HEAVY or any(words in self.words for words in _INSIDE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who refers: in which home, and where."""

    names: Names
    where: str | None
    """Area id, None where nobody knows."""
    place: str | None = None
    """How that area is said, if it is not simply here."""


def refer(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """Words for this device; they may turn out to mean its whole room, or too many to tell."""
    style = rng.choices(_STYLES, _STYLE_WEIGHTS)[0]
    return _STYLED[style](rng, by, device, fits)


def area_words(rng: random.Random, area: Area, *, article: bool = True) -> str:
    """The area's name or an alias, as spoken."""
    name = plain(rng.choice((area.name, area.name, area.name, *area.aliases)))
    return f"the {name}" if article and needs_article(name) else name


def in_area(rng: random.Random, area: Area) -> str:
    """ "in the kitchen", "on the terrace"."""
    words = area_words(rng, area, article=rng.random() < 0.9)
    return f"{'on' if words.split()[-1] in _ON_PLACES else 'in'} {words}"


def device_words(rng: random.Random, device: Device) -> str:
    """The name or an alias as spoken, maybe with its kind of thing called otherwise; no article."""
    name = plain(rng.choice((device.name, device.name, device.name, *device.aliases)))
    if rng.random() < 0.3:
        name = spoken_number(name)
    return name


def with_article(rng: random.Random, words: str) -> str:
    """Mostly "the", sometimes "my", "that" or nothing."""
    if not needs_article(words):
        return words
    return f"{rng.choices(('the ', '', 'my ', 'that ', 'our '), (64, 28, 5, 1, 1))[0]}{words}"


def _by_name(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    words = device_words(rng, device)
    return _named(rng, words, denote_name(by.names, words, by.where, fits), device, "name")


def _named(
    rng: random.Random, words: str, denoted: Denoted | None, device: Device, style: str
) -> Reference | None:
    if denoted is None or device not in denoted.devices:
        return None
    plural = len(denoted.devices) == 1 and words.endswith("s") and not words.endswith(("ss", "us", "'s"))
    return Reference(with_article(rng, words), denoted.devices, plural, denoted.clarify, style)


def _with_area(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """The name with its room added: "the kitchen spots", "the spots in the kitchen"."""
    area = by.names.home.area(device.area)
    if area is None:
        return None
    words = device_words(rng, device)
    if set(lemmas(area.name)) & set(lemmas(words)):
        return None
    rivals = [d for d in by.names.named(lemmas(words), by.names.devices) if d.area == device.area]
    if rivals != [device]:
        return None
    said = (
        f"{area_words(rng, area, article=False)} {words}"
        if rng.random() < 0.6 and needs_article(words)
        else f"{words} {in_area(rng, area)}"
    )
    if any(d is not device for d in by.names.named(lemmas(said), by.names.devices)):
        return None
    return Reference(with_article(rng, said), (device,), words.endswith("s"), style="name+area")


def _part(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """The name shortened: without its room or a word of it, what kind of thing it is remaining."""
    words = device_words(rng, device).split()
    area = by.names.home.area(device.area)
    if len(words) < 2:
        return None
    own = {w for a in ((area.name, *area.aliases) if area else ()) for w in plain(a).split()}
    short = [w for w in words if w not in own]
    if len(short) == len(words) or not short:
        if words[-1].isdigit() or (len(words) == 2 and rng.random() < 0.6):
            return None
        drop = rng.randrange(len(words) - 1)
        short = words[:drop] + words[drop + 1 :]
    text = " ".join(short)
    if not _stands_alone(text) or short[0] == "room":
        return None
    return _named(rng, text, denote_name(by.names, text, by.where, fits), device, "part")


_COUNTED = frozenset("one two three four five six seven eight nine ten a b c d e f g h".split())


def _stands_alone(text: str) -> bool:
    words = text.split()
    small = {"by", "the", "of", "in", "on", "and", "to", "a", "my", "at", "with"}
    counted = words[-1].isdigit() or words[-1] in _COUNTED
    return words[0] not in small and words[-1] not in small and not counted and len(text) > 2


def _swapped(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """The kind of thing called otherwise: telly, hoover, air con; or added: "the mermaid light"."""
    name = device_words(rng, device)
    ideas = synonyms(name)
    nouns = NOUNS.get(kind_of(device), ())
    if not ideas and nouns and kind_of(device) in SPOKEN_ALONE and len(name.split()) < 3:
        noun = rng.choice(nouns)[0]
        if not set(lemmas(noun)) & set(lemmas(name)) and noun not in (
            "music",
            "tv",
            "player",
            "heating",
            "climate",
        ):
            ideas = [f"{name} {noun}"]
            if by.names.named(lemmas(name), by.names.devices) != [device]:
                return None
            rivals = by.names.named(lemmas(ideas[0]), by.names.devices)
            return None if rivals else Reference(with_article(rng, ideas[0]), (device,), style="name+type")
    if not ideas:
        return None
    words = rng.choice(ideas)
    known = by.names.named(lemmas(words), by.names.devices)
    if known == [device]:
        return _named(rng, words, denote_name(by.names, words, by.where, fits), device, "synonym")
    rivals = by.names.partly_named(lemmas(words), by.names.devices)
    if known or [d for d in rivals if d is not device]:
        return None
    same = [d for d in by.names.named(lemmas(name), by.names.devices) if d is not device]
    plural = words.endswith(("s", "drapes"))
    return None if same else Reference(with_article(rng, words), (device,), plural, style="synonym")


def _slipped(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """A name as somebody who never saw it written would put it, or with a plural too many or too few."""
    name = device_words(rng, device)
    if by.names.named(lemmas(name), by.names.devices) != [device]:
        return None
    words = name.split()
    long = [i for i, w in enumerate(words) if len(w) > 4 and w.isalpha()]
    if not long:
        return None
    at = rng.choice(long)
    words[at] = _misspelt(rng, words[at])
    said = " ".join(words)
    if by.names.named(lemmas(said), [d for d in by.names.devices if d is not device]):
        return None
    return Reference(with_article(rng, said), (device,), style="slip")


_SOUNDS: tuple[tuple[str, str], ...] = (
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("x", "cks"),
    ("z", "s"),
    ("oo", "u"),
    ("ee", "ea"),
    ("y", "i"),
)
_SOUNDS += (
    ("qu", "kw"),
    ("f", "ph"),
    ("ai", "ay"),
    ("ou", "ow"),
    ("s", "z"),
    ("i", "e"),
    ("w", "v"),
    ("v", "w"),
)


def _misspelt(rng: random.Random, word: str) -> str:
    roll = rng.random()
    if roll < 0.25:
        return word[:-1] if word.endswith("s") else f"{word}s"
    fitting = [(a, b) for a, b in _SOUNDS if a in word[1:]]
    if roll < 0.7 and fitting:
        sound, other = rng.choice(fitting)
        return word[0] + word[1:].replace(sound, other, 1)
    if roll < 0.8 and len(word) > 6:
        cut = rng.randrange(3, len(word) - 2)
        return f"{word[:cut]} {word[cut:]}"
    return slip(rng, word)


def _typed(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """By its type and place alone: "the kitchen light", "the blind in here", "the fan"."""
    kind = kind_of(device)
    if kind not in SPOKEN_ALONE:
        return None
    noun, _ = rng.choice(NOUNS[kind])
    area = by.names.home.area(device.area)
    if area is None or (by.where == device.area and rng.random() < 0.6) or rng.random() < 0.15:
        denoted = denote_noun(by.names, noun, plural=False, where=by.where, fits=fits)
        words = with_article(rng, noun) if noun not in ("music", "hot water", "heating") else f"the {noun}"
        if by.where is not None and by.where == device.area and rng.random() < 0.25:
            words = rng.choice((f"this {noun}", f"the {noun} {rng.choice(HERE)}"))
    else:
        denoted = denote_in_areas(by.names, noun, (area.id,), plural=False, fits=fits)
        words = noun_in(rng, noun, area)
    if denoted is None or device not in denoted.devices or not of_type(noun, [device]):
        return None
    return Reference(words, denoted.devices, False, denoted.clarify, "typed")


def noun_in(rng: random.Random, noun: str, area: Area) -> str:
    """ "the kitchen light", "light in the kitchen"."""
    if rng.random() < 0.62:
        name = area_words(rng, area, article=False)
        return with_article(rng, f"{name} {noun}")
    return f"{rng.choice(('the ', 'the ', 'the ', ''))}{noun} {in_area(rng, area)}"


_STYLED = {
    "name": _by_name,
    "name+area": _with_area,
    "part": _part,
    "swapped": _swapped,
    "slip": _slipped,
    "typed": _typed,
}
_STYLES = tuple(_STYLED)
_STYLE_WEIGHTS = (46, 11, 10, 9, 5, 19)
