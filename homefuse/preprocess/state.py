"""Device states, sensors, the speaker's place and the dialogue as numbers."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, TypeGuard

import numpy as np
import numpy.typing as npt

from homefuse.devices.standard import STANDARD_TYPES
from homefuse.types import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homefuse.devices.model import Device, Home, Value
    from homefuse.types import DeviceState, Snapshot

Floats = npt.NDArray[np.float32]

TYPES = (*sorted(STANDARD_TYPES), "custom")
STALE_S = 600.0
"""A reading older than this is treated as missing."""

FEWEST_DEVICES, FEWEST_AREAS = 5, 2
"""A smaller home counts as one of this size, the smallest that training makes."""

STATIC_FEATURES = len(TYPES) + 6
DYNAMIC_FEATURES = 23
CONTEXT_FEATURES = 12

_PRESENCE = frozenset({"occupancy", "motion", "presence"})


def static_features(devices: Sequence[Device]) -> Floats:
    """(N, STATIC_FEATURES): type, risk, and how many others are like it."""
    same_type = Counter(d.type for d in devices)
    same_place = Counter((d.type, d.area) for d in devices)
    out = np.zeros((len(devices), STATIC_FEATURES), np.float32)
    for row, device in zip(out, devices, strict=True):
        row[TYPES.index(device.type if device.type in TYPES else "custom")] = 1.0
        row[len(TYPES) :] = (
            device.risk == "sensitive",
            device.area is None,
            math.log1p(same_type[device.type]) / 4,
            math.log1p(same_place[device.type, device.area]) / 3,
            same_type[device.type] == 1,
            same_place[device.type, device.area] == 1,
        )
    return out


class StateReader:
    """Reads the changing part of a home: laid out once, then quick for every command."""

    def __init__(self, home: Home, devices: Sequence[Device]) -> None:
        self._devices = devices
        self._levels = [_level_of(device) for device in devices]
        areas = {area.id: row for row, area in enumerate(home.areas)}
        self._area = np.array([areas.get(d.area or "", len(areas)) for d in devices], np.int64)
        self._areas = areas
        self._sensors = [(d, areas[d.area]) for d in devices if d.measures is not None and d.area in areas]
        self._index = {device.id: row for row, device in enumerate(devices)}
        self._type = np.array(
            [TYPES.index(d.type if d.type in TYPES else "custom") for d in devices], np.int64
        )

    def read(self, snapshot: Snapshot) -> Floats:
        """(N, DYNAMIC_FEATURES): each device's state, its area's senses, its part in the dialogue."""
        out = np.zeros((len(self._devices), DYNAMIC_FEATURES), np.float32)
        if not len(out):
            return out
        states = snapshot.states
        out[:, :8] = [
            _state(states.get(d.id), level) for d, level in zip(self._devices, self._levels, strict=True)
        ]
        senses = self._senses(snapshot)
        out[:, 8:15] = senses[self._area]
        present = senses[:, 0] > 0
        here = self._areas.get(snapshot.command.area or "")
        out[:, 15] = snapshot.command.area is not None
        out[:, 16] = self._area == here if here is not None else 0.0
        out[:, 17] = present[self._area]
        out[:, 18] = present[self._area] & (present.sum() == 1)
        self._dialogue(snapshot, out)
        return out

    def _senses(self, snapshot: Snapshot) -> Floats:
        """(areas + 1, 7): presence -1..1, light, known, temperature, known, freshness, number of sensors.

        Stale readings are absent; the last row is for devices without an area.
        """
        out = np.zeros((len(self._areas) + 1, 7), np.float32)
        for device, area in self._sensors:
            state = snapshot.states.get(device.id)
            if state is None or state.age_s > STALE_S:
                continue
            value, row = state.values.get("value"), out[area]
            row[6] = min(row[6] + 0.25, 1.0)
            if device.measures in _PRESENCE and isinstance(value, bool):
                row[0] = 1.0 if value else (row[0] or -1.0)
                row[5] = max(row[5], 1.0 - state.age_s / STALE_S)
            elif device.measures == "illuminance" and _is_number(value):
                row[1], row[2] = math.log10(max(value, 0.0) + 1) / 4, 1.0
            elif device.measures == "temperature" and _is_number(value):
                row[3], row[4] = _celsius(value, device.unit) / 40, 1.0
        return out

    def _dialogue(self, snapshot: Snapshot, out: Floats) -> None:
        """Which devices the last turns were about."""
        if not snapshot.history:
            return
        last = snapshot.history[-1].decision
        acted = [self._index[a.device] for a in last.meant if a.device in self._index]
        out[acted, 19] = 1.0
        before = (a.device for turn in snapshot.history[:-1] for a in turn.decision.meant)
        out[[self._index[device] for device in before if device in self._index], 20] = 1.0
        out[[self._index[device] for device in last.choices if device in self._index], 21] = 1.0
        out[:, 22] = np.isin(self._type, self._type[acted])


def context_features(snapshot: Snapshot, devices: int) -> Floats:
    """(CONTEXT_FEATURES,): the moment, the source and the last turn."""
    last = snapshot.history[-1] if snapshot.history else None
    outcome = last.decision.outcome if last is not None else None
    hour = (snapshot.now.hour + snapshot.now.minute / 60) / 24 * 2 * math.pi
    return np.array(
        [
            snapshot.command.area is not None,
            last is not None,
            outcome is Outcome.ACT,
            outcome is Outcome.CLARIFY,
            outcome is Outcome.ANSWER,
            outcome is Outcome.CONFIRM,
            outcome is Outcome.REJECT,
            min(last.age_s, 120.0) / 120 if last is not None else 1.0,
            math.sin(hour),
            math.cos(hour),
            math.log1p(max(devices, FEWEST_DEVICES)) / 5,
            max(len(snapshot.home.areas), FEWEST_AREAS) / 10,
        ],
        np.float32,
    )


def _level_of(device: Device) -> tuple[str, float, float] | None:
    """The property of the device's main adjustable value, its least and its range."""
    for command in device.commands.values():
        for a in command.args:
            if a.kind == "number" and a.property is not None and a.min is not None and a.max is not None:
                return a.property, a.min, max(a.max - a.min, 1e-6)
    return None


def _state(state: DeviceState | None, main: tuple[str, float, float] | None) -> tuple[float, ...]:
    if state is None:
        return _NOTHING
    values = state.values
    level = values.get(main[0]) if main is not None else None
    share = (level - main[1]) / main[2] if main is not None and _is_number(level) else None
    position = values.get("position")
    return (
        _flag(values.get("on")),
        share if share is not None else 0.0,
        share is not None,
        _flag(values.get("playing")),
        _flag(values.get("muted")) or _flag(values.get("locked")),
        _flag(values.get("value")),
        (1.0 if position > 0 else -1.0) if _is_number(position) else 0.0,
        1.0 if state.available else -1.0,
    )


_NOTHING = (0.0,) * 8


def _flag(value: Value) -> float:
    return 1.0 if value is True else -1.0 if value is False else 0.0


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _celsius(value: float, unit: str | None) -> float:
    return (value - 32) / 1.8 if unit and "F" in unit else value
