"""The standard types: which commands, arguments and properties a `type:` brings.

Pure tables. A feature is the name of an optional property; it brings that property and the commands that set
it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from homefuse.devices.model import Argument, CommandSpec, PropertySpec, Risk, Units
from homefuse.devices.words import KIND_WORDS, MEASURE_WORDS

SENSITIVE_KINDS = frozenset({"garage", "gate"})
KINDS = tuple(KIND_WORDS)


@dataclass(frozen=True, slots=True)
class StandardCommand:
    """A command of a standard type, and the feature that it needs."""

    spec: CommandSpec
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class StandardProperty:
    """A property of a standard type, and the feature that it needs; None = always there."""

    spec: PropertySpec
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class StandardType:
    """One row of the table of types."""

    name: str
    words: str
    """What people call such a thing; for the model."""
    commands: tuple[StandardCommand, ...] = ()
    properties: tuple[StandardProperty, ...] = ()
    sensitive: bool = False

    @property
    def features(self) -> frozenset[str]:
        """The features that a device of this type may list."""
        needs = {item.feature for item in self.commands} | {item.feature for item in self.properties}
        return frozenset(feature for feature in needs if feature)


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a type with certain features comes to; shared between devices, so never change it."""

    commands: dict[str, CommandSpec] = field(default_factory=dict)
    properties: dict[str, PropertySpec] = field(default_factory=dict)
    risk: Risk = "normal"


@lru_cache(maxsize=4096)
def expand(
    type_name: str, features: frozenset[str], kind: str | None = None, units: Units = "metric"
) -> Expansion:
    """The commands, properties and default risk of a standard type with these features.

    Unknown types (`custom`) have none; unknown features are ignored. Temperatures are °F in an imperial home.
    """
    standard = STANDARD_TYPES.get(type_name)
    if standard is None:
        return Expansion()
    commands = {
        item.spec.name: _in_units(item.spec, type_name, units)
        for item in standard.commands
        if item.feature is None or item.feature in features
    }
    properties = {
        item.spec.name: _property_in_units(item.spec, units)
        for item in standard.properties
        if item.feature is None or item.feature in features
    }
    sensitive = standard.sensitive or kind in SENSITIVE_KINDS
    return Expansion(commands, properties, "sensitive" if sensitive else "normal")


def property_of(type_name: str, name: str, units: Units = "metric") -> PropertySpec | None:
    """That property of the type, whether or not a device has its feature; None if the type has no such."""
    standard = STANDARD_TYPES.get(type_name)
    specs = (item.spec for item in standard.properties) if standard else iter(())
    return next((_property_in_units(spec, units) for spec in specs if spec.name == name), None)


def type_words(type_name: str, kind: str | None = None, measures: str | None = None) -> str:
    """What a device is, in plain English: its type's words, or its kind's, with what a sensor measures."""
    standard = STANDARD_TYPES.get(type_name)
    if kind in KIND_WORDS:
        return KIND_WORDS[kind]
    words = standard.words if standard else ""
    if measures:
        measured = MEASURE_WORDS.get(measures, measures.replace("_", " "))
        return f"{measured} {words}".strip()
    return words


def _in_units(spec: CommandSpec, type_name: str, units: Units) -> CommandSpec:
    if units == "metric":
        return spec
    low, high = _FAHRENHEIT_RANGES.get(type_name, (None, None))
    args = tuple(
        replace(arg, unit="°F", min=low, max=high, step=1.0) if arg.unit == "°C" else arg for arg in spec.args
    )
    return replace(spec, args=args)


def _property_in_units(spec: PropertySpec, units: Units) -> PropertySpec:
    return replace(spec, unit="°F") if units == "imperial" and spec.unit == "°C" else spec


def _percent(name: str) -> Argument:
    return Argument(name, "number", unit="%", min=0.0, max=100.0, property=name)


def _celsius(low: float, high: float) -> Argument:
    return Argument("temperature", "number", unit="°C", min=low, max=high, step=0.5, property="temperature")


def _options(name: str, *options: str) -> Argument:
    """Without options the device's own file must name them."""
    return Argument(name, "options", options=options, property=name)


def _boolean(name: str) -> Argument:
    return Argument(name, "boolean", property=name)


def _does(name: str, words: str, *args: Argument, feature: str | None = None) -> StandardCommand:
    return StandardCommand(CommandSpec(name, args, (words,)), feature)


def _sets(words: str, argument: Argument, name: str | None = None) -> StandardCommand:
    """A command that sets the property of one feature."""
    return _does(name or f"set_{argument.name}", words, argument, feature=argument.property)


def _has(name: str, unit: str | None = None) -> StandardProperty:
    return StandardProperty(PropertySpec(name, unit))


def _may_have(name: str, unit: str | None = None) -> StandardProperty:
    return StandardProperty(PropertySpec(name, unit), feature=name)


_FAHRENHEIT_RANGES = {"climate": (45.0, 95.0), "water_heater": (85.0, 165.0)}
_SWITCHED = (_does("turn_on", "turn on, switch on"), _does("turn_off", "turn off, switch off"))
_TOGGLED = (*_SWITCHED, _does("toggle", "toggle, switch to the other state"))

_AIR_COMMANDS = (
    *_SWITCHED,
    _sets("set the target humidity, more humid or drier", _percent("humidity")),
    _sets("set the mode or programme", _options("mode")),
    _sets("set the speed, faster or slower", _percent("speed")),
)
_AIR_PROPERTIES = (_has("on"), _may_have("humidity", "%"), _may_have("mode"), _may_have("speed", "%"))

_ROBOT_COMMANDS = (
    _does("start", "start, begin work"),
    _does("pause", "pause, take a break"),
    _does("stop", "stop working"),
    _does("return_home", "return home, go back to the dock to charge"),
    _does("locate", "locate, where is it, make a sound"),
    _sets("set the suction or working power", _options("fan_speed")),
)
_ROBOT_PROPERTIES = (_has("activity"), _has("battery", "%"), _may_have("fan_speed"))

_PLAYER_COMMANDS = (
    *_SWITCHED,
    _does("play", "play, resume, continue playing"),
    _does("pause", "pause playing"),
    _does("stop", "stop playing"),
    _does("next_track", "next track, skip this song, next channel"),
    _does("previous_track", "previous track, go back a song"),
    _does("mute", "mute, silence the sound"),
    _does("unmute", "unmute, sound on again"),
    _sets("set the volume, louder or quieter", _percent("volume")),
    _sets("change the source, input, channel or app", _options("source")),
)

_CLIMATE_COMMANDS = (
    *_SWITCHED,
    _sets("set the temperature, warmer or cooler, heat or cool", _celsius(5.0, 35.0)),
    _sets("set the mode: heat, cool, automatic", _options("mode")),
    _sets("set the fan mode of the air conditioning", _options("fan_mode")),
    _sets("swing the air flow from side to side", _boolean("swing")),
    _sets("set the target humidity", _percent("humidity")),
)
_CLIMATE_PROPERTIES = (
    _has("on"),
    _may_have("temperature", "°C"),
    _has("current_temperature", "°C"),
    *map(_may_have, ("mode", "fan_mode", "swing")),
    _may_have("humidity", "%"),
)

_TIMER_SECONDS = Argument("duration", "duration", unit="s", min=1.0, max=86_400.0)
_TIMER_COMMANDS = (
    _does(
        "start",
        "start a timer, set a timer, remind me in",
        replace(_TIMER_SECONDS, property="remaining"),
        Argument("label", "text", optional=True),
    ),
    _does("cancel", "cancel, stop the timer"),
    _does("pause", "pause the timer"),
    _does("resume", "resume the timer, go on"),
    _does("add", "add time to the timer, make it longer", _TIMER_SECONDS),
)

_ROWS = (
    StandardType(
        "light",
        "light lamp bulb lighting",
        (
            *_TOGGLED,
            _sets("set the brightness, dim, brighter or darker", _percent("brightness")),
            _sets("set the color", Argument("color", "color", property="color")),
            _sets(
                "set the white colour temperature, warmer or cooler",
                Argument(
                    "color_temperature",
                    "number",
                    unit="K",
                    min=2000.0,
                    max=6500.0,
                    property="color_temperature",
                ),
            ),
            _sets("set the light effect or scene", _options("effect")),
        ),
        (
            _has("on"),
            _may_have("brightness", "%"),
            _may_have("color"),
            _may_have("color_temperature", "K"),
            _may_have("effect"),
        ),
    ),
    StandardType("switch", "switch plug socket outlet appliance", _TOGGLED, (_has("on"),)),
    StandardType(
        "fan",
        "fan ventilator ventilation",
        (
            *_TOGGLED,
            _sets("set the fan speed, faster or slower", _percent("speed")),
            _does(
                "set_oscillation",
                "oscillate, swing from side to side",
                _boolean("oscillating"),
                feature="oscillating",
            ),
            _sets("set the direction of the air", _options("direction", "forward", "reverse")),
        ),
        (_has("on"), _may_have("speed", "%"), _may_have("oscillating"), _may_have("direction")),
    ),
    StandardType(
        "cover",
        "cover blind curtain shutter",
        (
            _does("open", "open, raise, pull up"),
            _does("close", "close, shut, lower, pull down"),
            _does("stop", "stop moving, halt there"),
            _sets("set how far it is open", _percent("position")),
            _sets("tilt the slats", _percent("tilt")),
        ),
        (_has("position", "%"), _may_have("tilt", "%")),
    ),
    StandardType(
        "lock",
        "lock door lock",
        (_does("lock", "lock, secure"), _does("unlock", "unlock, let somebody in")),
        (_has("locked"),),
        sensitive=True,
    ),
    StandardType(
        "climate", "thermostat heating air conditioning radiator", _CLIMATE_COMMANDS, _CLIMATE_PROPERTIES
    ),
    StandardType("humidifier", "humidifier moist air", _AIR_COMMANDS, _AIR_PROPERTIES),
    StandardType("dehumidifier", "dehumidifier dry air", _AIR_COMMANDS, _AIR_PROPERTIES),
    StandardType("air_purifier", "air purifier cleaner filter", _AIR_COMMANDS, _AIR_PROPERTIES),
    StandardType(
        "water_heater",
        "water heater boiler hot water",
        (
            *_SWITCHED,
            _sets("set the water temperature, hotter or cooler", _celsius(30.0, 75.0)),
            _sets("set the mode", _options("mode")),
        ),
        (_has("on"), _may_have("temperature", "°C"), _may_have("mode")),
    ),
    StandardType(
        "media_player",
        "media player television speaker music radio",
        _PLAYER_COMMANDS,
        (_has("on"), _has("playing"), _may_have("volume", "%"), _has("muted"), _may_have("source")),
    ),
    StandardType("vacuum", "robot vacuum cleaner hoover roomba", _ROBOT_COMMANDS, _ROBOT_PROPERTIES),
    StandardType("lawn_mower", "robot lawn mower cut the grass", _ROBOT_COMMANDS, _ROBOT_PROPERTIES),
    StandardType(
        "valve",
        "valve tap water gas supply",
        (
            _does("open", "open, let it flow"),
            _does("close", "close, shut off"),
            _sets("set how far it is open", _percent("position")),
        ),
        (_has("position", "%"),),
        sensitive=True,
    ),
    StandardType(
        "alarm",
        "burglar alarm security system",
        (
            _does("arm_home", "arm, we stay at home"),
            _does("arm_away", "arm, everybody leaves, set the alarm"),
            _does("arm_night", "arm for the night"),
            _does("disarm", "disarm, alarm off"),
        ),
        (_has("mode"),),
        sensitive=True,
    ),
    StandardType("siren", "siren horn loud alarm sound", _SWITCHED, (_has("on"),)),
    StandardType("scene", "scene mood atmosphere", (_does("activate", "activate, set the scene"),)),
    StandardType("script", "script routine automation", (_does("run", "run, start the routine"),)),
    StandardType("button", "button", (_does("press", "press, push"),)),
    StandardType(
        "select",
        "selector choice",
        (_does("set_option", "choose, select", _options("option")),),
        (_has("option"),),
    ),
    StandardType(
        "number",
        "number setting level",
        (_does("set_value", "set to a value, more or less", Argument("value", "number", property="value")),),
        (_has("value"),),
    ),
    StandardType("sensor", "sensor reading", (), (_has("value"),)),
    StandardType("binary_sensor", "sensor", (), (_has("value"),)),
    StandardType("timer", "timer countdown alarm clock", _TIMER_COMMANDS, (_has("remaining", "s"),)),
)

STANDARD_TYPES: dict[str, StandardType] = {row.name: row for row in _ROWS}
"""Type name -> its row of the table."""
