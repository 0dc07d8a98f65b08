"""Samples of differing shapes as padded batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from training.model import Inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.dataset import Arrays

SMALL_HOMES = 0.3
"""Share of training samples that see only a few of their home's devices."""
BY_ITEM = (
    "items", "item_features", "item_lexical", "fire", "fire_mask", "mode", "size", "when", "point",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """One padded batch: what the model reads, and what it should say."""

    ids: Tensor  # (B, T)
    texts: dict[
        str, Tensor
    ]  # rows of the description table: last, names, abouts, items, all_names, all_abouts
    inputs: dict[str, Tensor]
    targets: dict[str, Tensor]

    def model_inputs(self, tokens: Tensor, pooled: Tensor, table: Tensor) -> Inputs:
        """Join the text tower's features with the descriptions' vectors."""
        mask = (self.ids > 0).float()
        text = {key: table[rows].float() for key, rows in self.texts.items() if not key.startswith("all_")}
        return Inputs(tokens=tokens.float(), token_mask=mask, pooled=pooled.float(), **self.inputs, **text)


def batches(rows: Sequence[Arrays], size: int, seed: int | None) -> Iterator[Batch]:
    """Batches of about equal cost; shuffled if there is a seed."""
    order = np.arange(len(rows))
    if seed is not None:
        rng = np.random.default_rng(seed)
        cost = np.array([len(r["ids"]) * len(r["items"]) for r in rows]) * rng.uniform(0.8, 1.25, len(rows))
        order = np.argsort(cost)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if seed is not None:
        rng.shuffle(groups)
    for group in groups:
        chosen = [rows[i] for i in group]
        yield collate(chosen if seed is None else [thinned(row, rng) for row in chosen])


def thinned(row: Arrays, rng: np.random.Generator) -> Arrays:
    """Now and then only the devices that are meant and very few others, as in a home of one room."""
    count = len(row["names"])
    if rng.random() >= SMALL_HOMES:
        return row
    owner = row["item_device"].astype(np.int64)
    keep = np.zeros(count, bool)
    keep[owner[(row["fire"] > 0) | (row["mode"] >= 0)]] = True
    others = np.flatnonzero(~keep)
    spared = rng.permutation(others)[: int(rng.integers(0, 4))]
    keep[spared if keep.any() or len(spared) else others[:1]] = True
    return _only(row, keep, owner)


def _only(row: Arrays, keep: npt.NDArray[np.bool_], owner: npt.NDArray[np.int64]) -> Arrays:
    """The row without the devices that are not kept, and without their items."""
    items = keep[owner]
    place = np.cumsum(keep) - 1
    by_device = {key: row[key][keep] for key in ("names", "abouts", "features", "lexical")}
    by_item = {key: row[key][items] for key in BY_ITEM}
    return row | by_device | by_item | {"item_device": place[owner[items]].astype(row["item_device"].dtype)}


def collate(rows: Sequence[Arrays]) -> Batch:
    """Pad with zeros, -1 for labels that are not asked."""

    def pad(key: str, fill: float = 0) -> npt.NDArray[Any]:
        shapes = np.array([row[key].shape for row in rows])
        out = np.full((len(rows), *shapes.max(0)), fill, rows[0][key].dtype)
        for target, row in zip(out, rows, strict=True):
            target[tuple(slice(n) for n in row[key].shape)] = row[key]
        return out

    def real(key: str) -> Tensor:
        values = pad(key)
        scale = 255.0 if values.dtype == np.uint8 else 1.0
        return torch.from_numpy(values.astype(np.float32) / scale)

    def index(key: str, fill: int = 0) -> Tensor:
        return torch.from_numpy(pad(key, fill).astype(np.int64))

    def mask(key: str) -> Tensor:
        length = [len(row[key]) for row in rows]
        return (torch.arange(max(length))[None] < torch.tensor(length)[:, None]).float()

    names = ("names", "abouts", "items", "all_names", "all_abouts")
    texts = {"last": index("last")[:, 0], **{key: index(key) for key in names}}
    inputs = {
        key: real(key) for key in ("tags", "context", "features", "lexical", "item_features", "item_lexical")
    }
    inputs |= {"device_mask": mask("names"), "item_mask": mask("items"), "item_device": index("item_device")}
    targets = {key: index(key, -1) for key in ("mode", "size", "when")}
    targets |= {key: real(key) for key in ("fire", "fire_mask", "point", "relevance", "relevant")}
    targets |= {"outcome": index("outcome")[:, 0], "all_mask": mask("all_names")}
    return Batch(index("ids"), texts, inputs, targets)
