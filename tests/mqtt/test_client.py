from __future__ import annotations

import statistics
import time

import pytest

from homefuse.errors import BrokerError
from homefuse.mqtt import Message, MqttClient, MqttSettings, Reply, Will
from tests.fakes.mosquitto import Mosquitto, free_port
from tests.fakes.waiting import until


def settings(broker: Mosquitto, client_id: str = "test", **changes: object) -> MqttSettings:
    return MqttSettings(port=broker.port, client_id=client_id, **changes)  # type: ignore[arg-type]


async def test_round_trip_keeps_reply_address(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto)) as client:
        inbox = client.inbox(["home/+/set"], size=10)
        await client.wait_connected(5)
        assert client.protocol == "5"
        await client.publish("home/lamp/set", b'{"on": true}', reply=Reply("answers/1", b"\x00\x01"))
        message = await anext(inbox)
        assert (message.topic, message.payload) == ("home/lamp/set", b'{"on": true}')
        assert message.reply == Reply("answers/1", b"\x00\x01")
        assert not message.retain
        assert message.waited_s == 0.0


async def test_speaks_mqtt_3_when_told(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto, protocol="3.1.1")) as client:
        await client.wait_connected(5)
        assert client.protocol == "3.1.1"
        await client.publish("a", b"b", reply=Reply("ignored"))


async def test_first_inbox_that_matches_gets_the_message(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto)) as client:
        narrow, wide = client.inbox(["a/b"], size=1), client.inbox(["a/#"], size=1)
        await client.wait_connected(5)
        await client.publish("a/b", b"1")
        await client.publish("a/c", b"2")
        assert (await anext(narrow)).payload == b"1"
        assert (await anext(wide)).payload == b"2"


async def test_refilter_drops_old_topics_and_adds_new_ones(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto)) as client:
        inbox = client.inbox(["a"], size=5)
        await client.wait_connected(5)
        client.refilter(inbox, ["b"])
        await until(lambda: client.connected)
        await client.publish("a", b"old")
        await client.publish("b", b"new")
        assert (await anext(inbox)).payload == b"new"


async def test_full_inbox_lets_the_oldest_go_or_refuses(mosquitto: Mosquitto) -> None:
    refused: list[Message] = []
    async with MqttClient(settings(mosquitto)) as client:
        states = client.inbox(["state"], size=2)
        commands = client.inbox(["command"], size=2, on_full=refused.append)
        await client.wait_connected(5)
        for number in range(4):
            await client.publish("state", str(number))
            await client.publish("command", str(number))
        await until(lambda: states.dropped == 2 and commands.dropped == 2)
        assert [(await anext(states)).payload for _ in range(2)] == [b"2", b"3"]
        assert [(await anext(commands)).payload for _ in range(2)] == [b"0", b"1"]
        assert [message.payload for message in refused] == [b"2", b"3"]


async def test_publish_fails_at_once_without_a_broker() -> None:
    async with MqttClient(MqttSettings(port=free_port(), client_id="lonely")) as client:
        with pytest.raises(BrokerError, match="not connected"):
            await client.publish("a", b"b")
        with pytest.raises(BrokerError, match=r"cannot connect .* refused"):
            await client.wait_connected(0.3)


async def test_publish_to_a_wildcard_is_refused(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto)) as client:
        await client.wait_connected(5)
        with pytest.raises(BrokerError, match="cannot publish"):
            await client.publish("a/#", b"b")


async def test_reconnects_and_subscribes_again(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto)) as client:
        connections = client.connections()
        inbox = client.inbox(["a"], size=5)
        assert await anext(connections) == "5"
        mosquitto.kill()
        await until(lambda: not client.connected)
        mosquitto.start()
        assert await anext(connections) == "5"
        await client.publish("a", b"after")
        assert (await anext(inbox)).payload == b"after"


async def test_unacknowledged_message_comes_again_to_the_next_process(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto, "sender")) as sender:
        async with MqttClient(settings(mosquitto)) as first:
            inbox = first.inbox(["a"], size=5)
            await first.wait_connected(5)
            await sender.wait_connected(5)
            await sender.publish("a", b"acked")
            await sender.publish("a", b"lost")
            (await anext(inbox)).ack()
            assert (await anext(inbox)).payload == b"lost"
        await sender.publish("a", b"while away")
        async with MqttClient(settings(mosquitto, away_s=7.0)) as second:
            inbox = second.inbox(["a"], size=5)
            again, queued = await anext(inbox), await anext(inbox)
            assert (again.payload, again.waited_s) == (b"lost", 7.0)
            assert (queued.payload, queued.waited_s) == (b"while away", 7.0)
            await second.wait_connected(5)
            await sender.publish("a", b"now")
            assert (await anext(inbox)).waited_s == 0.0


async def test_message_in_hand_is_not_delivered_twice(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto, "sender")) as sender, MqttClient(settings(mosquitto)) as client:
        inbox = client.inbox(["a"], size=5)
        await client.wait_connected(5)
        await sender.wait_connected(5)
        await sender.publish("a", b"once")
        held = await anext(inbox)
        assert client._link is not None
        sock = client._link.client.socket()
        assert sock is not None
        sock.shutdown(2)  # type: ignore[union-attr]  # as a cut network would
        await until(lambda: not client.connected)
        await client.wait_connected(5)
        await sender.publish("a", b"next")
        assert (await anext(inbox)).payload == b"next"
        held.ack()
    async with MqttClient(settings(mosquitto)) as later:
        inbox = later.inbox(["a"], size=5)
        await later.wait_connected(5)
        await later.publish("a", b"end")
        assert [(await anext(inbox)).payload for _ in range(2)] == [b"next", b"end"]


async def test_will_is_said_only_when_we_vanish(mosquitto: Mosquitto) -> None:
    async with MqttClient(settings(mosquitto, "watcher")) as watcher:
        inbox = watcher.inbox(["status"], size=5)
        await watcher.wait_connected(5)
        will = Will("status", b"offline")
        async with MqttClient(settings(mosquitto, will=will)) as client:
            await client.wait_connected(5)
            assert client._link is not None
            client._link.client.socket().shutdown(2)  # type: ignore[union-attr]
            assert (await anext(inbox)).payload == b"offline"
            await client.wait_connected(5)
        await watcher.publish("status", b"last")
        assert (await anext(inbox)).payload == b"last"


async def test_bad_password_is_told(mosquitto: Mosquitto) -> None:
    mosquitto.stop()
    mosquitto.extra = "allow_anonymous false"
    mosquitto.start()
    async with MqttClient(settings(mosquitto)) as client:
        with pytest.raises(BrokerError, match=r"(?i)not authori[sz]ed"):
            await client.wait_connected(0.5)


async def test_nagle_is_off(mosquitto: Mosquitto) -> None:
    """With Nagle's algorithm on either side a QoS 1 round trip takes 40 to 90 ms."""
    async with MqttClient(settings(mosquitto)) as client:
        inbox = client.inbox(["ping"], size=5)
        await client.wait_connected(5)
        taken = []
        for _ in range(30):
            start = time.perf_counter()
            await client.publish("ping", b"x")
            (await anext(inbox)).ack()
            taken.append(time.perf_counter() - start)
        assert statistics.median(taken) < 0.020
