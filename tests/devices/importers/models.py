"""What real models announce, written after their systems' documentation."""

from __future__ import annotations

import json
from typing import Any

from tests.devices.importers.zigbee_models import bridge_devices, bridge_groups


def tasmota(mac: str, **more: Any) -> dict[str, Any]:
    relays = more.pop("rl", [1])
    return {
        "ip": "192.168.1.20",
        "dn": "Tasmota",
        "fn": [None] * 8,
        "hn": "tasmota-0001",
        "mac": mac,
        "md": "Sonoff Basic",
        "ty": 0,
        "if": 0,
        "ofln": "Offline",
        "onln": "Online",
        "state": ["OFF", "ON", "TOGGLE", "HOLD"],
        "sw": "14.2.0",
        "t": f"tasmota_{mac[-6:]}",
        "ft": "%prefix%/%topic%/",
        "tp": ["cmnd", "stat", "tele"],
        "rl": relays + [0] * (8 - len(relays)),
        "swc": [-1] * 8,
        "swn": [None] * 8,
        "btn": [0] * 8,
        "so": {
            "4": 0,
            "11": 0,
            "13": 0,
            "17": 0,
            "20": 0,
            "30": 0,
            "68": 0,
            "73": 0,
            "82": 0,
            "114": 0,
            "117": 0,
        },
        "lk": 1,
        "lt_st": 0,
        "sho": [0, 0, 0, 0],
        "sht": [[0, 0, 0]] * 4,
        "ver": 1,
    } | more


ENERGY = {
    "TotalStartTime": "2026-01-01T00:00:00",
    "Total": 3.2,
    "Power": 12,
    "Voltage": 230,
    "Current": 0.05,
    "Factor": 0.9,
}
TASMOTA: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "AABBCC000001": (
        tasmota("AABBCC000001", dn="Heater plug", fn=["Heater plug"], md="Gosund SP1", t="heater_plug"),
        {"sn": {"Time": "2026-05-01T21:30:00", "ENERGY": ENERGY}, "ver": 1},
    ),
    "AABBCC000002": (
        tasmota(
            "AABBCC000002", dn="Desk bulb", fn=["Desk bulb"], md="Sonoff B1", rl=[2], lt_st=5, t="desk_bulb"
        ),
        {"sn": {}, "ver": 1},
    ),
    "AABBCC000003": (
        tasmota("AABBCC000003", dn="Roller", md="Shelly 2.5", rl=[3, 3], t="roller", sho=[1, 0, 0, 0]),
        {"sn": {"Shutter1": {"Position": 0, "Direction": 0, "Target": 0, "Tilt": 0}}, "ver": 1},
    ),
    "AABBCC000004": (
        tasmota(
            "AABBCC000004", dn="Guest fan", md="Sonoff iFan03", rl=[1, 1, 1, 1], t="guest_fan", **{"if": 1}
        ),
        {"sn": {}, "ver": 1},
    ),
    "AABBCC000005": (
        tasmota(
            "AABBCC000005",
            dn="Garage",
            fn=["Garage light", "Garage pump"],
            md="Sonoff Dual R2",
            rl=[1, 1],
            t="garage",
            ft="home/%topic%/%prefix%/",
            swc=[1, -1],
            swn=["door", None],
        ),
        {
            "sn": {
                "Time": "2026-05-01T21:30:00",
                "Switch1": "OFF",
                "AM2301": {"Temperature": 21.5, "Humidity": 40},
                "TempUnit": "C",
            },
            "ver": 1,
        },
    ),
}

HOMIE: dict[str, dict[str, Any]] = {
    "kitchen-light": {
        "homie": "5.0",
        "version": 1,
        "name": "Kitchen light",
        "nodes": {
            "light": {
                "name": "Light",
                "type": "dimmable",
                "properties": {
                    "power": {"name": "Power", "datatype": "boolean", "settable": True},
                    "brightness": {
                        "name": "Brightness",
                        "datatype": "integer",
                        "format": "0:255",
                        "settable": True,
                    },
                    "color": {"name": "Colour", "datatype": "color", "format": "hsv,rgb", "settable": True},
                },
            }
        },
    },
    "attic-blind": {
        "homie": "5.0",
        "version": 1,
        "name": "Attic blind",
        "nodes": {
            "shutter": {
                "name": "Shutter",
                "type": "blind",
                "properties": {
                    "position": {"datatype": "integer", "format": "0:100", "unit": "%", "settable": True},
                    "action": {
                        "datatype": "enum",
                        "format": "open,close,stop",
                        "settable": True,
                        "retained": False,
                    },
                },
            }
        },
    },
    "heat-pump": {
        "homie": "5.0",
        "version": 1,
        "name": "Heat pump",
        "nodes": {
            "zone": {
                "name": "Zone",
                "type": "thermostat",
                "properties": {
                    "target-temperature": {
                        "datatype": "float",
                        "format": "10:30:0.5",
                        "unit": "°C",
                        "settable": True,
                    },
                    "temperature": {"datatype": "float", "unit": "°C"},
                    "mode": {"datatype": "enum", "format": "off,heat,cool", "settable": True},
                    "boost": {"datatype": "duration", "settable": True},
                },
            },
            "outdoor": {
                "name": "Outdoor",
                "type": "sensor",
                "properties": {
                    "temperature": {"name": "Temperature", "datatype": "float", "unit": "°C"},
                    "frost": {"name": "Frost", "datatype": "boolean"},
                },
            },
        },
    },
}

_ESP = {
    "ids": "a1b2c3",
    "name": "Office",
    "mf": "Espressif",
    "mdl": "esp32dev",
    "sw": "2026.4.0",
    "sa": "Office",
}
DISCOVERY: dict[str, dict[str, Any]] = {
    "homeassistant/light/office/desk/config": {
        "schema": "json",
        "brightness": True,
        "sup_clrm": ["rgb", "color_temp"],
        "min_mirs": 153,
        "max_mirs": 500,
        "effect": True,
        "fx_list": ["None", "Rainbow", "Strobe"],
        "name": "Desk lamp",
        "stat_t": "office/light/desk/state",
        "cmd_t": "office/light/desk/command",
        "avty_t": "office/status",
        "uniq_id": "ESPlightdesk",
        "dev": _ESP,
    },
    "homeassistant/cover/garage_door/config": {
        "~": "garage",
        "name": "Garage door",
        "dev_cla": "garage",
        "cmd_t": "~/set",
        "stat_t": "~/state",
        "pos_t": "~/position",
        "set_pos_t": "~/position/set",
        "avty": [{"t": "~/status"}],
        "uniq_id": "g1",
    },
    "homeassistant/climate/ac/config": {
        "name": "Bedroom air conditioning",
        "mode_cmd_t": "ac/mode/set",
        "mode_stat_t": "ac/mode",
        "modes": ["off", "cool", "heat", "dry", "fan_only"],
        "temp_cmd_t": "ac/temp/set",
        "temp_stat_t": "ac",
        "temp_stat_tpl": "{{ value_json.target }}",
        "curr_temp_t": "ac",
        "curr_temp_tpl": "{{ value_json.now }}",
        "fan_mode_cmd_t": "ac/fan/set",
        "fan_modes": ["auto", "low", "high"],
        "min_temp": 16,
        "max_temp": 30,
        "temp_step": 0.5,
        "temp_unit": "C",
        "uniq_id": "ac1",
    },
    "homeassistant/vacuum/valetudo/config": {
        "name": "Robot",
        "cmd_t": "valetudo/robot/command",
        "stat_t": "valetudo/robot/state",
        "set_fan_spd_t": "valetudo/robot/fan/set",
        "fanspd_lst": ["quiet", "normal", "max"],
        "uniq_id": "v1",
        "dev": {"mf": "Roborock", "mdl": "S5", "name": "Robot", "ids": ["v1"]},
    },
    "homeassistant/device/ring_1/config": {
        "dev": {"ids": "r1", "name": "House", "mf": "Ring", "mdl": "Alarm Base Station"},
        "o": {"name": "ring-mqtt"},
        "avty_t": "ring/status",
        "cmps": {
            "alarm": {
                "p": "alarm_control_panel",
                "name": None,
                "cmd_t": "ring/alarm/set",
                "stat_t": "ring/alarm",
                "uniq_id": "r1a",
            },
            "siren": {
                "p": "siren",
                "name": "Siren",
                "cmd_t": "ring/siren/set",
                "stat_t": "ring/siren",
                "uniq_id": "r1s",
            },
            "mode": {
                "p": "select",
                "name": "Chime",
                "cmd_t": "ring/chime/set",
                "stat_t": "ring/chime",
                "ops": ["loud", "soft"],
                "uniq_id": "r1c",
                "ent_cat": "config",
            },
            "volume": {
                "p": "number",
                "name": "Volume",
                "cmd_t": "ring/vol/set",
                "stat_t": "ring/vol",
                "min": 0,
                "max": 1,
                "step": 0.1,
                "uniq_id": "r1v",
            },
            "signal": {
                "p": "sensor",
                "name": "Signal",
                "stat_t": "ring/info",
                "uniq_id": "r1w",
                "ent_cat": "diagnostic",
            },
        },
    },
    "homeassistant/sensor/weather/temp/config": {
        "name": "Outside temperature",
        "stat_t": "weather",
        "val_tpl": "{{ value_json.temp | float | round(1) }}",
        "dev_cla": "temperature",
        "unit_of_meas": "°C",
        "uniq_id": "w1",
    },
    "homeassistant/humidifier/mist/config": {
        "name": "Nursery humidifier",
        "cmd_t": "mist/set",
        "stat_t": "mist",
        "hum_cmd_t": "mist/target/set",
        "hum_stat_t": "mist/target",
        "min_hum": 30,
        "max_hum": 80,
        "modes": ["normal", "boost"],
        "mode_cmd_t": "mist/mode/set",
        "mode_stat_t": "mist/mode",
        "uniq_id": "m1",
    },
    "homeassistant/switch/0x01/switch/config": {
        "name": "TV plug",
        "cmd_t": "zigbee2mqtt/TV plug/set",
        "o": {"name": "Zigbee2MQTT"},
        "uniq_id": "z1",
    },
}


def messages() -> dict[str, bytes]:
    """Everything that a broker of such a home retains."""
    documents: dict[str, Any] = {
        "zigbee2mqtt/bridge/devices": bridge_devices(),
        "zigbee2mqtt/bridge/groups": bridge_groups(),
        **{f"homie/5/{name}/$description": document for name, document in HOMIE.items()},
        **DISCOVERY,
    }
    for mac, (config, sensors) in TASMOTA.items():
        documents[f"tasmota/discovery/{mac}/config"] = config
        documents[f"tasmota/discovery/{mac}/sensors"] = sensors
    return {topic: json.dumps(document).encode() for topic, document in documents.items()}
