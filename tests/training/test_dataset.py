from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from homefuse.devices.loader import home_from_dict
from homefuse.infer.labels import MODES, OUTCOMES, WHENS
from homefuse.preprocess.batch import ITEM_FEATURES, TAGS
from homefuse.preprocess.lexical import DEVICE_CHANNELS, ITEM_CHANNELS
from tests.training.samples import ASKED, BREWED, CHATTER, DIMMED, EVERY, HOME, NOTED, built, sample
from training.dataset import MOST_DEVICES, Arrays, outcome_label, read_shard, snapshot_of, write_shard

if TYPE_CHECKING:
    from pathlib import Path


def row_of(arrays: Arrays, texts: list[str], description: str) -> int:
    """The item whose description starts so."""
    return next(i for i, text in enumerate(arrays["items"]) if texts[text].startswith(description))


@pytest.mark.parametrize("given", EVERY, ids=lambda given: given["text"])
def test_arrays_agree_with_each_other(given: dict[str, Any]) -> None:
    (arrays,), texts = built(given)
    tokens, devices, items = len(arrays["ids"]), len(arrays["names"]), len(arrays["items"])
    shapes = {
        "tags": (tokens, TAGS), "lexical": (devices, tokens, len(DEVICE_CHANNELS)), "abouts": (devices,),
        "item_features": (items, ITEM_FEATURES), "item_lexical": (items, tokens, len(ITEM_CHANNELS)),
        "item_device": (items,), "fire": (items,), "fire_mask": (items,), "mode": (items,), "size": (items,),
        "when": (items,), "point": (items, tokens, 3), "relevant": (len(HOME["devices"]),), "outcome": (1,),
    }  # fmt: skip
    assert {key: arrays[key].shape for key in shapes} == shapes
    assert devices <= MOST_DEVICES
    assert arrays["items"].max() < len(texts)
    assert ((arrays["fire"] == 0) | (arrays["fire_mask"] == 1)).all()


def test_the_asked_command_fires_and_nothing_else() -> None:
    (arrays,), texts = built(DIMMED)
    fired = np.flatnonzero(arrays["fire"])
    assert [texts[arrays["items"][i]] for i in fired] == [
        texts[arrays["items"][row_of(arrays, texts, "light: set brightness;")]]
    ]
    assert arrays["relevant"].tolist() == [1] + [0] * 15
    assert OUTCOMES[arrays["outcome"][0]] == "act"


def test_the_value_and_the_time_are_pointed_at() -> None:
    (arrays,), texts = built(DIMMED)
    command, argument = (
        row_of(arrays, texts, d) for d in ("light: set brightness;", "set brightness: brightness")
    )
    assert MODES[arrays["mode"][argument]] == "set"
    assert WHENS[arrays["when"][command]] == "after"
    assert np.flatnonzero(arrays["point"][argument, :, 0]).tolist() == [5, 6]
    assert np.flatnonzero(arrays["point"][command, :, 2]).tolist() == [8, 9]
    assert arrays["point"].sum() == 4


def test_text_is_pointed_at_by_its_ends() -> None:
    (arrays,), texts = built(NOTED)
    argument = row_of(arrays, texts, "add: item")
    words = arrays["point"][argument]
    first, last = (np.flatnonzero(words[:, column]) for column in (0, 1))
    assert len(first) == len(last) == 1
    assert first[0] < last[0]


def test_the_option_fires_with_its_argument() -> None:
    (arrays,), texts = built(BREWED)
    assert arrays["fire"][row_of(arrays, texts, "drink latte")] == 1
    espresso = row_of(arrays, texts, "drink espresso")
    assert (arrays["fire"][espresso], arrays["fire_mask"][espresso]) == (0, 1)
    assert MODES[arrays["mode"][row_of(arrays, texts, "brew: drink")]] == "option"


def test_questions_fire_properties() -> None:
    (arrays,), texts = built(ASKED)
    fired = np.flatnonzero(arrays["fire"])
    assert len(fired) == 1
    assert texts[arrays["items"][fired[0]]].endswith("state: locked")


def test_chatter_asks_for_nothing() -> None:
    (arrays,), _ = built(CHATTER)
    assert not arrays["fire"].any()
    assert not arrays["point"].any()
    assert (arrays["mode"] == -1).all()
    assert (arrays["when"] == -1).all()
    assert not arrays["relevant"].any()


def test_unasked_arguments_and_options_teach_nothing() -> None:
    (arrays,), texts = built(ASKED)
    for description in ("brew: drink", "drink latte"):
        found = [i for i, text in enumerate(arrays["items"]) if texts[text].startswith(description)]
        assert all(arrays["mode"][i] == -1 and arrays["fire_mask"][i] == 0 for i in found)


@pytest.mark.parametrize(
    ("outcome", "reason", "label"),
    [
        ("act", None, "act"),
        ("undo", None, "undo"),
        ("reject", "not_for_me", "not_for_me"),
        ("reject", "out_of_range", "act"),
        ("reject", "unsupported", "unsupported"),
    ],
)
def test_outcomes(outcome: str, reason: str | None, label: str) -> None:
    assert OUTCOMES[outcome_label(sample("x", outcome, reason=reason))] == label


def test_the_moment_holds_states_sensors_and_the_last_turn() -> None:
    home, _ = home_from_dict(HOME)
    last = {
        "text": "y",
        "outcome": "clarify",
        "actions": [{"device": "lamp", "command": "turn_on"}],
        "choices": ["door"],
    }
    seen = {"lamp": {"on": True}}
    snapshot = snapshot_of(
        sample("x", state=seen, sensors={"s": {"value": 3, "age": 9}}, last=last, area="den"), home
    )
    assert snapshot.command.area == "den"
    assert snapshot.states["lamp"].values == {"on": True}
    assert (snapshot.states["s"].values, snapshot.states["s"].age_s) == ({"value": 3}, 9)
    (turn,) = snapshot.history
    assert (turn.decision.choices, turn.decision.actions) == (("door",), ())
    assert [action.device for action in turn.decision.pending] == ["lamp"]


def test_what_was_done_is_not_pending() -> None:
    home, _ = home_from_dict(HOME)
    last = {"text": "y", "outcome": "act", "actions": [{"device": "lamp", "command": "turn_on"}]}
    (turn,) = snapshot_of(sample("x", last=last), home).history
    assert [action.device for action in turn.decision.actions] == ["lamp"]
    assert turn.decision.pending == ()


def test_the_same_seed_gives_the_same_arrays() -> None:
    first, again = (built(*EVERY, seed=8)[0] for _ in range(2))
    assert all(np.array_equal(a[key], b[key]) for a, b in zip(first, again, strict=True) for key in a)


def test_shards_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows, texts = built(*EVERY)
    write_shard(tmp_path / "shard.npz", rows, texts)
    found, known = read_shard(tmp_path / "shard.npz")
    assert known == texts
    assert len(found) == len(rows)
    for wrote, read in zip(rows, found, strict=True):
        assert wrote.keys() == read.keys()
        assert all(
            np.array_equal(wrote[key], read[key]) and wrote[key].dtype == read[key].dtype for key in wrote
        )
