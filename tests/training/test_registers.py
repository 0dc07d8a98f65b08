from __future__ import annotations

import random

import pytest

from training.data.registers import gerund_of, in_register, slip
from training.data.sample import fill, join, say


def test_no_noise_changes_at_most_case_and_a_mark() -> None:
    words = say("turn the lamp on")
    for seed in range(30):
        text, _ = join(in_register(random.Random(seed), words, noise=0))
        assert text.lower().rstrip(".!") == "turn the lamp on"


def test_the_said_value_survives_every_register() -> None:
    words = fill("set the kitchen lights to {v}, please", v=say("twenty five percent", "v"))
    for seed in range(400):
        text, spans = join(in_register(random.Random(seed), words))
        start, end = spans["v"]
        assert text[start:end].lower() == "twenty five percent"


def test_registers_differ() -> None:
    words = say("turn the kitchen lights off")
    texts = {join(in_register(random.Random(seed), words))[0] for seed in range(300)}
    assert len(texts) > 120


def test_no_politeness_before_a_statement() -> None:
    words = say("it's too dark in here")
    for seed in range(200):
        text, _ = join(in_register(random.Random(seed), words, "statement", noise=0.9))
        assert "could you it's" not in text.lower()


@pytest.mark.parametrize(("verb", "gerund"), [("turn", "turning"), ("set", "setting"), ("close", "closing")])
def test_gerund(verb: str, gerund: str) -> None:
    assert gerund_of(verb) == gerund


def test_slip_keeps_the_first_letter() -> None:
    for seed in range(100):
        assert slip(random.Random(seed), "kitchen").startswith("k")
