"""Draws the README's picture: a real demo home, and what came of a few sentences. Run by `make docs`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

SENTENCES = (
    "dim the bedroom lamp to thirty percent",
    "turn on the kitchen light and open the living room curtains",
    "make the bedroom lamp 20 percent brighter",
    "brew a large cappuccino",
    "is the garage door open",
    "unlock the front door",
    "never open the garage door",
    "set the thermostat to ninety degrees",
)
WIDTH = 104
START_S = 60.0


def main(target: Path) -> None:
    """Write the picture."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "RUNTIME_DIRECTORY": folder}
        with (Path(folder) / "log").open("w+") as log:
            command = [sys.executable, "-m", "homefuse", "demo"]
            daemon = subprocess.Popen(command, env=environ, stderr=log)  # noqa: S603 - our own program
            try:
                _wait_until_ready(Path(log.name), daemon)
                for sentence in SENTENCES:
                    _say(sentence, environ, console)
            finally:
                daemon.terminate()
                daemon.wait(10)
    console.save_svg(str(target), title="homefuse demo", unique_id="homefuse")


def _wait_until_ready(log: Path, daemon: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_S
    while "ready: " not in log.read_text():
        if daemon.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"the demo does not start:\n{log.read_text()}")
        time.sleep(0.1)
    time.sleep(2.0)  # until every simulated device has reported


def _say(sentence: str, environ: dict[str, str], console: Console) -> None:
    quoted = f'"{sentence}"'
    console.print(f"[bold green]$[/] homefuse say [cyan]{quoted}[/]")
    command = [sys.executable, "-m", "homefuse", "say", sentence]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - as above
    console.print(done.stdout.rstrip(), markup=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
