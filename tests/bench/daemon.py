"""The real daemon as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil


class Daemon:
    """`homefuse run` as a process of its own, with its files in a folder."""

    def __init__(self, folder: Path, port: int, model: Path) -> None:
        self._folder = folder
        self._config = folder / "config.yaml"
        self._config.write_text(
            f"mqtt: {{broker: '127.0.0.1:{port}'}}\ndevices: devices\n"
            f"model: {{path: '{model.resolve()}', provider: cpu, threads: 1}}\n",
            encoding="utf-8",
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its words go to a file."""
        places = ("RUNTIME_DIRECTORY", "STATE_DIRECTORY", "XDG_RUNTIME_DIR", "XDG_STATE_HOME")
        own = {}
        for place in places:
            (self._folder / place).mkdir(mode=0o700)
            own[place] = str(self._folder / place)
        command = [sys.executable, "-m", "homefuse", "run", "--config", str(self._config)]
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=_environment(own), stdout=log, stderr=subprocess.STDOUT
            )

    def stop(self) -> None:
        """Stop it, by force if need be."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def check(self) -> None:
        """Give up if it has."""
        if self._process is None or self._process.poll() is not None:
            words = (self._folder / "log").read_text(encoding="utf-8", errors="replace")
            raise SystemExit(f"the daemon has ended:\n{words[-3000:]}")

    def rss_mib(self) -> float:
        """Resident memory of it and its children."""
        return sum(process.memory_info().rss for process in self._family()) / 2**20

    def cpu_s(self) -> float:
        """Seconds of processor time that it and its children have used."""
        return sum(sum(process.cpu_times()[:2]) for process in self._family())

    def _family(self) -> list[psutil.Process]:
        assert self._process is not None
        root = psutil.Process(self._process.pid)
        return [root, *root.children(recursive=True)]


def _environment(own: dict[str, str]) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, **own, "PYTHONPATH": root}
