"""How a device speaks whose file says it all: topics, payload templates and JSON pointers. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, field_validator

from homefuse.errors import DriverError
from homefuse.publish.drivers.base import (
    AvailabilityReport,
    Json,
    Message,
    Report,
    Settings,
    StateReport,
    Word,
    available_word,
    boolean,
    check_action,
    check_topic,
    dump,
    load,
    look_back,
    look_up,
    number,
    plain,
    setter,
    settings_problem,
)
from homefuse.publish.drivers.colors import from_hex, from_hue_saturation, to_hex, to_hue_saturation, to_rgb
from homefuse.publish.drivers.template import (
    as_text,
    check_pointer,
    fill,
    match,
    mixed_names,
    names,
    pointer_get,
    pointer_put,
)
from homefuse.types import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Argument, Device, Value

Topic = Annotated[str, AfterValidator(check_topic)]
Pointer = Annotated[str, AfterValidator(check_pointer)]

_BOOLEANS = frozenset({"on", "locked", "playing", "muted", "oscillating", "swing"})
_COLOR_PARTS = ("hex", "r", "g", "b", "hue", "saturation", "name")


class CommandTemplate(Settings):
    """What is published for one command."""

    topic: Topic
    payload: Any = ""
    """Data with `{argument}` placeholders; a plain string is sent as text, everything else as JSON."""
    qos: Literal[0, 1] = 1


class StateTemplate(Settings):
    """Where the device reports, and where in the report each property stands."""

    topic: Topic
    properties: dict[str, Pointer]
    """Property -> JSON pointer; an empty one is the whole payload."""


class AvailabilityTemplate(Settings):
    """Where the device, or its last will, says whether it can be reached."""

    topic: Topic
    online: str = "online"


class CustomSettings(Settings):
    """`driver: {custom: ...}`."""

    commands: dict[str, CommandTemplate] = Field(default_factory=dict)
    state: tuple[StateTemplate, ...] = ()
    """One or a list."""
    availability: AvailabilityTemplate | None = None
    ask: CommandTemplate | None = None
    """What makes the device report its state."""
    values: dict[str, dict[Word, Word]] = Field(default_factory=dict)
    """Property or argument -> {our value: the device's word}, both ways."""
    scale: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """Property or argument -> what our number is multiplied by, to be the device's."""
    optimistic: bool = False
    """True = the device echoes commands before it obeyed."""
    confirm_s: Annotated[float, Field(gt=0)] | None = None
    """Seconds within which the device reports a change."""

    @field_validator("state", mode="before")
    @classmethod
    def _one_or_many(cls, state: Json) -> Json:
        return (state,) if isinstance(state, dict) else state


class Custom:
    """The driver of one device that is described in its own file."""

    def __init__(self, device: Device, settings: Json) -> None:
        try:
            self.settings = CustomSettings.model_validate(settings)
        except ValidationError as error:
            raise settings_problem(device, "custom", error) from error
        self.confirm_s = self.settings.confirm_s
        self.optimistic = self.settings.optimistic
        self._device = device
        _check_templates(device, self.settings)

    def encode(self, action: Action, known: Mapping[str, Value]) -> list[Message]:
        """The command's message with its arguments filled in; raises DriverError."""
        check_action(self._device, action)
        template = self.settings.commands.get(action.command)
        if template is None:
            raise DriverError(
                f"{self._device.id}: no message for '{action.command}'; "
                f"add it: driver.custom.commands.{action.command}: {{topic: ..., payload: ...}}"
            )
        try:
            filled = fill(template.payload, lambda name, part: self._out(action, name, part))
        except KeyError as error:
            raise DriverError(
                f"{self._device.id}.{action.command} needs its argument {error.args[0]!r}"
            ) from error
        payload = as_text(filled).encode() if isinstance(template.payload, str) else dump(filled)
        return [Message(template.topic, payload, template.qos)]

    def ask(self, properties: Iterable[str]) -> list[Message]:
        """The file's `ask` message, if it has one."""
        template = self.settings.ask
        if template is None:
            return []
        payload = template.payload
        return [
            Message(
                template.topic, payload.encode() if isinstance(payload, str) else dump(payload), template.qos
            )
        ]

    def reported(self) -> frozenset[str]:
        """The properties that the file's `state` places."""
        return frozenset(name for state in self.settings.state for name in state.properties)

    def subscriptions(self) -> list[str]:
        """The state topics and the availability topic."""
        topics = [state.topic for state in self.settings.state]
        return topics + ([self.settings.availability.topic] if self.settings.availability else [])

    def decode(self, topic: str, payload: bytes) -> Report | None:
        """Each property that the report holds; values that do not fit are left out."""
        availability = self.settings.availability
        if availability is not None and topic == availability.topic:
            word = available_word(payload)
            return None if word is None else AvailabilityReport(word == availability.online)
        values: dict[str, Value] = {}
        for state in self.settings.state:
            if state.topic == topic:
                values.update(self._read(state, payload))
        return StateReport(values) if values else None

    def command_topics(self) -> list[str]:
        """The topics of all commands, and of `ask`."""
        topics = [template.topic for template in self.settings.commands.values()]
        return list(dict.fromkeys(topics + ([self.settings.ask.topic] if self.settings.ask else [])))

    def understand(self, topic: str, payload: bytes) -> list[Action] | None:
        """The one command whose template the message fits, the one with fewest placeholders first."""
        if topic not in self.command_topics():
            return None
        try:
            text = payload.decode()
            document = load(payload)
        except ValueError:
            return None
        commands = sorted(self.settings.commands.items(), key=lambda item: len(names(item[1].payload)))
        for command, template in commands:
            found = match(template.payload, text if isinstance(template.payload, str) else document)
            if template.topic == topic and found is not None:
                return [self._action(command, found)]
        return [] if self.settings.ask is not None and self.settings.ask.topic == topic else None

    def state_messages(self, values: Mapping[str, Value]) -> list[Message]:
        """One retained report a state topic."""
        messages = []
        for state in self.settings.state:
            document: Json = None
            for name, pointer in state.properties.items():
                if values.get(name) is not None:
                    document = pointer_put(document, pointer, self._theirs(name, values[name], None))
            if document is not None:
                payload = dump(document) if isinstance(document, dict) else as_text(document).encode()
                messages.append(Message(state.topic, payload, retain=True))
        return messages

    def availability_messages(self, available: bool) -> list[Message]:
        """The device's own word for online, or `offline`."""
        availability = self.settings.availability
        if availability is None:
            return []
        word = availability.online if available else "offline"
        return [Message(availability.topic, word.encode(), retain=True)]

    def _out(self, action: Action, name: str, part: str | None) -> Json | None:
        """An argument as the device writes it; None if it was not said and has no default."""
        argument = self._argument(action.command, name)
        value = action.args.get(name, argument.default if argument else None)
        return None if value is None else self._theirs(name, value, part, argument)

    def _argument(self, command: str, name: str) -> Argument | None:
        spec = self._device.commands.get(command)
        return next((a for a in spec.args if a.name == name), None) if spec else None

    def _theirs(self, name: str, value: Value, part: str | None, argument: Argument | None = None) -> Json:
        argument = argument or setter(self._device, name)
        table = self._table(name, argument)
        if table is not None:
            return look_up(table, value, f"{self._device.id}: driver.custom.values.{name}")
        if part is not None or name == "color" or (argument is not None and argument.kind == "color"):
            return _color_part(value, part)
        factor = self._factor(name, argument)
        if factor is not None:
            scaled = number(value) * factor
            return round(scaled) if factor > 1 else round(scaled, 4)
        return plain(value)

    def _table(self, name: str, argument: Argument | None) -> Mapping[Word, Word] | None:
        values = self.settings.values
        return values.get(name) or values.get((argument.property if argument else None) or name)

    def _factor(self, name: str, argument: Argument | None) -> float | None:
        scale = self.settings.scale
        return scale.get(name) or scale.get((argument.property if argument else None) or name)

    def _read(self, state: StateTemplate, payload: bytes) -> dict[str, Value]:
        try:
            document = load(payload)
        except ValueError:
            return {}
        values: dict[str, Value] = {}
        for name, pointer in state.properties.items():
            try:
                values[name] = self._ours(name, pointer_get(document, pointer))
            except (LookupError, ValueError):
                continue  # this report does not tell this property
        return values

    def _ours(self, name: str, raw: Json) -> Value:
        argument = setter(self._device, name)
        table = self._table(name, argument)
        if table is not None:
            return look_back(table, raw)
        if name == "color" or (argument is not None and argument.kind == "color"):
            return _color(raw)
        factor = self._factor(name, argument)
        if factor is not None:
            return round(number(raw) / factor, 2)
        return _plain_value(self._device, name, argument, raw)

    def _action(self, command: str, found: Mapping[tuple[str, str | None], Json]) -> Action:
        args: dict[str, Value] = {}
        for (name, part), raw in found.items():
            argument = self._argument(command, name)
            if part in {None, "hex", "name"}:
                try:
                    args[name] = self._ours((argument.property if argument else None) or name, raw)
                except ValueError:
                    args[name] = raw if isinstance(raw, str) else None
        return Action(self._device.id, command, args)


def _check_templates(device: Device, settings: CustomSettings) -> None:
    """Raise DriverError on a placeholder that no argument fills, or a free text pasted amid other text."""
    for name, template in settings.commands.items():
        spec = device.commands.get(name)
        if spec is None:
            raise DriverError(f"{device.id}: driver.custom.commands.{name}: the device has no such command")
        arguments = {argument.name: argument for argument in spec.args}
        unknown = names(template.payload) - set(arguments)
        if unknown:
            raise DriverError(
                f"{device.id}: driver.custom.commands.{name}: no argument fills {{{min(unknown)}}}"
            )
        pasted = [a for a in mixed_names(template.payload) if arguments[a].kind == "text"]
        if pasted:
            raise DriverError(
                f"{device.id}: driver.custom.commands.{name}: the text {{{pasted[0]}}} must stand alone in "
                "its value, so that nothing can be smuggled in"
            )


def _color_part(value: Value, part: str | None) -> Json:
    rgb = to_rgb(value)
    hue, saturation = to_hue_saturation(rgb)
    parts: dict[str, Json] = dict(zip("rgb", rgb, strict=True))
    parts |= {"hex": to_hex(rgb), "hue": hue, "saturation": saturation}
    parts["name"] = value if isinstance(value, str) else to_hex(rgb)
    if part is not None and part not in parts:
        raise DriverError(f"a colour has no part {part!r}; it has: {', '.join(_COLOR_PARTS)}")
    return parts[part or "hex"]


def _color(raw: Json) -> Value:
    if isinstance(raw, str):
        return from_hex(raw) if raw.startswith("#") else to_rgb(raw)
    if isinstance(raw, dict) and "hue" in raw:
        return from_hue_saturation(number(raw["hue"]), number(raw.get("saturation", 100)))
    if isinstance(raw, dict):
        raw = [raw.get(channel) for channel in "rgb"]
    if not isinstance(raw, list) or len(raw) != 3:
        raise ValueError("not a colour")
    red, green, blue = (min(max(round(number(channel)), 0), 255) for channel in raw)
    return red, green, blue


def _plain_value(device: Device, name: str, argument: Argument | None, raw: Json) -> Value:
    if raw is not None and not isinstance(raw, bool | int | float | str):
        raise ValueError("not a single value")
    truth = name in _BOOLEANS or (device.type == "binary_sensor" and name == "value")
    if truth or (argument is not None and argument.kind == "boolean"):
        return boolean(raw)
    spec = device.properties.get(name)
    numeric = argument is not None and argument.kind in {"number", "duration"}
    if numeric or (spec is not None and spec.unit is not None):
        return number(raw)
    return raw
