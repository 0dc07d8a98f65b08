"""The daemon's directories: what other programs of the same user need to find, and what must outlive it."""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from homefuse.errors import HomeFuseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def runtime_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """Make and give the daemon's own directory, private to its user; raises HomeFuseError if it is not."""
    path = _candidates(environ)[0]
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise HomeFuseError(f"{path} is not a directory that only this user may write to: remove it")
    return path


def state_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """Where what must outlive the daemon belongs: systemd's state directory, else the user's own."""
    if given := environ.get("STATE_DIRECTORY"):
        return Path(given.split(":")[0])
    base = environ.get("XDG_STATE_HOME") or str(
        Path(environ.get("HOME") or "~").expanduser() / ".local/state"
    )
    return Path(base) / "homefuse"


@contextmanager
def only_one() -> Iterator[None]:
    """Hold this user's place as the one running daemon; raises HomeFuseError if another has it."""
    with (runtime_dir() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HomeFuseError("another HomeFuse already runs for this user") from error
        yield


def find_runtime_file(name: str, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where a running daemon left that file, if this user may read it."""
    places = [*_candidates(environ), Path("/run/homefuse")]
    return next((place / name for place in places if os.access(place / name, os.R_OK)), None)


def write_private(path: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    draft.replace(path)


def _candidates(environ: Mapping[str, str]) -> list[Path]:
    """Every place a daemon of this user might use, its own first."""
    places = []
    if given := environ.get("RUNTIME_DIRECTORY"):
        places.append(Path(given.split(":")[0]))
    if session := environ.get("XDG_RUNTIME_DIR"):
        places.append(Path(session) / "homefuse")
    places.append(Path(tempfile.gettempdir()) / f"homefuse-{os.getuid()}")
    return places
