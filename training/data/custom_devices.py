"""The catalogue of custom devices, split by vocabulary."""

from __future__ import annotations

from functools import cache

from training.data.custom_kinds import CustomKind, read_kind
from training.data.vocabulary import Vocabulary, split
from training.data.word_files import read_catalogue


@cache
def catalogue() -> tuple[CustomKind, ...]:
    """All kinds, of both sides of the vocabulary."""
    return tuple(read_kind(raw) for raw in read_catalogue())


@cache
def kinds_for(tag: str | None, vocabulary: Vocabulary) -> tuple[CustomKind, ...]:
    """The kinds of one side that belong in an area with that tag; None = all of that side."""
    ours = frozenset(split(tuple(kind.names[0] for kind in catalogue()), vocabulary))
    return tuple(
        kind
        for kind in catalogue()
        if kind.names[0] in ours and (tag is None or not kind.tags or tag in kind.tags)
    )
