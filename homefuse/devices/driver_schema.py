"""The shape of `driver:` in a device file: how each system is spoken to."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 - pydantic reads this module's annotations
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, JsonValue

from homefuse.devices.home_assistant_keys import COMPONENTS
from homefuse.validation import Flag, Name, Number, Section, Whole

SHORT_FORMS = {"zigbee2mqtt": "name", "tasmota": "topic", "esphome": "topic"}
"""Driver -> the setting that a text alone stands for."""


_HOMIE_PATH = r"^[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}$"


def on_key(value: object) -> object:
    """YAML 1.1 reads an unquoted `on:` as true; where property names are meant it is `on` again."""
    if not isinstance(value, dict):
        return value
    return {"on" if key is True or key == "true" else key: item for key, item in value.items()}


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, dict) else value


def _pathed(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


def _short(driver: str) -> Callable[[object], object]:
    """A text alone is the value of that driver's main setting."""
    key = SHORT_FORMS[driver]
    return lambda value: {key: value} if isinstance(value, str) else value


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
    properties: Annotated[dict[Name, str], BeforeValidator(on_key)] = Field(
        description="Property -> JSON pointer into the payload; the empty pointer is the whole payload"
    )


class AvailabilityFile(Section):
    """Where a device says whether it is there."""

    topic: str
    online: str = Field("online", description="The payload that means: there")


class SpokenFile(Section):
    """What every driver may be told about a device's own words and manners."""

    values: Annotated[dict[Name, dict[str, Flag | Number | str]], BeforeValidator(on_key)] = Field(
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


class TasmotaFile(Section):
    """A Tasmota device, or one relay, shutter or sensor of it."""

    topic: str = Field(description="The device's topic")
    full_topic: Annotated[str, Field(pattern="%prefix%.*%topic%|%topic%.*%prefix%")] = Field(
        "%prefix%/%topic%/", description="As the device's own FullTopic"
    )
    relay: Annotated[Whole, Field(ge=1, le=32)] | None = Field(
        None, description="Which of several relays; 2 makes it POWER2"
    )
    shutter: Annotated[Whole, Field(ge=1, le=16)] = Field(1, description="Covers: which shutter")
    inverted: Flag = Field(False, description="Covers: the device counts 100 as closed")
    tilt_range: tuple[Whole, Whole] = Field((-90, 90), description="Covers: degrees at tilt 0 % and 100 %")
    switch: Annotated[Whole, Field(ge=1, le=28)] | None = Field(
        None, description="Binary sensors: which switch input"
    )
    readings: dict[Name, str] = Field(
        {}, description="Property -> JSON pointer into what the device sends as SENSOR"
    )
    values: Annotated[dict[Name, dict[str, Flag | Number | str]], BeforeValidator(on_key)] = Field(
        {}, description="Property -> {HomeFuse's value: the device's word}, both ways"
    )
    power_linked: Flag = Field(True, description="false = SetOption20: a colour does not switch the light on")
    online: str = Field("Online", description="The payload of LWT that means: there")
    confirm_s: Annotated[Number, Field(gt=0)] | None = Field(
        None, description="Seconds within which the device reports a change"
    )


class EsphomeFile(Section):
    """One component of an ESPHome node that speaks MQTT."""

    topic: str = Field(description="The node's topic_prefix, a slash and the component's object id")
    component: str | None = Field(
        None, description="Where its topics are; default: by the device's type", pattern="^[a-z_]{1,20}$"
    )
    speeds: Annotated[Whole, Field(ge=1, le=255)] = Field(100, description="Fans: how many speeds it has")
    status: str | None = Field(None, description="The topic of its birth and will; default: <prefix>/status")
    confirm_s: Annotated[Number, Field(gt=0)] | None = Field(
        None, description="Seconds within which the device reports a change"
    )


class HomiePropertyFile(Section):
    """One Homie property."""

    path: Annotated[str, Field(pattern=_HOMIE_PATH)] = Field(description="node/property")
    datatype: Literal["integer", "float", "boolean", "string", "enum", "color", "duration"] | None = Field(
        None, description="As in its $description; default: by what HomeFuse's property holds"
    )
    format: Literal["rgb", "hsv", "xyz"] = Field(
        "rgb", description="Colours: the form in which they are sent"
    )
    settable: Flag = Field(True, description="false = it is only reported")
    retained: Flag = Field(True, description="false = it is an event, which is sent at most once")


class HomieCommandFile(Section):
    """A command that is one value of one Homie property."""

    path: Annotated[str, Field(pattern=_HOMIE_PATH)] = Field(description="node/property")
    value: str = Field(description="What is sent to its /set")


class HomieFile(Section):
    """A Homie 5 device, or a part of it."""

    device: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")] = Field(description="The device's id")
    domain: str = Field("homie", description="The first level of its topics")
    properties: Annotated[
        dict[
            Name,
            Annotated[
                HomiePropertyFile, BeforeValidator(_pathed, json_schema_input_type=str | HomiePropertyFile)
            ],
        ],
        BeforeValidator(on_key),
    ] = Field({}, description="Property -> node/property")
    commands: dict[Name, HomieCommandFile] = Field({}, description="Commands that are no property's value")
    values: Annotated[dict[Name, dict[str, Flag | Number | str]], BeforeValidator(on_key)] = Field(
        {}, description="Property -> {HomeFuse's value: the device's word}, both ways"
    )
    scale: dict[Name, Annotated[Number, Field(gt=0)]] = Field(
        {}, description="Property -> what HomeFuse's number is multiplied by to be the device's"
    )
    confirm_s: Annotated[Number, Field(gt=0)] | None = Field(
        None, description="Seconds within which the device reports a change"
    )


class HomeAssistantFile(Section):
    """An entity as Home Assistant's MQTT discovery describes it."""

    component: str = Field(
        description="light, switch, cover, ...", json_schema_extra={"enum": list(COMPONENTS)}
    )
    config: dict[str, JsonValue] = Field(
        description="Its description under full key names: command_topic, state_topic, value_template, ..."
    )
    confirm_s: Annotated[Number, Field(gt=0)] | None = Field(
        None, description="Seconds within which the device reports a change"
    )


class DriverFile(Section):
    """How a device speaks MQTT; exactly one of these."""

    zigbee2mqtt: (
        Annotated[
            Zigbee2MqttFile,
            BeforeValidator(_short("zigbee2mqtt"), json_schema_input_type=str | Zigbee2MqttFile),
        ]
        | None
    ) = Field(
        None, description="The device's friendly name in zigbee2mqtt, or a mapping with that name and more"
    )
    tasmota: (
        Annotated[TasmotaFile, BeforeValidator(_short("tasmota"), json_schema_input_type=str | TasmotaFile)]
        | None
    ) = Field(None, description="The device's topic, or a mapping with that topic and more")
    esphome: (
        Annotated[EsphomeFile, BeforeValidator(_short("esphome"), json_schema_input_type=str | EsphomeFile)]
        | None
    ) = Field(None, description="<topic_prefix>/<object id>, or a mapping with that topic and more")
    homie: HomieFile | None = Field(None, description="A Homie 5 device and where its properties are")
    home_assistant: HomeAssistantFile | None = Field(
        None, description="An entity as Home Assistant's MQTT discovery describes it"
    )
    custom: CustomDriverFile | None = Field(None, description="Topics and payloads written out")
