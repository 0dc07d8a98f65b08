"""Which actions can be sent twice without doing something twice. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.devices.standard import STANDARD_TYPES
from homefuse.publish.drivers.base import effect

if TYPE_CHECKING:
    from homefuse.devices.model import Device
    from homefuse.types import Action

_ONE_SHOT = frozenset({"toggle", "press", "run", "next_track", "previous_track", "locate", "add"})
_ONE_SHOT_OF_TYPE = frozenset({("timer", "start")})


def repeatable(device: Device | None, action: Action) -> bool:
    """Whether the action sets a state; of what nobody knows the effect of, no."""
    if device is None or action.command in _ONE_SHOT or (device.type, action.command) in _ONE_SHOT_OF_TYPE:
        return False
    standard = STANDARD_TYPES.get(device.type)
    if standard is not None and any(command.spec.name == action.command for command in standard.commands):
        return True
    set_by_it = effect(device, action, {})
    return 0 < len(action.args) <= len(set_by_it)
