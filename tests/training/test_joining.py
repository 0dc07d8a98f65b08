from __future__ import annotations

import random

from homefuse.devices.model import CommandSpec, Device
from training.data.clauses import Clause
from training.data.joining import coordinated, delayed, joined, with_pronoun
from training.data.referring import Reference
from training.data.sample import join, say

LAMP = Device("lamp", "Lamp", "light", commands={"turn_on": CommandSpec("turn_on")})
FAN = Device("fan", "Fan", "fan", commands={"turn_on": CommandSpec("turn_on")})


def _clause(words: str, device: Device, command: str) -> Clause:
    target = {"device": device.id, "command": command, "args": {}, "when": None}
    return Clause(say(words), "imperative", (target,), (device,))


def test_coordination_keeps_every_device() -> None:
    refs = [Reference("the lamp", (LAMP,)), Reference("the fan", (FAN,))]
    for seed in range(20):
        ref = coordinated(random.Random(seed), refs)
        assert ref is not None
        assert ref.devices == (LAMP, FAN)
        assert ref.words.removeprefix("both ").startswith("the lamp")
    assert coordinated(random.Random(1), [refs[0], refs[0]]) is None


def test_joined_clauses_ask_different_devices() -> None:
    on, off = _clause("lamp on", LAMP, "turn_on"), _clause("fan on", FAN, "turn_on")
    both = joined(random.Random(3), (on, off))
    assert both is not None
    assert [t["device"] for t in both.targets] == ["lamp", "fan"]
    assert joined(random.Random(3), (on, on)) is None


def test_a_delay_is_marked_by_its_value_alone() -> None:
    for seed in range(60):
        made = delayed(random.Random(seed), _clause("turn the lamp on", LAMP, "turn_on"))
        assert made is not None
        when = made.targets[0]["when"]
        text, spans = join(made.words)
        start, end = spans[when["span"]]
        assert when["kind"] in ("after", "at", "for")
        assert text[start:end].split()[0] not in ("in", "at", "for", "after")


def test_opposite_commands_do_not_share_a_pronoun() -> None:
    on, off = _clause("turn the lamp on", LAMP, "turn_on"), _clause("turn it off", LAMP, "turn_off")
    assert with_pronoun(random.Random(1), on, off) is None
