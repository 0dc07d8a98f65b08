from __future__ import annotations

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from homefuse.broker import BrokerAddress, EmbeddedBroker, PublishedAddress, answers, running_broker
from homefuse.errors import BrokerError
from homefuse.mqtt import MqttClient, MqttSettings
from tests.fakes.mosquitto import free_port
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from pathlib import Path


def settings(address: BrokerAddress, client_id: str = "test") -> MqttSettings:
    return MqttSettings(
        port=address.port,
        client_id=client_id,
        username=address.username,
        password=address.password,
        protocol="3.1.1",
    )


async def test_embedded_broker_carries_messages_fast() -> None:
    async with EmbeddedBroker(free_port()) as broker, MqttClient(settings(broker.address)) as client:
        inbox = client.inbox(["ping"], size=5)
        await client.wait_connected(5)
        taken = []
        for _ in range(30):
            start = time.perf_counter()
            await client.publish("ping", b"x")
            (await anext(inbox)).ack()
            taken.append(time.perf_counter() - start)
        assert statistics.median(taken) < 0.020


async def test_mqtt_5_is_tried_and_given_up() -> None:
    async with (
        EmbeddedBroker(free_port()) as broker,
        MqttClient(replace(settings(broker.address), protocol="auto")) as client,
    ):
        await client.wait_connected(10)
        assert client.protocol == "3.1.1"


async def test_wrong_password_stays_outside() -> None:
    async with (
        EmbeddedBroker(free_port()) as broker,
        MqttClient(replace(settings(broker.address), password="guess")) as client,
    ):
        with pytest.raises(BrokerError, match="cannot connect"):
            await client.wait_connected(0.7)


async def test_killed_broker_is_replaced_on_the_same_port() -> None:
    async with EmbeddedBroker(free_port()) as broker, MqttClient(settings(broker.address)) as client:
        supervisor = asyncio.create_task(broker.supervise())
        inbox = client.inbox(["a"], size=5)
        await client.wait_connected(5)
        before = broker.pid
        assert before is not None
        os.kill(before, signal.SIGKILL)
        await until(lambda: not client.connected)
        await client.wait_connected(10)
        assert broker.pid != before
        await client.publish("a", b"again")
        assert (await anext(inbox)).payload == b"again"
        supervisor.cancel()


async def test_taken_port_is_avoided(caplog: pytest.LogCaptureFixture) -> None:
    async with EmbeddedBroker(free_port()) as first, EmbeddedBroker(first.address.port) as second:
        assert second.address.port != first.address.port
        assert await answers("127.0.0.1", second.address.port)
    assert "is taken" in caplog.text


async def test_broker_listens_on_loopback_only() -> None:
    async with EmbeddedBroker(free_port()) as broker:
        assert broker.pid is not None
        listening = {
            c.laddr.ip for c in psutil.Process(broker.pid).net_connections("inet") if c.status == "LISTEN"
        }
        assert listening == {"127.0.0.1"}


PARENT = """
import asyncio
from homefuse.broker import EmbeddedBroker
async def main():
    async with EmbeddedBroker(0) as broker:
        print(broker.pid, flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_broker_dies_with_a_killed_daemon() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        parent.wait(5)
    await until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_address_is_left_for_this_user_only(own_runtime_dir: Path) -> None:
    address = BrokerAddress("127.0.0.1", 1883, "homefuse", "secret", embedded=True)
    with PublishedAddress(address):
        assert (own_runtime_dir / "broker.json").stat().st_mode & 0o777 == 0o600
        assert running_broker() == address
    assert running_broker() is None


def test_damaged_address_file_counts_as_none(own_runtime_dir: Path) -> None:
    (own_runtime_dir / "broker.json").write_text('{"host": 1, "nonsense": 2}')
    assert running_broker() is None


def test_password_is_not_shown() -> None:
    assert "secret" not in repr(BrokerAddress("h", 1, "u", "secret"))
    assert "secret" not in repr(MqttSettings(password="secret"))


async def test_nothing_answers_on_a_free_port() -> None:
    assert not await answers("127.0.0.1", free_port())
