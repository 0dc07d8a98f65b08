"""`homefuse models` and `homefuse doctor`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from homefuse.cli import app
from homefuse.cli.run import demo_config, model_name
from tests.fakes.household import furnish

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.mosquitto import Mosquitto


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout


def test_missing_models_are_named(tmp_path: Path) -> None:
    code, output = run("models", "verify", "--model", str(tmp_path), "--json")
    assert code == 1
    assert {found["name"] for found in json.loads(output)} == {"text", "filter", "fusion"}
    assert all("not found" in found["problem"] for found in json.loads(output))


def test_model_without_a_card_has_no_name(tmp_path: Path) -> None:
    assert model_name(tmp_path) == ""


def test_doctor_finds_what_is_broken(mosquitto: Mosquitto, tmp_path: Path) -> None:
    config = furnish(tmp_path, mosquitto.port, mqtt="")
    config.write_text(config.read_text() + f"model: {{path: {tmp_path / 'none'}}}\n")
    (tmp_path / "devices" / "lamp.yaml").write_text("naem: Lamp\n")
    code, output = run("doctor", "--config", str(config), "--json")
    found = {finding["part"]: finding for finding in json.loads(output)}
    assert code == 1
    assert found["configuration"]["state"] == "works"
    assert found["devices"]["state"] == "broken"
    assert found["broker"]["state"] == "works"
    assert "MQTT 5" in found["broker"]["detail"]
    assert found["daemon"]["state"] == "missing"
    assert found["onnxruntime"]["state"] == "works"
    assert found["model"]["state"] == "broken"
    assert found["model"]["mend"]


def test_doctor_tells_of_a_wrong_configuration(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("mqqt: {}\n")
    code, output = run("doctor", "--config", str(config))
    assert code == 1
    assert f"{config}:1:1: unknown key 'mqqt', did you mean 'mqtt'?" in output


def test_demo_never_touches_a_real_broker() -> None:
    config = demo_config()
    assert config.mqtt.broker == "embedded"
    assert list(config.devices.glob("*.yaml"))
