from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer.testing import CliRunner

from homefuse.cli import decide, deciding, replay
from homefuse.cli import eval as evaluation
from homefuse.errors import ModelError
from homefuse.evaluate.run import Runner
from homefuse.types import Decision, Evidence, Outcome, Reason, Rejected, Snapshot
from tests.evaluate.small_home import act, do
from tests.evaluate.test_cases import written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result as CliResult

OFF = {"id": "off", "text": "lamp off", "expect": {"outcome": "act", "state": {"lamp": {"on": False}}}}
CHAT = {"id": "chat", "text": "nice lamp", "tags": ["chat"], "expect": {"outcome": "reject"}}
HEARD = {"id": "heard", "audio": "x.wav", "expect": {"outcome": "reject"}}

app = typer.Typer()
app.command("decide")(decide.decide)
app.command("eval")(evaluation.evaluate)
app.command("replay")(replay.replay)


def switches_off(seen: Snapshot) -> Decision:
    if "off" not in seen.command.text:
        return Decision("c", Outcome.REJECT, reason=Reason.NOT_FOR_ME, confidence=0.9, say="Not for me.")
    return act(
        do("lamp", "turn_off"),
        rejected=(Rejected("the sauna", Reason.NO_SUCH_DEVICE),),
        say="Lamp off.",
        evidence=Evidence(words=(("lamp", 0.6),)),
        ms={"infer": 4.0},
    )


def rejects(_: Snapshot) -> Decision:
    return Decision("c", Outcome.REJECT, reason=Reason.UNSURE)


DECIDERS = {"good": switches_off, "shy": rejects}


@pytest.fixture(autouse=True)
def deciders_in_place_of_models(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(model: Path | None) -> Runner:
        name = model.name if model else "good"
        if name not in DECIDERS:
            raise ModelError(f"there is no model in {name}")
        return Runner(DECIDERS[name])

    monkeypatch.setattr(deciding, "load_runner", load)


def run(*arguments: object) -> CliResult:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_decide_writes_a_decision_a_line_with_the_case_s_id(tmp_path: Path) -> None:
    result = run("decide", "--cases", written(tmp_path, OFF, CHAT, HEARD))
    assert result.exit_code == 0
    off, chat, heard = lines(result.stdout)
    assert (off["id"], off["outcome"], off["actions"][0]["command"]) == ("off", "act", "turn_off")
    assert (chat["id"], chat["reason"]) == ("chat", "not_for_me")
    assert heard == {"id": "heard", "skipped": "needs voice"}


def test_decide_writes_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("decide", "--cases", written(tmp_path, OFF), "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert [line["id"] for line in lines(out.read_text())] == ["off"]


def test_decide_tells_one_decision(tmp_path: Path) -> None:
    home = written(tmp_path, OFF).parent / "home.json"
    result = run("decide", "lamp off", "--home", home, "--explain")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "act, confidence 0.00: Lamp off.",
        "  lamp.turn_off()",
        "  not 'the sauna': no_such_device",
        "  word     0.60  lamp",
        "  infer 4.0 ms",
    ]
    record = json.loads(run("decide", "lamp off", "--home", home, "--json").stdout)
    assert record["actions"] == [{"device": "lamp", "command": "turn_off", "args": {}}]


@pytest.mark.parametrize("arguments", [[], ["lamp off"], ["lamp off", "--cases", "x"], ["--home", "x"]])
def test_decide_wants_one_thing_to_decide(arguments: list[str]) -> None:
    assert run("decide", *arguments).exit_code == 2


def test_eval_prints_and_writes_the_report(tmp_path: Path) -> None:
    path = written(tmp_path, OFF, CHAT, HEARD)
    result = run("eval", path, "--json", tmp_path / "r.json", "--html", tmp_path / "r.html")
    assert result.exit_code == 0
    assert "2 of 2 (100.0%)" in result.stdout
    assert "needs voice" in result.stdout
    assert json.loads((tmp_path / "r.json").read_text())["total"]["met"] == 2
    assert (tmp_path / "r.html").read_text().startswith("<!doctype html>")


def test_eval_prints_json_alone(tmp_path: Path) -> None:
    result = run("eval", written(tmp_path, OFF), "--json", "-")
    assert json.loads(result.stdout)["total"]["cases"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--model", "shy"], 1),
        (["--model", "shy", "--at-least", "0.5"], 0),
        (["--model", "shy", "--tag", "chat"], 0),
        (["--tag", "no such tag"], 1),  # nothing was judged
        (["--model", "none"], 2),
    ],
)
def test_eval_s_exit_code(tmp_path: Path, arguments: list[str], code: int) -> None:
    assert run("eval", written(tmp_path, OFF, CHAT), *arguments).exit_code == code


def test_mistakes_are_told_without_a_traceback(tmp_path: Path) -> None:
    result = run("eval", written(tmp_path, "{"))
    assert result.exit_code == 2
    assert "cases.jsonl:1:2: not JSON" in result.stderr


def test_oddities_are_told_on_stderr(tmp_path: Path) -> None:
    lost = [{**OFF, "id": f"off{i}", "area": f"moon{i}"} for i in range(30)]
    result = run("decide", "--cases", written(tmp_path, *lost))
    assert result.exit_code == 0
    assert "the home has no area 'moon0'" in result.stderr
    assert "more like these" in result.stderr


def test_replay_tells_what_got_worse_and_better(tmp_path: Path) -> None:
    path = written(tmp_path, OFF, CHAT)
    worse = run("replay", path, "--model", "good", "--model", "shy", "--json")
    assert worse.exit_code == 1
    record = json.loads(worse.stdout)
    assert [pair["old"]["id"] for pair in record["worse"]] == ["off"]
    assert [pair["new"]["reason"] for pair in record["changed"]] == ["unsure"]
    better = run("replay", path, "--model", "shy", "--model", "good")
    assert better.exit_code == 0
    assert "0 worse, 1 better, 1 changed" in better.stdout


def test_replay_of_the_same_model_finds_nothing(tmp_path: Path) -> None:
    result = run("replay", written(tmp_path, OFF, CHAT), "--model", "good", "--model", "good")
    assert result.exit_code == 0
    assert "0 worse, 0 better, 0 changed" in result.stdout


def test_replay_wants_two_models(tmp_path: Path) -> None:
    assert run("replay", written(tmp_path, OFF), "--model", "good").exit_code == 2
