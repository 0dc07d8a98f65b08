"""The faults, by their numbers in the matrix of docs/reliability.md; each returns what it saw."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from homefuse.cli.saying import SAY_AGAIN_S
from homefuse.mqtt.messages import Message
from homefuse.sources.text import Refused, read_command, read_control
from homefuse.store.store import FILE
from tests.fakes.waiting import until
from tests.faults.daemon import POINTS
from tests.faults.proxy import Proxy
from tests.faults.world import World, furnish, world

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

Result = dict[str, Any]
"""Figures for the table; "faults" lists every promise that was broken."""


async def broker_killed(folder: Path, count: int) -> Result:
    """F1: the broker is killed while 20 commands a second are sent."""
    back: list[float] = []

    async def fault(here: World) -> None:
        here.broker.kill()
        await asyncio.sleep(here.chance.uniform(0.0, 0.5))
        here.broker.start()
        up = time.monotonic()
        await until(lambda: here.status[-1][0] > up and here.status[-1][1] == "online", 20)
        back.append(here.status[-1][0] - up)

    result = await _under_load(folder, count, fault, per_s=20.0)
    return result | {"reconnect s": _spread(back)}


async def daemon_killed(folder: Path, count: int) -> Result:
    """F2: the daemon is killed at random moments, and at every step of a command's way."""

    async def fault(here: World) -> None:
        here.kill()
        await here.start()

    result = await _under_load(folder / "random", count, fault, per_s=10.0)
    at_points = await killed_at(folder / "points", POINTS, max(1, count // 25))
    result["faults"] += at_points.pop("faults")
    return result | {f"{key} (points)": value for key, value in at_points.items()}


async def both_killed(folder: Path, count: int) -> Result:
    """F3: broker and daemon are killed together."""

    async def fault(here: World) -> None:
        here.broker.kill()
        here.kill()
        here.broker.start()
        await here.start()

    return await _under_load(folder, count, fault, per_s=10.0)


async def network_cut(folder: Path, count: int) -> Result:
    """F4: the daemon's network is cut with RST, goes silent (half-open), or refuses connections."""
    folder.mkdir(parents=True)
    async with world(folder / "w") as here, Proxy(here.broker.port) as proxy:
        furnish(here.folder, proxy.port)
        here.say_again_s = SAY_AGAIN_S
        await here.start()
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(here.talk(5.0, stop))
            for n in range(count):
                await asyncio.sleep(here.chance.uniform(0.1, 0.5))
                ways = (proxy.reset, proxy.cut, proxy.stall)
                ways[n % 3]()
                await asyncio.sleep(here.chance.uniform(0.1, 1.5))
                proxy.resume()
            await until(lambda: here.status[-1][1] == "online", 20)
            proxy.stall()
            silent = time.monotonic()
            await until(lambda: here.status[-1][0] > silent and here.status[-1][1] == "offline", 30)
            noticed = here.status[-1][0] - silent
            proxy.reset()
            proxy.resume()
            await asyncio.sleep(1.0)
            stop.set()
        await here.settle()
        return _told(here, count) | {"silence noticed s": round(noticed, 1)}


async def replayed(folder: Path, count: int) -> Result:
    """F7: the same commands are delivered again, in any order."""
    async with world(folder) as here:
        await here.start()
        texts = [here.words() for _ in range(20)]
        again = [pair for pair in texts for _ in range(count // len(texts))]
        here.chance.shuffle(again)
        for said, text in again:
            payload = json.dumps({"id": said.id, "text": text, "user": f"user {said.number}"})
            await here.client.publish("homefuse/command/text", payload)
        await here.settle()
        faults = [
            f"{n} was done {len(times)} times" for n, times in here.record.done.items() if len(times) > 1
        ]
        result = _told(here, count)
        result["faults"] += faults
        return result


async def retained(folder: Path, count: int) -> Result:
    """F8: retained commands wait for the daemon to start."""
    async with world(folder) as here:
        for n in range(count):
            topic = f"homefuse/command/text/room_{n}"
            await here.client.publish(topic, f"level lamp_0 {900_000 + n}", retain=True)
        for _ in range(2):
            await here.start()
            await here.say()
            await here.settle(5)
            here.kill()
        return _told(here, count)


async def broken_disk(folder: Path, count: int) -> Result:
    """F9: the database is damaged between two starts, or its folder cannot be written."""
    states: list[str] = []
    async with world(folder) as here:
        file = here.folder / "STATE_DIRECTORY" / FILE
        for n in range(2 * count):
            await here.start()
            await here.say()
            await here.settle(5)
            assert here.daemon is not None
            here.daemon.terminate()  # in order, so that all is in the one file
            await here.died()
            if n % 2:
                content = bytearray(file.read_bytes())
                for place in range(0, len(content), 1 + n):
                    content[place] ^= here.chance.randrange(1, 256)
                file.write_bytes(content)
            else:
                for each in file.parent.iterdir():
                    each.unlink()
                file.parent.rmdir()
                file.parent.write_text("no folder")
            seen = len(here.status)
            await here.start()
            await until(lambda seen=seen: "degraded" in {s for _, s in here.status[seen:]}, 5)
            await here.say()
            if not n % 2:
                file.parent.unlink()
                await until(lambda: here.status[-1][1] == "degraded" and file.exists(), 15)
            await here.settle(5)
            states.append(here.status[-1][1])
            here.kill()
        result = _told(here, 2 * count)
        return result | {"degraded and working": len(states)}


async def model_faults(folder: Path, count: int) -> Result:
    """F12: the model hangs, raises, or answers with numbers that are none."""
    async with world(folder) as here:
        await here.start()
        faults = []
        for n in range(count):
            word = ("crash", "nan", "crash", "nan", "hang")[n % 5]
            payload = json.dumps({"id": f"bad-{n}", "text": word, "user": f"u{n}"})
            await here.client.publish("homefuse/command/text", payload)
            await until(lambda n=n: here.record.decided(f"bad-{n}"), 10)
            await here.say()
        await here.settle()
        for n in range(count):
            statuses = [getattr(answer, "status", "") for answer in here.record.answers[f"bad-{n}"]]
            if "sent" in statuses:
                faults.append(f"bad-{n}: something was sent")
        result = _told(here, count)
        result["faults"] += faults
        return result


async def malformed(folder: Path, count: int) -> Result:
    """F14: payloads that nobody should send; all are read, every hundredth goes through the broker."""
    chance, actions = random.Random(14), 0
    async with world(folder) as here:
        await here.start()
        for n in range(count):
            payload = _nonsense(chance)
            message = Message(
                f"homefuse/command/text{chance.choice(['', '/a', '/+', '/' + 'x' * 99])}", payload
            )
            found = read_command(message, "homefuse", new_id="n", now=0.0, epoch_s=0.0)
            actions += not isinstance(found, Refused) and found.text.startswith(("level", "pulse"))
            with suppress(Exception):
                read_control(Message("homefuse/control/confirm", payload), "homefuse")
            if n % 100 == 0:
                await here.client.publish(chance.choice(INWARD), payload)
        await here.say()
        await here.settle()
        return _told(here, count) | {"read as commands for devices": actions}


INWARD = ("homefuse/command/text", "homefuse/control/confirm", "homefuse/control/cancel", "d/lamp_0/state")


async def terminated(folder: Path, count: int) -> Result:
    """F17: the daemon is asked to end while it works."""
    took: list[float] = []
    codes: list[int] = []

    async def fault(here: World) -> None:
        assert here.daemon is not None
        begun = time.monotonic()
        here.daemon.send_signal(signal.SIGTERM)
        codes.append(await here.died())
        took.append(time.monotonic() - begun)
        await here.start()

    result = await _under_load(folder, count, fault, per_s=10.0)
    if any(codes) or max(took) > 5.0:
        result["faults"].append(f"ended with {set(codes)} after at most {max(took):.1f} s")
    return result | {"end s": _spread(took)}


async def reloaded(folder: Path, count: int) -> Result:
    """F20: device files turn to garbage, and the daemon is told to read them."""

    async def fault(here: World) -> None:
        assert here.daemon is not None
        file = here.folder / "devices" / "lamp_0.yaml"
        good = file.read_bytes()
        file.write_bytes(_nonsense(here.chance))
        here.daemon.send_signal(signal.SIGHUP)
        await asyncio.sleep(0.2)
        file.write_bytes(good)
        here.daemon.send_signal(signal.SIGHUP)
        if here.daemon.poll() is not None:
            raise RuntimeError("the daemon died of a device file")

    return await _under_load(folder, count, fault, per_s=10.0)


async def _under_load(
    folder: Path, count: int, fault: Callable[[World], Awaitable[None]], per_s: float
) -> Result:
    """Let a fault happen again and again while commands keep coming, then judge the record."""
    async with world(folder) as here:
        await here.start()
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(here.talk(per_s, stop))
            for _ in range(count):
                await asyncio.sleep(here.chance.uniform(0.1, 0.6))
                await fault(here)
            stop.set()
        await here.settle()
        return _told(here, count)


async def killed_at(folder: Path, points: Sequence[str], times: int) -> Result:
    """F2, exactly: the daemon is killed when it passes a point for the first time, the second, ..."""
    async with world(folder) as here:
        reached = 0
        for point in points:
            for n in range(times):
                here.launch(f"{point}:{1 + n}")
                tasks = [asyncio.create_task(here.say()) for _ in range(8)]
                try:
                    await here.died(5.0)
                    reached += 1
                except Exception:  # noqa: BLE001  a point that is not reached is counted, not judged
                    here.kill()
                await here.start()
                await asyncio.gather(*tasks)
                await here.settle(10.0)
                here.kill()
        result = _told(here, len(points) * times)
        if reached < len(points) * times:
            result["faults"].append(f"only {reached} of {len(points) * times} points were reached")
        return result


def _told(here: World, count: int) -> Result:
    return {
        "count": count,
        "commands": len(here.record.said),
        "ends": dict(here.record.tally()),
        "ready s": _spread(here.ready_s),
        "faults": here.record.faults(),
    }


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return "-"
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2]:.2f} / {ordered[int(len(ordered) * 0.95)]:.2f} / {ordered[-1]:.2f}"


def _nonsense(chance: random.Random) -> bytes:
    """Bytes, broken JSON, JSON of the wrong shape, deep JSON, long JSON."""
    kind = chance.randrange(6)
    if kind == 0:
        return chance.randbytes(chance.randrange(200))
    if kind == 1:
        return (b"[" if chance.random() < 0.5 else b'{"a":') * chance.randrange(3000)
    values: list[Any] = [None, True, -1, 1e308, "x", "\0", "\ud7ff", [], {}, "a" * 5000, {"id": "x"}]
    if kind == 2:
        return json.dumps(
            {chance.choice(["text", "id", "ttl", "ts", "area"]): chance.choice(values)}
        ).encode()
    good = json.dumps({"id": "m", "text": "lovely weather", "ttl": 5, "area": "hall"}).encode()
    if kind == 3:
        place = chance.randrange(len(good))
        return good[:place] + chance.randbytes(chance.randrange(4)) + good[place + 1 :]
    if kind == 4:
        return good.replace(b"5", chance.choice([b"NaN", b"-1", b"1e999", b"Infinity", b'"5"']))
    return os.fsencode("\udcff") * chance.randrange(50)


FAULTS: dict[str, tuple[Callable[[Path, int], Awaitable[Result]], int]] = {
    "F1": (broker_killed, 200),
    "F2": (daemon_killed, 500),
    "F3": (both_killed, 100),
    "F4": (network_cut, 300),
    "F7": (replayed, 10_000),
    "F8": (retained, 1_000),
    "F9": (broken_disk, 50),
    "F12": (model_faults, 100),
    "F14": (malformed, 1_000_000),
    "F17": (terminated, 200),
    "F20": (reloaded, 200),
}
"""Number -> the fault and how often it happens in a full run."""
