"""Inbox and outbox for the event loop: every call is queued at once and done in order by one thread."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, TypeVar

from homefuse.named_thread import NamedThread
from homefuse.publish.results import ack_json, decision_json, read_ack, read_decision
from homefuse.store.database import Row
from homefuse.store.errand import (
    Known,
    Step,
    Unfinished,
    command_text,
    errand_text,
    read_command_text,
    read_errand_text,
    tried_once_more,
)
from homefuse.store.keeper import Keeper

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from homefuse.clock import Clock
    from homefuse.store.database import Database
    from homefuse.store.errand import Errand
    from homefuse.types import Ack, Command, Decision

log = logging.getLogger(__name__)

T = TypeVar("T")
FILE = "commands.db"
ANSWERED_S = 60.0
"""Answers this young are given again after a restart: who asked may still be waiting."""
MOST_ANSWERS = 200
MOST_TRIES = 2
"""A command that ended the daemon so often is not decided again: it may be what ends it."""


class Store:
    """Commands, promises and answers, on disk as long as the disk lets us.

    The futures are for whoever needs to know that it is on disk; nothing raises because of the disk.
    """

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        self._keeper = Keeper(None if folder is None else folder / FILE, clock)
        self._clock = clock
        self._thread = NamedThread("store")

    async def __aenter__(self) -> Store:
        await self._thread.submit(self._keeper.open)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._thread.submit(self._keeper.close)
        self._thread.stop()

    @property
    def problem(self) -> str:
        """What is wrong with the disk; empty if nothing is."""
        return self._keeper.problem

    @property
    def durable(self) -> bool:
        """What is kept now outlives the daemon."""
        return self._keeper.durable

    async def alive(self) -> None:
        """Return once the thread has answered."""
        await self._thread.submit(lambda: None)

    def find(self, command_id: str) -> asyncio.Future[Known | None]:
        """What is known of a command; None if it is new."""
        return self._do(lambda database: _known(database, command_id))

    def accept(self, command: Command) -> asyncio.Future[bool]:
        """Keep a command; true if it is on disk."""
        text, epoch = command_text(command, self._clock.boot()), self._clock.epoch()
        return self._keep(lambda database: database.accept(command.id, epoch, text))

    def decided(
        self, command: Command, decision: Decision, errands: Sequence[Errand]
    ) -> asyncio.Future[bool]:
        """Keep a decision and what it promises, all or nothing; true if it is on disk."""
        text, epoch = _dump(decision_json(decision)), self._clock.epoch()
        rows = [_row(errand, Step.WAITING) for errand in errands]
        return self._keep(lambda database: database.decide(command.id, epoch, text, rows))

    def taken(self, errand: Errand) -> asyncio.Future[bool]:
        """Note that an errand which must not be repeated is about to be published; true if it is on disk."""
        return self._keep(lambda database: database.move(errand.id, Step.TAKEN, durable=True))

    def told(self, errand: Errand, ack: Ack) -> asyncio.Future[None]:
        """Keep the latest word on an errand; any but `sent` and `accepted` is its last."""
        text, last = _dump(ack_json(ack)), ack.status not in {"sent", "accepted"}
        row = _row(errand, Step.WAITING if ack.status == "accepted" else Step.SENT)
        return self._do(lambda database: database.tell(row, text, last=last))

    def over(self, errand: Errand, ack: Ack) -> asyncio.Future[None]:
        """Keep a word on an errand after which nothing more will be heard of it."""
        text, row = _dump(ack_json(ack)), _row(errand, Step.SENT)
        return self._do(lambda database: database.tell(row, text, last=True))

    def unfinished(self) -> asyncio.Future[Unfinished]:
        """What the last daemon left undone."""
        boot, epoch = self._clock.boot(), self._clock.epoch()
        return self._do(lambda database: _unfinished(database, boot, epoch))

    def again(self, command: Command) -> asyncio.Future[None]:
        """Note that a command of an earlier daemon is about to be decided once more."""
        return self._do(lambda database: _again(database, command.id))

    async def tidy(self) -> None:
        """Forget what is old, and return to the disk if it takes us again."""
        await self._thread.submit(self._keeper.tidy)

    def _keep(self, work: Callable[[Database], None]) -> asyncio.Future[bool]:
        def kept() -> bool:
            self._keeper.do(work)
            return self._keeper.durable

        return self._thread.submit(kept)

    def _do(self, work: Callable[[Database], T]) -> asyncio.Future[T]:
        return self._thread.submit(lambda: self._keeper.do(work))


def _known(database: Database, command_id: str) -> Known | None:
    found = database.answer(command_id)
    if found is None:
        return None
    decision, acks = found
    try:
        return Known(
            read_decision(json.loads(decision)) if decision else None,
            tuple(read_ack(json.loads(ack)) for ack in acks),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("the answer to %s cannot be read any more: %s", command_id, error)
        return Known(None)


def _unfinished(database: Database, boot: str, epoch_s: float) -> Unfinished:
    commands, given_up, errands, lost = [], [], [], ([], [])  # type: ignore[var-annotated]
    texts, rows = database.unfinished()
    for command_id, text in texts:
        try:
            command, tries = read_command_text(text, boot), tried_once_more(text)[1]
            (commands if tries <= MOST_TRIES else given_up).append(command)
        except (ValueError, KeyError, TypeError) as error:
            log.error("command %s cannot be read any more: %s", command_id, error)
            lost[0].append(command_id)
    for row in rows:
        try:
            errands.append((read_errand_text(row.errand), Step(row.step)))
        except (ValueError, KeyError, TypeError) as error:
            log.error("an action of command %s cannot be read any more: %s", row.command_id, error)
            lost[1].append(row.id)
    if any(lost):
        database.drop(*lost)
    recent = database.recent(epoch_s - ANSWERED_S, MOST_ANSWERS)
    answers = (known for command_id in recent if (known := _known(database, command_id)))
    return Unfinished(tuple(commands), tuple(errands), tuple(given_up), tuple(answers))


def _again(database: Database, command_id: str) -> None:
    text = dict(database.unfinished()[0]).get(command_id)
    if text is not None:
        database.replace(command_id, tried_once_more(text)[0])


def _row(errand: Errand, step: Step) -> Row:
    return Row(errand.id, errand.command.id, errand.n, step, errand_text(errand))


def _dump(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False)
