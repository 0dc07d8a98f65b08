"""Actions that wait for their time. They are in the outbox; here only their alarm clocks are kept."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from homefuse.store.errand import left_s

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from homefuse.clock import Clock
    from homefuse.store.errand import Errand

log = logging.getLogger(__name__)

Act: TypeAlias = "Callable[[Sequence[Errand]], Awaitable[None]]"
MOST_WAITING = 200
LOOK_EVERY_S = 30.0  # how long a jump of the wall clock may go unnoticed


class Later:
    """Runs delayed actions when they are due."""

    def __init__(self, tasks: asyncio.TaskGroup, clock: Clock, act: Act) -> None:
        self._tasks = tasks
        self._clock = clock
        self._act = act
        self._waiting: dict[asyncio.Task[None], Errand] = {}

    @property
    def room(self) -> int:
        """How many more may wait."""
        return MOST_WAITING - len(self._waiting)

    def add(self, errand: Errand) -> None:
        """Let an action wait."""
        task = self._tasks.create_task(self._wait(errand), name=f"later {errand.action.device}")
        self._waiting[task] = errand
        task.add_done_callback(lambda done: self._waiting.pop(done, None))

    def cancel(self, command_id: str | None = None) -> list[Errand]:
        """Give up the waiting actions of a command, or of the newest one that has any."""
        if command_id is None:
            command_id = next((e.command.id for e in reversed(self._waiting.values())), None)
        chosen = {task: errand for task, errand in self._waiting.items() if errand.command.id == command_id}
        for task in chosen:
            task.cancel()
            self._waiting.pop(task, None)
        return list(chosen.values())

    def waiting(self) -> tuple[Errand, ...]:
        """What waits, oldest first."""
        return tuple(self._waiting.values())

    async def _wait(self, errand: Errand) -> None:
        while (left := left_s(errand, self._clock)) > 0:
            await asyncio.sleep(min(left, LOOK_EVERY_S))
        task = asyncio.current_task()
        if task is not None:
            self._waiting.pop(task, None)  # from here on it can only be undone
        due = replace(errand.command, received_at=self._clock.monotonic())
        await self._act([replace(errand, command=due)])
