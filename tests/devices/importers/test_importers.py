from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from homefuse.cli.devices import messages_of
from homefuse.devices.importers import Imported, Place, read_messages, with_overlays
from homefuse.devices.parse import parse_device
from homefuse.publish.drivers import StateReport, driver_of
from homefuse.types import Action
from tests.devices.importers.models import DISCOVERY, HOMIE, TASMOTA, messages
from tests.devices.importers.table import table
from tests.devices.importers.zigbee_models import ZIGBEE, bridge_devices, numeric

if TYPE_CHECKING:
    from homefuse.devices.model import Device

FOUND = read_messages(messages())
BY_ID = {imported.id: imported for imported in FOUND.devices}
DOCUMENT = Path(__file__).parents[3] / "docs" / "importing.md"


def device(id_: str) -> Device:
    found, issues = parse_device(BY_ID[id_].data)
    assert not issues
    assert found is not None
    return found


def sent(id_: str, command: str, **args: object) -> list[tuple[str, str]]:
    known = {"on": False}
    return [
        (m.topic, m.payload.decode())
        for m in driver_of(device(id_)).encode(Action(id_, command, args), known)
    ]


def _loaded(messages: list[tuple[str, str]]) -> dict[str, object]:
    return {topic: json.loads(text) if text.startswith("{") else text for topic, text in messages}


def test_thirty_models_are_read_without_a_problem() -> None:
    assert len(ZIGBEE) + len(TASMOTA) + len(HOMIE) + len(DISCOVERY) - 1 >= 30
    assert FOUND.problems == ()
    assert len(BY_ID) == len(FOUND.devices)


@pytest.mark.parametrize("id_", BY_ID)
def test_every_command_of_an_imported_device_can_be_sent(id_: str) -> None:
    errors = [message for message in messages_of(device(id_)) if "error" in message]
    assert errors == []


@pytest.mark.parametrize(
    ("name", "model"), [(row[0], row[4]) for row in ZIGBEE], ids=[row[2] for row in ZIGBEE]
)
def test_every_settable_feature_of_a_zigbee_device_is_a_command_or_is_told_to_be_left_out(
    name, model
) -> None:
    own = [d for d in FOUND.devices if d.data["driver"].get("zigbee2mqtt", {}).get("name") == name]
    text = json.dumps([d.data for d in own])
    for expose in model:
        features = (
            expose.get("features")
            if expose["type"] in {"light", "switch", "cover", "lock", "climate", "fan"}
            else None
        )
        for feature in features or [expose]:
            if not feature.get("access", 0) & 2 or feature["name"] in {
                "state",
                "color_xy",
                "color_hs",
                "warning",
            }:
                continue
            key = feature["property"].removesuffix(f"_{feature.get('endpoint')}")
            words = {
                "color_temp": "color_temperature",
                "system_mode": "set_mode",
                "fan_mode": "set_speed",
                "occupied_heating_setpoint": "set_temperature",
            }
            left = {word for d in own for word in d.left_out}
            assert words.get(key, key) in text or key in left or key == "alarm", key


@pytest.mark.parametrize(
    ("id_", "command", "args", "messages"),
    [
        (
            "living_room_ceiling",
            "set_power_on_behavior",
            {"power_on_behavior": "previous"},
            [("zigbee2mqtt/living_room/ceiling/set", '{"power_on_behavior":"previous"}')],
        ),
        (
            "tv_plug",
            "set_child_lock",
            {"child_lock": True},
            [("zigbee2mqtt/TV plug/set", '{"child_lock":"LOCK"}')],
        ),
        ("wall_switch_right", "turn_on", {}, [("zigbee2mqtt/wall_switch/set", '{"state_right":"ON"}')]),
        (
            "wall_switch_left",
            "set_operation_mode",
            {"operation_mode": "decoupled"},
            [("zigbee2mqtt/wall_switch/set", '{"operation_mode_left":"decoupled"}')],
        ),
        (
            "study_radiator",
            "set_temperature",
            {"temperature": 21},
            [("zigbee2mqtt/study radiator/set", '{"current_heating_setpoint":21}')],
        ),
        (
            "front_door",
            "set_auto_relock",
            {"auto_relock": False},
            [("zigbee2mqtt/front_door/set", '{"auto_relock":false}')],
        ),
        (
            "ceiling_fan",
            "set_speed",
            {"speed": "medium"},
            [("zigbee2mqtt/ceiling fan/set", '{"fan_state":"ON","fan_mode":"medium"}')],
        ),
        ("alarm_horn", "turn_on", {}, [("zigbee2mqtt/alarm horn/set", '{"alarm":true}')]),
        ("cat_feeder", "set_feed", {"feed": "START"}, [("zigbee2mqtt/cat feeder/set", '{"feed":"START"}')]),
        ("garden_valve", "open", {}, [("zigbee2mqtt/garden valve/set", '{"state":"ON"}')]),
        (
            "hall_motion_occupancy",
            "set_occupancy_timeout",
            {"occupancy_timeout": 30},
            [("zigbee2mqtt/hall motion/set", '{"occupancy_timeout":30}')],
        ),
        (
            "downstairs",
            "set_brightness",
            {"brightness": 100},
            [("zigbee2mqtt/downstairs/set", '{"state":"ON","brightness":254}')],
        ),
        ("downstairs_dinner", "activate", {}, [("zigbee2mqtt/downstairs/set", '{"scene_recall":1}')]),
        (
            "living_room_ceiling_cinema",
            "activate",
            {},
            [("zigbee2mqtt/living_room/ceiling/set", '{"scene_recall":3}')],
        ),
        ("desk_bulb", "set_color_temperature", {"color_temperature": 4000}, [("cmnd/desk_bulb/CT", "250")]),
        ("roller", "open", {}, [("cmnd/roller/ShutterClose1", "")]),
        ("guest_fan", "set_speed", {"speed": "high"}, [("cmnd/guest_fan/FanSpeed", "3")]),
        ("garage_pump", "turn_on", {}, [("home/garage/cmnd/POWER2", "ON")]),
        (
            "kitchen_light",
            "set_color",
            {"color": "blue"},
            [
                ("homie/5/kitchen-light/light/color/set", "hsv,240,100,100"),
                ("homie/5/kitchen-light/light/power/set", "true"),
            ],
        ),
        ("attic_blind", "stop", {}, [("homie/5/attic-blind/shutter/action/set", "stop")]),
        ("heat_pump_zone", "turn_off", {}, [("homie/5/heat-pump/zone/mode/set", "off")]),
        ("heat_pump_zone", "set_boost", {"boost": 600}, [("homie/5/heat-pump/zone/boost/set", "PT10M")]),
        (
            "office_desk_lamp",
            "set_color",
            {"color": "red"},
            [("office/light/desk/command", '{"state":"ON","color":{"r":255,"g":0,"b":0}}')],
        ),
        ("garage_door_2", "close", {}, [("garage/set", "CLOSE")]),
        ("bedroom_air_conditioning", "turn_on", {}, [("ac/mode/set", "cool")]),
        ("robot", "return_home", {}, [("valetudo/robot/command", "return_to_base")]),
        ("house", "arm_away", {}, [("ring/alarm/set", "ARM_AWAY")]),
        ("house_chime", "set_option", {"option": "soft"}, [("ring/chime/set", "soft")]),
    ],
)
def test_imported_devices_speak_their_systems_words(
    id_: str, command: str, args: dict, messages: list
) -> None:
    assert _loaded(sent(id_, command, **args)) == _loaded(messages)


@pytest.mark.parametrize(
    ("id_", "topic", "payload", "values"),
    [
        (
            "hall_climate_temperature",
            "zigbee2mqtt/hall climate",
            '{"temperature":21.5,"battery":90}',
            {"value": 21.5, "battery": 90},
        ),
        ("kitchen_window", "zigbee2mqtt/kitchen window", '{"contact":false}', {"value": True}),
        ("boiler_leak", "zigbee2mqtt/boiler leak", '{"water_leak":true}', {"value": True}),
        ("sofa_remote", "zigbee2mqtt/sofa remote", '{"action":"toggle"}', {"value": "toggle"}),
        (
            "study_radiator",
            "zigbee2mqtt/study radiator",
            '{"child_lock":"LOCK","preset":"eco"}',
            {"child_lock": True, "preset": "eco"},
        ),
        ("tv_plug", "zigbee2mqtt/TV plug", '{"state":"ON","power":12.5}', {"on": True, "power": 12.5}),
        ("heater_plug", "tele/heater_plug/SENSOR", '{"ENERGY":{"Power":12}}', {"power": 12}),
        ("garage_temperature", "home/garage/tele/SENSOR", '{"AM2301":{"Temperature":21.5}}', {"value": 21.5}),
        ("garage_door", "home/garage/stat/RESULT", '{"Switch1":{"Action":"ON"}}', {"value": True}),
        ("kitchen_light", "homie/5/kitchen-light/light/brightness", "128", {"brightness": 50.2}),
        ("heat_pump_zone", "homie/5/heat-pump/zone/mode", "cool", {"on": True, "mode": "cool"}),
        ("outside_temperature", "weather", '{"temp":"20.06"}', {"value": 20.1}),
    ],
)
def test_imported_devices_are_understood(id_: str, topic: str, payload: str, values: dict) -> None:
    assert driver_of(device(id_)).decode(topic, payload.encode()) == StateReport(values)


def test_ranges_options_and_types_come_from_the_announcement() -> None:
    (kelvin,) = device("hall_light").commands["set_color_temperature"].args
    assert (kelvin.min, kelvin.max) == (2203, 4000)
    (target,) = device("study_radiator").commands["set_temperature"].args
    assert (target.min, target.max, target.step, target.unit) == (5, 35, 0.5, "°C")
    (speed,) = device("ceiling_fan").commands["set_speed"].args
    assert speed.options == ("low", "medium", "high", "smart")
    assert (device("office_curtain").kind, device("garage_door_2").kind) == ("curtain", "garage")
    assert (device("front_door").risk, device("garage_door_2").risk) == ("sensitive", "sensitive")
    assert device("garden_valve").type == "valve"
    assert (device("hall_climate_humidity").measures, device("hall_climate_humidity").unit) == (
        "humidity",
        "%",
    )


def test_what_others_announce_for_us_is_not_imported_twice() -> None:
    assert "tv_plug_2" not in BY_ID
    alone = {topic: payload for topic, payload in messages().items() if topic.startswith("homeassistant")}
    assert any(d.id == "tv_plug" for d in read_messages(alone).devices)
    own = {
        "homeassistant/device/homefuse_a/config": json.dumps(
            {"o": {"name": "homefuse"}, "cmps": {"x": {"p": "text", "cmd_t": "homefuse/command/text"}}}
        ).encode()
    }
    assert read_messages(own).devices == ()


def test_an_area_is_taken_from_a_name() -> None:
    places = [Place("hall"), Place("living_room", ("Living room", "lounge")), Place("office", ("Office",))]
    areas = {d.id: d.data.get("area") for d in read_messages(messages(), places).devices}
    assert areas["living_room_ceiling"] == "living_room"
    assert areas["hall_climate_humidity"] == "hall"
    assert areas["office_desk_lamp"] == "office"
    assert areas["bedroom_lamp"] is None


def test_a_device_without_a_name_is_called_by_its_description() -> None:
    devices = [{**bridge_devices()[3], "friendly_name": "0x00158d0000000011"}]
    found = read_messages({"zigbee2mqtt/bridge/devices": json.dumps(devices).encode()})
    assert found.devices[0].data["name"].startswith("TRADFRI bulb")


def test_another_base_topic_is_kept() -> None:
    found = read_messages({"zigbee/up/bridge/devices": json.dumps(bridge_devices()).encode()})
    assert found.devices[0].data["driver"]["zigbee2mqtt"]["base"] == "zigbee/up"


def test_names_that_collide_get_ids_of_their_own() -> None:
    twins = [
        {**d, "friendly_name": name} for d, name in zip(bridge_devices()[3:5], ["a b", "a_b"], strict=True)
    ]
    found = read_messages({"zigbee2mqtt/bridge/devices": json.dumps(twins).encode()})
    assert [d.id for d in found.devices] == ["a_b", "a_b_2"]


def test_a_removed_announcement_is_nothing() -> None:
    assert read_messages({"homeassistant/switch/a/config": b""}).devices == ()


@pytest.mark.parametrize(
    ("topic", "payload", "problem"),
    [
        ("homeassistant/switch/a/config", b"{", "not JSON"),
        ("homeassistant/switch/a/config", b"[]", "not a description"),
        ("homeassistant/switch/a/config", b'{"name":"A"}', "a switch needs command_topic"),
        ("tasmota/discovery/AABBCC000001/config", b"[]", "not a Tasmota description"),
        ("homie/5/lamp/$description", b'{"homie":"4.0"}', "not a Homie 5 description"),
    ],
)
def test_what_cannot_be_read_is_told(topic: str, payload: bytes, problem: str) -> None:
    found = read_messages({topic: payload})
    assert found.devices == ()
    assert found.problems[0] == f"{topic}: {problem}"


def test_answers_by_command_name_are_a_problem() -> None:
    config, _ = TASMOTA["AABBCC000001"]
    told = {**config, "so": {"4": 1}}
    found = read_messages({"tasmota/discovery/AABBCC000001/config": json.dumps(told).encode()})
    assert "SetOption4 0" in found.problems[0]


def test_overlays_say_what_nobody_announces() -> None:
    lamps = [Imported({"id": "a", "name": "A", "type": "light"}, ""), Imported({"id": "b", "name": "B"}, "")]
    found = with_overlays(
        lamps, {"a": {"area": "hall", "aliases": ["reading light"], "risk": "sensitive"}, "b": {"hide": True}}
    )
    assert [d.data for d in found.devices] == [
        {
            "id": "a",
            "name": "A",
            "type": "light",
            "area": "hall",
            "aliases": ["reading light"],
            "risk": "sensitive",
        }
    ]
    wrong = with_overlays(lamps, {"a": {"arae": "hall"}, "c": {}})
    assert wrong.problems[0].startswith("a: unknown key 'arae', expected one of: aliases, area")
    assert wrong.problems[1] == "c: there is no such imported device"


def test_a_number_without_bounds_has_none() -> None:
    odd = numeric("level", access=3, value_min=5, value_max=5)
    plain = {**bridge_devices()[3]}
    plain["definition"] = {"vendor": "a", "model": "b", "description": "c", "exposes": [odd]}
    found = read_messages({"zigbee2mqtt/bridge/devices": json.dumps([plain]).encode()})
    built, issues = parse_device(found.devices[0].data)
    assert not issues
    assert built is not None
    assert built.commands["set_level"].args[0].min is None


def test_the_document_shows_what_is_mapped() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == table(), (
        "run: python -m tests.devices.importers.table > docs/importing.md"
    )
