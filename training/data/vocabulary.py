"""What only the unseen-names test may use: every pool of distinctive words is split once, by hash."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

Vocabulary = Literal["train", "held_out"]

_HELD_OUT_OF_20 = 3  # 15 %


def is_held_out(word: str) -> bool:
    """Whether a distinctive word is kept out of training, by its spelling alone."""
    return crc32(word.strip().lower().encode()) % 20 < _HELD_OUT_OF_20


@cache
def split(words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of one side, in order; neither side is ever empty for two or more words."""
    held = {word for word in words if is_held_out(word)} or {min(words, key=_rank)}
    if len(held) == len(words) and len(words) > 1:
        held.discard(max(words, key=_rank))
    return tuple(word for word in words if (word in held) == (vocabulary == "held_out"))


def pool(text: str | Sequence[str]) -> tuple[str, ...]:
    """The entries of a pool written with `|` between them, without repeats."""
    entries = text.split("|") if isinstance(text, str) else text
    return tuple(dict.fromkeys(entry.strip() for entry in entries if entry.strip()))


def _rank(word: str) -> int:
    return crc32(word.strip().lower().encode())
