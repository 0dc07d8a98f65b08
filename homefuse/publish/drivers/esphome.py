"""How an ESPHome node speaks MQTT: `<prefix>/<component>/<object id>/...`. Pure.

These are the topics and payloads that the node would announce to Home Assistant, so they are read as such.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from homefuse.devices.driver_schema import EsphomeFile
from homefuse.errors import DriverError
from homefuse.publish.drivers.base import Json, check_topic, settings_problem
from homefuse.publish.drivers.cells import CellDriver
from homefuse.publish.drivers.home_assistant_entities import COMPONENTS, layout_of
from homefuse.publish.drivers.home_assistant_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Device

_COMPONENT = {
    "alarm": "alarm_control_panel",
    "binary_sensor": "binary_sensor",
    "button": "button",
    "climate": "climate",
    "cover": "cover",
    "fan": "fan",
    "light": "light",
    "lock": "lock",
    "number": "number",
    "select": "select",
    "sensor": "sensor",
    "siren": "switch",
    "switch": "switch",
    "valve": "valve",
}
"""Type -> the component that it usually is in ESPHome."""

_ENTITY = {"text_sensor": "sensor"}
"""ESPHome's components that are called otherwise in Home Assistant."""


class Esphome(CellDriver):
    """The driver of one component of a node."""

    def __init__(self, device: Device, settings: Json) -> None:
        try:
            self.settings = EsphomeFile.model_validate(
                {"topic": settings} if isinstance(settings, str) else settings
            )
        except ValidationError as error:
            raise settings_problem(device, "esphome", error) from error
        component = self.settings.component or _COMPONENT.get(device.type)
        entity = _ENTITY.get(component or "", component or "")
        if component is None or entity not in COMPONENTS:
            raise DriverError(
                f"{device.id}: ESPHome has no component for a {device.type}; name it: "
                "driver.esphome.component: switch, or use the custom driver"
            )
        config = _config(device, self.settings, component)
        layout = layout_of(entity, Parts(device, config))
        super().__init__(device, replace(layout, system="ESPHome"), confirm_s=self.settings.confirm_s)


def _config(device: Device, settings: EsphomeFile, component: str) -> dict[str, Any]:
    """What the node would announce of this component."""
    prefix, _, object_id = settings.topic.rpartition("/")
    if not prefix:
        raise DriverError(
            f"{device.id}: driver.esphome.topic: write <topic_prefix>/<object id>, not {settings.topic!r}"
        )
    try:
        check_topic(settings.topic)
        status = check_topic(settings.status or f"{prefix}/status")
    except ValueError as error:
        raise DriverError(f"{device.id}: driver.esphome.topic: {error}") from error
    base = f"{prefix}/{component}/{object_id}"
    usual = {"command_topic": f"{base}/command", "state_topic": f"{base}/state", "availability_topic": status}
    own = {**usual, **_own(device, settings, base).get(component, {})}
    return {key: value for key, value in own.items() if value is not None}


def _own(device: Device, settings: EsphomeFile, base: str) -> Mapping[str, Mapping[str, Any]]:
    """What a component has besides a command and a state."""
    positioned = "set_position" in device.commands
    return {
        "light": {"schema": "json", "supported_color_modes": ["rgb", "color_temp"]},
        "cover": {
            **(_pair("set_position_topic", "position_topic", f"{base}/position") if positioned else {}),
            **_pair("tilt_command_topic", "tilt_status_topic", f"{base}/tilt"),
        },
        "valve": _valve(base) if positioned else {},
        "fan": {
            **_both("percentage", f"{base}/speed_level"),
            **_both("oscillation", f"{base}/oscillation"),
            **_both("direction", f"{base}/direction"),
            "speed_range_max": settings.speeds,
        },
        "climate": {
            **_both("mode", f"{base}/mode"),
            **_both("temperature", f"{base}/target_temperature"),
            **_both("fan_mode", f"{base}/fan_mode"),
            **_both("swing_mode", f"{base}/swing_mode"),
            **_both("target_humidity", f"{base}/target_humidity"),
            "swing_modes": ["off", "both"],
            "current_temperature_topic": f"{base}/current_temperature/state",
        },
    }


def _valve(base: str) -> Mapping[str, Any]:
    return {
        "command_topic": f"{base}/position/command",
        "state_topic": f"{base}/position/state",
        "reports_position": True,
    }


def _pair(command: str, state: str, topic: str) -> Mapping[str, str]:
    return {command: f"{topic}/command", state: f"{topic}/state"}


def _both(name: str, topic: str) -> Mapping[str, str]:
    return _pair(f"{name}_command_topic", f"{name}_state_topic", topic)
