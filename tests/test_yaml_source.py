from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.errors import ConfigError
from homefuse.yaml_source import MAX_BYTES, Secret, load, parse

if TYPE_CHECKING:
    from pathlib import Path


def complaints(content: str | bytes) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(content, "f.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("2026-05-01", "2026-05-01"),
        ("1e-3", 0.001),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("-7", -7),
        ("+4", 4),
        ("0", 0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("~", None),
        ("null", None),
        ("", None),
        ("'true'", "true"),
        ('"12"', "12"),
        ("1" * 19, float("1" * 19)),
        ("!secret mqtt", Secret("mqtt")),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    found = parse(f"key: {text}", "f.yaml").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse("on: 1\n5: 2\ntrue: 3\n", "f.yaml").data == {"on": 1, "5": 2, "true": 3}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff"])
def test_nothing_is_an_empty_mapping(text: str) -> None:
    assert parse(text.encode(), "f.yaml").data == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: duplicate key 'a', first on line 1"),
        ("a: &x 1\n", "f.yaml:1:4: anchors are not supported: &x"),
        ("a: &x [1]\n", "f.yaml:1:4: anchors are not supported: &x"),
        ("<<: {a: 1}\n", "f.yaml:1:1: merge keys (<<) are not supported"),
        ("? [a]\n: b\n", "f.yaml:1:3: a key must be plain text"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document; one file holds one document"),
        ("a: 1e999\n", "f.yaml:1:4: the number 1e999 is too large"),
        ("a: \x00\n", "f.yaml:1:4: control character U+0000 in the text"),
        (b"a: 1\nb: \xff\n", "f.yaml:2:4: not UTF-8 text"),
        ("a: " + "[" * 25 + "]" * 25, "f.yaml:1:23: nested deeper than 20 levels"),
        ("<<: 1\na: !!map {b: 1}\n", "f.yaml:1:1: merge keys (<<) are not supported"),
        ("a: *x\n", "f.yaml:1:4: aliases are not supported: *x"),
        ("a: !!str 3\n", "f.yaml:1:4: the tag tag:yaml.org,2002:str is not supported"),
        ("a: " + "x" * MAX_BYTES, "f.yaml:1:1: larger than 256 KiB"),
    ],
)
def test_mistakes_have_a_place(content: str | bytes, expected: str) -> None:
    assert complaints(content)[0] == expected


def test_code_is_never_built() -> None:
    assert complaints("a: !!python/object/apply:os.system [x]")[0].startswith("f.yaml:1:4: the tag")


def test_aliases_cannot_multiply() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert sum("aliases" in line for line in complaints(bomb)) == 4


def test_syntax_errors_have_a_place() -> None:
    (line,) = complaints("a: [1\nb: 2\n")
    assert line.startswith("f.yaml:2:")
    assert "not valid YAML" in line


def test_all_mistakes_at_once() -> None:
    assert len(complaints("a: 1\na: 2\nb: &x 3\nc: !foo 4\n")) == 3


def test_places_of_keys_and_values() -> None:
    node = parse("a:\n  b: [1, {c: 2}]\n", "f.yaml")
    assert str(node.problem("m", "a", "b", 1, "c")) == "f.yaml:2:14: m"
    assert str(node.problem("m", "a", "b", 1, "c", on_key=True)) == "f.yaml:2:11: m"
    assert str(node.problem("m", "a", "missing", "deep")) == "f.yaml:2:3: m"
    assert str(node.problem("m")) == "f.yaml:1:1: m"


def test_a_lone_item_stands_for_a_list_of_one() -> None:
    node = parse("state: {topic: x}\n", "f.yaml")
    assert str(node.problem("m", "state", 0, "topic")) == "f.yaml:1:16: m"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load(tmp_path / "absent.yaml")


def test_a_file_is_named_in_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\na: 2\n")
    with pytest.raises(ConfigError, match=r"lamp\.yaml:2:1"):
        load(path, "lamp.yaml")


text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
nested = st.recursive(
    text,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text("ghijkl", min_size=1, max_size=5), nested, max_size=4))
def test_quoted_text_comes_back_as_it_was(data: dict[str, Any]) -> None:
    assert parse(json.dumps(data, ensure_ascii=False), "f.yaml").data == data


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_give_data_or_a_config_error(content: bytes | str) -> None:
    with contextlib.suppress(ConfigError):
        assert isinstance(parse(content, "f.yaml").file, str)
