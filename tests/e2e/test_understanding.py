"""The shipped model in the shipped home on a real Mosquitto: sentences in, documented payloads out."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from homefuse.app import Daemon, DaemonOptions
from homefuse.bundled import bundled
from homefuse.config import load_config
from homefuse.mqtt import MqttSettings
from homefuse.pipeline import Pipeline
from homefuse.types import Outcome
from tests.fakes.household import Household, Person, person
from tests.fakes.pipeline import FakePipeline
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fakes.mosquitto import Mosquitto

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

DONE: list[tuple[str, dict[str, Any]]] = [
    ("switch on the kitchen light", {"zigbee2mqtt/kitchen_light/set": {"state": "ON"}}),
    (
        "dim the bedroom lamp to thirty percent",
        {"zigbee2mqtt/bedroom_lamp/set": {"state": "ON", "brightness": 76}},
    ),
    ("could you turn granny's lamp off please", {"zigbee2mqtt/floor_lamp/set": {"state": "OFF"}}),
    ("close the bedroom blinds", {"zigbee2mqtt/bedroom_blinds/set": {"state": "CLOSE"}}),
    ("living room curtains to forty percent", {"zigbee2mqtt/living_room_curtains/set": {"position": 40}}),
    ("lock the front door", {"zigbee2mqtt/front_door_lock/set": {"state": "LOCK"}}),
    (
        "set the garden lights to red",
        {"zigbee2mqtt/garden_lights/set": {"state": "ON", "color": {"r": 255, "g": 0, "b": 0}}},
    ),
    ("brew a large cappuccino", {"kitchen/espresso/set": {"brew": "cappuccino", "size": "large"}}),
    ("give the cat two portions of wet food please", {"feeder/set": {"feed": {"portions": 2, "from": "B"}}}),
    ("switch the kettle on", {"zigbee2mqtt/kettle_plug/set": {"state": "ON"}}),
    ("send Dusty home", {"valetudo/dusty/control": "HOME"}),
    (
        "set the thermostat to twenty one and a half degrees",
        {"zigbee2mqtt/thermostat/set": {"occupied_heating_setpoint": 21.5}},
    ),
    (
        "turn off the kitchen light and open the living room curtains",
        {
            "zigbee2mqtt/kitchen_light/set": {"state": "OFF"},
            "zigbee2mqtt/living_room_curtains/set": {"state": "OPEN"},
        },
    ),
    (
        "make the bedroom lamp 20 percent brighter",
        {"zigbee2mqtt/bedroom_lamp/set": {"state": "ON", "brightness": 127}},
    ),
    ("put the telly on Netflix", {"tv/set": {"app": "Netflix"}}),
]
"""Said -> the payload on each device's topic, in the order said; relative ones follow from those before."""

REFUSED = [
    ("never open the garage door", "not_for_me"),
    ("my sister turned on the kitchen light yesterday", "not_for_me"),
    ("what is the capital of Norway", "not_for_me"),
    ("turn on the swimming pool pump", "no_such_device"),
    ("set the thermostat to ninety degrees", "out_of_range"),
]
"""Said -> why nothing happens."""

FEEDER = """
name: Aquarium feeder
aliases: [fish feeder]
area: living_room
commands:
  dispense:
    phrases: ["drop {pinches} pinches of flakes"]
    args: {pinches: {type: number, min: 1, max: 5, default: 1}}
driver:
  custom:
    commands: {dispense: {topic: aquarium/feeder/set, payload: {pinches: "{pinches}"}}}
"""
STEAMER = """
name: Curtain steamer
area: bedroom
commands:
  steam:
    phrases: ["steam the curtains"]
    args: {strength: {options: [gentle, strong], default: gentle}}
  cool_down: {phrases: ["let it cool"]}
driver:
  custom:
    commands:
      steam: {topic: steamer/set, payload: {steam: "{strength}"}}
      cool_down: {topic: steamer/set, payload: {steam: "off"}}
"""


@asynccontextmanager
async def shipped_home(folder: Path, broker: Mosquitto) -> AsyncIterator[tuple[Person, Household]]:
    """The demo home with the shipped model, its devices simulated."""
    shutil.copytree(bundled("devices"), folder / "devices")
    config = folder / "config.yaml"
    shipped = bundled("config.yaml").read_text()
    config.write_text(shipped.replace("broker: auto", f"broker: 127.0.0.1:{broker.port}"))

    def load() -> Pipeline:
        return Pipeline.load(bundled("models"), "cpu")

    daemon = Daemon(DaemonOptions(load_config(config), load, "shipped", simulate=True))
    task = asyncio.create_task(daemon.run())
    try:
        await until(lambda: daemon.ready or task.done(), timeout_s=60)
        settings = MqttSettings(port=broker.port, client_id="person")
        async with person(settings, "#") as someone:
            yield someone, Household(daemon, task, FakePipeline(), folder / "devices")
    finally:
        daemon.stop()
        async with asyncio.timeout(10):
            await task


def _read(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except ValueError:
        return payload.decode()


async def test_sentences_become_the_documented_payloads(tmp_path: Path, mosquitto: Mosquitto) -> None:
    async with shipped_home(tmp_path, mosquitto) as (someone, _):
        wrong = []
        for text, wanted in DONE:
            someone.messages.clear()
            command_id = await someone.say(text)
            decision = await someone.decision(command_id)
            if decision.outcome is Outcome.ACT:
                await until(lambda: len(someone.statuses(command_id)) >= len(decision.actions))  # noqa: B023
            sent = {
                m.topic: _read(m.payload) for m in someone.messages if m.topic.endswith(("/set", "/control"))
            }
            if sent != wanted:
                wrong.append((text, sent, decision))
        assert not wrong, "\n".join(map(str, wrong))


async def test_what_is_not_asked_is_refused_with_the_reason(tmp_path: Path, mosquitto: Mosquitto) -> None:
    async with shipped_home(tmp_path, mosquitto) as (someone, _):
        found = []
        for text, _ in REFUSED:
            decision = await someone.decision(await someone.say(text))
            found.append((text, str(decision.reason)))
        assert found == REFUSED
        assert not [m.topic for m in someone.messages if m.topic.endswith("/set")]


async def test_a_new_device_is_understood_at_once(
    tmp_path: Path, mosquitto: Mosquitto, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "homefuse.home_keeper")
    async with shipped_home(tmp_path, mosquitto) as (someone, household):
        caplog.clear()
        saved_at = time.monotonic()
        (household.devices / "aquarium_feeder.yaml").write_text(FEEDER)
        (household.devices / "curtain_steamer.yaml").write_text(STEAMER)
        await until(lambda: "39 devices" in caplog.text)
        for text, topic, payload in (
            ("give the fish three pinches of flakes", "aquarium/feeder/set", {"pinches": 3}),
            ("steam the curtains, strong", "steamer/set", {"steam": "strong"}),
            ("let the curtain steamer cool down", "steamer/set", {"steam": "off"}),
        ):
            someone.messages.clear()
            decision = await someone.decision(await someone.say(text))
            assert decision.outcome is Outcome.ACT, (text, decision)
            await until(lambda: someone.on(topic))  # noqa: B023
            assert json.loads(someone.on(topic)[0]) == payload
        assert time.monotonic() - saved_at < 5  # two seconds on a quiet machine
