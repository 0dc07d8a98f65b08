"""What Home Assistant's entity descriptions are made of: topics, templates, payload words. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homefuse.errors import DriverError
from homefuse.publish.drivers.base import Json, check_topic, number, setter
from homefuse.publish.drivers.cells import Cell, Codec, Presence, Way, Word
from homefuse.publish.drivers.template import as_text, pointer_put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers.cells import Form
    from homefuse.publish.drivers.jinja import Template


@dataclass(frozen=True, slots=True)
class Parts:
    """One entity's description, and how to take it apart."""

    device: Device
    config: Mapping[str, Any]
    """Full key names, as Home Assistant's documentation has them."""

    def text(self, key: str, default: str) -> str:
        """A payload or a word."""
        value = self.config.get(key)
        return default if value is None else as_text(value)

    def number(self, key: str, default: float) -> float:
        """A bound or a scale; raises DriverError."""
        try:
            return number(self.config.get(key, default))
        except ValueError as error:
            raise self.wrong(key, "is no number") from error

    def topic(self, key: str) -> str | None:
        """A topic, if the description has it; raises DriverError."""
        topic = self.config.get(key)
        if topic is None:
            return None
        try:
            return check_topic(topic if isinstance(topic, str) else "")
        except ValueError as error:
            raise self.wrong(key, str(error)) from error

    def state(self, topic: str, template: str, codec: Codec) -> Way | None:
        """Where a property is reported: the keys of the topic and of its template."""
        where = self.topic(topic)
        if where is None:
            return None
        place, form = self._read_out(template)
        return Way(where, codec, place, form)

    def command(
        self, topic: str, template: str, codec: Codec, names: tuple[str, ...] = ("value",)
    ) -> Way | None:
        """Where a property is set; `names` are what its template may mention."""
        where = self.topic(topic)
        source = self.config.get(template)
        if where is None or source is None:
            return None if where is None else Way(where, codec)
        return Way(where, codec, form=_CommandForm(self._template(template, names)))

    def word(self, topic: str, payload: str, default: str, template: str = "") -> Word | None:
        """A command that is one payload; none where the description says null."""
        where = self.topic(topic)
        if where is None or (payload in self.config and self.config[payload] is None):
            return None
        text = self.text(payload, default)
        if template and self.config.get(template) is not None:
            text = self._template(template).fill(text) or text
        return Word(where, text)

    def cell(self, name: str, codec: Codec, state_name: str | None = None) -> Cell:
        """The usual pair: `<name>_command_topic` and `<name>_state_topic`, with their templates."""
        reads = (
            f"{name}_state_template" if f"{name}_state_template" in self.config else f"{name}_value_template"
        )
        return Cell(
            self.command(f"{name}_command_topic", f"{name}_command_template", codec),
            self.state(f"{state_name or name}_state_topic", reads, codec),
        )

    def presence(self) -> tuple[Presence, ...]:
        """Where the entity says whether it is there."""
        listed = self.config.get("availability")
        entries = listed if isinstance(listed, list) else [listed] if isinstance(listed, dict) else []
        found = [
            self._presence(entry, "topic", "value_template") for entry in entries if isinstance(entry, dict)
        ]
        if self.config.get("availability_topic") is not None:
            found.append(self._presence(self.config, "availability_topic", "availability_template"))
        return tuple(found)

    def wrong(self, key: str, problem: str) -> DriverError:
        """A mistake in the description."""
        return DriverError(f"{self.device.id}: driver.home_assistant.config.{key}: {problem}")

    def _presence(self, entry: Mapping[str, Any], topic: str, template: str) -> Presence:
        inner = Parts(self.device, entry)
        place, form = inner._read_out(template)
        if place is not None:
            form = _PlaceForm(place)
        return Presence(
            inner.topic(topic) or "",
            inner.text("payload_available", "online"),
            inner.text("payload_not_available", "offline"),
            form=form,
        )

    def _read_out(self, key: str) -> tuple[tuple[str, ...] | None, Form | None]:
        """The place that a template names, or else a form that works it out."""
        if self.config.get(key) is None:
            return None, None
        template = self._template(key)
        place = template.place()
        if place is None:
            return None, _StateForm(template)
        return place or None, None

    def _template(self, key: str, names: tuple[str, ...] = ("value",)) -> Template:
        from homefuse.publish.drivers.jinja import Template  # noqa: PLC0415 - most homes need no jinja2

        try:
            return Template(str(self.config[key]), names)
        except ValueError as error:
            raise self.wrong(key, str(error)) from error


def switched(on: str, off: str) -> Codec:
    """On and off as two words."""

    def parse(raw: Json) -> Value:
        word = str(raw) if isinstance(raw, bool) and str(raw) in {on, off} else as_text(raw)  # Jinja's True
        if word not in {on, off}:
            raise ValueError(f"neither {on!r} nor {off!r}")
        return word == on

    return Codec(lambda value: on if value else off, parse)


def worded(words: Mapping[str, Value]) -> Codec:
    """Each of a few words means a value; the first of several for one is the one that is written."""

    def write(value: Value) -> Json:
        for word, meaning in words.items():
            if meaning == value:
                return word
        raise DriverError(f"there is no word for {value!r}")

    def parse(raw: Json) -> Value:
        if as_text(raw) not in words:
            raise ValueError("an unknown word")
        return words[as_text(raw)]

    return Codec(write, parse)


def ranged(low: float, high: float) -> Codec:
    """0..100 % over the device's range; above 0 it never becomes nothing."""

    def write(value: Value) -> Json:
        percent = number(value)
        raw = round(low + (high - low) * percent / 100)
        return raw if percent <= 0 or raw != round(low) else raw + (1 if high > low else -1)

    def parse(raw: Json) -> Value:
        percent = round((number(raw) - low) * 100 / (high - low))
        if not -1 <= percent <= 101:
            raise ValueError("out of range")
        return min(max(percent, 0), 100) or (1 if number(raw) not in {low, 0} else 0)

    return Codec(write, parse)


def numbers() -> Codec:
    """Numbers as they are."""
    return Codec(number, number)


def options_of(device: Device, prop: str) -> tuple[str, ...]:
    """The words that set a property, if words do."""
    argument = setter(device, prop)
    return argument.options if argument else ()


def only(cells: Mapping[str, Cell | None], device: Device) -> dict[str, Cell]:
    """The cells that go anywhere, of properties that the device has."""
    return {
        name: cell
        for name, cell in cells.items()
        if cell is not None and name in device.properties and (cell.command or cell.state)
    }


def said(words: Mapping[str, Word | None], device: Device) -> dict[str, Word]:
    """The words that there are, of commands that the device has."""
    return {name: word for name, word in words.items() if word is not None and name in device.commands}


def first(choices: Iterable[str], default: str) -> str:
    """The first choice that switches on."""
    return next((choice for choice in choices if choice != "off"), default)


@dataclass(frozen=True, slots=True)
class _StateForm:
    """A template that works a value out of a report."""

    template: Template

    def render(self, text: str) -> Json | None:
        return self.template.read(text)

    def invert(self, raw: Json) -> Json | None:
        """Nobody can tell, except what makes the template say the same again."""
        text = as_text(raw)
        return text if self.template.read(text) == text else None


@dataclass(frozen=True, slots=True)
class _CommandForm:
    """A template that a command's value is filled into."""

    template: Template

    def render(self, text: str) -> Json | None:
        return self.template.fill(text)

    def invert(self, raw: Json) -> Json | None:
        return self.template.unfill(as_text(raw))


@dataclass(frozen=True, slots=True)
class _PlaceForm:
    """A value under some keys of a JSON payload of its own."""

    place: tuple[str, ...]

    def render(self, text: str) -> Json | None:
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            return None
        for key in self.place:
            document = document.get(key) if isinstance(document, dict) else None
        return document

    def invert(self, raw: Json) -> Json | None:
        return pointer_put(None, "".join(f"/{key}" for key in self.place), raw)
