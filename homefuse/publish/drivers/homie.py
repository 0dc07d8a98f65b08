"""How a Homie 5 device speaks: `<domain>/5/<device>/<node>/<property>`, and `/set` to change it. Pure.

The property's own topic tells what is; `$target` only what the device is about to do, so it confirms nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from homefuse.devices.driver_schema import HomieFile
from homefuse.errors import DriverError
from homefuse.publish.drivers.base import (
    Json,
    check_topic,
    look_back,
    look_up,
    number,
    setter,
    settings_problem,
)
from homefuse.publish.drivers.cells import (
    Cell,
    CellDriver,
    Codec,
    Layout,
    Presence,
    Way,
    Word,
    by_mode,
    plain_codec,
    runs,
)
from homefuse.publish.drivers.colors import (
    from_hue_saturation,
    from_xy,
    to_hue_saturation,
    to_rgb,
    to_xy,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from homefuse.devices.driver_schema import HomiePropertyFile
    from homefuse.devices.model import Device, Value

_BOOLEANS = frozenset({"on", "locked", "playing", "muted", "oscillating", "swing"})
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")


class Homie(CellDriver):
    """The driver of one Homie device, or of a part of it."""

    def __init__(self, device: Device, settings: Json) -> None:
        try:
            self.settings = HomieFile.model_validate(settings)
        except ValidationError as error:
            raise settings_problem(device, "homie", error) from error
        super().__init__(device, _layout(device, self.settings), confirm_s=self.settings.confirm_s)


def _layout(device: Device, settings: HomieFile) -> Layout:
    try:
        base = check_topic(f"{settings.domain}/5/{settings.device}")
    except ValueError as error:
        raise DriverError(f"{device.id}: driver.homie.domain: {error}") from error
    cells = {
        name: _cell(device, settings, name, spec, f"{base}/{spec.path}")
        for name, spec in settings.properties.items()
    }
    cells, prepare = _without_switch(device, cells)
    words = {name: Word(f"{base}/{w.path}/set", w.value) for name, w in settings.commands.items()}
    lost = dict.fromkeys(("disconnected", "sleeping"), "lost")
    events = [spec for spec in settings.properties.values() if not spec.retained]
    return Layout(
        "Homie",
        cells,
        words,
        (Presence(f"{base}/$state", "ready", "lost", lost),),
        qos=0 if events and len(events) == len(settings.properties) else 1,
        prepare=prepare,
        intent="/$target",
        hint="driver.homie.properties places no '{}'; write node/property for it",
    )


def _without_switch(
    device: Device, cells: dict[str, Cell]
) -> tuple[dict[str, Cell], Callable[[dict[str, Value], Mapping[str, Value]], dict[str, Value]] | None]:
    """What stands for on and off where no property does: a mode, or a level of nothing."""
    if "on" in cells:
        return cells, None
    if "mode" in cells and "on" in device.properties:
        argument, told = setter(device, "mode"), cells["mode"].state
        runs_cell = Cell(None, replace(told, codec=runs()) if told else None)
        return {"on": runs_cell, **cells}, by_mode(argument.options if argument else ())
    return cells, _by_brightness if "brightness" in cells else None


def _cell(device: Device, settings: HomieFile, name: str, spec: HomiePropertyFile, topic: str) -> Cell:
    codec = _codec(device, settings, name, spec)
    return Cell(Way(f"{topic}/set", codec) if spec.settable else None, Way(topic, codec))


def _codec(device: Device, settings: HomieFile, name: str, spec: HomiePropertyFile) -> Codec:
    table = settings.values.get(name)
    if table is not None:
        return _table(table, f"{device.id}: driver.homie.values.{name}")
    argument = setter(device, name)
    kind = spec.datatype or (argument.kind if argument else None)
    truth = name in _BOOLEANS or (device.type == "binary_sensor" and name == "value")
    if kind == "boolean" or (spec.datatype is None and truth):
        return _table({"true": "true", "false": "false"}, name)
    if kind == "color" or name == "color":
        return Codec(_color_writer(spec.format), _color)
    if kind == "duration":
        return Codec(lambda value: _iso(number(value)), _seconds)
    if kind in {"number", "integer", "float"} or _has_unit(device, name):
        return _numbers(settings.scale.get(name, 1.0), whole=spec.datatype == "integer")
    return plain_codec()


def _has_unit(device: Device, name: str) -> bool:
    spec = device.properties.get(name)
    return spec is not None and spec.unit is not None


def _table(table: Mapping[str, Any], where: str) -> Codec:
    return Codec(lambda value: look_up(table, value, where), lambda raw: look_back(table, raw))


def _numbers(factor: float, *, whole: bool) -> Codec:
    def write(value: Value) -> Json:
        scaled = number(value) * factor
        return round(scaled) if whole else round(scaled, 4)

    return Codec(write, lambda raw: number(str(round(number(raw) / factor, 2))))


def _color_writer(form: str) -> Any:
    def write(value: Value) -> Json:
        rgb = to_rgb(value)
        parts: Mapping[str, tuple[float, ...]] = {
            "rgb": rgb,
            "hsv": (*to_hue_saturation(rgb), 100),
            "xyz": to_xy(rgb),
        }
        return ",".join([form, *map(str, parts[form])])

    return write


def _color(raw: Json) -> Value:
    form, *parts = str(raw).split(",")
    numbers = [number(part) for part in parts]
    if form == "hsv" and len(numbers) == 3:
        return from_hue_saturation(numbers[0], numbers[1])
    if form == "xyz" and len(numbers) >= 2:
        return from_xy(numbers[0], numbers[1])
    if form != "rgb" or len(numbers) != 3:
        raise ValueError("not a colour")
    red, green, blue = (min(max(round(channel), 0), 255) for channel in numbers)
    return red, green, blue


def _iso(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{count}{letter}" for count, letter in ((hours, "H"), (minutes, "M"), (rest, "S")) if count]
    return "PT" + ("".join(parts) or "0S")


def _seconds(raw: Json) -> Value:
    found = _DURATION.fullmatch(str(raw))
    if found is None or str(raw) == "PT":
        raise ValueError("not a duration")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _by_brightness(wanted: dict[str, Value], _: Mapping[str, Value]) -> dict[str, Value]:
    """A dimmer without a switch is off at nothing."""
    rest = {name: value for name, value in wanted.items() if name != "on"}
    return rest or {"brightness": 100 if wanted.get("on") else 0}
