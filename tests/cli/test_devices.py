from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homefuse.cli.devices import app, example_value, messages_of
from homefuse.devices.model import Argument, CommandSpec, Device

ROOT = Path(__file__).parents[2]
runner = CliRunner()


def test_the_list() -> None:
    result = runner.invoke(app, ["list", "--config", str(ROOT / "config.yaml")])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["id", "name", "type", "area", "commands"]
    assert any(line.startswith("bedroom_lamp ") for line in lines)


def test_the_list_as_json() -> None:
    result = runner.invoke(app, ["list", "--json", "--config", str(ROOT / "config.yaml")])
    lock = next(row for row in json.loads(result.stdout) if row["id"] == "front_door")
    assert (lock["risk"], lock["driver"], lock["commands"]) == (
        "sensitive",
        "zigbee2mqtt",
        ["lock", "unlock"],
    )


def test_a_list_with_mistakes_says_so(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("mqt: 1\n")
    result = runner.invoke(app, ["list", "--config", str(tmp_path / "config.yaml")])
    assert result.exit_code == 1
    assert "unknown key 'mqt'" in result.stderr


def test_a_file_and_its_messages() -> None:
    result = runner.invoke(app, ["check", str(ROOT / "devices" / "espresso.yaml")])
    assert result.exit_code == 0
    assert "espresso: Espresso machine (custom), right" in result.stdout
    assert 'kitchen/espresso/set {"brew":"espresso","size":"medium","shots":2}' in result.stdout


def test_a_wrong_file(tmp_path: Path) -> None:
    path = tmp_path / "lamp.yaml"
    path.write_text("name: Lamp\ncomands: {}\n")
    result = runner.invoke(app, ["check", str(path)])
    assert result.exit_code == 1
    assert "lamp.yaml:2:1: unknown key 'comands', did you mean 'commands'?" in result.stdout
    found = json.loads(runner.invoke(app, ["check", "--json", str(path)]).stdout)
    assert (found["ok"], found["messages"]) == (False, [])


def test_a_device_without_a_driver_sends_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lamp.yaml"
    path.write_text("name: Lamp\ntype: light\n")
    result = runner.invoke(app, ["check", str(path)])
    assert result.exit_code == 0
    assert "right, but without a driver" in result.stdout


def test_a_command_that_cannot_be_sent_is_an_error() -> None:
    device = Device("x", "X", commands={"go": CommandSpec("go")}, driver={"custom": {}})
    (message,) = messages_of(device)
    assert "no message" in message["error"]


def test_the_schema_is_json() -> None:
    assert json.loads(runner.invoke(app, ["schema"]).stdout)["title"] == "HomeFuse device file"


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        (Argument("a", "number", min=0, max=100), 50),
        (Argument("a", "number", min=0.5, max=0.8), 0.65),
        (Argument("a", "number", min=3), 4),
        (Argument("a", "number"), 1),
        (Argument("a", "duration", min=60, max=120), 90),
        (Argument("a", "options", options=("x", "y")), "x"),
        (Argument("a", "options", options=("x", "y"), default="y"), "y"),
        (Argument("a", "boolean"), True),
        (Argument("a", "color"), (255, 0, 0)),
        (Argument("a", "text"), "milk"),
    ],
)
def test_example_values_are_allowed(argument: Argument, value: object) -> None:
    assert example_value(argument) == value
