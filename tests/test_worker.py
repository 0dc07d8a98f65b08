from __future__ import annotations

import asyncio
import threading
from datetime import datetime

import pytest

from homefuse.devices.model import Home
from homefuse.errors import ModelError
from homefuse.types import Command, Outcome, Snapshot
from homefuse.worker import DecisionWorker, WorkerStuckError
from tests.fakes.pipeline import FakePipeline

NOW = datetime.fromisoformat("2026-05-01T12:00:00")


def saying(text: str, home: Home) -> Snapshot:
    return Snapshot(Command("c", text), home, NOW)


async def test_home_is_prepared_once() -> None:
    pipeline, home = FakePipeline(), Home()
    worker = DecisionWorker(lambda: pipeline)
    assert worker.provider is None
    for _ in range(2):
        assert (await worker.decide(saying("turn on the lamp", home))).outcome is Outcome.ACT
    assert pipeline.prepared == [home]
    assert worker.provider == "FakeExecutionProvider"
    worker.close()


async def test_all_work_runs_on_one_named_thread() -> None:
    names: list[str] = []

    class Noting(FakePipeline):
        def prepare(self, home: Home) -> None:
            names.append(threading.current_thread().name)

    def load() -> FakePipeline:
        names.append(threading.current_thread().name)
        return Noting()

    worker = DecisionWorker(load)
    await worker.prepare(Home())
    assert names == ["decide", "decide"]
    worker.close()


async def test_hung_thread_is_replaced_and_the_model_loaded_again() -> None:
    loaded: list[FakePipeline] = []

    def load() -> FakePipeline:
        loaded.append(FakePipeline())
        return loaded[-1]

    worker, home = DecisionWorker(load, timeout_s=0.05), Home()
    with pytest.raises(WorkerStuckError):
        await worker.decide(saying("hang", home))
    assert (await worker.decide(saying("turn on the lamp", home))).outcome is Outcome.ACT
    assert (len(loaded), worker.replaced) == (2, 1)
    loaded[0].hang.set()
    worker.close()


async def test_load_errors_are_raised_each_time() -> None:
    def load() -> FakePipeline:
        raise ModelError("gone")

    worker = DecisionWorker(load)
    for _ in range(2):
        with pytest.raises(ModelError, match="gone"):
            await worker.prepare(Home())
    worker.close()


async def test_sign_of_life_waits_for_the_thread() -> None:
    pipeline = FakePipeline()
    worker = DecisionWorker(lambda: pipeline, timeout_s=5.0)
    deciding = asyncio.create_task(worker.decide(saying("hang", Home())))
    while not pipeline.seen:
        await asyncio.sleep(0.005)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(worker.alive(), 0.03)
    pipeline.hang.set()
    await deciding
    await worker.alive()
    worker.close()
