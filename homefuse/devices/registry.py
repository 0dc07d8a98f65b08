"""Holds the devices that are in force, and takes changes from their folder while the daemon runs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.devices.loader import FOLDER, Found, load_files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterable, Mapping
    from pathlib import Path

    from homefuse.devices.model import Device, Units
    from homefuse.errors import Problem

POLL_S = 0.5  # a saved file is noticed within one second, whatever the file system can notify


@dataclass(frozen=True, slots=True)
class Change:
    """What one reload changed, by device id, and what is wrong with the files now."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Registry:
    """The devices of one folder. A file that breaks keeps the devices that it had when it was last good."""

    def __init__(self, folder: Path, units: Units = "metric", areas: Collection[str] | None = None) -> None:
        self._folder = folder
        self._units: Units = units
        self._areas = areas
        self._files: dict[str, Found] = {}

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices in force, in the order of their files."""
        return tuple(device for found in self._files.values() for device in found.devices)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the files when they were last read."""
        return tuple(problem for found in self._files.values() for problem in found.problems)

    def reload(self) -> Change:
        """Read the folder again and say what changed. Blocks for some milliseconds a file."""
        before = self.devices
        self._files = keep_good(self._files, load_files(self._folder, self._units, self._areas))
        after = self.devices
        return diff(before, after, self.problems)


def keep_good(old: Mapping[str, Found], new: Mapping[str, Found]) -> dict[str, Found]:
    """The new files; what a file with problems lost since it was good is kept from the old ones. Pure.

    A folder that cannot be read keeps everything.
    """
    if FOLDER in new:
        return {**{name: Found(found.devices, ()) for name, found in old.items()}, **new}
    taken = {device.id for found in new.values() for device in found.devices}
    result: dict[str, Found] = {}
    for name, found in new.items():
        before = old[name].devices if found.problems and name in old else ()
        kept = tuple(device for device in before if device.id not in taken)
        taken.update(device.id for device in kept)
        result[name] = Found((*found.devices, *kept), found.problems)
    return result


def diff(old: Iterable[Device], new: Iterable[Device], problems: tuple[Problem, ...] = ()) -> Change:
    """What changed from one set of devices to the next. Pure."""
    before = {device.id: device for device in old}
    after = {device.id: device for device in new}
    return Change(
        added=tuple(id_ for id_ in after if id_ not in before),
        changed=tuple(id_ for id_ in after if id_ in before and after[id_] != before[id_]),
        removed=tuple(id_ for id_ in before if id_ not in after),
        problems=problems,
    )


async def watch(folder: Path, poll_s: float = POLL_S) -> AsyncIterator[None]:
    """Yield at the start, and after every change to the folder's YAML files: saved, new, gone or renamed.

    What is read after a yield is never older than what the next yield compares with.
    """
    seen = await asyncio.to_thread(_fingerprint, folder)
    yield
    while True:
        await asyncio.sleep(poll_s)
        now = await asyncio.to_thread(_fingerprint, folder)
        if now != seen:
            seen = now
            yield


def _fingerprint(folder: Path) -> frozenset[tuple[str, int, int, int]]:
    """Name, inode, size and time of every YAML file; editors replace files, so the inode counts too."""
    marks = set()
    for path in folder.glob("*.yaml"):
        try:
            status = path.stat()
        except OSError:
            continue  # gone between the listing and the look
        marks.add((path.name, status.st_ino, status.st_size, status.st_mtime_ns))
    return frozenset(marks)
