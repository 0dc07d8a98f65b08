"""What a driver says, its simulated device understands, does and reports: for every command it can send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from homefuse.devices.standard import STANDARD_TYPES
from homefuse.errors import DriverError
from homefuse.publish.agreement import agrees, expected
from homefuse.publish.drivers import StateReport, driver_of
from homefuse.simulate.home import apply, initial_values
from homefuse.types import Action
from tests.publish.devices import options, some_value, standard

if TYPE_CHECKING:
    from homefuse.devices.model import Device

MODES = {
    "water_heater": (options("mode", "eco", "off"),),
    "climate": (options("mode", "off", "heat", "auto"), options("fan_mode", "auto", "high")),
}


def homie(type_: str) -> dict:
    device = standard(type_, {})
    places = {name: f"node/{name.replace('_', '-')}" for name in device.properties}
    return {"homie": {"device": "thing", "properties": places}}


def home_assistant(type_: str) -> dict | None:
    """Every topic that a component may have, without templates."""
    from homefuse.devices.home_assistant_keys import COMPONENTS  # noqa: PLC0415 - beside its only use

    component = {"alarm": "alarm_control_panel"}.get(type_, type_)
    if component not in COMPONENTS:
        return None
    return {
        "home_assistant": {
            "component": component,
            "config": {key: f"thing/{key}" for key in COMPONENTS[component] if key.endswith("_topic")},
        }
    }


def devices() -> list[Device]:
    found = []
    for type_ in STANDARD_TYPES:
        drivers = [{"esphome": "node/thing"}, {"tasmota": "thing"}, homie(type_), home_assistant(type_)]
        for driver in drivers:
            if driver is None:
                continue
            device = standard(type_, driver, commands=MODES.get(type_, ()))
            try:
                driver_of(device)
            except DriverError:
                continue
            found.append(pytest.param(device, id=f"{next(iter(driver))}-{type_}"))
    return found


@pytest.mark.parametrize("device", devices())
def test_what_a_device_is_told_it_understands_and_reports(device: Device) -> None:
    driver = driver_of(device)
    start = initial_values(device)
    for command in device.commands.values():
        action = Action(device.id, command.name, {a.name: some_value(a) for a in command.args})
        try:
            messages = driver.encode(action, start)
        except DriverError as error:
            assert "custom driver" in str(error) or "does not list" in str(error)  # noqa: PT017 - advice
            continue
        after = start
        for message in messages:
            for understood in driver.understand(message.topic, message.payload) or ():
                after = apply(device, after, understood)
        told: dict = {}
        for message in driver.state_messages(after):
            report = driver.decode(message.topic, message.payload)
            if isinstance(report, StateReport):
                told.update(report.values)
        for name, value in expected(device, driver, action, start).items():
            assert agrees(name, value, told.get(name)), (command.name, name, value, told, messages)
