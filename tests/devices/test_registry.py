from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from homefuse.devices.registry import POLL_S, Change, Registry, watch

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "name: Lamp\ntype: light\n"
BROKEN = "name: Lamp\ntype: ligth\n"


def save(path: Path, text: str) -> None:
    path.write_text(text)


def test_what_changed(tmp_path: Path) -> None:
    registry = Registry(tmp_path)
    save(tmp_path / "a.yaml", GOOD)
    save(tmp_path / "b.yaml", GOOD)
    assert registry.reload() == Change(added=("a", "b"))
    assert not registry.reload()
    save(tmp_path / "a.yaml", GOOD + "area: hall\n")
    (tmp_path / "b.yaml").unlink()
    save(tmp_path / "c.yaml", GOOD)
    assert registry.reload() == Change(added=("c",), changed=("a",), removed=("b",))
    assert [device.id for device in registry.devices] == ["a", "c"]


def test_a_file_that_breaks_keeps_its_device(tmp_path: Path) -> None:
    registry = Registry(tmp_path)
    save(tmp_path / "a.yaml", GOOD)
    save(tmp_path / "b.yaml", BROKEN)
    registry.reload()
    assert [device.id for device in registry.devices] == ["a"]
    save(tmp_path / "a.yaml", BROKEN)
    change = registry.reload()
    assert not change
    assert len(change.problems) == 2
    assert [device.id for device in registry.devices] == ["a"]
    registry.reload()
    assert [device.id for device in registry.devices] == ["a"]
    save(tmp_path / "a.yaml", GOOD)
    assert len(registry.reload().problems) == 1


def test_deleting_a_broken_file_removes_its_device(tmp_path: Path) -> None:
    registry = Registry(tmp_path)
    save(tmp_path / "a.yaml", GOOD)
    registry.reload()
    save(tmp_path / "a.yaml", BROKEN)
    registry.reload()
    (tmp_path / "a.yaml").unlink()
    assert registry.reload() == Change(removed=("a",))


def test_a_good_file_may_take_over_the_id_of_a_broken_one(tmp_path: Path) -> None:
    registry = Registry(tmp_path)
    save(tmp_path / "b.yaml", GOOD)
    registry.reload()
    save(tmp_path / "b.yaml", BROKEN)
    save(tmp_path / "c.yaml", f"id: b\narea: hall\n{GOOD}")
    assert registry.reload().changed == ("b",)
    assert len(registry.devices) == 1


def test_a_folder_that_goes_away_keeps_everything(tmp_path: Path) -> None:
    folder = tmp_path / "devices"
    folder.mkdir()
    save(folder / "a.yaml", GOOD)
    registry = Registry(folder)
    registry.reload()
    folder.rename(tmp_path / "elsewhere")
    change = registry.reload()
    assert not change
    assert len(change.problems) == 1
    assert [device.id for device in registry.devices] == ["a"]
    (tmp_path / "elsewhere").rename(folder)
    assert registry.reload() == Change()


async def test_a_saved_file_is_noticed(tmp_path: Path) -> None:
    save(tmp_path / "a.yaml", GOOD)
    changes = watch(tmp_path, poll_s=0.01)
    await anext(changes)  # the start
    for act in (
        lambda: save(tmp_path / "a.yaml", BROKEN),
        lambda: save(tmp_path / "b.yaml", GOOD),
        lambda: (tmp_path / "b.yaml").rename(tmp_path / "c.yaml"),
        lambda: os.utime(tmp_path / "c.yaml", ns=(1, 1)),
        (tmp_path / "a.yaml").unlink,
    ):
        act()
        await asyncio.wait_for(anext(changes), timeout=5.0)
    noticed = asyncio.ensure_future(anext(changes))
    await asyncio.wait([noticed], timeout=0.05)
    assert not noticed.done()
    noticed.cancel()


def test_a_saved_file_is_noticed_within_a_second() -> None:
    assert POLL_S <= 0.5
