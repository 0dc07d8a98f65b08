"""A report as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from homefuse.evaluate.judge import Verdict
from homefuse.evaluate.tables import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homefuse.evaluate.report import Calibration, Confusion, Report, Result, Score
    from homefuse.types import Evidence

_PLOT = 220
"""Side of a plot in pixels."""

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --good: #2a7; --bad: #c43; --ink: #36c }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: .5rem 0 1.5rem }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top }
tr { border-bottom: 1px solid var(--line) }
td.number { text-align: right; font-variant-numeric: tabular-nums }
figure { display: inline-block; margin: 0 2rem 1rem 0 } figcaption { font-size: 13px }
details { border-bottom: 1px solid var(--line); padding: .3rem 0 } summary { cursor: pointer }
.bad { color: var(--bad) } .id { opacity: .6 }
mark { background: color-mix(in srgb, var(--ink) var(--w), transparent) }
meter { width: 8rem }
"""


def page(report: Report, title: str = "HomeFuse evaluation") -> str:
    """The whole page; everything from the cases is escaped."""
    body = [
        f"<h1>{escape(title)}</h1>",
        _total(report),
        *(_scores(name, scores) for name, scores in _groups(report).items() if scores),
        _plots(report.calibration),
        _confusions(report),
        f"<h2>Wrong ({len(report.failures)})</h2>",
        *map(_failure, report.failures),
    ]
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>\n'


def _groups(report: Report) -> Mapping[str, Mapping[str, Score]]:
    return {"File": report.files, "Outcome wanted": report.outcomes, "Tag": report.tags}


def _total(report: Report) -> str:
    rows: list[tuple[str, object]] = [
        ("right", f"{report.total.met} of {report.total.cases} ({report.total.share:.1%})"),
        ("false actions", report.false_actions),
        ("sensitive, unconfirmed", report.sensitive_unconfirmed),
        ("sensitive, wrong", report.sensitive_wrong),
        ("milliseconds", f"p50 {report.latency.p50:.1f}, p99 {report.latency.p99:.1f}"),
        ("calibration", f"ECE {report.calibration.ece:.3f}, AURC {report.calibration.aurc:.3f}"),
        *((f"skipped: {reason}", cases) for reason, cases in report.skipped.items()),
    ]
    return _table((), rows)


def _scores(name: str, scores: Mapping[str, Score]) -> str:
    rows = ((label, score.cases, score.met, _meter(score.share)) for label, score in scores.items())
    return _table((name, "cases", "right", "share"), rows)


def _confusions(report: Report) -> str:
    found = {
        "Outcome": report.confused_outcomes,
        "Device": report.confused_devices,
        "Command": report.confused_commands,
    }
    return "".join(_confusion(name, confusions) for name, confusions in found.items() if confusions)


def _confusion(name: str, confusions: Sequence[Confusion]) -> str:
    rows = ((found.wanted, found.got, found.cases) for found in confusions)
    return _table((f"{name} wanted", "decided instead", "cases"), rows)


class _Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def _meter(share: float) -> _Markup:
    return _Markup(f'<meter value="{share:.4f}"></meter> {share:.3f}')


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table>{f'<thead><tr>{head}</tr></thead>' if columns else ''}<tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, _Markup):
        return f"<td>{value}</td>"
    number = ' class="number"' if isinstance(value, int | float) else ""
    return f"<td{number}>{escape(str(value))}</td>"


def _plots(calibration: Calibration) -> str:
    if not calibration.bins:
        return ""
    reliability = [(found.confidence, found.accuracy) for found in calibration.bins]
    return _plot("confidence (across) against share right", reliability, diagonal=True) + _plot(
        "share kept (across) against share wrong", calibration.risk_coverage, diagonal=False
    )


def _plot(caption: str, points: Sequence[tuple[float, float]], *, diagonal: bool) -> str:
    placed = " ".join(f"{x * _PLOT:.1f},{(1 - y) * _PLOT:.1f}" for x, y in points)
    line = f'<polyline points="{placed}" fill="none" stroke="var(--ink)" stroke-width="2"/>'
    dots = "".join(f'<circle cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="3"/>' for p in placed.split())
    ideal = f'<line x1="0" y1="{_PLOT}" x2="{_PLOT}" y2="0" stroke="var(--line)"/>' if diagonal else ""
    frame = f'<rect width="{_PLOT}" height="{_PLOT}" fill="none" stroke="var(--line)"/>'
    svg = f'<svg width="{_PLOT}" height="{_PLOT}" role="img">{frame}{ideal}{line}{dots}</svg>'
    return f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>"


def _failure(result: Result) -> str:
    case, decision = result.case, result.decision
    rows: list[tuple[str, object]] = [
        ("decided", words_of(result)),
        ("why wrong", "; ".join(result.verdict.why) if result.verdict else ""),
        ("in the file", f"{case.file.name}:{case.line}"),
        ("tags", ", ".join(case.tags)),
    ]
    if decision is not None:
        rows += [("says", decision.say), ("confidence", f"{decision.confidence:.3f}")]
        rows += _evidence(decision.evidence)
    said, flags = escape(case.text or case.audio or ""), escape(_flags(result))
    summary = f'<span class="id">{escape(case.id)}</span> {said} <span class="bad">{flags}</span>'
    return f"<details><summary>{summary}</summary>{_table((), rows)}</details>"


def _flags(result: Result) -> str:
    verdict = result.verdict or Verdict(met=False)
    flags = {
        "false action": verdict.false_actions,
        "unconfirmed": verdict.sensitive_unconfirmed,
        "sensitive": verdict.sensitive_wrong,
    }
    return ", ".join(name for name, actions in flags.items() if actions)


def _evidence(evidence: Evidence) -> list[tuple[str, object]]:
    kinds = {"words": evidence.words, "cameras": evidence.cameras, "state": evidence.state}
    return [(name, _Markup(" ".join(map(_weighed, weights)))) for name, weights in kinds.items() if weights]


def _weighed(part: tuple[str, float]) -> str:
    name, weight = part
    return f'<mark style="--w: {min(max(weight, 0.0), 1.0):.0%}" title="{weight:.2f}">{escape(name)}</mark>'
