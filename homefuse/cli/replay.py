"""`homefuse replay`: what another model would have decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from homefuse.cli import deciding

_Cases = Annotated[Path, typer.Argument(help="A case file.", metavar="CASES")]
_Models = Annotated[list[Path], typer.Option("--model", help="A folder of models: the old, then the new.")]


def replay(
    cases: _Cases,
    model: _Models,
    as_json: Annotated[bool, typer.Option("--json", help="Print the differences as JSON.")] = False,
) -> None:
    """Compare two models case by case.

    Exit code 0: nothing got worse; 1: the new model fails what the old one met; 2: wrong file or option.
    """
    if len(model) != 2:
        raise typer.BadParameter("give --model twice: the old one, then the new one")
    with deciding.plain_errors():
        loaded = deciding.load_all([cases])
        old, new = (deciding.judge_all(loaded, deciding.load_runner(folder)) for folder in model)
    raise typer.Exit(deciding.tell_differences(old, new, as_json=as_json))
