from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from homefuse.devices.loader import home_from_dict
from training.data.acts import FAMILIES, Writer, generate_acts
from training.data.generate import Place, moment
from training.data.homes import generate_home, home_file, sayings_for
from training.data.sample import Sample, Scene

if TYPE_CHECKING:
    from homefuse.devices.model import Argument

SAMPLES = 600


@pytest.fixture(scope="module")
def written() -> list[tuple[Any, Sample]]:
    rng = random.Random(77)
    made = []
    while len(made) < SAMPLES:
        home = generate_home(rng, size=rng.choice((6, 12, 20, 40)))
        compiled, _ = home_from_dict(home_file(home))
        for _ in range(6):
            scene = moment(rng, Place(home, compiled, compiled))
            sample = generate_acts(rng, scene, lambda d, c, h=home: sayings_for(h, d, c))
            if sample is not None:
                made.append((compiled, sample))
    return made


def test_targets_exist_and_name_known_arguments(written: list[tuple[Any, Sample]]) -> None:
    for home, sample in written:
        assert sample.targets
        for target in sample.targets:
            command = home.device(target["device"]).commands[target["command"]]
            assert {a.name for a in command.args} == set(target["args"]), sample


def test_spans_lie_in_the_text(written: list[tuple[Any, Sample]]) -> None:
    for _, sample in written:
        for target in sample.targets:
            labels = [*target["args"].values(), *([target["when"]] if target["when"] else [])]
            for span in (label.get("span") or label.get("text") for label in labels):
                assert span is None or 0 <= span[0] < span[1] <= len(sample.text)
                assert span is None or sample.text[span[0] : span[1]].strip() == sample.text[slice(*span)]


def test_values_are_allowed(written: list[tuple[Any, Sample]]) -> None:
    for home, sample in written:
        for target in sample.targets:
            args = {a.name: a for a in home.device(target["device"]).commands[target["command"]].args}
            for name, label in target["args"].items():
                _check_value(args[name], label)


def _check_value(arg: Argument, label: dict[str, Any]) -> None:
    if arg.kind == "number" and "value" in label and arg.unit != "K":
        assert arg.min is None or label["value"] >= arg.min
        assert arg.max is None or label["value"] <= arg.max
    if label["mode"] == "option" and arg.kind == "options":
        assert label["option"] in arg.options


def test_groups_leave_sensitive_devices_alone(written: list[tuple[Any, Sample]]) -> None:
    for home, sample in written:
        if sample.tag.startswith(("acts/group", "acts/except", "acts/everything", "acts/room")):
            assert all(home.device(t["device"]).risk == "normal" for t in sample.targets)


def test_clarify_offers_several(written: list[tuple[Any, Sample]]) -> None:
    asked = [sample for _, sample in written if sample.outcome == "clarify"]
    assert asked
    assert all(len({t["device"] for t in sample.targets}) > 1 for sample in asked)


def test_sentences_vary(written: list[tuple[Any, Sample]]) -> None:
    texts = Counter(sample.text.lower() for _, sample in written)
    assert len(texts) > 0.97 * SAMPLES
    assert {sample.tag.split("/")[1] for _, sample in written} >= {
        "one",
        "group",
        "room",
        "clauses",
        "delayed",
    }


def _scene(state: dict[str, Any], area: str | None) -> Scene:
    devices = [
        {
            "id": "ceiling",
            "name": "Ceiling light",
            "area": "living",
            "type": "light",
            "features": ["brightness"],
        },
        {"id": "spots", "name": "Spots", "area": "kitchen", "type": "light", "features": ["brightness"]},
        {
            "id": "stat",
            "name": "Thermostat",
            "area": "living",
            "type": "climate",
            "features": ["temperature"],
        },
        {"id": "tv", "name": "TV", "area": "living", "type": "media_player", "features": ["volume"]},
    ]
    areas = [{"id": "living", "name": "Living room"}, {"id": "kitchen", "name": "Kitchen"}]
    return Scene("h", home_from_dict({"areas": areas, "devices": devices})[0], state, {}, area)


def _written(scene: Scene, family: str) -> list[Any]:
    writer = Writer(random.Random(1), scene, lambda device, command: ())
    return [made for made in (writer.write(family) for _ in range(300)) if made is not None]


def test_relative_values_follow_the_state() -> None:
    scene = _scene(
        {"ceiling": {"on": True, "brightness": 40}, "spots": {"on": True, "brightness": 100}}, None
    )
    labels = [t for made in _written(scene, "one") for t in made.targets if t["command"] == "set_brightness"]
    ups = [(t["device"], t["args"]["brightness"]) for t in labels if t["args"]["brightness"]["mode"] == "up"]
    assert ups
    assert all(device == "ceiling" and 40 < label["value"] <= 100 for device, label in ups)


def test_darkness_lights_what_is_off_here() -> None:
    scene = _scene({"ceiling": {"on": False}, "spots": {"on": False}}, "kitchen")
    dark = [made for made in _written(scene, "need") if made.targets[0]["command"] == "turn_on"]
    here = [m for m in dark if "living" not in " ".join(w.text for w in m.words)]
    assert here
    assert all([t["device"] for t in made.targets] == ["spots"] for made in here)
    assert {t["device"] for made in dark for t in made.targets} == {"spots", "ceiling"}


def test_a_player_is_spoken_to_without_its_name() -> None:
    scene = _scene({"tv": {"on": True, "playing": True, "muted": False, "volume": 30}}, None)
    made = _written(scene, "player")
    assert made
    assert {t["device"] for m in made for t in m.targets} == {"tv"}


def test_every_family_writes_something() -> None:
    rng = random.Random(3)
    left = set(FAMILIES)
    for _ in range(60):
        home = generate_home(rng, size=40)
        compiled, _ = home_from_dict(home_file(home))
        writer = Writer(
            rng, moment(rng, Place(home, compiled, compiled)), lambda d, c, h=home: sayings_for(h, d, c)
        )
        left -= {family for family in left if any(writer.write(family) is not None for _ in range(10))}
    assert not left


def test_a_home_that_does_nothing_has_no_commands() -> None:
    home, _ = home_from_dict({"devices": [{"id": "t", "name": "Thermometer", "type": "sensor"}]})
    assert generate_acts(random.Random(1), Scene("h", home, {}), lambda d, c: ()) is None
