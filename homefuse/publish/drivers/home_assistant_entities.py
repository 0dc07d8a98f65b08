"""Home Assistant's MQTT components: where each one's description places each property. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homefuse.publish.drivers.base import Json, load, number
from homefuse.publish.drivers.cells import Cell, Codec, Layout, Word, by_mode, plain_codec, runs
from homefuse.publish.drivers.home_assistant_lights import light
from homefuse.publish.drivers.home_assistant_parts import (
    Parts,
    first,
    numbers,
    only,
    options_of,
    ranged,
    said,
    switched,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homefuse.devices.model import Value


def layout_of(component: str, parts: Parts) -> Layout:
    """The layout of an entity of that component; raises DriverError."""
    layout = COMPONENTS[component](parts)
    return replace(layout, presence=parts.presence())


def _layout(parts: Parts, cells: Mapping[str, Cell | None], **more: object) -> Layout:
    return Layout("Home Assistant", only(cells, parts.device), **more)  # type: ignore[arg-type]


def _on(parts: Parts, template: str = "value_template") -> Cell:
    on, off = parts.text("payload_on", "ON"), parts.text("payload_off", "OFF")
    told = switched(parts.text("state_on", on), parts.text("state_off", off))
    return Cell(
        parts.command("command_topic", "command_template", switched(on, off)),
        parts.state("state_topic", template, told),
    )


def _switch(parts: Parts) -> Layout:
    return _layout(parts, {"on": _on(parts)})


def _siren(parts: Parts) -> Layout:
    """Without a template a siren is told in JSON; it tells its state in JSON or as a word."""
    command, state = (cell := _on(parts, "state_value_template")).command, cell.state
    if command is not None and command.form is None:
        command = replace(command, place=("state",))
    if state is not None:
        state = replace(state, codec=_word_or_json(state.codec, "state"))
    return _layout(parts, {"on": Cell(command, state)})


def _word_or_json(codec: Codec, key: str) -> Codec:
    def parse(raw: Json) -> Value:
        document = load(raw.encode()) if isinstance(raw, str) else raw
        return codec.parse(document.get(key) if isinstance(document, dict) else raw)

    return Codec(codec.write, parse)


def _fan(parts: Parts) -> Layout:
    words = options_of(parts.device, "speed")
    low, high = parts.number("speed_range_min", 1), parts.number("speed_range_max", 100)
    speed = parts.cell("preset_mode", plain_codec()) if words else parts.cell("percentage", _speed(low, high))
    oscillating = switched(
        parts.text("payload_oscillation_on", "oscillate_on"),
        parts.text("payload_oscillation_off", "oscillate_off"),
    )
    cells = {
        "on": _on(parts, "state_value_template"),
        "speed": speed,
        "oscillating": parts.cell("oscillation", oscillating),
        "direction": parts.cell("direction", plain_codec()),
    }
    return _layout(parts, cells)


def _speed(low: float, high: float) -> Codec:
    """Home Assistant's percentage of a range: the lowest step is not nothing."""
    steps = high - low + 1

    def write(value: Value) -> Json:
        percent = number(value)
        return 0 if percent <= 0 else min(max(round(percent * steps / 100), 1) + low - 1, high)

    return Codec(write, lambda raw: round(max(number(raw) - low + 1, 0) * 100 / steps))


def _cover(parts: Parts) -> Layout:
    open_, closed = parts.text("state_open", "open"), parts.text("state_closed", "closed")
    percent = ranged(parts.number("position_closed", 0), parts.number("position_open", 100))
    state = parts.state("position_topic", "position_template", percent)
    if state is None:
        state = parts.state("state_topic", "value_template", worded({open_: 100, closed: 0}))
    low, high = parts.number("tilt_closed_value", 0), parts.number("tilt_opened_value", 100)
    tilt = ranged(low, high)
    cells = {
        "position": Cell(parts.command("set_position_topic", "set_position_template", percent), state),
        "tilt": Cell(
            parts.command("tilt_command_topic", "tilt_command_template", tilt),
            parts.state("tilt_status_topic", "tilt_status_template", tilt),
        ),
    }
    return _layout(parts, cells, words=_moves(parts))


def _moves(parts: Parts) -> Mapping[str, Word]:
    defaults = {"open": "OPEN", "close": "CLOSE", "stop": "STOP"}
    words = {name: parts.word("command_topic", f"payload_{name}", text) for name, text in defaults.items()}
    return said(words, parts.device)


def _valve(parts: Parts) -> Layout:
    percent = ranged(parts.number("position_closed", 0), parts.number("position_open", 100))
    if parts.config.get("reports_position"):
        cell = Cell(
            parts.command("command_topic", "command_template", percent),
            parts.state("state_topic", "value_template", _word_or_json(percent, "position")),
        )
        return _layout(parts, {"position": cell})
    told = worded({parts.text("state_open", "open"): 100, parts.text("state_closed", "closed"): 0})
    cell = Cell(None, parts.state("state_topic", "value_template", told))
    return _layout(parts, {"position": cell}, words=_moves(parts))


def _lock(parts: Parts) -> Layout:
    told = switched(parts.text("state_locked", "LOCKED"), parts.text("state_unlocked", "UNLOCKED"))
    words = {
        "lock": parts.word("command_topic", "payload_lock", "LOCK", "command_template"),
        "unlock": parts.word("command_topic", "payload_unlock", "UNLOCK", "command_template"),
    }
    cell = Cell(None, parts.state("state_topic", "value_template", told))
    return _layout(parts, {"locked": cell}, words=said(words, parts.device))


def _climate(parts: Parts) -> Layout:
    device = parts.device
    degrees = _degrees(parts)
    swing = first(map(str, parts.config.get("swing_modes") or ()), "on")
    modes = tuple(map(str, parts.config.get("modes") or ())) or options_of(device, "mode") or ("heat",)
    power = Cell(
        parts.command(
            "power_command_topic",
            "power_command_template",
            switched(parts.text("payload_on", "ON"), parts.text("payload_off", "OFF")),
        ),
        parts.state("mode_state_topic", "mode_state_template", runs()),
    )
    cells = {
        "on": power,
        "mode": parts.cell("mode", _mode(modes)),
        "temperature": parts.cell("temperature", degrees),
        "current_temperature": Cell(
            None, parts.state("current_temperature_topic", "current_temperature_template", degrees)
        ),
        "fan_mode": parts.cell("fan_mode", plain_codec()),
        "swing": parts.cell("swing_mode", switched(swing, "off")),
        "humidity": parts.cell("target_humidity", numbers()),
    }
    if power.command is None:
        return _layout(parts, cells, prepare=by_mode(modes), settle=_off_is_a_mode)
    return _layout(parts, cells, settle=_off_is_a_mode)


def _water_heater(parts: Parts) -> Layout:
    return _climate(parts)


def _mode(modes: tuple[str, ...]) -> Codec:
    def parse(raw: Json) -> Value:
        if raw not in modes:
            raise ValueError("an unknown mode")
        return str(raw)

    return Codec(lambda value: value, parse)


def _off_is_a_mode(values: Mapping[str, Value]) -> Mapping[str, Value]:
    if values.get("mode") is None:
        return values
    kept = {name: value for name, value in values.items() if name != "on"}
    return {**kept, "mode": "off"} if values.get("on") is False else kept


def _degrees(parts: Parts) -> Codec:
    theirs = parts.text("temperature_unit", "C")
    specs = (parts.device.properties.get(name) for name in ("temperature", "current_temperature"))
    ours = next((spec.unit[-1] for spec in specs if spec is not None and spec.unit), theirs)
    if ours == theirs:
        return numbers()
    if theirs == "C":
        return Codec(_celsius, lambda raw: round(number(raw) * 9 / 5 + 32, 1))
    return Codec(lambda value: round(number(value) * 9 / 5 + 32, 1), lambda raw: _celsius(number(raw)))


def _celsius(value: Value) -> float:
    return round((number(value) - 32) * 5 / 9 * 2) / 2  # thermostats take half degrees


def _humidifier(parts: Parts) -> Layout:
    cells = {
        "on": _on(parts, "state_value_template"),
        "humidity": parts.cell("target_humidity", numbers()),
        "mode": parts.cell("mode", plain_codec()),
    }
    return _layout(parts, cells)


def _vacuum(parts: Parts) -> Layout:
    payloads = {
        "start": ("payload_start", "start"),
        "pause": ("payload_pause", "pause"),
        "stop": ("payload_stop", "stop"),
        "return_home": ("payload_return_to_base", "return_to_base"),
        "locate": ("payload_locate", "locate"),
    }
    words = {name: parts.word("command_topic", *payload) for name, payload in payloads.items()}
    told = {
        "activity": ("state", plain_codec()),
        "battery": ("battery_level", numbers()),
        "fan_speed": ("fan_speed", plain_codec()),
    }
    state = parts.state("state_topic", "value_template", plain_codec())
    speed = parts.command("set_fan_speed_topic", "set_fan_speed_template", plain_codec())
    cells = {
        name: Cell(
            speed if name == "fan_speed" else None,
            replace(state, codec=codec, place=(key,), form=None) if state is not None else None,
        )
        for name, (key, codec) in told.items()
    }
    return _layout(parts, cells, words=said(words, parts.device))


def _lawn_mower(parts: Parts) -> Layout:
    words = {
        "start": parts.word("start_mowing_command_topic", "payload_start_mowing", "start_mowing"),
        "pause": parts.word("pause_command_topic", "payload_pause", "pause"),
        "return_home": parts.word("dock_command_topic", "payload_dock", "dock"),
    }
    state = parts.state("activity_state_topic", "activity_value_template", plain_codec())
    return _layout(parts, {"activity": Cell(None, state)}, words=said(words, parts.device))


def _alarm(parts: Parts) -> Layout:
    payloads = {name: f"payload_{name}" for name in ("arm_home", "arm_away", "arm_night", "disarm")}
    words = {
        name: parts.word("command_topic", payload, name.upper(), "command_template")
        for name, payload in payloads.items()
    }
    state = parts.state("state_topic", "value_template", plain_codec())
    return _layout(parts, {"mode": Cell(None, state)}, words=said(words, parts.device))


def _scene(parts: Parts) -> Layout:
    word = parts.word("command_topic", "payload_on", "ON")
    words = {"activate": word, "run": word}
    return _layout(parts, {}, words=said(words, parts.device))


def _button(parts: Parts) -> Layout:
    words = {"press": parts.word("command_topic", "payload_press", "PRESS", "command_template")}
    return _layout(parts, {}, words=said(words, parts.device))


def _one(prop: str, codec: Callable[[Parts], Codec]) -> Callable[[Parts], Layout]:
    """A component with one property."""

    def make(parts: Parts) -> Layout:
        form = codec(parts)
        cell = Cell(
            parts.command("command_topic", "command_template", form),
            parts.state("state_topic", "value_template", form),
        )
        return _layout(parts, {prop: cell})

    return make


def _reading(parts: Parts) -> Codec:
    return numbers() if parts.device.unit or parts.config.get("unit_of_measurement") else plain_codec()


def _seen(parts: Parts) -> Codec:
    return switched(parts.text("payload_on", "ON"), parts.text("payload_off", "OFF"))


COMPONENTS: Mapping[str, Callable[[Parts], Layout]] = {
    "alarm_control_panel": _alarm,
    "binary_sensor": _one("value", _seen),
    "button": _button,
    "climate": _climate,
    "cover": _cover,
    "fan": _fan,
    "humidifier": _humidifier,
    "lawn_mower": _lawn_mower,
    "light": light,
    "lock": _lock,
    "number": _one("value", lambda _: numbers()),
    "scene": _scene,
    "select": _one("option", lambda _: plain_codec()),
    "sensor": _one("value", _reading),
    "siren": _siren,
    "switch": _switch,
    "text": _one("text", lambda _: plain_codec()),
    "vacuum": _vacuum,
    "valve": _valve,
    "water_heater": _water_heater,
}
"""Component -> what makes its layout."""
