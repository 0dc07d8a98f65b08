"""Decides on one named thread, so that a busy or hung model never stops the event loop."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol, TypeVar

from homefuse.errors import HomeFuseError
from homefuse.named_thread import NamedThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from homefuse.devices.model import Home
    from homefuse.types import Decision, Snapshot

log = logging.getLogger(__name__)

T = TypeVar("T")
DECIDE_TIMEOUT_S = 2.0
LOAD_TIMEOUT_S = 120.0  # a large home on a small machine describes its devices for a while


class Decides(Protocol):
    """What the daemon needs of the pipeline; called on the worker thread only."""

    @property
    def provider(self) -> str:
        """The execution provider in use."""

    def prepare(self, home: Home) -> None:
        """Get ready for a home, so that deciding is fast."""

    def decide(self, snapshot: Snapshot) -> Decision:
        """One decision."""


class WorkerStuckError(HomeFuseError):
    """The model did not answer in time; its thread was given up."""


class DecisionWorker:
    """Loads a pipeline, keeps it warm for a home, and replaces it when it hangs."""

    def __init__(self, load: Callable[[], Decides], timeout_s: float = DECIDE_TIMEOUT_S) -> None:
        self._load = load
        self._timeout_s = timeout_s
        self._thread = NamedThread("decide")
        self._pipeline: Decides | None = None
        self._home: Home | None = None
        self._one_at_a_time = asyncio.Lock()
        self.replaced = 0
        """How often a hung thread was given up."""

    @property
    def provider(self) -> str | None:
        """The execution provider in use; None before the model is loaded."""
        return self._pipeline.provider if self._pipeline is not None else None

    async def prepare(self, home: Home) -> None:
        """Load the pipeline if need be and warm it for a home. Raises ModelError, ProviderError."""
        async with self._one_at_a_time:
            await self._ready_for(home)

    async def decide(self, snapshot: Snapshot) -> Decision:
        """One decision. Raises WorkerStuckError after the time limit, and what the pipeline raises."""
        async with self._one_at_a_time:
            pipeline = await self._ready_for(snapshot.home)
            return await self._run(lambda: pipeline.decide(snapshot), self._timeout_s)

    async def alive(self) -> None:
        """Return once the thread has answered; it may be busy with a decision until then."""
        await self._thread.submit(lambda: None)

    def close(self) -> None:
        """Let the thread end when it is done."""
        self._thread.stop()

    async def _ready_for(self, home: Home) -> Decides:
        pipeline = self._pipeline
        if pipeline is None:
            pipeline = self._pipeline = await self._run(self._load, LOAD_TIMEOUT_S)
            self._home = None
        if self._home is not home:
            await self._run(lambda: pipeline.prepare(home), LOAD_TIMEOUT_S)
            self._home = home
        return pipeline

    async def _run(self, work: Callable[[], T], timeout_s: float) -> T:
        try:
            async with asyncio.timeout(timeout_s):
                return await self._thread.submit(work)
        except TimeoutError:
            self._replace()
            raise WorkerStuckError(f"the model did not answer within {timeout_s:g} s") from None

    def _replace(self) -> None:
        self.replaced += 1
        log.error("the decision thread hangs; starting another and loading the model again")
        self._thread.stop()
        self._thread = NamedThread("decide")
        self._pipeline = None
