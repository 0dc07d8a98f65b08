"""What happens when things break: no action is lost silently, done twice, late, or claimed falsely."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from homefuse.broker import running_broker
from homefuse.mqtt import MqttSettings
from homefuse.types import Outcome, Reason
from tests.fakes.household import furnish, person, running_daemon
from tests.fakes.mosquitto import Mosquitto, free_port, wait_for_port
from tests.fakes.pipeline import FakePipeline
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.e2e
LAMP_SET = "zigbee2mqtt/hall/lamp/set"
ROOT = Path(__file__).parents[2]


def settings(broker: Mosquitto) -> MqttSettings:
    return MqttSettings(port=broker.port, client_id="person")


@asynccontextmanager
async def process(config: Path, *more: str) -> AsyncIterator[subprocess.Popen[bytes]]:
    """A daemon with the fake pipeline in a process of its own."""
    command = [sys.executable, "-m", "tests.fakes.daemon", str(config), *more]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as running:
        try:
            yield running
        finally:
            running.kill()


async def test_starts_without_a_broker_and_works_once_it_is_there(
    mosquitto: Mosquitto, tmp_path: Path
) -> None:
    mosquitto.stop()
    async with running_daemon(furnish(tmp_path, mosquitto.port)):
        mosquitto.start()
        async with person(settings(mosquitto)) as someone:
            await until(lambda: someone.documents("homefuse/status"))
            await someone.say("turn on the lamp")
            await until(lambda: someone.on(LAMP_SET))


async def test_broker_that_dies_and_returns(mosquitto: Mosquitto, tmp_path: Path) -> None:
    async with running_daemon(furnish(tmp_path, mosquitto.port)):
        async with person(settings(mosquitto)) as someone:
            await someone.status(await someone.say("turn on the lamp"), "sent")
        mosquitto.kill()
        mosquitto.start()
        async with person(settings(mosquitto)) as someone:
            await until(lambda: someone.documents("homefuse/status"))
            assert someone.documents("homefuse/status")[-1]["state"] == "online"
            await someone.status(await someone.say("turn off the lamp"), "sent")
            assert [json.loads(payload)["state"] for payload in someone.on(LAMP_SET)] == ["OFF"]


async def test_action_that_comes_due_without_a_broker_is_sent_once_there_is_one(
    mosquitto: Mosquitto, tmp_path: Path
) -> None:
    async with running_daemon(furnish(tmp_path, mosquitto.port)) as household:
        async with person(settings(mosquitto)) as someone:
            await someone.status(await someone.say("turn off the lamp soon", id="soon"), "accepted")
            mosquitto.kill()
            await until(lambda: not someone.client.connected)
        await asyncio.sleep(0.05)
        mosquitto.start()
        async with person(settings(mosquitto)) as someone:
            await until(lambda: "sent" in someone.statuses("soon"))
            assert len(someone.on(LAMP_SET)) == 1
        assert household.pipeline.seen


async def test_embedded_broker_that_dies_is_replaced(tmp_path: Path) -> None:
    async with running_daemon(furnish(tmp_path), broker_port=free_port()) as household:
        address = running_broker()
        assert address is not None
        own = MqttSettings(
            port=address.port,
            client_id="person",
            username=address.username,
            password=address.password,
            protocol="3.1.1",
        )
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        for child in children:
            if "homefuse.broker_process" in Path(f"/proc/{child}/cmdline").read_text():
                os.kill(int(child), signal.SIGKILL)
        async with person(own) as someone:
            await until(lambda: someone.documents("homefuse/status"))
            await someone.say("turn on the lamp")
            await until(lambda: someone.on(LAMP_SET))
        assert household.pipeline.seen


async def test_retained_commands_do_nothing_at_start(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config, pipeline = furnish(tmp_path, mosquitto.port), FakePipeline()
    async with person(settings(mosquitto)) as someone:
        for number in range(30):
            topic = f"homefuse/command/text/room_{number}"
            await someone.client.publish(topic, b"turn on the lamp", retain=True)
        await someone.client.publish("homefuse/control/pause", b"", retain=False)
        async with running_daemon(config, pipeline):
            await someone.decision(await someone.say("which one"))
            assert [snapshot.command.text for snapshot in pipeline.seen] == ["which one"]
            assert someone.on(LAMP_SET) == []


async def test_commands_sent_while_the_daemon_is_down(mosquitto: Mosquitto, tmp_path: Path) -> None:
    """Fresh ones are obeyed once it is back, in order; old ones are refused with a word."""
    config = furnish(tmp_path, mosquitto.port)
    async with person(settings(mosquitto)) as someone:
        async with running_daemon(config):
            await someone.decision(await someone.say("which one"))
        await someone.say("turn on the lamp", id="fresh-1", ts=time.time())
        await someone.say("turn off the lamp", id="fresh-2", ts=time.time())
        await someone.say("turn on the lamp", id="old", ts=time.time() - 40)
        async with running_daemon(config):
            assert (await someone.decision("old")).reason is Reason.EXPIRED
            assert (await someone.decision("fresh-2")).outcome is Outcome.ACT
            await until(lambda: len(someone.on(LAMP_SET)) == 2)
            assert [json.loads(payload)["state"] for payload in someone.on(LAMP_SET)] == ["ON", "OFF"]


async def test_killed_daemon_loses_nothing_that_was_sent_to_it(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    ids = [f"k-{number}" for number in range(30)]
    async with person(settings(mosquitto)) as someone:
        async with process(config) as first:
            await until(lambda: someone.documents("homefuse/status"))
            for command_id in ids[:15]:
                await someone.say("turn on the lamp", id=command_id, user=command_id, ts=time.time())
            first.send_signal(signal.SIGKILL)
            first.wait(5)
        for command_id in ids[15:]:
            await someone.say("turn on the lamp", id=command_id, user=command_id, ts=time.time())
        async with process(config):
            await until(lambda: all(someone.decisions(command_id) for command_id in ids), 20)
        assert {someone.decisions(command_id)[0].outcome for command_id in ids} == {Outcome.ACT}


async def test_flood_is_told_that_we_are_busy_and_survived(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config, pipeline = furnish(tmp_path, mosquitto.port), FakePipeline()
    async with running_daemon(config, pipeline), person(settings(mosquitto)) as someone:
        await someone.say("hang", id="slow")
        await until(lambda: pipeline.seen)
        for number in range(150):
            await someone.say("lovely weather", id=f"f-{number}", user=str(number))
        await until(lambda: any(event["reason"] == "busy" for event in someone.documents("homefuse/event")))
        assert (await someone.decision(await someone.say("turn on the lamp"))).reason is Reason.BUSY
        pipeline.hang.set()
        await someone.decision("f-50")
        assert (await someone.decision(await someone.say("turn on the lamp"))).outcome is Outcome.ACT


async def test_sigterm_ends_in_time_and_says_goodbye(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    async with person(settings(mosquitto)) as someone, process(config) as running:
        await until(lambda: someone.documents("homefuse/status"))
        await someone.say("turn off the lamp much later", id="later")
        await until(lambda: someone.documents("homefuse/scheduled"))
        start = time.monotonic()
        running.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(running.wait, 5) == 0
        assert time.monotonic() - start < 5
        await until(lambda: someone.documents("homefuse/status")[-1]["state"] == "offline")
        async with process(config):
            await until(lambda: [d["id"] for d in someone.documents("homefuse/scheduled")[-1]] == ["later"])
            await someone.control("cancel", "later")
            await someone.status("later", "failed")


async def test_killed_daemon_leaves_its_last_will(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    async with person(settings(mosquitto)) as someone, process(config) as running:
        await until(lambda: someone.documents("homefuse/status"))
        running.send_signal(signal.SIGKILL)
        await until(lambda: someone.documents("homefuse/status")[-1]["state"] == "offline")


async def test_sighup_reads_the_devices_again(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    async with person(settings(mosquitto)) as someone, process(config) as running:
        await until(lambda: someone.documents("homefuse/status"))
        (tmp_path / "devices" / "espresso.yaml").unlink()
        running.send_signal(signal.SIGHUP)
        await until(lambda: someone.documents("homefuse/status")[-1]["devices"] == 2)


async def test_second_daemon_of_the_same_user_does_not_start(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    async with running_daemon(config):
        command = [sys.executable, "-m", "homefuse", "run", "--config", str(config)]
        second = await asyncio.to_thread(subprocess.run, command, capture_output=True, cwd=ROOT, check=False)
    assert second.returncode == 2
    assert b"another HomeFuse already runs" in second.stderr


def test_wrong_configuration_stops_the_start_with_its_place(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("mqtt:\n  brokr: auto\n")
    command = [sys.executable, "-m", "homefuse", "run", "--config", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert f"{config}:2:3: unknown key 'brokr', did you mean 'broker'?" in done.stderr


async def test_missing_model_is_degraded_not_dead(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    text = config.read_text() + f"model:\n  path: {tmp_path / 'none'}\n"
    config.write_text(text)
    command = [sys.executable, "-m", "homefuse", "run", "--config", str(config)]
    async with person(settings(mosquitto)) as someone:
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as running:
            await until(lambda: someone.documents("homefuse/status"), 20)
            assert someone.documents("homefuse/status")[-1]["state"] == "degraded"
            decision = await someone.decision(await someone.say("turn on the lamp"))
            assert decision.reason is Reason.UNAVAILABLE
            running.terminate()
            assert await asyncio.to_thread(running.wait, 5) == 0


async def test_simulated_home_obeys_and_confirms(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port)
    async with running_daemon(config, simulate=True), person(settings(mosquitto)) as someone:
        await until(lambda: someone.documents("homefuse/device/lamp/state"))
        command_id = await someone.say("dim the lamp")
        await someone.status(command_id, "confirmed")
        await until(lambda: someone.documents("homefuse/device/lamp/state")[-1]["brightness"]["value"] == 30)


def test_ports_of_the_tests_are_free() -> None:
    port = free_port()
    with pytest.raises(OSError, match="refused"):
        wait_for_port(port, timeout_s=0.0)
