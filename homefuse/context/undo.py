"""How to put things back: actions that restore earlier values. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.simulate.home import apply
from homefuse.types import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import CommandSpec, Device, Home, Value


def restoring_actions(home: Home, previous: Mapping[str, Mapping[str, Value]]) -> tuple[Action, ...]:
    """Actions after which each device has those values again, as far as its commands can bring that about.

    `previous` is device -> property -> value.
    """
    actions: list[Action] = []
    for device_id, values in previous.items():
        device = home.device(device_id)
        if device is not None:
            actions.extend(_restore(device, values))
    return tuple(actions)


def _restore(device: Device, values: Mapping[str, Value]) -> list[Action]:
    if values.get("on") is False:  # what else changed does not show while it is off
        values = {"on": False}
    actions: list[Action] = []
    for name, value in values.items():
        action = _setting(device, name, value)
        if action is not None and action not in actions:
            actions.append(action)
    return actions


def _setting(device: Device, name: str, value: Value) -> Action | None:
    """The action that gives a property that value, or None if no command does."""
    if value is None:
        return None
    settable = (
        action for spec in device.commands.values() if (action := _with_value(device, spec, name, value))
    )
    plain = (Action(device.id, spec.name) for spec in device.commands.values() if not spec.args)
    fitting = (a for a in plain if a.command != "toggle" and apply(device, {}, a).get(name) == value)
    return next(settable, None) or next(fitting, None)


def _with_value(device: Device, spec: CommandSpec, name: str, value: Value) -> Action | None:
    argument = next((arg for arg in spec.args if arg.property == name), None)
    others = [arg for arg in spec.args if arg is not argument]
    if argument is None or not all(arg.optional or arg.default is not None for arg in others):
        return None
    return Action(device.id, spec.name, {argument.name: value})
