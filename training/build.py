"""Samples on disk -> shards of arrays: `python -m training.build SAMPLES_FOLDER OUT_FOLDER`.

A folder holds pairs `<name>.homes.jsonl` and `<name>.samples.jsonl`; each pair becomes one shard.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from homefuse.preprocess.text import TextEncoder
from training.dataset import Builder, write_shard

if TYPE_CHECKING:
    from homefuse.preprocess.batch import PreparedHome

TOKENIZER = Path(__file__).parent.parent / "models" / "tokenizer.json"


def build(samples: Path, out: Path, seed: int = 0) -> Counter[str]:
    """One shard; returns how many samples of each family it holds, those that cannot be read counted too."""
    homes = {}
    with samples.with_name(samples.name.replace(".samples.", ".homes.")).open() as lines:
        for line in lines:
            row = json.loads(line)
            homes[row["key"]] = row["home"]
    builder = Builder(TextEncoder(TOKENIZER), seed)
    key, prepared = None, None
    rows = []
    count: Counter[str] = Counter()
    with samples.open() as lines:
        for line in lines:
            sample = json.loads(line)
            if sample["home"] != key or prepared is None:
                key, prepared = sample["home"], builder.home(homes[sample["home"]])
            if _fits(sample, prepared):
                rows.append(builder.build(sample, prepared))
                count[sample["tag"].split("/")[0]] += 1
            else:
                count["(names something its home lacks)"] += 1
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
    paths = sorted(source.glob("*.samples.jsonl"))
    targets = [out / path.name.replace(".samples.jsonl", ".npz") for path in paths]
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for count in pool.map(build, paths, targets):
            total += count
    for family, number in sorted(total.items()):
        print(f"{number:8d} {family}")  # noqa: T201  a script


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
