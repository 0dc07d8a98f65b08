"""A home with namesakes, aliases and sensors for the tests of what the model sees."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from homefuse.devices.loader import home_from_dict
from homefuse.types import Command, DeviceState, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Device

NOW = datetime.fromisoformat("2026-03-02T18:00:00")

HOME, STATES = home_from_dict(
    {
        "areas": [
            {"id": "living", "name": "Living room", "aliases": ["lounge"], "floor": "ground"},
            {"id": "bedroom", "name": "Bedroom", "floor": "upstairs"},
            {"id": "hall", "name": "Hall", "floor": "ground"},
        ],
        "devices": [
            {"id": "floor_lamp", "name": "Floor lamp", "aliases": ["reading light"], "area": "living",
             "type": "light", "features": ["brightness", "color"], "state": {"on": True, "brightness": 40}},
            {"id": "bed_lamp", "name": "Bedside lamp", "area": "bedroom", "type": "light",
             "features": ["brightness"], "state": {"on": False, "brightness": 0}},
            {"id": "zorblax", "name": "Zorblax", "area": "bedroom", "type": "switch", "state": {"on": False}},
            {"id": "fan", "name": "Fan", "area": "living", "type": "fan", "features": ["oscillating"],
             "state": {"on": True, "oscillating": True}},
            {"id": "door", "name": "Front door", "area": "hall", "type": "lock", "state": {"locked": True}},
            {"id": "blind", "name": "Blind", "area": "bedroom", "type": "cover", "kind": "blind",
             "state": {"position": 60}},
            {"id": "hall_motion", "name": "Hall motion", "area": "hall", "type": "binary_sensor",
             "measures": "occupancy", "state": {"value": True}},
            {"id": "living_light_level", "name": "Light level", "area": "living", "type": "sensor",
             "measures": "illuminance", "unit": "lx", "state": {"value": 99}},
            {"id": "bedroom_climate", "name": "Bedroom temperature", "area": "bedroom", "type": "sensor",
             "measures": "temperature", "unit": "°F", "state": {"value": 68}},
            {"id": "maker", "name": "Coffee maker", "commands": {
                "brew": {"phrases": ["make a {size} {drink}"], "args": {
                    "drink": {"options": ["flat white", "latte"], "default": "latte"},
                    "size": {"options": ["small", "large"]},
                    "shots": {"type": "number", "min": 1, "max": 4}}},
                "set_cup_warmer": {"args": {"on": {"type": "boolean", "property": "warm"}}}},
             "properties": {"water_level": {"unit": "%"}, "warm": {}}},
        ],
    }
)  # fmt: skip


def device(device_id: str) -> Device:
    found = HOME.device(device_id)
    assert found is not None
    return found


def row(device_id: str) -> int:
    return [d.id for d in HOME.devices].index(device_id)


def moment(
    text: str = "", *, area: str | None = None, states: Mapping[str, DeviceState] | None = None, **more: Any
) -> Snapshot:
    """The home when `text` is said; `states` replace those of its devices."""
    known = {key: DeviceState(values) for key, values in STATES.items()} | dict(states or {})
    return Snapshot(Command("c", text, area), HOME, NOW, known, **more)
