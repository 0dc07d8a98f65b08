"""Short ways to say what the model read, with the real parser's mentions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from homefuse.devices.loader import home_from_dict
from homefuse.infer.labels import OUTCOMES
from homefuse.infer.readout import ArgumentReading, CommandReading, Prediction, PropertyReading
from homefuse.preprocess.mentions import find_mentions
from homefuse.types import Command, DeviceState, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Argument, Device, Value

NOW = datetime.fromisoformat("2026-03-02T18:00:00")

HOME, STATES = home_from_dict(
    {
        "areas": [{"id": "den", "name": "Den"}, {"id": "hall", "name": "Hall"}],
        "devices": [
            {"id": "lamp", "name": "Lamp", "area": "den", "type": "light",
             "features": ["brightness", "color"], "state": {"on": True, "brightness": 40}},
            {"id": "spots", "name": "Spots", "area": "den", "type": "light",
             "features": ["brightness", "color_temperature"], "state": {"on": False, "brightness": 60}},
            {"id": "heater", "name": "Heater", "area": "den", "type": "climate", "features": ["temperature"],
             "state": {"on": True, "temperature": 20, "current_temperature": 18.5}},
            {"id": "blinds", "name": "Blinds", "area": "den", "type": "cover", "kind": "blind",
             "features": ["position"], "state": {"position": 0}},
            {"id": "garage", "name": "Garage door", "type": "cover", "kind": "garage",
             "features": ["position"], "state": {"position": 0}},
            {"id": "door", "name": "Front door", "area": "hall", "type": "lock", "state": {"locked": True}},
            {"id": "radio", "name": "Radio", "area": "den", "type": "media_player", "features": ["volume"],
             "state": {"on": True, "playing": True, "volume": 30, "muted": False}},
            {"id": "meter", "name": "Power meter", "type": "sensor", "measures": "power", "unit": "W",
             "state": {"value": 120}},
            {"id": "maker", "name": "Coffee maker", "commands": {"brew": {"args": {
                "drink": {"options": ["espresso", "latte"], "default": "espresso"},
                "shots": {"type": "number", "min": 1, "max": 4, "optional": True}}}}},
        ],
    }
)  # fmt: skip


def device(device_id: str) -> Device:
    found = HOME.device(device_id)
    assert found is not None
    return found


def argument(device_id: str, command: str, name: str | None = None) -> Argument:
    args = device(device_id).commands[command].args
    return next(a for a in args if name is None or a.name == name)


def said(argument: Argument, mode: str, words: str = "", **more: Any) -> ArgumentReading:
    """The argument, said in that mode with these words; every value in them is pointed at, the first most."""
    mentions = find_mentions(words, NOW)
    pointed = tuple((m, 1.0 / (2 + i)) for i, m in enumerate(mentions))
    return ArgumentReading(argument, mode, more.pop("size", "some"), pointed, **more)


def asked(device_id: str, command: str, *arguments: ArgumentReading, **more: Any) -> CommandReading:
    """That command, surely; `timed` are the words that say when."""
    timed = find_mentions(more.pop("timed", ""), NOW)
    given = {"probability": 0.9, "when_pointed": tuple((m, 0.9) for m in timed)} | more
    owner = device(device_id)
    return CommandReading(owner, owner.commands[command], arguments=arguments, **given)


def about(device_id: str, name: str, probability: float = 0.9) -> PropertyReading:
    owner = device(device_id)
    return PropertyReading(owner, owner.properties[name], probability)


def prediction(outcome: str, *commands: CommandReading, sure: float = 0.9, **more: Any) -> Prediction:
    """That outcome, the rest sharing what is left of the probability."""
    rest = (1 - sure) / (len(OUTCOMES) - 1)
    outcomes = {name: sure if name == outcome else rest for name in OUTCOMES}
    return Prediction(outcomes, commands, more.get("properties", ()), ())


def moment(
    states: Mapping[str, Mapping[str, Value]] | None = None, *, units: str = "metric", **more: Any
) -> Snapshot:
    """The home now; `states` replace those of its devices, `away` names the unreachable ones."""
    away = more.get("away", ())
    values = {**STATES, **(states or {})}
    seen = {key: DeviceState(value, available=key not in away) for key, value in values.items()}
    return Snapshot(Command("c-1", "text"), HOME, NOW, seen)
