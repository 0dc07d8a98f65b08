"""A small home, and short ways to say snapshots, decisions and expectations about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from homefuse.devices.loader import home_from_dict
from homefuse.evaluate.cases import Expect
from homefuse.types import Action, Command, Decision, DeviceState, Outcome, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime.fromisoformat("2026-03-02T18:00:00")

BREW_ARGS = {
    "drink": {"options": ["espresso", "latte"], "default": "espresso"},
    "shots": {"type": "number", "min": 1, "max": 4, "optional": True},
}
HOME_FILE: dict[str, Any] = {
    "areas": [{"id": "den", "name": "Den"}, {"id": "hall", "name": "Hall"}],
    "devices": [
        {
            "id": "lamp", "name": "Lamp", "area": "den", "type": "light",
            "features": ["brightness", "color"], "state": {"on": True, "brightness": 40, "color": "red"},
        },
        {"id": "ceiling", "name": "Ceiling", "area": "den", "type": "light", "state": {"on": False}},
        {
            "id": "heater", "name": "Heater", "area": "den", "type": "climate", "features": ["temperature"],
            "commands": {"set_temperature": {"args": {"temperature": {
                "type": "number", "unit": "°C", "min": 5, "max": 30, "step": 0.5, "property": "temperature",
            }}}},
            "state": {"on": True, "temperature": 20},
        },
        {"id": "door", "name": "Door", "area": "hall", "type": "lock", "state": {"locked": True}},
        {"id": "motion", "name": "Motion", "area": "hall", "type": "binary_sensor", "measures": "occupancy"},
        {
            "id": "maker", "name": "Maker", "commands": {"brew": {"args": BREW_ARGS}, "descale": {}},
            "properties": {"water": {"unit": "%"}}, "state": {"water": 60},
        },
        {"id": "notes", "name": "Notes", "commands": {"add": {"args": {"item": {"type": "text"}}}}},
    ],
    "cameras": [{"id": "den_cam", "name": "Den camera", "area": "den"}],
}  # fmt: skip

HOME, STATES = home_from_dict(HOME_FILE)


def seen(**values: Mapping[str, Any]) -> Snapshot:
    """A snapshot of the small home; `values` replace its devices' states."""
    states = {device: DeviceState({**given, **values.get(device, {})}) for device, given in STATES.items()}
    return Snapshot(Command("c", "text"), HOME, NOW, states)


def act(*actions: Action, outcome: Outcome = Outcome.ACT, **more: Any) -> Decision:
    """A decision with these actions."""
    return Decision("c", outcome, actions, **more)


def do(device: str, command: str, **args: Any) -> Action:
    """An action, now."""
    return Action(device, command, args)


def want(**keys: Any) -> Expect:
    """An expectation as a case file holds it."""
    return Expect.model_validate(keys)


def wanted(device: str, command: str, **args: Any) -> dict[str, Any]:
    """A wanted action as a case file holds it."""
    return {"device": device, "command": command, "args": args}
