from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.devices.model import Argument, Home
from homefuse.preprocess.batch import (
    ITEM_FEATURES,
    MENTION_KINDS,
    TAGS,
    UNIT_CLASSES,
    Chosen,
    PreparedHome,
    Scene,
    choose,
    compatible,
    perceive,
    prepare,
    relevance_features,
    unit_class,
)
from homefuse.preprocess.candidates import Item, ItemKind
from homefuse.preprocess.lexical import DEVICE_CHANNELS, ITEM_CHANNELS
from homefuse.preprocess.mentions import MentionKind, find_mentions
from homefuse.preprocess.state import CONTEXT_FEATURES, DYNAMIC_FEATURES, STATIC_FEATURES
from homefuse.preprocess.text import TextEncoder
from homefuse.types import Action, Decision, Outcome, Snapshot, Turn
from tests.fakes.tokens import write_vocabulary
from tests.preprocess.rooms import HOME, moment, row

SAME_COMMAND, SAME_AS_LAST, FITS, WITHIN, IS_DEFAULT, OPTION_SAID = range(-6, 0)


@lru_cache
def encoder() -> TextEncoder:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        write_vocabulary(path)
        return TextEncoder(path)


@lru_cache
def prepared() -> PreparedHome:
    return prepare(HOME)


def see(snapshot: Snapshot) -> Scene:
    return perceive(prepared(), snapshot, encoder().encode)


def items(chosen: Chosen) -> list[Item]:
    return [item for d in chosen.devices for item in prepared().items[d]]


def features_of(text: str, device_id: str, kind: ItemKind, name: str, **more: object) -> list[float]:
    """The features of one item of one device."""
    chosen = choose(see(moment(text, **more)), [row(device_id)])  # type: ignore[arg-type]
    at = next(
        i for i, item in enumerate(items(chosen)) if item.kind is kind and name in (*item.names, item.option)
    )
    return [float(x) for x in chosen.item_features[at]]


def test_a_home_is_laid_out_once() -> None:
    home = prepared()
    count = sum(len(row) for row in home.items)
    assert home.first_item[-1] == count == len(home.item_text) == len(home.item_features)
    assert home.texts[home.name_text[row("zorblax")]] == "Zorblax"
    assert len(set(home.texts)) == len(home.texts) < count + 2 * len(home.devices)


def test_an_empty_home_can_be_prepared_and_asked() -> None:
    nothing = prepare(Home())
    scene = perceive(nothing, moment("turn on the lamp"), encoder().encode)
    chosen = choose(scene, [])
    assert chosen.lexical.shape == (0, 6, len(DEVICE_CHANNELS))
    assert chosen.item_features.shape == (0, ITEM_FEATURES)


def test_tokens_know_their_words_and_mentions() -> None:
    scene = see(moment("set the zorblax to thirty percent"))
    assert scene.word_of_token.tolist() == [-1, 0, 1, 2, 3, 4, 5, -1]
    assert scene.mention_of_token.tolist() == [-1, -1, -1, -1, -1, 0, 0, -1]
    percent = scene.tags[:, MENTION_KINDS.index(MentionKind.PERCENT)]
    assert percent.tolist() == [0, 0, 0, 0, 0, 1, 1, 0]
    assert scene.tags[:, TAGS - 2].tolist() == [0, 0, 0, 0, 0, 1, 0, 0]
    assert scene.tags[5, TAGS - 1] == pytest.approx(np.tanh(0.3))


def test_the_last_command_is_remembered_by_its_description() -> None:
    last = Turn("x", Decision("t", Outcome.ACT, (Action("zorblax", "turn_on"),)))
    assert see(moment("off again", history=(last,))).last_text == "switch: turn on; turn on, switch on"
    assert see(moment("off again")).last_text == ""
    gone = Turn("x", Decision("t", Outcome.ACT, (Action("sold", "turn_on"),)))
    assert see(moment("off again", history=(gone,))).last_text == ""


def test_a_value_marks_the_arguments_it_fits() -> None:
    command = features_of("thirty percent", "floor_lamp", ItemKind.COMMAND, "set brightness")
    assert (command[FITS], command[WITHIN]) == (1, 1)
    too_much = features_of("200 percent", "floor_lamp", ItemKind.ARGUMENT, "brightness")
    assert (too_much[FITS], too_much[WITHIN]) == (1, 0)
    color = features_of("thirty percent", "floor_lamp", ItemKind.ARGUMENT, "color")
    assert (color[FITS], color[WITHIN]) == (0, 0)


def test_a_said_option_reaches_its_argument_and_command() -> None:
    for kind, name in ((ItemKind.COMMAND, "brew"), (ItemKind.ARGUMENT, "drink")):
        assert features_of("a flat white", "maker", kind, name)[OPTION_SAID] == 1
    assert features_of("a flat white", "maker", ItemKind.ARGUMENT, "size")[OPTION_SAID] == 0


def test_defaults_and_the_last_turn_are_marked() -> None:
    assert features_of("brew", "maker", ItemKind.OPTION, "latte")[IS_DEFAULT] == 1
    assert features_of("brew", "maker", ItemKind.OPTION, "flat white")[IS_DEFAULT] == 0
    history = (Turn("x", Decision("t", Outcome.ACT, (Action("zorblax", "turn_on"),))),)
    same = features_of("too", "zorblax", ItemKind.COMMAND, "turn on", history=history)
    other = features_of("too", "floor_lamp", ItemKind.COMMAND, "turn on", history=history)
    assert same[SAME_COMMAND : SAME_AS_LAST + 1] == [1, 1]
    assert other[SAME_COMMAND : SAME_AS_LAST + 1] == [1, 0]


def test_choosing_leaves_the_prepared_home_alone() -> None:
    before = prepared().item_features.copy()
    choose(see(moment("a flat white at thirty percent")), range(len(HOME.devices)))
    assert np.array_equal(prepared().item_features, before)


def test_devices_come_in_the_order_asked_for() -> None:
    order = [row("fan"), row("door")]
    chosen = choose(see(moment("lock the front door")), order)
    assert chosen.devices.tolist() == order
    assert [HOME.devices[order[d]].id for d in chosen.item_device][:1] == ["fan"]
    assert np.array_equal(chosen.features, see(moment("lock the front door")).features[order])


@pytest.mark.parametrize(
    ("unit", "name"),
    [(None, "none"), ("", "none"), ("%", "%"), ("percent", "%"), ("°C", "temperature"), ("F", "temperature"),
     ("K", "K"), ("min", "time"), ("hours", "time"), ("rpm", "other")],
)  # fmt: skip
def test_families_of_units(unit: str | None, name: str) -> None:
    assert UNIT_CLASSES[unit_class(unit)] == name


@pytest.mark.parametrize(
    ("words", "argument", "value"),
    [
        ("30 percent", Argument("level", "number", unit="%"), 30),
        ("half", Argument("level", "number", unit="%"), 50),
        ("30 percent", Argument("heat", "number", unit="°C"), None),
        ("blue", Argument("color", "color"), 1),
        ("30 percent", Argument("color", "color"), None),
        ("ten minutes", Argument("time", "duration"), 600),
        ("ten minutes", Argument("time", "number", unit="min"), 10),
        ("30", Argument("time", "duration"), None),
        ("blue", Argument("level", "number"), None),
        ("30", Argument("mode", "options", options=("a",)), None),
    ],
)
def test_what_a_mention_can_mean(words: str, argument: Argument, value: float | None) -> None:
    (mention,) = find_mentions(words)
    assert compatible(mention, argument, HOME) == value


SPOKEN = st.lists(
    st.sampled_from(
        "turn on off the floor lamp zorblax thirty percent half latte red in ten minutes ? it's".split()
    )
).map(" ".join)


@given(
    SPOKEN | st.text(max_size=50),
    st.sets(st.integers(0, len(HOME.devices) - 1)),
    st.sampled_from([None, "hall"]),
)
def test_whatever_is_said_gives_arrays_of_the_promised_shapes(
    text: str, devices: set[int], area: str | None
) -> None:
    scene = see(moment(text, area=area))
    chosen = choose(scene, sorted(devices))
    tokens, count, many = len(scene.encoded.ids), len(devices), len(chosen.items)
    assert scene.tags.shape == (tokens, TAGS)
    assert scene.context.shape == (CONTEXT_FEATURES,)
    assert chosen.features.shape == (count, STATIC_FEATURES + DYNAMIC_FEATURES)
    assert chosen.lexical.shape == (count, tokens, len(DEVICE_CHANNELS))
    assert chosen.item_features.shape == (many, ITEM_FEATURES)
    assert chosen.item_lexical.shape == (many, tokens, len(ITEM_CHANNELS))
    assert ((chosen.item_device >= 0) & (chosen.item_device < max(count, 1))).all()
    wanted = (len(HOME.devices), 2 * len(DEVICE_CHANNELS) + STATIC_FEATURES + DYNAMIC_FEATURES)
    assert relevance_features(scene).shape == wanted


@given(SPOKEN)
def test_whatever_is_said_gives_numbers_that_a_network_can_read(text: str) -> None:
    scene = see(moment(text))
    chosen = choose(scene, range(len(HOME.devices)))
    for found in (
        scene.tags,
        scene.context,
        chosen.features,
        chosen.lexical,
        chosen.item_features,
        chosen.item_lexical,
    ):
        assert found.dtype == np.float32
        assert np.isfinite(found).all()
        assert np.abs(found).max(initial=0) <= 4
    assert (scene.tags[:, : TAGS - 2].sum(1) <= 1).all()
    assert (chosen.item_features[:, : len(ItemKind)].sum(1) == 1).all()
    assert np.array_equal(chosen.item_kind, [int(item.kind) for item in items(chosen)])
    silent = scene.word_of_token < 0
    assert not chosen.lexical[:, silent].any()
    assert not chosen.item_lexical[:, silent].any()
