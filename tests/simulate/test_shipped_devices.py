"""Every example device obeys in the simulation what its file lets HomeFuse send."""

from __future__ import annotations

from pathlib import Path

import pytest

from homefuse.devices.loader import load_devices
from homefuse.publish.agreement import disagreement, expected
from homefuse.publish.drivers import StateReport, driver_of
from homefuse.simulate.home import apply, initial_values
from homefuse.types import Action
from tests.publish.devices import some_value

DEVICES, PROBLEMS = load_devices(Path(__file__).parents[2] / "devices")
COMMANDS = [
    pytest.param(device, command, id=f"{device.id}.{command.name}")
    for device in DEVICES
    if device.driver
    for command in device.commands.values()
]


@pytest.mark.parametrize(("device", "command"), COMMANDS)
def test_each_command_is_sent_understood_and_reported(device, command) -> None:
    driver = driver_of(device)
    start = initial_values(device)
    action = Action(device.id, command.name, {a.name: some_value(a) for a in command.args})
    (message,) = driver.encode(action, start)
    understood = driver.understand(message.topic, message.payload)
    assert understood is not None
    values = start
    for one in understood:
        values = apply(device, values, one)
    told = {}
    for report in (driver.decode(m.topic, m.payload) for m in driver.state_messages(values)):
        assert isinstance(report, StateReport)
        told.update(report.values)
    assert disagreement(expected(device, driver, action, start), told) is None
