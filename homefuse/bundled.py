"""The files that come with HomeFuse: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from homefuse.errors import HomeFuseError


def bundled(name: str) -> Path:
    """The folder `models` or `devices`, or the file `config.yaml`, as shipped; raises HomeFuseError."""
    package = Path(__file__).parent
    for place in (package / "data" / name, package.parent / name):
        if place.exists():
            return place
    raise HomeFuseError(f"this installation has no {name}: reinstall HomeFuse")
