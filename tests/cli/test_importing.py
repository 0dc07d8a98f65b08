from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from homefuse.cli.devices import app
from homefuse.mqtt import MqttClient, MqttSettings
from tests.devices.importers.models import messages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.mosquitto import Mosquitto

runner = CliRunner()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "dump.txt").write_bytes(b"".join(b"%s %s\n" % (t.encode(), p) for t, p in messages().items()))
    config = "devices: devices\nhome: {areas: [{id: hall, name: Hall}]}\n"
    (tmp_path / "config.yaml").write_text(config)
    return tmp_path


def imported(home: Path, *more: str) -> object:
    return runner.invoke(
        app, ["import", str(home / "dump.txt"), "--config", str(home / "config.yaml"), *more]
    )


def test_device_files_are_made_of_a_dump(home: Path) -> None:
    (home / "devices").mkdir()
    (home / "devices" / "_overlays.yaml").write_text(
        "washer: {aliases: [laundry]}\nsofa_remote: {hide: true}\n"
    )
    result = imported(home)
    assert result.exit_code == 0, result.output
    assert "washer: Washer (switch), OSRAM AB3257001NJ" in result.stdout
    assert "files written, 0 left as they are" in result.stdout
    assert "aliases: [laundry]" in (home / "devices" / "washer.yaml").read_text()
    assert "area: hall" in (home / "devices" / "hall_light.yaml").read_text()
    assert not (home / "devices" / "sofa_remote.yaml").exists()
    again = imported(home)
    assert " 0 files written" in again.stdout


def test_a_dry_run_writes_nothing(home: Path) -> None:
    result = imported(home, "--dry-run", "--json")
    found = json.loads(result.stdout)
    assert any(device["id"] == "washer" for device in found["devices"])
    assert found["problems"] == []
    assert not (home / "devices").exists()


def test_a_description_that_cannot_be_used_is_told(home: Path) -> None:
    told = {"name": "Odd", "cmd_t": "a", "stat_t": "b", "val_tpl": "{% for x in y %}{% endfor %}"}
    (home / "dump.txt").write_text(f"homeassistant/switch/odd/config {json.dumps(told)}\n")
    result = imported(home)
    assert result.exit_code == 0
    assert "templates with 'for' are not understood" in result.stderr
    assert result.stdout.startswith("0 devices")


def test_a_source_that_is_not_there_is_an_error(home: Path) -> None:
    (home / "dump.txt").unlink()
    result = imported(home)
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr


@pytest.mark.e2e
def test_the_broker_is_asked_when_no_file_is_named(home: Path, mosquitto: Mosquitto, monkeypatch) -> None:
    import asyncio  # noqa: PLC0415 - the command runs a loop of its own, so this test has none

    async def announce() -> None:
        async with MqttClient(
            MqttSettings(port=mosquitto.port, client_id="bridge", keep_session=False)
        ) as client:
            await client.wait_connected(5)
            for topic, payload in messages().items():
                await client.publish(topic, payload, retain=True)

    monkeypatch.setattr("homefuse.cli.importing.SILENCE_S", 0.2)
    asyncio.run(announce())
    with (home / "config.yaml").open("a") as config:
        config.write(f"mqtt: {{broker: 'mqtt://127.0.0.1:{mosquitto.port}'}}\n")
    result = runner.invoke(app, ["import", "--config", str(home / "config.yaml"), "--json"])
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)["devices"]) > 40
    assert (home / "devices" / "washer.yaml").exists()


def test_without_a_broker_a_file_is_asked_for(home: Path) -> None:
    with (home / "config.yaml").open("a") as config:
        config.write("mqtt: {broker: 'mqtt://127.0.0.1:1'}\n")
    result = runner.invoke(app, ["import", "--config", str(home / "config.yaml")])
    assert result.exit_code == 1
    assert "name a file to import from" in result.stderr
