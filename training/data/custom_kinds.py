"""What a device without a standard type is made of, and how one home's copy of it is drawn.

`catalogue/*.toml` holds the kinds. Names, options and templates stand between `|`; properties are
`[unit, low, high, step]`, `"boolean"`, `"time"` or options; a command's and an argument's names are
alternatives, templates use the first. In every template `{name}` is the device and `{arg}` the words
for a value with its unit. `{arg=value}` stands for no words at all: the sentence means that value
("{turbo=true}give it everything").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Collection, Mapping

from training.data.word_files import entries

Spec = dict[str, Any]

_UNIT_WORDS = {
    "s": "seconds",
    "min": "minutes",
    "h": "hours",
    "d": "days",
    "g": "grams",
    "kg": "kilos",
    "ml": "millilitres",
    "l": "litres",
    "cm": "centimetres",
    "mm": "millimetres",
    "m": "metres",
    "rpm": "rpm",
    "°": "degrees",
    "V": "volts",
    "W": "watts",
}
_PLACEHOLDER = re.compile(r"\{(\w+)(=[^}]*)?\}")


@dataclass(frozen=True, slots=True)
class CustomCommand:
    """One command; its names and its arguments' names are alternatives, templates use the first."""

    names: tuple[str, ...]
    args: Mapping[str, Spec] = field(default_factory=dict)
    """Argument names between `|` -> the argument as a device file writes it."""
    phrases: tuple[str, ...] = ()
    """What the owner may have written into the device file."""
    sayings: tuple[str, ...] = ()
    """How else people ask for it; never in the device file."""


@dataclass(frozen=True, slots=True)
class CustomKind:
    """A kind of custom device."""

    names: tuple[str, ...]
    """What it is called; the first is the plainest."""
    tags: tuple[str, ...]
    """The area tags (see places) where it stands; empty = anywhere."""
    commands: tuple[CustomCommand, ...]
    properties: Mapping[str, tuple[Spec, Any]] = field(default_factory=dict)
    """Property -> (as a device file writes it, its spread as home_states.custom_state reads it)."""
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Property -> how people ask for it."""
    sensitive: bool = False
    held_out: bool = False
    """Kept out of training by hand: what the measuring homes have."""


@dataclass(slots=True)
class Drawn:
    """One home's copy of a kind: the device without id, name and area; what only sentence writers see."""

    device: Spec
    phrases: dict[str, list[str]]
    """Command -> the device file's phrases, `{name}` still in them."""
    sayings: dict[str, list[str]]
    """Command -> the other templates."""
    questions: dict[str, list[str]]
    ranges: dict[str, Any]


def draw(rng: random.Random, chosen: CustomKind, units: str) -> Drawn:
    """One home's copy of a kind: some of its commands, other names, other bounds, in the home's units."""
    kept = {name: described for name, described in chosen.properties.items() if rng.random() < 0.85}
    device: Spec = {"commands": {}}
    drawn = Drawn(device, phrases={}, sayings={}, questions={}, ranges={})
    for spec in _some_commands(rng, chosen.commands):
        name = _one_name(rng, tuple(n for n in spec.names if n not in device["commands"]) or spec.names)
        device["commands"][name], drawn.phrases[name], drawn.sayings[name] = _draw_command(
            rng, spec, kept, units
        )
    if kept:
        device["properties"] = {name: _localised(spec, units) for name, (spec, _) in kept.items()}
        drawn.ranges = {name: _spread(described, units) for name, described in kept.items()}
        drawn.questions = {name: list(asked) for name, asked in chosen.questions.items() if name in kept}
        _agree(device, drawn.ranges)
    if chosen.sensitive and rng.random() < 0.8:
        device["risk"] = "sensitive"
    return drawn


def read_kind(raw: Mapping[str, Any]) -> CustomKind:
    """A kind as the catalogue writes it."""
    return CustomKind(
        names=entries(raw["names"]),
        tags=tuple(raw.get("tags", "").split()),
        commands=tuple(_read_command(names, spec) for names, spec in raw["commands"].items()),
        properties={name: _read_property(spread) for name, spread in raw.get("properties", {}).items()},
        questions={name: entries(asked) for name, asked in raw.get("questions", {}).items()},
        sensitive=raw.get("risk") == "sensitive",
        held_out=raw.get("side") == "held_out",
    )


def placeholders(template: str) -> set[str]:
    """The names in braces of a template, `name` among them."""
    return {match[1] for match in _PLACEHOLDER.finditer(template)}


def _agree(device: Spec, ranges: dict[str, Any]) -> None:
    """Let what an argument sets vary only as far as this copy's argument allows."""
    for spec in device["commands"].values():
        for argument in spec.get("args", {}).values():
            name, spread = argument.get("property"), ranges.get(argument.get("property"))
            if isinstance(spread, dict) and "options" in argument:
                ranges[name] = {"options": argument["options"]}
                device["properties"][name] = {"options": argument["options"]}
            elif isinstance(spread, list) and "max" in argument:
                ranges[name] = [min(spread[0], argument["max"]), min(spread[1], argument["max"]), spread[2]]


def _some_commands(rng: random.Random, commands: tuple[CustomCommand, ...]) -> list[CustomCommand]:
    return [spec for n, spec in enumerate(commands) if n == 0 or rng.random() < 0.8][:5]


def _one_name(rng: random.Random, names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 or rng.random() < 0.55 else rng.choice(names[1:])


def _draw_command(
    rng: random.Random, spec: CustomCommand, properties: Collection[str], units: str
) -> tuple[Spec, list[str], list[str]]:
    args: Spec = {}
    renamed: dict[str, str] = {}
    for names, argument in spec.args.items():
        alternatives = entries(names)
        if argument.get("optional") and rng.random() < 0.2 and _sayable_without_options(spec):
            continue
        drawn_name = _one_name(rng, alternatives)
        drawn_argument = _draw_argument(rng, argument, properties, units)
        word = _UNIT_WORDS.get(drawn_argument.get("unit", ""))
        if word and rng.random() < 0.25:  # many owners name the unit in the phrases only
            del drawn_argument["unit"]
            renamed[alternatives[0]] = f"{drawn_name}}} {word}"
        else:
            renamed[alternatives[0]] = f"{drawn_name}}}"
        args[drawn_name] = drawn_argument
    phrases = [phrase for phrase in _renamed(spec.phrases, renamed) if "=" not in phrase]
    kept = rng.sample(phrases, min(len(phrases), rng.choice((0, 1, 1, 2, 2, 3, 4))))
    said = [p for p in _renamed(spec.phrases, renamed) if p not in kept] + _renamed(spec.sayings, renamed)
    drawn: Spec = {}
    if kept:
        drawn["phrases"] = [phrase.replace("{name}", "it") for phrase in kept]
    if args:
        drawn["args"] = args
    return drawn, kept, said


def _sayable_without_options(spec: CustomCommand) -> bool:
    """Whether something can still be said when all optional arguments are gone."""
    needed = {names.split("|")[0] for names, arg in spec.args.items() if not arg.get("optional")} | {"name"}
    return any(placeholders(template) <= needed for template in spec.phrases + spec.sayings)


def _renamed(templates: tuple[str, ...], renamed: dict[str, str]) -> list[str]:
    """The templates that only use arguments this copy has, with this copy's names for them."""

    def rename(match: re.Match[str]) -> str:
        closed = renamed.get(match[1], f"{match[1]}}}")
        return "{" + (
            closed if match[2] is None else closed.replace("}", f"{match[2]}}}").partition("}")[0] + "}"
        )

    known = {*renamed, "name"}
    return [_PLACEHOLDER.sub(rename, template) for template in templates if placeholders(template) <= known]


def _draw_argument(rng: random.Random, argument: Spec, properties: Collection[str], units: str) -> Spec:
    drawn = dict(argument)
    if drawn.get("property") not in properties:
        drawn.pop("property", None)
    if "options" in drawn:
        _draw_options(rng, drawn)
    elif drawn["type"] == "number":
        drawn = _localised(drawn, units)
        if drawn["min"] >= 0 and not str(drawn.get("unit", "")).startswith(("°", "%")) and rng.random() < 0.3:
            scaled = drawn["max"] * rng.choice((0.5, 2, 3))
            if scaled > max(drawn["min"], drawn.get("default", 0)) and float(scaled).is_integer():
                drawn["max"] = int(scaled)
    if "default" in drawn and rng.random() < 0.25:
        del drawn["default"]
    return drawn


def _draw_options(rng: random.Random, drawn: Spec) -> None:
    kept = list(drawn["options"])
    if len(kept) > 3 and rng.random() < 0.4:
        kept = [option for option in kept if option == drawn.get("default") or rng.random() < 0.7]
        kept = kept if len(kept) > 1 else list(drawn["options"])
    if rng.random() < 0.2:
        rng.shuffle(kept)
    drawn["options"] = kept


def _localised(spec: Spec, units: str) -> Spec:
    """The same in °F where the home is imperial; °C is what the catalogue is written in."""
    if units != "imperial" or spec.get("unit") != "°C":
        return dict(spec)
    converted: Spec = {key: round(spec[key] * 9 / 5 + 32) for key in ("min", "max", "default") if key in spec}
    return {**spec, **converted, "unit": "°F", **({"step": 1} if "step" in spec else {})}


def _spread(described: tuple[Spec, Any], units: str) -> Any:
    spec, spread = described
    if units == "imperial" and spec.get("unit") == "°C" and isinstance(spread, list):
        return [round(spread[0] * 9 / 5 + 32), round(spread[1] * 9 / 5 + 32), 1]
    return spread


def _read_command(names: str, raw: Mapping[str, Any]) -> CustomCommand:
    args = {name: _read_argument(spec) for name, spec in raw.get("args", {}).items()}
    return CustomCommand(
        entries(names), args, entries(raw.get("phrases", "")), entries(raw.get("sayings", ""))
    )


def _read_argument(raw: Mapping[str, Any]) -> Spec:
    spec = dict(raw)
    if "options" in spec:
        spec["options"] = list(entries(spec["options"]))
    elif "number" in spec:
        low, high = spec.pop("number")
        spec = {"type": "number", "min": low, "max": high, **spec}
    return spec


def _read_property(spread: Any) -> tuple[Spec, Any]:
    if isinstance(spread, list):
        unit, low, high, step = (*spread, 1)[:4]
        return ({"unit": unit} if unit else {}), [low, high, step]
    if spread in ("boolean", "time", "color"):
        return {}, spread
    chosen = list(entries(spread))
    return {"options": chosen}, {"options": chosen}
