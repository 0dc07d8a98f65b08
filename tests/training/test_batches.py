from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'homefuse[train]'")

from tests.training.samples import EVERY, built
from training.batches import batches, collate


def test_a_batch_is_padded_to_its_longest() -> None:
    rows, _ = built(*EVERY)
    batch = collate(rows)
    tokens, items = (max(len(row[key]) for row in rows) for key in ("ids", "items"))
    assert batch.ids.shape == (len(rows), tokens)
    assert batch.inputs["item_lexical"].shape == (len(rows), items, tokens, 3)
    assert batch.targets["point"].shape == (len(rows), items, tokens, 3)


def test_masks_tell_what_is_there() -> None:
    rows, _ = built(*EVERY)
    batch = collate(rows)
    for mask, key in (("item_mask", "items"), ("device_mask", "names")):
        assert batch.inputs[mask].sum(1).tolist() == [len(row[key]) for row in rows]
    assert batch.targets["all_mask"].sum(1).tolist() == [len(row["all_names"]) for row in rows]


def test_padding_asks_for_nothing() -> None:
    rows, _ = built(*EVERY)
    batch = collate(rows)
    padding = batch.inputs["item_mask"] == 0
    for key in ("mode", "size", "when"):
        assert (batch.targets[key][padding] == -1).all()
    assert (batch.targets["fire_mask"][padding] == 0).all()


def test_letters_are_shares_again() -> None:
    rows, _ = built(*EVERY)
    lexical = collate(rows).inputs["lexical"]
    assert lexical.max() == 1
    assert lexical.min() == 0


def test_every_row_comes_once() -> None:
    rows, _ = built(*EVERY * 4)
    for seed in (None, 1, 2):
        sizes = [len(batch.ids) for batch in batches(rows, 8, seed)]
        assert sum(sizes) == len(rows)
    labels = np.concatenate([b.targets["outcome"] for b in batches(rows, 8, 5)])
    assert sorted(labels) == sorted(int(row["outcome"][0]) for row in rows)
