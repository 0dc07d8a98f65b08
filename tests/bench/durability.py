"""What keeping commands on disk costs: from the text topic to the device's topic, with and without it.

Two daemons with the same stub in place of the model take turns on one broker, command by command, so that
whatever else the machine does falls on both: python -m tests.bench.durability --rounds 200 --state FOLDER.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from homefuse.app import Daemon, DaemonOptions
from homefuse.config import load_config
from homefuse.mqtt import Inbox, MqttClient, MqttSettings
from tests.fakes.mosquitto import Mosquitto
from tests.fakes.waiting import until
from tests.faults.pipeline import StubPipeline
from tests.faults.world import LAMP

if TYPE_CHECKING:
    from collections.abc import Sequence

WAYS = ("in memory", "on disk")


async def measure(folder: Path, state: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each command, by way."""
    broker = Mosquitto(folder)
    broker.start()
    took: dict[str, list[float]] = {way: [] for way in WAYS}
    async with AsyncExitStack() as stack:
        stack.callback(broker.stop)
        client = await stack.enter_async_context(
            MqttClient(MqttSettings(port=broker.port, client_id="bench"))
        )
        heard = client.inbox(["+/d/lamp_0/set"], size=100)
        await client.wait_connected(10)
        for number in range(len(WAYS)):
            await _start(stack, folder / str(number), broker.port, state if number else None)
        for n in range(rounds):
            for number, way in enumerate(WAYS):
                took[way].append(await _timed(client, heard, f"home{number}", n))
    return took


async def _start(stack: AsyncExitStack, folder: Path, port: int, state: Path | None) -> None:
    base = f"home{folder.name}"
    (folder / "devices").mkdir(parents=True)
    (folder / "devices" / "lamp.yaml").write_text(LAMP.format(n=0).replace("topic: d/", f"topic: {base}/d/"))
    config = folder / "config.yaml"
    config.write_text(f"mqtt: {{broker: '127.0.0.1:{port}', client_id: {base}, base_topic: {base}}}\n")
    os.environ["RUNTIME_DIRECTORY"] = str(folder)
    daemon = Daemon(DaemonOptions(load_config(config), StubPipeline, "stub", state=state))
    running = asyncio.create_task(daemon.run())

    async def stop() -> None:
        daemon.stop()
        with suppress(asyncio.CancelledError):
            await running

    stack.push_async_callback(stop)
    await until(lambda: daemon.ready or running.done())


async def _timed(client: MqttClient, heard: Inbox, base: str, n: int) -> float:
    payload = json.dumps({"id": f"b-{n}", "text": f"level lamp_0 {n}", "user": str(n)})
    begun = time.perf_counter()
    sending = asyncio.create_task(client.publish(f"{base}/command/text", payload))
    async with asyncio.timeout(10):
        message = await anext(heard)
    took = (time.perf_counter() - begun) * 1000
    message.ack()
    await sending
    await client.publish(f"{base}/d/lamp_0/state", json.dumps({"level": n}))
    await asyncio.sleep(0.05)
    return took


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--state", type=Path, help="folder on the disk to measure; default: a temporary one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryDirectory(dir=options.state) as state:
        took = asyncio.run(measure(Path(temporary), Path(state), options.rounds))
    for way, each in took.items():
        show(way, each)
    return 0


def show(way: str, each: Sequence[float]) -> None:
    """One line of the table."""
    cuts = statistics.quantiles(each, n=100)
    line = f"{way:10} p50 {cuts[49]:.2f} ms, p95 {cuts[94]:.2f} ms, p99 {cuts[98]:.2f} ms, n {len(each)}"
    print(line)  # noqa: T201  it is a program


if __name__ == "__main__":
    sys.exit(main())
