"""What was said, answered and done, and what must be true of it. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from homefuse.types import Ack, Decision, Outcome

LAST_WORDS = frozenset({"confirmed", "failed", "expired", "unknown"})
GIVEN_UP = frozenset({"failed", "expired", "unknown"})


@dataclass(frozen=True, slots=True)
class Said:
    """One command of a sender that repeats it until it is answered."""

    id: str
    number: int
    """Its device's message carries it."""
    once: bool
    at: float
    """Seconds, monotonic."""
    valid_s: float = 30.0


@dataclass(slots=True)
class Record:
    """A log of everything."""

    said: dict[str, Said] = field(default_factory=dict)
    answers: defaultdict[str, list[Decision | Ack]] = field(default_factory=lambda: defaultdict(list))
    done: defaultdict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Number -> when a device was told to do it."""

    def decided(self, command_id: str) -> bool:
        """Whether its sender has heard a decision."""
        return any(isinstance(answer, Decision) for answer in self.answers[command_id])

    def ended(self, command_id: str) -> bool:
        """Whether its sender need not wait any longer."""
        said, decisions = self.said[command_id], self._decisions(command_id)
        if any(decision.outcome is not Outcome.ACT for decision in decisions):
            return True
        words = self._words(command_id)
        return bool(decisions) and bool(words & LAST_WORDS or (said.once and "sent" in words))

    def faults(self) -> list[str]:
        """Every promise that was broken, in words."""
        numbers = {said.number for said in self.said.values()}
        found = [
            f"{number} was done, and nobody had said it" for number in self.done if number not in numbers
        ]
        for said in self.said.values():
            found += [f"{said.id}: {fault}" for fault in self._faults_of(said)]
        return found

    def tally(self) -> Counter[str]:
        """How the commands ended."""
        ends: Counter[str] = Counter()
        for said in self.said.values():
            words = self._words(said.id)
            refusals = (f"{each.reason}: {each.say}" for each in self._decisions(said.id) if each.reason)
            order = ("confirmed", *sorted(GIVEN_UP), "sent")
            ends[next((word for word in order if word in words), next(refusals, "unanswered"))] += 1
            ends["died with the broker"] += (
                not self.done[said.number] and "sent" in words and not words & LAST_WORDS
            )
            ends["repeated harmlessly"] += len(self.done[said.number]) > 1
        return ends

    def _faults_of(self, said: Said) -> list[str]:
        times, words = self.done[said.number], self._words(said.id)
        found = []
        if said.once and len(times) > 1:
            found.append(f"done {len(times)} times, and must not be repeated")
        if times and max(times) - said.at > said.valid_s + 1.0:
            found.append(f"done {max(times) - said.at:.1f} s after it was said")
        if not self.decided(said.id):
            found.append("lost: never answered")
        elif not times and "confirmed" in words:
            found.append("confirmed, but not done")
        elif not times and not words & (GIVEN_UP | {"sent"}) and self._acts(said.id):
            found.append(f"lost: {sorted(words)}, never done and nobody was told")
        return found

    def _acts(self, command_id: str) -> bool:
        return any(decision.outcome is Outcome.ACT for decision in self._decisions(command_id))

    def _decisions(self, command_id: str) -> list[Decision]:
        return [answer for answer in self.answers[command_id] if isinstance(answer, Decision)]

    def _words(self, command_id: str) -> frozenset[str]:
        return frozenset(answer.status for answer in self.answers[command_id] if isinstance(answer, Ack))
