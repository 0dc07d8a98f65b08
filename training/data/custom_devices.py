"""The catalogue of custom devices, split by vocabulary."""

from __future__ import annotations

from functools import cache

from training.data.custom_kinds import CustomKind, read_kind
from training.data.vocabulary import Vocabulary, is_held_out
from training.data.word_files import read_catalogue


@cache
def catalogue() -> tuple[CustomKind, ...]:
    """All kinds, of both sides of the vocabulary."""
    return tuple(read_kind(raw) for raw in read_catalogue())


@cache
def kinds_for(tag: str | None, vocabulary: Vocabulary) -> tuple[CustomKind, ...]:
    """The kinds of one side that belong in an area with that tag; None = all of that side."""
    return tuple(
        kind
        for kind in catalogue()
        if (kind.held_out or is_held_out(kind.names[0])) == (vocabulary == "held_out")
        and (tag is None or not kind.tags or tag in kind.tags)
    )
