from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from homefuse.infer.bundle import Reading
from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.infer.readout import LEAST, CommandReading, read_out
from homefuse.preprocess.batch import choose, perceive, prepare
from homefuse.preprocess.candidates import Item, ItemKind
from homefuse.preprocess.text import TextEncoder
from tests.fakes.tokens import write_vocabulary
from tests.preprocess.rooms import HOME, moment, row


@lru_cache
def encoder() -> TextEncoder:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        write_vocabulary(path)
        return TextEncoder(path)


def reading(text: str, *devices: str) -> Reading:
    """Scores of nothing: every item silent, every choice open."""
    scene = perceive(prepare(HOME), moment(text), encoder().encode)
    chosen = choose(scene, [row(d) for d in devices])
    many, tokens = len(chosen.items), len(scene.encoded.ids)
    sizes = {"mode": (many, len(MODES)), "size": (many, len(SIZES)), "when": (many, len(WHENS))}
    sizes |= {"outcome": (len(OUTCOMES),), "point": (many, tokens, 3), "attention": (many, tokens)}
    outputs = {name: np.zeros(size, np.float32) for name, size in sizes.items()}
    outputs["fire"] = np.full(many, -9, np.float32)
    outputs["device_attention"] = np.full(len(devices), 1 / len(devices), np.float32)
    return Reading(scene, chosen, outputs)


def at(found: Reading, device: str, kind: ItemKind, name: str) -> int:
    """The row of that item."""
    prepared = found.scene.prepared
    flat: list[tuple[str, Item]] = [
        (HOME.devices[d].id, item) for d in found.chosen.devices for item in prepared.items[d]
    ]
    return next(
        i for i, (owner, item) in enumerate(flat)
        if owner == device and item.kind is kind and name in (*item.names, item.option)
    )  # fmt: skip


def fire(found: Reading, device: str, kind: ItemKind, name: str, score: float = 3.0) -> int:
    place = at(found, device, kind, name)
    found.outputs["fire"][place] = score
    return place


def only(found: Reading) -> CommandReading:
    (command,) = read_out(found).commands
    return command


def test_outcomes_are_probabilities() -> None:
    found = reading("hello", "zorblax")
    found.outputs["outcome"][OUTCOMES.index("not_for_me")] = 2
    outcomes = read_out(found).outcomes
    assert sum(outcomes.values()) == pytest.approx(1)
    assert max(outcomes, key=outcomes.__getitem__) == "not_for_me"


def test_temperature_calms_without_changing_the_order() -> None:
    found = reading("hello", "zorblax")
    found.outputs["outcome"][:2] = 4, 3
    sharp, calm = read_out(found).outcomes, read_out(found, temperature=3.0).outcomes
    assert sharp["act"] > calm["act"] > calm["answer"] > calm["cancel"] > sharp["cancel"]


def test_what_did_not_fire_is_not_listed() -> None:
    assert read_out(reading("hello", "zorblax", "floor_lamp")).commands == ()


def test_commands_come_likeliest_first() -> None:
    found = reading("turn off the zorblax", "zorblax", "floor_lamp")
    fire(found, "zorblax", ItemKind.COMMAND, "turn on", 0.5)
    fire(found, "floor_lamp", ItemKind.COMMAND, "turn off", 2.0)
    fire(found, "zorblax", ItemKind.COMMAND, "toggle", -4.0)  # below LEAST
    commands = read_out(found).commands
    assert [(c.device.id, c.command.name) for c in commands] == [
        ("floor_lamp", "turn_off"),
        ("zorblax", "turn_on"),
    ]
    assert all(LEAST <= c.probability <= 1 for c in commands)


def test_an_argument_is_read_with_the_value_pointed_at() -> None:
    found = reading("set brightness to thirty percent in ten minutes", "zorblax", "floor_lamp")
    fire(found, "floor_lamp", ItemKind.COMMAND, "set brightness")
    argument = at(found, "floor_lamp", ItemKind.ARGUMENT, "brightness")
    found.outputs["mode"][argument, MODES.index("set")] = 5
    first, second = found.scene.mentions
    found.outputs["point"][argument, found.scene.mention_of_token == 0, 0] = 4
    (said,) = only(found).arguments
    assert (said.argument.name, said.mode) == ("brightness", "set")
    assert [mention for mention, _ in said.pointed] == [first, second]
    assert said.pointed[0][1] > 0.8
    assert said.pointed[1][1] < 0.1


def test_the_pointer_follows_the_tokens_of_a_mention_together() -> None:
    found = reading("set it to thirty percent or ten percent", "floor_lamp")
    fire(found, "floor_lamp", ItemKind.COMMAND, "set brightness")
    argument = at(found, "floor_lamp", ItemKind.ARGUMENT, "brightness")
    found.outputs["point"][argument, found.scene.mention_of_token == 1, 0] = 3
    pointed = only(found).arguments[0].pointed
    assert pointed[0][0].text == "ten percent"
    assert sum(share for _, share in pointed) <= 1.0001


def test_the_likeliest_option_wins() -> None:
    found = reading("a flat white please", "maker")
    fire(found, "maker", ItemKind.COMMAND, "brew")
    fire(found, "maker", ItemKind.OPTION, "latte", 0.1)
    fire(found, "maker", ItemKind.OPTION, "flat white", 1.5)
    drink, size, shots = only(found).arguments
    assert drink.option == "flat white"
    assert 0.8 < drink.option_probability < 0.85
    assert size.option_probability < LEAST
    assert shots.option is None


def test_arguments_belong_to_their_own_command() -> None:
    found = reading("warm the cups", "maker")
    fire(found, "maker", ItemKind.COMMAND, "set cup warmer")
    fire(found, "maker", ItemKind.OPTION, "true")
    (said,) = only(found).arguments
    assert (said.argument.name, said.option) == ("on", "true")


def test_when_points_at_times_only() -> None:
    found = reading("turn on the zorblax at eight in ten minutes thirty percent", "zorblax")
    place = fire(found, "zorblax", ItemKind.COMMAND, "turn on")
    found.outputs["when"][place, WHENS.index("after")] = 5
    times = [i for i, m in enumerate(found.scene.mentions) if m.text == "ten minutes"]
    found.outputs["point"][place, found.scene.mention_of_token == times[0], 2] = 5
    command = only(found)
    assert command.when == "after"
    assert command.when_pointed[0][0].text == "ten minutes"
    assert "thirty percent" not in [m.text for m, _ in command.when_pointed]


def test_text_is_the_words_between_the_two_pointers() -> None:
    found = reading("add oat milk please", "maker")
    scene = found.scene
    spoken = {
        w: np.flatnonzero(scene.word_of_token == i) for i, w in enumerate(["add", "oat", "milk", "please"])
    }
    place = fire(found, "maker", ItemKind.COMMAND, "brew")
    found.outputs["point"][place + 1, spoken["oat"][0], 0] = 5
    found.outputs["point"][place + 1, spoken["milk"][-1], 1] = 5
    drink = found.scene.prepared.items[row("maker")][1].argument
    assert drink is not None
    assert only(_with_text_argument(found, place + 1)).arguments[0].text == "oat milk"


def _with_text_argument(found: Reading, place: int) -> Reading:
    """The same reading, the argument at `place` taking text."""
    prepared, maker = found.scene.prepared, row("maker")
    items = list(prepared.items[maker])
    argument = items[place].argument
    assert argument is not None
    items[place] = replace(items[place], argument=replace(argument, kind="text"))
    rows = tuple(tuple(items) if i == maker else r for i, r in enumerate(prepared.items))
    return replace(found, scene=replace(found.scene, prepared=replace(prepared, items=rows)))


def test_words_carry_the_weight_of_their_pieces() -> None:
    found = reading("dim the zorp", "floor_lamp")
    place = fire(found, "floor_lamp", ItemKind.COMMAND, "turn on")
    found.outputs["attention"][place] = [0.1, 0.4, 0, 0.1, 0.1, 0.1, 0.1, 0.1]
    command = only(found)
    assert [word for word, _ in command.words] == ["dim", "the", "zorp"]
    assert [share for _, share in command.words] == pytest.approx([0.4, 0.0, 0.4])
    assert command.position == 1


def test_properties_are_read_for_questions() -> None:
    found = reading("how much water is left", "maker")
    fire(found, "maker", ItemKind.PROPERTY, "water level", 2.0)
    (asked,) = read_out(found).properties
    assert (asked.device.id, asked.property.name) == ("maker", "water_level")


def test_devices_are_listed_by_how_much_they_were_looked_at() -> None:
    found = reading("hello", "zorblax", "floor_lamp")
    found.outputs["device_attention"][:] = 0.2, 0.8
    assert [d for d, _ in read_out(found).devices] == ["floor_lamp", "zorblax"]


def test_extreme_scores_stay_probabilities() -> None:
    found = reading("hello", "zorblax")
    found.outputs["outcome"][:] = np.linspace(-500, 500, len(OUTCOMES))
    found.outputs["fire"][:] = 500
    found.outputs["fire"][1] = -500
    prediction = read_out(found)
    assert all(0 <= c.probability <= 1 for c in prediction.commands)
    assert sum(prediction.outcomes.values()) == pytest.approx(1)


def test_no_words_no_text() -> None:
    found = reading("?!", "maker")
    place = fire(found, "maker", ItemKind.COMMAND, "brew")
    assert only(_with_text_argument(found, place + 1)).arguments[0].text == ""
