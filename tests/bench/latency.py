"""How long from words to the device's topic through the real daemon, and what the daemon costs.

Mosquitto is the broker. Beside it, in the same minute, a bare MQTT round trip and a bare run of the model.
Run by `make bench`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from homefuse.bundled import bundled
from homefuse.config import Config, build_home
from homefuse.devices.loader import load_devices
from homefuse.errors import HomeFuseError
from homefuse.mqtt import Inbox, MqttClient, MqttSettings
from homefuse.pipeline import Pipeline
from homefuse.simulate.home import initial_values
from homefuse.simulate.mqtt_devices import SimulatedDevices
from homefuse.types import Command, DeviceState, Snapshot
from tests.bench.daemon import Daemon
from tests.bench.figures import Measured, report_of, show
from tests.bench.home50 import requests, write_home
from tests.fakes.mosquitto import Mosquitto

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from homefuse.devices.model import Home

ANSWER_S = 3.0
"""A request that moved nothing by then is counted as unanswered."""
PAUSE_S = 0.1
"""Between two requests: a home is not a load test."""
SETTLE_S = 3.0
"""For the simulated devices to report before the first request."""
START_S = 60.0


async def measure(folder: Path, model: Path, rounds: int, idle_s: float) -> Measured:
    """Run everything once."""
    found = Measured()
    devices, problems = load_devices(write_home(folder))
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    decide = _bare_model(model, build_home(Config(), devices))
    async with AsyncExitStack() as stack:
        broker = Mosquitto(folder)
        broker.start()
        stack.callback(broker.stop)
        client = await stack.enter_async_context(_client(broker.port, "bench"))
        crowd = await stack.enter_async_context(_client(broker.port, "bench-devices"))
        status = client.inbox(["homefuse/status"], size=10)
        heard = client.inbox(["zigbee2mqtt/+/set"], size=1000)
        echo = client.inbox(["bench/echo"], size=10)
        await client.wait_connected(10)
        daemon = Daemon(folder, broker.port, model)
        stack.callback(daemon.stop)
        found.start_s = await _start(daemon, status)
        playing = asyncio.create_task(SimulatedDevices(crowd, devices).run())
        stack.push_async_callback(_cancel, playing)
        await asyncio.sleep(SETTLE_S)
        found.rss_mib = daemon.rss_mib()
        await _rounds(found, client, (heard, echo), decide, rounds, daemon)
        found.rss_end_mib = daemon.rss_mib()
        found.idle_cpu = await _idle(daemon, idle_s)
    return found


async def _rounds(
    found: Measured,
    client: MqttClient,
    inboxes: tuple[Inbox, Inbox],
    decide: Callable[[str], None],
    rounds: int,
    daemon: Daemon,
) -> None:
    heard, echo = inboxes
    for number, request in zip(range(rounds), requests(), strict=False):
        daemon.check()
        body = json.dumps({"text": request.text, "id": f"bench-{number}"})
        took = await _timed(client.publish("homefuse/command/text", body), heard, request.topic)
        if took is None:
            found.unanswered += 1
        else:
            found.whole.append(took)
        bare = await _timed(client.publish("bench/echo", body), echo, "bench/echo")
        found.round_trip += [bare] if bare is not None else []
        begun = time.perf_counter()
        decide(request.text)
        found.model.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(PAUSE_S)


async def _timed(sending: Coroutine[Any, Any, None], inbox: Inbox, topic: str) -> float | None:
    """Milliseconds from sending to the message on `topic`; None if it does not come."""
    begun = time.perf_counter()
    sent = asyncio.create_task(sending)
    took = None
    with suppress(TimeoutError):
        async with asyncio.timeout(ANSWER_S):
            async for message in inbox:
                message.ack()
                if message.topic == topic:
                    took = (time.perf_counter() - begun) * 1000
                    break
    await sent
    return took


async def _start(daemon: Daemon, status: Inbox) -> float:
    """Seconds until the daemon says that it is there."""
    begun = time.perf_counter()
    daemon.start()
    while time.perf_counter() - begun < START_S:
        daemon.check()
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                message = await anext(status)
                message.ack()
                state = json.loads(message.payload)["state"]
                if state == "online":
                    return time.perf_counter() - begun
                if state == "degraded":
                    raise SystemExit(f"the daemon cannot decide: {message.payload.decode()}")
    raise SystemExit(f"the daemon was not online after {START_S:g} s")


async def _idle(daemon: Daemon, idle_s: float) -> float:
    """Percent of a core that the daemon uses while nothing happens."""
    begun, used = time.perf_counter(), daemon.cpu_s()
    await asyncio.sleep(idle_s)
    return 100 * (daemon.cpu_s() - used) / (time.perf_counter() - begun)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _client(port: int, name: str) -> MqttClient:
    return MqttClient(MqttSettings(port=port, client_id=name, keep_session=False))


def _bare_model(model: Path, home: Home) -> Callable[[str], None]:
    pipeline = Pipeline.load(model, provider="cpu", threads=1)
    pipeline.prepare(home)
    states = {device.id: DeviceState(initial_values(device)) for device in home.devices}
    now = datetime.fromisoformat("2026-05-01T12:00:00")

    def decide(text: str) -> None:
        pipeline.decide(Snapshot(Command("bench", text), home, now, states))

    return decide


def main() -> int:
    """Measure, show, and write JSON where asked to; 1 if a request was not answered, 2 if nothing ran."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="requests to make")
    parser.add_argument("--idle", type=float, default=20.0, help="seconds to watch the idle daemon")
    parser.add_argument(
        "--model", type=Path, help="folder of the models; default: those that come with HomeFuse"
    )
    parser.add_argument("--json", type=Path, help="where to write the numbers")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder:
            model = options.model or bundled("models")
            found = asyncio.run(measure(Path(folder), model, options.rounds, options.idle))
    except HomeFuseError as error:
        Console(stderr=True).print(str(error), markup=False, highlight=False)
        return 2
    report = report_of(found)
    show(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if found.unanswered else 0


if __name__ == "__main__":
    sys.exit(main())
