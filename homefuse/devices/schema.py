"""The shape of a device file, as editors, the loader and the documentation see it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue

from homefuse.devices.model import Risk, Units
from homefuse.devices.standard import KINDS, STANDARD_TYPES
from homefuse.validation import Flag, Identifier, Label, Name, Number, Section, Text, Whole, nothing_is_empty

CUSTOM = "custom"
TYPES = (*STANDARD_TYPES, CUSTOM)


def _on_key(value: object) -> object:
    """YAML 1.1 reads an unquoted `on:` as true; where property names are meant it is `on` again."""
    if not isinstance(value, dict):
        return value
    return {"on" if key is True or key == "true" else key: item for key, item in value.items()}


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, dict) else value


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


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


class MessageFile(Section):
    """One MQTT message; it is never retained."""

    topic: str
    payload: JsonValue = Field(
        "",
        description="Data with {argument} where a value goes; text alone is sent as text, the rest as JSON",
    )
    qos: Literal[0, 1] = 1


class StateFile(Section):
    """Where a device reports, and where in the report its properties stand."""

    topic: str
    properties: Annotated[dict[Name, str], BeforeValidator(_on_key)] = Field(
        description="Property -> JSON pointer into the payload; the empty pointer is the whole payload"
    )


class AvailabilityFile(Section):
    """Where a device says whether it is there."""

    topic: str
    online: str = Field("online", description="The payload that means: there")


class SpokenFile(Section):
    """What every driver may be told about a device's own words and manners."""

    values: Annotated[dict[Name, dict[str, Flag | Number | str]], BeforeValidator(_on_key)] = Field(
        {}, description="Property or argument -> {HomeFuse's value: the device's word}, both ways"
    )
    scale: dict[Name, Annotated[Number, Field(gt=0)]] = Field(
        {}, description="Property or argument -> what HomeFuse's number is multiplied by to be the device's"
    )
    optimistic: Flag | None = Field(
        None, description="true = the device repeats a command before it has obeyed, so it must be asked"
    )
    confirm_s: Annotated[Number, Field(gt=0)] | None = Field(
        None, description="Seconds within which the device reports a change"
    )


class Zigbee2MqttFile(SpokenFile):
    """A zigbee2mqtt device or group, where its friendly name alone does not say enough."""

    name: str = Field(description="The friendly name")
    base: str = Field("zigbee2mqtt", description="zigbee2mqtt's base topic")
    endpoint: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,32}$")] | None = Field(
        None, description='"left" makes the keys state_left, ...'
    )
    color: Literal["rgb", "hs", "xy"] = Field("rgb", description="The form in which colours are sent")
    keys: dict[Name, str] = Field({}, description="Property -> zigbee2mqtt's key, where it is unusual")
    scene: Whole | None = Field(None, description="Scenes: the number to recall")


class CustomDriverFile(SpokenFile):
    """A device that speaks its own topics."""

    state: Annotated[
        tuple[StateFile, ...],
        BeforeValidator(_one_or_many, json_schema_input_type=StateFile | tuple[StateFile, ...]),
    ] = Field((), description="Where it reports; one place or a list")
    commands: dict[Name, MessageFile] = Field({}, description="Command -> the message that it sends")
    availability: AvailabilityFile | None = None
    ask: MessageFile | None = Field(None, description="The message that makes the device report its state")


class DriverFile(Section):
    """How a device speaks MQTT; exactly one of these."""

    zigbee2mqtt: (
        Annotated[Zigbee2MqttFile, BeforeValidator(_named, json_schema_input_type=str | Zigbee2MqttFile)]
        | None
    ) = Field(
        None, description="The device's friendly name in zigbee2mqtt, or a mapping with that name and more"
    )
    custom: CustomDriverFile | None = Field(None, description="Topics and payloads written out")


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
        dict[Name, Annotated[PropertyFile, BeforeValidator(nothing_is_empty)]], BeforeValidator(_on_key)
    ] = Field({}, description="Properties of its own")
    driver: DriverFile | None = Field(
        None, description="How it speaks MQTT; without one it is only simulated"
    )
    pronunciation: Text | None = Field(None, description="How its name sounds, for speech recognition")


class HomeDeviceFile(DeviceFile):
    """A device of a case's home, with the state that it starts in."""

    state: Annotated[dict[Name, Any], BeforeValidator(_on_key)] = Field({}, description="Property -> value")


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
