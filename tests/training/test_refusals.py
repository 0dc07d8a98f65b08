from __future__ import annotations

import random

import pytest

from training.data import refusal_words
from training.data.refusals import twisted
from training.data.sample import join, say
from training.data.verbs import conjugated, verb_of


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("don't {do}", "don't turn off the lamp"),
        ("no {doing} today", "no turning off the lamp today"),
        ("i {did} already", "i turned off the lamp already"),
        ("the butler {does}", "the butler turns off the lamp"),
        ("leave {x} alone", "leave the lamps alone"),
        ("{x} {is} perfect now", "the lamps are perfect now"),
    ],
)
def test_one_command_in_many_forms(template: str, expected: str) -> None:
    phrase = twisted(random.Random(1), template, say("turn off the lamp"), say("the lamps"))
    assert phrase is not None
    assert join(phrase)[0] == expected


def test_what_does_not_begin_with_a_verb_is_not_twisted() -> None:
    assert twisted(random.Random(1), "i {did} it", say("lights off"), ()) is None


@pytest.mark.parametrize(
    ("base", "past", "participle", "gerund", "third"),
    [
        ("turn", "turned", "turned", "turning", "turns"),
        ("put", "put", "put", "putting", "puts"),
        ("dim", "dimmed", "dimmed", "dimming", "dims"),
        ("close", "closed", "closed", "closing", "closes"),
        ("give", "gave", "given", "giving", "gives"),
        ("dry", "dried", "dried", "drying", "dries"),
        ("skip", "skipped", "skipped", "skipping", "skips"),
        ("wash", "washed", "washed", "washing", "washes"),
    ],
)
def test_verb_forms(base: str, past: str, participle: str, gerund: str, third: str) -> None:
    verb = verb_of(base)
    assert verb is not None
    assert (verb.past, verb.participle, verb.gerund, verb.third) == (past, participle, gerund, third)


def test_a_value_is_no_verb() -> None:
    assert conjugated(say("open", "v"), "past") is None
    assert verb_of("lamp") is None


def test_every_template_has_only_known_slots() -> None:
    tables = [v for v in vars(refusal_words).values() if isinstance(v, list)]
    for template in (t for table in tables for t in table):
        twisted(random.Random(1), template, say("turn off the lamp"), say("the lamp"))
