"""What a user gets from pip works where no checkout is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOME = {
    "areas": [{"id": "kitchen", "name": "Kitchen"}],
    "devices": [{"id": "light", "name": "Kitchen light", "area": "kitchen", "type": "light"}],
}

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds, and nothing else."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    if not (ROOT / "models" / "fusion.onnx").exists():
        pytest.skip("there are no models to ship yet: make train")
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def run(installed: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """That command of the installed HomeFuse, started far from any checkout."""
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(installed),
        "HOME": str(elsewhere),
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=elsewhere, env=environ, capture_output=True, text=True, check=False)


def homefuse(installed: Path, elsewhere: Path, *arguments: str) -> str:
    done = run(installed, elsewhere, "-m", "homefuse", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "-c", "import homefuse; print(homefuse.__file__)").stdout
    assert where.strip() == str(installed / "homefuse" / "__init__.py")


def test_what_is_shipped_lies_inside(installed: Path) -> None:
    data = installed / "homefuse" / "data"
    there = {str(path.relative_to(data)) for path in data.rglob("*") if path.is_file()}
    wanted = {"config.yaml", "devices/espresso.yaml", "devices/schema.json", "systemd/homefuse.service"}
    wanted |= {f"models/{name}.{end}" for name in ("text", "filter", "fusion") for end in ("onnx", "json")}
    assert wanted | {"models/tokenizer.json"} <= there
    assert (installed / "homefuse" / "py.typed").exists()


def test_nothing_else_is_shipped(installed: Path) -> None:
    (about,) = installed.glob("*.dist-info")
    assert {path.name for path in installed.iterdir()} == {"homefuse", about.name}
    assert (about / "licenses" / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()


def test_the_example_home_is_right(installed: Path, tmp_path: Path) -> None:
    config = installed / "homefuse" / "data" / "config.yaml"
    assert homefuse(installed, tmp_path, "check", str(config)).startswith("all right: ")


def test_an_empty_folder_is_right_too(installed: Path, tmp_path: Path) -> None:
    assert "all right" in homefuse(installed, tmp_path, "check")


def test_it_decides_with_the_models_inside(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text(json.dumps(HOME))
    said = homefuse(
        installed, tmp_path, "decide", "turn on the kitchen light", "--home", "home.json", "--json"
    )
    decision = json.loads(said)
    assert decision["outcome"] == "act"
    assert decision["actions"] == [{"device": "light", "command": "turn_on", "args": {}}]
