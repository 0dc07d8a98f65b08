from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from homefuse.errors import HomeFuseError
from homefuse.runtime import find_runtime_file, runtime_dir, write_private

if TYPE_CHECKING:
    from pathlib import Path


def test_systemd_directory_comes_first(tmp_path: Path) -> None:
    environ = {"RUNTIME_DIRECTORY": f"{tmp_path / 'a'}:{tmp_path / 'b'}", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert runtime_dir(environ) == tmp_path / "a"


def test_session_directory_is_made_private(tmp_path: Path) -> None:
    made = runtime_dir({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert made == tmp_path / "homefuse"
    assert made.stat().st_mode & 0o777 == 0o700


def test_directory_open_to_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "homefuse").mkdir(mode=0o777)
    (tmp_path / "homefuse").chmod(0o777)
    with pytest.raises(HomeFuseError, match="only this user"):
        runtime_dir({"XDG_RUNTIME_DIR": str(tmp_path)})


def test_link_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "homefuse").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(HomeFuseError, match="only this user"):
        runtime_dir({"XDG_RUNTIME_DIR": str(tmp_path)})


def test_file_is_found_where_the_daemon_left_it(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    write_private(runtime_dir(environ) / "word", "hello")
    found = find_runtime_file("word", {"RUNTIME_DIRECTORY": str(tmp_path / "none"), **environ})
    assert found is not None
    assert found.read_text() == "hello"
    assert found.stat().st_mode & 0o777 == 0o600
