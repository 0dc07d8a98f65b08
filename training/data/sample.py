"""A labelled utterance, and the phrases it is composed of: words that remember which value they say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeAlias

from homefuse.devices.model import Home, Value

State: TypeAlias = Mapping[str, Mapping[str, Value]]
"""Device id -> property -> value."""

_PIECES = re.compile(r"\{(\w+)\}")
_ABBREVIATION = re.compile(r"(?i)\S*[ap]\.m\.")
_PUNCTUATION = ".,!?;:"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an utterance, as it will be written."""

    text: str
    tag: str | None = None
    """The value that this word is part of; `render` turns it into a character span."""
    glued: bool = False
    """No space before it (punctuation, "%")."""


Phrase: TypeAlias = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The moment in which somebody speaks."""

    key: str
    """The home's key in homes.jsonl."""
    home: Home
    state: State
    """Full state of every device that has one; sensors are in `sensors`."""
    sensors: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Sensor id -> {"value", "age" in seconds}."""
    area: str | None = None
    """The speaker's area id, if the source knows it."""
    now: str = "2026-05-01T21:30:00"
    """Local time, ISO."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An utterance before register noise: spans are still tags, so words may come, go and change."""

    words: Phrase
    outcome: str
    targets: tuple[Mapping[str, Any], ...] = ()
    """As in `Sample.targets`, but with a tag wherever a span stands."""
    reason: str | None = None
    about: tuple[Mapping[str, str], ...] = ()
    last: Mapping[str, Any] | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled utterance; the JSON object of the same field names is what training reads."""

    home: str
    """Key of its home in homes.jsonl."""
    text: str
    outcome: str
    """act, answer, clarify, undo, cancel or reject."""
    state: State = field(default_factory=dict)
    sensors: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    area: str | None = None
    now: str = "2026-05-01T21:30:00"
    last: Mapping[str, Any] | None = None
    """The previous exchange: text, outcome, actions, choices."""
    reason: str | None = None
    targets: tuple[Mapping[str, Any], ...] = ()
    """{"device", "command", "args", "when"}; spans are [start, end) character offsets into `text`."""
    about: tuple[Mapping[str, str], ...] = ()
    """{"device", "property"} that a question asks for."""
    tag: str = ""
    """family/subfamily"""

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Sample:
        """The sample that `to_json` wrote."""
        data = json.loads(line)
        return cls(**data | {"targets": tuple(data["targets"]), "about": tuple(data["about"])})


def say(text: str, tag: str | None = None) -> Phrase:
    """Split text into words, all carrying the tag; punctuation at a word's end stands alone, glued."""
    words: list[Word] = []
    for token in text.split():
        core = token if _ABBREVIATION.fullmatch(token) else token.rstrip(_PUNCTUATION)
        if core:
            words.append(Word(core, tag))
        words.extend(Word(mark, None, glued=True) for mark in token[len(core) :])
    return tuple(words)


def fill(template: str, /, **parts: Phrase | str) -> Phrase:
    """Compose a phrase, as `fill("set {thing} to {value}", ...)`; parts are glued where no space stands."""
    words: list[Word] = []
    at = 0
    for match in _PIECES.finditer(template):
        words.extend(_literal(template, at, match.start()))
        part = parts[match[1]]
        piece = say(part) if isinstance(part, str) else part
        if piece and match.start() > 0 and not template[match.start() - 1].isspace() and words:
            piece = (replace(piece[0], glued=True), *piece[1:])
        words.extend(piece)
        at = match.end()
    words.extend(_literal(template, at, len(template)))
    return tuple(words)


def _literal(template: str, start: int, end: int) -> Phrase:
    text = template[start:end]
    words = say(text)
    if words and start > 0 and not text[0].isspace():
        return (replace(words[0], glued=True), *words[1:])
    return words


def tagged(phrase: Phrase, tag: str) -> Phrase:
    """The same words, all carrying the tag."""
    return tuple(replace(word, tag=tag) for word in phrase)


def join(phrase: Iterable[Word]) -> tuple[str, dict[str, list[int]]]:
    """The text, and per tag the [start, end) span from its first to its last word."""
    parts: list[str] = []
    spans: dict[str, list[int]] = {}
    length = 0
    for word in phrase:
        if parts and not word.glued:
            parts.append(" ")
            length += 1
        end = length + len(word.text)
        if word.tag is not None:
            spans.setdefault(word.tag, [length, end])[1] = end
        parts.append(word.text)
        length = end
    return "".join(parts), spans


def render(draft: Draft, scene: Scene) -> Sample:
    """Join the words and turn every tag in the targets into its span."""
    text, spans = join(draft.words)
    return Sample(
        home=scene.key,
        text=text,
        outcome=draft.outcome,
        state=scene.state,
        sensors=scene.sensors,
        area=scene.area,
        now=scene.now,
        last=draft.last,
        reason=draft.reason,
        targets=tuple(_spanned(target, spans) for target in draft.targets),
        about=draft.about,
        tag=draft.tag,
    )


def _spanned(target: Mapping[str, Any], spans: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    args = {name: _with_span(arg, spans) for name, arg in target.get("args", {}).items()}
    when = target.get("when")
    return {
        "device": target["device"],
        "command": target["command"],
        "args": args,
        "when": _with_span(when, spans) if when else None,
    }


def _with_span(labelled: Mapping[str, Any], spans: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """Tags under "span" and "text" become character offsets; an option that was not said keeps null."""
    done = dict(labelled)
    for key in ("span", "text"):
        if isinstance(done.get(key), str):
            done[key] = list(spans[done[key]])
    return done
