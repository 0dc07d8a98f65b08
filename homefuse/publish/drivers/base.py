"""What every driver is, and what all drivers check. Pure."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from homefuse.errors import DriverError
from homefuse.publish.drivers.colors import rgb_of
from homefuse.simulate.home import apply
from homefuse.types import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Argument, Device, Value

MAX_REPORT_BYTES = 65_536
"""A device's report that is longer is not one."""

MAX_TOPIC_BYTES = 256

Json: TypeAlias = Any
"""What `json.loads` may return."""

Word: TypeAlias = str | bool | int | float
"""One side of a row of a `values:` table."""


@dataclass(frozen=True, slots=True)
class Message:
    """One MQTT message to publish; commands are never retained."""

    topic: str
    payload: bytes
    qos: Literal[0, 1] = 1
    retain: bool = False


@dataclass(frozen=True, slots=True)
class StateReport:
    """What a device says of itself: some of its properties, in the units of the device's file."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class AvailabilityReport:
    """Whether a device can be reached."""

    available: bool


Report: TypeAlias = StateReport | AvailabilityReport


class Settings(BaseModel):
    """Base of every driver's settings: unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Driver(Protocol):
    """How one device speaks MQTT. Made for one device; pure."""

    confirm_s: float | None
    """Seconds within which the device reports a change; None = as usual for its type."""
    optimistic: bool
    """True = its state topic echoes commands before the device obeyed: ask, to know."""

    def encode(self, action: Action, known: Mapping[str, Value]) -> list[Message]:
        """The messages of an action; raises DriverError with advice. `known` = the device's last state."""

    def ask(self, properties: Iterable[str]) -> list[Message]:
        """The messages that make the device report these properties; none if it cannot be asked."""

    def reported(self) -> frozenset[str]:
        """The properties that the device reports."""

    def subscriptions(self) -> list[str]:
        """The topics that `decode` understands."""

    def decode(self, topic: str, payload: bytes) -> Report | None:
        """What a message says of the device; None if it says nothing."""


class SimulatedDriver(Driver, Protocol):
    """A driver that can also play its device, for the demo and for tests."""

    def command_topics(self) -> list[str]:
        """The topics on which the device listens."""

    def understand(self, topic: str, payload: bytes) -> list[Action] | None:
        """The actions that a command message means; an empty list asks for a report, None means nothing."""

    def state_messages(self, values: Mapping[str, Value]) -> list[Message]:
        """The device's reports of this state, retained so that a newcomer sees them."""

    def availability_messages(self, available: bool) -> list[Message]:
        """The device's report that it can or cannot be reached, retained."""


def effect(device: Device, action: Action, known: Mapping[str, Value]) -> dict[str, Value]:
    """What the action is to bring about: property -> value."""
    touched = apply(device, {}, action)
    after = apply(device, known, action)
    return {name: after[name] for name in touched if after[name] is not None}


def check_action(device: Device, action: Action) -> None:
    """Raise DriverError unless the device has that command and every argument is allowed."""
    spec = device.commands.get(action.command)
    if spec is None:
        known = ", ".join(device.commands) or "none"
        raise DriverError(f"{device.id} has no command {action.command!r}; it has: {known}")
    arguments = {argument.name: argument for argument in spec.args}
    for name, value in action.args.items():
        if name not in arguments:
            raise DriverError(f"{device.id}.{action.command} has no argument {name!r}")
        problem = _problem(arguments[name], value)
        if problem:
            raise DriverError(f"{device.id}.{action.command}: {name} {problem}, not {value!r}")


def check_topic(topic: str) -> str:
    """The topic, if one may publish to it; raises ValueError."""
    if not topic or len(topic.encode("utf-8", "replace")) > MAX_TOPIC_BYTES:
        raise ValueError(f"a topic has 1 to {MAX_TOPIC_BYTES} bytes")
    if any(char in "+#{}" or not char.isprintable() for char in topic):
        raise ValueError(f"a topic has no wildcard, placeholder or control character: {topic!r}")
    if topic.startswith("$") or "" in topic.split("/") or ".." in topic.split("/"):
        raise ValueError(f"a topic does not start with $ and has no empty or '..' level: {topic!r}")
    return topic


def settings_problem(device: Device, driver: str, error: ValidationError) -> DriverError:
    """All mistakes in a driver's settings, in one error."""
    problems = "; ".join(
        f"{'.'.join(map(str, ('driver', driver, *e['loc'])))}: {e['msg']}" for e in error.errors()
    )
    return DriverError(f"{device.id}: {problems}")


def setter(device: Device, prop: str) -> Argument | None:
    """The argument that sets a property, if any command has one."""
    arguments = (argument for command in device.commands.values() for argument in command.args)
    return next((argument for argument in arguments if argument.property == prop), None)


def setting(device: Device, prop: str, value: Value) -> Action:
    """The command that brings a property to a value."""
    plain: dict[tuple[str, Value], str] = {
        ("on", True): "turn_on",
        ("on", False): "turn_off",
        ("locked", True): "lock",
        ("locked", False): "unlock",
    }
    if isinstance(value, bool) and (prop, value) in plain:
        return Action(device.id, plain[prop, value])
    for command in device.commands.values():
        for argument in command.args:
            if prop in (argument.property, argument.name):
                return Action(device.id, command.name, {argument.name: value})
    if prop == "position":
        return Action(device.id, "open" if value else "close")
    return Action(device.id, f"set_{prop}", {prop: value})


def dump(document: Json) -> bytes:
    """Compact JSON in UTF-8; whole numbers without a fraction."""
    return json.dumps(_whole(document), separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def load(payload: bytes) -> Json:
    """The payload as JSON, or, if it is none, as text; raises ValueError on what is neither."""
    if len(payload) > MAX_REPORT_BYTES:
        raise ValueError("the payload is too long")
    text = payload.decode("utf-8")
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("the payload is nested too deeply") from error
    except ValueError:
        return text.strip()


def available_word(payload: bytes) -> str | None:
    """The word of an availability message, plain or as `{"state": word}`; None if there is none."""
    try:
        document = load(payload)
    except ValueError:
        return None
    word = document.get("state") if isinstance(document, dict) else document
    return word if isinstance(word, str) else None


def number(raw: Json) -> float:
    """A finite number, also from text; raises ValueError."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise ValueError("not a number")
    value = float(raw)
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def boolean(raw: Json) -> bool:
    """A truth value in any of the words that devices use; raises ValueError."""
    word = str(raw).lower()
    if word in {"on", "true", "1", "yes"}:
        return True
    if word in {"off", "false", "0", "no"}:
        return False
    raise ValueError("neither on nor off")


def plain(value: Value) -> Json:
    """A value as JSON has it: a colour becomes a list, a whole float an integer."""
    return list(value) if isinstance(value, tuple) else value


def look_up(table: Mapping[Any, Word], value: Value, where: str) -> Word:
    """The device's word for a value, from a `values:` table; raises DriverError."""
    for mine, theirs in table.items():
        if _spelling(mine) == _spelling(value):
            return theirs
    raise DriverError(f"{where} does not list {_spelling(value)!r}")


def look_back(table: Mapping[Any, Word], raw: Json) -> Value:
    """The value that the device's word stands for; raises ValueError."""
    for mine, theirs in table.items():
        if _spelling(theirs) == _spelling(raw):
            found: Value = {"true": True, "false": False}.get(_spelling(mine), mine)
            return found
    raise ValueError("not in the table")


def _spelling(value: Json) -> str:
    """`true`, `30` and `heat`, whether written as JSON, as YAML keys or as text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _whole(document: Json) -> Json:
    if isinstance(document, float) and document.is_integer() and abs(document) < 2**53:
        return int(document)
    if isinstance(document, dict):
        return {key: _whole(value) for key, value in document.items()}
    if isinstance(document, list | tuple):
        return [_whole(value) for value in document]
    return document


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _problem(argument: Argument, value: Value) -> str | None:
    """What an argument must be, if the value is not that."""
    checks = {
        "number": _number_problem,
        "duration": _number_problem,
        "options": _option_problem,
        "boolean": lambda _, v: None if isinstance(v, bool) else "must be true or false",
        "color": _color_problem,
        "text": _text_problem,
    }
    return checks[argument.kind](argument, value)


def _number_problem(argument: Argument, value: Value) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "must be a number"
    low = -math.inf if argument.min is None else argument.min
    high = math.inf if argument.max is None else argument.max
    if not low <= value <= high:
        return f"must be {low:g} to {high:g}"
    return None


def _option_problem(argument: Argument, value: Value) -> str | None:
    if not isinstance(value, str) or (argument.options and value not in argument.options):
        return f"must be one of {', '.join(argument.options) or 'the options (none are listed)'}"
    return None


def _color_problem(_: Argument, value: Value) -> str | None:
    if isinstance(value, str):
        return None if rgb_of(value) is not None else "must be a colour that has a name"
    if not isinstance(value, tuple) or len(value) != 3:
        return "must be a colour"
    return (
        None if all(isinstance(c, int) and 0 <= c <= 255 for c in value) else "must be 3 numbers of 0 to 255"
    )


def _text_problem(_: Argument, value: Value) -> str | None:
    if not isinstance(value, str) or len(value) > 1000:
        return "must be a text of at most 1000 characters"
    return "must be printable" if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", value) else None
