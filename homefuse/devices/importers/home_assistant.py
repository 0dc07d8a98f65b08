"""From Home Assistant's MQTT discovery, single entities or whole devices, to device files. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homefuse.devices.home_assistant_keys import COMPONENTS, NEEDED, expanded
from homefuse.devices.importers.draft import (
    Draft,
    Found,
    Imported,
    Place,
    fitting,
    kind_of,
    place_of,
    spoken_name,
)
from homefuse.devices.importers.home_assistant_entities import FILLERS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SINGLE = re.compile(r"homeassistant/([a-z_]+)/(?:[a-zA-Z0-9_-]+/)?([a-zA-Z0-9_-]+)/config")
_WHOLE = re.compile(r"homeassistant/device/(?:[a-zA-Z0-9_-]+/)?([a-zA-Z0-9_-]+)/config")
_LISTS = (
    "supported_color_modes",
    "effect_list",
    "modes",
    "fan_modes",
    "swing_modes",
    "preset_modes",
    "options",
)
_TEXTS = frozenset({"name", "device_class", "unit_of_measurement", "schema", "temperature_unit", "unique_id"})
_OWN = "homefuse"
_SHARED = frozenset(
    {"availability", "availability_mode", "availability_template", "availability_topic", "command_topic"}
    | {"payload_available", "payload_not_available", "state_topic", "device", "origin"}
)
"""What a device's announcement says once for all its components."""


def read_devices(
    documents: Mapping[str, Any], *, places: Iterable[Place] = (), skip: Iterable[str] = ()
) -> Found:
    """A device file for every entity that can be told something or measures something.

    `skip` are the names of programs whose announcements are read elsewhere. Our own are never read.
    """
    known, skipped = tuple(places), {_OWN, *skip}
    devices: list[Imported] = []
    problems: list[str] = []
    for topic, document in documents.items():
        if not (_SINGLE.fullmatch(topic) or _WHOLE.fullmatch(topic)):
            continue
        if not isinstance(document, dict):
            problems.append(f"{topic}: not a description")
            continue
        for component, config in _entities(topic, document):
            if _origin(config) in skipped or component not in COMPONENTS:
                continue
            missing = [key for key in NEEDED.get(component, ()) if not config.get(key)]
            if missing:
                problems.append(f"{topic}: a {component} needs {missing[0]}")
            elif config.get("entity_category") != "diagnostic":
                devices.append(_device(component, config, topic, known))
    return Found(tuple(devices), tuple(problems))


def _entities(topic: str, document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(component, description under full names) of each entity that a message announces."""
    config = _sensible(expanded(document))
    single = _SINGLE.fullmatch(topic)
    if _WHOLE.fullmatch(topic) is None and single is not None:
        yield single[1], config
        return
    shared = {key: value for key, value in config.items() if key in _SHARED}
    components = config.get("components")
    for entry in (components if isinstance(components, dict) else {}).values():
        if isinstance(entry, dict):
            base = {"~": document["~"]} if "~" in document else {}
            own = _sensible(expanded({**base, **entry}))
            yield str(own.get("platform")), {**shared, **own}


def _sensible(config: dict[str, Any]) -> dict[str, Any]:
    """Without topics, templates and names that are no text, and lists that are none."""
    texts = [key for key in config if key.endswith(("_topic", "_template")) or key in _TEXTS]
    return fitting(config, {**dict.fromkeys(texts, str), **dict.fromkeys(_LISTS, list)})


def _origin(config: Mapping[str, Any]) -> str:
    origin = config.get("origin")
    return str(origin.get("name", "")).lower() if isinstance(origin, dict) else ""


def _device(component: str, config: Mapping[str, Any], topic: str, places: tuple[Place, ...]) -> Imported:
    draft = Draft(_name(config, topic), TYPES[component])
    kept = {key: value for key, value in config.items() if key in COMPONENTS[component] and value is not None}
    draft.driver = {"home_assistant": {"component": component, "config": kept}}
    device = config.get("device")
    owner = device if isinstance(device, dict) else {}
    if draft.type == "cover":
        draft.kind = kind_of(f"{config.get('device_class') or ''} {draft.name}")
    FILLERS.get(component, _nothing)(draft, config)
    suggested = str(owner.get("suggested_area") or "")
    draft.area = place_of(suggested, places) or place_of(draft.name, places)
    model = f"{owner.get('manufacturer') or ''} {owner.get('model') or ''}".strip()
    return draft.finish(model or topic)


def _name(config: Mapping[str, Any], topic: str) -> str:
    """As Home Assistant shows it: the device's name and then the entity's."""
    device = config.get("device")
    owner = str(device.get("name") or "") if isinstance(device, dict) else ""
    own = str(config.get("name") or "")
    if own.lower().startswith(owner.lower()):
        owner = ""
    usual = config.get("object_id") or config.get("unique_id") or topic.split("/")[-2]
    return spoken_name(f"{owner} {own}".strip() or str(usual))


def _nothing(_: Draft, __: Mapping[str, Any]) -> None:
    """Its component says it all."""
