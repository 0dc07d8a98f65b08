from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import typer
from typer.testing import CliRunner

from homefuse.cli import check

ROOT = Path(__file__).parents[2]
runner = CliRunner()
app = typer.Typer()
app.command()(check.command)


def home(folder: Path, config: str = "", **devices: str) -> str:
    (folder / "devices").mkdir()
    for name, text in devices.items():
        (folder / "devices" / f"{name}.yaml").write_text(text)
    (folder / "config.yaml").write_text(config)
    return str(folder / "config.yaml")


def test_the_files_that_come_with_it_are_right() -> None:
    result = runner.invoke(app, [str(ROOT / "config.yaml")])
    assert result.exit_code == 0
    assert result.stdout.startswith("all right: ")


def test_mistakes_of_both_kinds_are_shown_together(tmp_path: Path) -> None:
    path = home(tmp_path, "mqt: {}\n", a="name: A\ntype: ligth\n", b="name: B\ntype: light\n")
    result = runner.invoke(app, [path])
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].endswith("config.yaml:1:1: unknown key 'mqt', did you mean 'mqtt'?")
    assert lines[1].endswith("a.yaml:2:7: unknown type 'ligth', did you mean 'light'?")
    assert lines[2] == "2 to mend; 1 device right"


def test_json(tmp_path: Path) -> None:
    result = runner.invoke(app, [home(tmp_path, a="name: A\nx: 1\n"), "--json"])
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["ok"], found["devices"]) == (False, 0)
    assert (found["problems"][0]["line"], found["problems"][0]["column"]) == (2, 1)


def test_an_empty_configuration_needs_no_folder_of_devices(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("")
    assert runner.invoke(app, [str(tmp_path / "config.yaml")]).exit_code == 0
    (tmp_path / "config.yaml").write_text("devices: absent\n")
    assert runner.invoke(app, [str(tmp_path / "config.yaml")]).exit_code == 1


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    result = runner.invoke(app, [str(tmp_path / "absent.yaml")])
    assert result.exit_code == 1
    assert "cannot be read" in result.stdout


def test_checking_loads_nothing_heavy() -> None:
    program = (
        "import sys; from pathlib import Path; from homefuse.cli.check import check;"
        "assert not check(Path('config.yaml'))[1]; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"onnxruntime", "cv2", "numpy", "paho", "torch", "tokenizers", "rapidfuzz", "rich", "asyncio"}
    assert heavy & set(done.stdout.split()) == set()
