"""From plain data to devices and homes, with every mistake that the data has. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from homefuse.devices.build import build_device, plain_value
from homefuse.devices.checks import check_device, check_type
from homefuse.devices.model import Area, Camera, Device, Home
from homefuse.devices.schema import DeviceFile, HomeFile
from homefuse.validation import Issue, unknown, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homefuse.devices.model import Units, Value
    from homefuse.devices.schema import HomeDeviceFile

States: TypeAlias = "dict[str, dict[str, Value]]"
"""Device id -> property -> value."""


def parse_device(
    data: object, default_id: str = "", units: Units = "metric"
) -> tuple[Device | None, list[Issue]]:
    """The device that the data describes, or None and what is wrong with it."""
    source, issues = validate(DeviceFile, data)
    if source is None:
        return None, issues
    if not source.id and not default_id:
        return None, [Issue((), "the key 'id' is missing")]
    return _device(source, default_id, units)


def parse_home(data: object) -> tuple[Home | None, States, list[Issue]]:
    """The home and its starting states that a case's home file describes."""
    source, issues = validate(HomeFile, data)
    if source is None:
        return None, {}, issues
    devices: list[Device] = []
    states: States = {}
    for index, item in enumerate(source.devices):
        device, faults = _device(item, f"device_{index + 1}", source.units, _shown(item))
        issues += [Issue(("devices", index, *path), message, on_key) for path, message, on_key in faults]
        if device is not None:
            devices.append(device)
            if item.state:
                states[device.id] = {key: plain_value(value, key) for key, value in item.state.items()}
    home = Home(
        areas=tuple(Area(a.id, a.name, a.aliases, a.floor) for a in source.areas),
        devices=tuple(devices),
        cameras=tuple(Camera(c.id, c.name, c.area) for c in source.cameras),
        units=source.units,
    )
    issues += _cross_check(home, source)
    return (None if issues else home), states, issues


def unknown_area(area: str | None, known: Iterable[str]) -> str | None:
    """The message for an area that the home does not have, or None."""
    names = list(known)
    return None if area is None or area in names else unknown("area", area, names)


def _device(
    source: DeviceFile, default_id: str, units: Units, shown: tuple[str, ...] = ()
) -> tuple[Device | None, list[Issue]]:
    issues = list(check_type(source))
    if issues:
        return None, issues
    device = build_device(source, default_id, units, shown)
    issues = list(check_device(source, device))
    return (None if issues else device), issues


def _shown(source: HomeDeviceFile) -> tuple[str, ...]:
    return tuple(name for name in source.state if name not in source.properties)


def _cross_check(home: Home, source: HomeFile) -> Iterator[Issue]:
    areas = {area.id for area in home.areas}
    for section in ("areas", "devices", "cameras"):
        items: tuple[Any, ...] = getattr(source, section)
        counts = Counter(item.id for item in items if item.id)
        for index, item in enumerate(items):
            if counts[item.id] > 1:
                yield Issue((section, index, "id"), f"duplicate id {item.id!r}")
            fault = unknown_area(getattr(item, "area", None), areas)
            if fault:
                yield Issue((section, index, "area"), fault)
