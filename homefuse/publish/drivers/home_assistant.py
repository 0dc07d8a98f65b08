"""How an entity speaks that Home Assistant's MQTT discovery describes, whoever announced it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from homefuse.devices.driver_schema import HomeAssistantFile
from homefuse.devices.home_assistant_keys import COMPONENTS
from homefuse.errors import DriverError
from homefuse.publish.drivers.base import Json, settings_problem
from homefuse.publish.drivers.cells import CellDriver
from homefuse.publish.drivers.home_assistant_entities import layout_of
from homefuse.publish.drivers.home_assistant_parts import Parts

if TYPE_CHECKING:
    from homefuse.devices.model import Device


class HomeAssistant(CellDriver):
    """The driver of one entity."""

    def __init__(self, device: Device, settings: Json) -> None:
        try:
            self.settings = HomeAssistantFile.model_validate(settings)
        except ValidationError as error:
            raise settings_problem(device, "home_assistant", error) from error
        known = COMPONENTS.get(self.settings.component, frozenset())
        unknown = sorted(set(self.settings.config) - known)
        if unknown or not known:
            key = f"config.{unknown[0]}" if known else "component"
            raise DriverError(f"{device.id}: driver.home_assistant.{key}: not of a {self.settings.component}")
        layout = layout_of(self.settings.component, Parts(device, self.settings.config))
        super().__init__(
            device,
            layout,
            confirm_s=self.settings.confirm_s,
            optimistic=self.settings.config.get("optimistic") is True,
        )
