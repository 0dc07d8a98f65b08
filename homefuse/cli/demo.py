"""`homefuse demo`: the daemon with a simulated home."""

from __future__ import annotations

import typer

from homefuse.cli.run import LevelOption, run


def demo(log_level: LevelOption = "info") -> None:
    """Run the example home on a broker of its own, every device simulated, until Ctrl-C."""
    typer.echo(
        'Say something from another terminal, such as: homefuse say "turn on the floor lamp"', err=True
    )
    run(config=None, demo=True, log_level=log_level)
