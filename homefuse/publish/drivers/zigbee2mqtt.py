"""How a zigbee2mqtt device speaks: JSON on `<base>/<name>`, `/set`, `/get` and `/availability`. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

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
    check_action,
    check_topic,
    dump,
    effect,
    load,
    plain,
    setting,
    settings_problem,
)
from homefuse.publish.drivers.zigbee2mqtt_keys import Key, keys_of
from homefuse.types import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Device, Value

_COVER_WORDS = {"open": "OPEN", "close": "CLOSE", "stop": "STOP"}


class Zigbee2MqttSettings(Settings):
    """`driver: {zigbee2mqtt: <name>}`, or a mapping of these."""

    name: Annotated[str, AfterValidator(check_topic)]
    """The friendly name; it may contain `/`."""
    base: Annotated[str, AfterValidator(check_topic)] = "zigbee2mqtt"
    endpoint: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,32}$")] | None = None
    """`left` makes the keys `state_left`, ..."""
    color: Literal["rgb", "hs", "xy"] = "rgb"
    """In which form colours are sent; all forms are understood."""
    optimistic: bool = True
    """As zigbee2mqtt's own option for the device: True = a `/set` is echoed before the device obeyed."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Property -> zigbee2mqtt's key, where it is not the usual one."""
    values: dict[str, dict[Word, Word]] = Field(default_factory=dict)
    """Property -> {our value: zigbee2mqtt's}."""
    scale: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """Property -> what ours is multiplied by, where it is not the usual."""
    scene: int | None = None
    """Scenes: the number to recall."""
    confirm_s: Annotated[float, Field(gt=0)] | None = None
    """Seconds within which the device reports a change."""


class Zigbee2Mqtt:
    """The driver of one zigbee2mqtt device or group."""

    def __init__(self, device: Device, settings: Json) -> None:
        try:
            parsed = Zigbee2MqttSettings.model_validate(
                {"name": settings} if isinstance(settings, str) else settings
            )
        except ValidationError as error:
            raise settings_problem(device, "zigbee2mqtt", error) from error
        self.settings = parsed
        self.confirm_s = parsed.confirm_s
        self.optimistic = parsed.optimistic
        self._device = device
        self._keys = keys_of(device, parsed)
        self._suffix = f"_{parsed.endpoint}" if parsed.endpoint else ""
        self._topic = f"{parsed.base}/{parsed.name}"

    def encode(self, action: Action, known: Mapping[str, Value]) -> list[Message]:
        """One `/set`; raises DriverError where zigbee2mqtt has no word for the action."""
        check_action(self._device, action)
        payload = self._special(action) or self._wanted(action, known)
        if not payload:
            raise DriverError(
                f"{self._device.id}: zigbee2mqtt has no word for '{action.command}'; use the custom driver"
            )
        return [Message(f"{self._topic}/set", dump(self._with_suffix(payload)))]

    def ask(self, properties: Iterable[str]) -> list[Message]:
        """One `/get` of the keys that hold these properties."""
        names = {self._keys[name].name: "" for name in properties if name in self._keys}
        return [Message(f"{self._topic}/get", dump(self._with_suffix(names)))] if names else []

    def reported(self) -> frozenset[str]:
        """All properties with a key but effects, which a lamp plays and forgets."""
        return frozenset(name for name, key in self._keys.items() if key.reported)

    def subscriptions(self) -> list[str]:
        """The state, the availability, and whether the bridge itself is up."""
        return [self._topic, f"{self._topic}/availability", f"{self.settings.base}/bridge/state"]

    def decode(self, topic: str, payload: bytes) -> Report | None:
        """The state in our units; keys and values that we do not know are left out."""
        if topic in self.subscriptions()[1:]:
            word = available_word(payload)
            return AvailabilityReport(word == "online") if word in {"online", "offline"} else None
        if topic != self._topic:
            return None
        try:
            document = load(payload)
        except ValueError:
            return None
        values = self._read(document) if isinstance(document, dict) else {}
        return StateReport(values) if values else None

    def command_topics(self) -> list[str]:
        """`/set`, `/set/<key>` and `/get`."""
        return [f"{self._topic}/set", f"{self._topic}/set/+", f"{self._topic}/get"]

    def understand(self, topic: str, payload: bytes) -> list[Action] | None:
        """The actions of a `/set`; a `/get` is an empty list."""
        if topic == f"{self._topic}/get":
            return []
        head, _, key = topic.removeprefix(f"{self._topic}/").partition("/")
        if head != "set":
            return None
        try:
            document = load(payload)
        except ValueError:
            return None
        if key:
            document = {key: document}
        if not isinstance(document, dict):
            return None
        if document.get(f"state{self._suffix}") == "TOGGLE":
            return [Action(self._device.id, "toggle")]
        values = self._read(document)
        return [setting(self._device, name, value) for name, value in values.items()]

    def state_messages(self, values: Mapping[str, Value]) -> list[Message]:
        """The whole state as one JSON object, retained; nothing for a device that has none, as a scene."""
        document: dict[str, Json] = {}
        for name, key in self._keys.items():
            value = values.get(name)
            if value is not None and key.reported:
                document.update(key.report(value))
        if self._device.type == "climate" and values.get("on") is False and "on" in self._keys:
            document[self._keys["on"].name] = "off"
        if "color" in document or "color_temp" in document:
            document["color_mode"] = "xy" if "color" in document else "color_temp"
        return [Message(self._topic, dump(self._with_suffix(document)), retain=True)] if document else []

    def availability_messages(self, available: bool) -> list[Message]:
        """As zigbee2mqtt 2 writes it, retained; where a device is online, so is the bridge."""
        payload = dump({"state": "online" if available else "offline"})
        topics = [
            f"{self._topic}/availability",
            *([f"{self.settings.base}/bridge/state"] if available else []),
        ]
        return [Message(topic, payload, retain=True) for topic in topics]

    def _special(self, action: Action) -> dict[str, Json]:
        """The commands that are words of their own, not properties."""
        device, command = self._device, action.command
        if device.type == "cover" and command in _COVER_WORDS:
            return {"state": _COVER_WORDS[command]}
        if device.type == "scene" and command == "activate":
            if self.settings.scene is None:
                raise DriverError(
                    f"{device.id}: say which scene zigbee2mqtt is to recall: driver.zigbee2mqtt.scene: 1"
                )
            return {"scene_recall": self.settings.scene}
        return {}

    def _wanted(self, action: Action, known: Mapping[str, Value]) -> dict[str, Json]:
        """What the action is to bring about, key by key."""
        device = self._device
        if action.command == "toggle" and "on" not in known:
            raise DriverError(f"{device.id}: cannot toggle, its state is not known; say on or off")
        wanted = effect(device, action, known)
        if device.type == "climate":
            wanted = _with_mode(device, wanted, known)
        payload = self._own_arguments(action)
        for name, value in wanted.items():
            if name == "on" and name not in self._keys and len(wanted) > 1:
                continue  # a device without a switch runs by what else is set
            payload.update(self._key(name).send(value))
        return payload

    def _own_arguments(self, action: Action) -> dict[str, Json]:
        """The arguments of a device of no standard type that are no property: they are keys by themselves."""
        if self._device.type != "custom":
            return {}
        arguments = self._device.commands[action.command].args
        loose = [a.name for a in arguments if a.property is None and a.name in action.args]
        return {self.settings.keys.get(name, name): plain(action.args[name]) for name in loose}

    def _key(self, prop: str) -> Key:
        key = self._keys.get(prop)
        if key is None:
            raise DriverError(
                f"{self._device.id}: zigbee2mqtt has no usual key for '{prop}' of a {self._device.type}; "
                f"name it with driver.zigbee2mqtt.keys: {{{prop}: ...}}, or use the custom driver"
            )
        return key

    def _read(self, document: dict[str, Json]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        flat = (
            {name.removesuffix(self._suffix): raw for name, raw in document.items()}
            if self._suffix
            else document
        )
        for name, key in self._keys.items():
            try:
                values.update(key.read(name, flat))
            except ValueError:
                continue  # a key in another form than ours; the rest of the report still counts
        return values

    def _with_suffix(self, payload: dict[str, Json]) -> dict[str, Json]:
        return {f"{name}{self._suffix}": value for name, value in payload.items()}


def _with_mode(device: Device, wanted: dict[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
    """A zigbee thermostat is off when its mode is: `on` becomes a mode."""
    on = wanted.pop("on", None)
    if on is None or "mode" in wanted:
        return wanted
    if not on:
        return {"mode": "off", **wanted}
    mode = known.get("mode")
    modes = _modes(device)
    return {
        "mode": mode if mode not in (None, "off") else next((m for m in modes if m != "off"), "heat"),
        **wanted,
    }


def _modes(device: Device) -> tuple[str, ...]:
    command = device.commands.get("set_mode")
    return next((a.options for a in command.args if a.name == "mode"), ()) if command else ()
