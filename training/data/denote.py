"""Which devices some words really denote in a home, by rules of ours alone, so that labels never guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from training.data.lexicon import NOUNS, SPOKEN_ALONE, kind_of, lemmas, plain

if TYPE_CHECKING:
    from homefuse.devices.model import Device, Home
    from training.data.sample import Scene

FRESH_S = 600
"""Age after which a sensor's reading says nothing any more."""
SMALL_HOME_LIGHTS = 4
"""Lights up to which "the lights" means all of them when nobody knows where the speaker is."""
MOST_CHOICES = 5
MOST_LIGHTS = 12
"""Lights up to which "the lights" asks which ones."""

PRESENCE = ("occupancy", "motion", "presence")
"""What a sensor that notices people measures."""

Fits = Callable[["Device"], bool]


@dataclass(frozen=True, slots=True)
class Denoted:
    """What a wording comes to."""

    devices: tuple[Device, ...]
    clarify: bool = False
    """One of the devices is meant, and nothing says which."""


class Names:
    """The names of one home, ready to be compared with wordings."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.devices = tuple(d for d in home.devices if d.commands)
        self.forms = {d.id: tuple(lemmas(n) for n in (d.name, *d.aliases)) for d in self.devices}
        self.areas = {a.id: tuple(lemmas(n) for n in (a.name, *a.aliases)) for a in home.areas}
        self.floors: dict[str, list[str]] = {}
        for area in home.areas:
            if area.floor:
                self.floors.setdefault(area.floor, []).append(area.id)

    def within(self, areas: Iterable[str] | None) -> tuple[Device, ...]:
        """The devices that act, all or those of some areas."""
        if areas is None:
            return self.devices
        wanted = frozenset(areas)
        return tuple(d for d in self.devices if d.area in wanted)

    def literally(self, text: str, devices: Sequence[Device]) -> list[Device]:
        """Those that somebody wrote down under exactly this name."""
        said = _bare(text)
        return [d for d in devices if any(_bare(name) == said for name in (d.name, *d.aliases))]

    def named(self, words: tuple[str, ...], devices: Sequence[Device]) -> list[Device]:
        """Those whose name or alias is exactly these words."""
        return [d for d in devices if words in self.forms[d.id]]

    def partly_named(self, words: tuple[str, ...], devices: Sequence[Device]) -> list[Device]:
        """Those with a name that holds all these words."""
        said = frozenset(words)
        return [d for d in devices if any(said <= frozenset(form) for form in self.forms[d.id])]


def _seen(reading: Mapping[str, Any]) -> bool:
    return reading.get("value") is True and reading.get("age", 0) <= FRESH_S


def _bare(name: str) -> str:
    return plain(name).removeprefix("the ")


def here(scene: Scene) -> str | None:
    """Where the speaker is: the area told, or the only one whose presence sensor freshly says so."""
    if scene.area is not None:
        return scene.area
    seen = set()
    for device in scene.home.devices:
        reading = scene.sensors.get(device.id)
        if reading and device.measures in PRESENCE and device.area and _seen(reading):
            seen.add(device.area)
    return next(iter(seen)) if len(seen) == 1 else None


def of_type(noun: str, devices: Iterable[Device]) -> list[Device]:
    """The devices that a noun of their type names ("light", "blinds", "thermostat")."""
    wanted = lemmas(noun)
    kinds = {kind for kind in SPOKEN_ALONE for pair in NOUNS[kind] if lemmas(pair[0]) == wanted}
    return [d for d in devices if kind_of(d) in kinds and _plausible(d, wanted)]


def _plausible(device: Device, noun: tuple[str, ...]) -> bool:
    """A speaker is not "the tv"; a player or climate device is called by a noun that its name bears out."""
    own = frozenset(word for name in (device.name, *device.aliases) for word in lemmas(name))
    if noun == ("tv",):
        return bool(own & _SCREENS)
    if noun == ("speaker",):
        return not own & _SCREENS
    if noun == ("heating",):
        return not own & {"aircon", "conditioner", "air", "cooler"}
    return True


_SCREENS = frozenset(("tv", "projector", "beamer", "screen", "bravia", "monitor", "display"))


def denote_name(names: Names, text: str, where: str | None, fits: Fits) -> Denoted | None:
    """The one device that a (partial) name means to a speaker at `where`; None if that is doubtful."""
    words = lemmas(text)
    if not words:
        return None
    found = (
        names.literally(text, names.devices)
        or names.named(words, names.devices)
        or names.partly_named(words, names.devices)
    )
    if not found or words in [form for forms in names.areas.values() for form in forms]:
        return None
    if len(found) == 1:
        return Denoted((found[0],)) if _unrivalled(names, words, found[0], where) else None
    near = [d for d in found if d.area == where] if where else []
    if len(near) == 1:
        return Denoted((near[0],))
    able = [d for d in (near or found) if fits(d)]
    if len(able) < 2 or len(able) > MOST_CHOICES or len(able) < len(near or found):
        return None
    return Denoted(tuple(able), clarify=True)


def _unrivalled(names: Names, words: tuple[str, ...], device: Device, where: str | None) -> bool:
    """A name found elsewhere is doubtful where the speaker's room has something that sounds the same."""
    if where is None or device.area == where:
        return True
    return not [d for d in names.partly_named(words, names.within((where,))) if d is not device]


def denote_noun(names: Names, noun: str, *, plural: bool, where: str | None, fits: Fits) -> Denoted | None:
    """What "the light", "the blinds" means: here first, else the whole home; None if that is doubtful."""
    everywhere = [d for d in of_type(noun, names.devices) if _allowed(d, plural)]
    near = [d for d in everywhere if d.area == where] if where else []
    found = near or everywhere
    named = names.named(lemmas(noun), names.devices)
    if named and not plural:
        return Denoted((named[0],)) if len(named) == 1 and named[0].area == where else None
    if lemmas(noun) == ("light",) and not plural:
        return _the_light(found, near, fits)
    if noun in ("lamp", "lamps"):
        return _lamps(names, found, near, plural=plural, fits=fits)
    return _count(found, near, plural=plural, fits=fits)


def denote_in_areas(
    names: Names, noun: str, areas: Sequence[str], *, plural: bool, fits: Fits
) -> Denoted | None:
    """What "the kitchen light(s)", "the blinds upstairs" means."""
    pool = names.within(areas)
    found = [d for d in of_type(noun, pool) if _allowed(d, plural)]
    if len(areas) == 1:
        titles = [area + lemmas(noun) for area in names.areas[areas[0]]]
        exact = [d for d in names.devices if any(t in names.forms[d.id] for t in titles)]
        if exact and not plural:
            return Denoted((exact[0],)) if len(exact) == 1 else None
        if any(d not in found for d in exact):
            return None
    if noun in ("lamp", "lamps"):
        found = [d for d in found if any("lamp" in form for form in names.forms[d.id])]
    if lemmas(noun) == ("light",) and not plural and len(areas) == 1:
        able = [d for d in found if fits(d)]
        return Denoted(tuple(able)) if able else None
    return _count(found, found, plural=plural, fits=fits)


def _the_light(found: list[Device], near: list[Device], fits: Fits) -> Denoted | None:
    """One light here is meant; of several here all are; else one must be asked for."""
    able = [d for d in found if fits(d)]
    if not able:
        return None
    if near or len(found) == 1:
        return Denoted(tuple(able))
    return Denoted(tuple(able), clarify=True) if 2 <= len(able) <= MOST_CHOICES else None


def _lamps(
    names: Names, found: list[Device], near: list[Device], *, plural: bool, fits: Fits
) -> Denoted | None:
    """A lamp is what is called one."""
    called = [d for d in found if any("lamp" in form for form in names.forms[d.id])]
    return _count(called, [d for d in near if d in called], plural=plural, fits=fits)


def _count(found: list[Device], near: list[Device], *, plural: bool, fits: Fits) -> Denoted | None:
    able = [d for d in found if fits(d)]
    if not able:
        return None
    if len(able) == 1:
        return Denoted((able[0],)) if len(found) == 1 or plural else None
    if plural and (near or len(able) <= SMALL_HOME_LIGHTS):
        return Denoted(tuple(able))
    most = MOST_LIGHTS if plural and able[0].type == "light" else MOST_CHOICES
    return Denoted(tuple(able), clarify=True) if len(able) <= most else None


def _allowed(device: Device, plural: bool) -> bool:
    """Group words never reach a sensitive device."""
    return not (plural and device.risk == "sensitive")
