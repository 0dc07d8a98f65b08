"""The embedded broker's own process: amqtt on a socket inherited from the daemon, with one user.

Started as `python -m homefuse.broker_process FD`, with the password as the first line of standard input.
It says `ready` on standard output, and ends when its standard input closes: that is, when the daemon is gone.
"""

from __future__ import annotations

import asyncio
import ctypes
import hmac
import logging
import signal
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amqtt.adapters import StreamReaderAdapter, StreamWriterAdapter
from amqtt.broker import Broker
from amqtt.contexts import BrokerConfig, ListenerConfig, ListenerType
from amqtt.plugins.base import BaseAuthPlugin

if TYPE_CHECKING:
    from amqtt.session import Session

USER = "homefuse"
LISTENER = "default"
PR_SET_PDEATHSIG = 1
KEEPALIVE_GRACE_S = 10  # amqtt drops a client at exactly its keep-alive, without the standard's half more


class OneUser(BaseAuthPlugin):  # type: ignore[misc]  # amqtt is untyped
    """Lets in who knows the generated password."""

    @dataclass
    class Config:
        """amqtt fills it from the plugin's settings."""

        password: str = ""

    async def authenticate(self, *, session: Session) -> bool:
        """Compare user and password in constant time."""
        expected = f"{USER}:{self.config.password}".encode()
        return hmac.compare_digest(f"{session.username}:{session.password}".encode(), expected)


async def serve(listener: socket.socket, password: str) -> None:
    """Serve MQTT 3.1.1 on a listening socket until standard input closes."""
    broker = Broker(_config(password))
    await broker.start()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await broker.external_connected(StreamReaderAdapter(reader), StreamWriterAdapter(writer), LISTENER)

    async with await asyncio.start_server(accept, sock=listener):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await _parent_gone()
    await broker.shutdown()


def main() -> None:
    """Read the password, tie our life to the daemon's, serve."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the daemon, which then closes our input
    logging.basicConfig(level=logging.CRITICAL)  # to amqtt every port scan is an error
    password = sys.stdin.readline().strip()
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1])), password))


def _config(password: str) -> BrokerConfig:
    return BrokerConfig(
        listeners={LISTENER: ListenerConfig(type=ListenerType.EXTERNAL)},
        timeout_disconnect_delay=KEEPALIVE_GRACE_S,
        session_expiry_interval=3600,
        plugins={f"{__spec__.name}.{OneUser.__name__}": {"password": password}},
    )


async def _parent_gone() -> None:
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


if __name__ == "__main__":
    main()
