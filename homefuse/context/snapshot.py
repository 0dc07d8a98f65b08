"""Freeze everything known at one moment. Pure: both clocks are arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.types import Snapshot

if TYPE_CHECKING:
    from datetime import datetime

    from homefuse.context.history import History
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Home
    from homefuse.types import Command


def freeze(
    command: Command, home: Home, states: StateStore, history: History, *, local: datetime, now: float
) -> Snapshot:
    """All that the decision may see; `local` is the home's wall clock, `now` monotonic seconds."""
    known = states.states(now)
    here = {device.id for device in home.devices}
    return Snapshot(
        command=command,
        home=home,
        now=local,
        states={name: state for name, state in known.items() if name in here},
        history=history.recent(now),
    )
