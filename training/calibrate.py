"""One temperature, so that a probability of 0.9 is right nine times in ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import batches

if TYPE_CHECKING:
    from training.dataset import Arrays
    from training.train import Trainer

CANDIDATES = [0.6 + 0.1 * step for step in range(20)]


@torch.no_grad()
def temperature(trainer: Trainer, rows: list[Arrays], table: Tensor) -> float:
    """The temperature at which the outcome and the commands of unseen samples are least surprising."""
    trainer.fusion.eval()
    costs = torch.zeros(len(CANDIDATES))
    for batch in batches(rows, 64, None):
        out, _ = trainer.forward(batch, table)
        want = batch.targets
        for index, value in enumerate(CANDIDATES):
            outcome = F.cross_entropy(out.outcome.float() / value, want["outcome"], reduction="sum")
            fire = F.binary_cross_entropy_with_logits(
                out.fire.float() / value, want["fire"], reduction="none"
            )
            costs[index] += outcome + (fire * want["fire_mask"]).sum()
    return round(CANDIDATES[int(costs.argmin())], 2)
