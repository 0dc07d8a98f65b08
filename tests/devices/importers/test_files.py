from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from homefuse.devices.importers import Imported, read_messages
from homefuse.devices.importers.files import OVERLAYS, read_announcements, read_overlays, write_devices
from homefuse.devices.loader import load_devices
from homefuse.devices.parse import parse_device
from homefuse.errors import ConfigError
from tests.devices.importers.models import messages
from tests.devices.importers.zigbee_models import bridge_devices

if TYPE_CHECKING:
    from pathlib import Path

LAMP = Imported({"id": "lamp", "name": "Lamp", "type": "light", "driver": {"zigbee2mqtt": "on"}}, "ACME 1")


def test_what_is_written_loads_as_what_was_imported(tmp_path: Path) -> None:
    found = read_messages(messages())
    written, kept = write_devices(found.devices, tmp_path / "devices", force=False)
    assert (len(written), kept) == (len(found.devices), [])
    devices, problems = load_devices(tmp_path / "devices")
    assert problems == []
    expected = [parse_device(imported.data)[0] for imported in found.devices]
    assert {d.id: d for d in devices} == {d.id: d for d in expected if d}


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "lamp.yaml"
    mine.write_text("name: My lamp\n")
    assert write_devices([LAMP], tmp_path, force=False) == ([], [mine])
    assert mine.read_text() == "name: My lamp\n"
    assert write_devices([LAMP], tmp_path, force=True) == ([mine], [])
    assert mine.read_text().splitlines()[:2] == ["# imported: ACME 1", "name: Lamp"]


def test_announcements_are_read_from_every_kind_of_file(tmp_path: Path) -> None:
    listed = tmp_path / "devices.json"
    listed.write_text(json.dumps(bridge_devices()))
    assert list(read_announcements(listed)) == ["zigbee2mqtt/bridge/devices"]
    topics = tmp_path / "topics.json"
    topics.write_text('{"a/b": {"x": 1}, "c": "text"}')
    assert read_announcements(topics) == {"a/b": b'{"x": 1}', "c": b"text"}
    lines = tmp_path / "dump.txt"
    lines.write_text('a/b {"x": 1}\n\nc text\n')
    assert read_announcements(lines) == {"a/b": b'{"x": 1}', "c": b"text"}
    folder = tmp_path / "folder" / "a"
    folder.mkdir(parents=True)
    (folder / "b.json").write_text("{}")
    (folder / "config").write_text("[]")
    assert read_announcements(tmp_path / "folder") == {"a/b": b"{}", "a/config": b"[]"}


@pytest.mark.parametrize(("content", "problem"), [("{", "not JSON"), ("3", "expected a list of devices")])
def test_a_file_that_is_no_announcement_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match=problem):
        read_announcements(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_announcements(tmp_path / "nothing.txt")


def test_overlays_are_read_where_there_are_any(tmp_path: Path) -> None:
    assert read_overlays(tmp_path) == {}
    (tmp_path / OVERLAYS).write_text("lamp: {area: hall}\n")
    assert read_overlays(tmp_path) == {"lamp": {"area": "hall"}}
    (tmp_path / OVERLAYS).write_text("lamp: hall\n")
    with pytest.raises(ConfigError, match="expected a device's id"):
        read_overlays(tmp_path)
