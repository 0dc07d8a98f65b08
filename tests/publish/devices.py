from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
from homefuse.devices.standard import STANDARD_TYPES, expand

if TYPE_CHECKING:
    from homefuse.devices.model import Units, Value


def standard(
    type_: str,
    driver: dict[str, Any],
    *features: str,
    units: Units = "metric",
    commands: tuple[CommandSpec, ...] = (),
    **more: Any,
) -> Device:
    """A device of a standard type; without features named it has them all."""
    brings = expand(type_, frozenset(features or STANDARD_TYPES[type_].features), units=units)
    return Device(
        id="thing",
        name="Thing",
        type=type_,
        commands={**brings.commands, **{command.name: command for command in commands}},
        properties=brings.properties,
        driver=driver,
        **more,
    )


def custom(driver: dict[str, Any], *commands: CommandSpec, **units: str | None) -> Device:
    """A device that nobody foresaw; `units` = its properties."""
    return Device(
        id="thing",
        name="Thing",
        commands={command.name: command for command in commands},
        properties={name: PropertySpec(name, unit) for name, unit in units.items()},
        driver={"custom": driver},
    )


def options(name: str, *words: str) -> CommandSpec:
    return CommandSpec(f"set_{name}", (Argument(name, "options", options=words, property=name),))


def some_value(argument: Argument) -> Value:
    """A value that the argument allows."""
    by_kind: dict[str, Value] = {"boolean": True, "color": "blue", "duration": 60, "text": "tea"}
    if argument.kind == "options":
        return argument.options[0] if argument.options else "some"
    if argument.kind == "number":
        return argument.max if argument.max is not None else 1
    return by_kind[argument.kind]
