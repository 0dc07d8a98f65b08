"""The only door to SQLite: one file with inbox, outbox and answers. Blocking; one thread uses it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

KEPT_S = 86_400.0
KEPT_IDS = 100_000
KEPT_ANSWERS = 10_000  # about 1.5 kB each; who repeats a command does so within minutes
MAX_PAGES = 16_384  # of 4 KiB: 64 MiB, twice what the limits above come to
WAL_BYTES = 4 * 1024 * 1024
NO_ROOM_FOR_LOCK_S = 1.0

_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE inbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
        "seen_at REAL NOT NULL, command TEXT, decision TEXT)",
        "CREATE INDEX inbox_by_age ON inbox (seen_at)",
        "CREATE INDEX inbox_undecided ON inbox (seq) WHERE command IS NOT NULL",
        "CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
        "command_id TEXT NOT NULL, n INTEGER NOT NULL, step TEXT NOT NULL, errand TEXT NOT NULL)",
        "CREATE TABLE told (command_id TEXT NOT NULL, n INTEGER NOT NULL, ack TEXT NOT NULL, "
        "PRIMARY KEY (command_id, n)) WITHOUT ROWID",
    ),
)
"""Each entry brings a file from the version that is its index to the next; entries are only ever added."""

_COLUMNS = {
    "inbox": "id, seen_at, command, decision",
    "outbox": "id, command_id, n, step, errand",
    "told": "command_id, n, ack",
}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLITE_ERROR is what a file with other tables than ours gives."""


class DamagedError(Exception):
    """The file is not, or no longer, a database of ours."""


class UnwritableError(Exception):
    """The file is fine, but cannot be written or locked now: disk full, read-only, in use."""


class Row(NamedTuple):
    """One row of the outbox."""

    id: str
    command_id: str
    n: int
    step: str
    errand: str


class Database:
    """One open database; `path` None = in memory. Every method raises DamagedError or UnwritableError."""

    def __init__(self, path: Path | None) -> None:
        with _translated():
            self._connection = sqlite3.connect(
                path or ":memory:", isolation_level=None, timeout=NO_ROOM_FOR_LOCK_S, check_same_thread=False
            )
        try:
            with _translated():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; what was committed is in it."""
        self._connection.close()

    def copy_to(self, other: Database) -> None:
        """Make the other database the same as this one."""
        with _translated():
            self._connection.backup(other._connection)

    def add_to(self, other: Database) -> None:
        """Add all that is here to the other database."""
        with other._transaction(durable=True) as run, _translated():
            for table, columns in _COLUMNS.items():
                rows = self._connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  constants
                places = ", ".join("?" for _ in columns.split(", "))
                run.executemany(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608

    def answer(self, command_id: str) -> tuple[str | None, list[str]] | None:
        """The decision on a command and the latest acks of its actions; None if it was never seen."""
        with _translated():
            found = self._connection.execute(
                "SELECT decision FROM inbox WHERE id = ?", (command_id,)
            ).fetchone()
            if found is None:
                return None
            acks = self._connection.execute(
                "SELECT ack FROM told WHERE command_id = ? ORDER BY n", (command_id,)
            ).fetchall()
        return found[0], [ack for (ack,) in acks]

    def recent(self, since_epoch_s: float, most: int) -> list[str]:
        """Ids of the latest commands decided since then, oldest first."""
        with _translated():
            found = self._connection.execute(
                "SELECT id FROM inbox WHERE seen_at >= ? AND decision IS NOT NULL ORDER BY seq DESC LIMIT ?",
                (since_epoch_s, most),
            ).fetchall()
        return [command_id for (command_id,) in reversed(found)]

    def accept(self, command_id: str, seen_at: float, command: str) -> None:
        """Keep a command; on disk when it returns."""
        with self._transaction(durable=True) as run:
            run.execute(
                "INSERT OR IGNORE INTO inbox (id, seen_at, command) VALUES (?, ?, ?)",
                (command_id, seen_at, command),
            )

    def decide(self, command_id: str, seen_at: float, decision: str, rows: Iterable[Row]) -> None:
        """Keep a decision and its errands, all or nothing; on disk when it returns."""
        with self._transaction(durable=True) as run:
            run.execute(
                "INSERT INTO inbox (id, seen_at, decision) VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET command = NULL, decision = excluded.decision",
                (command_id, seen_at, decision),
            )
            run.executemany(
                "INSERT OR REPLACE INTO outbox (id, command_id, n, step, errand) VALUES (?, ?, ?, ?, ?)", rows
            )

    def move(self, errand_id: str, step: str, *, durable: bool) -> None:
        """Note how far an errand has come."""
        with self._transaction(durable=durable) as run:
            run.execute("UPDATE outbox SET step = ? WHERE id = ?", (step, errand_id))

    def tell(self, row: Row, ack: str, *, last: bool) -> None:
        """Keep the latest word on an errand: with the last one the errand is over, before that it was sent.

        Not synced: a power cut may take it back, and the errand is then looked at again.
        """
        with self._transaction(durable=False) as run:
            run.execute(
                "INSERT OR REPLACE INTO told (command_id, n, ack) VALUES (?, ?, ?)",
                (row.command_id, row.n, ack),
            )
            if last:
                run.execute("DELETE FROM outbox WHERE id = ?", (row.id,))
            else:
                run.execute("UPDATE outbox SET step = ? WHERE id = ?", (row.step, row.id))

    def unfinished(self) -> tuple[list[tuple[str, str]], list[Row]]:
        """Commands without a decision, as id and text, and all errands; oldest first."""
        with _translated():
            commands = self._connection.execute(
                "SELECT id, command FROM inbox WHERE command IS NOT NULL ORDER BY seq"
            ).fetchall()
            rows = self._connection.execute(
                "SELECT id, command_id, n, step, errand FROM outbox ORDER BY seq"
            ).fetchall()
        return commands, [Row(*row) for row in rows]

    def replace(self, command_id: str, command: str) -> None:
        """Keep another text of a command; on disk when it returns."""
        with self._transaction(durable=True) as run:
            run.execute("UPDATE inbox SET command = ? WHERE id = ?", (command, command_id))

    def drop(self, command_ids: Iterable[str], errand_ids: Iterable[str]) -> None:
        """Give up what cannot be read."""
        with self._transaction(durable=False) as run:
            run.executemany("UPDATE inbox SET command = NULL WHERE id = ?", [(one,) for one in command_ids])
            run.executemany("DELETE FROM outbox WHERE id = ?", [(one,) for one in errand_ids])

    def prune(self, epoch_s: float) -> None:
        """Forget what is older or more than the limits allow."""
        with self._transaction(durable=False) as run:
            (newest,) = run.execute("SELECT coalesce(max(seq), 0) FROM inbox").fetchone()
            run.execute(
                "DELETE FROM inbox WHERE (seen_at < ? OR seq <= ?) AND command IS NULL",
                (epoch_s - KEPT_S, newest - KEPT_IDS),
            )
            run.execute(
                "UPDATE inbox SET decision = NULL WHERE seq <= ? AND decision IS NOT NULL",
                (newest - KEPT_ANSWERS,),
            )
            run.execute(
                "DELETE FROM told WHERE command_id NOT IN (SELECT id FROM inbox WHERE decision IS NOT NULL)"
            )

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA locking_mode = EXCLUSIVE")  # one daemon per file, and no shared memory beside it
        run("PRAGMA journal_mode = WAL")
        run(f"PRAGMA journal_size_limit = {WAL_BYTES}")
        run("PRAGMA secure_delete = FAST")
        if run("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedError("its check fails")
        (version,) = run("PRAGMA user_version").fetchone()
        if version > len(_MIGRATIONS):
            raise DamagedError(f"a newer HomeFuse wrote it (version {version})")
        with self._transaction(durable=True):
            for steps in _MIGRATIONS[version:]:
                for step in steps:
                    run(step)
            run(f"PRAGMA user_version = {len(_MIGRATIONS)}")
        run(f"PRAGMA max_page_count = {MAX_PAGES}")

    @contextmanager
    def _transaction(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        run = self._connection
        with _translated():
            run.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            run.execute("BEGIN IMMEDIATE")
            try:
                yield run
                run.execute("COMMIT")
            except BaseException:
                if run.in_transaction:
                    run.execute("ROLLBACK")
                raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        damaged = code & 0xFF in _DAMAGE or code == sqlite3.SQLITE_IOERR_SHORT_READ
        raise (DamagedError if damaged else UnwritableError)(str(error)) from error
