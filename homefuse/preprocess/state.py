"""Device states, sensors, the speaker's place and the dialogue as numbers."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from homefuse.devices.standard import STANDARD_TYPES
from homefuse.types import DeviceState, Outcome, Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homefuse.devices.model import Device, Home, Value

Floats = npt.NDArray[np.float32]

TYPES = (*sorted(STANDARD_TYPES), "custom")
STALE_S = 600.0
"""A reading older than this is treated as missing."""

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


def dynamic_features(home: Home, devices: Sequence[Device], snapshot: Snapshot) -> Floats:
    """(N, DYNAMIC_FEATURES): each device's state, its area's senses, its part in the dialogue."""
    out = np.zeros((len(devices), DYNAMIC_FEATURES), np.float32)
    senses = area_senses(devices, snapshot)
    presence = {area for area, s in senses.items() if s[0] > 0}
    here = snapshot.command.area
    acted, before, offered = _dialogue(snapshot)
    for row, device in zip(out, devices, strict=True):
        sensed = senses.get(device.area or "", _NOTHING)
        row[:8] = _state(device, snapshot.states.get(device.id))
        row[8:15] = sensed
        row[15] = here is not None
        row[16] = here is not None and device.area == here
        row[17] = bool(presence) and device.area in presence
        row[18] = len(presence) == 1 and device.area in presence
        row[19] = device.id in acted
        row[20] = device.id in before
        row[21] = device.id in offered
        row[22] = device.type in acted.values()
    return out


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
            math.log1p(devices) / 5,
            len(snapshot.home.areas) / 10,
        ],
        np.float32,
    )


_NOTHING = (0.0,) * 7


def area_senses(devices: Sequence[Device], snapshot: Snapshot) -> dict[str, tuple[float, ...]]:
    """Area -> (presence -1..1, darkness, dark known, temperature, known, freshness, sensors); stale readings are absent."""
    out: dict[str, list[float]] = {}
    for device in devices:
        state = snapshot.states.get(device.id)
        if device.area is None or state is None or device.measures is None or state.age_s > STALE_S:
            continue
        value = state.values.get("value")
        row = out.setdefault(device.area, [0.0] * 7)
        row[6] = min(row[6] + 0.25, 1.0)
        if device.measures in _PRESENCE and isinstance(value, bool):
            row[0] = max(row[0], 1.0) if value else (row[0] or -1.0)
            row[5] = max(row[5], 1.0 - state.age_s / STALE_S)
        elif device.measures == "illuminance" and _is_number(value):
            row[1], row[2] = math.log10(max(float(value), 0.0) + 1) / 4, 1.0  # type: ignore[arg-type]
        elif device.measures == "temperature" and _is_number(value):
            row[3], row[4] = _celsius(float(value), device.unit) / 40, 1.0  # type: ignore[arg-type]
    return {area: tuple(row) for area, row in out.items()}


def level_of(device: Device, values: dict[str, Value] | Floats) -> float | None:
    """The device's main adjustable value as a share of its range, 0..1."""
    for command in device.commands.values():
        for argument in command.args:
            if argument.kind != "number" or argument.property is None:
                continue
            value = values.get(argument.property) if isinstance(values, dict) else None
            if _is_number(value) and argument.min is not None and argument.max is not None:
                return (float(value) - argument.min) / max(argument.max - argument.min, 1e-6)  # type: ignore[arg-type]
    return None


def _state(device: Device, state: DeviceState | None) -> tuple[float, ...]:
    if state is None:
        return (0.0,) * 8
    values = dict(state.values)
    level = level_of(device, values)
    closed = values.get("position")
    return (
        _flag(values.get("on")),
        level if level is not None else 0.0,
        level is not None,
        _flag(values.get("playing")),
        _flag(values.get("muted")) or _flag(values.get("locked")),
        _flag(values.get("value")),
        (1.0 if float(closed) > 0 else -1.0) if _is_number(closed) else 0.0,  # type: ignore[arg-type]
        1.0 if state.available else -1.0,
    )


def _dialogue(snapshot: Snapshot) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Devices of the last act (with their types), of the one before, and those offered by a question."""
    turns = snapshot.history
    if not turns:
        return {}, frozenset(), frozenset()
    last = turns[-1].decision
    types = {device.id: device.type for device in snapshot.home.devices}
    acted = {a.device: types.get(a.device, "") for a in last.actions}
    before = frozenset(a.device for turn in turns[:-1] for a in turn.decision.actions)
    return acted, before, frozenset(last.choices)


def _flag(value: Value) -> float:
    return 0.0 if not isinstance(value, bool) else 1.0 if value else -1.0


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _celsius(value: float, unit: str | None) -> float:
    return (value - 32) / 1.8 if unit and "F" in unit else value
