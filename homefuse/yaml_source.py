"""The only door to PyYAML: plain data with a place in the file for every key and value.

Stricter than YAML 1.1: only `true` and `false` are booleans (`on`, `no` and `12:30` are text), `1e-3` is a
number, keys are always text, and duplicate keys, anchors, aliases, merge keys and tags (but `!secret NAME`)
are mistakes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from homefuse.errors import ConfigError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_INTEGER_DIGITS = 18  # fits 64 bits; longer ones become floats

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Secret:
    """The value of a `!secret NAME`; whoever reads the configuration looks it up."""

    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file and where it stands."""

    file: str
    line: int
    """First line is 1."""
    column: int
    """First column is 1."""
    data: Any
    """dict, list, str, int, float, bool, None or Secret; plain all the way down."""
    children: Mapping[str | int, Node] = field(default_factory=dict)
    keys: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Key -> line and column of the key itself."""

    def problem(self, message: str, *path: str | int, on_key: bool = False) -> Problem:
        """A problem at the value (or its key) that `path` leads to, or as far as the path leads."""
        node, place = self, (self.line, self.column)
        for step in path:
            key = node.keys.get(step) if isinstance(step, str) else None
            child = node.children.get(step)
            if child is None and step == 0 and not isinstance(node.data, list):
                continue  # a lone item where a list is allowed
            if child is None:
                return Problem(self.file, *(key or place), message)
            node, place = child, (child.line, child.column)
            if on_key and key:
                place = key
        return Problem(self.file, *place, message)


def load(path: Path, file: str | None = None) -> Node:
    """Read a YAML file; `file` is its name in messages. Raises ConfigError with everything that is wrong."""
    name = file or str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError([Problem(name, 1, 1, f"cannot be read: {error.strerror}")]) from error
    return parse(content, name)


def dump(data: Any) -> str:
    """The data as YAML in the order given; short lists and mappings of plain values on one line."""
    return yaml.safe_dump(
        data, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100, indent=2
    )


def parse(content: str | bytes, file: str) -> Node:
    """Parse YAML text; nothing is an empty mapping. Raises ConfigError with everything that is wrong."""
    text = _checked(_decoded(content, file), file)
    reader = _Reader(file)
    try:
        node = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = " ".join(filter(None, (error.context, error.problem)))
        raise ConfigError(
            [*reader.problems, Problem(file, line, column, f"not valid YAML: {message}")]
        ) from error
    except yaml.YAMLError as error:
        raise ConfigError([*reader.problems, Problem(file, 1, 1, f"not valid YAML: {error}")]) from error
    if reader.problems:
        raise ConfigError(reader.problems)
    return node


def _decoded(content: str | bytes, file: str) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(content[: error.start].decode("utf-8", "replace"))
        raise ConfigError([Problem(file, line, column, "not UTF-8 text")]) from error


def _checked(text: str, file: str) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise ConfigError([Problem(file, 1, 1, f"larger than {MAX_BYTES // 1024} KiB")])
    bad = _CONTROL.search(text)
    if bad:
        message = f"control character U+{ord(bad.group()):04X} in the text"
        raise ConfigError([Problem(file, *_place(text[: bad.start()]), message)])
    return text


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _start(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _TooDeepError(Exception):
    """Raised to leave the recursion; the problem is already noted."""


class _Reader:
    """Turns the parser's events into nodes, noting every mistake on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Event]) -> Node:
        node: Node | None = None
        try:
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    if node is not None:
                        self._note(event, "a second document; one file holds one document")
                        break
                    node = self._node(next(events), events, 1)
        except _TooDeepError:
            pass
        if node is None or (node.data is None and not node.children):
            return Node(self.file, 1, 1, {})
        return node

    def _note(self, event: Event, message: str) -> None:
        self.problems.append(Problem(self.file, *_start(event), message))

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._note(event, f"nested deeper than {MAX_DEPTH} levels")
            raise _TooDeepError
        if isinstance(event, ScalarEvent):
            return Node(self.file, *_start(event), self._scalar(event))
        if isinstance(event, MappingStartEvent):
            self._unadorned(event)
            return self._mapping(event, events, depth)
        if isinstance(event, SequenceStartEvent):
            self._unadorned(event)
            return self._sequence(event, events, depth)
        self._note(event, f"aliases are not supported: *{getattr(event, 'anchor', '')}")
        return Node(self.file, *_start(event), None)

    def _unadorned(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        """Note an anchor or a tag."""
        if event.anchor:
            self._note(event, f"anchors are not supported: &{event.anchor}")
        if event.tag not in {None, "!"}:
            self._note(event, f"the tag {event.tag} is not supported")

    def _sequence(self, start: SequenceStartEvent, events: Iterator[Event], depth: int) -> Node:
        children: list[Node] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            children.append(self._node(event, events, depth + 1))
        data = [child.data for child in children]
        return Node(self.file, *_start(start), data, dict(enumerate(children)))

    def _mapping(self, start: MappingStartEvent, events: Iterator[Event], depth: int) -> Node:
        children: dict[str | int, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, events, depth)
            value = self._node(next(events), events, depth + 1)
            if key is None:
                continue
            if key in keys:
                self._note(event, f"duplicate key {key!r}, first on line {keys[key][0]}")
                continue
            keys[key] = _start(event)
            children[key] = value
        data = {key: child.data for key, child in children.items()}
        return Node(self.file, *_start(start), data, children, keys)

    def _key(self, event: Event, events: Iterator[Event], depth: int) -> str | None:
        if not isinstance(event, ScalarEvent):
            self._note(event, "a key must be plain text")
            self._node(event, events, depth + 1)
            return None
        self._unadorned(event)
        if event.value == "<<" and event.implicit[0]:
            self._note(event, "merge keys (<<) are not supported")
            return None
        return str(event.value)

    def _scalar(self, event: ScalarEvent) -> Any:
        if event.tag == "!secret":
            return Secret(event.value)
        self._unadorned(event)
        if not event.implicit[0]:
            return event.value
        value = _plain(event.value)
        if isinstance(value, float) and abs(value) == float("inf"):
            self._note(event, f"the number {event.value} is too large")
            return None
        return value


def _plain(text: str) -> bool | int | float | str | None:
    """What an unquoted scalar means."""
    if text in _NULLS:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_INTEGER_DIGITS else float(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
