"""The whole walk: bytes on the command topic in, bytes on the device's topic out, and what is said of it."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from typing import TYPE_CHECKING

import pytest

from homefuse.broker import running_broker
from homefuse.mqtt import MqttSettings, Reply
from homefuse.types import Ack, Outcome, Reason
from tests.fakes.household import Person, furnish, person, running_daemon
from tests.fakes.mosquitto import Mosquitto, free_port
from tests.fakes.pipeline import FakePipeline
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fakes.household import Household

pytestmark = pytest.mark.e2e
LAMP_SET, DOOR_SET = "zigbee2mqtt/hall/lamp/set", "zigbee2mqtt/front_door/set"


@pytest.fixture(params=["mosquitto", "embedded"])
async def home(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Person, Household]]:
    """A daemon with a fake pipeline on either broker, and somebody to talk to it."""
    if request.param == "mosquitto":
        broker: Mosquitto = request.getfixturevalue("mosquitto")
        config, options = furnish(tmp_path, broker.port), {}
    else:
        config, options = furnish(tmp_path), {"broker_port": free_port()}
    async with running_daemon(config, **options) as household:
        address = running_broker()
        assert address is not None
        settings = MqttSettings(
            port=address.port,
            client_id="person",
            username=address.username,
            password=address.password,
            protocol="3.1.1" if address.embedded else "auto",
        )
        async with person(settings) as someone:
            yield someone, household


async def test_command_reaches_the_device_and_is_confirmed(home: tuple[Person, Household]) -> None:
    someone, _ = home
    command_id = await someone.say("turn on the lamp")
    await until(lambda: someone.on(LAMP_SET))
    assert json.loads(someone.on(LAMP_SET)[0]) == {"state": "ON"}
    assert (await someone.decision(command_id)).outcome is Outcome.ACT
    await someone.status(command_id, "sent")
    await until(lambda: someone.on("zigbee2mqtt/hall/lamp/get"))
    await someone.client.publish("zigbee2mqtt/hall/lamp", b'{"state": "ON", "brightness": 100}')
    await someone.client.publish("zigbee2mqtt/hall/lamp", b'{"state": "ON", "brightness": 100}')
    await someone.status(command_id, "confirmed")
    assert someone.statuses(command_id) == ["accepted", "sent", "confirmed"]
    events = someone.documents("homefuse/event")
    assert [event["id"] for event in events] == [command_id]
    await until(lambda: someone.documents("homefuse/device/lamp/state")[-1]["on"] == {"value": True})


async def test_arguments_become_the_device_s_own_units(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await someone.say("dim the lamp")
    await someone.say("make a coffee")
    await until(lambda: someone.on(LAMP_SET) and someone.on("kitchen/espresso/set"))
    assert json.loads(someone.on(LAMP_SET)[0])["brightness"] == 76
    assert json.loads(someone.on("kitchen/espresso/set")[0]) == {"brew": "latte", "shots": 2}


async def test_plain_text_with_the_area_in_the_topic(home: tuple[Person, Household]) -> None:
    someone, household = home
    await someone.client.publish("homefuse/command/text/hall", b"turn on the lamp")
    await until(lambda: someone.on(LAMP_SET))
    assert household.pipeline.seen[0].command.area == "hall"
    await until(lambda: someone.on("homefuse/say/hall"))


async def test_device_state_is_part_of_the_snapshot(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await someone.client.publish("zigbee2mqtt/hall/lamp", b'{"state": "ON"}')
    await until(lambda: someone.documents("homefuse/device/lamp/state"))
    decision = await someone.decision(await someone.say("is the lamp on"))
    assert [(a.device, a.property, a.value) for a in decision.about] == [("lamp", "on", True)]


async def test_chatter_is_rejected_and_nothing_is_sent_or_spoken(home: tuple[Person, Household]) -> None:
    someone, _ = home
    decision = await someone.decision(await someone.say("lovely weather"))
    assert (decision.outcome, decision.reason) == (Outcome.REJECT, Reason.NOT_FOR_ME)
    await someone.decision(await someone.say("which one"))
    assert someone.on(LAMP_SET) == []
    await until(lambda: someone.on("homefuse/say") == [b"Which one?"])


async def test_repeated_id_acts_once(home: tuple[Person, Household]) -> None:
    someone, household = home
    for _ in range(3):
        await someone.say("turn on the lamp", id="same")
    await until(lambda: someone.statuses("same").count("duplicate") == 2)
    assert len(someone.on(LAMP_SET)) == 1
    assert len(household.pipeline.seen) == 1
    assert len(someone.documents("homefuse/event")) == 1


@pytest.mark.parametrize(
    "payload",
    [b"\xff\xff", b"", b'{"text": ', b"[1]", b'{"text": 3}', b"a" * 9000, b'{"id": "x/y", "text": "a"}'],
)
async def test_malformed_command_is_answered_and_harmless(
    home: tuple[Person, Household], payload: bytes
) -> None:
    someone, _ = home
    await someone.client.publish("homefuse/command/text", payload)
    if payload != b"[1]":  # that is plain text, and chatter
        await until(lambda: someone.documents("homefuse/event"))
        assert someone.documents("homefuse/event")[0]["reason"] == "malformed"
    await someone.decision(await someone.say("turn on the lamp"))


async def test_expired_command_is_refused(home: tuple[Person, Household]) -> None:
    someone, _ = home
    decision = await someone.decision(await someone.say("turn on the lamp", ts=time.time() - 60))
    assert decision.reason is Reason.EXPIRED
    assert someone.on(LAMP_SET) == []


async def test_dry_run_decides_and_does_nothing(home: tuple[Person, Household]) -> None:
    someone, _ = home
    decision = await someone.decision(await someone.say("turn on the lamp", dry_run=True))
    assert decision.outcome is Outcome.ACT
    await someone.decision(await someone.say("which one"))
    assert someone.on(LAMP_SET) == []


async def test_sensitive_action_waits_for_confirmation(home: tuple[Person, Household]) -> None:
    someone, _ = home
    command_id = await someone.say("unlock the door")
    assert (await someone.decision(command_id)).outcome is Outcome.CONFIRM
    assert someone.on(DOOR_SET) == []
    await someone.control("confirm", command_id)
    await until(lambda: someone.on(DOOR_SET))
    assert json.loads(someone.on(DOOR_SET)[0]) == {"state": "UNLOCK"}
    assert [d.outcome for d in someone.decisions(command_id)] == [Outcome.CONFIRM, Outcome.ACT]
    await someone.control("confirm", command_id)
    await someone.status(command_id, "expired")
    assert len(someone.on(DOOR_SET)) == 1


async def test_spoken_yes_from_the_same_place_confirms(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await someone.decision(await someone.say("unlock the door", area="hall"))
    elsewhere = await someone.decision(await someone.say("yes", area="garden"))
    assert elsewhere.reason is Reason.NOT_FOR_ME
    assert someone.on(DOOR_SET) == []
    here = await someone.decision(await someone.say("yes", area="hall"))
    assert here.outcome is Outcome.ACT
    await until(lambda: someone.on(DOOR_SET))


async def test_spoken_no_ends_the_question(home: tuple[Person, Household]) -> None:
    someone, _ = home
    command_id = await someone.say("unlock the door")
    await someone.decision(command_id)
    assert (await someone.decision(await someone.say("no"))).outcome is Outcome.CANCEL
    await someone.control("confirm", command_id)
    await someone.status(command_id, "expired")
    assert someone.on(DOOR_SET) == []


async def test_undo_brings_back_the_old_state(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await someone.client.publish("zigbee2mqtt/hall/lamp", b'{"state": "OFF", "brightness": 10}')
    await until(lambda: someone.documents("homefuse/device/lamp/state"))
    await someone.status(await someone.say("turn on the lamp"), "sent")
    undone = await someone.say("undo")
    await someone.status(undone, "sent")
    assert [json.loads(payload)["state"] for payload in someone.on(LAMP_SET)] == ["ON", "OFF"]
    again = await someone.decision(await someone.say("undo"))
    assert again.outcome is Outcome.REJECT


async def test_undo_by_control_topic(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await someone.client.publish("zigbee2mqtt/hall/lamp", b'{"state": "OFF"}')
    await until(lambda: someone.documents("homefuse/device/lamp/state"))
    command_id = await someone.say("turn on the lamp")
    await someone.status(command_id, "sent")
    await someone.control("undo", command_id)
    await until(lambda: len(someone.on(LAMP_SET)) == 2)
    assert json.loads(someone.on(LAMP_SET)[1])["state"] == "OFF"


async def test_delayed_action_waits_and_can_be_cancelled(home: tuple[Person, Household]) -> None:
    someone, _ = home
    never = await someone.say("turn off the lamp much later")
    await someone.status(never, "accepted")
    await someone.control("cancel", never)
    await someone.status(never, "failed")
    soon = await someone.say("turn off the lamp soon")
    await someone.status(soon, "accepted")
    await someone.status(soon, "sent")
    assert len(someone.on(LAMP_SET)) == 1


async def test_pause_and_resume(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await until(lambda: someone.documents("homefuse/status"))
    await someone.control("pause")
    await until(lambda: someone.documents("homefuse/status")[-1]["paused"])
    assert (await someone.decision(await someone.say("turn on the lamp"))).reason is Reason.NOT_ALLOWED
    await someone.control("resume")
    await until(lambda: not someone.documents("homefuse/status")[-1]["paused"])
    assert (await someone.decision(await someone.say("turn on the lamp"))).outcome is Outcome.ACT


async def test_action_on_a_missing_device_is_reported_failed(home: tuple[Person, Household]) -> None:
    someone, _ = home
    command_id = await someone.say("do the impossible")
    await someone.status(command_id, "failed")
    acks = [result for result in someone.results(command_id) if isinstance(result, Ack)]
    assert "nowhere" in acks[-1].detail


async def test_pipeline_mistake_is_answered_and_survived(home: tuple[Person, Household]) -> None:
    someone, _ = home
    assert (await someone.decision(await someone.say("crash"))).reason is Reason.UNSURE
    assert (await someone.decision(await someone.say("turn on the lamp"))).outcome is Outcome.ACT


async def test_numbers_that_are_none_never_act(home: tuple[Person, Household]) -> None:
    someone, _ = home
    assert (await someone.decision(await someone.say("nan"))).reason is Reason.UNSURE
    await someone.decision(await someone.say("which one"))
    assert someone.on(LAMP_SET) == []


async def test_hung_pipeline_is_replaced(home: tuple[Person, Household]) -> None:
    someone, _ = home
    assert (await someone.decision(await someone.say("hang"))).reason is Reason.BUSY
    assert (await someone.decision(await someone.say("turn on the lamp"))).outcome is Outcome.ACT


async def test_changed_device_files_are_taken_over(home: tuple[Person, Household]) -> None:
    someone, household = home
    text = (household.devices / "lamp.yaml").read_text()
    (household.devices / "bulb.yaml").write_text(
        text.replace("id: lamp", "id: bulb").replace("hall/lamp", "bulb")
    )
    await until(lambda: "bulb" in {d.id for d in household.pipeline.prepared[-1].devices})
    await until(lambda: someone.documents("homefuse/status")[-1]["devices"] == 4)
    await someone.client.publish("zigbee2mqtt/bulb", b'{"state": "ON"}')
    await until(lambda: someone.documents("homefuse/device/bulb/state"))


async def test_broken_device_file_is_told_and_cleared(home: tuple[Person, Household]) -> None:
    someone, household = home
    file = household.devices / "lamp.yaml"
    good = file.read_text()
    file.write_text(good + "\ncolour: red\n")
    topic = "homefuse/device/lamp/problem"
    await until(lambda: someone.documents(topic))
    assert "colour" in someone.documents(topic)[0]["problems"][0]
    assert (await someone.decision(await someone.say("turn on the lamp"))).outcome is Outcome.ACT
    await until(lambda: someone.on(LAMP_SET))
    file.write_text(good)
    await until(lambda: someone.on(topic)[-1] == b"")


async def test_availability_is_mirrored(home: tuple[Person, Household]) -> None:
    someone, _ = home
    await someone.client.publish("zigbee2mqtt/hall/lamp/availability", b'{"state": "offline"}')
    await until(lambda: someone.on("homefuse/device/lamp/availability") == [b"offline"])
    await someone.client.publish("zigbee2mqtt/hall/lamp/availability", b"online")
    await until(lambda: someone.on("homefuse/device/lamp/availability")[-1] == b"online")


async def test_status_tells_what_runs_and_ends_offline(home: tuple[Person, Household]) -> None:
    someone, household = home
    await until(lambda: someone.documents("homefuse/status"))
    status = someone.documents("homefuse/status")[-1]
    assert (status["state"], status["model"], status["provider"]) == (
        "online",
        "fake",
        "FakeExecutionProvider",
    )
    assert (status["devices"], status["problems"]) == (3, 0)
    household.daemon.stop()
    if someone.client.protocol == "5":
        await until(lambda: someone.documents("homefuse/status")[-1]["state"] == "offline")


async def test_round_trip_is_fast(home: tuple[Person, Household]) -> None:
    """From the command on the broker to the message on the device's topic; Nagle would cost 40 ms a hop."""
    someone, _ = home
    taken = []
    for number in range(15):
        start = time.perf_counter()
        await someone.say("turn on the lamp" if number % 2 else "turn off the lamp")
        while len(someone.on(LAMP_SET)) <= number:
            await asyncio.sleep(0.001)
        taken.append(time.perf_counter() - start)
    assert statistics.median(taken) < 0.060


async def test_mqtt_5_response_topic_is_answered(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    settings = MqttSettings(port=mosquitto.port, client_id="person")
    async with running_daemon(config), person(settings, "my/answers", "homefuse/#") as someone:
        reply = Reply("my/answers", b"\x01\x02")
        await someone.client.publish("homefuse/command/text", b"turn on the lamp", reply=reply)
        await until(lambda: someone.on("my/answers"))
        message = next(m for m in someone.messages if m.topic == "my/answers")
        assert message.reply.correlation == b"\x01\x02"
        assert json.loads(message.payload)["outcome"] == "act"


async def test_answers_never_come_back_as_commands(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config, pipeline = furnish(tmp_path, mosquitto.port), FakePipeline()
    settings = MqttSettings(port=mosquitto.port, client_id="person")
    async with running_daemon(config, pipeline), person(settings) as someone:
        reply = Reply("homefuse/command/text")
        await someone.client.publish("homefuse/command/text", b"turn on the lamp", reply=reply)
        await until(lambda: someone.on(LAMP_SET))
        await someone.decision(await someone.say("which one"))
        assert len(someone.on("homefuse/command/text")) == 2
