"""`homefuse decide`: what would be done, without a broker and without doing it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homefuse.cli import deciding
from homefuse.evaluate.cases import Case

if TYPE_CHECKING:
    from collections.abc import Sequence

_Cases = Annotated[
    Path | None, typer.Option("--cases", help="Decide every case of this file.", metavar="FILE")
]
_Out = Annotated[Path | None, typer.Option(help="With --cases: write the decisions here.", metavar="FILE")]
_Home = Annotated[Path | None, typer.Option(help="The home file that TEXT is about.", metavar="FILE")]
_Area = Annotated[str | None, typer.Option(help="Id of the area the speaker is in.")]
_Before = Annotated[list[str] | None, typer.Option(help="What was said before; may be repeated.")]
_Now = Annotated[datetime | None, typer.Option(help="Local time at which it is said.")]
_Model = Annotated[Path | None, typer.Option(help="Folder of the models.", metavar="DIR")]


def decide(
    text: Annotated[str | None, typer.Argument(help="What a person says.")] = None,
    *,
    cases: _Cases = None,
    out: _Out = None,
    home: _Home = None,
    area: _Area = None,
    before: _Before = None,
    now: _Now = None,
    model: _Model = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the decision as JSON.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Tell what carried the decision.")] = False,
) -> None:
    """Decide what TEXT asks for in a home, or every case of a file; nothing is sent to any device.

    Exit code 0: decided; 1: a decision failed; 2: a file or an option is wrong.
    """
    with deciding.plain_errors():
        if cases is not None and text is None:
            raise typer.Exit(
                deciding.decide_all(deciding.load_all([cases]), deciding.load_runner(model), out)
            )
        if text is None or cases is not None or home is None:
            raise typer.BadParameter("give either --cases FILE, or a TEXT with --home FILE")
        case = _case(text, home, area, before or (), now or datetime.now())  # noqa: DTZ005 - local
        result = deciding.load_runner(model).decided(case)
        raise typer.Exit(deciding.tell(result, as_json=as_json, explain=explain))


def _case(text: str, home: Path, area: str | None, before: Sequence[str], now: datetime) -> Case:
    return Case(id="decide", home=str(home), text=text, area=area, history=tuple(before), now=now)
