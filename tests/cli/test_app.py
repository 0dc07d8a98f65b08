from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

import homefuse
from homefuse.cli import COMMANDS, app

HEAVY = {"onnxruntime", "cv2", "paho", "torch", "numpy", "amqtt", "tokenizers"}


def test_help_lists_every_command() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for name, entry in COMMANDS.items():
        assert name in result.output
        assert entry.help.split()[0] in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0, result.output


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.output) == (0, f"homefuse {homefuse.__version__}\n")


def test_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["dance"]).exit_code == 2


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check"], ["devices", "list"]])
def test_start_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from homefuse.cli import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit: pass\n"
        f"print('heavy:', sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: []"
