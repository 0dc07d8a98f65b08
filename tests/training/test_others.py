from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from homefuse.devices.loader import home_from_dict
from training.data.generate import Place, moment
from training.data.homes import generate_home, home_file, questions_for, sayings_for
from training.data.others import generate_others

if TYPE_CHECKING:
    from homefuse.devices.model import Home
    from training.data.sample import Sample

SAMPLES = 900


@pytest.fixture(scope="module")
def written() -> list[tuple[Home, Sample]]:
    rng = random.Random(5)
    made: list[tuple[Home, Sample]] = []
    elsewhere = home_from_dict(home_file(generate_home(rng)))[0]
    while len(made) < SAMPLES:
        raw = generate_home(rng, size=rng.choice((8, 15, 30)))
        home = home_from_dict(home_file(raw))[0]
        for _ in range(6):
            sample = generate_others(
                rng,
                moment(rng, Place(raw, home, elsewhere)),
                elsewhere,
                lambda d, c, raw=raw: sayings_for(raw, d, c),
                lambda d, raw=raw: questions_for(raw, d),
            )
            made.append((home, sample))
        elsewhere = home
    return made


def test_every_family_is_written(written: list[tuple[Home, Sample]]) -> None:
    families = {sample.tag.split("/")[0] for _, sample in written}
    assert families >= {"refusal", "act", "impossible", "question", "dialogue"}


def test_only_a_value_out_of_range_is_refused_with_a_target(written: list[tuple[Home, Sample]]) -> None:
    for _, sample in written:
        if sample.outcome == "reject":
            assert sample.reason in {"not_for_me", "no_such_device", "unsupported", "out_of_range"}
            assert bool(sample.targets) == (sample.reason == "out_of_range"), sample
        elif sample.outcome == "act":
            assert sample.targets, sample
            assert sample.reason is None


def test_what_is_out_of_range_is_said_in_the_text(written: list[tuple[Home, Sample]]) -> None:
    found = [(home, sample) for home, sample in written if sample.reason == "out_of_range"]
    assert found
    for home, sample in found:
        target = sample.targets[0]
        device = home.device(target["device"])
        assert device is not None
        arg = device.commands[target["command"]].args[0]
        label = target["args"][arg.name]
        assert sample.text[slice(*label["span"])].strip()
        assert arg.min is not None
        assert arg.max is not None
        assert not arg.min <= label["value"] <= arg.max


def test_questions_are_about_properties_that_exist(written: list[tuple[Home, Sample]]) -> None:
    answers = [(home, sample) for home, sample in written if sample.outcome == "answer"]
    assert answers
    for home, sample in answers:
        assert sample.about
        for fact in sample.about:
            device = home.device(fact["device"])
            assert device is not None
            assert fact["property"] in device.properties, sample


def test_targets_name_known_commands_and_arguments(written: list[tuple[Home, Sample]]) -> None:
    for home, sample in written:
        for target in sample.targets:
            device = home.device(target["device"])
            assert device is not None
            command = device.commands[target["command"]]
            assert {arg.name for arg in command.args} == set(target["args"]), sample


def test_follow_ups_come_after_something_that_was_done(written: list[tuple[Home, Sample]]) -> None:
    talks = [sample for _, sample in written if sample.tag.startswith("dialogue/")]
    assert talks
    for sample in talks:
        assert sample.last is not None
        assert sample.last["actions"]
        assert bool(sample.last["choices"]) == (sample.last["outcome"] == "clarify")
        if sample.tag in ("dialogue/chosen", "dialogue/all_chosen"):
            assert {t["device"] for t in sample.targets} <= set(sample.last["choices"])


def test_most_of_what_has_a_past_does_not_refer_to_it(written: list[tuple[Home, Sample]]) -> None:
    past = Counter(sample.tag.startswith("dialogue/") for _, sample in written if sample.last)
    assert past[False] > 20


def test_an_absent_name_is_not_the_name_of_any_device(written: list[tuple[Home, Sample]]) -> None:
    for home, sample in written:
        if sample.reason != "no_such_device" or not sample.tag.startswith("impossible/near"):
            continue
        text = f" {sample.text.lower()} "
        for device in home.devices:
            assert not text.rstrip(" .!").endswith(f" the {device.name.lower()}"), sample
