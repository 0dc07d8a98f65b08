"""Home Assistant's own sentences, said in generated homes and labelled by what its intents mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from training.data.deeds import takes_text, target
from training.data.denote import here
from training.data.ha_binding import Bound, bind
from training.data.ha_questions import answer
from training.data.lexicon import kind_of
from training.data.sample import Draft, Phrase, Scene
from training.data.values import bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from random import Random

    from homefuse.devices.model import Device
    from training.data.ha_grammar import Grammar, Template

Label = dict[str, Any]

_ROBOTS: Final = {
    "HassVacuumStart": ("vacuum", "start"),
    "HassVacuumCleanArea": ("vacuum", "start"),
    "HassVacuumReturnToBase": ("vacuum", "return_home"),
    "HassLawnMowerStartMowing": ("lawn_mower", "start"),
    "HassLawnMowerDock": ("lawn_mower", "return_home"),
}
_PLAYERS: Final = {
    "HassMediaNext": "next_track",
    "HassMediaPrevious": "previous_track",
    "HassMediaPause": "pause",
    "HassMediaUnpause": "play",
    "HassMediaPlayerMute": "mute",
    "HassMediaPlayerUnmute": "unmute",
    "HassSetVolume": "set_volume",
    "HassSetVolumeRelative": "set_volume",
}
_NUMBERS: Final = {
    "HassSetPosition": ("set_position", "position"),
    "HassClimateSetTemperature": ("set_temperature", "temperature"),
    "HassFanSetSpeed": ("set_speed", "percentage"),
}
_STRANGERS: Final = frozenset(["HassRespond", "HassGetCurrentDate", "HassGetCurrentTime", "HassGetWeather"])
_TIMERS: Final = {
    "HassCancelTimer": "cancel",
    "HassPauseTimer": "pause",
    "HassUnpauseTimer": "resume",
    "HassStartTimer": "start",
    "HassIncreaseTimer": "add",
}
_SECONDS: Final = {"hours": 3600, "minutes": 60, "seconds": 1}
_TIME_WORDS: Final = ("hour", "minute", "second")
_KELVIN: Final = {1900: 2000, 2700: 2700, 4000: 4500, 6500: 6000}
"""Home Assistant's candle light, warm, cool white and daylight -> what these words mean here."""
_DARK_COLORS: Final = frozenset({"black", "brown"})


def ha_sentence(rng: Random, grammar: Grammar, template: Template, scene: Scene) -> Draft | None:
    """A sentence of the template in this home, labelled; None where it has no such thing."""
    spoken = bind(rng, grammar, template, scene)
    if spoken is None or _is_bare(spoken):
        return None
    intent = template.intent
    if intent in _STRANGERS:
        reason = None if takes_text(scene.home) and intent == "HassRespond" else "not_for_me"
        return Draft(spoken.words, "reject", reason=reason, tag=f"ha/{intent}") if reason else None
    if intent == "HassNevermind":
        return Draft(spoken.words, "cancel", tag="ha/HassNevermind")
    if intent in ("HassGetState", "HassClimateGetTemperature", "HassTimerStatus"):
        return answer(spoken)
    targets = _targets(spoken)
    return Draft(_retagged(spoken), "act", targets=tuple(targets), tag=f"ha/{intent}") if targets else None


def _targets(spoken: Bound) -> list[Label]:
    """What the sentence asks for, one label a device; empty if we cannot tell."""
    intent = spoken.template.intent
    if intent in ("HassTurnOn", "HassTurnOff"):
        return _switched(spoken, on=intent == "HassTurnOn")
    if intent == "HassLightSet":
        return _light(spoken)
    if intent in _PLAYERS:
        return _player(spoken)
    if intent in _ROBOTS:
        kind, command = _ROBOTS[intent]
        return _each(_single(spoken, kind), command, lambda d: {})
    if intent in _NUMBERS:
        return _numbered(spoken)
    return _timer(spoken) if intent in _TIMERS else _listed(spoken)


def _switched(spoken: Bound, *, on: bool) -> list[Label]:
    devices = [spoken.device] if spoken.device else _meant(spoken)
    return [target(d, name) for d in devices if (name := _switching(d, on=on)) in d.commands]


def _switching(device: Device, *, on: bool) -> str:
    """The command that Home Assistant's turning on or off comes to."""
    by_type = {
        "cover": ("open", "close"),
        "valve": ("open", "close"),
        "lock": ("lock", "unlock"),
        "scene": ("activate", ""),
        "script": ("run", ""),
    }
    return by_type.get(device.type, ("turn_on", "turn_off"))[0 if on else 1]


def _light(spoken: Bound) -> list[Label]:
    slots = spoken.slots
    devices = [spoken.device] if spoken.device else _meant(spoken)
    if "brightness" in slots:
        level = slots["brightness"]
        label = {"mode": "set", "span": "brightness", "value": level.value}
        if level.list_name == "brightness_level":
            label = {"mode": "max" if level.value == 100 else "min"}
        return _each(
            devices,
            "set_brightness",
            lambda d: {"brightness": label} if _fits(d, "set_brightness", label) else None,
        )
    if "color" in slots:
        color = slots["color"].value
        label = {"mode": "set", "span": "color", "value": color}
        return [] if color in _DARK_COLORS else _each(devices, "set_color", lambda d: {"color": label})
    return _each(devices, "set_color_temperature", lambda d: _kelvin(spoken, d))


def _kelvin(spoken: Bound, device: Device) -> Label | None:
    slot = spoken.slots["temperature"]
    value = slot.value
    if slot.list_name == "color_temperature_names":
        value = _KELVIN[value]
    label = {"mode": "set", "span": "temperature", "value": value}
    return {"color_temperature": label} if _fits(device, "set_color_temperature", label) else None


def _numbered(spoken: Bound) -> list[Label]:
    command, slot = _NUMBERS[spoken.template.intent]
    label = {"mode": "set", "span": slot, "value": spoken.slots[slot].value}
    kind = {"set_temperature": "climate", "set_speed": "fan"}.get(command)
    devices = (
        [spoken.device]
        if spoken.device
        else _meant(spoken)
        if kind != "climate"
        else _single(spoken, "climate")
    )
    able = [d for d in devices if command in d.commands and d.commands[command].args[0].kind == "number"]
    named = {d.id: d.commands[command].args[0].name for d in able}
    return _each(able, command, lambda d: {named[d.id]: label} if _fits(d, command, label) else None)


def _player(spoken: Bound) -> list[Label]:
    command = _PLAYERS[spoken.template.intent]
    players = [spoken.device] if spoken.device else _single(spoken, "media_player")
    if command != "set_volume":
        return _each(players, command, lambda d: {})
    if "volume_level" in spoken.slots:
        said = {"mode": "set", "span": "volume_level", "value": spoken.slots["volume_level"].value}
        return _each(players, command, lambda d: {"volume": said} if _fits(d, command, said) else None)
    return _each(players, command, lambda d: _louder(spoken, d))


def _louder(spoken: Bound, device: Device) -> Label | None:
    slot = spoken.slots.get("volume_step")
    text = " ".join(word.text for word in spoken.words)
    up = (slot.value == "up" if slot and slot.list_name == "volume_step" else None) or any(
        word in text for word in (" up", "increase", "raise")
    )
    if slot is None or slot.list_name == "volume_step":
        return {"volume": {"mode": "more" if up else "less", "size": "some"}}
    now = spoken.scene.state.get(device.id, {}).get("volume")
    if not isinstance(now, (int, float)) or command_of(device, "set_volume") is None:
        return None
    value = bound(now + slot.value if up else now - slot.value, device.commands["set_volume"].args[0])
    return {"volume": {"mode": "up" if up else "down", "span": "volume_step", "value": value}}


def command_of(device: Device, command: str) -> str | None:
    """The command's name if the device has it."""
    return command if command in device.commands else None


def _timer(spoken: Bound) -> list[Label]:
    """Only where the home has one timer is it clear which."""
    timers = [d for d in spoken.scene.home.devices if d.type == "timer"]
    command = _TIMERS[spoken.template.intent]
    said = [name for name in spoken.slots if name in _SECONDS]
    strange = set(spoken.slots) - set(said) - ({"name"} if command == "start" else set())
    if len(timers) != 1 or strange or (command in ("start", "add")) != bool(said):
        return []
    args: Label = {}
    if said:
        total = sum(_SECONDS[name] * spoken.slots[name].value for name in said)
        args["duration"] = {"mode": "set", "span": "duration", "value": total}
    if "name" in spoken.slots:
        args["label"] = {"mode": "set", "text": "name"}
    return [target(timers[0], command, args)]


def _listed(spoken: Bound) -> list[Label]:
    """Something for the one list of that name."""
    if spoken.template.intent != "HassShoppingListAddItem":
        return []
    lists = [d for d in spoken.scene.home.devices if d.type == "custom" and "list" in d.name.lower()]
    adding = [
        (d, s) for d in lists for s in d.commands.values() if s.name.startswith("add") and len(s.args) == 1
    ]
    if len(adding) != 1 or len(lists) != 1 or "shopping" not in lists[0].name.lower():
        return []
    device, spec = adding[0]
    return [target(device, spec.name, {spec.args[0].name: {"mode": "set", "text": "item"}})]


def _meant(spoken: Bound) -> list[Device]:
    """All of a kind in the place that is said, else in the speaker's, unless one is sensitive."""
    kind = spoken.template.domain
    if "device_class" in spoken.slots:
        kind = str(spoken.slots["device_class"].value)
    kind = kind or {"HassFanSetSpeed": "fan"}.get(spoken.template.intent)
    found = [d for d in spoken.scene.home.devices if kind in (d.type, kind_of(d))]
    inside = (
        [d for d in found if d.area in _places(spoken)] if spoken.template.slots != "domain_all" else found
    )
    return [] if any(d.risk == "sensitive" for d in inside) else inside


def _single(spoken: Bound, kind: str) -> list[Device]:
    """The one device of the kind in the place, or in the whole home."""
    if spoken.device is not None:
        return [spoken.device]
    found = [d for d in spoken.scene.home.devices if d.type == kind]
    near = [d for d in found if d.area in _places(spoken)]
    if spoken.template.intent == "HassVacuumCleanArea":
        return found if len(found) == 1 else []
    text = " ".join(word.text for word in spoken.words)
    if (
        kind == "lawn_mower"
        and "mow" not in text
        and any(d.type == "vacuum" for d in spoken.scene.home.devices)
    ):
        return []
    if spoken.area is not None or spoken.floor is not None:
        return near if len(near) == 1 else []
    return near if len(near) == 1 else (found if len(found) == 1 else [])


def _places(spoken: Bound) -> set[str | None]:
    """The areas that are said, else the speaker's."""
    if spoken.floor is not None:
        return {a.id for a in spoken.scene.home.areas if a.floor == spoken.floor}
    own = here(spoken.scene)
    return {spoken.area.id} if spoken.area else ({own} if own else set())


def _each(devices: Iterable[Device], command: str, args: Callable[[Device], Label | None]) -> list[Label]:
    """The same for every device that can; nothing at all if a value does not fit one of them."""
    labels = [(d, args(d)) for d in devices if command in d.commands]
    if any(label is None for _, label in labels):
        return []
    return [target(d, command, label) for d, label in labels if label is not None]


def _fits(device: Device, command: str, label: Mapping[str, Any]) -> bool:
    if command not in device.commands:
        return True
    value = label.get("value")
    return value is None or bound(value, device.commands[command].args[0]) == value


def _is_bare(spoken: Bound) -> bool:
    """A name alone asks for nothing."""
    return all(word.tag == "name" or word.text in ("the", "my", "our") for word in spoken.words)


def _retagged(spoken: Bound) -> Phrase:
    """Hours, minutes and seconds together are one duration, its units included."""
    places = [i for i, w in enumerate(spoken.words) if w.tag in _SECONDS]
    if not places:
        return spoken.words
    last = places[-1]
    following: Sequence[Any] = spoken.words[last + 1 : last + 3]
    for offset, word in enumerate(following, 1):
        if word.text.startswith(_TIME_WORDS):
            last = places[-1] + offset
            break
    first = places[0]
    return tuple(
        type(w)(w.text, "duration", w.glued) if first <= i <= last else w for i, w in enumerate(spoken.words)
    )
