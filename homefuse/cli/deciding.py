"""What `decide`, `eval` and `replay` do once their options are known."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from homefuse.bundled import bundled
from homefuse.errors import HomeFuseError
from homefuse.evaluate import effects
from homefuse.evaluate.cases import Homes, load_cases, strangers
from homefuse.evaluate.compare import compare
from homefuse.evaluate.html import page
from homefuse.evaluate.record import comparison_record, report_record, result_record
from homefuse.evaluate.run import Runner, evaluate
from homefuse.evaluate.tables import comparison_table, tables
from homefuse.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from homefuse.errors import Problem
    from homefuse.evaluate.cases import Case
    from homefuse.evaluate.report import Report, Result
    from homefuse.types import Decision

WRONG_INPUT = 2
"""Exit code: a file or an option is wrong, nothing was done."""
NOT_MET = 1
"""Exit code: it was done, and the result is not what was asked for."""
STDOUT = Path("-")

_MOST_ODDITIES = 20


def load_runner(model: Path | None) -> Runner:
    """The decider of a folder of models; None = the models that come with HomeFuse."""
    pipeline = Pipeline.load(model or bundled("models"), provider="cpu", threads=1)
    return Runner(pipeline.decide, prepare=pipeline.prepare)


def load_all(files: Sequence[Path], tags: Sequence[str] = ()) -> list[Case]:
    """The cases of all the files that bear any of the tags; what is odd in them is said on stderr."""
    cases: list[Case] = []
    odd: list[Problem] = []
    homes = Homes()
    for file in files:
        found, problems = load_cases(file)
        cases += found
        odd += problems
    odd += [problem for case in cases for problem in strangers(case, homes.of(case)[0])]
    for problem in odd[:_MOST_ODDITIES]:
        typer.echo(str(problem), err=True)
    if len(odd) > _MOST_ODDITIES:
        typer.echo(f"and {len(odd) - _MOST_ODDITIES} more like these", err=True)
    return [case for case in cases if not tags or set(tags) & set(case.tags)]


@contextmanager
def plain_errors() -> Iterator[None]:
    """Mistakes that the user can mend end the program with their words, not with a traceback."""
    try:
        yield
    except HomeFuseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(WRONG_INPUT) from error


def decide_all(cases: Sequence[Case], runner: Runner, out: Path | None = None) -> int:
    """Write one decision a line; gives the exit code."""
    wrong = 0
    with ExitStack() as stack:
        stream = stack.enter_context(out.open("w", encoding="utf-8")) if out else sys.stdout
        advance = stack.enter_context(_progress("deciding", len(cases)))
        for case in cases:
            result = runner.decided(case)
            wrong += result.error is not None
            stream.write(json.dumps(result_record(result), ensure_ascii=False) + "\n")
            advance()
    return NOT_MET if wrong else 0


def judge_all(cases: Sequence[Case], runner: Runner) -> Report:
    """Decide and judge under a progress bar."""
    with _progress("evaluating", len(cases)) as advance:
        return evaluate(cases, runner, on_result=lambda _: advance())


def tell(result: Result, *, as_json: bool = False, explain: bool = False) -> int:
    """Print one decision; gives the exit code."""
    if as_json or result.decision is None:
        typer.echo(json.dumps(result_record(result), ensure_ascii=False, indent=2))
    else:
        _tell_decision(result.decision)
        if explain:
            _explain(result.decision)
    return 0 if result.decision else NOT_MET


def write_report(report: Report, json_out: Path | None, html_out: Path | None, failures: int) -> None:
    """Write the report where it was asked for, and show it, unless its JSON is shown."""
    if json_out is not None:
        text = json.dumps(report_record(report), indent=2, ensure_ascii=False) + "\n"
        sys.stdout.write(text) if json_out == STDOUT else json_out.write_text(text, encoding="utf-8")
    if html_out is not None:
        html_out.write_text(page(report), encoding="utf-8")
    if json_out != STDOUT:
        Console().print(tables(report, failures=failures))


def tell_differences(old: Report, new: Report, *, as_json: bool = False) -> int:
    """Print what the new decider does that the old one did not; gives the exit code."""
    found = compare(old.results, new.results)
    if as_json:
        typer.echo(json.dumps(comparison_record(found), indent=2, ensure_ascii=False))
    else:
        Console().print(comparison_table(found))
    return NOT_MET if found.worse else 0


def _tell_decision(decision: Decision) -> None:
    reason = f" ({decision.reason})" if decision.reason else ""
    typer.echo(f"{decision.outcome}{reason}, confidence {decision.confidence:.2f}: {decision.say}")
    for action in decision.actions:
        typer.echo(f"  {effects.words(action)}")
    for part in decision.rejected:
        typer.echo(f"  not {part.text!r}: {part.reason}")


def _explain(decision: Decision) -> None:
    evidence = decision.evidence
    for kind, weights in {
        "word": evidence.words,
        "camera": evidence.cameras,
        "state": evidence.state,
    }.items():
        for name, weight in weights:
            typer.echo(f"  {kind:8}{weight:5.2f}  {name}")
    typer.echo("  " + ", ".join(f"{stage} {spent:.1f} ms" for stage, spent in decision.ms.items()))


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on stderr, where that is a terminal; the function given moves it by one."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
