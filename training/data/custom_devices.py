"""The catalogue of custom devices."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from training.data.custom_kitchen import KITCHEN
from training.data.custom_lists import LISTS
from training.data.vocabulary import Vocabulary, split

if TYPE_CHECKING:
    from training.data.custom_kinds import CustomKind

CATALOGUE: tuple[CustomKind, ...] = (*KITCHEN, *LISTS)


@cache
def kinds_for(tag: str | None, vocabulary: Vocabulary) -> tuple[CustomKind, ...]:
    """The kinds of one side of the vocabulary that belong in an area with that tag."""
    ours = frozenset(split(tuple(chosen.names[0] for chosen in CATALOGUE), vocabulary))
    return tuple(
        chosen
        for chosen in CATALOGUE
        if chosen.names[0] in ours and (tag is None or not chosen.tags or tag in chosen.tags)
    )
