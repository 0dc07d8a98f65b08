"""A report as tables for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from homefuse.evaluate import effects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homefuse.evaluate.compare import Comparison
    from homefuse.evaluate.report import Calibration, Confusion, Report, Result, Score

MOST_CONFUSIONS = 8


def tables(report: Report, *, failures: int = 20) -> RenderableType:
    """Everything but the single cases, and the first `failures` of the wrong ones."""
    parts: list[RenderableType] = [_total(report)]
    groups = {"file": report.files, "outcome wanted": report.outcomes, "tag": report.tags}
    parts += [_scores(name, scores) for name, scores in groups.items() if scores]
    confusions = {
        "outcome": report.confused_outcomes,
        "device": report.confused_devices,
        "command": report.confused_commands,
    }
    parts += [_confusions(name, found) for name, found in confusions.items() if found]
    if report.calibration.bins:
        parts.append(_calibration(report.calibration))
    if report.failures and failures:
        parts.append(_failures(report.failures, failures))
    return Group(*parts)


def comparison_table(comparison: Comparison) -> RenderableType:
    """Every case that two deciders decided differently, the worsened ones first."""
    table = _table("", "case", "said", "old", "new")
    kinds = {"worse": comparison.worse, "better": comparison.better, "changed": comparison.changed}
    for kind, pairs in kinds.items():
        for old, new in pairs:
            cells = (kind, old.case.id, old.case.text or old.case.audio or "", words_of(old), words_of(new))
            table.add_row(*map(Text, cells))
    counts = ", ".join(f"{len(pairs)} {kind}" for kind, pairs in kinds.items())
    return Group(table, Text(f"{comparison.cases} cases: {counts}", style="bold"))


def words_of(result: Result) -> str:
    """What was decided, in one line."""
    if result.decision is None:
        return result.error or result.skipped or "nothing"
    decision = result.decision
    told = [effects.words(action) for action in decision.actions]
    told += [f"{about.device}.{about.property}" for about in decision.about]
    told += list(decision.choices)
    told += [str(decision.reason)] if decision.reason else []
    return " ".join([str(decision.outcome), ", ".join(told)]).strip()


def _total(report: Report) -> RenderableType:
    speed = report.latency
    rows = {
        "right": f"{report.total.met} of {report.total.cases} ({report.total.share:.1%})",
        "false actions": str(report.false_actions),
        "sensitive, unconfirmed": str(report.sensitive_unconfirmed),
        "sensitive, wrong": str(report.sensitive_wrong),
        "milliseconds": f"p50 {speed.p50:.1f}, p99 {speed.p99:.1f}, most {speed.most:.1f}",
        "calibration": f"ECE {report.calibration.ece:.3f}, AURC {report.calibration.aurc:.3f}",
    }
    rows |= {f"skipped: {reason}": str(cases) for reason, cases in report.skipped.items()}
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in rows.items():
        table.add_row(Text(name, style="bold"), Text(value))
    return table


def _scores(name: str, scores: Mapping[str, Score]) -> Table:
    table = _table(name, "cases", "right", "share")
    for label, score in scores.items():
        table.add_row(Text(label), str(score.cases), str(score.met), f"{score.share:.3f}")
    return table


def _confusions(name: str, confusions: Sequence[Confusion]) -> Table:
    table = _table(f"{name} wanted", "decided instead", "cases")
    for found in confusions[:MOST_CONFUSIONS]:
        table.add_row(Text(found.wanted), Text(found.got), str(found.cases))
    return table


def _calibration(calibration: Calibration) -> Table:
    table = _table("confidence", "cases", "mean", "right")
    for found in calibration.bins:
        label = f"{found.low:.1f} to {found.high:.1f}"
        table.add_row(label, str(found.cases), f"{found.confidence:.3f}", f"{found.accuracy:.3f}")
    return table


def _failures(failures: Sequence[Result], most: int) -> Table:
    table = _table("wrong", "said", "decided", "why")
    for result in failures[:most]:
        why = "; ".join(result.verdict.why) if result.verdict else ""
        said = result.case.text or result.case.audio or ""
        table.add_row(Text(result.case.id), Text(said), Text(words_of(result)), Text(why))
    if len(failures) > most:
        table.add_row(Text(f"and {len(failures) - most} more", style="dim"), "", "", "")
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), title=None)
    for column in columns:
        table.add_column(column, justify="right" if column in _NUMBERS else "left", overflow="fold")
    return table


_NUMBERS = frozenset({"cases", "right", "share", "mean"})
