"""What systemd is told: ready, alive, reloading, stopping. Every call is a no-op outside systemd."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable, Mapping

log = logging.getLogger(__name__)

Probe = Callable[[], Awaitable[None]]
"""Returns once a part of the daemon has really done something; raises or hangs if it is stuck."""


class Service:
    """The notification socket of a systemd service."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        watched = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        micros = environ.get("WATCHDOG_USEC", "")
        self.watchdog_s = int(micros) / 1e6 if watched and micros.isdigit() else None
        """Seconds within which systemd wants to hear of us; None = it does not."""

    def starting(self, status: str, extend_s: float) -> None:
        """Say what takes so long, and how much longer it may."""
        self._send(f"STATUS={status}\nEXTEND_TIMEOUT_USEC={int(extend_s * 1e6)}")

    def ready(self, status: str) -> None:
        """The model is warm and commands are listened to."""
        self._send(f"READY=1\nSTATUS={status}")

    def reloading(self) -> None:
        """Configuration is being read again; `ready` ends it."""
        self._send(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """The daemon ends."""
        self._send("STOPPING=1")

    def status(self, text: str) -> None:
        """One line for `systemctl status`."""
        self._send(f"STATUS={text}")

    async def watch(self, probes: Mapping[str, Probe], interval_s: float | None = None) -> None:
        """Tell the watchdog that all parts moved, again and again; a stuck part is named and lets it bite."""
        every_s = interval_s or (self.watchdog_s / 3 if self.watchdog_s else 10.0)
        while True:
            stuck = await self._stuck(probes, every_s)
            if stuck:
                log.error("no sign of life from: %s", ", ".join(stuck))
            else:
                self._send("WATCHDOG=1")
            await asyncio.sleep(every_s)

    async def _stuck(self, probes: Mapping[str, Probe], within_s: float) -> list[str]:
        stuck = []
        for name, probe in probes.items():
            try:
                async with asyncio.timeout(within_s):
                    await probe()
            except Exception as error:  # noqa: BLE001  whatever a probe raises, it is no sign of life
                log.debug("probe %s: %r", name, error)
                stuck.append(name)
        return stuck

    def _send(self, message: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
            sock.connect(address)
            sock.sendall(message.encode())
