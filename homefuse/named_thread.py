"""One thread with a name that does blocking work in order, away from the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class NamedThread:
    """One daemon thread that runs what it is given, in order. It starts with the first work."""

    def __init__(self, name: str) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._main, name=name, daemon=True)

    def submit(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Queue work at once; the future gets its result, or what it raised."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def settle(result: T | None, error: BaseException | None) -> None:
            if future.done():
                return
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)  # type: ignore[arg-type]  # None only if T allows it

        def task() -> None:
            result, error = None, None
            try:
                result = work()
            except Exception as raised:  # noqa: BLE001  it is raised again where it is awaited
                error = raised
            with contextlib.suppress(RuntimeError):  # the event loop is gone: nobody waits
                loop.call_soon_threadsafe(settle, result, error)

        if not self._thread.ident:
            self._thread.start()
        self._work.put(task)
        return future

    def stop(self) -> None:
        """End after the work that is already queued."""
        self._work.put(None)

    def _main(self) -> None:
        while (task := self._work.get()) is not None:
            task()
