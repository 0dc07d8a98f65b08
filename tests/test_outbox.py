from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from homefuse.announce import Announcer
from homefuse.errors import Problem
from homefuse.mqtt import MqttClient, MqttSettings
from homefuse.outbox import Outbox, Outgoing
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from tests.fakes.mosquitto import Mosquitto


def unconnected(size: int = 3) -> Outbox:
    return Outbox(MqttClient(MqttSettings()), size)


def test_oldest_news_goes_when_full() -> None:
    outbox = unconnected(size=2)
    for number in range(5):
        outbox.put(Outgoing("t", str(number).encode()))
    assert outbox.dropped == 3
    assert [outbox._queue.get_nowait().payload for _ in range(2)] == [b"3", b"4"]


def test_half_full_has_no_room_for_what_is_not_important() -> None:
    outbox = unconnected(size=4)
    assert outbox.has_room
    outbox.put(Outgoing("t", b""))
    outbox.put(Outgoing("t", b""))
    assert not outbox.has_room


async def test_news_and_facts_wait_for_the_broker(mosquitto: Mosquitto) -> None:
    mosquitto.stop()
    watcher_settings = MqttSettings(port=mosquitto.port, client_id="watcher")
    async with MqttClient(MqttSettings(port=mosquitto.port, client_id="box")) as client:
        outbox = Outbox(client)
        running = asyncio.create_task(outbox.run())
        outbox.put(Outgoing("news", b"1"))
        outbox.put(Outgoing("news", b"2"))
        outbox.retain("fact", b"old")
        outbox.retain("fact", b"new")
        outbox.retain("gone", b"x")
        outbox.clear("gone")
        mosquitto.start()
        async with asyncio.timeout(10):
            await outbox.flushed()
        async with MqttClient(watcher_settings) as watcher:
            inbox = watcher.inbox(["fact", "gone"], size=5)
            message = await anext(inbox)
            assert (message.topic, message.payload, message.retain) == ("fact", b"new", True)
        running.cancel()


async def test_facts_are_said_again_to_a_broker_that_forgot_them(mosquitto: Mosquitto) -> None:
    async with MqttClient(MqttSettings(port=mosquitto.port, client_id="box")) as client:
        outbox = Outbox(client)
        running = asyncio.create_task(outbox.run())
        outbox.retain("fact", b"kept")
        await client.wait_connected(5)
        mosquitto.kill()
        await until(lambda: not client.connected)
        mosquitto.start()
        async with MqttClient(MqttSettings(port=mosquitto.port, client_id="watcher")) as watcher:
            assert (await anext(watcher.inbox(["fact"], size=5))).payload == b"kept"
        running.cancel()


def test_problems_of_a_mended_file_are_taken_back() -> None:
    outbox = unconnected()
    announcer = Announcer(outbox, "homefuse")
    announcer.problems(
        [Problem("devices/lamp.yaml", 3, 1, "bad"), Problem("devices/a b.yaml", 1, 1, "worse")]
    )
    assert set(outbox._retained) == {"homefuse/device/lamp/problem", "homefuse/device/a_b/problem"}
    announcer.problems([Problem("devices/a b.yaml", 1, 1, "worse")])
    assert set(outbox._retained) == {"homefuse/device/a_b/problem"}
