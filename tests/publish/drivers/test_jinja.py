from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.publish.drivers.jinja import MAX_LENGTH, Template


@pytest.mark.parametrize(
    ("source", "payload", "value"),
    [
        ("{{ value }}", "on", "on"),
        ("{{ value_json.state }}", {"state": "ON"}, "ON"),
        ("{{ value_json['a b'].c }}", {"a b": {"c": 4}}, "4"),
        ("{{ value_json.list[1] }}", {"list": [1, 2]}, "2"),
        ("{{ value_json.state }}", {"other": 1}, None),
        ("{{ value_json.state }}", "no json", None),
        ("{{ value_json.t | float | round(1) }}", {"t": 21.27}, "21.3"),
        ("{{ value_json.t | float * 2 + 1 }}", {"t": "2.5"}, "6.0"),
        ("{{ (value | int / 255 * 100) | round }}", "128", "50"),
        ("{{ value_json.t | default('7') }}", {}, "7"),
        ("{{ value_json.t | is_defined }}", {}, None),
        ("{{ 'ON' if value_json.on else 'OFF' }}", {"on": False}, "OFF"),
        ("{{ 'ON' if value_json.power > 5 else 'OFF' }}", {"power": 6}, "ON"),
        ("{{ iif(value_json.on, 'ON', 'OFF') }}", {"on": True}, "ON"),
        ("{% if value == 'true' %}ON{% elif value == 'x' %}X{% else %}OFF{% endif %}", "x", "X"),
        ("{% set m = {'0': 'off', '1': 'on'} %}{{ m[value] }}", "1", "on"),
        ("{% if value_json.a is defined and not value_json.a %}no{% endif %}", {"a": 0}, "no"),
        ("{{ value_json.get('a') }}", {"a": 1}, "1"),
        ("{{ value.split(',')[1] | upper }}", "a,b", "B"),
        ("{{ value ~ '!' }}", "a", "a!"),
        ("{{ value in ['a', 'b'] }}", "a", "True"),
        ("{{ -value_json.n }}", {"n": 3}, "-3"),
        ("{{ 1 / 0 }}", "a", None),
        ("{{ value + 1 }}", "a", None),
    ],
)
def test_values_are_read(source: str, payload: object, value: str | None) -> None:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    assert Template(source).read(text) == value


@pytest.mark.parametrize(
    ("source", "names", "raw", "payload"),
    [
        ("{{ value }}", ("value",), "30", "30"),
        ('{"brightness": {{ value }}}', ("value",), "30", '{"brightness": 30}'),
        (
            '{"rgb": [{{ red }}, {{ green }}, {{ blue }}]}',
            ("red", "green", "blue"),
            "1,2,3",
            '{"rgb": [1, 2, 3]}',
        ),
        ("{{ '%s' | replace('%s', value) }}", ("value",), "x", "x"),
        ("{{ (value / 10) | round(1) }}", ("value",), "25", "2.5"),
    ],
)
def test_values_are_filled_in(source: str, names: tuple[str, ...], raw: str, payload: str) -> None:
    assert Template(source, names).fill(raw) == payload


@pytest.mark.parametrize(
    ("source", "names", "payload", "raw"),
    [
        ("{{ value }}", ("value",), "30", "30"),
        ('{"v": {{ value | int }}}', ("value",), '{"v": 30}', "30"),
        ("{{ red }};{{ green }};{{ blue }}", ("red", "green", "blue"), "1;2;3", "1,2,3"),
        ("{{ value * 2 }}", ("value",), "60", None),
        ("a{{ value }}", ("value",), "b1", None),
    ],
)
def test_a_simulated_device_reads_commands(source, names, payload, raw) -> None:
    assert Template(source, names).unfill(payload) == raw


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("{{ value_json.a.b }}", ("a", "b")),
        ("{{value_json['a'] | float}}", ("a",)),
        ("{{ value }}", ()),
        ("{{ value_json[0] }}", None),
        ("{{ value_json.a + 1 }}", None),
        ("x{{ value_json.a }}", None),
        ("{{ other.a }}", None),
    ],
)
def test_a_template_that_names_a_place_says_which(source: str, place: tuple[str, ...] | None) -> None:
    assert Template(source).place() == place


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ value", "not a template"),
        ("{% for i in range(9) %}x{% endfor %}", "'for'"),
        ("{{ value | shout }}", "filter 'shout'"),
        ("{{ states('light.a') }}", "call"),
        ("{{ value.__class__() }}", "call"),
        ("{{ value is divisibleby 3 }}", "test 'divisibleby'"),
        ("{% macro a() %}{% endmacro %}", "'macro'"),
        ("{{ value ** 99 }}", "'pow'"),
        ("x" * (MAX_LENGTH + 1), "at most"),
        ("{{ " + "(" * 900 + "1" + ")" * 900 + " }}", "nested"),
    ],
)
def test_what_is_not_understood_is_refused(source: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ value.__class__ }}",
        "{% set a = value %}" + "{% set a = a + a %}" * 80 + "{{ a | length }}",
        "{% set a = 9 %}" + "{% set a = a * a %}" * 80 + "{{ a }}",
        "{{ value | replace('', value) | replace('', value) | replace('', value) }}",
    ],
)
def test_no_template_reaches_out_or_fills_the_memory(source: str) -> None:
    assert len(Template(source).read("abcdefgh" * 200) or "") <= 65_536


@given(st.text(max_size=60))
def test_no_payload_breaks_a_template(payload: str) -> None:
    for source in ("{{ value_json.a.b[0] | float / value }}", "{{ value_json | length }}", "{{ value[3] }}"):
        Template(source).read(payload)
        Template(source).fill(payload)
