"""From Homie 5 `$description` documents to device files. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homefuse.devices.importers.draft import (
    Draft,
    Found,
    Imported,
    Place,
    fitting,
    kind_of,
    number_argument,
    options_argument,
    place_of,
    property_name,
    spoken_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOPIC = re.compile(r"([^/]+)/5/([a-z0-9-]+)/\$description")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHAPE: Mapping[str, type] = {
    **dict.fromkeys(("name", "type", "datatype", "format", "unit"), str),
    **dict.fromkeys(("settable", "retained"), bool),
}
_ON = ("on", "power", "state", "switch", "onoff", "on-off", "relay")
_NUMERIC = frozenset({"integer", "float"})

Spec = tuple[str, dict[str, Any]]
"""A property's path, node/property, and its description."""


def read_devices(documents: Mapping[str, Any], *, places: Iterable[Place] = ()) -> Found:
    """A device file for every node that can be told something, and for every other property."""
    known = tuple(places)
    devices: list[Imported] = []
    problems: list[str] = []
    for topic, document in documents.items():
        found = _TOPIC.fullmatch(topic)
        if found is None:
            continue
        if not isinstance(document, dict) or not str(document.get("homie", "")).startswith("5"):
            problems.append(f"{topic}: not a Homie 5 description")
            continue
        devices += _device(found[1], found[2], document, known)
    return Found(tuple(devices), tuple(problems))


def _device(
    domain: str, device: str, document: Mapping[str, Any], places: tuple[Place, ...]
) -> Iterator[Imported]:
    nodes = _entries(document.get("nodes"))
    for node_id, node in nodes.items():
        specs: list[Spec] = [
            (f"{node_id}/{name}", spec) for name, spec in _entries(node.get("properties")).items()
        ]
        several = len(nodes) > 1
        for draft in _drafts(device, document, node, specs, several=several):
            if domain != "homie":
                draft.driver["homie"]["domain"] = domain
            draft.area = place_of(draft.name, places)
            yield draft.finish(f"{domain}/5/{device}/{node_id}")


def _entries(document: Any) -> dict[str, dict[str, Any]]:
    """Nodes or properties, by id: Homie 5 has an object, its drafts had a list."""
    if isinstance(document, dict):
        return {
            n: fitting(e, _SHAPE) for n, e in document.items() if isinstance(e, dict) and _ID.fullmatch(n)
        }
    if isinstance(document, list):
        return _entries({str(e.get("id")): e for e in document if isinstance(e, dict)})
    return {}


def _drafts(
    device: str, document: Mapping[str, Any], node: Mapping[str, Any], specs: list[Spec], *, several: bool
) -> Iterator[Draft]:
    owner = spoken_name(str(document.get("name") or device))
    name = spoken_name(f"{owner} {node.get('name') or ''}") if several else owner
    draft = Draft(name, driver={"homie": {"device": device, "properties": {}}})
    settable = [spec for spec in specs if spec[1].get("settable")]
    if settable:
        _fill(draft, specs, f"{node.get('type') or ''} {node.get('name') or ''} {owner}".lower())
        yield draft
        return
    for path, spec in specs:
        yield _sensor(
            Draft(f"{name} {str(spec.get('name') or path.split('/')[1]).lower()}"), device, path, spec
        )


def _sensor(draft: Draft, device: str, path: str, spec: Mapping[str, Any]) -> Draft:
    datatype = spec.get("datatype")
    draft.type = "binary_sensor" if datatype == "boolean" else "sensor"
    draft.measures = property_name(path.split("/")[1])
    if draft.type == "sensor" and spec.get("unit"):
        draft.unit = _unit(spec)
    place: Any = {"path": path, "settable": False}
    if datatype in _NUMERIC:
        place["datatype"] = datatype
    draft.driver = {"homie": {"device": device, "properties": {"value": place}}}
    return draft


def _fill(draft: Draft, specs: list[Spec], words: str) -> None:
    """The type that a node's properties make, and the rest as commands and readings of its own."""
    left = dict(specs)
    color = _take(left, lambda _, spec: spec.get("datatype") == "color" and bool(spec.get("settable")))
    level = _take(left, lambda name, spec: _is_level(name, spec, ("brightness", "dim", "level", "intensity")))
    lamp = (
        color is not None
        or (level is not None and "blind" not in words)
        or "light" in words
        or "lamp" in words
    )
    if lamp and "shutter" not in words:
        draft.type = "light"
        _place(draft, "brightness", level, feature=True)
        _place(draft, "color", color, feature=True)
    else:
        for taken in (color, level):
            if taken is not None:
                left[taken[0]] = taken[1]
        _moving(draft, left, words)
    on = _take(
        left, lambda name, spec: spec.get("datatype") == "boolean" and spec.get("settable") and name in _ON
    )
    if on is not None and draft.type in {"custom", "light"}:
        draft.type = "light" if draft.type == "light" else "switch"
        _place(draft, "on", on)
    _thermostat(draft, left)
    for path, spec in left.items():
        _own(draft, path, spec)


def _moving(draft: Draft, left: dict[str, dict[str, Any]], words: str) -> None:
    """Covers: a position in percent, or words to open, close and stop."""
    position = _take(left, lambda name, spec: _is_level(name, spec, ("position", "level")))
    verbs = _take(left, lambda _, spec: {"open", "close"} <= _words(spec) and bool(spec.get("settable")))
    if position is None and verbs is None:
        return
    draft.type, draft.kind = "cover", kind_of(words)
    _place(draft, "position", position, feature=True)
    if verbs is not None:
        path, spec = verbs
        by_word = {word.strip().lower(): word.strip() for word in str(spec.get("format") or "").split(",")}
        draft.driver["homie"]["commands"] = {
            name: {"path": path, "value": by_word[name]}
            for name in ("open", "close", "stop")
            if name in by_word
        }


def _thermostat(draft: Draft, left: dict[str, dict[str, Any]]) -> None:
    """A settable temperature makes a thermostat of what is nothing else."""
    if draft.type != "custom":
        return
    target = _take(
        left, lambda name, spec: spec.get("settable") and spec.get("unit") in {"°C", "°F"} and "temp" in name
    )
    if target is None:
        return
    draft.type = "climate"
    low, high, step = _range(target[1])
    draft.narrow("set_temperature", "temperature", number_argument(low, high, step, _unit(target[1])))
    _place(draft, "temperature", target, feature=True)
    current = _take(left, lambda name, spec: not spec.get("settable") and "temp" in name)
    _place(draft, "current_temperature", current)
    mode = _take(
        left,
        lambda name, spec: spec.get("datatype") == "enum" and bool(spec.get("settable")) and "mode" in name,
    )
    if mode is not None:
        draft.narrow("set_mode", "mode", options_argument(str(mode[1].get("format") or "").split(",")))
        _place(draft, "mode", mode, feature=True)


def _own(draft: Draft, path: str, spec: Mapping[str, Any]) -> None:
    """A command of its own for a settable property, else a reading."""
    name = property_name(path.split("/")[1])
    if name in draft.driver["homie"]["properties"]:
        draft.left_out.append(path)
        return
    unit = _unit(spec)
    argument = _argument(spec)
    if not spec.get("settable"):
        draft.reading(name, unit)
    elif argument:
        draft.setter(name, argument, unit)
    else:
        draft.left_out.append(path)
        return
    _place(draft, name, (path, dict(spec)))


def _argument(spec: Mapping[str, Any]) -> dict[str, Any]:
    datatype = spec.get("datatype")
    if datatype in _NUMERIC:
        low, high, step = _range(spec)
        return number_argument(low, high, step, _unit(spec))
    if datatype == "enum":
        return options_argument(str(spec.get("format") or "").split(","))
    kinds = {"boolean": "boolean", "string": "text", "color": "color", "duration": "duration"}
    return {"type": kinds[str(datatype)]} if datatype in kinds else {}


def _place(draft: Draft, name: str, found: Spec | None, *, feature: bool = False) -> None:
    """Where a property stands; the whole description only where HomeFuse could not guess it."""
    if found is None:
        return
    path, spec = found
    if feature:
        draft.features.append(name)
    place: dict[str, Any] = {"path": path}
    if spec.get("datatype") in {*_NUMERIC, "boolean", "duration"}:
        place["datatype"] = spec["datatype"]
    form = str(spec.get("format") or "rgb").split(",")[0]
    if spec.get("datatype") == "color" and form in {"hsv", "xyz"}:
        place["format"] = form
    if not spec.get("settable"):
        place["settable"] = False
    if spec.get("retained") is False:
        place["retained"] = False
    draft.driver["homie"]["properties"][name] = place if len(place) > 1 else path
    _scale(draft, name, spec)


def _scale(draft: Draft, name: str, spec: Mapping[str, Any]) -> None:
    """Percents of a range that does not end at 100."""
    if name not in {"brightness", "position"}:
        return
    _, high, _ = _range(spec)
    if isinstance(high, int | float) and high not in {0, 100}:
        draft.driver["homie"].setdefault("scale", {})[name] = round(high / 100, 4)


def _take(left: dict[str, dict[str, Any]], fits: Any) -> Spec | None:
    """The first property that fits, taken out."""
    for path, spec in left.items():
        if fits(path.split("/")[1], spec):
            return path, left.pop(path)
    return None


def _is_level(name: str, spec: Mapping[str, Any], names: tuple[str, ...]) -> bool:
    numeric = spec.get("datatype") in _NUMERIC and bool(spec.get("settable"))
    return numeric and any(word in name for word in names)


def _words(spec: Mapping[str, Any]) -> set[str]:
    return {word.strip().lower() for word in str(spec.get("format") or "").split(",")}


def _range(spec: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """`min:max:step`, each of which may be missing."""
    parts = [*str(spec.get("format") or "").split(":"), "", "", ""][:3]
    low, high, step = (_bound(part) for part in parts)
    return low, high, step


def _bound(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value


def _unit(spec: Mapping[str, Any]) -> str | None:
    unit = spec.get("unit")
    return str(unit)[:16] if unit and unit != "#" else None
