"""What people call the things of each standard type, and which options and units such things have."""

from __future__ import annotations

from functools import cache

from training.data.word_files import entries, read_words


@cache
def nouns(type_name: str, tag: str) -> tuple[str, ...]:
    """What a thing of that type is called in areas of that tag; "any" for those that stand anywhere."""
    return entries(read_words("nouns")["nouns"].get(type_name, {}).get(tag, ""))


@cache
def cover_nouns(kind: str) -> tuple[str, ...]:
    """What covers of that kind are called."""
    return entries(read_words("nouns")["covers"][kind])


@cache
def option_sets(what: str) -> tuple[tuple[str, ...], ...]:
    """Sets of options as real devices have them, for `effect`, `climate_mode`, `source`, ..."""
    return tuple(entries(line) for line in read_words("nouns")["options"][what])


@cache
def measures() -> tuple[str, ...]:
    """What sensors measure, the common ones first."""
    return tuple(read_words("nouns")["measures"])


@cache
def measure(name: str) -> tuple[str, float, float, float, tuple[str, ...]]:
    """Unit, lowest, highest, step and names of what a sensor measures."""
    unit, low, high, step, names = read_words("nouns")["measures"][name]
    return unit, low, high, step, entries(names)


@cache
def binary_measures() -> dict[str, tuple[str, ...]]:
    """What binary sensors tell -> what they are called."""
    return {name: entries(names) for name, names in read_words("nouns")["binary_measures"].items()}
