"""Announcements kept in files, and device files written from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homefuse import yaml_source
from homefuse.errors import ConfigError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from homefuse.devices.importers.draft import Imported

OVERLAYS = "_overlays.yaml"
"""In a device folder: imported device's id -> what the user says of it."""

MAX_BYTES = 32 * 1024 * 1024
"""A home of a thousand devices announces itself in a tenth of that."""


def read_announcements(source: Path) -> dict[str, bytes]:
    """Topic -> payload. Raises ConfigError.

    A folder holds a file a topic, `zigbee2mqtt/bridge/devices.json`; a JSON file the list that
    `zigbee2mqtt/bridge/devices` retains, or an object of topics; any other file the lines of
    `mosquitto_sub -v`, a topic without blanks and its payload.
    """
    if source.is_dir():
        paths = sorted(path for path in source.rglob("*") if path.is_file())
        return {path.relative_to(source).as_posix().removesuffix(".json"): _bytes(path) for path in paths}
    content = _bytes(source)
    if source.suffix == ".json":
        return _topics(source, content)
    lines = (line.partition(b" ") for line in content.splitlines() if line.strip())
    return {topic.decode("utf-8", "replace"): payload for topic, _, payload in lines}


def read_overlays(folder: Path) -> dict[str, Any]:
    """What the user says of imported devices; nothing if there is no such file. Raises ConfigError."""
    path = folder / OVERLAYS
    if not path.exists():
        return {}
    node = yaml_source.load(path)
    if not isinstance(node.data, dict) or not all(isinstance(own, dict) for own in node.data.values()):
        raise ConfigError([node.problem("expected a device's id, and under it keys and values")])
    return node.data


def write_devices(devices: Iterable[Imported], folder: Path, *, force: bool) -> tuple[list[Path], list[Path]]:
    """One YAML file a device: (written, left alone because they are there). Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written, kept = [], []
    for device in devices:
        path = folder / f"{device.id}.yaml"
        if path.exists() and not force:
            kept.append(path)
            continue
        data = {key: value for key, value in device.data.items() if key != "id"}
        path.write_text(f"# imported: {device.origin}\n{yaml_source.dump(data)}", encoding="utf-8")
        written.append(path)
    return written, kept


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError([Problem(str(path), 1, 1, f"cannot be read: {error.strerror}")]) from error
    if len(content) > MAX_BYTES:
        raise ConfigError([Problem(str(path), 1, 1, f"is larger than {MAX_BYTES} bytes")])
    return content


def _topics(source: Path, content: bytes) -> dict[str, bytes]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ConfigError([Problem(str(source), 1, 1, f"not JSON: {error}")]) from error
    if isinstance(document, list):
        return {"zigbee2mqtt/bridge/devices": content}
    if not isinstance(document, dict):
        raise ConfigError([Problem(str(source), 1, 1, "expected a list of devices, or topics and payloads")])
    return {
        topic: payload.encode() if isinstance(payload, str) else json.dumps(payload).encode()
        for topic, payload in document.items()
    }
