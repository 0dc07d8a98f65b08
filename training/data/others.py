"""Everything that is no plain command: refusals, the impossible, questions, and what follows on something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from training.data.acts import Writer
from training.data.dialogue import follow_up, unrelated
from training.data.impossible import impossible
from training.data.questions import Questions, question
from training.data.refusals import refusal, still_asked
from training.data.sample import Draft, Sample, Scene, render

if TYPE_CHECKING:
    from random import Random

    from homefuse.devices.model import Home
    from training.data.clauses import Clause

Sayings = Callable[[str, str], Sequence[str]]
"""Device id, command name -> templates over {name} and {arg}."""

FAMILIES: Final[Mapping[str, float]] = {
    "refusal": 38,
    "still_asked": 7,
    "impossible": 21,
    "question": 24,
    "follow_up": 14,
}
_TRIES: Final = 6
"""Draws of one family before another gets its turn: many a draw does not fit the home."""
_REMEMBERED: Final = 0.12
"""Share of utterances that come after something they do not refer to."""
_BORROWED: Final = {"one": 50, "group": 16, "room": 5, "coordinated": 10, "delayed": 6}
"""Families of acts whose words are refused."""


def generate_others(
    rng: Random, scene: Scene, elsewhere: Home, sayings: Sayings, questions: Questions
) -> Sample:
    """One utterance; `elsewhere` is another home, to borrow absent devices from."""
    while True:
        family = rng.choices(tuple(FAMILIES), tuple(FAMILIES.values()))[0]
        for _ in range(_TRIES):
            made = _made(rng, scene, family, elsewhere, (sayings, questions))
            if made is not None:
                return render(made[1], made[0])


def _made(
    rng: Random, scene: Scene, family: str, elsewhere: Home, known: tuple[Sayings, Questions]
) -> tuple[Scene, Draft] | None:
    if family == "follow_up":
        return follow_up(rng, scene)
    last = None
    if rng.random() < _REMEMBERED and (before := unrelated(rng, scene)) is not None:
        scene, last = before
    draft = _drafted(rng, scene, family, elsewhere, known)
    return (scene, replace(draft, last=last)) if draft else None


def _drafted(
    rng: Random, scene: Scene, family: str, elsewhere: Home, known: tuple[Sayings, Questions]
) -> Draft | None:
    if family == "question":
        return question(rng, scene, known[1], elsewhere)
    if family == "impossible":
        return impossible(rng, scene, elsewhere)
    act = _act(rng, scene, known[0]) if rng.random() < 0.7 else None
    return (refusal if family == "refusal" else still_asked)(rng, scene, act)


def _act(rng: Random, scene: Scene, sayings: Sayings) -> Clause | None:
    """A command in the words that commands have."""
    return Writer(rng, scene, sayings).write(rng.choices(tuple(_BORROWED), tuple(_BORROWED.values()))[0])
