"""The three clocks, in one place so that tests can hold them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def local_now(zone_name: str | None = None) -> datetime:
    """The wall clock of the home, without a zone: what people mean by "at nine"."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  only a home that names its zone needs it

    now = datetime.now(ZoneInfo(zone_name)) if zone_name else datetime.now().astimezone()
    return now.replace(tzinfo=None)


def boot_id() -> str:
    """Names the time since the machine started, within which `monotonic` means the same to every process."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from."""

    monotonic: Callable[[], float] = field(default=time.monotonic)
    """Seconds; never jumps. For ages and time limits."""
    epoch: Callable[[], float] = field(default=time.time)
    """Seconds since 1970; for time stamps of other machines."""
    local: Callable[[], datetime] = field(default=local_now)
    """The home's wall clock."""
    boot: Callable[[], str] = field(default=boot_id)
    """Names the time span over which `monotonic` counts; another one = the machine was started again."""
