from __future__ import annotations

import random
import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from homefuse.clock import Clock
from homefuse.store import database
from homefuse.store.errand import Errand, Step, make_errand
from homefuse.store.keeper import NOTICE_S
from homefuse.store.store import FILE, Store
from homefuse.types import Ack, Action, Command, Decision, Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now, self.epoch = 100.0, 5000.0
        self.clock = Clock(lambda: self.now, lambda: self.epoch, boot=lambda: "a")


def command(command_id: str = "c") -> Command:
    return Command(command_id, "turn it on", received_at=100.0)


def errand(hands: Hands, command_id: str = "c", n: int = 0) -> Errand:
    action = Action("lamp", "turn_on")
    return make_errand(command(command_id), n, action, once=True, clock=hands.clock, until=130.0)


def decision(command_id: str = "c") -> Decision:
    return Decision(command_id, Outcome.ACT, (Action("lamp", "turn_on"),), say="Done.")


def ack(status: str, command_id: str = "c") -> Ack:
    return Ack(command_id, "lamp", "turn_on", status)  # type: ignore[arg-type]


@asynccontextmanager
async def opened(folder: Path | None, hands: Hands | None = None) -> AsyncIterator[Store]:
    async with Store(folder, (hands or Hands()).clock) as store:
        yield store


async def test_accepted_command_is_there_after_a_restart_until_it_is_decided(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        assert await store.find("c") is None
        assert await store.accept(command())
        assert await store.accept(command())
    async with opened(tmp_path) as store:
        assert (await store.unfinished()).commands == (command(),)
        await store.again(command())
        assert (await store.unfinished()).commands == (command(),)
        await store.again(command())
        third = await store.unfinished()
        assert (third.commands, third.given_up) == ((), (command(),))
        await store.decided(command(), decision(), [])
        assert (await store.unfinished()).commands == ()
    assert b"turn it on" not in (tmp_path / FILE).read_bytes()


async def test_errand_goes_its_way(tmp_path: Path) -> None:
    hands = Hands()
    task = errand(hands)
    async with opened(tmp_path, hands) as store:
        await store.decided(command(), decision(), [task])
        assert (await store.unfinished()).errands == ((task, Step.WAITING),)
        await store.taken(task)
        assert (await store.unfinished()).errands == ((task, Step.TAKEN),)
        await store.told(task, ack("sent"))
    async with opened(tmp_path, hands) as store:
        assert (await store.unfinished()).errands == ((task, Step.SENT),)
        await store.told(task, ack("confirmed"))
        assert (await store.unfinished()).errands == ()
        known = await store.find("c")
    assert known is not None
    assert (known.decision, known.acks) == (decision(), (ack("confirmed"),))


async def test_last_word_sent_ends_an_errand(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as store:
        await store.decided(command(), decision(), [errand(hands)])
        await store.over(errand(hands), ack("sent"))
        assert (await store.unfinished()).errands == ()


async def test_answers_of_the_last_minute_are_known_to_the_next_daemon(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as store:
        await store.decided(command("old"), decision("old"), [])
        hands.epoch += 61
        await store.decided(command("new"), decision("new"), [])
        answers = (await store.unfinished()).answers
    assert [known.decision.id for known in answers if known.decision] == ["new"]


async def test_memory_only_keeps_nothing() -> None:
    async with opened(None) as store:
        assert not await store.accept(command())
        assert await store.find("c") is not None
        assert not store.durable
        assert store.problem == ""
        await store.tidy()


async def test_old_ids_and_answers_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "KEPT_IDS", 6)
    monkeypatch.setattr(database, "KEPT_ANSWERS", 2)
    hands = Hands()
    async with opened(tmp_path, hands) as store:
        for n in range(8):
            await store.decided(command(f"c{n}"), decision(f"c{n}"), [])
        await store.tidy()
        assert await store.find("c1") is None
        kept = await store.find("c5")
        assert kept is not None
        assert kept.decision is None
        last = await store.find("c7")
        assert last is not None
        assert last.decision == decision("c7")
        hands.epoch += database.KEPT_S + 1
        hands.now += 601
        await store.tidy()
        assert await store.find("c7") is None


async def test_second_daemon_does_not_share_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "NO_ROOM_FOR_LOCK_S", 0.01)
    async with opened(tmp_path) as first:
        await first.accept(command())
        async with opened(tmp_path) as second:
            assert not await second.accept(command("d"))
            assert "locked" in second.problem


@pytest.mark.parametrize("seed", range(12))
async def test_damaged_file_is_set_aside(tmp_path: Path, seed: int) -> None:
    hands, chance = Hands(), random.Random(seed)
    async with opened(tmp_path, hands) as store:
        for n in range(30):
            await store.decided(command(f"c{n}"), decision(f"c{n}"), [errand(hands, f"c{n}")])
    file = tmp_path / FILE
    content = bytearray(file.read_bytes())
    if seed % 3 == 0:
        content = bytearray(chance.randbytes(len(content)))
    elif seed % 3 == 1:
        content = content[: len(content) // 2]
    else:
        for place in range(0, len(content), 7):
            content[place] ^= 0xFF
    file.write_bytes(content)
    async with opened(tmp_path, hands) as store:
        assert "set aside" in store.problem
        assert await store.accept(command("after"))
        hands.now += NOTICE_S + 1
        await store.tidy()
        assert store.problem == ""
    assert len(list(tmp_path.glob(f"{FILE}.broken-*"))) == 1
    async with opened(tmp_path, hands) as store:
        assert store.problem == ""
        assert [c.id for c in (await store.unfinished()).commands] == ["after"]


async def test_file_of_a_newer_version_is_set_aside_not_read(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    with sqlite3.connect(tmp_path / FILE) as direct:
        direct.execute("PRAGMA user_version = 99")
    direct.close()
    async with opened(tmp_path) as store:
        assert "newer HomeFuse" in store.problem
        assert await store.accept(command())


async def test_only_the_newest_damaged_files_are_kept(tmp_path: Path) -> None:
    hands = Hands()
    for _ in range(6):
        hands.epoch += 1
        (tmp_path / FILE).write_bytes(b"no database" * 100)
        async with opened(tmp_path, hands):
            pass
    assert len(list(tmp_path.glob(f"{FILE}.broken-*"))) == 3


async def test_full_disk_goes_on_in_memory_and_returns(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as store:
        await store.decided(command("before"), decision("before"), [errand(hands, "before")])
        await store._thread.submit(lambda: _shrink(store))
        durable = [await store.accept(replace_text(f"c{n}")) for n in range(20)]
        assert durable[-1] is False
        assert "full" in store.problem
        assert await store.find("before") is not None
        assert await store.find("c19") is not None
        await store.told(errand(hands, "before"), ack("confirmed", "before"))
        await store.tidy()
        assert store.durable
        assert await store.accept(command("later"))
        hands.now += NOTICE_S + 1
        await store.tidy()
        assert store.problem == ""
    async with opened(tmp_path, hands) as store:
        left = await store.unfinished()
        assert left.errands == ()
        assert {c.id for c in left.commands} == {*(f"c{n}" for n in range(20)), "later"}


def replace_text(command_id: str) -> Command:
    return Command(command_id, "x" * 4000, received_at=100.0)


def _shrink(store: Store) -> None:
    connection = store._keeper._database._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 4}")


async def test_folder_that_cannot_be_made_is_waited_for(tmp_path: Path) -> None:
    async with opened(tmp_path / "state") as store:
        await store.accept(command("old"))
    (tmp_path / "state").rename(tmp_path / "away")
    (tmp_path / "state").write_text("in the way")
    async with opened(tmp_path / "state") as store:
        assert not await store.accept(command("new"))
        assert "not kept on disk" in store.problem
        await store.tidy()
        assert not store.durable
        (tmp_path / "state").unlink()
        (tmp_path / "away").rename(tmp_path / "state")
        await store.tidy()
        assert store.durable
        assert {c.id for c in (await store.unfinished()).commands} == {"old", "new"}


async def test_what_cannot_be_read_is_given_up(tmp_path: Path) -> None:
    hands = Hands()
    async with opened(tmp_path, hands) as store:
        await store.accept(command())
        await store.decided(command("d"), decision("d"), [errand(hands, "d")])
    with sqlite3.connect(tmp_path / FILE) as direct:
        direct.execute("UPDATE inbox SET command = '{}' WHERE id = 'c'")
        direct.execute("UPDATE inbox SET decision = '[1]' WHERE id = 'd'")
        direct.execute("UPDATE outbox SET errand = 'x'")
    direct.close()
    async with opened(tmp_path, hands) as store:
        left = await store.unfinished()
        assert (left.commands, left.errands) == ((), ())
        known = await store.find("d")
        assert known is not None
        assert known.decision is None


async def test_file_is_private(tmp_path: Path) -> None:
    async with opened(tmp_path / "state") as store:
        await store.accept(command())
        await store.alive()
        for file in (tmp_path / "state").iterdir():
            assert file.stat().st_mode & 0o077 == 0, file
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
