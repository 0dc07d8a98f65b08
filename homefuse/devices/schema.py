"""The shape of a device file, as editors, the loader and the documentation see it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from homefuse.devices.driver_schema import DriverFile, on_key
from homefuse.devices.model import Risk, Units
from homefuse.devices.standard import KINDS, STANDARD_TYPES
from homefuse.validation import Flag, Identifier, Label, Name, Number, Section, Text, nothing_is_empty

CUSTOM = "custom"
TYPES = (*STANDARD_TYPES, CUSTOM)


class ArgumentFile(Section):
    """One argument of a command: `{type: number, ...}`, `{options: [...]}`, `{type: boolean}`, ..."""

    type: Literal["number", "boolean", "color", "duration", "text"] | None = Field(
        None, description="What the argument holds; leave it out where `options` are listed"
    )
    unit: Annotated[str, Field(min_length=1, max_length=16)] | None = Field(
        None, description='"%", "°C", "K", "min", ...'
    )
    min: Number | None = Field(None, description="Smallest allowed value, in the unit")
    max: Number | None = Field(None, description="Largest allowed value, in the unit")
    step: Number | None = Field(None, gt=0, description="What the device can tell apart, in the unit")
    options: tuple[Label, ...] | None = Field(None, min_length=1, description="The words to choose from")
    default: Flag | Number | str | None = Field(None, description="The value where none was said")
    property: Name | None = Field(
        None, description="The property that this argument sets; relative changes read and bound it"
    )
    optional: Flag = Field(False, description="May be left unsaid")


class CommandFile(Section):
    """One command of a device."""

    phrases: tuple[Text, ...] = Field(
        (), description="Ways to say it, with {argument} where its value stands: help, not a grammar"
    )
    args: Annotated[dict[Name, ArgumentFile], BeforeValidator(nothing_is_empty)] = Field(
        {}, description="Argument name -> what it may hold"
    )


class PropertyFile(Section):
    """One readable property of a device's state."""

    unit: Annotated[str, Field(min_length=1, max_length=16)] | None = None
    options: tuple[Label, ...] = ()


class DeviceFile(Section):
    """One device."""

    id: Identifier | None = Field(None, description="Default: the file's name without .yaml")
    name: Label = Field(description="What people call it")
    aliases: tuple[Label, ...] = Field((), description="Other names for it")
    area: Identifier | None = Field(None, description="The area (room) that it is in or acts on")
    type: str = Field(
        CUSTOM,
        description="Brings that type's commands, arguments and properties",
        json_schema_extra={"enum": list(TYPES)},
    )
    kind: str | None = Field(None, description="Covers only", json_schema_extra={"enum": [*KINDS, None]})
    features: tuple[str, ...] = Field(
        (), description="Which optional properties (and their commands) it has, by the property's name"
    )
    measures: Name | None = Field(None, description="Sensors only: temperature, occupancy, door, ...")
    unit: Annotated[str, Field(min_length=1, max_length=16)] | None = Field(
        None, description="Sensors only: unit of the value"
    )
    risk: Risk | None = Field(
        None, description="sensitive = acts only when asked by name, and confirmed. Default: by type"
    )
    commands: dict[Name, Annotated[CommandFile, BeforeValidator(nothing_is_empty)]] = Field(
        {}, description="Commands of its own; one of the same name replaces the type's"
    )
    properties: Annotated[
        dict[Name, Annotated[PropertyFile, BeforeValidator(nothing_is_empty)]], BeforeValidator(on_key)
    ] = Field({}, description="Properties of its own")
    driver: DriverFile | None = Field(
        None, description="How it speaks MQTT; without one it is only simulated"
    )
    pronunciation: Text | None = Field(None, description="How its name sounds, for speech recognition")


class HomeDeviceFile(DeviceFile):
    """A device of a case's home, with the state that it starts in."""

    state: Annotated[dict[Name, Any], BeforeValidator(on_key)] = Field({}, description="Property -> value")


class AreaFile(Section):
    """A room or outdoor place."""

    id: Identifier
    name: Label
    aliases: tuple[Label, ...] = ()
    floor: Label | None = None


class CameraPlaceFile(Section):
    """A camera and the area that it looks at."""

    id: Identifier
    name: Label
    area: Identifier | None = None


class HomeFile(Section):
    """A whole home, as case files name it."""

    units: Units = "metric"
    areas: tuple[AreaFile, ...] = ()
    devices: tuple[HomeDeviceFile, ...] = ()
    cameras: tuple[CameraPlaceFile, ...] = ()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a device file: one device, or a list of them."""
    schema = DeviceFile.model_json_schema()
    definitions = schema.pop("$defs")
    definitions["DeviceFile"] = schema
    device = {"$ref": "#/$defs/DeviceFile"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "HomeFuse device file",
        "anyOf": [device, {"type": "array", "items": device}],
        "$defs": definitions,
    }
