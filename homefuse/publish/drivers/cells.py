"""Drivers of systems that give each property its own place: a topic, or a key of a topic's JSON. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from homefuse.errors import DriverError
from homefuse.publish.drivers.base import (
    AvailabilityReport,
    Json,
    Message,
    Report,
    StateReport,
    check_action,
    dump,
    effect,
    load,
    plain,
    setting,
)
from homefuse.publish.drivers.template import as_text
from homefuse.types import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from homefuse.devices.model import Device, Value


class Form(Protocol):
    """A template between a property's raw value and a whole payload."""

    def render(self, text: str) -> Json | None:
        """Of a report: the raw value in a payload, or None. Of a command: the payload for a raw value."""

    def invert(self, raw: Json) -> Json | None:
        """What renders to this, for simulated devices; None if nobody can tell."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How one property's values are written."""

    write: Callable[[Value], Json]
    """Ours -> theirs; raises DriverError or ValueError."""
    parse: Callable[[Json], Value]
    """Theirs, as text or as JSON -> ours; raises ValueError."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a property's value goes in or out."""

    topic: str
    codec: Codec
    place: tuple[str, ...] | None = None
    """Keys into the payload's JSON, shared with other properties; None = the whole payload is the value."""
    form: Form | None = None
    """A template in place of `place`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One property's ways; None = it cannot be set, or is not reported."""

    command: Way | None = None
    state: Way | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A command that is a payload of its own, as OPEN is."""

    topic: str
    payload: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Where a device says whether it can be reached."""

    topic: str
    online: str = "online"
    offline: str = "offline"
    others: Mapping[str, str] = field(default_factory=dict)
    """Further words -> the one of the two that they mean."""
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """All that one device's driver needs to know."""

    system: str
    """For messages to the user."""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    """Property -> cell, in the order in which they are sent."""
    words: Mapping[str, Word] = field(default_factory=dict)
    """Command -> word."""
    presence: tuple[Presence, ...] = ()
    qos: Literal[0, 1] = 1
    retained: bool = True
    """Whether the device's reports are."""
    on_with_others: bool = True
    """Whether switching on is said beside what else is set; else that alone switches on."""
    refine: Callable[[dict[str, Json], dict[str, Value]], dict[str, Value]] | None = None
    """(a report's JSON, the values in it) -> the values that it means."""
    adorn: Callable[[dict[str, Json]], dict[str, Json]] | None = None
    """A simulated report's JSON -> with what real ones have besides."""
    prepare: Callable[[dict[str, Value], Mapping[str, Value]], dict[str, Value]] | None = None
    """(what is wanted, last state) -> what is to be said for it."""
    settle: Callable[[Mapping[str, Value]], Mapping[str, Value]] | None = None
    """A simulated device's values -> as its reports have them."""
    intent: str | None = None
    """Added to a state topic it is where the device tells what it is about to do."""
    hint: str = "its description names no topic that sets '{}'"
    """What to tell the user of a property that cannot be set."""


class CellDriver:
    """A driver that its layout describes."""

    def __init__(
        self, device: Device, layout: Layout, *, confirm_s: float | None = None, optimistic: bool = False
    ) -> None:
        self.confirm_s = confirm_s
        self.optimistic = optimistic
        self.layout = layout
        self._device = device

    def encode(self, action: Action, known: Mapping[str, Value]) -> list[Message]:
        """One message a topic; raises DriverError where the layout has no place for the action."""
        check_action(self._device, action)
        word = self.layout.words.get(action.command)
        if word is not None:
            return [Message(word.topic, word.payload.encode(), self.layout.qos)]
        if action.command == "toggle" and "on" not in known:
            raise DriverError(f"{self._device.id}: cannot toggle, its state is not known; say on or off")
        wanted = self._needed(effect(self._device, action, known), known)
        if not wanted:
            raise DriverError(
                f"{self._device.id}: {self.layout.system} has no word for '{action.command}'; "
                "use the custom driver"
            )
        return self._messages(wanted)

    def ask(self, properties: Iterable[str]) -> list[Message]:
        """Nothing: these systems retain their state and answer no questions."""
        return []

    def reported(self) -> frozenset[str]:
        """The properties with a way out."""
        return frozenset(name for name, cell in self.layout.cells.items() if cell.state is not None)

    def subscriptions(self) -> list[str]:
        """Every state topic, and those of its presence."""
        states = [cell.state.topic for cell in self.layout.cells.values() if cell.state is not None]
        return list(dict.fromkeys([*states, *(presence.topic for presence in self.layout.presence)]))

    def decode(self, topic: str, payload: bytes) -> Report | None:
        """The properties that a report tells; values that make no sense are left out."""
        try:
            text = payload.decode()
            document = load(payload)
        except ValueError:
            return None
        values = self._read(topic, text, document)
        if values:
            return StateReport(values)
        found = next((presence for presence in self.layout.presence if presence.topic == topic), None)
        return None if found is None else _presence(found, text)

    def command_topics(self) -> list[str]:
        """The topics of all commands."""
        ways = [cell.command.topic for cell in self.layout.cells.values() if cell.command is not None]
        return list(dict.fromkeys([*(word.topic for word in self.layout.words.values()), *ways]))

    def understand(self, topic: str, payload: bytes) -> list[Action] | None:
        """The word that the message is, or the properties that it sets."""
        if topic not in self.command_topics():
            return None
        try:
            text = payload.decode()
            document = load(payload)
        except ValueError:
            return None
        for command, word in self.layout.words.items():
            if (word.topic, word.payload) == (topic, text):
                return [Action(self._device.id, command)]
        values: dict[str, Value] = {}
        for name, cell in self.layout.cells.items():
            if cell.command is not None and cell.command.topic == topic:
                _take(values, name, cell.command, _heard(cell.command, text, document))
        return [setting(self._device, name, value) for name, value in values.items()] or None

    def state_messages(self, values: Mapping[str, Value]) -> list[Message]:
        """One report a state topic."""
        layout = self.layout
        if layout.settle is not None:
            values = layout.settle(values)
        payloads: dict[str, Json] = {}
        intents: dict[str, Json] = {}
        for name, cell in layout.cells.items():
            value = values.get(name)
            if cell.state is None or value is None:
                continue
            _put(payloads, cell.state, cell.state.codec.write(value))
            if layout.intent is not None and cell.command is not None:
                intents[f"{cell.state.topic}{layout.intent}"] = payloads[cell.state.topic]
        return [
            Message(topic, self._reported(payload), retain=layout.retained)
            for topic, payload in {**intents, **payloads}.items()
        ]

    def availability_messages(self, available: bool) -> list[Message]:
        """The word of each presence topic, retained."""
        return [
            Message(presence.topic, _encoded(payload), retain=True)
            for presence in self.layout.presence
            if (payload := _told(presence, presence.online if available else presence.offline)) is not None
        ]

    def _needed(self, wanted: dict[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
        """What is to be said: no level of nothing beside `off`, and no `on` where the rest implies it."""
        if self.layout.prepare is not None:
            wanted = self.layout.prepare(wanted, known)
        on, cell = wanted.get("on"), self.layout.cells.get("on")
        if on is None or len(wanted) == 1:
            return wanted
        settable = cell is not None and cell.command is not None
        if on is False and settable:
            return {name: value for name, value in wanted.items() if value != 0 or name == "on"}
        if not settable or not self.layout.on_with_others:
            return {name: value for name, value in wanted.items() if name != "on"}
        return wanted

    def _messages(self, wanted: Mapping[str, Value]) -> list[Message]:
        payloads: dict[str, Json] = {}
        ways = {name: cell.command for name, cell in self.layout.cells.items() if cell.command is not None}
        unheard = next((name for name in wanted if name not in ways), None)
        if unheard is not None:
            raise DriverError(
                f"{self._device.id}: {self.layout.hint.format(unheard)}, or use the custom driver"
            )
        for name, way in ways.items():
            if name in wanted:
                _put(payloads, way, way.codec.write(wanted[name]), command=True)
        return [Message(topic, _encoded(payload), self.layout.qos) for topic, payload in payloads.items()]

    def _read(self, topic: str, text: str, document: Json) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, cell in self.layout.cells.items():
            if cell.state is not None and cell.state.topic == topic:
                _take(values, name, cell.state, _raw(cell.state, text, document))
        if self.layout.refine is not None and isinstance(document, dict):
            return self.layout.refine(document, values)
        return values

    def _reported(self, payload: Json) -> bytes:
        if isinstance(payload, dict) and self.layout.adorn is not None:
            payload = self.layout.adorn(payload)
        return _encoded(payload)


def runs() -> Codec:
    """Whether a thermostat runs, as its mode tells."""
    return Codec(lambda value: "heat" if value else "off", lambda raw: str(raw).strip() != "off")


def by_mode(
    modes: Sequence[str],
) -> Callable[[dict[str, Value], Mapping[str, Value]], dict[str, Value]]:
    """Without a switch a thermostat is off when its mode is."""

    def prepare(wanted: dict[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
        rest = {name: value for name, value in wanted.items() if name != "on"}
        if "on" not in wanted or "mode" in wanted:
            return rest
        before = known.get("mode")
        usual = next((mode for mode in modes if mode != "off"), "heat")
        return {"mode": (usual if before in (None, "off") else before) if wanted["on"] else "off", **rest}

    return prepare


def plain_value(raw: Json) -> Value:
    """A single JSON value as it is; raises ValueError."""
    if raw is None or isinstance(raw, bool | int | float | str):
        return raw
    raise ValueError("not a single value")


def plain_codec() -> Codec:
    """Values as they are."""
    return Codec(plain, plain_value)


def _take(values: dict[str, Value], name: str, way: Way, raw: Json | None) -> None:
    if raw is None:
        return
    try:
        values[name] = way.codec.parse(raw)
    except (ValueError, DriverError):
        return  # this message does not tell this property


def _raw(way: Way, text: str, document: Json) -> Json | None:
    """A property's raw value in a payload."""
    if way.form is not None:
        return way.form.render(text)
    if way.place is None:
        return text.strip()
    for key in way.place:
        if not isinstance(document, dict) or key not in document:
            return None
        document = document[key]
    return document


def _heard(way: Way, text: str, document: Json) -> Json | None:
    """A property's raw value in a command."""
    return way.form.invert(text) if way.form is not None else _raw(way, text, document)


def _put(payloads: dict[str, Json], way: Way, raw: Json, *, command: bool = False) -> None:
    """Add a raw value to the payload of its topic."""
    if way.form is not None:
        text = way.form.render(as_text(raw)) if command else way.form.invert(raw)
        if isinstance(text, dict) and isinstance(payloads.get(way.topic), dict):
            _merge(payloads[way.topic], text)
        elif text is not None:
            payloads[way.topic] = text
        return
    if way.place is None:
        payloads[way.topic] = as_text(raw)
        return
    inner = payloads.setdefault(way.topic, {})
    for key in way.place[:-1]:
        inner = inner.setdefault(key, {})
    inner[way.place[-1]] = raw


def _merge(into: dict[str, Json], other: Mapping[str, Json]) -> None:
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def _encoded(payload: Json) -> bytes:
    return payload.encode() if isinstance(payload, str) else dump(payload)


def _told(presence: Presence, word: str) -> Json | None:
    return word if presence.form is None else presence.form.invert(word)


def _presence(presence: Presence, text: str) -> AvailabilityReport | None:
    raw = text.strip() if presence.form is None else presence.form.render(text)
    word = presence.others.get(str(raw), str(raw))
    if word not in {presence.online, presence.offline}:
        return None
    return AvailabilityReport(word == presence.online)
