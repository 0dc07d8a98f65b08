"""Which broker to use: the one that is there, or an embedded one in a child process."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import secrets
import socket
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from homefuse.errors import BrokerError
from homefuse.runtime import find_runtime_file, runtime_dir, write_private

if TYPE_CHECKING:
    from types import TracebackType

log = logging.getLogger(__name__)

USER = "homefuse"
BROKER_FILE = "broker.json"
RESTART_AFTER_S = (0.0, 0.5, 2.0, 10.0)  # a child that dies again and again must not eat the machine
HEALTHY_AFTER_S = 60.0  # a child that lived this long starts the count anew


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """Where a broker listens, and how to get in."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    embedded: bool = False
    """True = ours: it speaks MQTT 3.1.1 only and forgets everything when it stops."""


async def answers(host: str, port: int, timeout_s: float = 1.0) -> bool:
    """Whether something accepts TCP connections there."""
    try:
        async with asyncio.timeout(timeout_s):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True


def running_broker() -> BrokerAddress | None:
    """The broker that a running daemon of this user left word of, or None."""
    path = find_runtime_file(BROKER_FILE)
    if path is None:
        return None
    try:
        return BrokerAddress(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


class PublishedAddress:
    """The file that tells other programs of this user where the broker is, for as long as the daemon runs."""

    def __init__(self, address: BrokerAddress) -> None:
        self._address = address
        self._path: Path | None = None

    def __enter__(self) -> PublishedAddress:
        self._path = runtime_dir() / BROKER_FILE
        write_private(self._path, json.dumps(asdict(self._address)) + "\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._path is not None:
            self._path.unlink(missing_ok=True)


class EmbeddedBroker:
    """amqtt on loopback in a child process, with a generated password.

    The daemon owns the listening socket: while a dead child is being replaced, clients wait instead of
    failing, and the port stays the same. Use as an async context manager; keep `supervise` running inside.
    """

    def __init__(self, port: int = 1883) -> None:
        self._port = port
        self._password = secrets.token_urlsafe(24)
        self._listener: socket.socket | None = None
        self._child: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> BrokerAddress:
        """Where it listens; only known inside the context."""
        if self._listener is None:
            raise BrokerError("the embedded broker is not started")
        host, port = self._listener.getsockname()
        return BrokerAddress(host, port, USER, self._password, embedded=True)

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return None if self._child is None else self._child.pid

    async def __aenter__(self) -> EmbeddedBroker:
        self._listener = _listen(self._port)
        try:
            self._child = await self._start(self._listener)
        except BrokerError:
            self._listener.close()
            raise
        log.info(
            "no broker found, so an embedded one listens on %s:%d for programs of this user: it speaks MQTT "
            "3.1.1, carries about a thousand messages a second and forgets all when HomeFuse stops",
            self.address.host,
            self.address.port,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            await _end(self._child)
        if self._listener is not None:
            self._listener.close()

    async def supervise(self) -> None:
        """Restart the child whenever it dies; never returns."""
        loop, deaths = asyncio.get_running_loop(), 0
        while True:
            if self._child is None or self._listener is None:
                raise BrokerError("the embedded broker is not started")
            born = loop.time()
            code = await self._child.wait()
            deaths = 0 if loop.time() - born > HEALTHY_AFTER_S else deaths + 1
            delay = RESTART_AFTER_S[min(deaths, len(RESTART_AFTER_S)) - 1] if deaths else 0.0
            log.error("the embedded broker died (exit code %s), starting another in %g s", code, delay)
            await asyncio.sleep(delay)
            with contextlib.suppress(BrokerError):  # said by the next round: the child has ended
                self._child = await self._start(self._listener)

    async def _start(self, listener: socket.socket) -> asyncio.subprocess.Process:
        root = str(Path(__file__).parent.parent)
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "homefuse.broker_process", str(listener.fileno())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=(listener.fileno(),),
            env={**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"},
        )
        if child.stdin is None or child.stdout is None:
            raise BrokerError("the embedded broker has no pipes")
        child.stdin.write(f"{self._password}\n".encode())
        try:
            said = await child.stdout.readline()
        except asyncio.CancelledError:
            await _end(child)
            raise
        if said != b"ready\n":
            await _end(child)
            raise BrokerError(
                "the embedded broker did not start: is the extra homefuse[broker] installed? "
                "Otherwise install mosquitto and give its address as mqtt.broker"
            )
        return child


def _listen(port: int) -> socket.socket:
    """A listening loopback socket: on that port, or on any if it is taken."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        log.warning("port %d is taken by something that is no broker", port)
        return socket.create_server(("127.0.0.1", 0))


async def _end(child: asyncio.subprocess.Process) -> None:
    """Ask a child to end by closing its input; insist after a second."""
    if child.stdin is not None:
        child.stdin.close()
    try:
        async with asyncio.timeout(1.0):
            await child.wait()
    except TimeoutError:
        child.kill()
        await child.wait()
