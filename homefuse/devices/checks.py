"""What a device file of the right shape can still have wrong. Pure; every check yields issues with paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.devices.driver_checks import check_driver, check_placeholders
from homefuse.devices.schema import TYPES
from homefuse.devices.standard import KINDS, STANDARD_TYPES
from homefuse.devices.words import UNIT_SPELLINGS
from homefuse.validation import Issue, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homefuse.devices.model import Argument, Device, Value
    from homefuse.devices.schema import ArgumentFile, DeviceFile

_SENSORS = frozenset({"sensor", "binary_sensor"})
_NUMERIC = frozenset({"number", "duration"})
_NUMERIC_KEYS = ("unit", "min", "max", "step")


def check_type(source: DeviceFile) -> Iterator[Issue]:
    """Type, kind and features; while these are wrong the device cannot be built."""
    if source.type not in TYPES:
        yield Issue(("type",), unknown("type", source.type, TYPES))
        return
    if source.kind is not None and source.type != "cover":
        yield Issue(("kind",), "only covers have a kind", on_key=True)
    elif source.kind is not None and source.kind not in KINDS:
        yield Issue(("kind",), unknown("kind", source.kind, KINDS))
    known = STANDARD_TYPES[source.type].features if source.type in STANDARD_TYPES else frozenset()
    for index, feature in enumerate(source.features):
        if feature not in known:
            yield Issue(("features", index), unknown(f"feature of a {source.type}", feature, known))


def check_device(source: DeviceFile, device: Device) -> Iterator[Issue]:
    """Everything else, with the built device at hand."""
    yield from _check_units(source)
    yield from _check_commands(source, device)
    yield from _check_options_given(device)
    yield from check_driver(source, device)


def _check_units(source: DeviceFile) -> Iterator[Issue]:
    if source.type not in _SENSORS:
        for key in ("measures", "unit"):
            if getattr(source, key) is not None:
                yield Issue((key,), f"only sensors have {key!r}", on_key=True)
    units: list[tuple[tuple[str, ...], str | None]] = [(("unit",), source.unit)]
    units += [(("properties", name, "unit"), spec.unit) for name, spec in source.properties.items()]
    units += [
        (("commands", name, "args", key, "unit"), spec.unit)
        for name, command in source.commands.items()
        for key, spec in command.args.items()
    ]
    for path, unit in units:
        right = UNIT_SPELLINGS.get(unit.lower()) if unit else None
        if right and unit != right:
            yield Issue(path, f"unknown unit {unit!r}, did you mean {right!r}?")


def _check_commands(source: DeviceFile, device: Device) -> Iterator[Issue]:
    for name, command in source.commands.items():
        args = {argument.name: argument for argument in device.commands[name].args}
        for key, spec in command.args.items():
            for rest, message in _argument_faults(spec, args[key], device):
                yield Issue(("commands", name, "args", key, *rest), message)
        for index, phrase in enumerate(command.phrases):
            yield from check_placeholders(phrase, args, ("commands", name, "phrases", index))


def _argument_faults(
    source: ArgumentFile, argument: Argument, device: Device
) -> Iterator[tuple[tuple[str, ...], str]]:
    if source.options and source.type:
        yield ("type",), "an argument has options or a type, not both"
    if not source.options and not source.type and not _inherits(argument, device):
        yield (), "an argument needs a type or options"
    if argument.kind not in _NUMERIC:
        for key in _NUMERIC_KEYS:
            if getattr(source, key) is not None:
                yield (key,), f"only numbers and durations have {key!r}"
    if argument.min is not None and argument.max is not None and argument.min >= argument.max:
        yield ("min",) if source.min is not None else ("max",), "min must be below max"
    if len({option.casefold() for option in argument.options}) < len(argument.options):
        yield ("options",), "an option is listed twice"
    if source.default is not None and (fault := _default_fault(source.default, argument)):
        yield ("default",), fault
    if argument.property is not None and argument.property not in device.properties:
        yield ("property",), unknown("property", argument.property, device.properties)


def _inherits(argument: Argument, device: Device) -> bool:
    """Whether the device's type has an argument of that name to take the kind from."""
    standard = STANDARD_TYPES.get(device.type)
    names = {arg.name for command in standard.commands for arg in command.spec.args} if standard else set()
    return argument.name in names


def _default_fault(default: Value, argument: Argument) -> str | None:
    if argument.kind == "options":
        return None if str(default) in argument.options else unknown("option", str(default), argument.options)
    if argument.kind == "boolean":
        return None if isinstance(default, bool) else "the default of a boolean is true or false"
    if argument.kind not in _NUMERIC:
        return None if isinstance(default, str) else "the default must be text"
    if isinstance(default, bool) or not isinstance(default, (int, float)):
        return "the default must be a number"
    low = argument.min if argument.min is not None else default
    high = argument.max if argument.max is not None else default
    return None if low <= default <= high else "the default is outside min and max"


def _check_options_given(device: Device) -> Iterator[Issue]:
    for name, command in device.commands.items():
        for argument in command.args:
            if argument.kind == "options" and not argument.options:
                path = (
                    ("features", device.features.index(argument.name))
                    if argument.name in device.features
                    else ()
                )
                wanted = f"commands: {{{name}: {{args: {{{argument.name}: {{options: [...]}}}}}}}}"
                yield Issue(path, f"{argument.name!r} needs its options: {wanted}")
