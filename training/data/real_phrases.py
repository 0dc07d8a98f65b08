"""Phrases written for another assistant (home-llm): their <device_name> filled from any home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from training.data.deeds import labelled, named, target
from training.data.impossible import known_here
from training.data.lexicon import needs_article
from training.data.sample import Draft, Phrase, Scene, fill, say
from training.data.times_said import say_duration
from training.data.values import say_color

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from homefuse.devices.model import Device

_TYPES: Final = {"blinds": "cover", "garage_door": "cover", "todo": "custom"}
_COMMANDS: Final = {
    "open_cover": "open",
    "close_cover": "close",
    "stop_cover": "stop",
    "media_play": "play",
    "media_pause": "pause",
    "media_stop": "stop",
    "media_next_track": "next_track",
    "media_previous_track": "previous_track",
    "volume_mute": "mute",
    "return_to_base": "return_home",
    "set_hvac_mode": "set_mode",
}
_RELATIVE: Final = {
    "increase_speed": ("set_speed", "more"),
    "decrease_speed": ("set_speed", "less"),
    "volume_up": ("set_volume", "more"),
    "volume_down": ("set_volume", "less"),
}
_VALUES: Final = {
    "<brightness>": "set_brightness",
    "<color>": "set_color",
    "<humidity>": "set_humidity",
    "<fan_mode>": "set_fan_mode",
    "<hvac_mode>": "set_mode",
    "<temp_c>": "set_temperature",
    "<temp_f>": "set_temperature",
}
_PROPERTIES: Final = (
    # what the question says, the property it asks for; the first that fits
    (r"volume|loud", "volume"),
    (r"muted", "muted"),
    (r"playing|paused|what's on ", "playing"),
    (r"brightness|bright|dim\b", "brightness"),
    (r"colou?r|hue", "color"),
)
_ASKED: Final = {
    "light": "on",
    "fan": "on",
    "media_player": "on",
    "cover": "position",
    "lock": "locked",
    "vacuum": "activity",
    "timer": "remaining",
}
_UNANSWERED: Final = re.compile(
    r"last|before|remind|which episode|what is it|name the movie|what media|what song|where is|"
    r"opening|closing|locking|jammed|paused on|okay|i hear|<media>"
)
_TOGGLES: Final = re.compile(r"toggle|state|status|\bflip\b|on or off", re.IGNORECASE)
_DIMS: Final = re.compile(r"bright|\bdim\b", re.IGNORECASE)
_ITEMS: Final = ("milk", "eggs", "a birthday card", "toothpaste", "call the bank", "new shoes", "two pizzas")
_SLOT: Final = re.compile(r"<(\w+)>")


def phrase(rng: Random, scene: Scene, row: Mapping[str, Any]) -> Draft | None:
    """The phrase in this home, labelled; None where the home has nothing for it."""
    pile = row["pile"]
    if pile == "templated_actions":
        return _templated(rng, scene, row)
    if pile == "specific_actions":
        return _specific(rng, scene, row)
    if pile == "status_requests":
        return _status(rng, scene, row)
    return _refused(scene, row) if pile == "refusals" and row["reason_type"] == "not_available" else None


def _templated(rng: Random, scene: Scene, row: Mapping[str, Any]) -> Draft | None:
    kinds, services = row["device_type"].split("|"), row["service"].split("|")
    parts: dict[str, Phrase | str] = {}
    targets: list[dict[str, Any]] = []
    for at, (kind, service) in enumerate(zip(kinds, services, strict=True), 1):
        slot = "device_name" if len(kinds) == 1 else f"device_name{at}"
        made = _one(rng, scene, row["phrase"], (kind, service), slot)
        if made is None or made[1]["device"] in [t["device"] for t in targets]:
            return None
        parts |= made[0]
        targets.append(made[1])
    words = _filled(row["phrase"], parts)
    return Draft(words, "act", targets=tuple(targets), tag=f"phrase/{services[0]}") if words else None


def _one(
    rng: Random, scene: Scene, text: str, asked: tuple[str, str], slot: str
) -> tuple[dict[str, Phrase | str], dict[str, Any]] | None:
    """Words for the slots of one device, and its label."""
    kind, service = asked
    value = next((v for v in _VALUES if v in text), None)
    command = _VALUES[value] if value else _RELATIVE.get(service, (_COMMANDS.get(service, service), ""))[0]
    device = _pick(rng, scene, kind, command, alone=f"<{slot}>" not in text)
    name = named(rng, scene, device) if device else None
    if device is None or name is None:
        return None
    parts: dict[str, Phrase | str] = {slot: name}
    if kind in ("todo", "timer"):
        return _listed(rng, device, command, text, parts)
    args: dict[str, Any] = {}
    spec = device.commands[command]
    if service in _RELATIVE:
        if spec.args[0].kind != "number":
            return None
        args[spec.args[0].name] = {"mode": _RELATIVE[service][1], "size": "some"}
    elif value:
        said = _said(rng, device, command, value)
        if said is None:
            return None
        parts[value.strip("<>")], args[spec.args[0].name] = said
    return parts, target(device, command, args)


def _said(rng: Random, device: Device, command: str, slot: str) -> tuple[Phrase, dict[str, Any]] | None:
    arg = device.commands[command].args[0]
    if slot == "<color>":
        color = say_color(rng)
        return say(color, "v"), {"mode": "set", "span": "v", "value": color}
    made = labelled(rng, arg, "v")
    if made is None or (slot.startswith("<temp") and (arg.unit == "°F") != (slot == "<temp_f>")):
        return None
    words = tuple(w for w in made[0] if w.text.lower() not in ("percent", "degrees", "celsius", "fahrenheit"))
    return words, made[1]


def _listed(
    rng: Random, device: Device, command: str, text: str, parts: dict[str, Phrase | str]
) -> tuple[dict[str, Phrase | str], dict[str, Any]] | None:
    """Something for a list, or a time for a timer."""
    if device.type == "timer":
        if command not in ("start", "cancel"):
            return None
        if command == "cancel":
            return parts, target(device, "cancel")
        said = say_duration(rng, high_s=7200)
        parts["duration"] = say(said.words, "v")
        return parts, target(device, "start", {"duration": {"mode": "set", "span": "v", "value": said.value}})
    adding = [s for s in device.commands.values() if s.name.startswith("add") and len(s.args) == 1]
    if "<todo>" not in text or len(adding) != 1 or adding[0].args[0].kind != "text":
        return None
    parts["todo"] = say(rng.choice(_ITEMS), "item")
    return parts, target(device, adding[0].name, {adding[0].args[0].name: {"mode": "set", "text": "item"}})


def _specific(rng: Random, scene: Scene, row: Mapping[str, Any]) -> Draft | None:
    """A phrase that holds its device's own name: another device's takes its place."""
    kind, _, service = row["service_name"].partition(".")
    command, direction = _RELATIVE.get(service, (_COMMANDS.get(service, service), ""))
    own = row["device_name"].replace("_", " ").rstrip(" 0123456789")
    if bool(_TOGGLES.search(row["phrase"])) != (command == "toggle") or _DIMS.search(row["phrase"]):
        return None
    match = re.search(rf"\b(the |my )?{re.escape(own)}( lights?| lamp| fan| blinds)?\b", row["phrase"], re.I)
    device = _pick(rng, scene, kind, command, alone=False)
    name = named(rng, scene, device) if device and match else None
    if match is None or device is None or name is None or not _names_device(match, own, kind):
        return None
    if not match[1] and rng.random() < 0.5:
        name = name.removeprefix("the ")
    text = row["phrase"][: match.start()] + name + row["phrase"][match.end() :]
    args = {}
    if direction:
        arg = device.commands[command].args[0]
        if arg.kind != "number":
            return None
        args[arg.name] = {"mode": direction, "size": "some"}
    return Draft(say(text), "act", targets=(target(device, command, args),), tag=f"phrase/{service}")


def _names_device(match: re.Match[str], own: str, kind: str) -> bool:
    """Whether what was found names the device, not merely its room."""
    noun = {"blinds": "blind", "garage_door": "garage", "media_player": "", "switch": ""}.get(kind, kind)
    player = kind == "media_player" and not match.string[: match.start()].lower().endswith("in ")
    return bool(match[2]) or (noun != "" and noun in own) or (player and len(own.split()) > 1)


def _status(rng: Random, scene: Scene, row: Mapping[str, Any]) -> Draft | None:
    text = row["phrase"].lower()
    kind = _TYPES.get(row["device_type"], row["device_type"])
    name = next((n for pattern, n in _PROPERTIES if re.search(pattern, text)), None) or _ASKED.get(kind)
    if name is None or _UNANSWERED.search(text) or kind == "custom":
        return None
    able = [d for d in _of_kind(scene, row["device_type"]) if name in d.properties]
    device = rng.choice(able) if able else None
    words = named(rng, scene, device) if device else None
    filled = _filled(row["phrase"], {"device_name": words}) if words else None
    if device is None or filled is None:
        return None
    about = ({"device": device.id, "property": name},)
    return Draft(filled, "answer", about=about, tag=f"phrase/status_{row['device_type']}")


def _refused(scene: Scene, row: Mapping[str, Any]) -> Draft | None:
    """A device of another home, by its full name."""
    name = row["friendly_name"].lower()
    words = _filled(row["phrase"].lower(), {"device_name": f"the {name}" if needs_article(name) else name})
    if words is None or known_here(scene.home, name):
        return None
    return Draft(words, "reject", reason="no_such_device", tag="phrase/refused")


def _pick(rng: Random, scene: Scene, kind: str, command: str, *, alone: bool) -> Device | None:
    """A device of the kind that has the command; the only such one where no name is said."""
    able = [d for d in _of_kind(scene, kind) if command in d.commands or kind == "todo"]
    if alone and len(able) != 1:
        return None
    return rng.choice(able) if able else None


def _of_kind(scene: Scene, kind: str) -> list[Device]:
    found = [d for d in scene.home.devices if d.type == _TYPES.get(kind, kind)]
    if kind == "garage_door":
        return [d for d in found if d.kind in ("garage", "gate")]
    if kind == "todo":
        return [d for d in found if "list" in d.name.lower() or "groceries" in d.name.lower()]
    return [d for d in found if d.kind not in ("garage", "gate")] if kind == "blinds" else found


def _filled(text: str, parts: Mapping[str, Phrase | str]) -> Phrase | None:
    """The text with its slots filled; "the the lamp" loses one article; None if a slot stays empty."""
    if any(slot not in parts for slot in _SLOT.findall(text)):
        return None
    plain = dict(parts)
    for slot, words in parts.items():
        if isinstance(words, str) and re.search(rf"\b(the|my|your) <{slot}>", text, re.I):
            if not needs_article(words.removeprefix("the ")):
                return None
            plain[slot] = words.removeprefix("the ")
        possessive = isinstance(words, str) and f"<{slot}>'s" in text
        if possessive:
            text = text.replace(f"<{slot}>'s", f"<{slot}>")
            plain[slot] = f"{plain[slot]}'s"
    return fill(_SLOT.sub(r"{\1}", text.replace('"', "")), **plain)
