"""From a snapshot to the arrays of the fusion model: the one place, for the daemon and for training alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from homefuse.preprocess.candidates import Item, ItemKind, device_texts, items_of
from homefuse.preprocess.lexical import LexicalIndex
from homefuse.preprocess.mentions import Mention, MentionKind, find_mentions, to_unit
from homefuse.preprocess.state import StateReader, context_features, static_features
from homefuse.preprocess.text import Encoded, Word, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homefuse.devices.model import Argument, CommandSpec, Device, Home
    from homefuse.types import Snapshot

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

MENTION_KINDS = tuple(MentionKind)
TAGS = len(MENTION_KINDS) + 2
ARGUMENT_KINDS = ("number", "options", "boolean", "color", "duration", "text")
UNIT_CLASSES = ("none", "%", "temperature", "K", "time", "other")
_STATIC = len(ItemKind) + len(ARGUMENT_KINDS) + len(UNIT_CLASSES) + 4
ITEM_FEATURES = _STATIC + 6
_WIDTH = 384


@dataclass(frozen=True, slots=True)
class PreparedHome:
    """What of a home does not change between commands; N devices, M items, U different item texts."""

    home: Home
    devices: tuple[Device, ...]
    items: tuple[tuple[Item, ...], ...]
    first_item: npt.NDArray[np.int64]  # (N + 1,) device -> its slice of the items
    lexical: LexicalIndex
    states: StateReader
    features: Floats  # (N, STATIC_FEATURES)
    item_features: Floats  # (M, ITEM_FEATURES), the static columns filled
    texts: tuple[str, ...]  # every different description
    name_text: Ints  # (N,) row of `texts`
    about_text: Ints  # (N,)
    item_text: Ints  # (M,)


@dataclass(frozen=True, slots=True)
class Scene:
    """One utterance against one home, before devices are chosen; T tokens, W words."""

    prepared: PreparedHome
    snapshot: Snapshot
    encoded: Encoded
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    word_of_token: npt.NDArray[np.int64]  # (T,) -1 for [CLS], [SEP], punctuation
    mention_of_token: npt.NDArray[np.int64]  # (T,) -1 outside mentions
    tags: Floats  # (T, TAGS)
    lexical: Floats  # (N, W, 12)
    item_lexical: Floats  # (U, W, 3)
    features: Floats  # (N, STATIC + DYNAMIC)
    context: Floats  # (CONTEXT_FEATURES,)
    last_text: str
    """Description of the last command, "" if there is none."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The arrays of the chosen devices (K of N) and their items (M)."""

    devices: npt.NDArray[np.int64]  # (K,) index of the device
    items: npt.NDArray[np.int64]  # (M,) index among all items
    lexical: Floats  # (K, T, 12)
    features: Floats  # (K, F)
    item_device: npt.NDArray[np.int64]  # (M,) index into `devices`
    item_kind: npt.NDArray[np.int64]  # (M,)
    item_features: Floats  # (M, ITEM_FEATURES)
    item_lexical: Floats  # (M, T, 3)


def prepare(home: Home) -> PreparedHome:
    """Lay a home out once; errors none: every valid home can be prepared."""
    devices = home.devices
    items = tuple(items_of(device) for device in devices)
    flat = [item for row in items for item in row]
    row_of: dict[str, int] = {}
    names, abouts = [], []
    for device in devices:
        name, about = device_texts(device, home)
        names.append(row_of.setdefault(name, len(row_of)))
        abouts.append(row_of.setdefault(about, len(row_of)))
    texts = [row_of.setdefault(item.text, len(row_of)) for item in flat]
    features = np.zeros((len(flat), ITEM_FEATURES), np.float32)
    for row, item in zip(features, flat, strict=True):
        _static_item(row, item)
    return PreparedHome(
        home=home,
        devices=devices,
        items=items,
        first_item=np.cumsum([0, *(len(row) for row in items)]),
        lexical=LexicalIndex(home, devices, items),
        states=StateReader(home, devices),
        features=static_features(devices),
        item_features=features,
        texts=tuple(row_of),
        name_text=np.array(names, np.int64),
        about_text=np.array(abouts, np.int64),
        item_text=np.array(texts, np.int64),
    )


def perceive(prepared: PreparedHome, snapshot: Snapshot, encode: Callable[[str], Encoded]) -> Scene:
    """Everything that can be known of an utterance without running a network."""
    text = snapshot.command.text
    encoded, words, mentions = encode(text), words_of(text), find_mentions(text, snapshot.now)
    lexical, item_lexical = prepared.lexical.match(words)
    mention_of = _covering(encoded.offsets, [(m.start, m.end) for m in mentions])
    return Scene(
        prepared=prepared,
        snapshot=snapshot,
        encoded=encoded,
        words=words,
        mentions=mentions,
        word_of_token=_covering(encoded.offsets, [(w.start, w.end) for w in words]),
        mention_of_token=mention_of,
        tags=_tags(mention_of, mentions),
        lexical=lexical,
        item_lexical=item_lexical,
        features=np.concatenate([prepared.features, prepared.states.read(snapshot)], 1),
        context=context_features(snapshot, len(prepared.devices)),
        last_text=_last_text(prepared, snapshot),
    )


def relevance_features(scene: Scene) -> Floats:
    """(N, 24 + F): what the filter sees: each channel's best and second best word, then the features."""
    channels = scene.lexical
    if channels.shape[1] < 2:
        channels = np.concatenate([channels, np.zeros((len(channels), 2, channels.shape[2]), np.float32)], 1)
    top = np.partition(channels, channels.shape[1] - 2, axis=1)
    return np.concatenate([top[:, -1], top[:, -2], scene.features], 1)


def choose(scene: Scene, devices: Sequence[int] | npt.NDArray[np.int64]) -> Chosen:
    """The arrays of some devices, in the order given."""
    prepared, index = scene.prepared, np.asarray(devices, np.int64)
    spans = [np.arange(prepared.first_item[d], prepared.first_item[d + 1]) for d in index]
    items = np.concatenate(spans) if spans else np.zeros(0, np.int64)
    owner = np.repeat(np.arange(len(index)), [len(s) for s in spans])
    features = prepared.item_features[items]
    _dynamic_items(features, scene, items, index[owner] if len(owner) else owner)
    unique = prepared.lexical.item_of[items]
    return Chosen(
        devices=index,
        items=items,
        lexical=_spread(scene.lexical[index], scene.word_of_token),
        features=scene.features[index],
        item_device=owner.astype(np.int64),
        item_kind=features[:, : len(ItemKind)].argmax(1) if len(items) else np.zeros(0, np.int64),
        item_features=features,
        item_lexical=_spread(scene.item_lexical[unique], scene.word_of_token),
    )


def unit_class(unit: str | None) -> int:
    """Which family of units an argument's unit belongs to: an index into UNIT_CLASSES."""
    if not unit:
        return 0
    plain = unit.strip().lower()
    families = {
        "%": {"%", "percent"},
        "temperature": {"°c", "°f", "c", "f", "deg", "degrees", "°"},
        "K": {"k", "kelvin"},
        "time": {"s", "sec", "seconds", "min", "minutes", "h", "hours", "ms", "d", "days"},
    }
    found = next((name for name, units in families.items() if plain in units), "other")
    return UNIT_CLASSES.index(found)


def compatible(mention: Mention, argument: Argument, home: Home) -> float | None:
    """The value that a mention would give an argument, or None if it cannot mean that."""
    if argument.kind == "color":
        return 1.0 if mention.kind in (MentionKind.COLOR, MentionKind.WHITE) else None
    if argument.kind == "duration":
        return to_unit(mention, "s", home.units) if mention.kind is MentionKind.DURATION else None
    if argument.kind != "number" or mention.kind in (MentionKind.COLOR, MentionKind.CLOCK):
        return None
    return to_unit(mention, argument.unit, home.units)


def _static_item(row: Floats, item: Item) -> None:
    row[item.kind] = 1.0
    at = len(ItemKind)
    if item.argument is not None:
        row[at + ARGUMENT_KINDS.index(item.argument.kind)] = 1.0
        at += len(ARGUMENT_KINDS)
        row[at + unit_class(item.argument.unit)] = 1.0
    base = len(ItemKind) + len(ARGUMENT_KINDS) + len(UNIT_CLASSES)
    if item.command is not None:
        row[base] = len(item.command.args) / 3
        row[base + 1] = bool(item.command.phrases)
    if item.argument is not None:
        row[base + 2] = item.argument.default is not None or item.argument.optional
        row[base + 3] = item.argument.property is not None


def _dynamic_items(features: Floats, scene: Scene, items: Ints, owner: Ints) -> None:
    """Fill the columns that depend on the utterance and the last turn."""
    base = _STATIC
    turns = scene.snapshot.history
    last = {(a.device, a.command) for a in turns[-1].decision.meant} if turns else set()
    names = {command for _, command in last}
    fits: dict[int, tuple[float, float]] = {}
    for row, flat, device_index in zip(features, items, owner, strict=True):
        device = scene.prepared.devices[device_index]
        item = scene.prepared.items[device_index][flat - scene.prepared.first_item[device_index]]
        if item.command is None:
            continue
        if names:
            row[base] = item.command.name in names
            row[base + 1] = (device.id, item.command.name) in last
        if scene.mentions and item.option is None:
            row[base + 2], row[base + 3] = _fit_of(item, scene, fits)
        row[base + 4] = (
            item.option is not None and item.argument is not None and item.option == item.argument.default
        )
    _options_said(features, scene, items)


def _options_said(features: Floats, scene: Scene, items: Ints) -> None:
    """Tell a command and its argument that one of their options was said."""
    rows = scene.prepared.lexical.item_of[items]
    said = (
        scene.item_lexical[rows, :, 1].max(1)
        if scene.item_lexical.shape[1]
        else np.zeros(len(items), np.float32)
    )
    column = features[:, _STATIC + 5]
    command = argument = 0
    for row, kind in enumerate(features[:, : len(ItemKind)].argmax(1)):
        if kind == ItemKind.COMMAND:
            command = row
        elif kind == ItemKind.ARGUMENT:
            argument = row
        elif kind == ItemKind.OPTION:
            column[command] = max(column[command], said[row])
            column[argument] = max(column[argument], said[row])


def _fit_of(item: Item, scene: Scene, known: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """Whether any mention could be a value of this item's arguments, and whether one is within the range."""
    assert item.command is not None
    arguments = (item.argument,) if item.argument is not None else item.command.args
    fits = inside = 0.0
    for argument in arguments:
        found = known.get(id(argument))
        if found is None:
            found = known[id(argument)] = _argument_fit(argument, scene)
        fits, inside = max(fits, found[0]), max(inside, found[1])
    return fits, inside


def _argument_fit(argument: Argument, scene: Scene) -> tuple[float, float]:
    values = [compatible(m, argument, scene.prepared.home) for m in scene.mentions]
    known = [v for v in values if v is not None]
    low = argument.min if argument.min is not None else -np.inf
    high = argument.max if argument.max is not None else np.inf
    return float(bool(known)), float(any(low <= v <= high for v in known))


def _covering(offsets: Ints, spans: Sequence[tuple[int, int]]) -> Ints:
    """(T,): the span that each token lies in, -1 for none."""
    out = np.full(len(offsets), -1, np.int64)
    for index, (start, end) in enumerate(spans):
        out[(offsets[:, 0] >= start) & (offsets[:, 0] < end) & (offsets[:, 1] > offsets[:, 0])] = index
    return out


def _tags(mention_of: Ints, mentions: Sequence[Mention]) -> Floats:
    out = np.zeros((len(mention_of), TAGS), np.float32)
    for index, mention in enumerate(mentions):
        tokens = np.flatnonzero(mention_of == index)
        out[tokens, MENTION_KINDS.index(mention.kind)] = 1.0
        out[tokens[:1], TAGS - 2] = 1.0
        if isinstance(mention.value, (int, float)):
            out[tokens, TAGS - 1] = np.tanh(float(mention.value) / 100)
    return out


def _spread(by_word: Floats, word_of_token: Ints) -> Floats:
    """(X, W, C) by words -> (X, T, C) by tokens, 0 where a token is no word."""
    padded = np.concatenate([by_word, np.zeros((len(by_word), 1, by_word.shape[2]), np.float32)], 1)
    return padded[:, word_of_token]


def _last_text(prepared: PreparedHome, snapshot: Snapshot) -> str:
    """The description of the first command of the last turn."""
    if not snapshot.history or not snapshot.history[-1].decision.meant:
        return ""
    action = snapshot.history[-1].decision.meant[0]
    for device, items in zip(prepared.devices, prepared.items, strict=True):
        if device.id == action.device:
            return next((i.text for i in items if _is_command(i.command, action.command)), "")
    return ""


def _is_command(command: CommandSpec | None, name: str) -> bool:
    return command is not None and command.name == name
