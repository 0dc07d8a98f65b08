"""A small home and labelled sentences about it, in the form of the generated ones."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from homefuse.preprocess.text import TextEncoder
from tests.fakes.tokens import write_vocabulary
from training.dataset import Arrays, Builder

HOME: dict[str, Any] = {
    "areas": [{"id": "den", "name": "Den"}, {"id": "hall", "name": "Hall"}],
    "devices": [
        {"id": "lamp", "name": "Lamp", "area": "den", "type": "light", "features": ["brightness", "color"]},
        {"id": "door", "name": "Front door", "area": "hall", "type": "lock"},
        {"id": "notes", "name": "Notes", "commands": {"add": {"args": {"item": {"type": "text"}}}}},
        {"id": "maker", "name": "Coffee maker", "commands": {"brew": {"args": {
            "drink": {"options": ["espresso", "latte"], "default": "espresso"}}}}},
        *({"id": f"plug_{n}", "name": f"Plug {n}", "type": "switch"} for n in range(12)),
    ],
}  # fmt: skip


def sample(text: str, outcome: str = "act", *targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A labelled sentence."""
    empty: dict[str, Any] = {
        "area": None,
        "state": {},
        "sensors": {},
        "last": None,
        "reason": None,
        "about": [],
    }
    moment = {"home": "h", "now": "2026-05-01T21:30:00", "tag": "test"}
    return empty | moment | {"text": text, "outcome": outcome, "targets": list(targets)} | more


def target(
    device: str, command: str, when: dict[str, Any] | None = None, **args: dict[str, Any]
) -> dict[str, Any]:
    return {"device": device, "command": command, "args": args, "when": when}


@lru_cache
def encoder() -> TextEncoder:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        write_vocabulary(path)
        return TextEncoder(path)


def built(*samples: dict[str, Any], seed: int = 3) -> tuple[list[Arrays], list[str]]:
    """The samples as arrays, and the descriptions that their rows count."""
    builder = Builder(encoder(), seed)
    home = builder.home(HOME)
    return [builder.build(one, home) for one in samples], list(builder.texts)


DIMMED = sample(
    "set the lamp to thirty percent in ten minutes",
    "act",
    target(
        "lamp",
        "set_brightness",
        when={"kind": "after", "span": [33, 45]},
        brightness={"mode": "set", "span": [16, 30], "value": 30},
    ),
)
ASKED = sample("is the front door locked", "answer", about=[{"device": "door", "property": "locked"}])
CHATTER = sample("what a lovely day", "reject", reason="not_for_me")
NOTED = sample("add oat milk", "act", target("notes", "add", item={"mode": "set", "text": [4, 12]}))
BREWED = sample(
    "a latte please",
    "act",
    target("maker", "brew", drink={"mode": "option", "option": "latte", "span": [2, 7]}),
)
EVERY = (DIMMED, ASKED, CHATTER, NOTED, BREWED)
