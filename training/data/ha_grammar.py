"""Random sentences out of Home Assistant's sentence templates, with the words of every slot kept apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import yaml
from hassil.expression import Alternative, Group, ListReference, Permutation, RuleReference, TextChunk
from hassil.parse_expression import parse_sentence

from training.data.sample import Phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from random import Random

    from hassil.expression import Expression

_MOST_NESTED: Final = 24


@dataclass(frozen=True, slots=True)
class Template:
    """Sentences that mean the same."""

    intent: str
    slots: str
    """Home Assistant's slot combination: the file's stem, such as "area_brightness"."""
    expressions: tuple[Expression, ...]
    domains: tuple[str, ...]
    """Home Assistant domains that {name} may be of; empty if any, or if no name is said."""
    domain: str | None
    """What is meant where no name is said: "light", "cover", ..."""
    response: str
    """Tells questions apart: "any", "all", "which", "how_many", "one", "one_yesno"."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One value within a sentence."""

    list_name: str
    name: str
    value: Any


Filler: TypeAlias = Callable[[ListReference], tuple[str, Any] | None]
"""Words and value for a list that the grammar itself does not hold, such as {name} or {area}."""


class NotFilledError(Exception):
    """The filler has no value for a slot: the sentence cannot be said in this home."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything of one language."""

    templates: tuple[Template, ...]
    rules: Mapping[str, Expression]
    lists: Mapping[str, tuple[tuple[str, Any], ...]]
    """List -> (template of the words, value)."""

    def speak(self, rng: Random, template: Template, filler: Filler) -> tuple[Phrase, dict[str, Slot]] | None:
        """One sentence and its slots by name; a slot's words are tagged with its name, or None."""
        slots: dict[str, Slot] = {}
        try:
            pieces = list(self._walk(rng, rng.choice(template.expressions), filler, slots, 0))
        except NotFilledError:
            return None
        return _words(pieces), slots

    def _walk(
        self, rng: Random, node: Expression, filler: Filler, slots: dict[str, Slot], depth: int
    ) -> Iterator[tuple[str, str | None]]:
        """Texts and the slot that each belongs to."""
        if depth > _MOST_NESTED:
            raise NotFilledError
        if isinstance(node, TextChunk):
            yield node.original_text, None
        elif isinstance(node, RuleReference):
            yield from self._walk(rng, self.rules[node.rule_name], filler, slots, depth + 1)
        elif isinstance(node, ListReference):
            yield self._fill(rng, node, filler, slots), node.slot_name
        elif isinstance(node, Group):
            for item in _chosen(rng, node):
                yield from self._walk(rng, item, filler, slots, depth + 1)

    def _fill(self, rng: Random, node: ListReference, filler: Filler, slots: dict[str, Slot]) -> str:
        known = self.lists.get(node.list_name)
        if known:
            text, value = rng.choice(known)
            nothing: Filler = lambda _: None  # noqa: E731 - a list's words hold no lists
            expression = parse_sentence(text).expression
            words = "".join(part for part, _ in self._walk(rng, expression, nothing, {}, 1))
        else:
            filled = filler(node)
            if filled is None:
                raise NotFilledError
            words, value = filled
        slots[node.slot_name] = Slot(node.list_name, node.slot_name, value)
        return words


def load_grammar(folder: Path, language: str = "en") -> Grammar:
    """Read `sentences/<language>`, `rules/<language>` and `lists/<language>` below the folder."""
    rules: dict[str, Expression] = {}
    for data in _read(folder / "rules" / language):
        for name, text in data.get("expansion_rules", {}).items():
            rules[name] = parse_sentence(text).expression
    lists: dict[str, tuple[tuple[str, Any], ...]] = {}
    for data in _read(folder / "lists" / language):
        for name, entry in data.get("lists", {}).items():
            lists[name] = tuple((v["in"], v["out"]) for v in entry.get("values", ()))
    sentences = sorted((folder / "sentences" / language).glob("*/*.yaml"))
    templates = tuple(t for path in sentences for t in _templates(path))
    return Grammar(templates, rules, lists)


def _read(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.yaml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _templates(path: Path) -> Iterator[Template]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for block in data.get("data", ()):
        domains = block.get("name_domains", ())
        yield Template(
            intent=path.parent.name,
            slots=path.stem,
            expressions=tuple(parse_sentence(text).expression for text in block["sentences"]),
            domains=() if isinstance(domains, str) else tuple(domains),
            domain=block.get("inferred_domain"),
            response=block.get("response", ""),
        )


def _chosen(rng: Random, group: Group) -> list[Expression]:
    """The items to say: one of the alternatives, all of a sequence, a permutation in any order."""
    if isinstance(group, Alternative):
        return [rng.choice(group.items)]
    if isinstance(group, Permutation):
        return rng.sample(group.items, len(group.items))
    return list(group.items)


def _words(pieces: list[tuple[str, str | None]]) -> Phrase:
    """Words of the joined pieces; a word that holds any of a slot's text belongs to the slot."""
    words: list[Any] = []
    text, tag = "", None
    for piece, slot in [*pieces, (" ", None)]:
        for char in piece:
            if not char.isspace():
                text, tag = text + char, tag or slot
            elif text:
                words.extend(say(text, tag))
                text, tag = "", None
    return tuple(words)
