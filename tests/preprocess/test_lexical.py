from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.devices.model import Home
from homefuse.preprocess.candidates import items_of
from homefuse.preprocess.lexical import DEVICE_CHANNELS, ITEM_CHANNELS, LexicalIndex, stem
from homefuse.preprocess.text import words_of
from tests.preprocess.rooms import HOME, row


@lru_cache
def index() -> LexicalIndex:
    return LexicalIndex(HOME, HOME.devices, [items_of(d) for d in HOME.devices])


def channel(text: str, device_id: str, name: str) -> list[float]:
    """That channel at each word."""
    devices, _ = index().match(words_of(text))
    return [round(float(x), 2) for x in devices[row(device_id), :, DEVICE_CHANNELS.index(name)]]


@pytest.mark.parametrize(
    ("text", "device_id", "name", "expected"),
    [
        ("the floor lamp", "floor_lamp", "name_run", [0, 1, 1]),
        ("the lamp floor", "floor_lamp", "name_run", [0, 0, 0]),
        ("the floor lamp", "bed_lamp", "name", [0, 0, 1]),
        ("reading lights", "floor_lamp", "name_run", [1, 1]),
        ("zorblax", "zorblax", "name_run", [1]),
        ("zorblaks", "zorblax", "name_run", [0.86]),
        ("granny", "zorblax", "name", [0]),
        ("bed side lamp", "bed_lamp", "name", [1, 1, 1]),
        ("in the lounge", "floor_lamp", "area", [0, 0, 1]),
        ("in the lounge", "bed_lamp", "rival_area", [0, 0, 1]),
        ("in the lounge", "floor_lamp", "rival_area", [0, 0, 0]),
        ("living room", "floor_lamp", "area", [1, 1]),
        ("upstairs", "bed_lamp", "floor", [1]),
        ("upstairs", "floor_lamp", "rival_floor", [1]),
        ("ground floor", "floor_lamp", "floor", [1, 1]),
        ("all lamps", "bed_lamp", "type", [0, 1]),
        ("all lamps", "zorblax", "type", [0, 0]),
        ("the zorblax", "floor_lamp", "rival_name", [0, 1]),
        ("the zorblax", "zorblax", "rival_name", [0, 0]),
        ("a flat white", "maker", "option", [0, 1, 1]),
        ("a flat white", "floor_lamp", "option", [0, 0, 0]),
        ("on", "zorblax", "name", [0]),
    ],
)
def test_channels(text: str, device_id: str, name: str, expected: list[float]) -> None:
    assert channel(text, device_id, name) == pytest.approx(expected, abs=0.02)


def test_a_word_of_one_name_weighs_more_than_a_shared_one() -> None:
    assert channel("floor", "floor_lamp", "name_rarity") > channel("lamp", "floor_lamp", "name_rarity")


def test_items_are_found_by_their_words() -> None:
    _, items = index().match(words_of("make a large latte"))
    flat = [item for d in HOME.devices for item in items_of(d)]
    run = items[index().item_of, :, ITEM_CHANNELS.index("run")]
    said = {item.option for item, best in zip(flat, run.max(1), strict=True) if best > 0.9 and item.option}
    assert said == {"large", "latte"}


@pytest.mark.parametrize(
    ("word", "stemmed"), [("lamps", "lamp"), ("granny's", "granny"), ("glass", "glass"), ("gas", "gas")]
)
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("the floor lamp bed room zorblax in lounge lattes".split())).map(" ".join)
)
def test_every_channel_is_a_share(text: str) -> None:
    words = words_of(text)
    devices, items = index().match(words)
    assert devices.shape == (len(HOME.devices), len(words), len(DEVICE_CHANNELS))
    assert items.shape == (len(set(index().item_of)), len(words), len(ITEM_CHANNELS))
    for found in (devices, items):
        assert found.dtype == np.float32
        assert np.isfinite(found).all()
        assert ((found >= 0) & (found <= 1.0001)).all()


def test_a_home_without_devices_or_areas() -> None:
    devices, items = LexicalIndex(Home(), (), ()).match(words_of("turn on the lamp"))
    assert devices.shape == (0, 4, len(DEVICE_CHANNELS))
    assert items.shape == (0, 4, len(ITEM_CHANNELS))
