"""`homefuse eval`: how well it understands the cases of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from homefuse.cli import deciding

_Files = Annotated[list[Path], typer.Argument(help="Case files.", metavar="FILE...")]
_Json = Annotated[
    Path | None, typer.Option("--json", help="Write the report as JSON; - prints it.", metavar="OUT")
]
_Html = Annotated[
    Path | None, typer.Option("--html", help="Write the report as an HTML page.", metavar="OUT")
]
_Tags = Annotated[list[str] | None, typer.Option("--tag", help="Only cases with this tag; may be repeated.")]
_Share = Annotated[float, typer.Option(help="Share that must be right for exit code 0.", min=0.0, max=1.0)]
_Model = Annotated[Path | None, typer.Option(help="Folder of the models.", metavar="DIR")]


def evaluate(
    files: _Files,
    *,
    json_out: _Json = None,
    html_out: _Html = None,
    tag: _Tags = None,
    failures: Annotated[int, typer.Option(help="How many of the wrong ones to list.", min=0)] = 20,
    at_least: _Share = 1.0,
    model: _Model = None,
) -> None:
    """Decide and judge every case.

    Exit code 0: enough are right; 1: too few, or none to judge; 2: a file or an option is wrong.
    """
    with deciding.plain_errors():
        report = deciding.judge_all(deciding.load_all(files, tag or ()), deciding.load_runner(model))
    deciding.write_report(report, json_out, html_out, failures)
    enough = report.total.cases > 0 and report.total.share >= at_least
    raise typer.Exit(0 if enough else deciding.NOT_MET)
