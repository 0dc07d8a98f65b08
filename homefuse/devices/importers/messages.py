"""Which retained messages announce devices, and who reads which. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homefuse.devices.importers import home_assistant, homie, tasmota, zigbee2mqtt
from homefuse.devices.importers.draft import Found, Imported, Place, distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILTERS = (
    "+/bridge/devices",
    "+/bridge/groups",
    "homeassistant/+/+/config",
    "homeassistant/+/+/+/config",
    "tasmota/discovery/+/config",
    "tasmota/discovery/+/sensors",
    "+/5/+/$description",
)
"""What to subscribe to; all of it is retained."""

_BRIDGED = frozenset({"zigbee2mqtt"})
"""Who announces to Home Assistant what is read at its source here."""


def read_messages(messages: Mapping[str, bytes], places: Iterable[Place] = ()) -> Found:
    """Every device that these messages, topic -> payload, announce; each system's own words come first."""
    known = tuple(places)
    documents: dict[str, Any] = {}
    problems: list[str] = []
    for topic, payload in messages.items():
        if not payload:
            continue  # an empty retained message takes an announcement back
        try:
            documents[topic] = json.loads(payload)
        except (ValueError, RecursionError):
            problems.append(f"{topic}: not JSON")
    devices: list[Imported] = []
    bases = [
        topic.removesuffix("/bridge/devices") for topic in documents if topic.endswith("/bridge/devices")
    ]
    for base in bases:
        groups = _list(documents.get(f"{base}/bridge/groups"))
        devices += zigbee2mqtt.read_devices(
            _list(documents[f"{base}/bridge/devices"]), groups, base=base, places=known
        )
    readers = (
        tasmota.read_devices(documents, places=known),
        homie.read_devices(documents, places=known),
        home_assistant.read_devices(documents, places=known, skip=_BRIDGED if bases else frozenset()),
    )
    for found in readers:
        devices += found.devices
        problems += found.problems
    return Found(distinct(devices), tuple(problems))


def _list(document: Any) -> list[Any]:
    return document if isinstance(document, list) else []
