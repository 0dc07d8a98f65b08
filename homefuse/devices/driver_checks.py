"""What `driver:` can have wrong: topics, pointers, placeholders, forgotten commands. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from homefuse.devices.home_assistant_keys import COMPONENTS, NEEDED
from homefuse.devices.standard import STANDARD_TYPES, expand
from homefuse.validation import Issue, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homefuse.devices.driver_schema import CustomDriverFile, HomeAssistantFile, HomieFile, TasmotaFile
    from homefuse.devices.model import Device
    from homefuse.devices.schema import DeviceFile

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)(?:\.[a-z]+)?\}")
"""`{argument}`, or `{argument.part}` of a colour, in a payload or a phrase."""
MAX_TOPIC_BYTES = 256

_Path = tuple[str | int, ...]
_POINTER = re.compile(r"(/([^~/]|~[01])*)*")
_UNFIT_FOR_TOPIC = re.compile(r"[+#{}\x00-\x1f\x7f]")


def check_driver(source: DeviceFile, device: Device) -> Iterator[Issue]:
    """Every mistake under `driver:`."""
    driver = source.driver
    if driver is None:
        return
    if len(driver.model_fields_set) != 1:
        yield Issue(
            ("driver",), f"expected exactly one of: {', '.join(type(driver).model_fields)}", on_key=True
        )
    yield from _check_named(source, device)
    if driver.custom is not None:
        yield from _check_custom(driver.custom, source, device)


def _check_named(source: DeviceFile, device: Device) -> Iterator[Issue]:
    """The drivers of systems that have a name."""
    driver = source.driver
    assert driver is not None
    if driver.zigbee2mqtt is not None:
        yield from _check_topic(driver.zigbee2mqtt.name, ("driver", "zigbee2mqtt", "name"))
        yield from _check_topic(driver.zigbee2mqtt.base, ("driver", "zigbee2mqtt", "base"))
        yield from _check_zigbee2mqtt(source)
    if driver.tasmota is not None:
        yield from _check_tasmota(driver.tasmota, device)
    if driver.esphome is not None:
        yield from _check_topic(driver.esphome.topic, ("driver", "esphome", "topic"))
        if "/" not in driver.esphome.topic:
            yield Issue(("driver", "esphome", "topic"), "write <topic_prefix>/<object id>")
    if driver.homie is not None:
        yield from _check_homie(driver.homie, device)
    if driver.home_assistant is not None:
        yield from _check_home_assistant(driver.home_assistant)


def check_placeholders(text: str, known: Iterable[str], path: _Path) -> Iterator[Issue]:
    """`{name}` in a payload or a phrase must be an argument of its command."""
    names = list(known)
    for name in PLACEHOLDER.findall(text):
        if name not in names:
            yield Issue(path, unknown("argument", name, names))


def topic_fault(topic: str) -> str | None:
    """What is wrong with a topic that a file names, or None."""
    if not topic:
        return "the topic is empty"
    if len(topic.encode()) > MAX_TOPIC_BYTES:
        return f"the topic is longer than {MAX_TOPIC_BYTES} bytes"
    bad = _UNFIT_FOR_TOPIC.search(topic)
    if bad:
        return f"a topic may not hold {bad.group()!r}"
    levels = topic.split("/")
    if ".." in levels or "" in levels:
        return "a topic may not hold an empty level or '..'"
    if topic.startswith("$"):
        return "topics that start with $ belong to the broker"
    return None


def _check_zigbee2mqtt(source: DeviceFile) -> Iterator[Issue]:
    standard = STANDARD_TYPES.get(source.type)
    known = {command.spec.name for command in standard.commands} if standard else set()
    for name, command in source.commands.items():
        sets = command.args and all(argument.property for argument in command.args.values())
        if name not in known and not sets:
            yield Issue(
                ("commands", name), f"zigbee2mqtt cannot send {name!r}; use a custom driver", on_key=True
            )


def _check_tasmota(driver: TasmotaFile, device: Device) -> Iterator[Issue]:
    path = ("driver", "tasmota")
    yield from _check_topic(driver.topic, (*path, "topic"))
    full = driver.full_topic.replace("%prefix%", "cmnd").replace("%topic%", "topic").removesuffix("/")
    yield from _check_topic(full, (*path, "full_topic"))
    yield from _check_pointers(driver.readings, device, (*path, "readings"))
    if driver.tilt_range[0] == driver.tilt_range[1]:
        yield Issue((*path, "tilt_range"), "closed and open must be different degrees")


def _check_homie(driver: HomieFile, device: Device) -> Iterator[Issue]:
    path = ("driver", "homie")
    yield from _check_topic(driver.domain, (*path, "domain"))
    for name in driver.properties:
        if name not in device.properties:
            yield Issue(
                (*path, "properties", name), unknown("property", name, device.properties), on_key=True
            )
    for name in driver.commands:
        if name not in device.commands:
            yield Issue((*path, "commands", name), unknown("command", name, device.commands), on_key=True)


def _check_home_assistant(driver: HomeAssistantFile) -> Iterator[Issue]:
    path = ("driver", "home_assistant")
    keys = COMPONENTS.get(driver.component)
    if keys is None:
        yield Issue((*path, "component"), unknown("component", driver.component, COMPONENTS))
        return
    for name, value in driver.config.items():
        if name not in keys:
            yield Issue(
                (*path, "config", name), unknown(f"key of a {driver.component}", name, keys), on_key=True
            )
        elif name.endswith("_topic"):
            yield from _check_topic(value if isinstance(value, str) else "", (*path, "config", name))
    for name in NEEDED.get(driver.component, ()):
        if name not in driver.config:
            yield Issue((*path, "config"), f"the key {name!r} is missing", on_key=True)


def _check_custom(driver: CustomDriverFile, source: DeviceFile, device: Device) -> Iterator[Issue]:
    path = ("driver", "custom")
    for index, state in enumerate(driver.state):
        yield from _check_topic(state.topic, (*path, "state", index, "topic"))
        yield from _check_pointers(state.properties, device, (*path, "state", index, "properties"))
    if driver.ask is not None:
        yield from _check_topic(driver.ask.topic, (*path, "ask", "topic"))
    if driver.availability is not None:
        yield from _check_topic(driver.availability.topic, (*path, "availability", "topic"))
    known = {*expand(source.type, frozenset(device.features), source.kind).commands, *source.commands}
    for name, message in driver.commands.items():
        here = (*path, "commands", name)
        command = device.commands.get(name)
        if command is None:
            yield Issue(here, unknown("command", name, known), on_key=True)
            continue
        yield from _check_topic(message.topic, (*here, "topic"))
        names = [argument.name for argument in command.args]
        for where, text in _texts(message.payload, (*here, "payload")):
            yield from check_placeholders(text, names, where)
    for name in source.commands:
        if name not in driver.commands:
            yield Issue(("commands", name), f"the custom driver has no message for {name!r}", on_key=True)


def _check_topic(topic: str, path: _Path) -> Iterator[Issue]:
    fault = topic_fault(topic)
    if fault:
        yield Issue(path, fault)


def _check_pointers(pointers: dict[str, str], device: Device, path: _Path) -> Iterator[Issue]:
    for name, pointer in pointers.items():
        if name not in device.properties:
            yield Issue((*path, name), unknown("property", name, device.properties), on_key=True)
        if not _POINTER.fullmatch(pointer):
            yield Issue((*path, name), f"{pointer!r} is no JSON pointer; write it like /water/level")


def _texts(payload: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    """Every text in a payload, keys aside, with its place."""
    if isinstance(payload, str):
        yield path, payload
    elif isinstance(payload, dict):
        for key, value in payload.items():
            yield from _texts(value, (*path, key))
    elif isinstance(payload, list):
        for index, value in enumerate(payload):
            yield from _texts(value, (*path, index))
