from __future__ import annotations

import random

import pytest

from homefuse.devices.model import Argument
from training.data.values import (
    bound,
    digits,
    pick_number,
    round_number,
    say_amount,
    say_share,
    say_step,
    spell,
)

TEMPERATURE = Argument("temperature", "number", "°C", 8, 27, 0.5, property="temperature")
PERCENT = Argument("brightness", "number", "%", 0, 100, property="brightness")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (16, "sixteen"),
        (25, "twenty five"),
        (100, "one hundred"),
        (342, "three hundred and forty two"),
        (2700, "two thousand seven hundred"),
        (21.5, "twenty one point five"),
        (-3, "minus three"),
    ],
)
def test_spell(number: float, words: str) -> None:
    assert spell(number) == words


def test_digits_have_no_useless_zero() -> None:
    assert (digits(20.0), digits(20.5)) == ("20", "20.5")


def test_picked_numbers_are_allowed() -> None:
    rng = random.Random(1)
    for _ in range(500):
        value = pick_number(rng, TEMPERATURE)
        assert 8 <= value <= 27
        assert (value * 2) == int(value * 2)


def test_round_numbers_stay_within_bounds() -> None:
    rng = random.Random(2)
    assert all(3 <= round_number(rng, 3, 4, None) <= 4 for _ in range(50))
    assert all(2200 <= round_number(rng, 2200, 6500, 50) <= 6500 for _ in range(200))


def test_shares_say_their_value() -> None:
    rng = random.Random(3)
    said = {s.words: s.value for s in (say_share(rng) for _ in range(600))}
    assert said["half"] == 50
    assert any(words.endswith("percent") for words in said)
    assert all(0 <= value <= 100 for value in said.values())


def test_a_step_fits_into_its_room() -> None:
    rng = random.Random(4)
    for _ in range(200):
        step = say_step(rng, PERCENT, 12)
        assert step is not None
        assert step.value <= 12
    assert say_step(rng, PERCENT, 2) is None


def test_a_spelled_number_never_runs_into_its_unit() -> None:
    rng = random.Random(5)
    said = {say_amount(rng, 5, unit, bare=0) for unit in ("%", "s", "rpm", "K", "h") for _ in range(100)}
    assert all(words.startswith(("5", "five ")) for words in said)


def test_bound() -> None:
    assert (bound(130, PERCENT), bound(-4, PERCENT), bound(20.0, TEMPERATURE)) == (100, 0, 20)
