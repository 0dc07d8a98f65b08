from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from homefuse.cli.run import CANNOT_START

FOLDER = Path(__file__).parent.parent / "systemd"
UNIT, GPU = FOLDER / "homefuse.service", FOLDER / "gpu.conf"


class _Unit(configparser.RawConfigParser):
    """A unit file: keys may come twice, the last one counts here."""

    def __init__(self) -> None:
        super().__init__(strict=False, delimiters=("=",), interpolation=None)

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def service() -> configparser.SectionProxy:
    unit = _Unit()
    unit.read(UNIT)
    return unit["Service"]


@pytest.fixture
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd-analyze is not installed")
    return found


def unit_in(folder: Path, drop_in: Path | None = None) -> Path:
    """A copy whose program exists, with the drop-in where systemd looks for it."""
    unit = folder / "homefuse.service"
    unit.write_text(UNIT.read_text().replace("/opt/homefuse/bin/homefuse", sys.executable))
    if drop_in is not None:
        (folder / "homefuse.service.d").mkdir()
        shutil.copy(drop_in, folder / "homefuse.service.d")
    return unit


@pytest.mark.parametrize("drop_in", [None, GPU], ids=["cpu", "gpu"])
def test_systemd_understands_the_unit(analyze: str, tmp_path: Path, drop_in: Path | None) -> None:
    unit = unit_in(tmp_path, drop_in)
    done = subprocess.run([analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "homefuse" in line]
    assert ours == []


@pytest.mark.parametrize(("drop_in", "most"), [(None, 12), (GPU, 15)], ids=["cpu", "gpu"])
def test_the_exposure_stays_low(analyze: str, tmp_path: Path, drop_in: Path | None, most: int) -> None:
    command = [analyze, "security", "--offline=true", f"--threshold={most}", unit_in(tmp_path, drop_in)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


def test_it_says_when_it_is_ready_and_alive() -> None:
    unit = service()
    assert unit["Type"] == "notify"
    assert int(unit["WatchdogSec"]) >= 10
    assert unit["ExecReload"] == "/bin/kill -HUP $MAINPID"
    assert unit["RuntimeDirectory"] == unit["StateDirectory"] == "homefuse"


def test_a_wrong_configuration_is_not_tried_again() -> None:
    assert service()["RestartPreventExitStatus"] == str(CANNOT_START)


def test_the_command_line_is_ours() -> None:
    program, *arguments = service()["ExecStart"].split()
    assert program == "/opt/homefuse/bin/homefuse"
    shown = subprocess.run(
        [sys.executable, "-m", "homefuse", arguments[0], "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(argument in shown for argument in arguments if argument.startswith("--"))
