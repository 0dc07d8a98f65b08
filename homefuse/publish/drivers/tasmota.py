"""How a Tasmota device speaks: `cmnd/<topic>/<Command>`, answered on `stat`, told on `tele`. Pure.

Its RESULT comes after it obeyed, so it is a confirmation. Nothing but its LWT is retained: ask, to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from homefuse.devices.driver_schema import TasmotaFile
from homefuse.errors import DriverError
from homefuse.publish.drivers.base import (
    AvailabilityReport,
    Json,
    Message,
    Report,
    StateReport,
    available_word,
    check_action,
    check_topic,
    dump,
    effect,
    load,
    setting,
    settings_problem,
)
from homefuse.publish.drivers.tasmota_keys import keys_of
from homefuse.publish.drivers.template import pointer_put
from homefuse.types import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers.tasmota_keys import Key

_SHUTTER_WORDS = {"open": "ShutterOpen", "close": "ShutterClose", "stop": "ShutterStop"}
_TOGGLE = {"toggle", "2"}


class Tasmota:
    """The driver of one Tasmota device, or of one relay, shutter or sensor of it."""

    optimistic = False

    def __init__(self, device: Device, settings: Json) -> None:
        try:
            self.settings = TasmotaFile.model_validate(
                {"topic": settings} if isinstance(settings, str) else settings
            )
        except ValidationError as error:
            raise settings_problem(device, "tasmota", error) from error
        self.confirm_s = self.settings.confirm_s
        self._device = device
        self._topics = {prefix: self._full_topic(prefix) for prefix in ("cmnd", "stat", "tele")}
        self._keys = keys_of(device, self.settings)
        self._power = f"POWER{self.settings.relay or ''}"

    def encode(self, action: Action, known: Mapping[str, Value]) -> list[Message]:
        """One message a Tasmota command; raises DriverError where it has none for the action."""
        check_action(self._device, action)
        if self._device.type == "cover" and action.command in _SHUTTER_WORDS:
            return [self._command(f"{self._word(action.command)}{self.settings.shutter}", "")]
        if action.command == "toggle" and "on" not in known:
            raise DriverError(f"{self._device.id}: cannot toggle, its state is not known; say on or off")
        wanted = effect(self._device, action, known)
        if not wanted:
            raise DriverError(
                f"{self._device.id}: Tasmota has no word for '{action.command}'; use the custom driver"
            )
        return [self._set(name, value) for name, value in self._needed(wanted).items()]

    def ask(self, properties: Iterable[str]) -> list[Message]:
        """`STATE` for what it does, `STATUS 10` for where its shutters are and what it measures."""
        places = {self._keys[name].place for name in properties if name in self._keys}
        questions = {"state": self._command("STATE", ""), "sensor": self._command("STATUS", "10")}
        return [question for place, question in questions.items() if place in places]

    def reported(self) -> frozenset[str]:
        """All that it can set, and the readings that its file places."""
        return frozenset(self._keys)

    def subscriptions(self) -> list[str]:
        """Answers and reports, and its last will."""
        stat, tele = self._topics["stat"], self._topics["tele"]
        states = [f"{stat}RESULT", f"{stat}{self._power}", f"{tele}STATE", f"{tele}SENSOR", f"{stat}STATUS10"]
        return [*states, f"{tele}LWT"]

    def decode(self, topic: str, payload: bytes) -> Report | None:
        """The state in our units; keys that we do not know are left out."""
        if topic == f"{self._topics['tele']}LWT":
            word = available_word(payload)
            return None if not word else AvailabilityReport(word == self.settings.online)
        if topic not in self.subscriptions():
            return None
        try:
            document = load(payload)
        except ValueError:
            return None
        if topic == f"{self._topics['stat']}{self._power}":
            document = {self._power: document}
        if not isinstance(document, dict):
            return None
        values = self._read(document.get("StatusSNS", document))
        return StateReport(values) if values else None

    def command_topics(self) -> list[str]:
        """All of its commands."""
        return [f"{self._topics['cmnd']}+"]

    def understand(self, topic: str, payload: bytes) -> list[Action] | None:
        """The action of a command message; a question is an empty list."""
        name = topic.removeprefix(self._topics["cmnd"]).lower()
        if name == topic.lower():
            return None
        try:
            text = payload.decode().strip()
        except UnicodeDecodeError:
            return None
        return [] if name in {"state", "status"} else self._understood(name, text)

    def state_messages(self, values: Mapping[str, Value]) -> list[Message]:
        """As after a command: RESULT and POWER, and its sensors; nothing is retained."""
        documents: dict[str, Json] = {"state": {}, "sensor": {}}
        stopped = self._device.type == "fan" and values.get("on") is False
        for name, key in self._keys.items():
            if values.get(name) is not None and not (stopped and name == "speed"):
                for pointer, raw in key.report(values[name]).items():
                    documents[key.place] = pointer_put(documents[key.place], pointer, raw)
        stat, tele = self._topics["stat"], self._topics["tele"]
        topics = {"state": f"{stat}RESULT", "sensor": f"{tele}SENSOR"}
        messages = [
            Message(topics[place], dump(document), 0) for place, document in documents.items() if document
        ]
        power = documents["state"].get(self._power)
        return messages + ([Message(f"{stat}{self._power}", power.encode(), 0)] if power else [])

    def availability_messages(self, available: bool) -> list[Message]:
        """Its last will's topic, retained."""
        word = self.settings.online if available else "Offline"
        return [Message(f"{self._topics['tele']}LWT", word.encode(), retain=True)]

    def _full_topic(self, prefix: Literal["cmnd", "stat", "tele"]) -> str:
        full = self.settings.full_topic.replace("%prefix%", prefix).replace("%topic%", self.settings.topic)
        try:
            return check_topic(full.removesuffix("/")) + "/"
        except ValueError as error:
            raise DriverError(f"{self._device.id}: driver.tasmota.topic: {error}") from error

    def _command(self, name: str, payload: str) -> Message:
        return Message(f"{self._topics['cmnd']}{name}", payload.encode())

    def _word(self, command: str) -> str:
        if self.settings.inverted:
            command = {"open": "close", "close": "open"}.get(command, command)
        return _SHUTTER_WORDS[command]

    def _needed(self, wanted: Mapping[str, Value]) -> dict[str, Value]:
        """Without what another command of the same action brings about by itself."""
        rest = {name: value for name, value in wanted.items() if name != "on"}
        on = wanted.get("on")
        if on is None or not rest:
            return dict(wanted)
        if not on:
            return {"on": False}
        shared = "speed" in self._keys and self._device.type == "fan"
        return rest if self.settings.power_linked or shared else {**rest, "on": True}

    def _set(self, prop: str, value: Value) -> Message:
        key = self._keys.get(prop)
        if key is None or not key.command:
            raise DriverError(
                f"{self._device.id}: Tasmota has no usual command for '{prop}' of a {self._device.type}; "
                "use the custom driver"
            )
        return self._command(key.command, key.write(value))

    def _read(self, document: Json) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for name, key in self._keys.items():
            try:
                values[name] = key.read(document)
            except (LookupError, ValueError):
                continue  # this report does not tell this property
        return values

    def _understood(self, name: str, text: str) -> list[Action] | None:
        device = self._device
        if device.type == "cover":
            for command in _SHUTTER_WORDS:
                if name == f"{self._word(command)}{self.settings.shutter}".lower():
                    return [Action(device.id, command)]
        found = self._hearing(name) or self._hearing(name.removesuffix("1"))
        if found is None:
            return None
        prop, key = found
        if not text:
            return []
        if prop == "on" and text.lower() in _TOGGLE:
            return [Action(device.id, "toggle")]
        try:
            return [setting(device, prop, key.hear(text))]
        except ValueError:
            return None

    def _hearing(self, command: str) -> tuple[str, Key] | None:
        """The property that a command sets; a fan's speed rather than whether it turns."""
        return next(
            (item for item in reversed(self._keys.items()) if item[1].command.lower() == command), None
        )
