"""Samples on disk -> shards of arrays: `python -m training.build SAMPLES_FOLDER OUT_FOLDER`.

SAMPLES_FOLDER holds folders with a `homes.jsonl` and a `samples.jsonl` each; each becomes one shard.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from homefuse.preprocess.text import TextEncoder
from training.dataset import Builder, write_shard

if TYPE_CHECKING:
    from homefuse.preprocess.batch import PreparedHome

TOKENIZER = Path(__file__).parent.parent / "models" / "tokenizer.json"


def build(folder: Path, out: Path, seed: int = 0) -> Counter[str]:
    """One shard; returns how many samples of each family it holds, those that cannot be read counted too."""
    with (folder / "homes.jsonl").open() as lines:
        homes = {row["key"]: row["home"] for row in map(json.loads, lines)}
    with (folder / "samples.jsonl").open() as lines:
        samples = sorted(map(json.loads, lines), key=lambda sample: sample["home"])
    builder = Builder(TextEncoder(TOKENIZER), seed)
    rows = []
    count: Counter[str] = Counter()
    for key, group in groupby(samples, key=lambda sample: sample["home"]):
        prepared = builder.home(homes[key])
        for sample in group:
            fits = _fits(sample, prepared)
            if fits:
                rows.append(builder.build(sample, prepared))
            count[sample["tag"].split("/")[0] if fits else "(names something its home lacks)"] += 1
    write_shard(out, rows, list(builder.texts))
    return count


def _fits(sample: dict, prepared: PreparedHome) -> bool:  # type: ignore[type-arg]
    """Whether everything that the label names is there."""
    devices = {device.id: device for device in prepared.devices}
    for target in sample["targets"]:
        device = devices.get(target["device"])
        if device is None or target["command"] not in device.commands:
            return False
    return all(
        a["device"] in devices and a["property"] in devices[a["device"]].properties for a in sample["about"]
    )


def main(source: Path, out: Path, workers: int = 2) -> None:
    """Build every pair of a folder."""
    out.mkdir(parents=True, exist_ok=True)
    paths = sorted(path.parent for path in source.glob("*/samples.jsonl"))
    targets = [out / f"{path.name}.npz" for path in paths]
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for count in pool.map(build, paths, targets):
            total += count
    for family, number in sorted(total.items()):
        print(f"{number:8d} {family}")  # noqa: T201  a script


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
