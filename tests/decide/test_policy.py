from __future__ import annotations

import pytest

from homefuse.decide.policy import Thresholds, allowed, needs_confirmation
from tests.decide.said import asked, device

LIMITS = Thresholds(act=0.5, sensitive=0.7)


@pytest.mark.parametrize(
    ("device_id", "command", "asks"),
    [
        ("door", "unlock", True),
        ("door", "lock", False),
        ("garage", "open", True),
        ("garage", "close", False),
        ("garage", "stop", False),
        ("garage", "set_position", True),
        ("lamp", "turn_on", False),
        ("blinds", "open", False),
    ],
)
def test_the_dangerous_direction_is_asked_about(device_id: str, command: str, asks: bool) -> None:
    assert needs_confirmation(device(device_id), command) is asks


@pytest.mark.parametrize(
    ("device_id", "command", "probability", "named", "passes"),
    [
        ("lamp", "turn_on", 0.5, False, True),
        ("lamp", "turn_on", 0.49, True, False),
        ("door", "unlock", 0.7, True, True),
        ("door", "unlock", 0.69, True, False),
        ("door", "unlock", 0.99, False, False),
        ("door", "lock", 0.99, False, False),
        ("garage", "close", 0.99, False, False),
    ],
)
def test_what_is_probable_enough(
    device_id: str, command: str, probability: float, named: bool, passes: bool
) -> None:
    reading = asked(device_id, command, probability=probability)
    names = frozenset({device_id} if named else ())
    assert allowed([reading], names, LIMITS) == ([reading] if passes else [])


def test_a_group_word_leaves_the_sensitive_ones_out() -> None:
    everything = [asked("lamp", "turn_off"), asked("door", "lock"), asked("spots", "turn_off")]
    assert [r.device.id for r in allowed(everything, frozenset(), LIMITS)] == ["lamp", "spots"]
