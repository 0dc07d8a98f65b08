from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import Field

from homefuse.validation import (
    Flag,
    Identifier,
    Label,
    Number,
    Section,
    Text,
    Whole,
    nearest,
    unknown,
    validate,
)


class Inner(Section):
    size: Whole = 1


class Outer(Section):
    flag: Flag = False
    number: Number = 0.0
    label: Label = "x"
    text: Text = "x"
    ids: tuple[Identifier, ...] = ()
    inner: dict[str, Inner] = Field(default={})
    share: Annotated[Number, Field(ge=0.0)] = 0.0


def message(data: object) -> str:
    _, (issue,) = validate(Outer, data)
    return f"{'.'.join(map(str, issue.path))}: {issue.message}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"flag": "yes"}, "flag: expected true or false, not 'yes'"),
        ({"flag": 1}, "flag: expected true or false, not 1"),
        ({"number": "5"}, "number: expected a number, not '5'"),
        ({"number": True}, "number: expected a number, not true"),
        ({"number": None}, "number: expected a number, not nothing"),
        ({"label": True}, "label: expected text, not true"),
        ({"text": 5}, "text: expected text, not 5"),
        ({"text": " "}, "text: is empty"),
        ({"text": ["x"]}, "text: expected text, not a list"),
        ({"ids": "abc"}, "ids: expected a list, not 'abc'"),
        ({"ids": ["ok", "Not"]}, "ids.1: 'Not' may hold only small letters, digits and _, 1 to 64 of them"),
        ({"ids": ["a\n"]}, "ids.0: 'a\\n' may hold only small letters, digits and _, 1 to 64 of them"),
        ({"inner": []}, "inner: expected keys and values, not a list"),
        ({"inner": {"a": {"siez": 1}}}, "inner.a.siez: unknown key 'siez', did you mean 'size'?"),
        ({"inner": {"a": {"size": 1.5}}}, "inner.a.size: expected a whole number, not 1.5"),
        ({"inner": {"a": {"size": {}}}}, "inner.a.size: expected a whole number, not keys and values"),
        ({"share": -1}, "share: input should be greater than or equal to 0"),
        ({"text": {"k": 1}}, "text: expected text, not keys and values"),
        ({"ids": "x" * 99}, "ids: expected a list, not '" + "x" * 56 + "..."),
    ],
)
def test_complaints_in_plain_words(data: Any, expected: str) -> None:
    assert message(data) == expected


def test_what_is_right_comes_back() -> None:
    found, issues = validate(Outer, {"label": 2.5, "number": 3, "ids": ["a"]})
    assert issues == []
    assert (found.label, found.number, found.ids) == ("2.5", 3.0, ("a",))


@pytest.mark.parametrize("word", ["brightnes", "Brightness", "brigthness"])
def test_the_nearest_word(word: str) -> None:
    assert nearest(word, ["color", "brightness"]) == "brightness"


def test_no_word_is_near() -> None:
    assert nearest("zebra", ["color", "brightness"]) is None
    assert unknown("key", "zebra", []) == "unknown key 'zebra'"
    assert unknown("key", "zebra", ["b", "a"]) == "unknown key 'zebra', expected one of: a, b"
