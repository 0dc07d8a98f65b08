from __future__ import annotations

import json
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from homefuse.devices.loader import home_from_dict
from training.data.generate import MIX, SAMPLES_PER_HOME, seen_in, write_samples
from training.data.sample import Sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def no_real_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOMEFUSE_DATA", raising=False)


def _read(path: Path) -> list[Sample]:
    return [Sample.from_json(line) for line in (path / "samples.jsonl").read_text().splitlines()]


@pytest.mark.usefixtures("no_real_data")
def test_samples_and_their_homes(tmp_path: Path) -> None:
    write_samples(tmp_path, 150, seed=4)
    samples = _read(tmp_path)
    homes = {
        d["key"]: d["home"] for d in map(json.loads, (tmp_path / "homes.jsonl").read_text().splitlines())
    }
    assert len(samples) == 150
    assert len(homes) == -(-150 // SAMPLES_PER_HOME)
    compiled = {key: home_from_dict(home)[0] for key, home in homes.items()}
    for sample in samples:
        for named in (*sample.targets, *sample.about):
            assert compiled[sample.home].device(named["device"]) is not None
    outcomes = Counter(sample.outcome for sample in samples)
    assert {"act", "reject", "answer"} <= set(outcomes)
    assert outcomes["act"] > 60


@pytest.mark.usefixtures("no_real_data")
def test_one_seed_one_file(tmp_path: Path) -> None:
    for folder, seed in (("a", 9), ("b", 9), ("c", 10)):
        write_samples(tmp_path / folder, 40, seed)
    texts = {name: (tmp_path / name / "samples.jsonl").read_text() for name in "abc"}
    assert texts["a"] == texts["b"]
    assert texts["a"] != texts["c"]


def test_every_family_has_a_share() -> None:
    assert all(share > 0 for share in MIX.values())


def test_somebody_is_seen_in_one_room_only() -> None:
    devices = [
        {"id": f"pir_{area}", "name": area, "area": area, "type": "binary_sensor", "measures": "occupancy"}
        for area in ("hall", "bath")
    ]
    areas = [{"id": "hall", "name": "Hall"}, {"id": "bath", "name": "Bath"}]
    home, _ = home_from_dict({"areas": areas, "devices": devices})
    for seed in range(40):
        readings = seen_in(random.Random(seed), "hall", list(home.devices))
        fresh = [name for name, r in readings.items() if r["value"] and r["age"] <= 600]
        assert fresh == ["pir_hall"]
