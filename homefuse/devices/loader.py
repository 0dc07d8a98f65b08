"""Reads device folders and home files from disk."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING, Any, NamedTuple

from homefuse import yaml_source
from homefuse.devices.parse import parse_device, parse_home, unknown_area
from homefuse.devices.schema import CUSTOM, TYPES, DeviceFile
from homefuse.errors import ConfigError, Problem
from homefuse.validation import Issue, located, unknown, validate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from homefuse.devices.model import Device, Home, Units
    from homefuse.devices.parse import States
    from homefuse.yaml_source import Node

DEFAULTS = "_defaults.yaml"
FOLDER = ""
"""Stands for the folder itself among the names of its files."""

Defaults = dict[str, dict[str, Any]]
"""Type, or "all" -> keys of a device file."""

_ID = re.compile(r"[a-z0-9_]{1,64}")


class Found(NamedTuple):
    """One device file's yield."""

    devices: tuple[Device, ...]
    problems: tuple[Problem, ...]


def load_devices(
    folder: Path, units: Units = "metric", areas: Collection[str] | None = None
) -> tuple[tuple[Device, ...], list[Problem]]:
    """Every good device of a folder in the order of the file names, and every problem of the others.

    `areas` are the ids that `area:` may name; None allows any.
    """
    found = load_files(folder, units, areas)
    devices = tuple(device for one in found.values() for device in one.devices)
    return devices, [problem for one in found.values() for problem in one.problems]


def load_files(
    folder: Path, units: Units = "metric", areas: Collection[str] | None = None
) -> dict[str, Found]:
    """As load_devices, but file name -> what it holds; a folder that cannot be read is only FOLDER."""
    fault = _folder_fault(folder)
    if fault:
        return {FOLDER: Found((), (fault,))}
    defaults, problems = _defaults(folder)
    result = {DEFAULTS: Found((), tuple(problems))} if problems else {}
    owners: dict[str, str] = {}
    for path in device_paths(folder):
        result[path.name] = _unique(_load_file(path, folder, defaults, units, areas), owners, path)
    return result


def device_paths(folder: Path) -> list[Path]:
    """The device files of a folder; names that start with _ or . are no devices."""
    return sorted(path for path in folder.glob("*.yaml") if path.name[0] not in "_.")


def load_file(path: Path, units: Units = "metric", areas: Collection[str] | None = None) -> Found:
    """The devices of one file, with its folder's defaults."""
    defaults, problems = _defaults(path.parent)
    found = _load_file(path, path.parent, defaults, units, areas)
    return Found(found.devices, (*problems, *found.problems))


def load_home(path: Path) -> tuple[Home, States]:
    """A case's home file: the home, and the state that each device starts in. Raises ConfigError."""
    node = yaml_source.load(path)
    home, states, issues = parse_home(node.data)
    if home is None:
        raise ConfigError(located(node, issues))
    return home, states


def home_from_dict(data: Mapping[str, Any], name: str = "home") -> tuple[Home, States]:
    """As load_home, from data in memory. Raises ConfigError, with paths in place of positions."""
    home, states, issues = parse_home(data)
    if home is None:
        raise ConfigError([Problem(name, 1, 1, _spelled_out(issue)) for issue in issues])
    return home, states


def _spelled_out(issue: Issue) -> str:
    return ".".join(map(str, issue.path)) + f": {issue.message}"


def _folder_fault(folder: Path) -> Problem | None:
    """Whoever may write device files decides what HomeFuse sends: strangers must not."""
    try:
        mode = folder.stat().st_mode
    except OSError as error:
        return Problem(str(folder), 1, 1, f"cannot be read: {error.strerror}")
    if not stat.S_ISDIR(mode):
        return Problem(str(folder), 1, 1, "is not a folder")
    if mode & stat.S_IWOTH:
        return Problem(str(folder), 1, 1, "everybody may write here; take that away with chmod o-w")
    return None


def _file_fault(path: Path, folder: Path) -> str | None:
    if not path.resolve().is_relative_to(folder.resolve()):
        return "leads out of the folder of the devices"
    if path.stat().st_mode & stat.S_IWOTH:
        return "everybody may write this file; take that away with chmod o-w"
    return None


def _load_file(
    path: Path, folder: Path, defaults: Defaults, units: Units, areas: Collection[str] | None
) -> Found:
    try:
        fault = _file_fault(path, folder)
        if fault:
            return Found((), (Problem(str(path), 1, 1, fault),))
        node = yaml_source.load(path)
    except OSError as error:
        return Found((), (Problem(str(path), 1, 1, f"cannot be read: {error.strerror}"),))
    except ConfigError as error:
        return Found((), error.problems)
    devices: list[Device] = []
    problems: list[Problem] = []
    for item, default_id in _items(node, path.stem):
        device, issues = parse_device(_merged(item.data, defaults), default_id, units)
        fault = unknown_area(device.area, areas) if device and areas is not None else None
        if fault:
            issues = [Issue(("area",), fault)]
        problems += located(item, issues)
        if device is not None and not issues:
            devices.append(device)
    return Found(tuple(devices), tuple(problems))


def _items(node: Node, stem: str) -> Iterator[tuple[Node, str]]:
    """The devices of a file, each with its default id: the file's stem, but none in a list."""
    if isinstance(node.data, list):
        for index in range(len(node.data)):
            yield node.children[index], ""
    else:
        yield node, stem if _ID.fullmatch(stem) else ""


def _defaults(folder: Path) -> tuple[Defaults, list[Problem]]:
    """What `_defaults.yaml` gives every device of a type, and under `all` every device."""
    path = folder / DEFAULTS
    if not path.exists():
        return {}, []
    try:
        node = yaml_source.load(path)
    except ConfigError as error:
        return {}, list(error.problems)
    if not isinstance(node.data, dict):
        return {}, [node.problem("expected keys and values")]
    issues: list[Issue] = []
    for key, section in node.data.items():
        if key not in {"all", *TYPES}:
            issues.append(Issue((key,), unknown("type", key, ("all", *TYPES)), on_key=True))
            continue
        own = section if isinstance(section, dict) else {"": section}
        _, faults = validate(DeviceFile, {"name": "any", **own})
        issues += [Issue((key, *fault.path), fault.message, fault.on_key) for fault in faults]
    return ({} if issues else node.data), located(node, issues)


def _merged(data: Any, defaults: Defaults) -> Any:
    """The device's own keys before its type's defaults before everybody's."""
    if not isinstance(data, dict) or not defaults:
        return data
    everybody = defaults.get("all", {})
    own_type = data.get("type", everybody.get("type", CUSTOM))
    by_type = defaults.get(own_type, {}) if isinstance(own_type, str) else {}
    return {**everybody, **by_type, **data}


def _unique(found: Found, owners: dict[str, str], path: Path) -> Found:
    """Without the devices whose id another file took before; `owners` learns the ids of this file."""
    devices: list[Device] = []
    problems = list(found.problems)
    for device in found.devices:
        owner = owners.setdefault(device.id, path.name)
        if owner != path.name or any(other.id == device.id for other in devices):
            problems.append(Problem(str(path), 1, 1, f"duplicate id {device.id!r}, first in {owner}"))
        else:
            devices.append(device)
    return Found(tuple(devices), tuple(problems))
