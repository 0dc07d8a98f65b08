"""One plain command to one device, in words and as a label: what refusals twist and dialogues build upon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from training.data.denote import Names, here
from training.data.lexicon import NOUNS, kind_of, needs_article, plain, spoken_number, synonyms
from training.data.referring import Speaker, refer
from training.data.sample import Phrase, Scene, fill, say
from training.data.values import say_color, say_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from homefuse.devices.model import Argument, CommandSpec, Device, Home

_ON: Final = (
    "turn on {x}|turn {x} on|turn on {x}|switch on {x}|switch {x} on|put {x} on|put on {x}|power up {x}"
)
_OFF: Final = (
    "turn off {x}|turn {x} off|turn off {x}|switch off {x}|switch {x} off|shut off {x}|cut {x}|kill {x}"
)
_SET: Final = (
    "set {x} to {v}|put {x} on {v}|set {x} to {v}|turn {x} to {v}|change {x} to {v}|switch {x} to {v}"
)
_ROAM: Final = {
    "start": "start {x}|start {x} up|send {x} out|set {x} going|run {x}|get {x} going",
    "pause": "pause {x}|hold {x}",
    "stop": "stop {x}",
    "return_home": "send {x} home|send {x} back to its dock|dock {x}|return {x} to base|call {x} back",
    "locate": "find {x}|locate {x}",
    "set_fan_speed": _SET,
}
_WORDINGS: Final[dict[str, dict[str, str]]] = {
    "light": {
        "set_brightness": "set {x} to {v}|dim {x} to {v}|put {x} at {v}|brighten {x} to {v}|turn {x} to {v}",
        "set_color": "make {x} {v}|turn {x} {v}|set {x} to {v}|change {x} to {v}|light {x} in {v}",
        "set_color_temperature": "set {x} to {v}|change {x} to {v}",
        "set_effect": "put {x} on {v}|set {x} to {v}|switch {x} to {v} mode",
    },
    "cover": {
        "open": "open {x}|open up {x}|raise {x}|open {x} up|pull {x} up|roll {x} up",
        "close": "close {x}|shut {x}|lower {x}|pull {x} down|bring {x} down|roll {x} down",
        "stop": "stop {x}",
        "set_position": "set {x} to {v}|open {x} to {v}|put {x} at {v}|move {x} to {v}",
        "set_tilt": "tilt {x} to {v}|set the tilt of {x} to {v}",
    },
    "lock": {"lock": "lock {x}|secure {x}|lock up {x}", "unlock": "unlock {x}|open {x}"},
    "climate": {"set_temperature": "set {x} to {v}|turn {x} up to {v}|put {x} at {v}|turn {x} down to {v}"},
    "media_player": {
        "play": "resume {x}|play {x}|start {x} playing",
        "pause": "pause {x}",
        "stop": "stop {x}",
        "next_track": "skip a song on {x}|skip to the next track on {x}",
        "previous_track": "go back a track on {x}|play the last song again on {x}",
        "mute": "mute {x}|silence {x}",
        "unmute": "unmute {x}",
        "set_volume": "set {x} to {v}|turn {x} up to {v}|turn {x} down to {v}|set the volume of {x} to {v}",
        "set_source": "switch {x} to {v}|change {x} to {v}|put {x} on {v}",
    },
    "vacuum": _ROAM,
    "lawn_mower": _ROAM,
    "valve": {
        "open": "open {x}",
        "close": "close {x}|shut {x}",
        "set_position": "open {x} to {v}|set {x} to {v}",
    },
    "alarm": {
        "arm_home": "set {x} to home|arm {x} for home",
        "arm_away": "arm {x}|set {x} to away",
        "arm_night": "set {x} for the night|arm {x} for the night",
        "disarm": "disarm {x}|turn off {x}",
    },
    "scene": {"activate": "activate {x}|start {x}|set {x}|switch to {x}"},
    "script": {"run": "run {x}|start {x}"},
    "button": {"press": "press {x}|push {x}"},
}
_VAGUE: Final = {
    # command: (more, less)
    "set_brightness": (
        "brighten {x}|turn {x} up|make {x} brighter",
        "dim {x}|turn {x} down|lower {x}|make {x} dimmer",
    ),
    "set_volume": ("turn {x} up|turn up {x}|make {x} louder", "turn {x} down|turn down {x}|make {x} quieter"),
    "set_temperature": ("turn {x} up|turn up {x}", "turn {x} down|turn down {x}"),
    "set_speed": ("speed {x} up|turn {x} up", "slow {x} down|turn {x} down"),
    "set_position": ("raise {x} a bit|open {x} a bit", "lower {x} a bit|close {x} a bit"),
}
_NO_WORDING: Final = frozenset({"toggle", "set_oscillation", "set_direction", "set_tilt", "locate"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A command as an imperative, with its label."""

    words: Phrase
    """The verb first; the value's words carry the tag."""
    target: dict[str, Any]
    """As in `Draft.targets`."""


def deed(rng: Random, device: Device, thing: Phrase, *, only: str | None = None) -> Deed | None:
    """Some command of the device (or that one) said plainly of `thing`; None if we have no words for it."""
    names = [only] if only else [name for name in device.commands if name not in _NO_WORDING]
    if not names or names[0] not in device.commands:
        return None
    spec = device.commands[rng.choice(names)]
    if device.type == "custom":
        return _unforeseen(rng, device, spec, thing)
    if spec.name in _VAGUE and rng.random() < 0.35:
        return _vague(rng, device, spec, thing)
    return _plain(rng, device, spec, thing)


def wording(device: Device, command: str) -> str:
    """Templates over {x} (the device) and {v} (its value), `|` between; empty if there are none."""
    own = _WORDINGS.get(device.type, {}).get(command, "")
    if own or command in {"turn_on", "turn_off"}:
        return own or (_ON if command == "turn_on" else _OFF)
    return _SET if command.startswith("set_") else ""


def labelled(rng: Random, arg: Argument, tag: str) -> tuple[Phrase, dict[str, Any]] | None:
    """Words for some value of the argument, and its label with the tag; None for other kinds."""
    if arg.kind == "options" and arg.options:
        option = rng.choice(arg.options)
        return say(option.replace("_", " "), tag), {"mode": "option", "option": option, "span": tag}
    if arg.kind == "color":
        color = say_color(rng)
        return say(color, tag), {"mode": "set", "span": tag, "value": color}
    if arg.kind == "number":
        said = say_value(rng, arg)
        return say(said.words, tag), {"mode": "set", "span": tag, "value": said.value}
    return None


def target(device: Device, command: str, args: dict[str, Any] | None = None) -> dict[str, Any]:
    """A label; arguments that were not said are marked so."""
    said = args or {}
    unsaid = {a.name: {"mode": "default"} for a in device.commands[command].args if a.name not in said}
    return {"device": device.id, "command": command, "args": said | unsaid, "when": None}


def _plain(rng: Random, device: Device, spec: CommandSpec, thing: Phrase) -> Deed | None:
    templates = wording(device, spec.name)
    if not templates:
        return None
    template = rng.choice(templates.split("|"))
    if not spec.args or "{v}" not in template:
        return Deed(fill(template, x=thing), target(device, spec.name)) if not spec.args else None
    value = labelled(rng, spec.args[0], "v")
    if value is None:
        return None
    return Deed(fill(template, x=thing, v=value[0]), target(device, spec.name, {spec.args[0].name: value[1]}))


def _vague(rng: Random, device: Device, spec: CommandSpec, thing: Phrase) -> Deed | None:
    more = rng.random() < 0.5
    template = rng.choice(_VAGUE[spec.name][0 if more else 1].split("|"))
    if not spec.args or spec.args[0].kind != "number":
        return None
    size = "little" if template.endswith("a bit") else "some"
    mode = {"mode": "more" if more else "less", "size": size}
    return Deed(fill(template, x=thing), target(device, spec.name, {spec.args[0].name: mode}))


def _unforeseen(rng: Random, device: Device, spec: CommandSpec, thing: Phrase) -> Deed | None:
    """By one of the device file's own phrases; where it has none, by the command's name."""
    args = {arg.name: arg for arg in spec.args}
    if spec.args and not spec.phrases:
        return None
    template = rng.choice(spec.phrases) if spec.phrases else f"{spec.name.replace('_', ' ')} {{x}}"
    parts: dict[str, Phrase] = {"x": thing}
    labels: dict[str, Any] = {}
    for name, arg in args.items():
        if f"{{{name}}}" not in template:
            continue
        value = labelled(rng, arg, name)
        if value is None:
            return None
        parts[name], labels[name] = value
    words = fill(template, **parts)
    return Deed(words, target(device, spec.name, labels)) if words else None


def called(rng: Random, device: Device) -> Phrase:
    """The device by its name or an alias, with an article where one fits."""
    name = plain(rng.choice((device.name, device.name, device.name, *device.aliases)))
    if rng.random() < 0.2 and (others := synonyms(name)):
        name = rng.choice(others)
    if rng.random() < 0.25:
        name = spoken_number(name)
    return say(f"the {name}" if needs_article(name) and rng.random() < 0.9 else name)


def nearby(rng: Random, scene: Scene, fits: Callable[[Device], bool] = lambda device: True) -> Device | None:
    """A random device that has commands, more often one in the speaker's area."""
    able = [d for d in scene.home.devices if d.commands and fits(d)]
    near = [d for d in able if d.area == scene.area]
    if not able:
        return None
    return rng.choice(near if near and rng.random() < 0.4 else able)


def loosely_called(rng: Random, scene: Scene, device: Device) -> Phrase:
    """The device by its name, or by words that may mean others too: only where that does not matter."""
    nouns = NOUNS.get(kind_of(device))
    if nouns is None or rng.random() < 0.6:
        return called(rng, device)
    one, many = rng.choice(nouns)
    area = scene.home.area(device.area)
    place = plain(area.name) if area else ""
    choices = [
        f"the {one}",
        f"the {many}",
        f"all the {many}",
        f"all {many}",
        f"this {one}",
        f"my {one}",
        "it",
    ]
    if area:
        the = "the " if needs_article(place) else ""
        choices += [f"the {place} {many}", f"the {many} in {the}{place}", f"the {one} in {the}{place}"]
    return say(rng.choice(choices))


def takes_text(home: Home) -> bool:
    """Whether something in the home wants free text: a list, a notice board, an intercom."""
    specs = (spec for device in home.devices for spec in device.commands.values())
    return any(arg.kind == "text" and not arg.optional for spec in specs for arg in spec.args)


def named(rng: Random, scene: Scene, device: Device) -> str | None:
    """Words that mean this device alone to the speaker; None if none were found."""
    speaker = Speaker(Names(scene.home), here(scene))
    for _ in range(4):
        found = refer(rng, speaker, device, lambda d: True)
        if found is not None and not found.clarify and found.devices == (device,):
            return found.words
    return None
