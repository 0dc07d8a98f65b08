"""What a wrong answer costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch.nn import functional as F

if TYPE_CHECKING:
    from torch import Tensor

    from training.batches import Batch
    from training.model import Outputs


def losses(batch: Batch, out: Outputs, relevance: Tensor) -> dict[str, Tensor]:
    """The parts of the loss, each a mean over samples."""
    want = batch.targets
    size = len(batch.ids)
    fire = F.binary_cross_entropy_with_logits(out.fire.float(), want["fire"], reduction="none")
    weight = want["fire_mask"] * (
        1.0 + want["fire"]
    )  # a missed act costs twice a spurious one; thresholds settle the rest
    related = F.binary_cross_entropy_with_logits(relevance.float(), want["relevant"], reduction="none")
    related = related * want["all_mask"] * (1.0 + 4.0 * want["relevant"])
    return {
        "outcome": F.cross_entropy(out.outcome.float(), want["outcome"]),
        "fire": (fire * weight).sum() / size / 4,
        "mode": _classes(out.mode, want["mode"]),
        "size": 0.3 * _classes(out.size, want["size"]),
        "when": 0.5 * _classes(out.when, want["when"]),
        "point": _pointers(out.point.float(), want["point"]),
        "filter": related.sum() / size / 10,
    }


def _classes(scores: Tensor, want: Tensor) -> Tensor:
    """Cross entropy where a class is asked for."""
    asked = want >= 0
    if not bool(asked.any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores[asked].float(), want[asked])


def _pointers(scores: Tensor, want: Tensor) -> Tensor:
    """Any token of the right words will do: minus the log of their probability together."""
    asked = want.sum(2) > 0  # (B, M, 3)
    if not bool(asked.any()):
        return scores.sum() * 0.0
    logs = scores.log_softmax(2).movedim(3, 2)[asked]  # (asked, T)
    right = want.movedim(3, 2)[asked]
    return -(logs + (1.0 - right) * -1e4).logsumexp(1).mean()
