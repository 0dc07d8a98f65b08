"""Everything that a home can do, described in words: the model scores descriptions and never invents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from homefuse.devices.standard import STANDARD_TYPES
from homefuse.devices.standard import type_words as standard_type_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homefuse.devices.model import Argument, CommandSpec, Device, Home, PropertySpec

_PLACEHOLDER = re.compile(r"[{}]")


class ItemKind(IntEnum):
    """What an item stands for."""

    COMMAND = 0
    ARGUMENT = 1
    OPTION = 2
    PROPERTY = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a device that the model may point at."""

    kind: ItemKind
    text: str
    """Its description, as the text tower reads it."""
    names: tuple[str, ...] = ()
    """Phrases that, said in full, name it: an option's words, a command's phrases."""
    command: CommandSpec | None = None
    argument: Argument | None = None
    option: str | None = None
    property: PropertySpec | None = None


def type_words(device: Device) -> tuple[str, ...]:
    """What people call a device of this type."""
    return tuple(standard_type_words(device.type, device.kind, device.measures).split())


def device_texts(device: Device, home: Home) -> tuple[str, str]:
    """A device's names, and what and where it is."""
    area = home.area(device.area)
    where = f" in the {area.name}" if area is not None else ""
    return ", ".join((device.name, *device.aliases)), f"{' '.join(type_words(device))}{where}"


def items_of(device: Device) -> tuple[Item, ...]:
    """Commands, each followed by its arguments and their options, then properties."""
    items: list[Item] = []
    for command in device.commands.values():
        items.append(_command(device, command))
        for argument in command.args:
            items.append(_argument(device, command, argument))
            items.extend(_option(command, argument, option) for option in options_of(argument))
    items.extend(_property(device, spec) for spec in device.properties.values())
    return tuple(items)


def options_of(argument: Argument) -> Sequence[str]:
    """The words that an argument may take; a boolean's are "true" and "false"."""
    return ("true", "false") if argument.kind == "boolean" else argument.options


def _words(name: str) -> str:
    return name.replace("_", " ")


def _command(device: Device, command: CommandSpec) -> Item:
    phrases = tuple(_PLACEHOLDER.sub("", _words(phrase)) for phrase in _phrases(device, command))
    head = f"{type_words(device)[0]}: " if type_words(device) else ""
    ways = tuple(way.strip() for phrase in phrases for way in phrase.split(","))
    text = "; ".join((_words(command.name), *phrases))
    return Item(ItemKind.COMMAND, head + text, (_words(command.name), *ways), command)


def _phrases(device: Device, command: CommandSpec) -> tuple[str, ...]:
    """Its phrases; a device that replaces a standard command without any keeps the standard ones."""
    standard = STANDARD_TYPES.get(device.type)
    if command.phrases or standard is None:
        return command.phrases
    return next((c.spec.phrases for c in standard.commands if c.spec.name == command.name), ())


def _argument(device: Device, command: CommandSpec, argument: Argument) -> Item:
    unit = f" in {argument.unit}" if argument.unit else ""
    options = f" ({', '.join(argument.options)})" if argument.options else ""
    text = f"{_words(command.name)}: {_words(argument.name)}{unit}{options}"
    return Item(ItemKind.ARGUMENT, text, (_words(argument.name),), command, argument)


def _option(command: CommandSpec, argument: Argument, option: str) -> Item:
    said = {"true": f"{_words(argument.name)} on", "false": f"{_words(argument.name)} off"}
    words = said.get(option, _words(option)) if argument.kind == "boolean" else _words(option)
    return Item(ItemKind.OPTION, f"{_words(argument.name)} {words}", (words,), command, argument, option)


def _property(device: Device, spec: PropertySpec) -> Item:
    head = " ".join(type_words(device)[:2])
    unit = f" in {spec.unit}" if spec.unit else ""
    return Item(
        ItemKind.PROPERTY, f"{head} state: {_words(spec.name)}{unit}", (_words(spec.name),), property=spec
    )
