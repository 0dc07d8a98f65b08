"""Payload templates: data with `{argument}` in it, filled value by value and never pasted as text. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Json: TypeAlias = Any

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)(?:\.([a-z]+))?\}")
_ABSENT = object()


def names(template: Json) -> set[str]:
    """The arguments that a template mentions."""
    return {match[1] for text in _texts(template) for match in _PLACEHOLDER.finditer(text)}


def mixed_names(template: Json) -> set[str]:
    """The arguments that a template mentions amid other text."""
    return {
        match[1] for text in _texts(template) for match in _PLACEHOLDER.finditer(text) if match[0] != text
    }


def fill(template: Json, look_up: Callable[[str, str | None], Json | None]) -> Json:
    """The template with each `{name}` or `{name.part}` replaced by `look_up(name, part)`.

    A string that is one placeholder becomes the value with its type. What mentions a value that is None is
    left out of its object or list. Raises KeyError(name) if nothing is left of the whole.
    """
    filled = _fill(template, look_up)
    if filled is _ABSENT:
        raise KeyError(min(names(template)))
    return filled


def match(template: Json, document: Json) -> dict[tuple[str, str | None], Json] | None:
    """The inverse of `fill`: what stands in place of each placeholder; None if it is another message."""
    found: dict[tuple[str, str | None], Json] = {}
    return found if _match(template, document, found) else None


def pointer_get(document: Json, pointer: str) -> Json:
    """What a JSON pointer (RFC 6901) leads to; raises LookupError."""
    for step in _steps(pointer):
        if isinstance(document, list):
            if not (step.isascii() and step.isdigit()):
                raise LookupError(pointer)
            document = document[int(step)]
        elif isinstance(document, dict):
            document = document[step]
        else:
            raise LookupError(pointer)
    return document


def pointer_put(document: Json, pointer: str, value: Json) -> Json:
    """The document with the value where the pointer leads, making objects on the way."""
    steps = _steps(pointer)
    if not steps:
        return value
    root = document if isinstance(document, dict) else {}
    inner = root
    for step in steps[:-1]:
        inner = inner.setdefault(step, {})
    inner[steps[-1]] = value
    return root


def check_pointer(pointer: str) -> str:
    """The pointer, if it is one; raises ValueError."""
    if pointer and not pointer.startswith("/"):
        raise ValueError(f"a JSON pointer is empty or starts with '/': write /{pointer}")
    if re.search(r"~(?![01])", pointer):
        raise ValueError("in a JSON pointer '~' is written '~0' and '/' in a key '~1'")
    return pointer


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _texts(template: Json) -> Iterator[str]:
    if isinstance(template, str):
        yield template
    elif isinstance(template, dict):
        for value in template.values():
            yield from _texts(value)
    elif isinstance(template, list):
        for value in template:
            yield from _texts(value)


def _fill(template: Json, look_up: Callable[[str, str | None], Json | None]) -> Json:
    if isinstance(template, str):
        return _fill_text(template, look_up)
    if isinstance(template, dict):
        members = {key: _fill(value, look_up) for key, value in template.items()}
        kept = {key: value for key, value in members.items() if value is not _ABSENT}
        return kept if kept or not template else _ABSENT
    if isinstance(template, list):
        items = [item for item in (_fill(item, look_up) for item in template) if item is not _ABSENT]
        return items if items or not template else _ABSENT
    return template


def _fill_text(text: str, look_up: Callable[[str, str | None], Json | None]) -> Json:
    whole = _PLACEHOLDER.fullmatch(text)
    if whole:
        value = look_up(whole[1], whole[2])
        return _ABSENT if value is None else value
    values = {m[0]: look_up(m[1], m[2]) for m in _PLACEHOLDER.finditer(text)}
    if any(value is None for value in values.values()):
        return _ABSENT
    return _PLACEHOLDER.sub(lambda m: as_text(values[m[0]]), text)


def as_text(value: Json) -> str:
    """A value inside a text: `true`, `30`, `21.5`, `heat`, `255,0,0`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(map(as_text, value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _match(template: Json, document: Json, found: dict[tuple[str, str | None], Json]) -> bool:
    if isinstance(template, str):
        return _match_text(template, document, found)
    if isinstance(template, dict):
        return isinstance(document, dict) and _match_members(template, document, found)
    if isinstance(template, list):
        return (
            isinstance(document, list)
            and len(template) == len(document)
            and all(_match(inner, item, found) for inner, item in zip(template, document, strict=True))
        )
    return type(template) is type(document) and bool(template == document)


def _match_members(
    template: Mapping[str, Json], document: Mapping[str, Json], found: dict[tuple[str, str | None], Json]
) -> bool:
    """An object matches if it has no key of its own and lacks only keys whose argument was not said."""
    if set(document) - set(template):
        return False
    for key, inner in template.items():
        if key not in document:
            if not names(inner):
                return False
        elif not _match(inner, document[key], found):
            return False
    return True


def _match_text(text: str, document: Json, found: dict[tuple[str, str | None], Json]) -> bool:
    whole = _PLACEHOLDER.fullmatch(text)
    if whole:
        found[whole[1], whole[2]] = document
        return True
    if not isinstance(document, str):
        return False
    parts = list(_PLACEHOLDER.finditer(text))
    pattern = _PLACEHOLDER.sub("\0", text)
    matched = re.fullmatch(re.escape(pattern).replace("\0", "(.+?)").replace("\\\0", "(.+?)"), document)
    if matched is None:
        return False
    found.update({(part[1], part[2]): value for part, value in zip(parts, matched.groups(), strict=True)})
    return True
