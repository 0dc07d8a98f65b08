"""Train the text tower and the fusion model.

Two phases. `joint`: the tower's upper layers learn with the fusion. `heads`: the tower is fixed (quantised
as it will ship), the descriptions are read again by it, and the fusion settles on what the daemon will see.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from homefuse.infer.card import load_verified
from homefuse.infer.session import Session
from training.batches import Batch, batches
from training.dataset import Arrays, read_shard
from training.losses import losses
from training.model import Filter, FusionModel, Outputs, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from homefuse.preprocess.text import TextEncoder
    from training.tower import TextTower


def load_rows(paths: Iterable[Path], table: dict[str, int]) -> list[Arrays]:
    """The samples of some shards; their descriptions join the table of all descriptions."""
    rows: list[Arrays] = []
    for path in paths:
        shard, texts = read_shard(path)
        at = torch.tensor([table.setdefault(text, len(table)) for text in texts]).numpy()
        for row in shard:
            for key in ("last", "names", "abouts", "items", "all_names", "all_abouts"):
                row[key] = at[row[key]]
        rows += shard
    return rows


class FixedTower(nn.Module):
    """The exported tower, quantised as it ships, in the place of the trainable one."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        super().__init__()
        self._session = Session(*load_verified(folder, "text"), "cpu", threads)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """As `TextTower.forward`."""
        out = self._session.run({"ids": ids.numpy(), "mask": mask.numpy()})
        return torch.from_numpy(out["tokens"]), torch.from_numpy(out["pooled"])

    def describe(self, encoder: TextEncoder, texts: list[str], size: int = 64) -> Tensor:
        """(len(texts), 384) float16: every description as the tower pools it; row 0 (the empty text) is 0."""
        table = torch.zeros(len(texts), 384, dtype=torch.float16)
        order = sorted(range(1, len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            ids, mask = encoder.batch([texts[i] for i in chosen])
            table[chosen] = self(torch.from_numpy(ids), torch.from_numpy(mask))[1].half()
        return table


class Trainer:
    """One run: models, optimiser, schedule."""

    def __init__(
        self, tower: TextTower | FixedTower, shape: Shape, *, tower_rate: float, rate: float, seed: int = 0
    ) -> None:
        torch.manual_seed(seed)
        self.tower, self.fusion, self.filter = tower, FusionModel(shape), Filter()
        self.train_tower = tower_rate > 0
        groups = [{"params": [*self.fusion.parameters(), *self.filter.parameters()], "rate": rate}]
        if self.train_tower:
            groups.append({"params": [p for p in tower.parameters() if p.requires_grad], "rate": tower_rate})
        self.optimiser = torch.optim.AdamW([{**g, "lr": g["rate"]} for g in groups], weight_decay=0.01)

    def forward(self, batch: Batch, table: Tensor) -> tuple[Outputs, Tensor]:
        """Scores of the items, and the filter's of every device."""
        with (
            torch.autocast("cpu", torch.bfloat16),
            torch.set_grad_enabled(self.train_tower and torch.is_grad_enabled()),
        ):
            tokens, pooled = self.tower(batch.ids, (batch.ids > 0).long())
        inputs = batch.model_inputs(tokens, pooled, table)
        with torch.autocast("cpu", torch.bfloat16):
            out = self.fusion(inputs)
            near = (table[batch.texts["all_names"]].float(), table[batch.texts["all_abouts"]].float())
            relevance = self.filter(inputs.pooled.detach(), *near, batch.targets["relevance"])
        return out, relevance

    def step(self, batch: Batch, table: Tensor, progress: float) -> dict[str, float]:
        """One update; `progress` 0..1 drives the cosine schedule."""
        self.fusion.train()
        self.filter.train()
        self.tower.train(self.train_tower)
        for group in self.optimiser.param_groups:
            warm = min(progress / 0.02, 1.0)
            group["lr"] = group["rate"] * warm * (0.03 + 0.97 * (0.5 + 0.5 * math.cos(math.pi * progress)))
        parts = losses(batch, *self.forward(batch, table))
        total = torch.stack(list(parts.values())).sum()
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([p for g in self.optimiser.param_groups for p in g["params"]], 1.0)
        self.optimiser.step()
        return {key: float(value.detach()) for key, value in parts.items()}

    def save(self, path: Path) -> None:
        """Weights only."""
        state = {
            "tower": self.tower.state_dict(),
            "fusion": self.fusion.state_dict(),
            "filter": self.filter.state_dict(),
        }
        torch.save(state, path)


@torch.no_grad()
def validate(trainer: Trainer, rows: list[Arrays], table: Tensor) -> dict[str, float]:
    """Shares of samples whose outcome, commands, and everything is right."""
    trainer.fusion.eval()
    trainer.tower.eval()
    count = {"outcome": 0.0, "commands": 0.0, "all": 0.0, "filter": 0.0}
    for batch in batches(rows, 64, None):
        out, relevance = trainer.forward(batch, table)
        want = batch.targets
        outcome = out.outcome.argmax(-1) == want["outcome"]
        wrong = ((out.fire > 0).float() != want["fire"]).float() * want["fire_mask"]
        commands = wrong.sum(1) == 0
        modes = ((out.mode.argmax(-1) != want["mode"]) & (want["mode"] >= 0)).sum(1) == 0
        pointed = out.point.softmax(2) * want["point"]
        missed = ((want["point"].sum(2) > 0) & (pointed.sum(2) < 0.5)).flatten(1).sum(1) == 0
        lost = ((relevance < -2.5).float() * want["relevant"]).sum(1) == 0
        right = {
            "outcome": outcome,
            "commands": commands,
            "all": outcome & commands & modes & missed,
            "filter": lost,
        }
        for key, value in right.items():
            count[key] += float(value.sum())
    return {key: value / len(rows) for key, value in count.items()}


def run(  # noqa: PLR0913 - a run's settings, given by name
    trainer: Trainer,
    rows: list[Arrays],
    held_out: list[Arrays],
    table: Tensor,
    *,
    minutes: float,
    folder: Path,
    size: int = 32,
    seed: int = 1,
) -> None:
    """Train for a time, reporting and saving every few minutes."""
    start, reported, steps, epoch = time.monotonic(), time.monotonic(), 0, 0
    sums: dict[str, float] = {}
    progress = 0.0
    while progress < 1:
        for batch in batches(rows, size, seed + epoch):
            progress = min((time.monotonic() - start) / 60 / minutes, 1.0)
            if progress >= 1:
                break
            for key, value in trainer.step(batch, table, progress).items():
                sums[key] = sums.get(key, 0.0) + value
            steps += 1
            if time.monotonic() - reported > 120:
                _report(progress, epoch, steps, sums, validate(trainer, held_out, table))
                trainer.save(folder / "last.pt")
                reported = time.monotonic()
                sums, steps = {}, 0
        epoch += 1
    _report(1.0, epoch, max(steps, 1), sums, validate(trainer, held_out, table))
    trainer.save(folder / "last.pt")


def _report(progress: float, epoch: int, steps: int, sums: dict[str, float], valid: dict[str, float]) -> None:
    parts = " ".join(f"{key} {value / steps:.3f}" for key, value in sums.items())
    right = " ".join(f"{key} {value:.3f}" for key, value in valid.items())
    print(f"{progress:4.0%} epoch {epoch} steps {steps} | {parts} | held out: {right}", flush=True)  # noqa: T201  a script
