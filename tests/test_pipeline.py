from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from homefuse.decide.policy import Thresholds
from homefuse.errors import ModelError
from homefuse.pipeline import Pipeline
from homefuse.types import Action, Outcome, Reason
from tests.fakes.tiny_models import write_models
from tests.preprocess.rooms import HOME, moment

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("onnxruntime", reason="no onnxruntime is installed")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return Pipeline.load(write_models(tmp_path_factory.mktemp("models")), "cpu")


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("turn on the zorblax", [Action("zorblax", "turn_on")]),
        ("please switch off the reading light", [Action("floor_lamp", "turn_off")]),
        ("toggle the floor lamp", [Action("floor_lamp", "turn_off")]),
        (
            "set brightness of the bedside lamp to 30 percent",
            [Action("bed_lamp", "set_brightness", {"brightness": 30})],
        ),
        ("lock the front door", [Action("door", "lock")]),
    ],
)
def test_sentences_become_actions(pipeline: Pipeline, text: str, actions: list[Action]) -> None:
    decision = pipeline.decide(moment(text))
    assert decision.outcome is Outcome.ACT
    assert list(decision.actions) == actions
    assert decision.evidence.words


def test_a_sensitive_device_waits_for_a_yes(pipeline: Pipeline) -> None:
    decision = pipeline.decide(moment("unlock the front door"))
    assert (decision.outcome, decision.actions) == (Outcome.CONFIRM, (Action("door", "unlock"),))


@pytest.mark.parametrize(
    "text", ["", "?!", "the weather was nice", "turn on", "a" * 5000, "\N{GRINNING FACE} \x00"]
)
def test_nothing_fits_and_nothing_happens(pipeline: Pipeline, text: str) -> None:
    decision = pipeline.decide(moment(text))
    assert (decision.outcome, decision.reason, decision.actions) == (Outcome.REJECT, Reason.UNSURE, ())


def test_a_value_out_of_range_is_refused(pipeline: Pipeline) -> None:
    decision = pipeline.decide(moment("set brightness of the bedside lamp to 300 percent"))
    assert (decision.outcome, decision.reason) == (Outcome.REJECT, Reason.OUT_OF_RANGE)


def test_the_time_of_each_stage_is_told(pipeline: Pipeline) -> None:
    spent = pipeline.decide(moment("turn on the zorblax")).ms
    assert set(spent) == {"infer", "decide"}
    assert all(ms > 0 for ms in spent.values())


def test_a_new_home_is_understood_at_once(pipeline: Pipeline) -> None:
    pipeline.decide(moment("turn on the zorblax"))
    renamed = [replace(d, name="Quux") if d.id == "zorblax" else d for d in HOME.devices]
    changed = replace(HOME, devices=tuple(renamed))
    pipeline.prepare(changed)
    decision = pipeline.decide(replace(moment("turn on the quux"), home=changed))
    assert decision.actions == (Action("zorblax", "turn_on"),)


def test_an_empty_home_refuses(pipeline: Pipeline) -> None:
    empty = replace(moment("turn on the zorblax"), home=replace(HOME, devices=()))
    assert pipeline.decide(empty).outcome is Outcome.REJECT


def test_the_outcome_head_has_the_last_word(tmp_path: Path) -> None:
    decision = Pipeline.load(write_models(tmp_path, outcome="not_for_me"), "cpu").decide(
        moment("turn on the zorblax")
    )
    assert (decision.outcome, decision.reason, decision.actions) == (Outcome.REJECT, Reason.NOT_FOR_ME, ())


def test_thresholds_reach_the_decision(tmp_path: Path) -> None:
    strict = Pipeline.load(write_models(tmp_path), "cpu", thresholds=Thresholds(act=0.999))
    assert strict.decide(moment("turn on the zorblax")).reason is Reason.UNSURE


def test_a_folder_without_models_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"text\.json: not found"):
        Pipeline.load(tmp_path)
