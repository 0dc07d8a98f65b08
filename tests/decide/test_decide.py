from __future__ import annotations

from dataclasses import replace

import pytest

from homefuse.decide.decide import decide
from homefuse.decide.policy import Thresholds
from homefuse.types import About, Action, Outcome, Reason
from tests.decide.said import about, argument, asked, moment, prediction, said

NOBODY: frozenset[str] = frozenset()
BRIGHTNESS = argument("lamp", "set_brightness")


def test_a_clear_command_acts() -> None:
    decision = decide(
        prediction("act", asked("lamp", "turn_on", probability=0.8), sure=0.9), moment(), NOBODY
    )
    assert decision.outcome is Outcome.ACT
    assert decision.actions == (Action("lamp", "turn_on"),)
    assert decision.confidence == pytest.approx(0.72)
    assert (decision.id, decision.reason, decision.say) == ("c-1", None, "Lamp on.")


def test_two_commands_of_one_sentence_act_in_order() -> None:
    both = prediction(
        "act", asked("radio", "mute", position=5, probability=0.95), asked("lamp", "turn_off", position=1)
    )
    assert [a.device for a in decide(both, moment(), NOBODY).actions] == ["lamp", "radio"]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("not_for_me", Reason.NOT_FOR_ME),
        ("no_such_device", Reason.NO_SUCH_DEVICE),
        ("unsupported", Reason.UNSUPPORTED),
    ],
)
def test_refusals_do_nothing_however_sure_a_command_is(outcome: str, reason: Reason) -> None:
    decision = decide(prediction(outcome, asked("lamp", "turn_on", probability=0.99)), moment(), NOBODY)
    assert (decision.outcome, decision.reason, decision.actions) == (Outcome.REJECT, reason, ())
    assert decision.say


def test_an_unsure_model_does_nothing() -> None:
    weak = prediction("act", asked("lamp", "turn_on"), sure=0.4)
    unlikely = prediction("act", asked("lamp", "turn_on", probability=0.3))
    for doubtful in (weak, unlikely, prediction("act")):
        decision = decide(doubtful, moment(), NOBODY)
        assert (decision.outcome, decision.reason) == (Outcome.REJECT, Reason.UNSURE)


def test_thresholds_are_the_users() -> None:
    weak = prediction("act", asked("lamp", "turn_on", probability=0.3))
    assert decide(weak, moment(), NOBODY, Thresholds(act=0.2)).outcome is Outcome.ACT


def test_a_sensitive_device_asks_first() -> None:
    decision = decide(prediction("act", asked("door", "unlock")), moment(), frozenset({"door"}))
    assert decision.outcome is Outcome.CONFIRM
    assert decision.actions == (Action("door", "unlock"),)
    assert decision.say == "Shall I really unlock the Front door?"


def test_harmless_actions_wait_with_the_sensitive_one() -> None:
    both = prediction("act", asked("lamp", "turn_on", position=1), asked("door", "unlock", position=4))
    decision = decide(both, moment(), frozenset({"door"}))
    assert decision.outcome is Outcome.CONFIRM
    assert [a.device for a in decision.actions] == ["lamp", "door"]


def test_locking_acts_at_once() -> None:
    assert (
        decide(prediction("act", asked("door", "lock")), moment(), frozenset({"door"})).outcome is Outcome.ACT
    )


def test_a_sensitive_device_that_was_not_named_is_left_alone() -> None:
    decision = decide(prediction("act", asked("door", "unlock", probability=0.99)), moment(), NOBODY)
    assert (decision.outcome, decision.actions) == (Outcome.REJECT, ())


def test_the_possible_part_is_done_and_the_rest_is_told() -> None:
    dim = asked("lamp", "set_brightness", said(BRIGHTNESS, "set", "150 percent"))
    decision = decide(prediction("act", dim, asked("radio", "mute", position=3)), moment(), NOBODY)
    assert decision.actions == (Action("radio", "mute"),)
    assert [part.reason for part in decision.rejected] == [Reason.OUT_OF_RANGE]
    assert "150 percent is outside 0 to 100 %" in decision.say


def test_all_impossible_is_a_rejection_with_the_reason() -> None:
    dim = asked("lamp", "set_brightness", said(BRIGHTNESS, "set", "150 percent"))
    decision = decide(prediction("act", dim), moment(), NOBODY)
    assert (decision.outcome, decision.reason, decision.actions) == (Outcome.REJECT, Reason.OUT_OF_RANGE, ())
    assert len(decision.rejected) == 1


def test_equals_are_asked_about() -> None:
    equal = prediction(
        "clarify", asked("lamp", "turn_on", probability=0.8), asked("spots", "turn_on", probability=0.9)
    )
    decision = decide(equal, moment(), NOBODY)
    assert (decision.outcome, decision.choices, decision.actions) == (Outcome.CLARIFY, ("spots", "lamp"), ())
    assert decision.say == "Which one: Spots or Lamp?"


def test_one_candidate_needs_no_question() -> None:
    assert decide(prediction("clarify", asked("lamp", "turn_on")), moment(), NOBODY).outcome is Outcome.ACT


def test_questions_are_answered_from_the_state() -> None:
    question = prediction("answer", properties=(about("lamp", "brightness"), about("lamp", "on", 0.2)))
    decision = decide(question, moment(), NOBODY)
    assert decision.about == (About("lamp", "brightness", 40),)
    assert decision.say == "Lamp brightness is 40 percent."


def test_a_question_that_nothing_answers_is_not_guessed_at() -> None:
    decision = decide(prediction("answer"), moment(), NOBODY)
    assert (decision.outcome, decision.reason) == (Outcome.REJECT, Reason.UNSURE)


def test_what_is_unknown_is_said_to_be() -> None:
    question = prediction("answer", properties=(about("lamp", "brightness"),))
    assert decide(question, moment({"lamp": {}}), NOBODY).about == (About("lamp", "brightness", None),)


@pytest.mark.parametrize("outcome", [Outcome.UNDO, Outcome.CANCEL])
def test_undo_and_cancel(outcome: Outcome) -> None:
    decision = decide(prediction(str(outcome)), moment(), NOBODY)
    assert (decision.outcome, decision.actions) == (outcome, ())


def test_evidence_holds_the_words_and_the_state_that_mattered() -> None:
    brighter = asked(
        "lamp", "set_brightness", said(BRIGHTNESS, "more"), words=(("brighter", 0.7), ("the", 0.01))
    )
    evidence = decide(prediction("act", brighter), moment(), NOBODY).evidence
    assert evidence.words == (("brighter", 0.7),)
    assert evidence.state == (("lamp.brightness", 0.9),)


def test_the_same_prediction_gives_the_same_decision() -> None:
    given = prediction("act", asked("lamp", "turn_on"), asked("radio", "mute"))
    assert decide(given, moment(), NOBODY) == decide(replace(given), moment(), NOBODY)
