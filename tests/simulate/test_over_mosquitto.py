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

DEVICES = {
    "tasmota": (
        standard("light", {"tasmota": "desk"}, "brightness", "color"),
        Action("thing", "set_brightness", {"brightness": 30}),
        {"on": True, "brightness": 30},
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
