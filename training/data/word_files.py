"""Reads the word lists and the catalogue that lie beside this module as TOML."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def read_words(name: str) -> dict[str, Any]:
    """The tables of `words/<name>.toml`, read once."""
    return tomllib.loads((_HERE / "words" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read_catalogue() -> tuple[dict[str, Any], ...]:
    """Every `[[kind]]` of `catalogue/*.toml`, in the order of file names."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((_HERE / "catalogue").glob("*.toml"))]
    return tuple(kind for text in texts for kind in tomllib.loads(text)["kind"])


def entries(text: str) -> tuple[str, ...]:
    """The entries between `|`; line breaks and runs of blanks count as one blank."""
    return tuple(" ".join(entry.split()) for entry in text.split("|") if entry.strip())
