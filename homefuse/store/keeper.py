"""Keeps a database usable whatever happens to its file. Blocking; one thread uses it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from homefuse.store.database import DamagedError, Database, UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from homefuse.clock import Clock

log = logging.getLogger(__name__)

T = TypeVar("T")
KEPT_BROKEN = 3  # damaged files that stay for whoever wants to look into them
NOTICE_S = 60.0
"""How long a loss that is over stays in the status."""
PRUNE_EVERY_S = 600.0


class Keeper:
    """A database on disk; a damaged file is set aside, and while the disk refuses, work goes on in memory."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._database = Database(None)
        self._on_disk = False
        self._behind = False
        """The file holds what memory does not: it could not even be read."""
        self._notice_until = 0.0
        self._prune_at = 0.0
        self.problem = ""
        """What is wrong, or was until a minute ago; empty if nothing."""

    @property
    def durable(self) -> bool:
        """What is kept now is on disk."""
        return self._on_disk

    def open(self) -> None:
        """Open the file, another one if it is damaged, or none if the disk refuses."""
        if self._path is None:
            return
        try:
            self._database = self._opened(self._path)
        except (UnwritableError, OSError) as error:
            self._behind = True
            self._mourn(f"commands are not kept on disk: {error}")
        else:
            self._on_disk = True

    def close(self) -> None:
        """Close the file."""
        self._database.close()
        self._on_disk = False

    def do(self, work: Callable[[Database], T]) -> T:
        """Do it on disk if that can be done at all, else in memory."""
        try:
            return work(self._database)
        except DamagedError as error:
            self._replace(str(error))
        except UnwritableError as error:
            if not self._on_disk:
                raise
            self._retreat(str(error))
        return work(self._database)

    def tidy(self) -> None:
        """Forget what is old, return to the disk if it takes us; call it every few seconds."""
        now = self._clock.monotonic()
        if self._path is not None and not self._on_disk:
            self._return(self._path)
        elif self.problem and now >= self._notice_until:
            self.problem = ""
        if now >= self._prune_at:
            self._prune_at = now + PRUNE_EVERY_S
            epoch = self._clock.epoch()
            self.do(lambda database: database.prune(epoch))

    def _opened(self, path: Path) -> Database:
        """The database in that file; raises UnwritableError or OSError."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        try:
            return Database(path)
        except DamagedError as error:
            self._set_aside(path, str(error))
        try:
            return Database(path)
        except DamagedError as error:
            raise UnwritableError(str(error)) from error

    def _set_aside(self, path: Path, why: str) -> None:
        broken = path.with_name(f"{path.name}.broken-{int(self._clock.epoch())}")
        path.replace(broken)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        for old in sorted(path.parent.glob(f"{path.name}.broken-*"))[:-KEPT_BROKEN]:
            old.unlink(missing_ok=True)
        self._mourn(f"the store was damaged ({why}) and was set aside as {broken.name}")

    def _replace(self, why: str) -> None:
        """The open file turned out to be damaged: go on with an empty one."""
        self._database.close()
        self._database, self._on_disk, self._behind = Database(None), False, False
        if self._path is None:
            return
        try:
            self._set_aside(self._path, why)
            self._database = self._opened(self._path)
            self._on_disk = True
        except (UnwritableError, OSError) as error:
            self._mourn(f"commands are not kept on disk: {error}")

    def _retreat(self, why: str) -> None:
        """The disk refuses: take what it still gives into memory."""
        memory = Database(None)
        try:
            self._database.copy_to(memory)
        except (DamagedError, UnwritableError) as error:
            log.error("what was kept cannot be read either: %s", error)
            memory.close()
            memory = Database(None)
        self._database.close()
        self._database, self._on_disk, self._behind = memory, False, False
        self._mourn(f"commands are not kept on disk: {why}")

    def _return(self, path: Path) -> None:
        try:
            disk = self._opened(path)
        except (UnwritableError, OSError) as error:
            log.debug("the disk still refuses: %s", error)
            return
        try:
            if self._behind:
                self._database.add_to(disk)
            else:
                self._database.copy_to(disk)
        except (DamagedError, UnwritableError) as error:
            log.debug("the disk still refuses: %s", error)
            disk.close()
            return
        self._database.close()
        self._database, self._on_disk, self._behind = disk, True, False
        self._notice_until = self._clock.monotonic() + NOTICE_S
        log.info("commands are kept on disk again")

    def _mourn(self, problem: str) -> None:
        log.error("%s", problem)
        self.problem = problem
        self._notice_until = self._clock.monotonic() + NOTICE_S
