"""Announcements come from strangers: damaged ones may lose a device, never the import."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from homefuse.devices.importers import read_messages
from homefuse.devices.parse import parse_device
from tests.devices.importers.models import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    3.5,
    "",
    "x",
    "~",
    [],
    {},
    [1],
    {"name": 3},
    ["a", None],
    [[1]],
    [{}],
)
DOCUMENTS = {topic: json.loads(payload) for topic, payload in messages().items()}


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items: Any = ()
    if isinstance(document, dict):
        items = document.items()
    elif isinstance(document, list):
        items = enumerate(document)
    for key, value in items:
        yield from places(value, (*path, key))


def damaged(topic: str, dice: random.Random) -> Any:
    document = copy.deepcopy(DOCUMENTS[topic])
    for _ in range(dice.choice((1, 1, 2, 4))):
        path = dice.choice([place for place in places(document) if place])
        inner = document
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = copy.deepcopy(dice.choice(JUNK))
    return document


@pytest.mark.parametrize("seed", range(8))
def test_damage_never_ends_the_import(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        topic = dice.choice(list(DOCUMENTS))
        home = {**DOCUMENTS, topic: damaged(topic, dice)}
        near = {t: d for t, d in home.items() if t.split("/")[:3] == topic.split("/")[:3]}
        for device in read_messages({t: json.dumps(d).encode() for t, d in near.items()}).devices:
            built, issues = parse_device(device.data)
            assert (built is None) == bool(issues)
