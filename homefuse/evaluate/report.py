"""What a list of judged decisions adds up to. Pure."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.types import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homefuse.evaluate.cases import Case
    from homefuse.evaluate.judge import Verdict
    from homefuse.types import Decision, Snapshot

BINS = 10
"""Bins of equal width over confidence 0..1."""

NOTHING = "-"
"""Stands in a confusion for "none"."""


@dataclass(frozen=True, slots=True)
class Result:
    """One case with what came of it."""

    case: Case
    snapshot: Snapshot | None = None
    decision: Decision | None = None
    verdict: Verdict | None = None
    """None if the case was not judged."""
    skipped: str | None = None
    """Why it was not judged."""
    error: str | None = None
    """Why there is no decision, though there should be one."""
    ms: float = 0.0
    """Milliseconds that the decision took, without the history's."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a group were right."""

    cases: int
    met: int

    @property
    def share(self) -> float:
        """0..1; 0 of an empty group."""
        return self.met / self.cases if self.cases else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The decisions whose confidence lies in one tenth."""

    low: float
    high: float
    cases: int
    confidence: float
    """Mean, 0..1."""
    accuracy: float
    """Share that was right, 0..1."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether confidence tells the truth."""

    ece: float
    """Expected calibration error, 0..1: the mean gap between confidence and accuracy."""
    bins: tuple[Bin, ...]
    """Without the empty ones."""
    risk_coverage: tuple[tuple[float, float], ...]
    """(share of cases kept, most confident first; share of wrong ones among them)."""
    aurc: float
    """Area under the risk-coverage curve; 0 is best."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds a decision."""

    p50: float
    p99: float
    most: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often one thing was decided in place of another."""

    wanted: str
    got: str
    cases: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole evaluation."""

    results: tuple[Result, ...]
    total: Score
    skipped: Mapping[str, int]
    """Reason -> cases that were not judged."""
    files: Mapping[str, Score]
    outcomes: Mapping[str, Score]
    """By the outcome that was wanted."""
    tags: Mapping[str, Score]
    false_actions: int
    """Cases in which something was done that nobody asked for."""
    sensitive_unconfirmed: int
    """Cases in which a sensitive device acted without the wanted confirmation."""
    sensitive_wrong: int
    """Cases in which a sensitive device did what nobody asked for."""
    confused_outcomes: tuple[Confusion, ...]
    confused_devices: tuple[Confusion, ...]
    confused_commands: tuple[Confusion, ...]
    latency: Latency
    calibration: Calibration

    @property
    def failures(self) -> tuple[Result, ...]:
        """The judged cases that were wrong, in the order of the files."""
        return tuple(result for result in self.results if result.verdict and not result.verdict.met)


def summarise(results: Sequence[Result]) -> Report:
    """Everything that is told of the results."""
    judged = [(result, result.verdict) for result in results if result.verdict is not None]
    wrong = [result for result, verdict in judged if not verdict.met]
    return Report(
        results=tuple(results),
        total=_score(verdict.met for _, verdict in judged),
        skipped=dict(Counter(result.skipped for result in results if result.skipped)),
        files=_grouped((result.case.file.name, verdict.met) for result, verdict in judged),
        outcomes=_grouped((wanted_outcome(result.case), verdict.met) for result, verdict in judged),
        tags=_grouped((tag, verdict.met) for result, verdict in judged for tag in result.case.tags),
        false_actions=sum(bool(verdict.false_actions) for _, verdict in judged),
        sensitive_unconfirmed=sum(bool(verdict.sensitive_unconfirmed) for _, verdict in judged),
        sensitive_wrong=sum(bool(verdict.sensitive_wrong) for _, verdict in judged),
        confused_outcomes=_counted(pair for result in wrong for pair in _outcome_pairs(result)),
        confused_devices=_counted(pair for result in wrong for pair in _device_pairs(result)),
        confused_commands=_counted(pair for result in wrong for pair in _command_pairs(result)),
        latency=_latency([result.ms for result in results if result.decision is not None]),
        calibration=calibrate([(r.decision.confidence, v.met) for r, v in judged if r.decision is not None]),
    )


def wanted_outcome(case: Case) -> str:
    """The acceptable outcomes of a case as one label: "act", "act|confirm", "any"."""
    names: dict[str, None] = {}
    for expect in case.expects:
        names |= dict.fromkeys(map(str, expect.outcome or ("any",)))
    return "|".join(sorted(names, key=_ORDER.index))


_ORDER = ["any", *map(str, Outcome)]


def calibrate(judged: Sequence[tuple[float, bool]]) -> Calibration:
    """Calibration of (confidence, right) pairs; all zero for none."""
    bins = [_bin(i, [pair for pair in judged if _bin_of(pair[0]) == i]) for i in range(BINS)]
    gaps = (abs(b.confidence - b.accuracy) * b.cases for b in bins)
    curve = _risk_coverage(judged)
    return Calibration(
        ece=sum(gaps) / len(judged) if judged else 0.0,
        bins=tuple(b for b in bins if b.cases),
        risk_coverage=curve,
        aurc=_area(curve),
    )


def _risk_coverage(judged: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """One point for each distinct confidence: equally sure cases are kept or left together."""
    by_confidence = Counter(confidence for confidence, _ in judged)
    wrong_at = Counter(confidence for confidence, met in judged if not met)
    kept = wrong = 0
    points: list[tuple[float, float]] = []
    for confidence in sorted(by_confidence, reverse=True):
        kept += by_confidence[confidence]
        wrong += wrong_at[confidence]
        points.append((kept / len(judged), wrong / kept))
    return tuple(points)


def _area(curve: Sequence[tuple[float, float]]) -> float:
    starts = [0.0, *(coverage for coverage, _ in curve)]
    return sum(risk * (coverage - start) for start, (coverage, risk) in zip(starts, curve, strict=False))


def _bin_of(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _bin(index: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    confidence = statistics.fmean(pair[0] for pair in inside) if inside else 0.0
    accuracy = sum(met for _, met in inside) / len(inside) if inside else 0.0
    return Bin(index / BINS, (index + 1) / BINS, len(inside), confidence, accuracy)


def _latency(milliseconds: list[float]) -> Latency:
    if not milliseconds:
        return Latency(0.0, 0.0, 0.0)
    ordered = sorted(milliseconds)
    rank = min(len(ordered) - 1, int(0.99 * len(ordered)))
    return Latency(statistics.median(ordered), ordered[rank], ordered[-1])


def _score(met: Iterable[bool]) -> Score:
    verdicts = list(met)
    return Score(len(verdicts), sum(verdicts))


def _grouped(pairs: Iterable[tuple[str, bool]]) -> dict[str, Score]:
    groups: dict[str, list[bool]] = {}
    for name, met in pairs:
        groups.setdefault(name, []).append(met)
    return {name: _score(met) for name, met in sorted(groups.items())}


def _counted(pairs: Iterable[tuple[str, str]]) -> tuple[Confusion, ...]:
    return tuple(Confusion(wanted, got, cases) for (wanted, got), cases in Counter(pairs).most_common())


def _outcome_pairs(result: Result) -> Iterable[tuple[str, str]]:
    got = str(result.decision.outcome) if result.decision else "error"
    wanted = wanted_outcome(result.case)
    if got not in wanted.split("|") and wanted != "any":
        yield wanted, got


def _device_pairs(result: Result) -> Iterable[tuple[str, str]]:
    """Missing devices beside those decided in their place, where one thing was clearly expected."""
    got = dict.fromkeys(action.device for action in result.decision.actions) if result.decision else {}
    expects = result.case.expects
    if len(expects) != 1 or (expects[0].actions is None and expects[0].state is None):
        return
    wanted = dict.fromkeys(
        [*(action.device for action in expects[0].actions or ()), *(expects[0].state or {})]
    )
    missing = [device for device in wanted if device not in got]
    spare = [device for device in got if device not in wanted and device not in expects[0].ignore]
    for i in range(max(len(missing), len(spare))):
        yield (missing[i] if i < len(missing) else NOTHING), (spare[i] if i < len(spare) else NOTHING)


def _command_pairs(result: Result) -> Iterable[tuple[str, str]]:
    """Wrong commands on the right devices."""
    if result.decision is None or len(result.case.expects) != 1:
        return
    got: dict[str, list[str]] = {}
    for action in result.decision.actions:
        got.setdefault(action.device, []).append(action.command)
    for wanted in result.case.expects[0].actions or ():
        commands = got.get(wanted.device, [])
        if commands and wanted.command not in commands:
            yield wanted.command, commands[0]
