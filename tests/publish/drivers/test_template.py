from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.publish.drivers.template import (
    check_pointer,
    fill,
    match,
    mixed_names,
    names,
    pointer_get,
    pointer_put,
)

VALUES = st.booleans() | st.integers(-999, 999) | st.text(min_size=1)


def filled(template: object, **values: object) -> object:
    return fill(template, lambda name, part: values.get(name if part is None else f"{name}_{part}"))


@pytest.mark.parametrize(
    ("template", "values", "result"),
    [
        ("{level}", {"level": 30}, 30),
        ({"warmer": "{level}"}, {"level": 30}, {"warmer": 30}),
        ({"a": {"b": ["{x}", 1, None, True]}}, {"x": "y"}, {"a": {"b": ["y", 1, None, True]}}),
        ("COLOR {c.r},{c.g}", {"c_r": 1, "c_g": 2}, "COLOR 1,2"),
        ("{on} {level}", {"on": True, "level": 30.0}, "true 30"),
        ({"drink": "{drink}", "size": "{size}"}, {"drink": "latte"}, {"drink": "latte"}),
        ({"list": ["{a}", "{b}"]}, {"b": 1}, {"list": [1]}),
        ({"inner": {"size": "{size}"}, "x": 1}, {}, {"x": 1}),
        ({"say": "{size} cup"}, {"size": None}, None),
        ("{not a name} {}", {}, "{not a name} {}"),
        ({"empty": {}, "list": []}, {}, {"empty": {}, "list": []}),
        (7, {}, 7),
        ("at {list}", {"list": [1, 2]}, "at 1,2"),
    ],
)
def test_templates_are_filled_value_by_value(template, values, result) -> None:
    if result is None:
        with pytest.raises(KeyError, match="size"):
            filled(template, **values)
    else:
        assert filled(template, **values) == result


@given(VALUES)
def test_a_value_stays_one_value_whatever_it_says(value: object) -> None:
    document = filled({"a": "{x}", "b": ["{x}"], "fixed": "yes"}, x=value)
    assert json.loads(json.dumps(document)) == {"a": value, "b": [value], "fixed": "yes"}


@given(st.text())
def test_a_placeholder_in_a_value_is_not_filled_again(text: str) -> None:
    assert filled({"a": "{x}", "b": "<{x}>"}, x=text + "{y}", y="secret") == {
        "a": text + "{y}",
        "b": f"<{text}{{y}}>",
    }


@given(st.fixed_dictionaries({"x": VALUES, "y": st.integers()}))
def test_match_finds_what_fill_put_in(values: dict) -> None:
    template = {"do": "{x}", "deep": [{"n": "{y}"}], "kind": "set"}
    assert match(template, filled(template, **values)) == {("x", None): values["x"], ("y", None): values["y"]}


@pytest.mark.parametrize(
    ("template", "document", "found"),
    [
        ("ON", "ON", {}),
        ("ON", "OFF", None),
        ({"do": "brew"}, {"do": "feed"}, None),
        ({"do": "brew"}, {"do": "brew", "x": 1}, None),
        ({"do": "brew", "size": "{size}"}, {"do": "brew"}, {}),
        ({"do": "brew", "n": 1}, {"do": "brew"}, None),
        ({"n": 1}, {"n": True}, None),
        (["{a}"], [1, 2], None),
        ("level {x}%", "level 30%", {("x", None): "30"}),
        ("level {x}%", 30, None),
        ({"a": 1}, "a", None),
    ],
)
def test_match_tells_messages_apart(template, document, found) -> None:
    assert match(template, document) == found


def test_names_are_found_alone_and_amid_text() -> None:
    template = {"a": "{x}", "b": ["at {y} {z.r}"], "{w}": 1}
    assert names(template) == {"x", "y", "z"}
    assert mixed_names(template) == {"y", "z"}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("", {"a": {"b/c": [1, {"~": 2}]}}), ("/a/b~1c/0", 1), ("/a/b~1c/1/~0", 2)],
)
def test_pointers_lead_to_values(pointer: str, value: object) -> None:
    assert pointer_get({"a": {"b/c": [1, {"~": 2}]}}, pointer) == value


@pytest.mark.parametrize("pointer", ["/b", "/a/x/y", "/a/2", "/a/-1", "/a/²"])
def test_a_pointer_that_leads_nowhere_says_so(pointer: str) -> None:
    with pytest.raises(LookupError):
        pointer_get({"a": [1, 2]}, pointer)


@given(st.lists(st.text(min_size=1, max_size=5), max_size=4), VALUES)
def test_what_is_put_is_found(steps: list[str], value: object) -> None:
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
    assert pointer_get(pointer_put(None, check_pointer(pointer), value), pointer) == value


@pytest.mark.parametrize("pointer", ["water", "/a~2", "~"])
def test_a_wrong_pointer_is_refused(pointer: str) -> None:
    with pytest.raises(ValueError, match="pointer"):
        check_pointer(pointer)
