"""Passwords and what people say stay where they belong."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from homefuse.config import load_config
from homefuse.mqtt import MqttSettings
from homefuse.runtime import runtime_dir, state_dir
from tests.fakes.household import furnish, person, running_daemon

if TYPE_CHECKING:
    from tests.fakes.mosquitto import Mosquitto

PASSWORD = "canary-5e1f-password"
WORDS = "turn on the lamp"
ROOT = Path(__file__).parents[2]


@pytest.mark.e2e
async def test_password_and_words_are_neither_logged_nor_published_nor_kept(
    mosquitto: Mosquitto, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    config = furnish(tmp_path, mosquitto.port, f"  username: hub\n  password: {PASSWORD}\n")
    settings = MqttSettings(port=mosquitto.port, client_id="person")
    async with running_daemon(config), person(settings) as someone:
        command_id = await someone.say(WORDS)
        await someone.status(command_id, "sent")
        said = b"\n".join(
            message.payload for message in someone.messages if message.topic != "homefuse/command/text"
        )
        assert PASSWORD.encode() not in said
    assert PASSWORD not in caplog.text
    assert WORDS not in caplog.text
    kept = b"".join(file.read_bytes() for file in state_dir().rglob("*") if file.is_file())
    assert PASSWORD.encode() not in kept
    assert not (runtime_dir() / "broker.json").exists()


def test_password_is_in_no_description_of_the_configuration(tmp_path: Path) -> None:
    config = load_config(furnish(tmp_path, 1883, f"  username: hub\n  password: {PASSWORD}\n"))
    for text in (repr(config), str(config), config.model_dump_json(), repr(config.mqtt)):
        assert PASSWORD not in text


@pytest.mark.parametrize("command", [["check"], ["doctor"], ["devices", "list"], ["acl"]])
def test_no_command_prints_it(command: list[str], tmp_path: Path) -> None:
    config = furnish(tmp_path, 1, f"  username: hub\n  password: {PASSWORD}\n")
    done = subprocess.run(
        [sys.executable, "-m", "homefuse", *command, "--config", str(config)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert PASSWORD not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "broker", ["10.0.0.2:1883", "mqtt://10.0.0.2", "mqtts://10.0.0.2", "broker.lan:1883", "0.0.0.0:1883"]
)
def test_open_broker_elsewhere_is_refused(broker: str, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"mqtt: {{broker: '{broker}'}}\n")
    done = subprocess.run(
        [sys.executable, "-m", "homefuse", "run", "--config", str(config)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=20,
    )
    assert done.returncode == 2
    assert "needs mqtts:// and a username, or insecure: true" in done.stderr
