"""Lights as Home Assistant describes them: a topic a property, or all in one JSON object. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homefuse.publish.drivers.base import Json, number
from homefuse.publish.drivers.cells import Cell, Codec, Layout, Way, plain_codec
from homefuse.publish.drivers.colors import (
    from_hue_saturation,
    from_xy,
    to_hue_saturation,
    to_rgb,
    to_xy,
)
from homefuse.publish.drivers.home_assistant_parts import Parts, only, ranged, switched

if TYPE_CHECKING:
    from collections.abc import Container

    from homefuse.devices.model import Value

_WHITES = frozenset({"color_temp", "white", "cwww", "brightness", "onoff"})
"""Colour modes in which a light shows no colour."""


def light(parts: Parts) -> Layout:
    """The layout of a light of either schema; raises DriverError for templates, which name no places."""
    schema = parts.text("schema", "basic")
    if schema == "json":
        return _json_light(parts)
    if schema in {"basic", "default"}:
        return _basic_light(parts)
    raise parts.wrong("schema", f"lights of the schema {schema!r} are not understood; use the custom driver")


def _basic_light(parts: Parts) -> Layout:
    on, off = parts.text("payload_on", "ON"), parts.text("payload_off", "OFF")
    how = parts.text("on_command_type", "last")
    switch = Cell(
        parts.command("command_topic", "command_template", switched(on, off)),
        parts.state("state_topic", "state_value_template", switched(on, off)),
    )
    rest = {
        "brightness": parts.cell("brightness", ranged(0, parts.number("brightness_scale", 255))),
        "color_temperature": parts.cell("color_temp", _whites(parts)),
        "color": _color_cell(parts),
        "effect": parts.cell("effect", plain_codec()),
    }
    cells = {"on": switch, **rest} if how == "first" else {**rest, "on": switch}
    return Layout("Home Assistant", only(cells, parts.device), on_with_others=how != "brightness")


def _color_cell(parts: Parts) -> Cell:
    """The first form of colour that the description has."""
    forms = {"rgb": ("red", "green", "blue"), "hs": ("hue", "sat"), "xy": ("x", "y")}
    name = next((n for n in forms if f"{n}_command_topic" in parts.config), "rgb")
    codec = {"rgb": _rgb_text(), "hs": _hs_text(), "xy": _xy_text()}[name]
    return Cell(
        parts.command(f"{name}_command_topic", f"{name}_command_template", codec, forms[name]),
        parts.state(f"{name}_state_topic", f"{name}_value_template", codec),
    )


def _json_light(parts: Parts) -> Layout:
    command, state = parts.topic("command_topic"), parts.topic("state_topic")
    modes = {str(mode) for mode in parts.config.get("supported_color_modes") or ()}
    color, keys = _json_color(modes)

    def cell(codec: Codec, *place: str) -> Cell:
        ways = (None if topic is None else Way(topic, codec, place) for topic in (command, state))
        return Cell(*ways)

    cells = {
        "on": cell(switched("ON", "OFF"), "state"),
        "brightness": cell(ranged(0, parts.number("brightness_scale", 255)), "brightness"),
        "color": cell(color, "color"),
        "color_temperature": cell(_whites(parts), "color_temp"),
        "effect": cell(plain_codec(), "effect"),
    }
    return Layout(
        "Home Assistant",
        only(cells, parts.device),
        refine=lambda document, values: _by_color_mode(document, values, parts.device.properties),
        adorn=(lambda document: _with_color_mode(document, keys)) if modes else None,
    )


def _json_color(modes: set[str]) -> tuple[Codec, str]:
    """The colour form of a JSON light, and the name of the mode in which it shows."""
    if "hs" in modes:
        return Codec(lambda value: _named(("h", "s"), to_hue_saturation(to_rgb(value))), _any_color), "hs"
    if "xy" in modes:
        return Codec(lambda value: _named(("x", "y"), to_xy(to_rgb(value))), _any_color), "xy"
    name = next((mode for mode in ("rgb", "rgbw", "rgbww") if mode in modes), "rgb")
    return Codec(lambda value: _named(tuple("rgb"), to_rgb(value)), _any_color), name


def _named(keys: tuple[str, ...], parts: tuple[float, ...]) -> dict[str, Json]:
    return dict(zip(keys, parts, strict=True))


def _any_color(raw: Json) -> Value:
    if not isinstance(raw, dict):
        raise ValueError("not a colour")
    if "h" in raw and "s" in raw:
        return from_hue_saturation(number(raw["h"]), number(raw["s"]))
    if "x" in raw and "y" in raw:
        return from_xy(number(raw["x"]), number(raw["y"]))
    red, green, blue = (_channel(raw.get(key)) for key in "rgb")
    return red, green, blue


def _by_color_mode(
    document: dict[str, Json], values: dict[str, Value], properties: Container[str]
) -> dict[str, Value]:
    """A light shows a colour or a white; its mode says which of the two keys counts."""
    mode = document.get("color_mode")
    if not isinstance(mode, str):
        return values
    hidden = "color" if mode in _WHITES else "color_temperature"
    return {**values, hidden: None} if hidden in properties else values


def _with_color_mode(document: dict[str, Json], color: str) -> dict[str, Json]:
    mode = color if "color" in document else "color_temp" if "color_temp" in document else None
    return {**document, "color_mode": mode} if mode else document


def _whites(parts: Parts) -> Codec:
    """Kelvin where the description says so, else mireds."""
    if parts.config.get("color_temp_kelvin"):
        return Codec(lambda value: round(number(value)), _kelvin)
    return Codec(
        lambda value: round(1_000_000 / number(value)),
        lambda raw: round(1_000_000 / _mireds(raw), -1),
    )


def _kelvin(raw: Json) -> Value:
    value = number(raw)
    if not 1000 <= value <= 20_000:
        raise ValueError("not a colour temperature")
    return value


def _mireds(raw: Json) -> float:
    value = number(raw)
    if not 50 <= value <= 1000:
        raise ValueError("not a colour temperature")
    return value


def _rgb_text() -> Codec:
    def parse(raw: Json) -> Value:
        red, green, blue = (_channel(part) for part in _three(raw))
        return red, green, blue

    return Codec(lambda value: ",".join(map(str, to_rgb(value))), parse)


def _hs_text() -> Codec:
    def parse(raw: Json) -> Value:
        hue, saturation = _parts(raw)
        return from_hue_saturation(number(hue), number(saturation))

    return Codec(lambda value: ",".join(map(str, to_hue_saturation(to_rgb(value)))), parse)


def _xy_text() -> Codec:
    def parse(raw: Json) -> Value:
        x, y = _parts(raw)
        return from_xy(number(x), number(y))

    return Codec(lambda value: ",".join(map(str, to_xy(to_rgb(value)))), parse)


def _parts(raw: Json) -> list[Any]:
    return raw if isinstance(raw, list) else str(raw).strip("()[] ").split(",")


def _three(raw: Json) -> list[Any]:
    parts = _parts(raw)
    if len(parts) < 3:
        raise ValueError("not a colour")
    return parts[:3]


def _channel(raw: Json) -> int:
    return min(max(round(number(raw)), 0), 255)
