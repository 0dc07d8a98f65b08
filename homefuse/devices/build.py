"""From a device file of the right shape to a Device: the type's part and the file's own part merged. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from homefuse.devices.driver_schema import SHORT_FORMS
from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
from homefuse.devices.standard import STANDARD_TYPES, expand, property_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.driver_schema import DriverFile
    from homefuse.devices.model import Units, Value
    from homefuse.devices.schema import ArgumentFile, CommandFile, DeviceFile


def build_device(source: DeviceFile, default_id: str, units: Units, shown: tuple[str, ...] = ()) -> Device:
    """The device that the file describes.

    `shown` are properties that the device is known to report though no feature names them.
    """
    features = effective_features(source)
    base = expand(source.type, frozenset(features), source.kind, units)
    own = {
        name: _command(name, spec, base.commands.get(name), units) for name, spec in source.commands.items()
    }
    commands = {**base.commands, **own} if own else base.commands
    properties = {**base.properties, **_properties(source, shown, units)}
    return Device(
        id=source.id or default_id,
        name=source.name,
        type=source.type,
        kind=source.kind,
        aliases=source.aliases,
        area=source.area,
        features=features,
        measures=source.measures,
        unit=source.unit,
        risk=source.risk or base.risk,
        commands=_speakable(commands, source),
        properties=_matched(properties, commands),
        driver=_driver(source.driver) if source.driver else {},
        pronunciation=source.pronunciation,
    )


def effective_features(source: DeviceFile) -> tuple[str, ...]:
    """The listed features, and those whose command the file describes itself."""
    if not source.commands or source.type not in STANDARD_TYPES:
        return source.features
    implied = {c.spec.name: c.feature for c in STANDARD_TYPES[source.type].commands if c.feature}
    added = (implied[name] for name in source.commands if name in implied)
    return tuple(dict.fromkeys((*source.features, *added)))


def plain_value(value: Any, name: str = "") -> Value:
    """A state value as the stages know it: a colour's list becomes a triple, any other list a text."""
    if not isinstance(value, (list, tuple)):
        return value if isinstance(value, (bool, int, float, str)) else None
    if name == "color" and len(value) == 3 and all(isinstance(part, int) for part in value):
        return (value[0], value[1], value[2])
    return ", ".join(map(str, value))


def _driver(source: DriverFile) -> dict[str, Any]:
    """The driver's settings as written: what is not said is the driver's own default."""
    settings = source.model_dump(exclude_unset=True)
    for driver, key in SHORT_FORMS.items():
        if list(settings.get(driver) or ()) == [key]:
            settings[driver] = settings[driver][key]
    return settings


def _command(name: str, source: CommandFile, base: CommandSpec | None, units: Units) -> CommandSpec:
    known = {argument.name: argument for argument in base.args} if base else {}
    args = tuple(_argument(key, spec, known.get(key), units) for key, spec in source.args.items())
    if base and not source.args:
        args = base.args
    return CommandSpec(name, args, source.phrases or (base.phrases if base else ()))


def _argument(name: str, source: ArgumentFile, base: Argument | None, units: Units) -> Argument:
    """The file's argument; what it leaves out comes from the type's argument of the same kind and unit."""
    kind = "options" if source.options else source.type or (base.kind if base else "text")
    unit = source.unit or ("s" if kind == "duration" else None)
    own = Argument(
        name=name,
        kind=kind,
        unit=unit,
        min=source.min,
        max=source.max,
        step=source.step,
        options=source.options or (),
        default=source.default,
        property=source.property or (base.property if base else None),
        optional=source.optional,
    )
    if base is None or base.kind != kind or (unit and unit != base.unit):
        return own
    return replace(
        own,
        unit=unit or base.unit,
        min=base.min if own.min is None else own.min,
        max=base.max if own.max is None else own.max,
        step=base.step if own.step is None else own.step,
        options=own.options or base.options,
    )


def _properties(source: DeviceFile, shown: tuple[str, ...], units: Units) -> dict[str, PropertySpec]:
    own = {name: PropertySpec(name, spec.unit, spec.options) for name, spec in source.properties.items()}
    for name in shown:
        own.setdefault(name, property_of(source.type, name, units) or PropertySpec(name))
    if source.unit and "value" not in own:
        own["value"] = PropertySpec("value", source.unit)
    return own


def _matched(
    properties: dict[str, PropertySpec], commands: Mapping[str, CommandSpec]
) -> dict[str, PropertySpec]:
    """Properties with the unit and options of the arguments that set them."""
    result = properties
    for argument in (argument for command in commands.values() for argument in command.args):
        spec = properties.get(argument.property or "")
        if spec is None:
            continue
        unit = argument.unit if argument.kind == "number" else spec.unit
        if argument.options and not spec.options:
            result = {**result, spec.name: replace(spec, unit=None, options=argument.options)}
        elif unit and unit != spec.unit:
            result = {**result, spec.name: replace(spec, unit=unit)}
    return result


def _speakable(commands: dict[str, CommandSpec], source: DeviceFile) -> dict[str, CommandSpec]:
    """Without the type's commands that a custom driver has no message for; toggling becomes on or off."""
    if source.driver is None or source.driver.custom is None:
        return commands
    spoken = {*source.driver.custom.commands, *source.commands}
    if {"turn_on", "turn_off"} <= spoken:
        spoken.add("toggle")
    return {name: spec for name, spec in commands.items() if name in spoken}
