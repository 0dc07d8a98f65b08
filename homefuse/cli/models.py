"""`homefuse models`: which models are there, and are they what they claim to be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homefuse.bundled import bundled
from homefuse.config import find_config, load_config
from homefuse.errors import HomeFuseError
from homefuse.infer.card import load_card, load_verified
from homefuse.infer.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homefuse.infer.card import Card

app = typer.Typer(help="List and verify the model files.", no_args_is_help=True)

_Folder = Annotated[Path | None, typer.Option("--model", help="Folder of the models.", metavar="DIR")]
_Config = Annotated[
    Path | None, typer.Option("--config", help="Default: config.yaml here, then /etc/homefuse.")
]
_Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@dataclass(frozen=True, slots=True)
class Found:
    """One model card and what is wrong with it or its model."""

    name: str
    card: Card | None
    problem: str = ""


@app.command("list")
def list_models(model: _Folder = None, config: _Config = None, as_json: _Json = False) -> None:
    """List the models of a folder by their cards."""
    _report(list(_cards(_folder(model, config))), as_json)


@app.command()
def verify(model: _Folder = None, config: _Config = None, as_json: _Json = False) -> None:
    """Compare every model with its card: checksum, inputs and outputs; exit code 1 if any differs."""
    folder = _folder(model, config)
    _report([_verified(folder, found) for found in _cards(folder)], as_json)


def _folder(named: Path | None, config: Path | None) -> Path:
    try:
        return named or load_config(find_config(config)).model.path or bundled("models")
    except HomeFuseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _cards(folder: Path) -> Iterator[Found]:
    names = sorted({path.stem for path in folder.glob("*.onnx")} | {"text", "filter", "fusion"})
    for name in names:
        try:
            yield Found(name, load_card(folder / f"{name}.json"))
        except HomeFuseError as error:
            yield Found(name, None, str(error))


def _verified(folder: Path, found: Found) -> Found:
    if found.card is None:
        return found
    try:
        Session(*load_verified(folder, found.name), provider="cpu")
    except HomeFuseError as error:
        return Found(found.name, found.card, str(error))
    return found


def _report(models: list[Found], as_json: bool) -> None:
    if as_json:
        print(json.dumps([_record(found) for found in models], ensure_ascii=False))
    else:
        for found in models:
            what = f"{found.card.sha256[:12]}  opset {found.card.opset}" if found.card else "-"
            print(f"{found.name:8} {what:28} {found.problem or 'right'}")
    if any(found.problem for found in models):
        raise typer.Exit(1)


def _record(found: Found) -> dict[str, object]:
    card = found.card
    facts = {"sha256": card.sha256, "opset": card.opset, "metrics": card.metrics} if card else {}
    return {"name": found.name, **facts, "problem": found.problem or None}
