"""Two deciders beside each other, case by case. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.evaluate import effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homefuse.evaluate.report import Result
    from homefuse.types import Decision


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second decider does that the first did not."""

    cases: int
    worse: tuple[tuple[Result, Result], ...]
    """(first, second) where the first was right and the second is not."""
    better: tuple[tuple[Result, Result], ...]
    changed: tuple[tuple[Result, Result], ...]
    """Decided otherwise, but no better or worse for it."""


def compare(first: Sequence[Result], second: Sequence[Result]) -> Comparison:
    """The differences between two runs over the same cases in the same order."""
    pairs = list(zip(first, second, strict=True))
    return Comparison(
        cases=len(pairs),
        worse=tuple(pair for pair in pairs if _met(pair[0]) and not _met(pair[1])),
        better=tuple(pair for pair in pairs if _met(pair[1]) and not _met(pair[0])),
        changed=tuple(pair for pair in pairs if _met(pair[0]) == _met(pair[1]) and _differ(*pair)),
    )


def _met(result: Result) -> bool:
    return result.verdict is not None and result.verdict.met


def _differ(first: Result, second: Result) -> bool:
    """Whether anything but the wording, the confidence and the time differs."""
    return _essence(first.decision) != _essence(second.decision) or first.error != second.error


def _essence(decision: Decision | None) -> object:
    if decision is None:
        return None
    return (
        decision.outcome,
        decision.reason,
        frozenset(map(effects.words, decision.actions)),
        frozenset(decision.about),
        frozenset(decision.choices),
        frozenset(part.reason for part in decision.rejected),
    )
