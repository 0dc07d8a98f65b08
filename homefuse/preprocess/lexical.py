"""Which words of an utterance look like which words of the home.

A name that nobody trained on ("Zorblax lamp") grounds by its letters alone. Each channel is a similarity of
0..1 between one word of the utterance and one thing of the home; what a match means is left to the model.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from homefuse.preprocess.candidates import Item, type_words
from homefuse.preprocess.text import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homefuse.devices.model import Area, Device, Home

Floats = npt.NDArray[np.float32]

DEVICE_CHANNELS = (
    "name", "name_rarity", "name_coverage", "name_run", "rival_name", "area", "rival_area",
    "floor", "rival_floor", "type", "command", "option",
)  # fmt: skip
ITEM_CHANNELS = ("word", "run", "rarity")

_SAME_ENOUGH = 0.74
"""Letters in common below which two words are simply different: "lamp"/"lump" .75, "room"/"bedroom" .73."""

_ARTICLES = frozenset(("the", "a", "an", "my", "our"))
_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "for",
        "in",
        "is",
        "it",
        "my",
        "of",
        "on",
        "off",
        "or",
        "please",
        "the",
        "this",
        "that",
        "to",
        "up",
        "down",
        "at",
        "with",
        "turn",
        "set",
    ]
)


def stem(word: str) -> str:
    """The word without a possessive or plural ending."""
    word = word.removesuffix("'s")
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Phrases:
    """Several word sequences over one vocabulary, padded: `words` (P, L), -1 where a phrase is shorter."""

    words: npt.NDArray[np.int32]
    owner: npt.NDArray[np.int32]  # (P,) index of the device, area or item that bears it
    owners: int


class LexicalIndex:
    """The words of one home, ready to be compared with utterances; built once a home."""

    def __init__(self, home: Home, devices: Sequence[Device], items: Sequence[Sequence[Item]]) -> None:
        self._vocabulary: dict[str, int] = {}
        areas = {area.id: i for i, area in enumerate(home.areas)}
        floors = sorted({area.floor for area in home.areas if area.floor})
        self._names = self._phrases([(d.name, *d.aliases) for d in devices])
        self._areas = self._phrases([(a.name, *a.aliases) for a in home.areas])
        self._floors = self._phrases([_floor_names(floor) for floor in floors])
        self._types = self._phrases([type_words(d) for d in devices], single=True)
        unique: dict[tuple[str, ...], int] = {}
        self.item_of = np.array(
            [unique.setdefault((i.text, *i.names), len(unique)) for row in items for i in row], np.int32
        )
        """Item -> row of the unique items (devices of one type share theirs)."""
        self._item_words = self._phrases([key[:1] for key in unique], single=True)
        self._item_names = self._phrases([key[1:] for key in unique])
        self._device_items = _membership(items, self.item_of)
        self.device_area = np.array([areas.get(d.area or "", -1) for d in devices], np.int32)
        self._device_floor = np.array([_floor_index(home.area(d.area), floors) for d in devices], np.int32)
        self._option_rows = np.zeros(len(unique), bool)
        for index, item in zip(self.item_of, (i for row in items for i in row), strict=True):
            self._option_rows[index] = item.option is not None
        self._terms = list(self._vocabulary)
        self._rarity = self._rarities(len(devices))

    def _phrases(self, owners: Sequence[Iterable[str]], *, single: bool = False) -> Phrases:
        """Index the phrases of each owner; `single` makes every word a phrase of its own."""
        rows: list[list[int]] = []
        owner: list[int] = []
        for index, texts in enumerate(owners):
            for text in texts:
                said = [w.text for w in words_of(text)]
                said = [w for w in said if w not in (_FILLERS if single else _ARTICLES)] or (
                    [] if single else said
                )
                words = [self._word(w) for w in said]
                for row in [[w] for w in dict.fromkeys(words)] if single else [words]:
                    if row:
                        rows.append(row)
                        owner.append(index)
        longest = max(map(len, rows), default=1)
        padded = np.full((len(rows), longest), -1, np.int32)
        for target, row in zip(padded, rows, strict=True):
            target[: len(row)] = row
        return Phrases(padded, np.array(owner, np.int32), len(owners))

    def _word(self, word: str) -> int:
        return self._vocabulary.setdefault(stem(word), len(self._vocabulary))

    def _rarities(self, devices: int) -> Floats:
        """(V,) 1 for a word that only one device's name holds, falling with the number of holders."""
        holders: list[set[int]] = [set() for _ in self._terms]
        for words, owner in zip(self._names.words, self._names.owner, strict=True):
            for word in words[words >= 0]:
                holders[word].add(int(owner))
        count = np.array([max(len(h), 1) for h in holders] or [1], np.float32)
        return (1.0 / np.sqrt(count)).astype(np.float32) if devices else count

    def match(self, words: Sequence[Word]) -> tuple[Floats, Floats]:
        """Channels of every device (N, W, 12) and of every unique item (U, W, 3)."""
        if not words:
            shapes = (
                (self._names.owners, 0, len(DEVICE_CHANNELS)),
                (self._item_names.owners, 0, len(ITEM_CHANNELS)),
            )
            return np.zeros(shapes[0], np.float32), np.zeros(shapes[1], np.float32)
        similar = self._similarity(words)
        return self._device_channels(similar), self._item_channels(similar)

    def _similarity(self, words: Sequence[Word]) -> Floats:
        """(W, V + 1): letters in common, 0 below the threshold; the last column is padding (0)."""
        out = np.zeros((len(words), len(self._terms) + 1), np.float32)
        if not words or not self._terms:
            return out
        single = _letters([stem(w.text) for w in words], self._terms)
        out[:, :-1] = single
        if len(words) > 1:  # "bed room" is "bedroom"
            joined = _letters([a.text + stem(b.text) for a, b in itertools.pairwise(words)], self._terms)
            joined[joined < 0.9] = 0.0
            out[:-1, :-1] = np.maximum(out[:-1, :-1], joined)
            out[1:, :-1] = np.maximum(out[1:, :-1], joined)
        return out

    def _device_channels(self, similar: Floats) -> Floats:
        names = self._names
        each = similar[:, names.words]  # (W, P, L)
        best_word = each.max(2)
        rare = (each * np.append(self._rarity, np.float32(0))[names.words]).max(2)
        length = (names.words >= 0).sum(1)
        found = each.max(0)  # (P, L)
        coverage = found.sum(1) / np.maximum(length, 1)
        run = _runs(similar, names.words)
        owners = names.owners
        name = _by_owner(best_word, names.owner, owners)
        run_of = _by_owner(run, names.owner, owners)
        areas = _by_owner(_runs(similar, self._areas.words), self._areas.owner, self._areas.owners)
        floors = _by_owner(_runs(similar, self._floors.words), self._floors.owner, self._floors.owners)
        item = similar[:, self._item_words.words[:, 0]] if len(self._item_words.words) else similar[:, :0]
        item_best = _by_owner(item, self._item_words.owner, self._item_words.owners)
        option = _by_owner(
            _runs(similar, self._item_names.words), self._item_names.owner, self._item_names.owners
        )
        option = option * self._option_rows
        channels = [
            name,
            _by_owner(rare, names.owner, owners),
            _by_owner(best_word * coverage, names.owner, owners),
            run_of,
            _rival(run_of),
            _take(areas, self.device_area),
            _rival(areas, self.device_area),
            _take(floors, self._device_floor),
            _rival(floors, self._device_floor),
            _by_owner(similar[:, self._types.words[:, 0]], self._types.owner, owners)
            if len(self._types.words)
            else np.zeros_like(name),
            _any_of(item_best, self._device_items),
            _any_of(option, self._device_items),
        ]
        return np.stack(channels, -1).transpose(1, 0, 2).astype(np.float32)  # (N, W, C)

    def _item_channels(self, similar: Floats) -> Floats:
        words = self._item_words
        single = similar[:, words.words[:, 0]] if len(words.words) else similar[:, :0]
        word = _by_owner(single, words.owner, words.owners)
        run = _by_owner(
            _runs(similar, self._item_names.words), self._item_names.owner, self._item_names.owners
        )
        count = (word > 0).sum(1, keepdims=True)  # how many items claim this word
        rarity = word / np.sqrt(np.maximum(count, 1))
        return np.stack([word, run, rarity], -1).transpose(1, 0, 2).astype(np.float32)


def _letters(words: Sequence[str], terms: Sequence[str]) -> Floats:
    percent: Floats = process.cdist(
        words, terms, scorer=fuzz.ratio, dtype=np.float32, score_cutoff=100 * _SAME_ENOUGH
    )
    score = percent / np.float32(100)
    short = np.array([len(w) < 4 for w in words])[:, None] & (score < 1.0)  # "on" is not "one"
    score[short] = 0.0
    return score


def _runs(similar: Floats, phrases: npt.NDArray[np.int32]) -> Floats:
    """(W, P): mean similarity of a phrase said whole and in order, at its words; 0 if a word is missing."""
    width, count = len(similar), len(phrases)
    out = np.zeros((width, count), np.float32)
    if not width or not count:
        return out
    heard = similar.max(0) > 0
    heard[-1] = True  # padding
    for phrase in np.flatnonzero(heard[phrases].all(1)):
        words = phrases[phrase][phrases[phrase] >= 0]
        starts = width - len(words) + 1
        if starts < 1:
            continue
        windows = np.stack([similar[i : starts + i, word] for i, word in enumerate(words)])
        mean = np.where((windows > 0).all(0), windows.mean(0), 0.0)
        for i in range(len(words)):
            np.maximum(out[i : starts + i, phrase], mean, out=out[i : starts + i, phrase])
    return out


def _by_owner(values: Floats, owner: npt.NDArray[np.int32], owners: int) -> Floats:
    """(W, P) -> (W, owners): the best of each owner's phrases."""
    out = np.zeros((len(values), owners), np.float32)
    if len(owner) and len(values):
        starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        out[:, owner[starts]] = np.maximum.reduceat(values, starts, axis=1)
    return out


def _rival(values: Floats, group: npt.NDArray[np.int32] | None = None) -> Floats:
    """(W, G) -> (W, N): the best of all the other columns, as each device (or its group) sees it."""
    if values.shape[1] == 0:
        return np.zeros((len(values), len(group) if group is not None else 0), np.float32)
    order = np.sort(values, axis=1)
    first = order[:, -1:]
    second = order[:, -2:-1] if values.shape[1] > 1 else np.zeros_like(first)
    own = values if group is None else _take(values, group)
    alone = (values == first).sum(1, keepdims=True) == 1
    rival = np.where((own == first) & alone, second, first)
    return np.where(own >= rival, 0.0, rival).astype(np.float32)


def _take(values: Floats, index: npt.NDArray[np.int32]) -> Floats:
    """(W, G) -> (W, N): each device's own group, 0 where it has none."""
    padded = np.concatenate([values, np.zeros((len(values), 1), np.float32)], 1)
    return padded[:, index]


def _membership(items: Sequence[Sequence[Item]], item_of: npt.NDArray[np.int32]) -> Phrases:
    owner = np.repeat(np.arange(len(items), dtype=np.int32), [len(row) for row in items])
    return Phrases(item_of[:, None], owner, len(items))


def _any_of(values: Floats, members: Phrases) -> Floats:
    return _by_owner(values[:, members.words[:, 0]], members.owner, members.owners)


def _floor_index(area: Area | None, floors: Sequence[str]) -> int:
    return floors.index(area.floor) if area is not None and area.floor in floors else -1


def _floor_names(floor: str) -> tuple[str, ...]:
    words = floor.replace("_", " ")
    return (words,) if "floor" in words.lower() or "stairs" in words.lower() else (words, f"{words} floor")
