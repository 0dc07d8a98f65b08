"""zigbee2mqtt's `exposes`: features of lights, covers, ... and everything that can be set besides. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homefuse.devices.importers.draft import (
    Draft,
    fitting,
    listed,
    number_argument,
    objects,
    options_argument,
    property_name,
)
from homefuse.devices.standard import property_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SPECIFIC = frozenset({"light", "switch", "fan", "cover", "lock", "climate"})
PUBLISHED, SETTABLE = 1, 2
"""Bits of `access`."""

_SETPOINTS = ("occupied_heating_setpoint", "current_heating_setpoint", "occupied_cooling_setpoint")
_BOOLEAN_WORDS = ("ON", "OFF")


_NUMBER = (int, float)
_SHAPE: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("type", "name", "property", "unit", "endpoint"), str),
    **dict.fromkeys(("value_min", "value_max", "value_step"), _NUMBER),
    **dict.fromkeys(("value_on", "value_off"), (str, bool, *_NUMBER)),
    "access": int,
    "values": list,
}


def exposes_of(entry: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The exposes in a list, and theirs, without what makes no sense."""
    found = []
    for expose in objects(entry, key):
        kept = fitting(expose, _SHAPE)
        if "name" in kept or "type" in kept:
            found.append({**kept, "features": exposes_of(kept, "features")})
    return found


def bits(expose: Mapping[str, Any]) -> int:
    """An expose's access; a composite's is its features' together."""
    access = expose.get("access")
    if isinstance(access, int):
        return access
    return max((bits(f) for f in expose.get("features", ())), default=0)


def settable(expose: Mapping[str, Any]) -> bool:
    """Whether one may set it."""
    return bool(bits(expose) & SETTABLE)


def is_extra(part: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> bool:
    """A lock or a switch that is a setting of something bigger, as a child lock is."""
    states = [f for f in part.get("features", ()) if f.get("name") == "state"]
    own_key = any(not str(f.get("property", "state")).startswith("state") for f in states)
    bigger = any(
        other.get("type") in {"climate", "cover", "fan", "light"} for other in parts if other is not part
    )
    return part.get("type") in {"switch", "lock"} and own_key and (bigger or part.get("type") == "lock")


def fill_specific(draft: Draft, part: Mapping[str, Any]) -> None:
    """The features, ranges and keys of a light, switch, fan, cover, lock or climate."""
    features = {str(f.get("name")): f for f in part.get("features", ())}
    taken = _FILLERS.get(draft.type, _state)(draft, features)
    for name, feature in features.items():
        if name in taken:
            continue
        if settable(feature):
            add_setting(draft, feature)
        elif bits(feature) & PUBLISHED:
            add_reading(draft, feature)


def add_setting(draft: Draft, expose: Mapping[str, Any]) -> None:
    """A command of its own for anything else that can be set."""
    key = _bare(draft, str(expose.get("property") or expose.get("name")))
    name = property_name(key)
    if key == "effect" and draft.type == "light":
        draft.features.append("effect")
        draft.narrow("set_effect", "effect", options_argument(listed(expose, "values")))
        return
    if property_of(draft.type, name) is not None or name in draft.properties:
        draft.left_out.append(key)  # the type means something else by that name
        return
    argument = _argument(expose)
    if not argument:
        draft.left_out.append(key)
        return
    draft.setter(name, argument, _unit(expose))
    _remember(draft, name, key, expose)


def add_reading(draft: Draft, expose: Mapping[str, Any]) -> None:
    """A property that is only reported."""
    key = _bare(draft, str(expose.get("property") or expose.get("name")))
    name = property_name(key)
    if expose.get("type") not in {"binary", "numeric", "enum", "text"}:
        draft.left_out.append(key)
    elif property_of(draft.type, name) is None and name not in draft.properties:
        draft.reading(name, _unit(expose))
        _remember(draft, name, key, expose)


def _argument(expose: Mapping[str, Any]) -> dict[str, Any]:
    kind = expose.get("type")
    if kind == "binary":
        return {"type": "boolean"}
    if kind == "numeric":
        unit = _unit(expose)
        return number_argument(
            expose.get("value_min"), expose.get("value_max"), expose.get("value_step"), unit
        )
    if kind == "enum":
        return options_argument(listed(expose, "values"))
    return {"type": "text"} if kind == "text" else {}


def _remember(draft: Draft, name: str, key: str, expose: Mapping[str, Any]) -> None:
    """The key and the words of a property, where they are not the usual ones."""
    settings = draft.driver["zigbee2mqtt"]
    if name != key:
        settings.setdefault("keys", {})[name] = key
    words = (expose.get("value_on"), expose.get("value_off"))
    if expose.get("type") == "binary" and settable(expose) and words != _BOOLEAN_WORDS and None not in words:
        settings.setdefault("values", {})[name] = {"true": words[0], "false": words[1]}


def _unit(expose: Mapping[str, Any]) -> str | None:
    unit = expose.get("unit")
    return str(unit)[:16] if unit else None


def _bare(draft: Draft, key: str) -> str:
    """The key without the endpoint, which the driver adds."""
    endpoint = draft.driver["zigbee2mqtt"].get("endpoint")
    return key.removesuffix(f"_{endpoint}") if endpoint else key


def _key(draft: Draft, prop: str, feature: Mapping[str, Any], usual: str) -> None:
    key = _bare(draft, str(feature.get("property") or feature.get("name")))
    if key != usual:
        draft.driver["zigbee2mqtt"].setdefault("keys", {})[prop] = key


def _state(draft: Draft, features: Mapping[str, Mapping[str, Any]]) -> set[str]:
    if "state" in features and draft.type == "switch":
        _key(draft, "on", features["state"], "state")
    return {"state"}


def _light(draft: Draft, features: Mapping[str, Mapping[str, Any]]) -> set[str]:
    taken = {"state", "brightness", "color_temp", "color_xy", "color_hs"}
    if "brightness" in features:
        draft.features.append("brightness")
    if {"color_xy", "color_hs"} & set(features):
        draft.features.append("color")
        if "color_xy" not in features:
            draft.driver["zigbee2mqtt"]["color"] = "hs"
    white = features.get("color_temp")
    if white is not None:
        draft.features.append("color_temperature")
        low, high = white.get("value_min"), white.get("value_max")
        if isinstance(low, int | float) and isinstance(high, int | float) and 0 < low < high:
            kelvin = {"min": round(1_000_000 / high), "max": round(1_000_000 / low)}
            draft.narrow("set_color_temperature", "color_temperature", kelvin)
    return taken


def _cover(draft: Draft, features: Mapping[str, Mapping[str, Any]]) -> set[str]:
    draft.features += [name for name in ("position", "tilt") if name in features]
    return {"state", "position", "tilt"}


def _lock(_: Draft, __: Mapping[str, Mapping[str, Any]]) -> set[str]:
    return {"state", "lock_state"}


def _fan(draft: Draft, features: Mapping[str, Mapping[str, Any]]) -> set[str]:
    if "state" in features:
        _key(draft, "on", features["state"], "fan_state")
    speed, mode = features.get("speed"), features.get("mode")
    if mode is not None:
        draft.features.append("speed")
        words = [word for word in map(str, listed(mode, "values")) if word not in {"off", "on"}]
        draft.narrow("set_speed", "speed", options_argument(words))
        _key(draft, "speed", mode, "fan_mode")
    elif speed is not None:
        draft.features.append("speed")
        _key(draft, "speed", speed, "speed")
        top = speed.get("value_max")
        if isinstance(top, int | float) and top > 0:
            draft.driver["zigbee2mqtt"]["scale"] = {"speed": round(top / 100, 4)}
    return {"state", "mode", "speed"}


def _climate(draft: Draft, features: Mapping[str, Mapping[str, Any]]) -> set[str]:
    taken = {"local_temperature", "system_mode", "fan_mode"}
    setpoint = next((name for name in _SETPOINTS if name in features), None)
    if setpoint is not None:
        taken.add(setpoint)
        feature = features[setpoint]
        draft.features.append("temperature")
        _key(draft, "temperature", feature, "occupied_heating_setpoint")
        argument = number_argument(
            feature.get("value_min"), feature.get("value_max"), feature.get("value_step"), "°C"
        )
        draft.narrow("set_temperature", "temperature", argument)
    for name, feature_name, key in (
        ("mode", "system_mode", "system_mode"),
        ("fan_mode", "fan_mode", "fan_mode"),
    ):
        if feature_name in features:
            draft.features.append(name)
            _key(draft, name, features[feature_name], key)
            words = options_argument(listed(features[feature_name], "values"))
            draft.narrow(f"set_{name}", name, words)
    return taken


_FILLERS: Mapping[str, Callable[[Draft, Mapping[str, Mapping[str, Any]]], set[str]]] = {
    "light": _light,
    "cover": _cover,
    "lock": _lock,
    "fan": _fan,
    "climate": _climate,
}
