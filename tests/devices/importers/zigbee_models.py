"""What real zigbee models announce through zigbee2mqtt, written after its documentation."""

from __future__ import annotations

from typing import Any


def binary(name: str, on: Any = "ON", off: Any = "OFF", access: int = 7, **more: Any) -> dict[str, Any]:
    return {
        "type": "binary",
        "name": name,
        "property": name,
        "access": access,
        "value_on": on,
        "value_off": off,
    } | more


def numeric(name: str, unit: str | None = None, access: int = 1, **more: Any) -> dict[str, Any]:
    return (
        {"type": "numeric", "name": name, "property": name, "access": access}
        | ({"unit": unit} if unit else {})
        | more
    )


def enum(name: str, *values: str, access: int = 7, **more: Any) -> dict[str, Any]:
    return {"type": "enum", "name": name, "property": name, "access": access, "values": list(values)} | more


def part(type_: str, *features: dict[str, Any], endpoint: str | None = None) -> dict[str, Any]:
    return {"type": type_, "features": list(features)} | ({"endpoint": endpoint} if endpoint else {})


def bounds(low: float, high: float, step: float | None = None) -> dict[str, Any]:
    return {"value_min": low, "value_max": high} | ({"value_step": step} if step else {})


STATE = binary("state", value_toggle="TOGGLE")
BRIGHTNESS = numeric("brightness", access=7, **bounds(0, 254))
COLOR_XY = {
    "type": "composite",
    "name": "color_xy",
    "property": "color",
    "access": 7,
    "features": [numeric("x", access=7), numeric("y", access=7)],
}
COLOR_HS = {
    **COLOR_XY,
    "name": "color_hs",
    "features": [numeric("hue", access=7), numeric("saturation", access=7)],
}
LEVEL_CONFIG = {
    "type": "composite",
    "name": "level_config",
    "property": "level_config",
    "access": 7,
    "features": [],
}
EFFECT = enum(
    "effect", "blink", "breathe", "okay", "channel_change", "finish_effect", "stop_effect", access=2
)
POWER_ON = enum("power_on_behavior", "off", "on", "toggle", "previous")
LINK = numeric("linkquality", "lqi", **bounds(0, 255))
BATTERY = numeric("battery", "%", **bounds(0, 100))
METER = (numeric("power", "W"), numeric("current", "A"), numeric("voltage", "V"), numeric("energy", "kWh"))
CHILD_LOCK = binary("child_lock", "LOCK", "UNLOCK")


def color_temp(low: int, high: int) -> dict[str, Any]:
    return numeric(
        "color_temp", "mired", access=7, presets=[{"name": "warm", "value": high}], **bounds(low, high)
    )


def at(endpoint: str, feature: dict[str, Any]) -> dict[str, Any]:
    return {**feature, "property": f"{feature['name']}_{endpoint}", "endpoint": endpoint}


ZIGBEE: tuple[tuple[str, str, str, str, list[dict[str, Any]]], ...] = (
    (
        "living_room/ceiling",
        "Philips",
        "9290022166",
        "Hue white and color ambiance E26/E27",
        [part("light", STATE, BRIGHTNESS, color_temp(153, 500), COLOR_XY, COLOR_HS), EFFECT, POWER_ON, LINK],
    ),
    (
        "bedroom lamp",
        "IKEA",
        "LED1836G9",
        "TRADFRI bulb E26/E27, warm white, globe, opal, 806 lm",
        [part("light", STATE, BRIGHTNESS, LEVEL_CONFIG), EFFECT, POWER_ON, LINK],
    ),
    (
        "Hall light",
        "IKEA",
        "LED2003G10",
        "TRADFRI bulb E26/E27, white spectrum",
        [part("light", STATE, BRIGHTNESS, color_temp(250, 454)), EFFECT, POWER_ON, LINK],
    ),
    (
        "kitchen_strip",
        "Gledopto",
        "GL-C-008",
        "Zigbee LED controller RGB+CCT",
        [part("light", STATE, BRIGHTNESS, color_temp(158, 495), COLOR_HS), EFFECT, LINK],
    ),
    (
        "TV plug",
        "TuYa",
        "TS011F_plug_1",
        "Smart plug (with power monitoring)",
        [
            part("switch", STATE),
            *METER,
            numeric("countdown", "s", access=3, **bounds(0, 43200, 1)),
            enum("power_outage_memory", "on", "off", "restore"),
            enum("indicator_mode", "off", "off/on", "on/off", "on"),
            CHILD_LOCK,
            LINK,
        ],
    ),
    ("washer", "OSRAM", "AB3257001NJ", "Smart+ plug", [part("switch", STATE), POWER_ON, LINK]),
    (
        "wall_switch",
        "Aqara",
        "QBKG12LM",
        "Smart wall switch (with neutral, double rocker)",
        [
            part("switch", at("left", STATE), endpoint="left"),
            part("switch", at("right", STATE), endpoint="right"),
            numeric("device_temperature", "°C"),
            enum("action", "single_left", "single_right", access=1),
            at("left", enum("operation_mode", "control_left_relay", "decoupled")),
            LINK,
        ],
    ),
    (
        "bedroom blind",
        "IKEA",
        "E1757",
        "FYRTUR roller blind, block-out",
        [
            part(
                "cover",
                enum("state", "OPEN", "CLOSE", "STOP", access=3),
                numeric("position", "%", access=7, **bounds(0, 100)),
            ),
            BATTERY,
            LINK,
        ],
    ),
    (
        "office curtain",
        "Aqara",
        "ZNCLDJ12LM",
        "Curtain controller B1",
        [
            part(
                "cover",
                enum("state", "OPEN", "CLOSE", "STOP", access=3),
                numeric("position", "%", access=7, **bounds(0, 100)),
            ),
            binary("hand_open", True, False),
            enum("motor_state", "stopped", "opening", "closing", access=1),
            BATTERY,
            LINK,
        ],
    ),
    (
        "terrace shutters",
        "Ubisys",
        "J1",
        "Shutter control J1",
        [
            part(
                "cover",
                enum("state", "OPEN", "CLOSE", "STOP", access=3),
                numeric("position", "%", access=7, **bounds(0, 100)),
                numeric("tilt", "%", access=7, **bounds(0, 100)),
            ),
            numeric("power", "W"),
            numeric("energy", "kWh"),
            LINK,
        ],
    ),
    (
        "front_door",
        "Yale",
        "YRD426NRSC",
        "Assure lock",
        [
            part(
                "lock",
                enum("state", "LOCK", "UNLOCK"),
                enum("lock_state", "not_fully_locked", "locked", "unlocked", access=1),
            ),
            BATTERY,
            {"type": "composite", "name": "pin_code", "property": "pin_code", "access": 7, "features": []},
            enum("sound_volume", "silent_mode", "low_volume", "high_volume"),
            binary("auto_relock", True, False),
            LINK,
        ],
    ),
    (
        "bathroom radiator",
        "Danfoss",
        "014G2461",
        "Ally thermostat",
        [
            part(
                "climate",
                numeric("occupied_heating_setpoint", "°C", access=7, **bounds(5, 35, 0.5)),
                numeric("local_temperature", "°C", access=5),
                enum("system_mode", "heat"),
                enum("running_state", "idle", "heat", access=5),
                numeric("pi_heating_demand", "%", access=5, **bounds(0, 100)),
            ),
            binary("mounted_mode_active", True, False, access=1),
            binary("heat_available", True, False),
            binary("window_open_external", True, False),
            BATTERY,
            LINK,
        ],
    ),
    (
        "study radiator",
        "TuYa",
        "TS0601_thermostat",
        "Radiator valve with thermostat",
        [
            part(
                "climate",
                numeric("current_heating_setpoint", "°C", access=3, **bounds(5, 35, 0.5)),
                numeric("local_temperature", "°C"),
                enum("system_mode", "heat", "auto", "off", access=3),
                enum("preset", "schedule", "manual", "boost", "comfort", "eco", access=3),
                numeric("local_temperature_calibration", "°C", access=3, **bounds(-9, 9, 0.5)),
            ),
            part(
                "lock",
                {
                    **enum("state", "LOCK", "UNLOCK", access=3),
                    "property": "child_lock",
                    "type": "binary",
                    "value_on": "LOCK",
                    "value_off": "UNLOCK",
                },
            ),
            binary("window_detection", access=3),
            numeric("boost_time", "s", access=3, **bounds(0, 900)),
            BATTERY,
            LINK,
        ],
    ),
    (
        "ceiling fan",
        "Inovelli",
        "VZM35-SN",
        "Fan controller",
        [
            part(
                "fan",
                {**STATE, "property": "fan_state"},
                enum("mode", "off", "low", "medium", "high", "on", "smart", property="fan_mode"),
            ),
            numeric("led_intensity_when_on", access=7, **bounds(0, 101)),
            LINK,
        ],
    ),
    (
        "garden valve",
        "GiEX",
        "QT06_1",
        "Water irrigation valve",
        [
            part("switch", {**STATE, "access": 3}),
            BATTERY,
            numeric("water_consumed", "L"),
            numeric("irrigation_target", access=3, **bounds(0, 3600, 1)),
            LINK,
        ],
    ),
    (
        "cellar siren",
        "Heiman",
        "HS2WD-E",
        "Smart siren",
        [
            BATTERY,
            numeric("max_duration", "s", access=7, **bounds(0, 600)),
            {
                "type": "composite",
                "name": "warning",
                "property": "warning",
                "access": 2,
                "features": [enum("mode", "stop", "burglar", access=2)],
            },
            LINK,
        ],
    ),
    (
        "alarm horn",
        "Neo",
        "NAS-AB02B2",
        "Alarm siren",
        [
            binary("alarm", True, False, access=3),
            enum("melody", *map(str, range(1, 19)), access=3),
            enum("volume", "low", "medium", "high", access=3),
            numeric("duration", "s", access=3, **bounds(0, 1800)),
            numeric("battpercentage", "%"),
            LINK,
        ],
    ),
    (
        "cat feeder",
        "Aqara",
        "ZNCWWSQ01LM",
        "Smart pet feeder C1",
        [
            enum("feed", "", "START", access=2),
            numeric("serving_size", "portion", access=7, **bounds(1, 10)),
            numeric("portion_weight", "g", access=7, **bounds(1, 20)),
            enum("mode", "schedule", "manual"),
            binary("child_lock", True, False),
            {"type": "list", "name": "schedule", "property": "schedule", "access": 3},
            LINK,
        ],
    ),
    (
        "hall climate",
        "Aqara",
        "WSDCGQ11LM",
        "Temperature and humidity sensor",
        [
            numeric("temperature", "°C"),
            numeric("humidity", "%"),
            numeric("pressure", "hPa"),
            BATTERY,
            numeric("voltage", "mV"),
            LINK,
        ],
    ),
    (
        "kitchen window",
        "Aqara",
        "MCCGQ11LM",
        "Door and window sensor",
        [binary("contact", False, True, access=1), BATTERY, LINK],
    ),
    (
        "hall motion",
        "Philips",
        "9290012607",
        "Hue motion sensor",
        [
            binary("occupancy", True, False, access=1),
            numeric("illuminance", "lx"),
            numeric("temperature", "°C"),
            BATTERY,
            enum("motion_sensitivity", "low", "medium", "high"),
            numeric("occupancy_timeout", "s", access=7, **bounds(0, 65535)),
            LINK,
        ],
    ),
    (
        "boiler leak",
        "Aqara",
        "SJCGQ11LM",
        "Water leak sensor",
        [binary("water_leak", True, False, access=1), BATTERY, LINK],
    ),
    (
        "sofa remote",
        "IKEA",
        "E1524/E1810",
        "TRADFRI remote control",
        [BATTERY, enum("action", "toggle", "brightness_up_click", "brightness_down_click", access=1), LINK],
    ),
)


def bridge_devices() -> list[dict[str, Any]]:
    """The coordinator, a device that is not set up, and every model."""
    devices: list[dict[str, Any]] = [
        {
            "ieee_address": "0x00124b0001",
            "type": "Coordinator",
            "friendly_name": "Coordinator",
            "definition": None,
        },
        {
            "ieee_address": "0x00124b0002",
            "type": "Router",
            "friendly_name": "0x00124b0002",
            "supported": False,
            "interview_state": "FAILED",
            "definition": None,
        },
    ]
    for number, (name, vendor, model, description, exposes) in enumerate(ZIGBEE, 16):
        devices.append(
            {
                "ieee_address": f"0x00158d00000000{number:02x}",
                "type": "EndDevice",
                "friendly_name": name,
                "supported": True,
                "disabled": False,
                "definition": {
                    "vendor": vendor,
                    "model": model,
                    "description": description,
                    "exposes": exposes,
                },
                "endpoints": {"1": {"scenes": [{"id": 3, "name": "Cinema"}]}} if number == 16 else {"1": {}},
            }
        )
    return devices


def bridge_groups() -> list[dict[str, Any]]:
    """All lights but one, with a scene."""
    members = [{"ieee_address": f"0x00158d00000000{number:02x}", "endpoint": 1} for number in (16, 17, 18)]
    return [
        {"id": 1, "friendly_name": "downstairs", "members": members, "scenes": [{"id": 1, "name": "Dinner"}]},
        {"id": 2, "friendly_name": "empty", "members": [], "scenes": []},
    ]
