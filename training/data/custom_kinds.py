"""What a device without a standard type is made of, and how one home's copy of it is drawn.

In every template `{name}` is the device and `{arg}` the words for a value. `{arg=value}` stands for no words at all: it
says that the sentence means that value ("{turbo=true}give it everything").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

Spec = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{(\w+)(=[^}]*)?\}")


@dataclass(frozen=True, slots=True)
class CustomCommand:
    """One command: its names and its arguments' names are alternatives, the first is used in the templates."""

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


@dataclass(slots=True)
class Drawn:
    """One home's copy of a kind: the device without id, name and area, and what only the sentence writers see."""

    device: Spec
    sayings: dict[str, list[str]]
    questions: dict[str, list[str]]
    ranges: dict[str, Any]


def kind(names: str, tags: str, *commands: CustomCommand, **about: Any) -> CustomKind:
    """A kind written shortly: `properties={name: (unit, low, high, step)}`, `questions={name: "a|b"}`."""
    properties = {name: _property(spread) for name, spread in about.get("properties", {}).items()}
    questions = {name: lines(text) for name, text in about.get("questions", {}).items()}
    return CustomKind(
        lines(names), tuple(tags.split()), commands, properties, questions, about.get("sensitive", False)
    )


def command(
    names: str, args: Mapping[str, Spec] | None = None, phrases: str = "", sayings: str = ""
) -> CustomCommand:
    """A command written shortly, alternatives between `|`."""
    return CustomCommand(lines(names), args or {}, lines(phrases), lines(sayings))


def number(low: float, high: float, unit: str = "", **more: Any) -> Spec:
    """A number argument; `more` may hold step, default, property and optional."""
    return {"type": "number", **({"unit": unit} if unit else {}), "min": low, "max": high, **more}


def options(text: str, **more: Any) -> Spec:
    """An argument with options."""
    return {"options": list(lines(text)), **more}


def boolean(**more: Any) -> Spec:
    """A yes-or-no argument."""
    return {"type": "boolean", **more}


def color(**more: Any) -> Spec:
    """A colour argument."""
    return {"type": "color", **more}


def duration(**more: Any) -> Spec:
    """A length of time."""
    return {"type": "duration", **more}


def text(**more: Any) -> Spec:
    """Free words."""
    return {"type": "text", **more}


def lines(entries: str) -> tuple[str, ...]:
    """The entries between `|`; line breaks and runs of blanks count as one blank."""
    return tuple(" ".join(entry.split()) for entry in entries.split("|") if entry.strip())


def draw(rng: random.Random, chosen: CustomKind, units: str) -> Drawn:
    """One home's copy of a kind: some of its commands, other names, other bounds, in the home's units."""
    kept_properties = {name for name in chosen.properties if rng.random() < 0.85}
    device: Spec = {"commands": {}}
    sayings: dict[str, list[str]] = {}
    for spec in _some_commands(rng, chosen.commands):
        name = _one_name(rng, spec.names)
        device["commands"][name], sayings[name] = _draw_command(rng, spec, kept_properties, units)
    if kept_properties:
        device["properties"] = {
            name: _localised(chosen.properties[name][0], units)
            for name in chosen.properties
            if name in kept_properties
        }
    if chosen.sensitive and rng.random() < 0.8:
        device["risk"] = "sensitive"
    ranges = {
        name: _spread(chosen.properties[name], units) for name in chosen.properties if name in kept_properties
    }
    questions = {name: list(asked) for name, asked in chosen.questions.items() if name in kept_properties}
    return Drawn(device, sayings, questions, ranges)


def placeholders(template: str) -> set[str]:
    """The names in braces of a template, `name` among them."""
    return {match[1] for match in _PLACEHOLDER.finditer(template)}


def _some_commands(rng: random.Random, commands: tuple[CustomCommand, ...]) -> list[CustomCommand]:
    return [spec for n, spec in enumerate(commands) if n == 0 or rng.random() < 0.8][:5]


def _one_name(rng: random.Random, names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 or rng.random() < 0.55 else rng.choice(names[1:])


def _draw_command(
    rng: random.Random, spec: CustomCommand, properties: set[str], units: str
) -> tuple[Spec, list[str]]:
    args: Spec = {}
    renamed: dict[str, str] = {}
    for names, argument in spec.args.items():
        if argument.get("optional") and rng.random() < 0.2:
            continue
        alternatives = lines(names)
        renamed[alternatives[0]] = _one_name(rng, alternatives)
        args[renamed[alternatives[0]]] = _draw_argument(rng, argument, properties, units)
    phrases = _renamed(spec.phrases, renamed)
    kept = rng.sample(phrases, min(len(phrases), rng.choice((0, 1, 1, 2, 2, 3, 4))))
    said = [phrase for phrase in phrases if phrase not in kept] + _renamed(spec.sayings, renamed)
    drawn: Spec = {}
    if kept:
        drawn["phrases"] = [phrase.replace("{name}", "it") for phrase in kept if "=" not in phrase]
    if args:
        drawn["args"] = args
    return drawn, said


def _renamed(templates: tuple[str, ...], renamed: dict[str, str]) -> list[str]:
    """The templates that only use arguments this copy has, with this copy's names for them."""
    known = {*renamed, "name"}
    found = []
    for template in templates:
        if placeholders(template) <= known:
            found.append(
                _PLACEHOLDER.sub(lambda m: "{" + renamed.get(m[1], m[1]) + (m[2] or "") + "}", template)
            )
    return found


def _draw_argument(rng: random.Random, argument: Spec, properties: set[str], units: str) -> Spec:
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
    converted = {key: round(spec[key] * 9 / 5 + 32) for key in ("min", "max", "default") if key in spec}
    return {**spec, **converted, "unit": "°F", **({"step": 1} if "step" in spec else {})}


def _spread(described: tuple[Spec, Any], units: str) -> Any:
    spec, spread = described
    if units == "imperial" and spec.get("unit") == "°C" and isinstance(spread, list):
        return [round(spread[0] * 9 / 5 + 32), round(spread[1] * 9 / 5 + 32), 1]
    return spread


def _property(spread: Any) -> tuple[Spec, Any]:
    """`(unit, low, high, step)`, `"a|b"` for options, or "boolean", "time" or "color"."""
    if isinstance(spread, tuple):
        unit, low, high, step = (*spread, 1)[:4]
        return ({"unit": unit} if unit else {}), [low, high, step]
    if spread in ("boolean", "time", "color"):
        return {}, spread
    chosen = list(lines(spread))
    return {"options": chosen}, {"options": chosen}
