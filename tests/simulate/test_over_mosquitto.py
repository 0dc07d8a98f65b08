"""Every driver against its simulated device on a real broker: told, silent, late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from homefuse.mqtt import MqttClient, MqttSettings
from homefuse.simulate.mqtt_devices import Quirks
from homefuse.types import Action
from tests.fakes.waiting import until
from tests.publish.devices import standard
from tests.simulate.hub import Hub, introduced, playing

if TYPE_CHECKING:
    from homefuse.devices.model import Device
    from tests.fakes.mosquitto import Mosquitto

THERMOSTAT = {
    "component": "climate",
    "config": {
        "temperature_command_topic": "heating/set",
        "temperature_command_template": '{"to": {{ value }}}',
        "temperature_state_topic": "heating",
        "temperature_state_template": "{{ value_json.target }}",
        "availability_topic": "heating/status",
    },
    "confirm_s": 0.6,
}
BLIND = {"device": "blind", "properties": {"position": "shutter/position"}, "confirm_s": 0.6}
DEVICES = {
    "tasmota": (
        standard("light", {"tasmota": "desk"}, "brightness", "color"),
        Action("thing", "set_brightness", {"brightness": 30}),
        {"on": True, "brightness": 30},
    ),
    "esphome": (
        standard("light", {"esphome": "office/lamp"}, "brightness", "color"),
        Action("thing", "set_color", {"color": (0, 0, 255)}),
        {"on": True, "color": (0, 0, 255)},
    ),
    "homie": (
        standard("cover", {"homie": BLIND}),
        Action("thing", "set_position", {"position": 40}),
        {"position": 40},
    ),
    "home_assistant": (
        standard("climate", {"home_assistant": THERMOSTAT}, "temperature"),
        Action("thing", "set_temperature", {"temperature": 23.5}),
        {"temperature": 23.5},
    ),
}
QUIRKS = {
    "told": (Quirks(), ["sent", "confirmed"]),
    "late": (Quirks(latency_s=0.2), ["sent", "confirmed"]),
    "silent": (Quirks(drop=1.0), ["sent", "failed"]),
}


@pytest.mark.e2e
@pytest.mark.parametrize(("quirks", "statuses"), QUIRKS.values(), ids=QUIRKS)
@pytest.mark.parametrize(("device", "action", "values"), DEVICES.values(), ids=DEVICES)
async def test_an_action_ends_in_the_truth(
    mosquitto: Mosquitto, device: Device, action: Action, values: dict, quirks: Quirks, statuses: list[str]
) -> None:
    hub_settings = MqttSettings(port=mosquitto.port, client_id="hub", keep_session=False)
    device_settings = MqttSettings(port=mosquitto.port, client_id="devices", keep_session=False)
    async with MqttClient(hub_settings) as ours, MqttClient(device_settings) as theirs:
        hub = Hub(ours, device)
        await ours.wait_connected(5)
        async with playing(theirs, device, quirks=quirks) as simulation:
            await introduced(theirs, device)
            assert await hub.send(action) == statuses
            done = statuses[-1] == "confirmed"
            await until(lambda: (values.items() <= simulation.values("thing").items()) == done)
            if done:
                assert values.items() <= hub.values.items()
