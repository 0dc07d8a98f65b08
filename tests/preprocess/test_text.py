from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.preprocess.text import MAX_TOKENS, TextEncoder, words_of
from tests.fakes.tokens import write_vocabulary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> TextEncoder:
    path: Path = tmp_path_factory.mktemp("tokens") / "tokenizer.json"
    write_vocabulary(path)
    return TextEncoder(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turn on the Lamp!", ["turn", "on", "the", "lamp"]),
        ("granny's lamp", ["granny's", "lamp"]),
        ("granny\N{RIGHT SINGLE QUOTATION MARK}s lamp", ["granny's", "lamp"]),
        ("living_room 30%", ["living", "room", "30"]),
        ("", []),
        ("...", []),
        ("Küche  an", ["küche", "an"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


@given(st.text(max_size=60))
def test_words_know_their_places(text: str) -> None:
    found = words_of(text)
    assert all(
        text[w.start : w.end].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") == w.text for w in found
    )
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_tokens_know_their_characters(encoder: TextEncoder) -> None:
    text = "dim the zorp"
    encoded = encoder.encode(text)
    assert [text[a:b] for a, b in encoded.offsets] == ["", "dim", "the", "z", "o", "r", "p", ""]
    assert encoded.ids.dtype == encoded.offsets.dtype == np.int64


def test_what_is_too_long_is_cut(encoder: TextEncoder) -> None:
    assert len(encoder.encode("lamp " * 500).ids) == MAX_TOKENS


def test_a_batch_is_padded_and_masked(encoder: TextEncoder) -> None:
    ids, mask = encoder.batch(["lamp", "turn on the lamp"])
    assert ids.shape == mask.shape == (2, 6)
    assert mask.tolist() == [[1, 1, 1, 0, 0, 0], [1] * 6]
    assert np.array_equal(ids[1], encoder.encode("turn on the lamp").ids)


def test_an_empty_batch_is_empty(encoder: TextEncoder) -> None:
    ids, mask = encoder.batch([])
    assert ids.shape == mask.shape == (0, 1)
