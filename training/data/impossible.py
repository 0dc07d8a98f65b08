"""Commands that are meant, and cannot be done: nothing of that name, no such ability, no such value."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from training.data.deeds import Deed, called, deed, nearby, target, wording
from training.data.lexicon import NOUNS, kind_of, lemmas, needs_article, plain
from training.data.names_words import ADJECTIVES, MORE_POSITIONS, POSITIONS
from training.data.registers import in_register
from training.data.sample import Draft, Phrase, Scene, fill, say
from training.data.values import say_amount, say_color, say_share

if TYPE_CHECKING:
    from random import Random

    from homefuse.devices.model import Argument, Device, Home

_MANY: Final = frozenset({"all", "every", "everything", "any"})
_QUALIFIERS: Final = frozenset(w.lower() for w in (*POSITIONS, *MORE_POSITIONS, *ADJECTIVES))
"""Words that people add to a name of their own accord: alone they make no other device of it."""
_ALIKE: Final = ("blind", "curtain", "shutter", "awning", "window")
"""Kinds of covers whose nouns people mix up."""
_NUMBERS: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
_PEOPLE: Final = ("maria's", "ben's", "grandpa's", "the baby's", "zoe's", "henrik's", "the guest's", "lou's")
_LACKING: Final = {
    # type: command it may lack, templates over {x} and {v}, what {v} is
    "light": (
        ("set_color", "make {x} {v}|turn {x} {v}|set {x} to {v}|change {x} to {v}|i want {x} {v}", "color"),
        ("set_brightness", "dim {x} to {v}|set {x} to {v}|dim {x}|brighten {x}|make {x} brighter", "share"),
        ("set_effect", "put {x} on {v}|set {x} to {v} mode|start the {v} effect on {x}", "effect"),
    ),
    "switch": (
        ("set_brightness", "dim {x} to {v}|set {x} to {v}|dim {x}|make {x} brighter", "share"),
        ("set_color", "make {x} {v}|change {x} to {v}|set {x} to {v}", "color"),
        ("set_volume", "turn the volume of {x} up|mute {x}|set the volume of {x} to {v}", "share"),
    ),
    "fan": (
        ("set_speed", "set {x} to {v}|speed up {x}|slow {x} down|put {x} on {v}", "share"),
        (
            "set_oscillation",
            "make {x} oscillate|swing {x}|stop {x} swinging|let {x} turn from side to side",
            "",
        ),
        ("set_direction", "reverse {x}|run {x} in reverse|change the direction of {x}", ""),
        ("set_color", "make {x} {v}|turn {x} {v}", "color"),
    ),
    "cover": (
        ("set_position", "set {x} to {v}|open {x} to {v}|open {x} half way|close {x} to {v}", "share"),
        ("set_tilt", "tilt {x}|tilt the slats of {x} to {v}|turn the slats of {x}", "share"),
        ("lock", "lock {x}|unlock {x}", ""),
    ),
    "lock": (("open_to", "open {x} to {v}|set {x} to {v}", "share"), ("dim", "dim {x}", "")),
    "climate": (
        ("set_humidity", "set the humidity of {x} to {v}|make {x} more humid", "share"),
        ("set_swing", "swing {x}|make {x} swing|stop {x} swinging", ""),
        ("set_fan_mode", "set the fan of {x} to {v}|put the fan of {x} on {v}", "effect"),
        ("set_color", "make {x} {v}|turn {x} {v}", "color"),
    ),
    "media_player": (
        ("set_volume", "set {x} to {v}|turn {x} up|turn {x} down|make {x} louder", "share"),
        ("set_source", "switch {x} to {v}|change the input of {x} to {v}", "source"),
        ("set_brightness", "dim {x} to {v}|make {x} darker", "share"),
        ("set_temperature", "set {x} to 21 degrees|make {x} warmer", ""),
    ),
    "vacuum": (
        ("set_fan_speed", "set {x} to {v}|more suction on {x}|put {x} on {v}", "effect"),
        ("set_color", "make {x} {v}", "color"),
        ("open", "open {x}|lock {x}", ""),
    ),
    "valve": (("set_position", "open {x} to {v}|set {x} to {v}|open {x} half way", "share"),),
    "water_heater": (("set_temperature", "set {x} to 50 degrees|make {x} hotter|turn {x} down to 45", ""),),
    "humidifier": (("set_humidity", "set {x} to {v}|set the humidity to {v} on {x}", "share"),),
    "air_purifier": (("set_speed", "set {x} to {v}|speed {x} up|put {x} on {v}", "share"),),
    "scene": (("set_brightness", "dim {x} to {v}|pause {x}|lock {x}", "share"),),
}
_EFFECTS: Final = (
    "disco",
    "aurora",
    "strobe",
    "candle",
    "rainbow",
    "silent",
    "turbo",
    "eco",
    "sport",
    "ocean",
    "boost",
)
_SOURCES: Final = ("hdmi nine", "channel 900", "the betamax", "minidisc", "radio luxembourg", "tape deck b")
_WHITISH: Final = re.compile(r"white|cream|ivory|candle|beige|warm|daylight|silver|amber")


def impossible(rng: Random, scene: Scene, elsewhere: Home) -> Draft | None:
    """A command that cannot be done here; `elsewhere` is another home, to borrow absent devices from."""
    roll = rng.random()
    if roll < 0.32:
        return absent(rng, scene, elsewhere) if roll < 0.18 else unknown_option(rng, scene, elsewhere)
    return rng.choices((near_miss, missing_here, unable, out_of_range), (6, 4, 8, 7))[0](rng, scene)


def absent(rng: Random, scene: Scene, elsewhere: Home) -> Draft | None:
    """A device of another home, by its name or what it is."""
    able = [d for d in elsewhere.devices if d.commands and d.type not in {"scene", "script", "button"}]
    if not able:
        return None
    device = rng.choice(able)
    thing = called(rng, device)
    nouns = NOUNS.get(kind_of(device))
    if nouns and rng.random() < 0.4:
        thing = say(f"{rng.choice(('the', 'the', 'my', 'all the'))} {rng.choice(rng.choice(nouns))}")
    done = deed(rng, device, thing)
    if done is None or known_here(
        scene.home, " ".join(w.text for w in (thing if device.type != "custom" else done.words))
    ):
        return None
    return _no_such(rng, done, "absent")


def near_miss(rng: Random, scene: Scene) -> Draft | None:
    """Almost the name of a device that is there."""
    device = nearby(rng, scene, lambda d: len(d.name.split()) > 1 and d.type != "custom")
    if device is None:
        return None
    name = _changed(rng, scene, plain(device.name))
    if name is None or known_here(scene.home, name):
        return None
    thing = say(f"the {name}" if needs_article(name) else name)
    done = deed(rng, device, thing)
    return _no_such(rng, done, "near_miss") if done else None


def missing_here(rng: Random, scene: Scene) -> Draft | None:
    """A kind of thing in an area that has none of it, though the home has some elsewhere."""
    device = nearby(rng, scene, lambda d: kind_of(d) in NOUNS)
    areas = [a for a in scene.home.areas if device and a.id != device.area]
    if device is None or not areas:
        return None
    area = rng.choice(areas)
    one, many = rng.choice(NOUNS[kind_of(device)])
    place = plain(rng.choice((area.name, *area.aliases)))
    if any(d.area == area.id and _sounds_like(d, one) for d in scene.home.devices) or known_here(
        scene.home, f"{place} {one}"
    ):
        return None
    the = "the " if needs_article(place) else ""
    thing = say(rng.choice((f"the {one} in {the}{place}", f"the {place} {one}", f"the {place} {many}")))
    done = deed(rng, device, thing)
    return _no_such(rng, done, "missing_here") if done else None


def unable(rng: Random, scene: Scene) -> Draft | None:
    """A device that is there, asked for what it cannot do."""
    device = nearby(rng, scene, lambda d: d.type in _LACKING)
    if device is None:
        return None
    lacking = [row for row in _LACKING[device.type] if row[0] not in device.commands]
    if not lacking:
        return None
    _, templates, kind = rng.choice(lacking)
    value = _value(rng, kind)
    if _WHITISH.search(value) and "set_color_temperature" in device.commands:
        return None
    words = fill(rng.choice(templates.split("|")), x=_certain_name(rng, device), v=value)
    return Draft(in_register(rng, words), "reject", reason="unsupported", tag="impossible/unable")


def unknown_option(rng: Random, scene: Scene, elsewhere: Home) -> Draft | None:
    """An option, mode, source or effect that the device does not have."""
    if rng.random() < 0.4:
        return _foreign_option(rng, scene, elsewhere)
    device = nearby(rng, scene, lambda d: any(_optional(d, name) for name in d.commands))
    if device is None:
        return None
    command = rng.choice([name for name in device.commands if _optional(device, name)])
    option = rng.choice(_SOURCES if command == "set_source" else _EFFECTS)
    if not _options(device).isdisjoint(lemmas(option)):
        return None
    words = fill(rng.choice(wording(device, command).split("|")), x=_certain_name(rng, device), v=option)
    return Draft(in_register(rng, words), "reject", reason="unsupported", tag="impossible/option")


def _foreign_option(rng: Random, scene: Scene, elsewhere: Home) -> Draft | None:
    """A phrase of an unforeseen device with an option that only its like elsewhere has."""
    device = nearby(rng, scene, lambda d: d.type == "custom")
    if device is None:
        return None
    spec = device.commands[rng.choice(list(device.commands))]
    foreign = {
        o for d in elsewhere.devices if d.type == "custom" for o in _choices(d, {a.name for a in spec.args})
    }
    strange = sorted(o for o in foreign if _options(device).isdisjoint(lemmas(o)))
    args = [a for a in spec.args if a.kind == "options" and any(f"{{{a.name}}}" in p for p in spec.phrases)]
    if not strange or len(args) != 1:
        return None
    phrases = [p for p in spec.phrases if p.count("{") == 1 and f"{{{args[0].name}}}" in p]
    if not phrases:
        return None
    words = fill(rng.choice(phrases), **{args[0].name: rng.choice(strange).replace("_", " ")})
    return Draft(in_register(rng, words), "reject", reason="unsupported", tag="impossible/foreign_option")


def _choices(device: Device, names: set[str]) -> list[str]:
    """The options of the device's arguments of these names."""
    args = (arg for spec in device.commands.values() for arg in spec.args)
    return [option for arg in args if arg.name in names for option in arg.options]


def _options(device: Device) -> frozenset[str]:
    """Every word of every option of the device."""
    args = (arg for spec in device.commands.values() for arg in spec.args)
    return frozenset(lemma for arg in args for option in arg.options for lemma in lemmas(option))


def out_of_range(rng: Random, scene: Scene) -> Draft | None:
    """A number beyond what the device takes; the label still points at it."""
    device = nearby(rng, scene, lambda d: any(_bounded(d, name) for name in d.commands))
    if device is None:
        return None
    command = rng.choice([name for name in device.commands if _bounded(device, name)])
    arg = _bounded(device, command)
    value = _beyond(rng, arg) if arg else None
    if arg is None or value is None:
        return None
    said = say(say_amount(rng, value, arg.unit, bare=0.3), "v")
    words = fill(rng.choice(wording(device, command).split("|")), x=called(rng, device), v=said)
    label = target(device, command, {arg.name: {"mode": "set", "span": "v", "value": value}})
    spoken = in_register(rng, words)
    return Draft(spoken, "reject", (label,), reason="out_of_range", tag="impossible/out_of_range")


def _no_such(rng: Random, done: Deed, tag: str) -> Draft:
    words = tuple(replace(word, tag=None) for word in done.words)
    return Draft(in_register(rng, words), "reject", reason="no_such_device", tag=f"impossible/{tag}")


def known_here(home: Home, words: str) -> bool:
    """Whether some device of the home might be meant: its name, kind and area hold all the telling words."""
    said = {lemma for lemma in lemmas(words) if lemma not in _MANY}
    return any(said - _cover(home, device) <= _QUALIFIERS for device in home.devices)


def _cover(home: Home, device: Device) -> set[str]:
    area = home.area(device.area)
    kinds = _ALIKE if kind_of(device) in _ALIKE else (kind_of(device),)
    texts = [
        device.name,
        *device.aliases,
        *(n for kind in kinds for pair in NOUNS.get(kind, ()) for n in pair),
    ]
    texts += [area.name, *area.aliases] if area else []
    texts += [
        phrase for spec in device.commands.values() for phrase in (*spec.phrases, spec.name.replace("_", " "))
    ]
    return {lemma for text in texts for lemma in lemmas(text)}


def _sounds_like(device: Device, noun: str) -> bool:
    own = {lemma for n in (device.name, *device.aliases) for lemma in lemmas(n)}
    own |= {lemma for pair in NOUNS.get(kind_of(device), ()) for n in pair for lemma in lemmas(n)}
    return bool(own & set(lemmas(noun)))


def _changed(rng: Random, scene: Scene, name: str) -> str | None:
    """The name with one telling word exchanged."""
    words = name.split()
    places = [plain(a.name) for a in scene.home.areas]
    for at, word in rng.sample(list(enumerate(words)), len(words)):
        pools = (
            (_NUMBERS, word in _NUMBERS),
            (POSITIONS, word in POSITIONS),
            (_PEOPLE, word.endswith("'s")),
        )
        for pool, fits in pools:
            if fits:
                return " ".join((*words[:at], rng.choice(pool), *words[at + 1 :]))
    inside = [place for place in places if place in name]
    if inside:
        return name.replace(inside[0], rng.choice(places))
    return None if words[0] == "the" else f"{name} {rng.choice(_NUMBERS[3:])}"


def _value(rng: Random, kind: str) -> str:
    if kind == "color":
        return say_color(rng)
    if kind == "share":
        return say_share(rng).words
    return rng.choice(_SOURCES if kind == "source" else _EFFECTS) if kind else ""


def _certain_name(rng: Random, device: Device) -> Phrase:
    return called(rng, replace(device, aliases=()))


def _optional(device: Device, command: str) -> Argument | None:
    """The one argument of a command that takes one of the device's options."""
    args = device.commands[command].args
    fits = len(args) == 1 and args[0].kind == "options" and args[0].options
    return args[0] if fits and "{v}" in wording(device, command) else None


def _bounded(device: Device, command: str) -> Argument | None:
    """The one argument of a command that takes a number between bounds."""
    args = device.commands[command].args
    fits = len(args) == 1 and args[0].kind == "number" and args[0].min is not None and args[0].max is not None
    return args[0] if fits and "{v}" in wording(device, command) else None


def _beyond(rng: Random, arg: Argument) -> float | None:
    """A round number outside of the bounds, or None."""
    low, high = arg.min or 0.0, arg.max or 0.0
    width = max(high - low, 1.0)
    if low > 0 and rng.random() < 0.3:
        value = low - rng.choice((0.1, 0.2, 0.5)) * min(width, low)
    else:
        value = high + rng.choice((0.1, 0.2, 0.5, 1, 1.5, 2, 4, 9)) * width
    value = round(value / 5) * 5 if width > 20 else round(value)
    return float(value) if not low <= value <= high else None
