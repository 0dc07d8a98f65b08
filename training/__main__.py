"""`python -m training STAGE`: the stages of `make train`, in order.

generate   homes and sentences -> training/cache/{train,held_out,unseen}/*.jsonl
build      -> arrays, made by the runtime's own preprocessing
joint      tower and fusion together
tower      export the tower as it ships
heads      fusion and filter on the fixed tower
export     fusion and filter, calibrated, with their cards
all        everything
"""

from __future__ import annotations

import argparse
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from homefuse.preprocess.text import TextEncoder
from training import build as building
from training.calibrate import temperature
from training.data.generate import write_samples
from training.export import export_heads, export_text
from training.model import Shape
from training.tower import TextTower, copy_tokenizer, pretrained
from training.train import FixedTower, Trainer, load_rows, run, validate

if TYPE_CHECKING:
    from training.data.vocabulary import Vocabulary
    from training.dataset import Arrays

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "models"
SPLITS: dict[str, tuple[int, Vocabulary]] = {
    "train": (1, "train"),
    "held_out": (900_001, "train"),
    "unseen": (950_001, "held_out"),
}
"""Split -> first seed, vocabulary."""
SHARD, HELD_OUT = 10_000, 3_000
"""Samples of a shard, and of each split that is not trained on."""


def main() -> None:
    """Run one stage, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("stage", choices=("generate", "build", "joint", "tower", "heads", "export", "all"))
    parser.add_argument("--cache", type=Path, default=ROOT / "training" / "cache")
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--samples", type=int, default=200_000, help="samples to generate for training")
    parser.add_argument("--joint-minutes", type=float, default=60.0)
    parser.add_argument("--heads-minutes", type=float, default=20.0)
    parser.add_argument("--resume", type=Path, help="checkpoint from which the joint phase starts")
    parser.add_argument("--fusion", choices=("attention", "concatenation", "sum"), default="attention")
    given = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    given.models.mkdir(exist_ok=True, parents=True)
    stages = (
        ("generate", "build", "joint", "tower", "heads", "export") if given.stage == "all" else (given.stage,)
    )
    for stage in stages:
        _STAGES[stage](given)


def _generate(given: argparse.Namespace) -> None:
    running = []
    with ProcessPoolExecutor() as pool:
        for split, (seed, vocabulary) in SPLITS.items():
            count = given.samples if split == "train" else HELD_OUT
            for shard, start in enumerate(range(0, count, SHARD)):
                folder = given.cache / split / f"{shard:04d}"
                size = min(SHARD, count - start)
                running.append(pool.submit(write_samples, folder, size, seed + shard, vocabulary))
    for done in running:
        done.result()


def _build(given: argparse.Namespace) -> None:
    given.models.mkdir(exist_ok=True)
    copy_tokenizer(given.models / "tokenizer.json")
    for split in SPLITS:
        building.main(given.cache / split, given.cache / split)


def _joint(given: argparse.Namespace) -> None:
    encoder, start = TextEncoder(given.models / "tokenizer.json"), given.cache / "start"
    start.mkdir(exist_ok=True)
    state = torch.load(given.resume, weights_only=True) if given.resume else None
    tower = pretrained()
    if state is not None:
        tower.load_state_dict(state["tower"])
    export_text(tower, start, {})
    splits, texts = _rows(given)
    table = FixedTower(start).describe(encoder, texts)
    tower.freeze_below(3)
    trainer = Trainer(tower, Shape(fusion=given.fusion), tower_rate=5e-5, rate=7e-4)
    if state is not None:
        trainer.fusion.load_state_dict(state["fusion"])
        trainer.filter.load_state_dict(state["filter"])
    run(trainer, splits["train"], splits["unseen"], table, minutes=given.joint_minutes, folder=given.cache)
    shutil.copyfile(given.cache / "last.pt", given.cache / "joint.pt")


def _tower(given: argparse.Namespace) -> None:
    tower = TextTower()
    tower.load_state_dict(torch.load(given.cache / "joint.pt", weights_only=True)["tower"])
    export_text(tower, given.models, {})


def _heads(given: argparse.Namespace) -> None:
    trainer, splits, table = _with_fixed_tower(given, "joint.pt")
    run(
        trainer,
        splits["train"],
        splits["unseen"],
        table,
        minutes=given.heads_minutes,
        folder=given.cache,
        seed=77,
    )
    shutil.copyfile(given.cache / "last.pt", given.cache / "heads.pt")


def _export(given: argparse.Namespace) -> None:
    trainer, splits, table = _with_fixed_tower(given, "heads.pt", train=False)
    metrics = {split: validate(trainer, splits[split], table) for split in ("held_out", "unseen")}
    print(metrics)  # noqa: T201  a script
    constants = {"temperature": temperature(trainer, splits["held_out"], table)}
    export_heads(trainer.fusion, trainer.filter, given.models, metrics, constants)


def _rows(given: argparse.Namespace, *, train: bool = True) -> tuple[dict[str, list[Arrays]], list[str]]:
    """The rows of each split, and the descriptions of all."""
    table = {"": 0}
    splits = {
        split: load_rows(sorted((given.cache / split).glob("*.npz")), table)
        if train or split != "train"
        else []
        for split in SPLITS
    }
    return splits, list(table)


def _with_fixed_tower(
    given: argparse.Namespace, checkpoint: str, *, train: bool = True
) -> tuple[Trainer, dict[str, list[Arrays]], Tensor]:
    encoder = TextEncoder(given.models / "tokenizer.json")
    tower = FixedTower(given.models)
    splits, texts = _rows(given, train=train)
    table = tower.describe(encoder, texts)
    trainer = Trainer(tower, Shape(fusion=given.fusion), tower_rate=0.0, rate=3e-4)
    state = torch.load(given.cache / checkpoint, weights_only=True)
    trainer.fusion.load_state_dict(state["fusion"])
    trainer.filter.load_state_dict(state["filter"])
    return trainer, splits, table


_STAGES = {
    "generate": _generate, "build": _build, "joint": _joint,
    "tower": _tower, "heads": _heads, "export": _export,
}  # fmt: skip

if __name__ == "__main__":
    main()
