"""What each of Home Assistant's MQTT components brings to a device file. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homefuse.devices.importers.draft import Draft, listed, number_argument, options_argument, property_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TYPES: Mapping[str, str] = {
    "alarm_control_panel": "alarm",
    "binary_sensor": "binary_sensor",
    "button": "button",
    "climate": "climate",
    "cover": "cover",
    "fan": "fan",
    "humidifier": "humidifier",
    "lawn_mower": "lawn_mower",
    "light": "light",
    "lock": "lock",
    "number": "number",
    "scene": "scene",
    "select": "select",
    "sensor": "sensor",
    "siren": "siren",
    "switch": "switch",
    "text": "custom",
    "vacuum": "vacuum",
    "valve": "valve",
    "water_heater": "water_heater",
}
"""Component -> type."""

_COLORED = frozenset({"hs", "xy", "rgb", "rgbw", "rgbww"})


def _light(draft: Draft, config: Mapping[str, Any]) -> None:
    json_schema = config.get("schema") == "json"
    modes = {str(mode) for mode in listed(config, "supported_color_modes")}
    by_topic = {
        "brightness": "brightness_command_topic" in config,
        "color": any(f"{name}_command_topic" in config for name in ("rgb", "hs", "xy")),
        "color_temperature": "color_temp_command_topic" in config,
    }
    by_mode = {
        "brightness": bool(config.get("brightness") or modes - {"onoff"}),
        "color": bool(modes & _COLORED),
        "color_temperature": "color_temp" in modes,
    }
    has = by_mode if json_schema else by_topic
    draft.features = [name for name, there in has.items() if there]
    if has["color_temperature"]:
        draft.narrow("set_color_temperature", "color_temperature", _kelvin(config))
    effects = options_argument(listed(config, "effect_list"))
    if effects and (config.get("effect") or "effect_command_topic" in config):
        draft.features.append("effect")
        draft.narrow("set_effect", "effect", effects)


def _kelvin(config: Mapping[str, Any]) -> dict[str, Any]:
    low, high = config.get("min_kelvin"), config.get("max_kelvin")
    coldest, warmest = config.get("min_mireds"), config.get("max_mireds")
    if isinstance(coldest, int | float) and isinstance(warmest, int | float) and 0 < coldest < warmest:
        low, high = round(1_000_000 / warmest), round(1_000_000 / coldest)
    if isinstance(low, int | float) and isinstance(high, int | float) and low < high:
        return {"min": low, "max": high}
    return {}


def _fan(draft: Draft, config: Mapping[str, Any]) -> None:
    presets = options_argument(listed(config, "preset_modes"))
    if "percentage_command_topic" in config:
        draft.features.append("speed")
    elif "preset_mode_command_topic" in config and presets:
        draft.features.append("speed")
        draft.narrow("set_speed", "speed", presets)
    if "oscillation_command_topic" in config:
        draft.features.append("oscillating")
    if "direction_command_topic" in config:
        draft.features.append("direction")


def _cover(draft: Draft, config: Mapping[str, Any]) -> None:
    if "set_position_topic" in config:
        draft.features.append("position")
    if "tilt_command_topic" in config:
        draft.features.append("tilt")


def _valve(draft: Draft, config: Mapping[str, Any]) -> None:
    if config.get("reports_position"):
        draft.features.append("position")


def _climate(draft: Draft, config: Mapping[str, Any]) -> None:
    if "temperature_command_topic" in config:
        draft.features.append("temperature")
        unit = f"°{config['temperature_unit']}" if config.get("temperature_unit") in {"C", "F"} else None
        bounds = number_argument(
            config.get("min_temp"), config.get("max_temp"), config.get("temp_step"), unit
        )
        if len(bounds) > 1:
            draft.narrow("set_temperature", "temperature", bounds)
    modes = listed(config, "modes") or ("auto", "off", "cool", "heat", "dry", "fan_only")
    for name, topic, words in (
        ("mode", "mode_command_topic", modes),
        (
            "fan_mode",
            "fan_mode_command_topic",
            listed(config, "fan_modes") or ("auto", "low", "medium", "high"),
        ),
    ):
        if topic in config:
            draft.features.append(name)
            draft.narrow(f"set_{name}", name, options_argument(words))
    if "swing_mode_command_topic" in config:
        draft.features.append("swing")
    if "target_humidity_command_topic" in config:
        draft.features.append("humidity")


def _water_heater(draft: Draft, config: Mapping[str, Any]) -> None:
    usual = ("off", "eco", "electric", "gas", "heat_pump", "high_demand", "performance")
    _climate(draft, {**config, "modes": listed(config, "modes") or usual})
    draft.features = [name for name in draft.features if name in {"temperature", "mode"}]


def _humidifier(draft: Draft, config: Mapping[str, Any]) -> None:
    if config.get("device_class") == "dehumidifier":
        draft.type = "dehumidifier"
    draft.features.append("humidity")
    bounds = number_argument(config.get("min_humidity"), config.get("max_humidity"), None, "%")
    if "min" in bounds:
        draft.narrow("set_humidity", "humidity", bounds)
    modes = options_argument(listed(config, "modes"))
    if "mode_command_topic" in config and modes:
        draft.features.append("mode")
        draft.narrow("set_mode", "mode", modes)


def _vacuum(draft: Draft, config: Mapping[str, Any]) -> None:
    speeds = options_argument(listed(config, "fan_speed_list"))
    if "set_fan_speed_topic" in config and speeds:
        draft.features.append("fan_speed")
        draft.narrow("set_fan_speed", "fan_speed", speeds)


def _select(draft: Draft, config: Mapping[str, Any]) -> None:
    draft.narrow("set_option", "option", options_argument(listed(config, "options")))


def _number(draft: Draft, config: Mapping[str, Any]) -> None:
    unit = config.get("unit_of_measurement")
    bounds = number_argument(
        config.get("min", 1), config.get("max", 100), config.get("step", 1), str(unit)[:16] if unit else None
    )
    draft.narrow("set_value", "value", {**bounds, "property": "value"})


def _text(draft: Draft, _: Mapping[str, Any]) -> None:
    draft.setter("text", {"type": "text"})


def _sensor(draft: Draft, config: Mapping[str, Any]) -> None:
    if config.get("device_class"):
        draft.measures = property_name(str(config["device_class"]))
    if draft.type == "sensor" and config.get("unit_of_measurement"):
        draft.unit = str(config["unit_of_measurement"])[:16]


FILLERS: Mapping[str, Callable[[Draft, Mapping[str, Any]], None]] = {
    "binary_sensor": _sensor,
    "climate": _climate,
    "cover": _cover,
    "fan": _fan,
    "humidifier": _humidifier,
    "light": _light,
    "number": _number,
    "select": _select,
    "sensor": _sensor,
    "text": _text,
    "vacuum": _vacuum,
    "valve": _valve,
    "water_heater": _water_heater,
}
"""Component -> what fills in its features, ranges and options."""
