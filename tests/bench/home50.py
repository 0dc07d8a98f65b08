"""Fifty devices that zigbee2mqtt brings, as files for the daemon, and what a person says to them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AREAS = ["kitchen", "living room", "bedroom", "bathroom", "hallway"]
AREAS += ["office", "garage", "attic", "cellar", "nursery"]
KINDS = {
    "ceiling light": "type: light\nfeatures: [brightness]",
    "floor lamp": "type: light\nfeatures: [brightness, color_temperature]",
    "fan": "type: fan",
    "heater plug": "type: switch",
    "blind": "type: cover\nkind: blind\nfeatures: [position]",
}


class Request(NamedTuple):
    """Something to say, and where the device will hear of it."""

    text: str
    topic: str


def write_home(folder: Path) -> Path:
    """Write fifty device files; gives their folder."""
    devices = folder / "devices"
    devices.mkdir(mode=0o755)
    for area, kind in product(AREAS, KINDS):
        lines = (
            f"name: {area.capitalize()} {kind}",
            f"area: {_id(area)}",
            KINDS[kind],
            f"driver: {{zigbee2mqtt: {_id(area, kind)}}}",
        )
        (devices / f"{_id(area, kind)}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return devices


def requests() -> Iterator[Request]:
    """Endlessly: everything on, room by room, then everything off, so that each request changes something."""
    while True:
        for doing, (kind, area) in product(("on", "off"), product(KINDS, AREAS)):
            verb = f"turn {doing}" if kind != "blind" else {"on": "open", "off": "close"}[doing]
            yield Request(f"{verb} the {area} {kind}", f"zigbee2mqtt/{_id(area, kind)}/set")


def _id(*words: str) -> str:
    return "_".join(words).replace(" ", "_")
