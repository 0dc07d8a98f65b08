from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from typing import TYPE_CHECKING

import pytest

from homefuse.service import Service
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.setblocking(False)
        yield listener


def received(systemd: socket.socket) -> list[str]:
    messages: list[str] = []
    with contextlib.suppress(BlockingIOError):
        while True:
            messages.append(systemd.recv(4096).decode())
    return messages


def service_of(systemd: socket.socket, **more: str) -> Service:
    return Service({"NOTIFY_SOCKET": systemd.getsockname(), **more})


def test_states_are_told(systemd: socket.socket) -> None:
    service = service_of(systemd)
    service.starting("loading the model", 20)
    service.ready("3 devices")
    service.stopping()
    assert received(systemd) == [
        "STATUS=loading the model\nEXTEND_TIMEOUT_USEC=20000000",
        "READY=1\nSTATUS=3 devices",
        "STOPPING=1",
    ]


def test_reloading_carries_its_moment(systemd: socket.socket) -> None:
    service_of(systemd).reloading()
    (message,) = received(systemd)
    assert message.startswith("RELOADING=1\nMONOTONIC_USEC=")


def test_nothing_happens_outside_systemd() -> None:
    Service({}).ready("fine")
    Service({"NOTIFY_SOCKET": "/nowhere/at/all"}).ready("fine")


def test_watchdog_interval_is_ours_only() -> None:
    assert Service({"WATCHDOG_USEC": "30000000"}).watchdog_s == 30.0
    assert Service({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}).watchdog_s == 30.0
    assert Service({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}).watchdog_s is None
    assert Service({}).watchdog_s is None


async def test_watchdog_is_fed_only_while_every_part_moves(
    systemd: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    answers = asyncio.Event()
    answers.set()

    async def probe() -> None:
        await answers.wait()

    feeding = asyncio.create_task(service_of(systemd).watch({"worker": probe}, interval_s=0.02))
    heard: list[str] = []
    await until(lambda: heard.extend(received(systemd)) or len(heard) >= 2)
    assert set(heard) == {"WATCHDOG=1"}
    answers.clear()
    await until(lambda: "no sign of life from: worker" in caplog.text)
    received(systemd)
    await asyncio.sleep(0.05)
    assert received(systemd) == []
    feeding.cancel()
