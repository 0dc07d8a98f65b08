"""What the documentation shows is run here."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from homefuse.cli import COMMANDS
from homefuse.config import load_config
from homefuse.devices.loader import load_file

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text()
_RUN_HERE = {"check", "devices"}
"""Commands that need no daemon, no model and no network."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[list[str]]:
    """Every command line of the README, without comments."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [
        words for line in lines for part in line.split(" && ") if (words := shlex.split(part, comments=True))
    ]


def of_homefuse() -> list[list[str]]:
    return [words[1:] for words in commands() if Path(words[0]).name == "homefuse"]


@pytest.mark.parametrize("text", blocks("yaml"), ids=lambda text: text.splitlines()[0])
def test_every_file_shown_is_right(tmp_path: Path, text: str) -> None:
    path = tmp_path / "shown.yaml"
    path.write_text(text)
    if text.startswith("home:"):
        assert load_config(path).home.areas
        return
    found = load_file(path)
    assert found.problems == ()
    assert len(found.devices) == 1


@pytest.mark.parametrize("words", [w for w in of_homefuse() if w[0] in _RUN_HERE], ids=" ".join)
def test_commands_that_can_run_here_do(tmp_path: Path, words: list[str]) -> None:
    for name in ("config.yaml", "devices"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "homefuse", *words],
        cwd=tmp_path, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("words", [w for w in of_homefuse() if w[0] not in _RUN_HERE], ids=" ".join)
def test_the_other_commands_exist_with_their_options(words: list[str]) -> None:
    assert words[0] in COMMANDS
    done = subprocess.run(
        [sys.executable, "-m", "homefuse", words[0], "--help"],
        env={**os.environ, "COLUMNS": "200"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all(word in done.stdout for word in words if word.startswith("--"))


def test_every_make_target_shown_is_there() -> None:
    shown = {words[1] for words in commands() if words[0] == "make"} | set(
        re.findall(r"`make ([a-z-]+)`", README)
    )
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert shown
    assert shown <= there


def test_every_command_is_in_the_table() -> None:
    assert {name for name in COMMANDS if f"`homefuse {name}" not in README} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_topic_of_the_source_is_documented() -> None:
    topics = (ROOT / "docs" / "topics.md").read_text()
    speakers = ("announce.py", "app.py", "sources/text.py")
    source = "".join((ROOT / "homefuse" / path).read_text() for path in speakers)
    first_levels = set(re.findall(r"\{(?:self\._)?base\}/([a-z]+)", source))
    assert first_levels
    assert {level for level in first_levels if f"homefuse/{level}" not in topics} == set()


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    project = (ROOT / "pyproject.toml").read_text()
    runtime = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    names = re.findall(r'"([a-z0-9-]+)', runtime)
    assert len(names) > 5
    assert [name for name in names if f"| {name} |" not in reasons] == []
