from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from homefuse.devices.loader import home_from_dict
from training.data.ha_grammar import Grammar, load_grammar
from training.data.real import data_folder, read_rows, real_command, real_other
from training.data.real_ha import ha_sentence
from training.data.real_lights import light_sentence
from training.data.real_media import media_sentence
from training.data.real_negatives import negative
from training.data.real_phrases import phrase
from training.data.real_things import thing_sentence
from training.data.sample import Sample, Scene, render

if TYPE_CHECKING:
    from pathlib import Path

HOME: dict[str, Any] = {
    "areas": [{"id": "den", "name": "Den"}, {"id": "attic", "name": "Attic", "floor": "top"}],
    "devices": [
        {"id": "spot", "name": "Spot", "area": "den", "type": "light", "features": ["brightness", "color"]},
        {"id": "bulb", "name": "Bulb", "area": "attic", "type": "light", "features": ["brightness", "color"]},
        {"id": "toaster", "name": "Toaster", "area": "den", "type": "switch"},
        {"id": "dusty", "name": "Dusty", "area": "den", "type": "vacuum"},
        {"id": "tube", "name": "Tube", "area": "den", "type": "media_player", "features": ["volume"]},
        {"id": "egg", "name": "Egg timer", "type": "timer"},
        {
            "id": "brewer",
            "name": "Brewer",
            "area": "den",
            "commands": {"brew": {"args": {"drink": {"options": ["espresso", "latte"], "default": "latte"}}}},
        },
    ],
}


@pytest.fixture
def scene() -> Scene:
    home, _ = home_from_dict(HOME)
    state = {
        "spot": {"on": True, "brightness": 50},
        "bulb": {"on": True, "brightness": 40},
        "tube": {"on": True, "playing": True, "volume": 30, "muted": False},
    }
    return Scene("h", home, state, area="den")


def row(text: str, intent: str, **entities: str) -> dict[str, Any]:
    return {"text": text, "intent": intent, "entities": [{"type": k, "text": v} for k, v in entities.items()]}


def rendered(told: tuple[Scene, Any] | None) -> Sample:
    assert told is not None
    return render(told[1], told[0])


@pytest.mark.parametrize(
    ("text", "intent", "command", "label"),
    [
        ("kill the lamps in here", "iot_hue_lightoff", None, None),
        ("make it dimmer in here", "iot_hue_lightdim", "set_brightness", {"mode": "less", "size": "some"}),
        ("lights off now", "iot_hue_lightoff", "turn_off", None),
        (
            "brighten the lights a little",
            "iot_hue_lightup",
            "set_brightness",
            {"mode": "more", "size": "little"},
        ),
        ("lights to full power", "iot_hue_lightup", "set_brightness", {"mode": "max"}),
    ],
)
def test_lights_here(
    scene: Scene, text: str, intent: str, command: str | None, label: dict[str, Any] | None
) -> None:
    told = light_sentence(random.Random(1), scene, row(text, intent))
    if command is None:
        assert told is None  # nothing here is called a lamp
        return
    sample = rendered(told)
    assert [(t["device"], t["command"]) for t in sample.targets] == [("spot", command)]
    if label is not None:
        assert sample.targets[0]["args"]["brightness"] == label


def test_a_said_area_becomes_one_of_the_home(scene: Scene) -> None:
    sentence = row("turn off the lights in the kitchen", "iot_hue_lightoff", house_place="kitchen")
    seen = {rendered(light_sentence(random.Random(seed), scene, sentence)).text for seed in range(12)}
    assert seen == {"turn off the lights in the den", "turn off the lights in the attic"}


def test_a_relative_amount_is_worked_out(scene: Scene) -> None:
    sample = rendered(
        light_sentence(random.Random(2), scene, row("dim the lights by twenty percent", "iot_hue_lightdim"))
    )
    label = sample.targets[0]["args"]["brightness"]
    assert label["mode"] == "down"
    assert sample.text[slice(*label["span"])] == "twenty percent"
    assert label["value"] == max(sample.state["spot"]["brightness"] - 20, 0)


def test_vacuums_coffee_and_sockets(scene: Scene) -> None:
    rng = random.Random(3)
    cleaned = rendered(thing_sentence(rng, scene, row("start the hoover at nine am", "iot_cleaning")))
    assert cleaned.targets[0]["command"] == "start"
    assert cleaned.text[slice(*cleaned.targets[0]["when"]["span"])] == "nine am"
    brewed = rendered(thing_sentence(rng, scene, row("make me a mug of coffee", "iot_coffee")))
    assert brewed.targets[0]["args"] == {"drink": {"mode": "default"}}
    plugged = rendered(thing_sentence(rng, scene, row("turn on the plug", "iot_wemo_on")))
    assert plugged.targets[0]["device"] == "toaster"


def test_sound_songs_and_timers(scene: Scene) -> None:
    rng = random.Random(4)
    louder = rendered(media_sentence(rng, scene, row("turn the sound up", "audio_volume_up")))
    assert louder.targets[0]["args"]["volume"] == {"mode": "more", "size": "some"}
    skipped = rendered(media_sentence(rng, scene, row("skip this song", "next_song")))
    assert skipped.targets[0]["command"] == "next_track"
    timed = rendered(media_sentence(rng, scene, row("timer for 7 minutes", "timer")))
    assert timed.targets[0]["args"]["duration"]["value"] == 420


@pytest.mark.parametrize(
    ("text", "intent", "reason"),
    [
        ("book a table for two", "restaurant_reservation", "not_for_me"),
        ("add this tune to my party playlist", "AddToPlaylist", "unsupported"),
        ("turn the volume up", "audio_volume_up", None),
        ("get me an espresso brew recipe", "cooking_recipe", None),
    ],
)
def test_other_domains(scene: Scene, text: str, intent: str, reason: str | None) -> None:
    draft = negative(random.Random(5), scene, row(text, intent))
    assert (draft.reason if draft else None) == reason


def test_phrases_are_filled_from_the_home(scene: Scene) -> None:
    written = {
        "pile": "templated_actions",
        "device_type": "switch|light",
        "service": "turn_on|turn_off",
        "phrase": "Start the <device_name1> and end <device_name2>",
    }
    drafts = [phrase(random.Random(seed), scene, written) for seed in range(20)]
    made = [draft for draft in drafts if draft is not None]
    assert made
    for draft in made:
        assert [t["command"] for t in draft.targets] == ["turn_on", "turn_off"]


@pytest.fixture
def grammar(tmp_path: Path) -> Grammar:
    files = {
        "rules/en/a.yaml": 'expansion_rules: {the: "(the|my)"}',
        "lists/en/b.yaml": "lists: {color: {values: [{in: red, out: red}]}}",
        "sentences/en/HassLightSet/name_color.yaml": """
data: [{sentences: ["paint [<the>] {name} {color}"], name_domains: [light], response: color}]
""",
        "sentences/en/HassNevermind/default.yaml": 'data: [{sentences: ["oh well"]}]',
    }
    for name, text in files.items():
        path = tmp_path / "ha_intents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return load_grammar(tmp_path / "ha_intents")


def test_templates_are_spoken_and_labelled(grammar: Grammar, scene: Scene) -> None:
    by_intent = {template.intent: template for template in grammar.templates}
    draft = ha_sentence(random.Random(6), grammar, by_intent["HassLightSet"], scene)
    assert draft is not None
    sample = render(draft, scene)
    label = sample.targets[0]["args"]["color"]
    assert sample.targets[0]["device"] in ("spot", "bulb")
    assert sample.text[slice(*label["span"])] == label["value"] == "red"
    never = ha_sentence(random.Random(6), grammar, by_intent["HassNevermind"], scene)
    assert never is not None
    assert never.outcome == "cancel"


def test_rows_that_others_test_on_are_left_out(tmp_path: Path) -> None:
    rows = [{"text": "a"}, {"text": "b", "in_slurp_test": True}, {"text": "c", "in_slurp_devel": True}]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    assert [r["text"] for r in read_rows(path)] == ["a"]


def test_without_the_variable_there_is_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOMEFUSE_DATA", raising=False)
    assert data_folder() is None


def test_a_folder_of_data_is_drawn_from(grammar: Grammar, tmp_path: Path, scene: Scene) -> None:
    del grammar  # its files are in the folder
    files = {
        "nlueval_home": [
            row("lights off please", "iot_hue_lightoff"),
            row("start dusting robot", "iot_cleaning"),
        ],
        "nlueval_other": [
            row("what's my horoscope", "qa_factoid"),
            row("quieter sound", "audio_volume_down"),
        ],
        "clinc": [row("what's my balance", "balance"), row("skip this tune, next", "next_song")],
        "snips": [row("rate this book", "RateBook")],
        "home_llm_en": [
            {"pile": "status_requests", "device_type": "light", "phrase": "Is <device_name> lit"}
        ],
    }
    for name, rows in files.items():
        (tmp_path / f"{name}.train.jsonl").write_text("\n".join(map(json.dumps, rows)))
    rng = random.Random(7)
    told = [real_command(rng, scene, tmp_path) for _ in range(60)]
    families = {t[1].tag.split("/")[0] for t in told if t is not None}
    assert families >= {"real_light", "real_thing", "real_media", "phrase", "ha"}
    assert {d.reason for _ in range(20) if (d := real_other(rng, scene, tmp_path))} == {"not_for_me"}
