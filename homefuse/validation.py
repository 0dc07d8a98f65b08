"""From pydantic's complaints to problems a person can act on: place, plain words, nearest right spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.errors import Problem
    from homefuse.yaml_source import Node

NEAR_SCORE = 74.0  # rapidfuzz ratio, 0..100: "frases" ~ "phrases" scores 77, "lite" ~ "climate" 73


class Section(BaseModel):
    """Base of everything a user writes in a file: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Issue(NamedTuple):
    """A mistake at a path inside some data, before it has a place in a file."""

    path: tuple[str | int, ...]
    message: str
    on_key: bool = False


Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict()]
Whole = Annotated[int, Strict()]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


def nothing_is_empty(value: object) -> object:
    """`key:` with nothing behind it is an empty mapping."""
    return {} if value is None else value


def _as_text(value: object) -> object:
    return f"{value:g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else value


Label = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=str | float)]
"""Text that people often write as a bare number: an option, an alias."""


def validate(model: type[Section], data: object, context: Any = None) -> tuple[Any, list[Issue]]:
    """The model made of the data, or None and everything that is wrong with it."""
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        return None, [_issue(model, item) for item in error.errors(include_url=False)]


def located(node: Node, issues: Iterable[Issue]) -> list[Problem]:
    """The issues with their places in the file, in the file's order."""
    problems = [node.problem(issue.message, *issue.path, on_key=issue.on_key) for issue in issues]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """ "unknown WHAT 'word', did you mean 'near'?", or else the whole list of what is known."""
    choices = sorted(known)
    match = nearest(word, choices)
    if match:
        return f"unknown {what} {word!r}, did you mean {match!r}?"
    return f"unknown {what} {word!r}" + (f", expected one of: {', '.join(choices)}" if choices else "")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - 30 ms that a file without mistakes need not pay

    found = process.extractOne(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR_SCORE
    )
    return str(found[0]) if found else None


def _issue(model: type[Section], error: Mapping[str, Any]) -> Issue:
    kind, path = error["type"], tuple(error["loc"])
    if kind == "extra_forbidden":
        return Issue(path, unknown("key", str(path[-1]), _keys_at(model, path[:-1])), on_key=True)
    if kind == "missing":
        return Issue(path[:-1], f"the key {path[-1]!r} is missing")
    if path and path[-1] == "[key]":
        return Issue(path[:-1], _message(kind, error), on_key=True)
    return Issue(path, _message(kind, error))


_EXPECTED = {
    "string_type": "expected text",
    "bool_type": "expected true or false",
    "float_type": "expected a number",
    "int_type": "expected a whole number",
    "model_type": "expected keys and values",
    "model_attributes_type": "expected keys and values",
    "dict_type": "expected keys and values",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
}


def _message(kind: str, error: Mapping[str, Any]) -> str:
    value, context = error["input"], error.get("ctx", {})
    if kind in _EXPECTED:
        return f"{_EXPECTED[kind]}, not {_shown(value)}"
    if kind == "literal_error":
        return unknown("value", str(value), re.findall(r"'([^']*)'", context["expected"]))
    if kind == "string_pattern_mismatch":
        letters = "letters, digits, _ and -" if "A-Z" in context["pattern"] else "small letters, digits and _"
        return f"{_shown(value)} may hold only {letters}, 1 to 64 of them"
    if kind == "string_too_short":
        return "is empty"
    if kind == "value_error":
        return str(context["error"])
    message = str(error["msg"])
    return message[:1].lower() + message[1:]


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys known where the path leads; steps into a mapping or a list keep to the model found inside."""
    current = model
    for step in path:
        found = next((f for name, f in current.model_fields.items() if step in {name, f.alias}), None)
        if found is not None:
            current = _model_in(found.annotation) or current
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
