"""A daemon that dies where it is told to: HOMEFUSE_FAILPOINT="name:n" kills it at the n-th time there.

python -m tests.faults.daemon CONFIG. The points are the steps of a command's way; the product has none.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homefuse.app import Daemon, DaemonOptions
from homefuse.config import load_config
from homefuse.runtime import state_dir
from homefuse.store.store import Store
from tests.faults.pipeline import StubPipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homefuse.devices.model import Home
    from homefuse.store.errand import Errand
    from homefuse.types import Ack, Command, Decision, Snapshot

POINTS = (
    "before accept",
    "after accept",
    "before decision",
    "after decision",
    "before promise",
    "after promise",
    "before taking",
    "after taking",
    "before noting sent",
    "after noting sent",
    "before noting the end",
)
ENVIRONMENT = "HOMEFUSE_FAILPOINT"


class Failpoint:
    """Kills this process when a point is passed for the n-th time."""

    def __init__(self, wanted: str) -> None:
        self._name, _, number = wanted.partition(":")
        self._number = int(number or 1)
        self._passed: Counter[str] = Counter()

    def __call__(self, name: str) -> None:
        assert name in POINTS
        self._passed[name] += 1
        if name == self._name and self._passed[name] == self._number:
            os.kill(os.getpid(), signal.SIGKILL)


class FailingStore(Store):
    """The store, with points before and after each of its writes; the writer's thread passes them."""

    def __init__(self, point: Failpoint, *rest: Any) -> None:
        super().__init__(*rest)
        self._point = point

    def accept(self, command: Command) -> asyncio.Future[bool]:
        return self._around("accept", lambda: super(FailingStore, self).accept(command))

    def decided(
        self, command: Command, decision: Decision, errands: Sequence[Errand]
    ) -> asyncio.Future[bool]:
        return self._around("promise", lambda: super(FailingStore, self).decided(command, decision, errands))

    def taken(self, errand: Errand) -> asyncio.Future[bool]:
        return self._around("taking", lambda: super(FailingStore, self).taken(errand))

    def told(self, errand: Errand, ack: Ack) -> asyncio.Future[None]:
        if ack.status == "sent":
            return self._around("noting sent", lambda: super(FailingStore, self).told(errand, ack))
        self._thread.submit(lambda: self._point("before noting the end"))
        return super().told(errand, ack)

    def _around(self, what: str, write: Callable[[], Any]) -> Any:
        self._thread.submit(lambda: self._point(f"before {what}"))
        done = write()
        self._thread.submit(lambda: self._point(f"after {what}"))
        return done


class FailingPipeline(StubPipeline):
    """The stub, with points around each decision."""

    def __init__(self, point: Failpoint) -> None:
        self._point = point

    def prepare(self, home: Home) -> None:
        super().prepare(home)

    def decide(self, snapshot: Snapshot) -> Decision:
        self._point("before decision")
        decision = super().decide(snapshot)
        self._point("after decision")
        return decision


async def main(config: Path) -> None:
    """Run until stopped."""
    point = Failpoint(os.environ.get(ENVIRONMENT, ""))
    options = DaemonOptions(
        load_config(config),
        lambda: FailingPipeline(point),
        "stub",
        state=state_dir(),
        store=partial(FailingStore, point),
    )
    daemon, loop = Daemon(options), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, daemon.stop)
    loop.add_signal_handler(signal.SIGHUP, daemon.reload)
    await daemon.run()


if __name__ == "__main__":
    logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    asyncio.run(main(Path(sys.argv[1])))
