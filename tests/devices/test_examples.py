"""Every file of devices/ is right, and everything it can do can be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from homefuse.cli.devices import messages_of
from homefuse.config import load_config
from homefuse.devices.loader import device_paths, load_devices, load_file
from homefuse.devices.standard import STANDARD_TYPES

ROOT = Path(__file__).parents[2]
FILES = device_paths(ROOT / "devices")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_right_and_its_commands_can_be_sent(path: Path) -> None:
    found = load_file(path)
    assert found.problems == ()
    (device,) = found.devices
    messages = list(messages_of(device))
    assert [message["error"] for message in messages if "error" in message] == []
    sent = {message["command"] for message in messages}
    assert sent == (set(device.commands) - {"toggle"} if device.driver else set())
    assert all(message["topic"] for message in messages)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 25


def test_the_home_shows_every_type() -> None:
    config = load_config(ROOT / "config.yaml")
    devices, problems = load_devices(config.devices, config.home.units, config.area_ids)
    assert problems == []
    assert {device.type for device in devices} == {*STANDARD_TYPES, "custom"}
    assert len([device for device in devices if device.type == "custom"]) >= 3
    assert {"bedroom_lamp", "kitchen_light", "garage_door", "front_door"} <= {device.id for device in devices}
