from __future__ import annotations

from homefuse.devices.model import Home
from training.data.sample import Draft, Sample, Scene, fill, join, render, say, tagged


def test_span_of_a_tagged_piece_is_its_words() -> None:
    words = fill("set the lamp to {value}, please", value=say("twenty percent", "v"))
    text, spans = join(words)
    assert text == "set the lamp to twenty percent, please"
    start, end = spans["v"]
    assert text[start:end] == "twenty percent"


def test_fill_glues_where_the_template_has_no_space() -> None:
    text, spans = join(fill("{thing}'s brightness at {value}%", thing="the lamp", value=say("25", "v")))
    assert text == "the lamp's brightness at 25%"
    assert text[slice(*spans["v"])] == "25"


def test_fill_leaves_no_gap_for_an_empty_part() -> None:
    text, _ = join(fill("{polite} turn it {how} off", polite="", how=()))
    assert text == "turn it off"


def test_render_turns_tags_into_spans_and_keeps_unsaid_options() -> None:
    words = fill("{when} bake a {loaf} loaf", when=say("in ten minutes", "w"), loaf=say("rye", "l"))
    args = {
        "loaf": {"mode": "option", "option": "rye", "span": "l"},
        "crust": {"mode": "option", "option": "dark", "span": None},
    }
    when = {"kind": "after", "span": "w"}
    target = {"device": "bread", "command": "bake", "args": args, "when": when}
    sample = render(Draft(words, "act", (target,)), Scene("h", Home(), {}))
    done = sample.targets[0]
    assert sample.text[slice(*done["args"]["loaf"]["span"])] == "rye"
    assert done["args"]["crust"]["span"] is None
    assert sample.text[slice(*done["when"]["span"])] == "in ten minutes"


def test_json_round_trip() -> None:
    words = tagged(say("buy milk"), "t")
    target = {"device": "list", "command": "add", "args": {"item": {"mode": "set", "text": "t"}}}
    scene = Scene("h", Home(), {"list": {"count": 3}}, {"pir": {"value": True, "age": 4}}, "kitchen")
    sample = render(Draft(words, "act", (target,), tag="acts/text"), scene)
    assert Sample.from_json(sample.to_json()) == sample
    assert sample.targets[0]["args"]["item"]["text"] == [0, 8]
