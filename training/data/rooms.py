"""Rooms that stand for what is in them: "bedroom red", "the temperature in here", "everything upstairs"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.dimensions import dimension_of
from training.data.referring import HERE, Reference, Speaker, area_words, in_area

if TYPE_CHECKING:
    import random

    from homefuse.devices.model import CommandSpec, Device

ROOM_COMMANDS = frozenset(
    ("set_brightness", "set_color", "set_color_temperature", "set_temperature", "set_volume", "set_humidity")
)
_SWITCHED = frozenset(
    ("light", "switch", "fan", "media_player", "air_purifier", "humidifier", "dehumidifier")
)
_ALL = ("everything", "everything", "all the devices", "every device", "all devices", "all of it", "the lot")
_WHOLE = ("", "", " in the house", " at home", " in the whole house", " everywhere")


def room_devices(by: Speaker, device: Device, command: str) -> tuple[Device, ...]:
    """The lights of the device's room, or the one other thing there that has the command; else nothing."""
    alike = tuple(
        d
        for d in by.names.within((device.area or "",))
        if d.type == device.type and command in d.commands and d.risk != "sensitive"
    )
    return alike if device.type == "light" or len(alike) == 1 else ()


def room_words(rng: random.Random, by: Speaker, device: Device, spec: CommandSpec) -> tuple[str, str] | None:
    """Words and style: the room itself, or the aspect of it that the command sets."""
    area = by.names.home.area(device.area)
    if area is None:
        return None
    here = by.where == area.id
    if spec.args[0].kind == "number" and (device.type not in ("light", "climate") or rng.random() < 0.5):
        noun = f"the {rng.choice(dimension_of(spec.args[0]).nouns)}"
        if spec.args[0].unit == "K":
            return None
        if here and rng.random() < 0.55:
            return rng.choice((noun, f"{noun} {rng.choice(HERE)}", f"{noun} {rng.choice(HERE)}")), "aspect"
        return f"{noun} {in_area(rng, area)}", "aspect"
    words = area_words(rng, area, article=rng.random() < 0.6)
    if here and rng.random() < 0.4:
        words = rng.choice(("this room", "the room", "it in here", "the lighting in here", "this place"))
        if device.type != "light" and "light" in words:
            words = "this room"
    return None if words.endswith(("light", "lights", "lamp")) else (words, "room")


def everything(rng: random.Random, by: Speaker) -> tuple[Reference, CommandSpec] | None:
    """All switchable things of a room, or of the home; never a sensitive one."""
    areas = [a for a in by.names.home.areas if len(by.names.within((a.id,))) > 1]
    area = rng.choice(areas) if areas and rng.random() < 0.6 else None
    if by.where is not None and rng.random() < 0.3:
        area = by.names.home.area(by.where)
    command = "turn_off" if rng.random() < 0.85 else "turn_on"
    meant = tuple(
        d
        for d in (by.names.devices if area is None else by.names.within((area.id,)))
        if d.type in _SWITCHED and command in d.commands and d.risk != "sensitive"
    )
    if not meant:
        return None
    place = rng.choice(_WHOLE) if area is None else f" {in_area(rng, area)}"
    if area is not None and area.id == by.where and rng.random() < 0.7:
        place = f" {rng.choice(HERE)}"
    words = f"{rng.choice(_ALL)}{place}"
    return Reference(words, meant, words.startswith("all the"), style="group"), meant[0].commands[command]
