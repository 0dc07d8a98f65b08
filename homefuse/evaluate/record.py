"""Decisions and reports as plain data that JSON can hold. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.evaluate.report import Report, Result, Score
    from homefuse.types import Action, Decision


def decision_record(decision: Decision, name: str | None = None) -> dict[str, Any]:
    """A decision as design section 4 writes it; `name` takes the place of its id."""
    return {
        "id": decision.id if name is None else name,
        "outcome": str(decision.outcome),
        "actions": [_action(action) for action in decision.actions],
        "about": [asdict(about) for about in decision.about],
        "choices": list(decision.choices),
        "rejected": [{"text": part.text, "reason": str(part.reason)} for part in decision.rejected],
        "reason": str(decision.reason) if decision.reason else None,
        "say": decision.say,
        "confidence": round(decision.confidence, 4),
        "evidence": asdict(decision.evidence),
        "ms": {stage: round(spent, 3) for stage, spent in decision.ms.items()},
    }


def result_record(result: Result) -> dict[str, Any]:
    """What came of one case: its decision, or why there is none."""
    if result.decision is not None:
        return decision_record(result.decision, result.case.id)
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


def _failure(result: Result) -> dict[str, Any]:
    return {
        "id": result.case.id,
        "file": f"{result.case.file.name}:{result.case.line}",
        "text": result.case.text,
        "tags": list(result.case.tags),
        "why": list(result.verdict.why) if result.verdict else [],
        "false_action": bool(result.verdict and result.verdict.false_actions),
        "decision": decision_record(result.decision, result.case.id) if result.decision else None,
        "error": result.error,
    }


def _action(action: Action) -> dict[str, Any]:
    record: dict[str, Any] = {"device": action.device, "command": action.command, "args": dict(action.args)}
    if action.at is not None:
        record["at"] = action.at.isoformat()
    if action.after_s is not None:
        record["after"] = action.after_s
    return record


def _scores(scores: Mapping[str, Score]) -> dict[str, Any]:
    return {name: _score(score) for name, score in scores.items()}


def _score(score: Score) -> dict[str, Any]:
    return {"cases": score.cases, "met": score.met, "share": round(score.share, 4)}
