"""From zigbee2mqtt's `bridge/devices` and `bridge/groups` to device files. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homefuse.devices.importers.draft import (
    Draft,
    Imported,
    Place,
    distinct,
    kind_of,
    objects,
    place_of,
    property_name,
    spoken_name,
)
from homefuse.devices.importers.zigbee2mqtt_features import (
    PUBLISHED,
    SPECIFIC,
    add_reading,
    add_setting,
    bits,
    exposes_of,
    fill_specific,
    is_extra,
    settable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SKIPPED = frozenset({"linkquality", "last_seen", "update", "update_available", "identify"})
_MEASURES = {
    "co2": "carbon_dioxide",
    "water_leak": "moisture",
    "battery_low": "battery",
    "voc": "volatile_organic_compounds",
}
_SENSED = frozenset(
    {"occupancy", "presence", "contact", "vibration", "smoke", "gas", "carbon_monoxide", "water_leak", "co2"}
    | {"temperature", "humidity", "illuminance", "illuminance_lux", "soil_moisture", "pm25", "voc", "action"}
)
"""What makes a device a sensor, although one may set how it senses."""

_MINOR = frozenset(
    {"battery", "battery_low", "voltage", "tamper", "device_temperature", "power_outage_count"}
)
"""What a sensor tells of itself; beside a real measurement it is a property, not a sensor."""


def read_devices(
    devices: Sequence[Any],
    groups: Sequence[Any] = (),
    *,
    base: str = "zigbee2mqtt",
    places: Iterable[Place] = (),
) -> tuple[Imported, ...]:
    """A device file for every device that is set up, every group and every scene; raises ValueError."""
    known = tuple(places)
    result: list[Imported] = []
    by_address: dict[str, list[Imported]] = {}
    for device in devices:
        if not isinstance(device, dict) or not _is_ready(device):
            continue
        found = _device(device, base, known)
        by_address[str(device.get("ieee_address"))] = found
        result += found + _scenes(device, base, known)
    for group in groups:
        if isinstance(group, dict) and isinstance(group.get("friendly_name"), str):
            result += _group(group, by_address, base, known) + _scenes(group, base, known)
    return distinct(result)


def _is_ready(device: Mapping[str, Any]) -> bool:
    return (
        device.get("type") != "Coordinator"
        and device.get("disabled") is not True
        and isinstance(device.get("definition"), dict)
        and isinstance(device.get("friendly_name"), str)
    )


def _device(device: Mapping[str, Any], base: str, places: tuple[Place, ...]) -> list[Imported]:
    definition = device["definition"]
    exposes = exposes_of(definition, "exposes")
    words = f"{definition.get('description') or ''}"
    parts = [e for e in exposes if e.get("type") in SPECIFIC]
    main = [e for e in parts if not is_extra(e, parts)]
    rest = [e for e in exposes if e not in parts]
    rest += [feature for e in parts if e not in main for feature in e.get("features", ())]
    drafts = [_specific(device, part, words, base, several=len(main) > 1) for part in main]
    if not drafts and _is_actuator(rest):
        drafts = [_by_words(device, rest, words, base)]
    if not drafts:
        drafts = _sensors(device, [e for e in rest if not settable(e)], base)
        rest = [e for e in rest if settable(e)]
    if drafts:
        _add_rest(drafts, rest)
    for draft in drafts:
        draft.area = place_of(str(device["friendly_name"]), places)
    return [draft.finish(_origin(definition)) for draft in drafts]


def _is_actuator(exposes: Iterable[Mapping[str, Any]]) -> bool:
    """Whether one sets more than how it senses."""
    told = [e for e in exposes if e.get("name") not in _SKIPPED]
    names = {e.get("name") for e in told if settable(e)}
    sensed = any(e.get("name") in _SENSED for e in told if not settable(e))
    return bool(names) and (not sensed or bool(names & {"warning", "alarm"}))


def _origin(definition: Mapping[str, Any]) -> str:
    return f"{definition.get('vendor') or ''} {definition.get('model') or ''}".strip()


def _new(device: Mapping[str, Any], base: str, **settings: Any) -> Draft:
    friendly = str(device["friendly_name"])
    definition = device.get("definition") or {}
    named = not friendly.startswith("0x")
    name = spoken_name(friendly if named else str(definition.get("description") or friendly))
    usual = {} if base == "zigbee2mqtt" else {"base": base}
    return Draft(name, driver={"zigbee2mqtt": {"name": friendly, **usual, **settings}})


def _specific(
    device: Mapping[str, Any], part: Mapping[str, Any], words: str, base: str, *, several: bool
) -> Draft:
    endpoint = part.get("endpoint")
    draft = _new(device, base, **({"endpoint": str(endpoint)} if endpoint else {}))
    if several and endpoint:
        draft.name = f"{draft.name} {spoken_name(str(endpoint)).lower()}"
    draft.type = "valve" if part["type"] == "switch" and _is_valve(words) else str(part["type"])
    if draft.type == "cover":
        draft.kind = kind_of(f"{words} {draft.name}")
    fill_specific(draft, part)
    return draft


def _is_valve(words: str) -> bool:
    said = words.lower()
    return "valve" in said and "radiator" not in said and "thermostat" not in said


def _by_words(device: Mapping[str, Any], exposes: list[dict[str, Any]], words: str, base: str) -> Draft:
    """A device without a specific part: a siren, or something of its own."""
    draft = _new(device, base)
    names = {e.get("name") for e in exposes if settable(e)}
    if "warning" in names:
        draft.type = "siren"
        exposes[:] = [e for e in exposes if e.get("name") != "warning"]
    elif "alarm" in names and ("siren" in words.lower() or "alarm" in words.lower()):
        draft.type = "siren"
        alarm = next(e for e in exposes if e.get("name") == "alarm")
        draft.driver["zigbee2mqtt"]["keys"] = {"on": alarm.get("property", "alarm")}
        on_off = {"true": alarm.get("value_on", True), "false": alarm.get("value_off", False)}
        draft.driver["zigbee2mqtt"]["values"] = {"on": on_off}
        exposes.remove(alarm)
    return draft


def _add_rest(drafts: list[Draft], exposes: Iterable[Mapping[str, Any]]) -> None:
    """What a device has besides goes to its part of the same endpoint, or else to the first."""
    for expose in exposes:
        if expose.get("name") in _SKIPPED:
            continue
        endpoint = expose.get("endpoint")
        same = (d for d in drafts if endpoint and d.driver["zigbee2mqtt"].get("endpoint") == endpoint)
        plain = (d for d in drafts if "endpoint" not in d.driver["zigbee2mqtt"])
        draft = next(same, None) or next(plain, None)
        if draft is None:
            drafts[0].left_out.append(str(expose.get("property") or expose.get("name")))
        elif settable(expose):
            add_setting(draft, expose)
        elif bits(expose) & PUBLISHED:
            add_reading(draft, expose)


def _sensors(device: Mapping[str, Any], exposes: list[dict[str, Any]], base: str) -> list[Draft]:
    """One sensor a measurement; what it tells of itself are properties of the first."""
    told = [e for e in exposes if e.get("name") not in _SKIPPED and bits(e) & PUBLISHED]
    single = [e for e in told if e.get("type") in {"binary", "numeric", "enum", "text"}]
    major = [e for e in single if e.get("name") not in _MINOR] or single
    drafts = [_sensor(device, e, base, several=len(major) > 1) for e in major]
    for expose in told:
        if expose not in single and drafts:
            drafts[0].left_out.append(str(expose.get("name")))
        elif expose not in major and drafts:
            add_reading(drafts[0], expose)
    return drafts


def _sensor(device: Mapping[str, Any], expose: Mapping[str, Any], base: str, *, several: bool) -> Draft:
    name = str(expose.get("property") or expose.get("name"))
    draft = _new(device, base)
    draft.type = "binary_sensor" if expose.get("type") == "binary" else "sensor"
    draft.measures = property_name(_MEASURES.get(name, name))
    if draft.type == "binary_sensor" and name == "battery_low":
        draft.measures = "battery"
    elif draft.measures != name and name not in _MEASURES:
        draft.driver["zigbee2mqtt"]["keys"] = {"value": name}
    if draft.type == "sensor" and expose.get("unit"):
        draft.unit = str(expose["unit"])[:16]
    if several:
        draft.name = f"{draft.name} {spoken_name(draft.measures).lower()}"
    return draft


def _group(
    group: Mapping[str, Any], members: Mapping[str, list[Imported]], base: str, places: tuple[Place, ...]
) -> list[Imported]:
    """A group can do what all its members can."""
    devices = [
        member
        for entry in objects(group, "members")
        for member in members.get(str(entry.get("ieee_address")), ())
        if member.data["type"] in {"light", "switch", "cover", "fan"}
    ]
    if not devices:
        return []
    draft = _new(group, base)
    types = {device.data["type"] for device in devices}
    draft.type = types.pop() if len(types) == 1 else "switch"
    if draft.type != "switch" or {d.data["type"] for d in devices} == {"switch"}:
        shared = set.intersection(*(set(d.data.get("features", ())) for d in devices)) - {"effect"}
        draft.features = sorted(shared)
        draft.kind = devices[0].data.get("kind")
    draft.area = place_of(str(group["friendly_name"]), places)
    return [draft.finish(f"group of {len(devices)}")]


def _scenes(owner: Mapping[str, Any], base: str, places: tuple[Place, ...]) -> list[Imported]:
    """The scenes that a device or a group has stored."""
    endpoints = owner.get("endpoints")
    stores = [owner, *(endpoints.values() if isinstance(endpoints, dict) else ())]
    scenes = [scene for store in stores for scene in objects(store, "scenes")]
    found = []
    for scene in scenes:
        if not isinstance(scene.get("id"), int):
            continue
        draft = _new(owner, base, scene=scene["id"])
        draft.type = "scene"
        draft.name = f"{draft.name} {scene.get('name') or scene['id']}"
        draft.area = place_of(str(owner["friendly_name"]), places)
        found.append(draft.finish("scene"))
    return found
