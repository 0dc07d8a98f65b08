from __future__ import annotations

import asyncio
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from homefuse.acl import mosquitto_acl
from homefuse.cli import app
from homefuse.devices.loader import load_devices
from homefuse.errors import BrokerError
from homefuse.mqtt import MqttClient, MqttSettings
from tests.fakes.household import furnish
from tests.fakes.mosquitto import BINARY, Mosquitto

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rules(tmp_path: Path) -> str:
    furnish(tmp_path)
    devices, _ = load_devices(tmp_path / "devices")
    return mosquitto_acl("homefuse", devices, user="hub", speakers=["phone"], confirmers=["keypad"])


def test_only_homefuse_may_order_devices(rules: str) -> None:
    _, hub, phone, keypad = (part.splitlines() for part in rules.split("\n\n"))
    assert "topic write zigbee2mqtt/front_door/set" in hub
    assert "topic read zigbee2mqtt/front_door" in hub
    assert not any("zigbee2mqtt" in line for line in (*phone, *keypad))
    assert "topic write homefuse/control/#" in keypad
    assert "topic write homefuse/control/#" not in phone


async def heard(port: int, sender: str, topic: str) -> bool:
    """Whether what a user says on a topic reaches HomeFuse's user."""
    hub = MqttSettings(port=port, client_id="hub-here", username="hub", password="h", keep_session=False)
    own = MqttSettings(port=port, client_id=f"{sender}-here", username=sender, password=sender[0])
    async with MqttClient(hub) as listener, MqttClient(own) as speaker:
        inbox = listener.inbox(["homefuse/#", "zigbee2mqtt/front_door/#"], size=10)
        await asyncio.gather(listener.wait_connected(10), speaker.wait_connected(10))
        with suppress(BrokerError):  # MQTT 5 says that it was refused
            await speaker.publish(topic, b"x")
        await listener.publish("homefuse/end", b"x")
        topics = []
        while "homefuse/end" not in topics:
            topics.append((await anext(inbox)).topic)
            await asyncio.sleep(0)
        return topic in topics


@pytest.mark.e2e
@pytest.mark.skipif(BINARY is None, reason="the mosquitto binary is not installed")
async def test_mosquitto_keeps_to_them(rules: str, tmp_path: Path) -> None:
    folder = tmp_path / "broker"
    folder.mkdir()
    (folder / "acl").write_text(rules)
    passwords = folder / "passwords"
    passwords.write_text("hub:h\nphone:p\nkeypad:k\n")
    hashed = await asyncio.to_thread(
        subprocess.run, ["mosquitto_passwd", "-U", str(passwords)], check=False, capture_output=True
    )
    if hashed.returncode:
        pytest.skip("mosquitto_passwd does not work here")
    for file in (passwords, folder / "acl"):
        file.chmod(0o644)
    extra = f"allow_anonymous false\npassword_file {passwords}\nacl_file {folder / 'acl'}\nuser root"
    broker = Mosquitto(folder, extra=extra)
    broker.start()
    try:
        assert await heard(broker.port, "phone", "homefuse/command/text")
        assert not await heard(broker.port, "phone", "homefuse/control/confirm")
        assert not await heard(broker.port, "phone", "homefuse/status")
        assert await heard(broker.port, "keypad", "homefuse/control/confirm")
    finally:
        broker.stop()


def test_command_prints_them(tmp_path: Path) -> None:
    config = furnish(tmp_path)
    result = CliRunner().invoke(app, ["acl", "--config", str(config), "--speaker", "phone"])
    assert result.exit_code == 0, result.output
    assert "user phone" in result.output


def test_a_name_cannot_write_rules(tmp_path: Path) -> None:
    config = furnish(tmp_path)
    for name in ("a\ntopic write #", "", "a b"):
        result = CliRunner().invoke(app, ["acl", "--config", str(config), "--speaker", name])
        assert result.exit_code == 2
