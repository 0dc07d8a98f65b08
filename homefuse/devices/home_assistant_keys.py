"""The keys of Home Assistant's MQTT descriptions: which component reads which, and their short forms. Pure.

Only what says how an entity is spoken to; names, icons and classes are no part of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARED = frozenset(
    {
        "availability",
        "availability_mode",
        "availability_template",
        "availability_topic",
        "optimistic",
        "payload_available",
        "payload_not_available",
    }
)
"""Keys that every component reads."""

_WAYS = ("command_topic", "command_template", "state_topic", "value_template")
_SWITCHED = ("payload_on", "payload_off", "state_on", "state_off")


def _both(*names: str) -> tuple[str, ...]:
    """A property's topics and templates."""
    ends = ("command_topic", "command_template", "state_topic", "state_template", "value_template")
    return tuple(f"{name}_{end}" for name in names for end in ends)


_MOVED = (
    *("payload_open", "payload_close", "payload_stop"),
    *("state_open", "state_closed", "state_opening", "state_closing"),
    *("position_open", "position_closed", "reports_position"),
)
_CLIMATE = (
    *_both("mode", "temperature", "power"),
    "current_temperature_topic",
    "current_temperature_template",
    "max_temp",
    "min_temp",
    "modes",
    "payload_off",
    "payload_on",
    "precision",
    "temp_step",
    "temperature_unit",
)

_OWN: Mapping[str, tuple[str, ...]] = {
    "alarm_control_panel": (
        *_WAYS,
        *(f"payload_{name}" for name in ("arm_home", "arm_away", "arm_night", "disarm")),
    ),
    "binary_sensor": (*_WAYS[2:], "payload_on", "payload_off"),
    "button": (*_WAYS[:2], "payload_press"),
    "climate": (
        *_CLIMATE,
        *_both("fan_mode", "swing_mode", "target_humidity", "preset_mode"),
        "fan_modes",
        "max_humidity",
        "min_humidity",
        "preset_modes",
        "swing_modes",
    ),
    "cover": (
        *_WAYS,
        *_MOVED,
        "position_template",
        "position_topic",
        "set_position_template",
        "set_position_topic",
        "tilt_closed_value",
        "tilt_command_template",
        "tilt_command_topic",
        "tilt_max",
        "tilt_min",
        "tilt_opened_value",
        "tilt_status_template",
        "tilt_status_topic",
    ),
    "fan": (
        *_WAYS,
        *_SWITCHED,
        *_both("percentage", "preset_mode", "oscillation", "direction"),
        "payload_oscillation_off",
        "payload_oscillation_on",
        "preset_modes",
        "speed_range_max",
        "speed_range_min",
        "state_value_template",
    ),
    "humidifier": (
        *_WAYS,
        *_SWITCHED,
        *_both("target_humidity", "mode"),
        "max_humidity",
        "min_humidity",
        "modes",
        "state_value_template",
    ),
    "lawn_mower": (
        "activity_state_topic",
        "activity_value_template",
        *(
            f"{name}_command_{end}"
            for name in ("start_mowing", "pause", "dock")
            for end in ("topic", "template")
        ),
    ),
    "light": (
        *_WAYS,
        *_SWITCHED[:2],
        *_both("brightness", "color_temp", "rgb", "hs", "xy", "effect"),
        "brightness",
        "brightness_scale",
        "color_temp_kelvin",
        "effect",
        "effect_list",
        "max_kelvin",
        "max_mireds",
        "min_kelvin",
        "min_mireds",
        "on_command_type",
        "schema",
        "state_value_template",
        "supported_color_modes",
    ),
    "lock": (*_WAYS, "payload_lock", "payload_unlock", "state_locked", "state_unlocked"),
    "number": (*_WAYS, "max", "min", "step"),
    "scene": (*_WAYS[:2], "payload_on"),
    "select": (*_WAYS, "options"),
    "sensor": (*_WAYS[2:], "unit_of_measurement"),
    "siren": (*_WAYS, *_SWITCHED, "command_off_template", "state_value_template"),
    "switch": (*_WAYS, *_SWITCHED),
    "text": (*_WAYS, "max", "min", "pattern"),
    "vacuum": (
        *_WAYS,
        "fan_speed_list",
        "set_fan_speed_template",
        "set_fan_speed_topic",
        "supported_features",
        *(f"payload_{name}" for name in ("start", "pause", "stop", "return_to_base", "locate")),
    ),
    "valve": (*_WAYS, *_MOVED),
    "water_heater": _CLIMATE,
}

COMPONENTS: Mapping[str, frozenset[str]] = {name: frozenset(keys) | SHARED for name, keys in _OWN.items()}
"""Component -> the keys of its description that HomeFuse reads."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "alarm_control_panel": ("command_topic", "state_topic"),
    "binary_sensor": ("state_topic",),
    "button": ("command_topic",),
    "fan": ("command_topic",),
    "humidifier": ("command_topic", "target_humidity_command_topic"),
    "light": ("command_topic",),
    "lock": ("command_topic",),
    "number": ("command_topic",),
    "scene": ("command_topic",),
    "select": ("command_topic", "options"),
    "sensor": ("state_topic",),
    "siren": ("command_topic",),
    "switch": ("command_topic",),
    "text": ("command_topic",),
}
"""Component -> the keys without which it is no description."""

_WORDS = {
    "act": "action", "av": "available", "avail": "available", "bri": "brightness", "clr": "color",
    "cls": "close", "clsd": "closed", "cmd": "command", "curr": "current", "dir": "direction",
    "fanspd": "fan_speed", "fx": "effect", "hum": "humidity", "lst": "list", "loc": "locate",
    "mirs": "mireds", "k": "kelvin",
    "nite": "night", "ops": "options", "opnd": "opened", "osc": "oscillation", "paus": "pause",
    "pct": "percentage", "pl": "payload", "pos": "position", "pow": "power", "pr": "preset", "prs": "press",
    "ret": "return_to_base", "rng": "range", "scl": "scale", "spd": "speed", "stat": "state", "strt": "start",
    "t": "topic", "temp": "temperature", "ton": "turn_on", "toff": "turn_off", "tpl": "template",
    "unlk": "unlock", "val": "value", "min": "min", "max": "max",
}  # fmt: skip
"""The words that most short keys are made of."""

_WHOLE = {
    "act_stat_t": "activity_state_topic",
    "act_val_tpl": "activity_value_template",
    "avty": "availability",
    "avty_mode": "availability_mode",
    "avty_t": "availability_topic",
    "avty_tpl": "availability_template",
    "b_tpl": "blue_template",
    "clr_temp_cmd_t": "color_temp_command_topic",
    "clr_temp_cmd_tpl": "color_temp_command_template",
    "clr_temp_k": "color_temp_kelvin",
    "clr_temp_stat_t": "color_temp_state_topic",
    "clr_temp_tpl": "color_temp_template",
    "clr_temp_val_tpl": "color_temp_value_template",
    "clrm": "color_mode",
    "cmps": "components",
    "cod_arm_req": "code_arm_required",
    "cod_dis_req": "code_disarm_required",
    "dev": "device",
    "dev_cla": "device_class",
    "dock_cmd_t": "dock_command_topic",
    "dock_cmd_tpl": "dock_command_template",
    "e": "encoding",
    "en": "enabled_by_default",
    "ent_cat": "entity_category",
    "exp_aft": "expire_after",
    "hum_cmd_t": "target_humidity_command_topic",
    "hum_cmd_tpl": "target_humidity_command_template",
    "hum_stat_t": "target_humidity_state_topic",
    "hum_stat_tpl": "target_humidity_state_template",
    "hum_state_tpl": "target_humidity_state_template",
    "ic": "icon",
    "max_hum": "max_humidity",
    "max_temp": "max_temp",
    "min_hum": "min_humidity",
    "min_temp": "min_temp",
    "o": "origin",
    "obj_id": "object_id",
    "on_cmd_type": "on_command_type",
    "opt": "optimistic",
    "p": "platform",
    "pause_mw_cmd_t": "pause_command_topic",
    "pause_mw_cmd_tpl": "pause_command_template",
    "pl_not_avail": "payload_not_available",
    "pl_osc_off": "payload_oscillation_off",
    "pl_osc_on": "payload_oscillation_on",
    "ret": "retain",
    "stat_cla": "state_class",
    "strt_mw_cmd_t": "start_mowing_command_topic",
    "strt_mw_cmd_tpl": "start_mowing_command_template",
    "sup_clrm": "supported_color_modes",
    "sup_feat": "supported_features",
    "temp_step": "temp_step",
    "temp_unit": "temperature_unit",
    "tilt_clsd_val": "tilt_closed_value",
    "tilt_opnd_val": "tilt_opened_value",
    "tilt_status_t": "tilt_status_topic",
    "tilt_status_tpl": "tilt_status_template",
    "uniq_id": "unique_id",
    "unit_of_meas": "unit_of_measurement",
    "whit_cmd_t": "white_command_topic",
}
"""Short keys that are not made of the words above."""

DEVICE = {
    "cns": "connections",
    "cu": "configuration_url",
    "hw": "hw_version",
    "ids": "identifiers",
    "mdl": "model",
    "mdl_id": "model_id",
    "mf": "manufacturer",
    "sa": "suggested_area",
    "sn": "serial_number",
    "sw": "sw_version",
}
"""Short keys of the device that an entity belongs to."""

ORIGIN = {"sw": "sw_version", "url": "support_url"}
"""Short keys of the software that announces an entity."""


_FULL = frozenset().union(*COMPONENTS.values())


def long_key(key: str) -> str:
    """The full name of a short key; full names stay."""
    if key in _FULL or key in _WHOLE:
        return _WHOLE.get(key, key)
    return "_".join(_WORDS.get(word, word) for word in key.split("_"))


def expanded(config: Mapping[str, Any]) -> dict[str, Any]:
    """A description under full key names, with `~` replaced by the base that it stands for."""
    base = config.get("~")
    full = {long_key(key): value for key, value in config.items() if key != "~"}
    if isinstance(full.get("availability"), list):
        full["availability"] = [
            expanded(entry) if isinstance(entry, dict) else entry for entry in full["availability"]
        ]
    for section, table in (("device", DEVICE), ("origin", ORIGIN)):
        if isinstance(full.get(section), dict):
            full[section] = {table.get(key, key): value for key, value in full[section].items()}
    return _based(full, base) if isinstance(base, str) else full


def _based(full: dict[str, Any], base: str) -> dict[str, Any]:
    result = dict(full)
    for key, value in full.items():
        if isinstance(value, str) and key.endswith("topic"):
            result[key] = _with_base(value, base)
        elif key == "availability" and isinstance(value, list):
            result[key] = [_based(entry, base) if isinstance(entry, dict) else entry for entry in value]
    return result


def _with_base(topic: str, base: str) -> str:
    if topic.startswith("~"):
        return base + topic[1:]
    return topic[:-1] + base if topic.endswith("~") else topic
