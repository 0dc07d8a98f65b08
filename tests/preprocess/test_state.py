from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from homefuse.preprocess.state import (
    CONTEXT_FEATURES,
    DYNAMIC_FEATURES,
    STALE_S,
    STATIC_FEATURES,
    TYPES,
    StateReader,
    context_features,
    static_features,
)
from homefuse.types import Action, Decision, DeviceState, Outcome, Turn
from tests.preprocess.rooms import HOME, moment, row

ON, LEVEL, KNOWN, PLAYING, SHUT, VALUE, POSITION, AVAILABLE = range(8)
PRESENCE, LIGHT, LIGHT_KNOWN, HEAT, HEAT_KNOWN, FRESH, SENSORS = range(8, 15)
SAID_WHERE, HERE, PRESENT, ONLY_PRESENT, LAST, BEFORE, CHOICE, SAME_TYPE = range(15, 23)


def read(device_id: str, **more: object) -> list[float]:
    """One device's changing features."""
    features = StateReader(HOME, HOME.devices).read(moment(**more))  # type: ignore[arg-type]
    assert features.shape == (len(HOME.devices), DYNAMIC_FEATURES)
    assert np.isfinite(features).all()
    return [float(x) for x in features[row(device_id)]]


def test_static_features_hold_one_type_each() -> None:
    features = static_features(HOME.devices)
    assert features.shape == (len(HOME.devices), STATIC_FEATURES)
    assert (features[:, : len(TYPES)].sum(1) == 1).all()
    assert features[row("maker"), TYPES.index("custom")] == 1


def test_static_features_tell_risk_place_and_rivals() -> None:
    features = static_features(HOME.devices)[:, len(TYPES) :]
    assert features[row("door"), 0] == 1
    assert features[row("floor_lamp"), 0] == 0
    assert features[row("maker"), 1] == 1
    assert features[row("fan"), 4:].tolist() == [1, 1]
    assert features[row("bed_lamp"), 4:].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("device_id", "column", "value"),
    [
        ("floor_lamp", ON, 1),
        ("bed_lamp", ON, -1),
        ("maker", ON, 0),
        ("floor_lamp", LEVEL, 0.4),
        ("floor_lamp", KNOWN, 1),
        ("zorblax", KNOWN, 0),
        ("door", SHUT, 1),
        ("blind", POSITION, 1),
        ("hall_motion", VALUE, 1),
        ("floor_lamp", AVAILABLE, 1),
    ],
)
def test_states(device_id: str, column: int, value: float) -> None:
    assert read(device_id)[column] == pytest.approx(value)


def test_a_device_that_never_reported_is_all_unknown() -> None:
    features = StateReader(HOME, HOME.devices).read(replace(moment(), states={}))
    assert not features[row("floor_lamp"), :8].any()


def test_a_lost_device_is_told_from_an_unknown_one() -> None:
    lost = {"floor_lamp": DeviceState({"on": True}, available=False)}
    assert read("floor_lamp", states=lost)[AVAILABLE] == -1


def test_sensors_speak_for_their_area() -> None:
    assert read("door")[PRESENCE] == 1
    assert read("floor_lamp")[LIGHT] == pytest.approx(0.5)
    assert read("floor_lamp")[LIGHT_KNOWN] == 1
    assert read("bed_lamp")[HEAT] == pytest.approx(20 / 40)
    assert read("bed_lamp")[PRESENCE] == 0
    assert read("maker")[PRESENCE : SENSORS + 1] == [0] * 7


@pytest.mark.parametrize(("age", "fresh"), [(0.0, 1.0), (300.0, 0.5), (STALE_S + 1, 0.0)])
def test_an_old_reading_fades_and_then_is_absent(age: float, fresh: float) -> None:
    motion = {"hall_motion": DeviceState({"value": True}, age)}
    features = read("door", states=motion)
    assert features[FRESH] == pytest.approx(fresh)
    assert features[PRESENCE] == (1 if fresh else 0)


def test_nobody_there_is_not_the_same_as_unknown() -> None:
    assert read("door", states={"hall_motion": DeviceState({"value": False})})[PRESENCE] == -1


def test_where_the_speaker_is() -> None:
    assert read("floor_lamp", area="living")[SAID_WHERE : HERE + 1] == [1, 1]
    assert read("bed_lamp", area="living")[SAID_WHERE : HERE + 1] == [1, 0]
    assert read("bed_lamp")[SAID_WHERE : HERE + 1] == [0, 0]
    assert read("bed_lamp", area="attic")[SAID_WHERE : HERE + 1] == [1, 0]


def test_one_area_with_somebody_in_it_stands_out() -> None:
    assert read("door")[PRESENT : ONLY_PRESENT + 1] == [1, 1]
    assert read("bed_lamp")[PRESENT : ONLY_PRESENT + 1] == [0, 0]


def turn(*actions: Action, outcome: Outcome = Outcome.ACT, **more: object) -> Turn:
    return Turn("x", Decision("t", outcome, actions, **more), age_s=6.0)  # type: ignore[arg-type]


def test_the_dialogue_marks_its_devices() -> None:
    history = (turn(Action("door", "lock")), turn(Action("bed_lamp", "turn_on"), choices=("fan", "gone")))
    assert read("bed_lamp", history=history)[LAST:] == [1, 0, 0, 1]
    assert read("floor_lamp", history=history)[LAST:] == [0, 0, 0, 1]
    assert read("door", history=history)[LAST:] == [0, 1, 0, 0]
    assert read("fan", history=history)[LAST:] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("outcome", "column"),
    [(Outcome.ACT, 2), (Outcome.CLARIFY, 3), (Outcome.ANSWER, 4), (Outcome.CONFIRM, 5), (Outcome.REJECT, 6)],
)
def test_the_context_tells_the_last_outcome(outcome: Outcome, column: int) -> None:
    features = context_features(moment(history=(turn(outcome=outcome),)), 10)
    assert features.shape == (CONTEXT_FEATURES,)
    assert features[1:7].tolist() == [1.0] + [float(column == i) for i in range(2, 7)]
    assert features[7] == pytest.approx(6 / 120)


def test_a_first_utterance_has_no_past() -> None:
    features = context_features(moment(area="hall"), 10)
    assert features[:8].tolist() == [1, 0, 0, 0, 0, 0, 0, 1]
    assert features[8] ** 2 + features[9] ** 2 == pytest.approx(1)
