"""Questions about the home and, in the same words, questions about the rest of the world."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from training.data import question_words as words
from training.data.deeds import called
from training.data.denote import Names, here, of_type
from training.data.impossible import known_here
from training.data.lexicon import NOUNS, kind_of, lemmas, needs_article, plain
from training.data.referring import Speaker, in_area, refer
from training.data.registers import in_register
from training.data.sample import Draft, Phrase, Scene, fill, say

if TYPE_CHECKING:
    from random import Random

    from homefuse.devices.model import Area, Device, Home
    from training.data.registers import Mood

Questions = Callable[[str], Mapping[str, Sequence[str]]]
"""Device id -> property -> templates over {name}, for devices that nobody foresaw."""

_MOST_ABOUT: Final = 12
_NOT_AIR: Final = re.compile(
    r"freezer|fridge|water|outside|outdoor|pool|soil|oven|aquarium|tank|meat|kettle|pipe|sauna|boiler|plant|"
    r"humidor|compost|car|engine|cpu|server|terrarium|incubator|wine|coop|bath|feels|dew|moisture|bed|phone|key|beer"
)
"""Names of sensors that do not measure the air, or the people, of their room."""
_STATING: Final = re.compile(r"^(i |i'm|not sure|let me|please|tell|check|list|give)|, right$")
_WIDE: Final = re.compile(r"\b(any|all|every|which|how many|what|everything|house|we|list|tell)\b")
_BINARY: Final = ("binary_sensor",)


def question(rng: Random, scene: Scene, questions: Questions, elsewhere: Home) -> Draft | None:
    """A question; `elsewhere` is another home, whose devices are asked for in vain."""
    roll = rng.random()
    if roll < 0.04:
        return not_ours(rng)
    if roll < 0.09:
        return about_absent(rng, scene, elsewhere)
    if roll < 0.2:
        return about_unforeseen(rng, scene, questions)
    return rng.choices(
        (about_device, about_sensor, about_air, about_people, about_many), (38, 10, 13, 5, 18)
    )[0](rng, scene)


def about_device(rng: Random, scene: Scene) -> Draft | None:
    """One property of what can also be commanded."""
    able = [d for d in scene.home.devices if d.commands and any(_templates(d, p) for p in d.properties)]
    if not able:
        return None
    device = rng.choice(able)
    name = rng.choice([p for p in device.properties if _templates(device, p)])
    if "on" in device.properties and rng.random() < 0.25:
        name = "on"
    reference = refer(rng, Speaker(Names(scene.home), here(scene)), device, lambda d: name in d.properties)
    if reference is None or reference.clarify or any(name not in d.properties for d in reference.devices):
        return None
    template = rng.choice(_templates(device, name).split("|"))
    phrase = _fitted(template, reference.words, plural=reference.plural)
    return _answer(rng, phrase, [(d, name) for d in reference.devices], f"property/{name}")


def about_sensor(rng: Random, scene: Scene) -> Draft | None:
    """A sensor by its name."""
    sensors = [d for d in scene.home.devices if d.measures]
    if not sensors:
        return None
    device = rng.choice(sensors)
    name = plain(rng.choice((device.name, device.name, *device.aliases)))
    if not _only(scene.home, device, name):
        return None
    table = words.SENSED_YES_NO if device.type in _BINARY else words.SENSED
    otherwise = words.SENSED_YES_NO_OTHERWISE if device.type in _BINARY else words.SENSED_OTHERWISE
    template = rng.choice(table.get(device.measures or "", otherwise).split("|"))
    if "{x}" not in template and sum(d.measures == device.measures for d in sensors) > 1:
        return None
    thing = f"the {name}" if needs_article(name) and rng.random() < 0.8 else name
    return _answer(rng, _fitted(template, thing), [(device, "value")], f"sensor/{device.measures}")


def about_air(rng: Random, scene: Scene) -> Draft | None:
    """How warm, humid or bright it is in a room: its sensor says, or its thermostat."""
    measure, text = rng.choice(
        (
            ("temperature", words.HOW_WARM),
            ("temperature", words.HOW_WARM),
            ("humidity", words.HOW_HUMID),
            ("illuminance", words.HOW_LIGHT),
        )
    )
    area, place = _somewhere(rng, scene)
    if area is None:
        return None
    sensors = sensing(scene.home, area, (measure,))
    about = [(d, "value") for d in sensors]
    if not sensors and measure == "temperature":
        about = [
            (d, "current_temperature")
            for d in scene.home.devices
            if d.area == area.id and "current_temperature" in d.properties
        ]
    if len(about) != 1:
        return None
    return _answer(rng, fill(rng.choice(text.split("|")), p=place), about, f"air/{measure}")


def about_people(rng: Random, scene: Scene) -> Draft | None:
    """Whether somebody is in a room."""
    area, place = _somewhere(rng, scene, here_too=False)
    sensors = sensing(scene.home, area, ("occupancy", "motion")) if area else []
    if not sensors or len(sensors) > 3:
        return None
    phrase = fill(rng.choice(words.ANYBODY.split("|")), p=place)
    return _answer(rng, phrase, [(d, "value") for d in sensors], "people")


def about_many(rng: Random, scene: Scene) -> Draft | None:
    """Which, how many, any, all: the devices of one kind in a room or in the home."""
    kind, name = rng.choice(_KINDS_ASKED)
    one, many = rng.choice(_nouns(kind))
    template = rng.choice(words.WHICH[name].split("|"))
    found = _of_kind(scene.home, kind, one, name)
    area, place = _somewhere(rng, scene) if rng.random() < 0.55 else (None, "")
    if area is None and not _WIDE.search(template):
        area = scene.home.area(here(scene))
    if "everything" in template or "house" in template:
        area, place = None, ""
    about = [(d, name) for d in found if area is None or d.area == area.id]
    if not 1 <= len(about) <= _MOST_ABOUT or (area is None and len(about) < 2):
        return None
    phrase = (*fill(template, xs=many, one=one), *say(place))
    return _answer(rng, phrase, about, f"many/{kind}")


def about_unforeseen(rng: Random, scene: Scene, questions: Questions) -> Draft | None:
    """What only the device itself knows: "when did the cat last eat"."""
    able = [d for d in scene.home.devices if questions(d.id)]
    if not able:
        return None
    device = rng.choice(able)
    asked = questions(device.id)
    name = rng.choice([p for p in asked if p in device.properties] or [""])
    if not name or not asked[name]:
        return None
    template = rng.choice(list(asked[name])).rstrip("?")
    rivals = [d for d in able if d.id != device.id and name in d.properties]
    if rivals and "{name}" not in template:
        return None
    own = plain(rng.choice((device.name, *device.aliases)))
    if "{name}" in template and not _only(scene.home, device, own):
        return None
    thing = own if re.search(r"\b(the|my|our) \{name\}", template) else called_so(own)
    return _answer(rng, fill(template, name=thing), [(device, name)], "unforeseen")


def about_absent(rng: Random, scene: Scene, elsewhere: Home) -> Draft | None:
    """A device that another home has."""
    able = [d for d in elsewhere.devices if d.commands and any(_templates(d, p) for p in d.properties)]
    if not able:
        return None
    device = rng.choice(able)
    name = rng.choice([p for p in device.properties if _templates(device, p)])
    thing = " ".join(word.text for word in called(rng, device))
    if known_here(scene.home, thing):
        return None
    phrase = _fitted(rng.choice(_templates(device, name).split("|")), thing)
    spoken = in_register(rng, phrase, _mood(phrase))
    return Draft(spoken, "reject", reason="no_such_device", tag="question/absent")


def not_ours(rng: Random) -> Draft:
    """A question about the rest of the world."""
    phrase = say(rng.choice(words.NOT_OURS.split("|")))
    return Draft(in_register(rng, phrase, "question"), "reject", reason="not_for_me", tag="question/not_ours")


def called_so(name: str) -> str:
    """The name, with an article where one fits."""
    return f"the {name}" if needs_article(name) else name


def _answer(rng: Random, phrase: Phrase, about: Iterable[tuple[Device, str]], tag: str) -> Draft:
    facts = tuple({"device": device.id, "property": name} for device, name in about)
    return Draft(in_register(rng, phrase, _mood(phrase)), "answer", about=facts, tag=f"question/{tag}")


def _templates(device: Device, name: str) -> str:
    if device.type == "custom":
        return ""
    if device.type == "alarm" and name == "mode":
        return words.ALARM_MODE
    return words.BY_PROPERTY.get(name, "")


def _fitted(template: str, thing: str, *, plural: bool = False) -> Phrase:
    """The template about the thing, its verbs agreeing."""
    many = plural and not template.startswith(("what does", "what's going"))
    return fill(template, x=thing, **(_MANY if many else _ONE))


_ONE: Final = {"is": "is", "has": "has", "does": "does"}
_MANY: Final = {"is": "are", "has": "have", "does": "do"}


def _mood(phrase: Phrase) -> Mood:
    text = " ".join(word.text for word in phrase)
    return "statement" if _STATING.search(text) else "question"


def _only(home: Home, device: Device, name: str) -> bool:
    """Whether no other device might go by that name."""
    said = frozenset(lemmas(name))
    others = (d for d in home.devices if d.id != device.id)
    return not any(said <= frozenset(lemmas(n)) for d in others for n in (d.name, *d.aliases))


def _somewhere(rng: Random, scene: Scene, *, here_too: bool = True) -> tuple[Area | None, str]:
    """An area and how to say "there"; nothing or "in here" for the speaker's own."""
    if not scene.home.areas:
        return None, ""
    area = rng.choice(scene.home.areas)
    own = scene.home.area(here(scene))
    if here_too and own is not None and rng.random() < 0.4:
        return own, rng.choice(("", "", "in here", "here", "in this room"))
    return area, in_area(rng, area)


def sensing(home: Home, area: Area, measures: Sequence[str]) -> list[Device]:
    """The area's sensors of its air or its people."""
    found = [d for d in home.devices if d.area == area.id and d.measures in measures]
    return [d for d in found if not _NOT_AIR.search(" ".join((d.name, *d.aliases)).lower())]


_KINDS_ASKED: Final = (
    *[("light", "on")] * 8,
    ("fan", "on"),
    ("blind", "position"),
    ("curtain", "position"),
    ("shutter", "position"),
    ("window", "position"),
    *[("lock", "locked")] * 4,
    *[("media_player", "playing")] * 2,
    *[("window sensor", "value")] * 2,
    ("door sensor", "value"),
    ("switch", "on"),
)


def _nouns(kind: str) -> tuple[tuple[str, str], ...]:
    if kind.endswith(" sensor"):
        noun = kind.removesuffix(" sensor")
        return ((noun, f"{noun}s"),)
    if kind == "lock":
        return (("door", "doors"), ("lock", "locks"), ("door", "doors"))
    return (("speaker", "speakers"),) if kind == "media_player" else NOUNS[kind]


def _of_kind(home: Home, kind: str, noun: str, name: str) -> list[Device]:
    """The devices that the noun names and that have the property."""
    if kind.endswith(" sensor"):
        measured = kind.removesuffix(" sensor")
        if any(kind_of(d) == measured for d in home.devices):
            return []
        return [d for d in home.devices if d.measures == measured]
    if kind in ("lock", "switch", "media_player"):
        return [d for d in home.devices if d.type == kind and name in d.properties]
    return [d for d in of_type(noun, home.devices) if kind_of(d) == kind and name in d.properties]
