"""Results and reports as plain data that JSON can hold. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from homefuse.publish.results import decision_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.evaluate.compare import Comparison
    from homefuse.evaluate.report import Report, Result, Score


def result_record(result: Result) -> dict[str, Any]:
    """What came of one case: its decision, or why there is none."""
    if result.decision is not None:
        return {**decision_json(result.decision), "id": result.case.id}
    kind = "skipped" if result.skipped else "error"
    return {"id": result.case.id, kind: result.skipped or result.error}


def report_record(report: Report) -> dict[str, Any]:
    """The whole report, with every failure in full."""
    return {
        "total": _score(report.total),
        "skipped": dict(report.skipped),
        "files": _scores(report.files),
        "outcomes": _scores(report.outcomes),
        "tags": _scores(report.tags),
        "false_actions": report.false_actions,
        "sensitive_unconfirmed": report.sensitive_unconfirmed,
        "sensitive_wrong": report.sensitive_wrong,
        "confused_outcomes": [asdict(found) for found in report.confused_outcomes],
        "confused_devices": [asdict(found) for found in report.confused_devices],
        "confused_commands": [asdict(found) for found in report.confused_commands],
        "latency_ms": asdict(report.latency),
        "calibration": asdict(report.calibration),
        "failures": [_failure(result) for result in report.failures],
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Every case that two deciders decided differently."""
    kinds = {"worse": comparison.worse, "better": comparison.better, "changed": comparison.changed}
    return {
        "cases": comparison.cases,
        **{
            kind: [
                {"text": old.case.text, "old": result_record(old), "new": result_record(new)}
                for old, new in pairs
            ]
            for kind, pairs in kinds.items()
        },
    }


def _failure(result: Result) -> dict[str, Any]:
    return {
        "id": result.case.id,
        "file": f"{result.case.file.name}:{result.case.line}",
        "text": result.case.text,
        "tags": list(result.case.tags),
        "why": list(result.verdict.why) if result.verdict else [],
        "false_action": bool(result.verdict and result.verdict.false_actions),
        "decision": result_record(result),
    }


def _scores(scores: Mapping[str, Score]) -> dict[str, Any]:
    return {name: _score(score) for name, score in scores.items()}


def _score(score: Score) -> dict[str, Any]:
    return {"cases": score.cases, "met": score.met, "share": round(score.share, 4)}
