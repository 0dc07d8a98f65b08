"""Give every case to a decider and judge what it says."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from homefuse.errors import HomeFuseError
from homefuse.evaluate.cases import Homes, Modality, snapshot
from homefuse.evaluate.judge import Verdict, judge
from homefuse.evaluate.report import Report, Result, summarise
from homefuse.simulate.home import apply
from homefuse.types import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from homefuse.devices.model import Home, Value
    from homefuse.evaluate.cases import Case
    from homefuse.types import Decision, Snapshot

SECONDS_PER_TURN = 10.0
"""How long ago the newest utterance of a case's history is taken to be; the one before it, twice that."""


def evaluate(
    cases: Iterable[Case],
    decider: Callable[[Snapshot], Decision] | Runner,
    *,
    on_result: Callable[[Result], None] | None = None,
) -> Report:
    """Decide and judge every case; `on_result` is told of each as it is done."""
    runner = decider if isinstance(decider, Runner) else Runner(decider)
    results: list[Result] = []
    for case in cases:
        results.append(runner.judged(case))
        if on_result is not None:
            on_result(results[-1])
    return summarise(results)


class Runner:
    """A decider with the homes it has been prepared for."""

    def __init__(
        self,
        decider: Callable[[Snapshot], Decision],
        *,
        prepare: Callable[[Home], None] | None = None,
        can: frozenset[Modality] = frozenset(),
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._decider = decider
        self._prepare = prepare
        self._can = can
        self._clock = clock
        self._homes = Homes()
        self._prepared: Home | None = None

    def judged(self, case: Case) -> Result:
        """The decision on a case with its verdict."""
        result = self.decided(case)
        if result.skipped:
            return result
        if not case.expects:
            return Result(case, decision=result.decision, skipped="expects nothing", ms=result.ms)
        if result.snapshot is None or result.decision is None:
            return Result(case, verdict=Verdict(met=False, why=(result.error or "",)), error=result.error)
        verdict = judge(result.snapshot, result.decision, case.expects)
        return Result(case, result.snapshot, result.decision, verdict, ms=result.ms)

    def decided(self, case: Case) -> Result:
        """The decision on a case, its history first; skipped where it needs eyes or ears that are missing."""
        lacking = [need for need in case.needs if need not in self._can]
        if lacking:
            return Result(case, skipped=f"needs {' and '.join(lacking)}")
        home, states = self._homes.of(case)
        if self._prepare is not None and home is not self._prepared:
            self._prepare(home)
            self._prepared = home
        try:
            seen = snapshot(case, home, states, self._history(case, home, states))
            begun = self._clock()
            decision = self._decider(seen)
        except HomeFuseError as error:
            return Result(case, error=f"{type(error).__name__}: {error}")
        return Result(case, seen, decision, ms=(self._clock() - begun) * 1000)

    def _history(self, case: Case, home: Home, states: Mapping[str, Mapping[str, Value]]) -> tuple[Turn, ...]:
        """The earlier utterances of a case as turns, each decided with those before it in mind."""
        turns: list[Turn] = []
        for i, text in enumerate(case.history):
            earlier = case.model_copy(update={"text": text, "audio": None, "cameras": {}, "history": ()})
            decision = self._decider(snapshot(earlier, home, states, tuple(turns)))
            age_s = (len(case.history) - i) * SECONDS_PER_TURN
            turns.append(Turn(text, decision, _previous(home, states, decision), age_s))
        return tuple(turns)


def _previous(
    home: Home, states: Mapping[str, Mapping[str, Value]], decision: Decision
) -> dict[str, dict[str, Value]]:
    """What the home file gave for the properties that an earlier decision set; None where it gave nothing."""
    previous: dict[str, dict[str, Value]] = {}
    for action in decision.actions:
        device = home.device(action.device)
        if device is not None:
            given = states.get(device.id, {})
            touched = {name: given.get(name) for name in apply(device, {}, action)}
            previous.setdefault(device.id, {}).update(touched)
    return previous
