"""Actions that wait for their time, in memory."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from homefuse.clock import Clock
    from homefuse.types import Action, Command

log = logging.getLogger(__name__)

Act: TypeAlias = "Callable[[Command, tuple[Action, ...]], Awaitable[None]]"
MOST_WAITING = 200
LOOK_EVERY_S = 30.0  # how long a jump of the wall clock may go unnoticed


class Later:
    """Runs delayed actions when they are due."""

    def __init__(self, tasks: asyncio.TaskGroup, clock: Clock, act: Act) -> None:
        self._tasks = tasks
        self._clock = clock
        self._act = act
        self._waiting: dict[asyncio.Task[None], tuple[Command, Action]] = {}

    def add(self, command: Command, action: Action) -> bool:
        """Let an action wait; False if too many wait already."""
        if len(self._waiting) >= MOST_WAITING:
            return False
        task = self._tasks.create_task(self._wait(command, action), name=f"later {action.device}")
        self._waiting[task] = (command, action)
        task.add_done_callback(self._waiting.pop)
        return True

    def cancel(self, command_id: str | None = None) -> list[tuple[Command, Action]]:
        """Give up the waiting actions of a command, or of the newest one that has any."""
        if command_id is None:
            command_id = next((c.id for c, _ in reversed(self._waiting.values())), None)
        chosen = {task: pair for task, pair in self._waiting.items() if pair[0].id == command_id}
        for task in chosen:
            task.cancel()
            self._waiting.pop(task, None)
        return list(chosen.values())

    def waiting(self) -> Iterable[tuple[Command, Action]]:
        """What waits, oldest first."""
        return tuple(self._waiting.values())

    async def _wait(self, command: Command, action: Action) -> None:
        if action.after_s is not None:
            await asyncio.sleep(max(0.0, action.after_s))
        while action.at is not None and (left_s := (action.at - self._clock.local()).total_seconds()) > 0:
            await asyncio.sleep(min(left_s, LOOK_EVERY_S))
        due = replace(command, received_at=self._clock.monotonic())
        await self._act(due, (replace(action, at=None, after_s=None),))
