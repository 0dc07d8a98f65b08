from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from homefuse.devices.model import Argument, CommandSpec
from homefuse.devices.standard import STANDARD_TYPES
from homefuse.errors import BrokerError, DriverError
from homefuse.mqtt import Message, MqttClient, MqttSettings
from homefuse.publish.drivers import StateReport, decode, driver_of, encode
from homefuse.simulate.home import apply, initial_values
from homefuse.simulate.mqtt_devices import QUEUE_SIZE, Quirks
from homefuse.types import Action
from tests.fakes.loop_broker import LoopBroker
from tests.fakes.waiting import until
from tests.publish.devices import custom, some_value, standard
from tests.simulate.hub import Hub, introduced, playing

if TYPE_CHECKING:
    from tests.fakes.mosquitto import Mosquitto

LAMP = standard("light", {"zigbee2mqtt": "living/lamp"}, "brightness", "color")
WARM = CommandSpec("warm", (Argument("level", "number", unit="%", min=0, max=100, property="cup_warmer"),))
ESPRESSO = replace(
    custom(
        {
            "commands": {"warm": {"topic": "espresso/set", "payload": {"warmer": "{level}"}}},
            "state": {"topic": "espresso/state", "properties": {"cup_warmer": "/cup/warmer"}},
            "availability": {"topic": "espresso/status", "online": "here"},
        },
        WARM,
        cup_warmer="%",
    ),
    id="espresso",
)


def state(broker: LoopBroker, topic: str) -> dict:
    return json.loads(broker.retained.get(topic, b"{}"))


async def test_devices_introduce_themselves_retained() -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP, ESPRESSO):
        await until(lambda: "espresso/state" in broker.retained)
    assert state(broker, "zigbee2mqtt/living/lamp")["state"] == "OFF"
    assert state(broker, "zigbee2mqtt/living/lamp/availability") == {"state": "online"}
    assert state(broker, "zigbee2mqtt/bridge/state") == {"state": "online"}
    assert broker.retained["espresso/status"] == b"here"
    assert state(broker, "espresso/state") == {"cup": {"warmer": 0}}


async def test_devices_introduce_themselves_again_after_each_connect() -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP):
        await until(lambda: "zigbee2mqtt/living/lamp" in broker.retained)
        broker.retained.clear()
        broker.connected.put_nowait("5")
        await until(lambda: "zigbee2mqtt/living/lamp" in broker.retained)


@pytest.mark.parametrize(
    ("topic", "payload", "values"),
    [
        ("set", b'{"state":"ON"}', {"on": True}),
        ("set", b'{"state":"TOGGLE"}', {"on": True}),
        ("set/state", b"ON", {"on": True}),
        ("set", b'{"brightness":127}', {"on": True, "brightness": 50}),
        ("set", b'{"color":{"r":0,"g":0,"b":255},"state":"ON"}', {"on": True, "color": (0, 0, 255)}),
    ],
)
async def test_a_lamp_obeys_and_reports(topic: str, payload: bytes, values: dict) -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP) as simulation:
        await until(lambda: "zigbee2mqtt/living/lamp" in broker.retained)
        await broker.publish(f"zigbee2mqtt/living/lamp/{topic}", payload)
        await until(lambda: values.items() <= simulation.values("thing").items())
        told = decode(LAMP, "zigbee2mqtt/living/lamp", broker.retained["zigbee2mqtt/living/lamp"])
    assert isinstance(told, StateReport)
    assert values.items() <= told.values.items()


@pytest.mark.parametrize("payload", [b"\xff", b"[]", b"3", b'{"state":["ON"]}', b'{"unheard":1}'])
async def test_nonsense_changes_nothing(payload: bytes) -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP, ESPRESSO) as simulation:
        before = simulation.values("thing")
        await broker.publish("zigbee2mqtt/living/lamp/set", payload)
        await broker.publish("espresso/set", payload)
        await broker.publish("zigbee2mqtt/living/lamp/get", b"{}")
        await until(
            lambda: (
                broker.log.count(("zigbee2mqtt/living/lamp", broker.retained.get("zigbee2mqtt/living/lamp")))
                > 1
            )
        )
        assert simulation.values("thing") == before


async def test_a_retained_command_is_not_obeyed() -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP) as simulation:
        await until(lambda: broker.inboxes)
        broker.deliver(Message("zigbee2mqtt/living/lamp/set", b'{"state":"ON"}', retain=True))
        await broker.publish("zigbee2mqtt/living/lamp/set", b'{"brightness":0}')
        await until(lambda: simulation.values("thing")["brightness"] == 0)
        assert simulation.values("thing")["on"] is False


async def test_a_described_device_obeys_its_own_templates() -> None:
    broker = LoopBroker()
    async with playing(broker, ESPRESSO) as simulation:
        await until(lambda: broker.inboxes)
        (message,) = encode(ESPRESSO, Action("espresso", "warm", {"level": 40}))
        await broker.publish(message.topic, message.payload)
        await until(lambda: simulation.values("espresso")["cup_warmer"] == 40)
        await until(lambda: state(broker, "espresso/state") == {"cup": {"warmer": 40}})


async def test_a_hand_on_the_switch_is_reported() -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP) as simulation:
        await simulation.set("thing", on=True)
    assert state(broker, "zigbee2mqtt/living/lamp")["state"] == "ON"


async def test_a_report_that_cannot_be_sent_does_not_end_the_play(caplog: pytest.LogCaptureFixture) -> None:
    class Cut(LoopBroker):
        async def publish(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
            if retain and cut:
                raise BrokerError("no connection")
            await super().publish(topic, payload, qos=qos, retain=retain)

    cut, broker = True, Cut()
    async with playing(broker, LAMP) as simulation:
        await broker.publish("zigbee2mqtt/living/lamp/set", b"{}")
        await until(lambda: "no connection" in caplog.text)
        cut = False
        broker.connected.put_nowait("5")
        await until(lambda: "zigbee2mqtt/living/lamp" in broker.retained)
        assert simulation.values("thing")["on"] is False


async def test_commands_that_a_slow_device_cannot_hold_are_lost(caplog: pytest.LogCaptureFixture) -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP, quirks=Quirks(latency_s=60)):
        await until(lambda: broker.inboxes)
        for _ in range(QUEUE_SIZE + 2):
            await broker.publish("zigbee2mqtt/living/lamp/set", b'{"state":"ON"}')
        await until(lambda: "lost a command" in caplog.text)


async def test_a_device_may_be_deaf() -> None:
    broker = LoopBroker()
    async with playing(broker, LAMP, quirks=Quirks(drop=1.0)) as simulation:
        await until(lambda: "zigbee2mqtt/living/lamp" in broker.retained)
        await broker.publish("zigbee2mqtt/living/lamp/set", b'{"state":"ON"}')
        await asyncio.sleep(0.01)
        assert simulation.values("thing")["on"] is False


@pytest.mark.parametrize("type_", STANDARD_TYPES)
def test_what_a_device_is_told_it_understands(type_: str) -> None:
    """The simulated end of zigbee2mqtt's language has the effect that the home says it has."""
    device = standard(type_, {"zigbee2mqtt": "thing"})
    driver = driver_of(device)
    start = initial_values(device)
    for command in device.commands.values():
        args = {argument.name: some_value(argument) for argument in command.args}
        action = Action("thing", command.name, args)
        try:
            (message,) = encode(device, action, start)
        except DriverError:
            continue
        after = start
        for understood in driver.understand(message.topic, message.payload) or []:
            after = apply(device, after, understood)
        for topic, payload in ((m.topic, m.payload) for m in driver.state_messages(after)):
            told = driver.decode(topic, payload)
            wanted = apply(device, {}, action)
            assert isinstance(told, StateReport) or not driver.reported()
            for name in set(wanted) & driver.reported():
                assert told.values.get(name) is not None or wanted[name] is None


@pytest.mark.parametrize(
    ("quirks", "last"),
    [
        (Quirks(), "confirmed"),
        (Quirks(latency_s=0.02), "confirmed"),
        (Quirks(lie=1.0), "failed"),
        (Quirks(drop=1.0), "failed"),
    ],
)
async def test_the_publisher_tells_the_truth_about_a_simulated_lamp(quirks: Quirks, last: str) -> None:
    broker = LoopBroker()
    hub = Hub(broker, LAMP)
    async with playing(broker, LAMP, quirks=quirks):
        await until(lambda: "zigbee2mqtt/living/lamp" in broker.retained)
        statuses = await hub.send(Action("thing", "set_brightness", {"brightness": 30}))
    assert statuses == ["sent", last]


@pytest.mark.e2e
async def test_over_a_real_broker(mosquitto: Mosquitto) -> None:
    settings = MqttSettings(port=mosquitto.port, client_id="hub", keep_session=False)
    devices = MqttSettings(port=mosquitto.port, client_id="devices", keep_session=False)
    async with MqttClient(settings) as ours, MqttClient(devices) as theirs:
        hub = Hub(ours, LAMP)
        await ours.wait_connected(5)
        async with playing(theirs, LAMP, ESPRESSO):
            await introduced(theirs, ESPRESSO)
            statuses = await hub.send(Action("thing", "set_brightness", {"brightness": 30}))
            assert statuses == ["sent", "confirmed"]
            newcomer = ours.inbox(["espresso/#"], size=10)
            message = await asyncio.wait_for(anext(newcomer), 5)
            assert message.retain
