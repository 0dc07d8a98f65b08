"""Home Assistant's questions: which property of which devices they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from training.data.denote import here
from training.data.lexicon import kind_of
from training.data.questions import sensing
from training.data.sample import Draft

if TYPE_CHECKING:
    from homefuse.devices.model import Device
    from training.data.ha_binding import Bound

_ASKED: Final = {
    "light": "on",
    "switch": "on",
    "fan": "on",
    "cover": "position",
    "valve": "position",
    "lock": "locked",
    "sensor": "value",
    "binary_sensor": "value",
    "media_player": "playing",
    "climate": "temperature",
}
"""Type -> the property that "is it on", "is it open", "what is it" asks for."""
_MOST: Final = 12
_UNASKED: Final = frozenset({"all", "every", "each", "any", "some"})
"""Without a verb, "all the lights off" is a command."""


def answer(spoken: Bound) -> Draft | None:
    """The question with the facts that answer it; None where it is not clear which they are."""
    intent = spoken.template.intent
    if intent == "HassGetState" and spoken.words[0].text.lower() in _UNASKED:
        return None
    if intent == "HassTimerStatus":
        timers = [d for d in spoken.scene.home.devices if d.type == "timer"]
        return _drafted(spoken, timers, "remaining") if len(timers) == 1 and not spoken.slots else None
    if intent == "HassClimateGetTemperature":
        return _temperature(spoken)
    if spoken.device is not None:
        return _one(spoken, spoken.device)
    kind = spoken.template.domain
    if "device_class" in spoken.slots:
        kind = str(spoken.slots["device_class"].value)
    found = [d for d in spoken.scene.home.devices if kind in (d.type, kind_of(d))]
    inside = [d for d in found if _inside(spoken, d)]
    if not 1 <= len(inside) <= _MOST or inside[0].type not in _ASKED:
        return None
    return _drafted(spoken, inside, _ASKED[inside[0].type])


def _one(spoken: Bound, device: Device) -> Draft | None:
    name = _ASKED.get(device.type)
    if spoken.template.slots == "name_only" and device.type in ("climate", "media_player"):
        return None
    if spoken.template.domains == ("climate",):
        name = "current_temperature"
    return _drafted(spoken, [device], name) if name in device.properties else None


def _temperature(spoken: Bound) -> Draft | None:
    """The room's sensor, else its thermostat; the thermostat that is named."""
    if spoken.device is not None:
        return _drafted(spoken, [spoken.device], "current_temperature")
    area = spoken.area or spoken.scene.home.area(here(spoken.scene))
    if area is None:
        return None
    sensors = sensing(spoken.scene.home, area, ("temperature",))
    if sensors:
        return _drafted(spoken, sensors, "value") if len(sensors) == 1 else None
    devices = spoken.scene.home.devices
    climates = [d for d in devices if d.area == area.id and "current_temperature" in d.properties]
    return _drafted(spoken, climates, "current_temperature") if len(climates) == 1 else None


def _inside(spoken: Bound, device: Device) -> bool:
    if spoken.floor is not None:
        area = spoken.scene.home.area(device.area)
        return area is not None and area.floor == spoken.floor
    return spoken.area is None or device.area == spoken.area.id


def _drafted(spoken: Bound, devices: list[Device], name: str | None) -> Draft | None:
    if name is None or any(name not in d.properties for d in devices):
        return None
    about = tuple({"device": d.id, "property": name} for d in devices)
    return Draft(spoken.words, "answer", about=about, tag=f"ha/{spoken.template.intent}")
