from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from homefuse.errors import CaseError
from homefuse.evaluate.cases import DEFAULT_NOW, Homes, OneOf, Range, load_cases, snapshot, strangers
from homefuse.types import Outcome, Reason
from tests.evaluate.small_home import HOME, HOME_FILE, STATES

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, *cases: dict[str, Any] | str) -> Path:
    (folder / "home.json").write_text(json.dumps(HOME_FILE))
    lines = (case if isinstance(case, str) else json.dumps({"home": "home.json", **case}) for case in cases)
    path = folder / "cases.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def mistakes(folder: Path, *cases: dict[str, Any] | str) -> list[str]:
    with pytest.raises(CaseError) as raised:
        load_cases(written(folder, *cases))
    return [line.removeprefix(str(folder) + "/") for line in str(raised.value).splitlines()]


def test_every_key_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {
            "id": "a", "text": "dim the lamp",
            "state": {"lamp": {"on": True, "color": [1, 2, 3], "brightness": None}},
            "area": "den", "sensors": {"motion": {"value": True, "age": 30}}, "cameras": {"den_cam": "x.jpg"},
            "history": ["lamp on"], "now": "2026-05-01T21:30:00", "tags": ["t"], "meta": {"any": [1]},
            "text_reference": "dim the lamp",
            "expect_any": [{"outcome": ["reject", "act"], "reason": "unsure",
                            "say_contains": "x", "args_mode": "subset"}],
        },
    )  # fmt: skip
    (case,), odd = load_cases(path)
    assert odd == []
    assert case.state["lamp"] == {"on": True, "color": (1, 2, 3), "brightness": None}
    assert (case.area, case.history, case.tags, case.file, case.line) == (
        "den",
        ("lamp on",),
        ("t",),
        path,
        1,
    )
    assert case.now == datetime.fromisoformat("2026-05-01T21:30:00")
    (expect,) = case.expects
    assert (expect.outcome, expect.reason) == ((Outcome.REJECT, Outcome.ACT), (Reason.UNSURE,))
    assert (expect.say_contains, expect.args_mode, expect.actions) == (("x",), "subset", None)


def test_wanted_values_keep_their_kinds(tmp_path: Path) -> None:
    args = {"a": True, "b": 1, "c": 1.5, "d": "1", "e": {"min": 1}, "f": {"one_of": [1, "x"]}, "g": [1, 2, 3]}
    action = {"device": "lamp", "command": "turn_on", "args": args, "after": 60}
    (case,), _ = load_cases(written(tmp_path, {"id": "a", "text": "", "expect": {"actions": [action]}}))
    (expect,) = case.expects
    assert expect.actions is not None
    got = expect.actions[0].args
    assert got == {**args, "e": Range(min=1), "f": OneOf(one_of=(1, "x")), "g": (1, 2, 3)}
    assert got["a"] is True
    assert isinstance(got["b"], int)


def test_blank_lines_are_skipped_and_lines_counted(tmp_path: Path) -> None:
    cases, _ = load_cases(written(tmp_path, {"id": "a", "text": "x"}, "", {"id": "b", "text": "y"}))
    assert [(case.id, case.line) for case in cases] == [("a", 1), ("b", 3)]


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ('{"id": "a"', "cases.jsonl:1:11: not JSON: Expecting ',' delimiter"),
        ("[1]", "cases.jsonl:1:1: a case is a JSON object"),
        ({"text": "x"}, "cases.jsonl:1:1: id: Field required"),
        ({"id": "a"}, "cases.jsonl:1:1: a case has either a text or an audio"),
        ({"id": "a", "text": "x", "audio": "y"}, "cases.jsonl:1:1: a case has either a text or an audio"),
        ({"id": "a", "text": "x", "expect": {"outcom": "act"}},
         "cases.jsonl:1:1: expect.outcom: unknown key, did you mean 'outcome'?"),
        ({"id": "a", "text": "x", "expect": {"reason": "tired"}},
         "cases.jsonl:1:1: expect.reason.0: Input should be"),
        ({"id": "a", "text": "x", "sensors": {"motion": {"age": 1}}},
         "cases.jsonl:1:1: sensors.motion.value: Field req"),
        ({"id": "a", "text": "x", "now": "tomorrow"},
         "cases.jsonl:1:1: now: Input should be a valid datetime"),
        ({"id": "a", "text": "x", "state": {"lamp": {"on": {"min": 1}}}},
         "cases.jsonl:1:1: state.lamp.on: Input should"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, case: dict[str, Any] | str, message: str) -> None:
    (found,) = mistakes(tmp_path, case)
    assert found.startswith(message)


def test_all_mistakes_are_listed(tmp_path: Path) -> None:
    found = mistakes(tmp_path, {"id": "a"}, {"id": "b", "text": "fine"}, "x")
    assert [line.split(":")[1] for line in found] == ["1", "3"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_cases(tmp_path / "none.jsonl")


def test_unknown_keys_and_repeated_ids_are_odd_but_harmless(tmp_path: Path) -> None:
    cases, odd = load_cases(
        written(tmp_path, {"id": "a", "text": "x", "aera": "den"}, {"id": "a", "text": "y"})
    )
    assert len(cases) == 2
    assert [str(problem).removeprefix(str(tmp_path) + "/") for problem in odd] == [
        "cases.jsonl:1:1: unknown key 'aera' is not read, did you mean 'area'?",
        "cases.jsonl:2:1: the id 'a' was used in line 1 already",
    ]


@pytest.mark.parametrize(
    ("keys", "needs"),
    [
        ({"text": "x"}, ()),
        ({"audio": "x.wav"}, ("voice",)),
        ({"text": "x", "cameras": {"den_cam": {"image": "x.jpg", "age": 3}}}, ("vision",)),
        ({"audio": "x.wav", "cameras": {"den_cam": "x.jpg"}}, ("voice", "vision")),
    ],
)
def test_needs(tmp_path: Path, keys: dict[str, Any], needs: tuple[str, ...]) -> None:
    (case,), _ = load_cases(written(tmp_path, {"id": "a", **keys}))
    assert case.needs == needs


def test_homes_are_read_once(tmp_path: Path) -> None:
    cases, _ = load_cases(written(tmp_path, {"id": "a", "text": "x"}, {"id": "b", "text": "y"}))
    homes = Homes()
    assert homes.of(cases[0]) is homes.of(cases[1])
    assert homes.of(cases[0])[0] == HOME


def test_a_missing_home_is_said_with_the_case(tmp_path: Path) -> None:
    (case,), _ = load_cases(written(tmp_path, {"id": "a", "text": "x", "home": "other.yaml"}))
    with pytest.raises(CaseError, match=r"cases\.jsonl:1:1: there is no home file .*other\.yaml"):
        Homes().of(case)


def test_the_snapshot_shows_the_case_s_state_over_the_home_s(tmp_path: Path) -> None:
    keys = {
        "state": {"lamp": {"brightness": 5}, "notes": {"count": 2}},
        "sensors": {"motion": {"value": True, "age": 90}, "door": {"value": 1}},
    }
    (case,), _ = load_cases(written(tmp_path, {"id": "a", "text": "x", "area": "den", **keys}))
    shown = snapshot(case, HOME, STATES)
    assert shown.states["lamp"].values == {"on": True, "brightness": 5, "color": "red"}
    assert shown.states["notes"].values == {"count": 2}
    assert (shown.states["motion"].values, shown.states["motion"].age_s) == ({"value": True}, 90)
    assert shown.states["door"].values == {"locked": True, "value": 1}
    assert shown.states["maker"].values == {"water": 60}
    assert (shown.command.text, shown.command.area, shown.now) == ("x", "den", DEFAULT_NOW)
    assert STATES["lamp"]["brightness"] == 40


def test_the_snapshot_hides_the_answers(tmp_path: Path) -> None:
    secret = "zanzibar"
    keys = {"tags": [secret], "meta": secret, "text_reference": secret, "expect": {"say_contains": secret}}
    path = written(tmp_path, {"id": secret, "text": "x", **keys})
    (case,), _ = load_cases(path.rename(tmp_path / f"{secret}.jsonl"))
    assert secret not in repr(snapshot(case, HOME, STATES))


def test_a_zone_is_dropped(tmp_path: Path) -> None:
    (case,), _ = load_cases(written(tmp_path, {"id": "a", "text": "x", "now": "2026-05-01T21:30:00+02:00"}))
    assert snapshot(case, HOME, STATES).now == datetime.fromisoformat("2026-05-01T21:30:00")


def test_names_that_the_home_lacks_are_found(tmp_path: Path) -> None:
    expect = {"outcome": "act", "actions": [{"device": "lmap", "command": "turn_on"}], "choices": ["ceiling"]}
    keys = {
        "area": "dne",
        "state": {"lamp": {}, "heatr": {}},
        "cameras": {"den_kam": "x.jpg"},
        "expect": expect,
    }
    (case,), _ = load_cases(written(tmp_path, {"id": "a", "text": "x", **keys}))
    assert [problem.message for problem in strangers(case, HOME)] == [
        "the home has no device 'heatr', did you mean 'heater'?",
        "the home has no device 'lmap', did you mean 'lamp'?",
        "the home has no camera 'den_kam', did you mean 'den_cam'?",
        "the home has no area 'dne', did you mean 'den'?",
    ]
