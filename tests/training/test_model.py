from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'homefuse[train]'")

import torch

from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from tests.training.samples import CHATTER, DIMMED, EVERY, built
from training.batches import collate
from training.losses import losses
from training.model import RELEVANCE_FEATURES, Additive, Filter, Fusion, FusionModel, Inputs, Outputs, Shape

if TYPE_CHECKING:
    from training.batches import Batch
    from training.dataset import Arrays


def small(fusion: Fusion = "attention") -> FusionModel:
    torch.manual_seed(1)
    model = FusionModel(Shape(width=16, hidden=8, heads=2, layers=2, fusion=fusion))
    return model.eval()


def given(rows: list[Arrays], texts: list[str]) -> tuple[Batch, Inputs]:
    """A batch with random but fixed text vectors."""
    noise = torch.Generator().manual_seed(7)
    table = torch.randn(len(texts), 384, generator=noise)
    words = torch.randn(300, 384, generator=noise)
    batch = collate(rows)
    tokens = words[batch.ids % 300]
    return batch, batch.model_inputs(tokens, table[: len(rows)], table)


@pytest.mark.parametrize("fusion", ["attention", "concatenation", "sum"])
def test_every_item_of_every_kind_is_scored(fusion: Fusion) -> None:
    batch, inputs = given(*built(*EVERY))
    out = small(fusion)(inputs)
    size, tokens = batch.ids.shape
    items, devices = batch.inputs["item_mask"].shape[1], batch.inputs["device_mask"].shape[1]
    expected = Outputs(
        (size, len(OUTCOMES)), (size, items), (size, items, len(MODES)), (size, items, len(SIZES)),
        (size, items, len(WHENS)), (size, items, tokens, 3), (size, items, tokens), (size, devices),
    )  # fmt: skip
    assert tuple(tuple(value.shape) for value in out) == expected
    assert all(torch.isfinite(value).all() for value in out)


@pytest.mark.parametrize("fusion", ["attention", "concatenation", "sum"])
def test_padding_changes_nothing(fusion: Fusion) -> None:
    rows, texts = built(CHATTER, DIMMED)
    model = small(fusion)
    _, together = given(rows, texts)
    _, alone = given(rows[:1], texts)
    padded, single = model(together), model(alone)
    items, tokens, devices = len(rows[0]["items"]), len(rows[0]["ids"]), len(rows[0]["names"])
    assert torch.allclose(padded.outcome[0], single.outcome[0], atol=1e-4)
    assert torch.allclose(padded.fire[0, :items], single.fire[0], atol=1e-4)
    assert torch.allclose(padded.point[0, :items, :tokens], single.point[0], atol=1e-4)
    assert torch.allclose(padded.device_attention[0, :devices], single.device_attention[0], atol=1e-5)


def test_attention_is_shared_out_among_what_is_there() -> None:
    batch, inputs = given(*built(*EVERY))
    out = small()(inputs)
    assert torch.allclose(out.attention.sum(-1), torch.ones(out.fire.shape), atol=1e-4)
    assert torch.allclose(out.device_attention.sum(-1), torch.ones(len(batch.ids)), atol=1e-4)
    assert (out.attention.max(1).values[batch.ids == 0] < 1e-6).all()
    assert (out.device_attention[batch.inputs["device_mask"] == 0] < 1e-6).all()


def test_additive_attention_is_the_formula() -> None:
    torch.manual_seed(2)
    attention = Additive(4, 3)
    a, b, mask = torch.randn(1, 2, 4), torch.randn(1, 3, 4), torch.tensor([[1.0, 1.0, 0.0]])
    mixed, weights = attention(a, b, mask)
    rows = [[attention.v(torch.tanh(attention.w1(x) + attention.w2(y)))[0] for y in b[0, :2]] for x in a[0]]
    by_hand = torch.stack([torch.stack(row) for row in rows]).softmax(-1)
    assert torch.allclose(weights[0, :, :2], by_hand, atol=1e-6)
    assert torch.allclose(mixed[0], by_hand @ b[0, :2], atol=1e-6)


def test_the_filter_scores_every_device() -> None:
    shapes = ((2, 384), (2, 5, 384), (2, 5, 384), (2, 5, RELEVANCE_FEATURES - 2))
    out = Filter()(*(torch.randn(*shape) for shape in shapes))
    assert out.shape == (2, 5)


def test_a_perfect_answer_costs_nothing_and_a_wrong_one_much() -> None:
    batch, _ = given(*built(*EVERY))
    want = batch.targets
    sure = 40.0

    def chosen(labels: torch.Tensor, count: int) -> torch.Tensor:
        return torch.nn.functional.one_hot(labels.clamp(min=0), count) * sure

    right = Outputs(
        chosen(want["outcome"], len(OUTCOMES)), (want["fire"] * 2 - 1) * sure,
        chosen(want["mode"], len(MODES)), chosen(want["size"], len(SIZES)), chosen(want["when"], len(WHENS)),
        want["point"] * sure,
        torch.zeros(1), torch.zeros(1),
    )  # fmt: skip
    wrong = Outputs(*(-value for value in right))
    relevance = (want["relevant"] * 2 - 1) * sure
    costs, dear = losses(batch, right, relevance), losses(batch, wrong, -relevance)
    assert {key: float(value) for key, value in costs.items()} == pytest.approx(
        dict.fromkeys(costs, 0), abs=1e-4
    )
    assert all(dear[key] > 1 for key in ("outcome", "fire", "mode", "when", "point", "filter"))


def test_a_batch_without_values_still_trains() -> None:
    batch, inputs = given(*built(CHATTER))
    model = small()
    parts = losses(batch, model(inputs), torch.zeros(batch.targets["relevant"].shape, requires_grad=True))
    torch.stack(list(parts.values())).sum().backward()
    assert all(torch.isfinite(p.grad).all() for p in model.parameters() if p.grad is not None)


def test_it_can_learn_by_heart() -> None:
    batch, inputs = given(*built(*EVERY))
    model = small().train()
    optimiser = torch.optim.Adam(model.parameters(), 1e-2)
    nothing = torch.zeros(batch.targets["relevant"].shape)
    costs = []
    for _ in range(40):
        parts = losses(batch, model(inputs), nothing)
        total = torch.stack([parts[key] for key in ("outcome", "fire", "mode", "when", "point")]).sum()
        optimiser.zero_grad()
        total.backward()
        optimiser.step()
        costs.append(float(total.detach()))
    assert costs[-1] < costs[0] / 4
