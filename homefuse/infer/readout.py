"""From raw scores to readings: probabilities, pointed-at values, weights. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.preprocess.candidates import Item, ItemKind
from homefuse.preprocess.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
    from homefuse.infer.bundle import Reading

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ArgumentReading:
    """How one argument of a command was said."""

    argument: Argument
    mode: str
    """One of MODES."""
    size: str
    """One of SIZES; matters for the modes more and less."""
    pointed: tuple[tuple[Mention, float], ...] = ()
    """Mentions of the utterance, likeliest first, each with the pointer's probability."""
    text: str = ""
    """The words pointed at; for text arguments."""
    option: str | None = None
    option_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class CommandReading:
    """One command of one device, and how probable it is that it was asked for."""

    device: Device
    command: CommandSpec
    probability: float
    arguments: tuple[ArgumentReading, ...] = ()
    when: str = "now"
    """One of WHENS."""
    when_pointed: tuple[tuple[Mention, float], ...] = ()
    position: int = 0
    """The token that carried it; commands are done in the order spoken."""
    words: tuple[tuple[str, float], ...] = ()
    """The utterance's words with their weights, 0..1."""


@dataclass(frozen=True, slots=True)
class PropertyReading:
    """One property of one device, and how probable it is that it was asked about."""

    device: Device
    property: PropertySpec
    probability: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """Everything the model says of one utterance."""

    outcomes: dict[str, float]
    """OUTCOMES -> probability."""
    commands: tuple[CommandReading, ...]
    """Most probable first, down to `LEAST`."""
    properties: tuple[PropertyReading, ...]
    devices: tuple[tuple[str, float], ...]
    """Device id -> how much the utterance looked at it."""


LEAST = 0.05
"""Less probable commands and properties are not listed."""


def read_out(reading: Reading, temperature: float = 1.0) -> Prediction:
    """Probabilities of everything worth considering; `temperature` calibrates them."""
    out = reading.outputs
    outcome = _softmax(out["outcome"] / temperature)
    fire = _sigmoid(out["fire"] / temperature)
    commands, properties = [], []
    for row, device, item in _items(reading):
        if fire[row] < LEAST:
            continue
        if item.kind is ItemKind.COMMAND:
            commands.append(_command(reading, fire, row, device))
        elif item.property is not None:
            properties.append(PropertyReading(device, item.property, float(fire[row])))
    looked = zip(reading.chosen.devices, out["device_attention"], strict=True)
    devices = reading.scene.prepared.devices
    return Prediction(
        outcomes=dict(zip(OUTCOMES, map(float, outcome), strict=True)),
        commands=tuple(sorted(commands, key=lambda c: -c.probability)),
        properties=tuple(sorted(properties, key=lambda p: -p.probability)),
        devices=tuple(sorted(((devices[d].id, float(w)) for d, w in looked), key=lambda pair: -pair[1])),
    )


def _items(reading: Reading) -> Iterator[tuple[int, Device, Item]]:
    prepared = reading.scene.prepared
    row = 0
    for index in reading.chosen.devices:
        for item in prepared.items[index]:
            yield row, prepared.devices[index], item
            row += 1


def _command(reading: Reading, fire: Floats, row: int, device: Device) -> CommandReading:
    """The command at `row`; its arguments and their options follow it."""
    items = _flat(reading)
    command = items[row].command
    assert command is not None
    arguments: list[ArgumentReading] = []
    for at in range(row + 1, len(items)):
        item = items[at]
        if item.kind not in (ItemKind.ARGUMENT, ItemKind.OPTION):
            break
        if item.kind is ItemKind.ARGUMENT:
            arguments.append(_argument(reading, at, item))
        elif fire[at] > arguments[-1].option_probability:
            arguments[-1] = replace(arguments[-1], option=item.option, option_probability=float(fire[at]))
    weights = reading.outputs["attention"][row]
    return CommandReading(
        device=device,
        command=command,
        probability=float(fire[row]),
        arguments=tuple(arguments),
        when=WHENS[int(reading.outputs["when"][row].argmax())],
        when_pointed=_pointed(reading, row, 2, (MentionKind.DURATION, MentionKind.CLOCK)),
        position=int(weights.argmax()),
        words=_words(reading, weights),
    )


def _flat(reading: Reading) -> list[Item]:
    prepared = reading.scene.prepared
    return [item for index in reading.chosen.devices for item in prepared.items[index]]


def _argument(reading: Reading, row: int, item: Item) -> ArgumentReading:
    assert item.argument is not None
    out = reading.outputs
    text = _text(reading, row) if item.argument.kind == "text" else ""
    return ArgumentReading(
        argument=item.argument,
        mode=MODES[int(out["mode"][row].argmax())],
        size=SIZES[int(out["size"][row].argmax())],
        pointed=_pointed(reading, row, 0, None),
        text=text,
    )


def _pointed(
    reading: Reading, row: int, column: int, kinds: tuple[MentionKind, ...] | None
) -> tuple[tuple[Mention, float], ...]:
    """The pointer's probability of each mention, its tokens together."""
    weights = _softmax(reading.outputs["point"][row, :, column])
    found = []
    for index, mention in enumerate(reading.scene.mentions):
        if kinds is None or mention.kind in kinds:
            share = float(weights[reading.scene.mention_of_token == index].sum())
            found.append((mention, share))
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def _text(reading: Reading, row: int) -> str:
    """The words between the pointed-at first and last token, both included."""
    points = reading.outputs["point"][row]
    words, word_of = reading.scene.words, reading.scene.word_of_token
    spoken = np.flatnonzero(word_of >= 0)
    if not len(spoken):
        return ""
    first = int(spoken[points[spoken, 0].argmax()])
    after = spoken[spoken >= first]
    last = int(after[points[after, 1].argmax()])
    text = reading.scene.snapshot.command.text
    return text[words[word_of[first]].start : words[word_of[last]].end]


def _words(reading: Reading, weights: Floats) -> tuple[tuple[str, float], ...]:
    """Every word of the utterance with the attention that its word pieces got together."""
    of = reading.scene.word_of_token
    return tuple((word.text, float(weights[of == i].sum())) for i, word in enumerate(reading.scene.words))


def _softmax(x: npt.NDArray[Any]) -> Floats:
    shifted = np.exp(x - x.max())
    share: Floats = shifted / shifted.sum()
    return share


def _sigmoid(x: npt.NDArray[Any]) -> Floats:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)), np.float32)  # as 1 / (1 + exp(-x)), which overflows
