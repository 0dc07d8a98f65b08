"""Decisions in plain English: short, true, never more than was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.types import About, Action, Outcome, Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homefuse.devices.model import Device, Home, Value

_DONE = {
    "turn_on": "on", "turn_off": "off", "open": "opening", "close": "closing",
    "lock": "locked", "unlock": "unlocked", "play": "playing", "pause": "paused", "stop": "stopped",
    "mute": "muted", "unmute": "unmuted", "start": "started", "return_home": "going home",
    "activate": "activated", "run": "running", "press": "pressed", "arm_home": "armed for home",
    "arm_away": "armed", "arm_night": "armed for the night", "disarm": "disarmed",
    "next_track": "skipped", "previous_track": "going back", "locate": "calling out", "cancel": "cancelled",
}  # fmt: skip

_WHY = {
    Reason.NOT_FOR_ME: "That was not for me.",
    Reason.NO_SUCH_DEVICE: "I know no such device.",
    Reason.UNSUPPORTED: "It cannot do that.",
    Reason.OUT_OF_RANGE: "That value is out of range.",
    Reason.UNAVAILABLE: "It does not answer.",
    Reason.UNSURE: "I am not sure what you mean.",
    Reason.NOT_ALLOWED: "That is not allowed.",
    Reason.MALFORMED: "I cannot read that.",
    Reason.EXPIRED: "That came too late.",
    Reason.BUSY: "One moment, I am busy.",
}

_UNITS = {
    "%": " percent",
    "°C": " degrees",
    "°F": " degrees",
    "K": " kelvin",
    "s": " seconds",
    "min": " minutes",
}


def say_actions(actions: Sequence[Action], home: Home, rejected: Sequence[Rejected] = ()) -> str:
    """What is being done, device by device."""
    parts = [_action(action, home) for action in actions]
    shown = parts if len(parts) <= 4 else [*parts[:3], f"and {len(parts) - 3} more"]
    return " ".join([_sentence(", ".join(shown)), *(say_reason(r.reason, r.text) for r in rejected)]).strip()


def say_confirm(actions: Sequence[Action], home: Home) -> str:
    """The question before a sensitive action."""
    return f"Shall I really {', '.join(_wish(action, home) for action in actions)}?"


def say_choices(devices: Iterable[str], home: Home) -> str:
    """The question between equals."""
    names = [_name(home, device) for device in devices]
    if not names:
        return "Which one do you mean?"
    return (
        f"Which one: {', '.join(names[:-1])} or {names[-1]}?"
        if len(names) > 1
        else f"Do you mean {names[0]}?"
    )


def say_about(about: Sequence[About], home: Home) -> str:
    """The answer to a question about the home."""
    return " ".join(_sentence(_fact(fact, home)) for fact in about) or "I do not know."


def say_reason(reason: Reason | None, detail: str = "") -> str:
    """Why nothing, or not all, was done."""
    text = _WHY.get(reason, "") if reason is not None else ""
    return f"{_sentence(detail)} {text}".strip() if detail else text


def say_outcome(outcome: Outcome) -> str:
    """The short answers."""
    return {Outcome.UNDO: "I put it back.", Outcome.CANCEL: "All right, never mind."}.get(outcome, "")


def _wish(action: Action, home: Home) -> str:
    if action.args:
        return f"set the {_action(action, home)}"
    return f"{_words(action.command)} the {_name(home, action.device)}"


def _action(action: Action, home: Home) -> str:
    device = home.device(action.device)
    name = _name(home, action.device)
    when = ""
    if action.at is not None:
        when = f" at {action.at:%H:%M}"
    elif action.after_s:
        when = f" in {_duration(action.after_s)}"
    if action.args:
        values = ", ".join(
            f"{_value(value, _unit(device, action.command, key))}" for key, value in action.args.items()
        )
        verb = (
            _words(action.command).removeprefix("set ")
            if action.command.startswith("set_")
            else _words(action.command)
        )
        return f"{name}: {verb} {values}{when}"
    return f"{name} {_DONE.get(action.command, _words(action.command))}{when}"


def _fact(fact: About, home: Home) -> str:
    device = home.device(fact.device)
    name = _name(home, fact.device)
    spec = device.properties.get(fact.property) if device is not None else None
    if fact.property == "on" and isinstance(fact.value, bool):
        return f"{name} is {'on' if fact.value else 'off'}"
    if fact.property == "locked" and isinstance(fact.value, bool):
        return f"{name} is {'locked' if fact.value else 'unlocked'}"
    if fact.property == "position" and isinstance(fact.value, (int, float)) and fact.value in (0, 100):
        return f"{name} is {'open' if fact.value else 'closed'}"
    if fact.value is None:
        return f"{name}: {_words(fact.property)} is not known"
    unit = (spec.unit if spec is not None else None) or (device.unit if device is not None else None)
    label = "" if fact.property == "value" else f" {_words(fact.property)}"
    return f"{name}{label} is {_value(fact.value, unit)}"


def _unit(device: Device | None, command: str, argument: str) -> str | None:
    spec = device.commands.get(command) if device is not None else None
    return next((a.unit for a in spec.args if a.name == argument), None) if spec is not None else None


def _value(value: Value, unit: str | None) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        value = f"{value:g}"
    return f"{value}{_UNITS.get(unit, f' {unit}') if unit else ''}"


def _duration(seconds: float) -> str:
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size and seconds % size == 0:
            count = int(seconds // size)
            return f"{count} {name}{'s' if count > 1 else ''}"
    return f"{seconds:g} seconds"


def _name(home: Home, device_id: str) -> str:
    device = home.device(device_id)
    return device.name if device is not None else device_id


def _words(name: str) -> str:
    return name.replace("_", " ")


def _sentence(text: str) -> str:
    text = text.strip()
    if text.endswith(("?", "!")):
        return f"{text[:1].upper()}{text[1:]}"
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""
