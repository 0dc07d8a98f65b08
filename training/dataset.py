"""Labelled samples as arrays, made once by the runtime's own preprocessing and kept in shards.

A shard is an .npz of flat arrays with their shapes; no pickles.
"""

from __future__ import annotations

import json
import random
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from homefuse.devices.loader import home_from_dict
from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.preprocess.batch import (
    Chosen,
    PreparedHome,
    Scene,
    choose,
    perceive,
    prepare,
    relevance_features,
)
from homefuse.preprocess.candidates import Item, ItemKind
from homefuse.types import Action, Command, Decision, DeviceState, Outcome, Snapshot, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from homefuse.devices.model import Home
    from homefuse.preprocess.text import TextEncoder

Arrays = dict[str, npt.NDArray[Any]]
MOST_DEVICES = 10
MOST_POSITIVES = 8
_NAME, _COVERAGE, _RUN, _AREA, _TYPE, _COMMAND, _OPTION = 0, 2, 3, 5, 9, 10, 11


def snapshot_of(sample: Mapping[str, Any], home: Home) -> Snapshot:
    """The moment in which the sample was said."""
    states = {device: DeviceState(values) for device, values in sample["state"].items()}
    for sensor, reading in sample.get("sensors", {}).items():
        states[sensor] = DeviceState({"value": reading["value"]}, float(reading.get("age", 0.0)))
    now = datetime.fromisoformat(sample["now"])
    command = Command("sample", sample["text"], sample.get("area"))
    return Snapshot(command, home, now, states, _history(sample.get("last")))


def _history(last: Mapping[str, Any] | None) -> tuple[Turn, ...]:
    if not last:
        return ()
    actions = tuple(Action(a["device"], a["command"], a.get("args", {})) for a in last.get("actions", ()))
    outcome = Outcome(last.get("outcome", "act"))
    choices = tuple(last.get("choices", ()))
    if outcome is Outcome.CLARIFY:
        decision = Decision("last", outcome, choices=choices, pending=actions)
    else:
        decision = Decision("last", outcome, actions, choices=choices)
    return (Turn(last.get("text", ""), decision, age_s=8.0),)


def outcome_label(sample: Mapping[str, Any]) -> int:
    """Index into OUTCOMES; a value out of range is an act for the model, the range is checked by code."""
    if sample["outcome"] != "reject":
        return OUTCOMES.index(sample["outcome"])
    reason = sample["reason"]
    return OUTCOMES.index("act" if reason == "out_of_range" else reason)


class Builder:
    """Turns the samples of one home after the other into arrays."""

    def __init__(self, encoder: TextEncoder, seed: int) -> None:
        self._encoder = encoder
        self._random = random.Random(seed)  # noqa: S311 - which devices to show is no secret
        self.texts: dict[str, int] = {"": 0}

    def home(self, data: Mapping[str, Any]) -> PreparedHome:
        """Lay a home out, its descriptions registered."""
        home, _ = home_from_dict(data)
        prepared = prepare(home)
        for text in prepared.texts:
            self.texts.setdefault(text, len(self.texts))
        return prepared

    def build(self, sample: Mapping[str, Any], prepared: PreparedHome) -> Arrays:
        """The arrays of one sample, targets included."""
        scene = perceive(prepared, snapshot_of(sample, prepared.home), self._encoder.encode)
        index = {device.id: i for i, device in enumerate(prepared.devices)}
        asked = [index[t["device"]] for t in (*sample["targets"], *sample["about"])]
        positives = list(dict.fromkeys(asked))
        self._random.shuffle(positives)
        chosen = choose(scene, self._pick(scene, positives[:MOST_POSITIVES]))
        rows = np.array([self.texts[t] for t in prepared.texts], np.int32)
        relevant = np.zeros(len(prepared.devices), np.float32)
        relevant[positives] = 1.0
        return {
            "ids": scene.encoded.ids.astype(np.int32),
            "tags": scene.tags.astype(np.float16),
            "context": scene.context.astype(np.float16),
            "last": np.array([self.texts.get(scene.last_text, 0)], np.int32),
            "names": rows[prepared.name_text[chosen.devices]],
            "abouts": rows[prepared.about_text[chosen.devices]],
            "features": chosen.features.astype(np.float16),
            "lexical": _bytes(chosen.lexical),
            "items": rows[prepared.item_text[chosen.items]],
            "item_device": chosen.item_device.astype(np.int16),
            "item_features": chosen.item_features.astype(np.float16),
            "item_lexical": _bytes(chosen.item_lexical),
            "all_names": rows[prepared.name_text],
            "all_abouts": rows[prepared.about_text],
            "relevance": relevance_features(scene).astype(np.float16),
            "relevant": relevant,
            "outcome": np.array([outcome_label(sample)], np.int8),
            **_targets(sample, scene, chosen),
        }

    def _pick(self, scene: Scene, positives: list[int]) -> list[int]:
        """The positives, the devices most easily confused with them, and some at random."""
        best = (
            scene.lexical.max(1) if scene.lexical.shape[1] else np.zeros((len(scene.lexical), 12), np.float32)
        )
        score = (
            best[:, _NAME] + best[:, _COVERAGE] + best[:, _RUN] + 0.5 * best[:, _AREA] + 0.7 * best[:, _TYPE]
        )
        score = score + 0.3 * best[:, _COMMAND] + 0.5 * best[:, _OPTION]
        score = score + np.array([self._random.random() * 0.6 for _ in score], np.float32)
        devices = scene.prepared.devices
        wanted = {(devices[p].type, devices[p].area) for p in positives}
        score = score + np.array([0.4 * ((d.type, d.area) in wanted) for d in devices], np.float32)
        total = max(5, min(MOST_DEVICES, len(positives) + self._random.randint(3, 6)))
        rest = [int(i) for i in np.argsort(-score) if i not in set(positives)]
        hard = rest[: max(total - len(positives) - 1, 0)]
        spare = rest[len(hard) :]
        picked = positives + hard + (self._random.sample(spare, 1) if spare else [])
        self._random.shuffle(picked)
        return picked


def _targets(sample: Mapping[str, Any], scene: Scene, chosen: Chosen) -> Arrays:
    """What each item should say; -1 or an empty mask where nothing is asked of it."""
    count, length = len(chosen.items), len(scene.encoded.ids)
    fire, fire_mask = np.zeros(count, np.int8), np.zeros(count, np.int8)
    mode, size, when = (np.full(count, -1, np.int8) for _ in range(3))
    point = np.zeros((count, length, 3), np.int8)
    targets: dict[tuple[str, str], Mapping[str, Any]] = {
        (t["device"], t["command"]): t for t in sample["targets"]
    }
    about = {(a["device"], a["property"]) for a in sample["about"]}
    for row, (device, item) in enumerate(_items(scene, chosen)):
        target = targets.get((device, item.command.name)) if item.command is not None else None
        if item.kind is ItemKind.COMMAND:
            fire[row], fire_mask[row] = target is not None, 1
            if target is not None:
                when[row] = _when(target, scene, point[row])
        elif item.kind is ItemKind.PROPERTY:
            assert item.property is not None
            fire[row], fire_mask[row] = (device, item.property.name) in about, 1
        elif target is not None and item.argument is not None:
            said = target["args"].get(item.argument.name, {"mode": "default"})
            if item.kind is ItemKind.OPTION:
                fire[row], fire_mask[row] = said.get("option") == item.option, 1
            else:
                mode[row], size[row] = MODES.index(said["mode"]), _size(said)
                _point(said, scene, point[row])
    return {"fire": fire, "fire_mask": fire_mask, "mode": mode, "size": size, "when": when, "point": point}


def _items(scene: Scene, chosen: Chosen) -> Iterator[tuple[str, Item]]:
    for index in chosen.devices:
        device = scene.prepared.devices[index]
        for item in scene.prepared.items[index]:
            yield device.id, item


def _size(said: Mapping[str, Any]) -> int:
    return SIZES.index(said["size"]) if said.get("size") in SIZES else -1


def _when(target: Mapping[str, Any], scene: Scene, point: npt.NDArray[np.int8]) -> int:
    when = target.get("when")
    if not when:
        return 0
    if when.get("span"):
        point[_tokens(scene, when["span"]), 2] = 1
    return WHENS.index(when["kind"])


def _point(said: Mapping[str, Any], scene: Scene, point: npt.NDArray[np.int8]) -> None:
    if said.get("text"):
        tokens = np.flatnonzero(_tokens(scene, said["text"]))
        point[tokens[:1], 0] = 1
        point[tokens[-1:], 1] = 1
    elif said.get("span") and said["mode"] in ("set", "up", "down", "times"):
        point[_tokens(scene, said["span"]), 0] = 1


def _tokens(scene: Scene, span: Sequence[int]) -> npt.NDArray[np.bool_]:
    offsets = scene.encoded.offsets
    inside: npt.NDArray[np.bool_] = (offsets[:, 0] < span[1]) & (offsets[:, 1] > span[0])
    return inside & (offsets[:, 1] > offsets[:, 0])


def _bytes(share: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    return np.round(share * 255).astype(np.uint8)


def write_shard(path: Path, rows: Sequence[Arrays], texts: Sequence[str]) -> None:
    """Keep arrays of differing shapes: all values of a key end to end, and each one's shape."""
    packed: Arrays = {"__texts": np.frombuffer(json.dumps(list(texts)).encode(), np.uint8)}
    for key in rows[0]:
        packed[key] = np.concatenate([row[key].ravel() for row in rows])
        packed[f"{key}__shape"] = np.array([row[key].shape for row in rows], np.int32)
    np.savez(path, **packed)  # type: ignore[arg-type]


def read_shard(path: Path) -> tuple[list[Arrays], list[str]]:
    """What `write_shard` kept."""
    with np.load(path) as data:
        texts = json.loads(data["__texts"].tobytes())
        keys = [key for key in data.files if "__" not in key]
        columns = {}
        for key in keys:
            shapes = data[f"{key}__shape"]
            ends = np.cumsum(shapes.prod(1))
            flat = data[key]
            columns[key] = [
                flat[end - int(np.prod(shape)) : end].reshape(shape)
                for end, shape in zip(ends, shapes, strict=True)
            ]
    count = len(next(iter(columns.values())))
    return [{key: columns[key][i] for key in keys} for i in range(count)], texts
