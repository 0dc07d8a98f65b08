from __future__ import annotations

import json
from pathlib import Path

import pytest

from homefuse.devices.driver_checks import PLACEHOLDER
from homefuse.devices.driver_schema import CustomDriverFile, DriverFile, MessageFile, Zigbee2MqttFile
from homefuse.devices.schema import json_schema
from homefuse.publish.drivers import DRIVERS
from homefuse.publish.drivers.custom import CommandTemplate, CustomSettings
from homefuse.publish.drivers.template import names
from homefuse.publish.drivers.zigbee2mqtt import Zigbee2MqttSettings

COMMITTED = Path(__file__).parents[2] / "devices" / "schema.json"


def test_the_committed_schema_is_the_models_schema() -> None:
    assert json.loads(COMMITTED.read_text()) == json_schema(), (
        "run: homefuse devices schema > devices/schema.json"
    )


def test_the_schema_knows_the_types() -> None:
    device = json_schema()["$defs"]["DeviceFile"]
    assert "media_player" in device["properties"]["type"]["enum"]
    assert device["additionalProperties"] is False


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        (CustomDriverFile, CustomSettings),
        (Zigbee2MqttFile, Zigbee2MqttSettings),
        (MessageFile, CommandTemplate),
    ],
)
def test_files_allow_exactly_what_drivers_read(file: type, settings: type) -> None:
    assert set(file.model_fields) == set(settings.model_fields)  # type: ignore[attr-defined]


def test_files_name_exactly_the_drivers_there_are() -> None:
    assert set(DriverFile.model_fields) == set(DRIVERS)


@pytest.mark.parametrize("text", ["{a}", "x {a} {b_1}", "{c.r}", "{A} {1} {} {{a}}"])
def test_placeholders_are_the_drivers_placeholders(text: str) -> None:
    assert set(PLACEHOLDER.findall(text)) == names(text)
