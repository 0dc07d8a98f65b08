"""The home as plain data: pure, frozen, hashable where it matters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = bool | int | float | str | tuple[int, int, int] | None
"""A property or argument value; colours are RGB triples of 0..255, or names where a device only has names."""

ArgumentKind = Literal["number", "options", "boolean", "color", "duration", "text"]
Risk = Literal["normal", "sensitive"]
Units = Literal["metric", "imperial"]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command."""

    name: str
    kind: ArgumentKind
    unit: str | None = None
    """As written by the user: "%", "°C", "°F", "K", "min", "s", ..."""
    min: float | None = None
    max: float | None = None
    step: float | None = None
    options: tuple[str, ...] = ()
    default: Value = None
    property: str | None = None
    """The property that this argument sets; relative changes read and bound it."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command that a device understands."""

    name: str
    args: tuple[Argument, ...] = ()
    phrases: tuple[str, ...] = ()
    """Ways a person might say it; help for the model, never a grammar."""


@dataclass(frozen=True, slots=True)
class PropertySpec:
    """One readable property of a device's state."""

    name: str
    unit: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Device:
    """A device as HomeFuse knows it, its type's commands already merged in."""

    id: str
    name: str
    type: str = "custom"
    """A standard type (`light`, `cover`, ...) or "custom"."""
    kind: str | None = None
    """Covers only: blind, curtain, shutter, garage, gate, awning, window."""
    aliases: tuple[str, ...] = ()
    area: str | None = None
    """An area's id."""
    features: tuple[str, ...] = ()
    measures: str | None = None
    """Sensors only: temperature, humidity, illuminance, occupancy, door, ..."""
    unit: str | None = None
    """Sensors only: unit of `value`."""
    risk: Risk = "normal"
    commands: Mapping[str, CommandSpec] = field(default_factory=dict)
    properties: Mapping[str, PropertySpec] = field(default_factory=dict)
    driver: Mapping[str, Any] = field(default_factory=dict)
    """{driver name: that driver's own settings}; empty for a device that is only simulated."""
    pronunciation: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A room or outdoor place."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    floor: str | None = None


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera and the area it looks at."""

    id: str
    name: str
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Everything static that is known of a home."""

    areas: tuple[Area, ...] = ()
    devices: tuple[Device, ...] = ()
    cameras: tuple[Camera, ...] = ()
    units: Units = "metric"

    def device(self, device_id: str) -> Device | None:
        """The device of that id, or None."""
        return next((d for d in self.devices if d.id == device_id), None)

    def area(self, area_id: str | None) -> Area | None:
        """The area of that id, or None."""
        return next((a for a in self.areas if a.id == area_id), None)
