from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from homefuse.devices.loader import home_from_dict
from homefuse.devices.standard import STANDARD_TYPES
from training.data import names_words
from training.data.custom_devices import catalogue, kinds_for
from training.data.custom_kinds import placeholders
from training.data.homes import (
    SENSOR_TYPES,
    generate_home,
    home_file,
    phrases_for,
    questions_for,
    random_sensors,
    random_state,
    sayings_for,
)
from training.data.names import NameMaker, short_forms, sibling
from training.data.vocabulary import is_held_out, pool, split

Home = dict[str, Any]

STALE_S = 600


@pytest.fixture(scope="module")
def homes() -> list[Home]:
    return [generate_home(random.Random(seed)) for seed in range(200)]


@pytest.fixture(scope="module")
def held_out_homes() -> list[Home]:
    return [generate_home(random.Random(seed), vocabulary="held_out") for seed in range(60)]


def devices_of(homes: list[Home], type_name: str) -> list[dict[str, Any]]:
    return [d for home in homes for d in home["devices"] if d.get("type", "custom") == type_name]


def names_in(homes: list[Home]) -> set[str]:
    return {name.lower() for h in homes for d in h["devices"] for name in (d["name"], *d.get("aliases", ()))}


def test_same_seed_same_home() -> None:
    assert generate_home(random.Random(7)) == generate_home(random.Random(7))
    assert generate_home(random.Random(7)) != generate_home(random.Random(8))


def test_every_home_loads(homes: list[Home], held_out_homes: list[Home]) -> None:
    for home in homes + held_out_homes:
        loaded, states = home_from_dict(home_file(home))
        assert [device.id for device in loaded.devices] == [device["id"] for device in home["devices"]]
        assert {i for i, state in states.items() if state} == {
            d["id"] for d in home["devices"] if "state" in d
        }


def test_sizes_spread(homes: list[Home]) -> None:
    sizes = sorted(len(home["devices"]) for home in homes)
    assert sizes[0] >= 5
    assert sizes[-1] <= 150
    assert 13 <= sizes[len(sizes) // 2] <= 24
    assert all(2 <= len(home["areas"]) <= 14 for home in homes)


def test_asked_size_is_obeyed() -> None:
    assert len(generate_home(random.Random(1), 9)["devices"]) == 9
    assert len(generate_home(random.Random(1), 150)["devices"]) == 150


def test_all_types_occur(homes: list[Home]) -> None:
    seen = {device.get("type", "custom") for home in homes for device in home["devices"]}
    assert seen == {*STANDARD_TYPES, "custom"}


def test_all_features_occur() -> None:
    large = [generate_home(random.Random(seed), 150) for seed in range(30)]
    seen = {(d["type"], f) for home in large for d in home["devices"] for f in d.get("features", ())}
    assert seen == {(row.name, feature) for row in STANDARD_TYPES.values() for feature in row.features}


def test_no_kind_twice_but_as_a_sibling(homes: list[Home]) -> None:
    for home in homes:
        sayings = [repr(said) for said in home["x"]["sayings"].values()]
        repeated = len(sayings) - len(set(sayings))
        assert repeated <= max(1, len(home["devices"]) / 10)


def test_no_name_twice_in_one_room(homes: list[Home]) -> None:
    for home in homes:
        spoken = Counter(
            (device.get("area"), name.lower())
            for device in home["devices"]
            for name in (device["name"], *device.get("aliases", ()))
        )
        assert max(spoken.values()) == 1


def test_some_names_are_in_several_rooms(homes: list[Home]) -> None:
    repeated = [h for h in homes if len({d["name"].lower() for d in h["devices"]}) < len(h["devices"])]
    assert len(repeated) > len(homes) / 10


def test_lights_are_coherent(homes: list[Home]) -> None:
    for light in devices_of(homes, "light"):
        state = light["state"]
        assert set(state) == {"on", *light.get("features", ())}
        if "brightness" in state and state["on"]:
            assert state["brightness"] > 0
        if {"color", "color_temperature"} <= set(state):
            assert (state["color"] is None) != (state["color_temperature"] is None)


def test_players_only_play_while_on(homes: list[Home]) -> None:
    for player in devices_of(homes, "media_player"):
        assert player["state"]["on"] or not player["state"]["playing"]


def test_options_and_ranges_hold_the_state(homes: list[Home]) -> None:
    for home in homes:
        for device in home["devices"]:
            for command in device.get("commands", {}).values():
                for argument in command.get("args", {}).values():
                    value = device.get("state", {}).get(argument.get("property"))
                    if value is not None and value != "off" and "options" in argument:
                        assert value in argument["options"], (device, value)
                    if isinstance(value, int | float) and "max" in argument:
                        assert value <= argument["max"], (device, value)


def test_another_state_has_the_same_properties(homes: list[Home]) -> None:
    rng = random.Random(3)
    for home in homes[:50]:
        states = random_state(rng, home)
        assert set(states) == {device["id"] for device in home["devices"]}
        for device in home["devices"]:
            assert set(states[device["id"]]) == set(device.get("state", {}))
    assert random_state(random.Random(1), homes[0]) == random_state(random.Random(1), homes[0])


def test_sensors_are_fresh_stale_or_silent(homes: list[Home]) -> None:
    rng = random.Random(4)
    ages: list[float] = []
    for home in homes:
        sensors = {d["id"] for d in home["devices"] if d.get("type") in SENSOR_TYPES}
        read = random_sensors(rng, home)
        assert set(read) <= sensors
        ages += [read[sensor]["age"] if sensor in read else -1 for sensor in sorted(sensors)]
    assert sum(0 <= age <= STALE_S for age in ages) > len(ages) * 0.6
    assert sum(age > STALE_S for age in ages) > len(ages) * 0.05
    assert sum(age < 0 for age in ages) > len(ages) * 0.04


def test_sayings_only_name_arguments_of_the_command(homes: list[Home], held_out_homes: list[Home]) -> None:
    for home in homes + held_out_homes:
        for device in home["devices"]:
            if "type" in device:
                continue
            for command, spec in device["commands"].items():
                known = {*spec.get("args", {}), "name"}
                templates = sayings_for(home, device["id"], command) + phrases_for(
                    home, device["id"], command
                )
                assert templates, (device, command)
                assert all(placeholders(template) <= known for template in templates)
                assert all("{name}" not in phrase for phrase in spec.get("phrases", ()))
            assert set(questions_for(home, device["id"])) <= set(device.get("properties", {}))


def test_sides_share_no_kind_no_nickname_and_no_made_up_word(
    homes: list[Home], held_out_homes: list[Home]
) -> None:
    kinds = [{kind.names for kind in kinds_for(None, side)} for side in ("train", "held_out")]
    assert not kinds[0] & kinds[1]
    assert len(kinds[0]) + len(kinds[1]) == len(catalogue())
    held = {name.lower() for name in split(names_words.NICKNAMES, "held_out")}
    kept = {name.lower() for name in split(names_words.NICKNAMES, "train")}
    assert not names_in(homes) & held
    assert names_in(held_out_homes) & held
    assert not (names_in(held_out_homes) - names_in(homes)) & kept
    assert not any(is_held_out(NameMaker(random.Random(n)).made_up()) for n in range(100))
    assert all(is_held_out(NameMaker(random.Random(n), "held_out").made_up()) for n in range(100))


@pytest.mark.parametrize(
    "words", ["PEOPLE", "PETS", "NICKNAMES", "BRANDS", "MODELS", "ADJECTIVES", "FURNITURE"]
)
def test_a_tenth_to_a_fifth_of_a_pool_is_held_out(words: str) -> None:
    entries: tuple[str, ...] = getattr(names_words, words)
    train, held = split(entries, "train"), split(entries, "held_out")
    assert set(train) | set(held) == set(entries)
    assert not set(train) & set(held)
    assert 0.05 < len(held) / len(entries) < 0.28


def test_pool_drops_repeats_and_blanks() -> None:
    assert pool("a | b|\na|") == ("a", "b")


def test_catalogue_is_sound() -> None:
    assert len(catalogue()) >= 80
    kinds = Counter(kind.names[0] for kind in catalogue())
    assert max(kinds.values()) == 1
    for kind in catalogue():
        assert 1 <= len(kind.commands) <= 5, kind.names
        assert set(kind.questions) <= set(kind.properties), kind.names
        for command in kind.commands:
            args = {names.split("|")[0]: spec for names, spec in command.args.items()}
            said = set().union(*(placeholders(t) for t in command.phrases + command.sayings))
            assert said - {"name"} <= set(args), (kind.names, command.names)
            assert set(args) <= said, (kind.names, command.names)
            assert not set(command.phrases) & set(command.sayings), (kind.names, command.names)
            assert {s["property"] for s in args.values() if "property" in s} <= set(kind.properties)


def test_sibling_differs_in_one_word() -> None:
    rng = random.Random(0)
    assert sibling(rng, "Hall left sconce") == "Hall right sconce"
    assert sibling(rng, "Desk lamp 2") in ("Desk light 2", "Desk lamp 3")


def test_short_forms_drop_or_add_the_room() -> None:
    assert "fan" in short_forms("Attic fan", "Attic")
    assert "Attic table lamp" in short_forms("Table lamp", "Attic")
    assert "Table light" in short_forms("Table lamp", "Attic")
