"""`homefuse run`: the daemon."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from homefuse.app import Daemon, DaemonOptions
from homefuse.bundled import bundled
from homefuse.clock import Clock, local_now
from homefuse.config import find_config, load_config
from homefuse.decide.policy import Thresholds
from homefuse.errors import HomeFuseError, ModelError
from homefuse.infer.card import load_card
from homefuse.pipeline import Pipeline
from homefuse.runtime import state_dir

if TYPE_CHECKING:
    from homefuse.config import Config

CANNOT_START = 2
"""Exit code: the configuration is wrong, the broker cannot be started, or HomeFuse already runs."""

log = logging.getLogger(__name__)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Default: config.yaml here, then /etc/homefuse.")
]
Level = Literal["debug", "info", "warning", "error"]
LevelOption = Annotated[Level, typer.Option("--log-level", help="How much to tell.")]


def run(
    config: ConfigOption = None,
    demo: Annotated[bool, typer.Option("--demo", help="Simulate a whole home; as `homefuse demo`.")] = False,
    log_level: LevelOption = "info",
) -> None:
    """Run until stopped. SIGHUP reads the device files again, SIGTERM ends within five seconds."""
    start_logging(log_level)
    try:
        settings = demo_config() if demo else load_config(find_config(config))
        options = options_of(settings, simulate=demo)
        asyncio.run(serve(replace(options, state=None) if demo else options))  # a demo promises nothing
    except HomeFuseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(CANNOT_START) from error


async def serve(options: DaemonOptions) -> None:
    """Run a daemon that obeys the signals of its process."""
    daemon, loop = Daemon(options), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, daemon.stop)
    loop.add_signal_handler(signal.SIGHUP, daemon.reload)
    await daemon.run()


def options_of(config: Config, *, simulate: bool = False) -> DaemonOptions:
    """The daemon that a configuration describes."""
    folder = config.model.path or bundled("models")
    limits = config.policy.thresholds
    load = partial(
        Pipeline.load,
        folder,
        config.model.provider,
        config.model.threads,
        Thresholds(limits.act, limits.sensitive, limits.answer, limits.outcome),
    )
    clock = Clock(local=partial(local_now, config.home.time_zone))
    state = config.store.path or state_dir()
    return DaemonOptions(config, load, model_name(folder), simulate=simulate, clock=clock, state=state)


def demo_config() -> Config:
    """The example home on a broker of its own, so that no real device is reached."""
    config = load_config(bundled("config.yaml"))
    mqtt = config.mqtt.model_copy(update={"broker": "embedded"})
    return config.model_copy(update={"mqtt": mqtt, "devices": bundled("devices")})


def model_name(folder: Path) -> str:
    """The fusion model's name and the start of its checksum; empty if there is none."""
    try:
        card = load_card(folder / "fusion.json")
    except ModelError:
        return ""
    return f"{card.name}-{card.sha256[:12]}"


def start_logging(level: Level) -> None:
    """Log to standard error; under systemd the journal adds the time."""
    moment = "" if os.environ.get("JOURNAL_STREAM") else "%(asctime)s "
    logging.basicConfig(level=level.upper(), format=f"{moment}%(levelname)-7s %(name)s: %(message)s")
