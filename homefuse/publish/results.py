"""Decisions and what became of their actions, as JSON for the result topics, and back. Pure."""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast, get_args

from homefuse.errors import CommandError
from homefuse.types import About, Ack, AckStatus, Action, Decision, Evidence, Outcome, Reason, Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Value

_STATUSES = frozenset(get_args(AckStatus))


def decision_json(decision: Decision) -> dict[str, Any]:
    """The decision as published; `about`, `choices` and `rejected` only where there are any."""
    document: dict[str, Any] = {
        "id": decision.id,
        "outcome": decision.outcome.value,
        "actions": [action_json(action) for action in decision.actions],
        "say": decision.say,
        "confidence": round(decision.confidence, 4),
        "reason": decision.reason.value if decision.reason else None,
        "evidence": {
            "words": _weights(decision.evidence.words),
            "cameras": _weights(decision.evidence.cameras),
            "state": _weights(decision.evidence.state),
        },
        "ms": {stage: round(ms, 2) for stage, ms in decision.ms.items()},
    }
    if decision.about:
        document["about"] = [
            {"device": fact.device, "property": fact.property, "value": _plain(fact.value)}
            for fact in decision.about
        ]
    if decision.choices:
        document["choices"] = list(decision.choices)
    if decision.rejected:
        document["rejected"] = [
            {"text": part.text, "reason": part.reason.value} for part in decision.rejected
        ]
    return document


def action_json(action: Action) -> dict[str, Any]:
    """An action; `at` (ISO time) or `after` (seconds) only when it is delayed."""
    document: dict[str, Any] = {
        "device": action.device,
        "command": action.command,
        "args": {name: _plain(value) for name, value in action.args.items()},
    }
    if action.at is not None:
        document["at"] = action.at.isoformat()
    if action.after_s is not None:
        document["after"] = action.after_s
    return document


def ack_json(ack: Ack) -> dict[str, Any]:
    """What became of an action; device, command and detail only where they say something."""
    document: dict[str, Any] = {"id": ack.command_id, "status": ack.status, "ms": round(ack.ms, 2)}
    said = {"device": ack.device, "command": ack.command, "detail": ack.detail}
    return document | {name: text for name, text in said.items() if text}


def to_bytes(result: Decision | Ack) -> bytes:
    """A result message's payload."""
    document = decision_json(result) if isinstance(result, Decision) else ack_json(result)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def from_bytes(payload: bytes) -> Decision | Ack:
    """What a result message says; raises CommandError if it is none."""
    try:
        document = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise CommandError("the result is not JSON") from error
    if not isinstance(document, dict):
        raise CommandError("the result is not a JSON object")
    try:
        return read_decision(document) if "outcome" in document else read_ack(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CommandError(f"the result is malformed: {error}") from error


def read_decision(document: Mapping[str, Any]) -> Decision:
    """The inverse of `decision_json`; raises KeyError, TypeError or ValueError."""
    evidence = document.get("evidence") or {}
    reason = document.get("reason")
    return Decision(
        id=str(document["id"]),
        outcome=Outcome(document["outcome"]),
        actions=tuple(read_action(action) for action in document.get("actions", ())),
        about=tuple(
            About(str(fact["device"]), str(fact["property"]), _value(fact["value"]))
            for fact in document.get("about", ())
        ),
        choices=tuple(map(str, document.get("choices", ()))),
        rejected=tuple(
            Rejected(str(part["text"]), Reason(part["reason"])) for part in document.get("rejected", ())
        ),
        reason=Reason(reason) if reason is not None else None,
        say=str(document.get("say", "")),
        confidence=_number(document.get("confidence", 0.0)),
        evidence=Evidence(*(_pairs(evidence.get(part, ())) for part in ("words", "cameras", "state"))),
        ms={str(stage): _number(ms) for stage, ms in document.get("ms", {}).items()},
    )


def read_action(document: Mapping[str, Any]) -> Action:
    """The inverse of `action_json`; raises KeyError, TypeError or ValueError."""
    at, after = document.get("at"), document.get("after")
    return Action(
        device=str(document["device"]),
        command=str(document["command"]),
        args={str(name): _value(value) for name, value in document.get("args", {}).items()},
        at=datetime.fromisoformat(at) if at is not None else None,
        after_s=_number(after) if after is not None else None,
    )


def read_ack(document: Mapping[str, Any]) -> Ack:
    """The inverse of `ack_json`; raises KeyError, TypeError or ValueError."""
    if document["status"] not in _STATUSES:
        raise ValueError(f"no such status: {document['status']!r}")
    return Ack(
        command_id=str(document["id"]),
        device=str(document.get("device", "")),
        command=str(document.get("command", "")),
        status=cast("AckStatus", document["status"]),
        detail=str(document.get("detail", "")),
        ms=_number(document.get("ms", 0.0)),
    )


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _value(raw: Any) -> Value:
    if isinstance(raw, list):
        red, green, blue = (int(channel) for channel in raw)
        return red, green, blue
    if raw is None or isinstance(raw, bool | int | float | str):
        return raw
    raise ValueError(f"not a value: {raw!r}")


def _number(raw: Any) -> float:
    value = float(raw)
    if not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def _weights(pairs: tuple[tuple[str, float], ...]) -> list[list[Any]]:
    return [[name, round(weight, 3)] for name, weight in pairs]


def _pairs(raw: Any) -> tuple[tuple[str, float], ...]:
    return tuple((str(name), _number(weight)) for name, weight in raw)
