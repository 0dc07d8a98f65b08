"""Custom devices that nobody has built yet: verbs, things and qualities put together by a grammar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from training.data.custom_kinds import CustomCommand, CustomKind
from training.data.vocabulary import split
from training.data.word_files import entries, read_words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from training.data.names import NameMaker

Spec = dict[str, Any]

_UNIT_RANGES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "%": ((0, 100, 1), (0, 100, 5), (10, 90, 1)),
    "": ((1, 5, 1), (0, 10, 1), (1, 12, 1), (0, 255, 1)),
    "rpm": ((10, 300, 10), (100, 5000, 100)),
    "s": ((1, 60, 1), (5, 600, 5)),
    "min": ((1, 30, 1), (5, 240, 5)),
    "°C": ((10, 90, 1), (-20, 10, 1), (30, 250, 5)),
    "°": ((0, 90, 1), (-45, 45, 5)),
}
_PLAIN_RANGES = ((1, 20, 1), (0, 100, 1), (0.5, 10, 0.5), (10, 500, 10))


def invent(maker: NameMaker) -> CustomKind:
    """A device with one to five commands, from this maker's side of the vocabulary."""
    rng = maker.rng
    maker_of_commands = _Inventor(maker)
    makers = rng.sample(maker_of_commands.ways(), rng.choices((1, 2, 3, 4, 5), weights=(2, 5, 6, 4, 2))[0])
    commands: dict[str, CustomCommand] = {}
    for make in makers:
        made = make()
        commands.setdefault(made.names[0], made)
    return CustomKind(
        names=maker_of_commands.names(),
        tags=(),
        commands=tuple(commands.values()),
        properties=maker_of_commands.properties,
        questions=maker_of_commands.questions,
        sensitive=rng.random() < 0.04,
    )


@dataclass(frozen=True, slots=True)
class _Verb:
    base: str
    ing: str
    participle: str


class _Inventor:
    """The commands of one device share its verb and its thing."""

    def __init__(self, maker: NameMaker) -> None:
        self.maker = maker
        self.rng: random.Random = maker.rng
        self.verb = _Verb(*self._word("verbs").split())
        self.thing = self._word("objects")
        self.properties: dict[str, tuple[Spec, Any]] = {}
        self.questions: dict[str, tuple[str, ...]] = {}

    def names(self) -> tuple[str, ...]:
        """What it is called: by what it does, by a made-up word, or both."""
        agent = self._word("agents")
        one = _singular(self.thing)
        made_up = self.maker.made_up()
        names = [f"{one} {agent}", f"{self.verb.ing} {agent}", f"{one} {self.verb.ing[:-3]}er", made_up]
        names.append(f"{made_up} {agent}")
        self.rng.shuffle(names)
        return tuple(names[: self.rng.choice((1, 2, 3))])

    def ways(self) -> list[Callable[[], CustomCommand]]:
        """All kinds of command, each makes one; the frequent ones stand twice."""
        often = [self._work, self._quality, self._plain]
        return [*often, *often, self._mode, self._feature, self._words, self._paint, self._last, self._place]

    def _work(self) -> CustomCommand:
        verb, thing = self.verb, self.thing
        if self.rng.random() < 0.4:
            verb, thing = _Verb(*self._word("verbs").split()), self._word("objects")
        args: dict[str, Spec] = {}
        extra = self.rng.choice(("", "amount", "program", "time", "amount program"))
        if "amount" in extra:
            args["amount|count|quantity|batches"] = {**self._number(""), "optional": True}
        if "program" in extra:
            args["program|style|setting|kind"] = self._options("programs")
            if self.rng.random() < 0.5:
                args["program|style|setting|kind"]["optional"] = True
        if "time" in extra:
            minutes = {"type": "number", "unit": "min", "min": 1, "max": 60, "optional": True}
            args["minutes|time|run_time"] = minutes
        words = {"verb": verb.base, "ing": verb.ing, "done": verb.participle, "thing": thing}
        phrases, sayings = _filled("work", "phrases", words), _filled("work", "sayings", words)
        return CustomCommand((f"{verb.base}_{thing}", verb.base, f"start_{verb.ing}"), args, phrases, sayings)

    def _quality(self) -> CustomCommand:
        quality = self._word("qualities")
        prop = quality.replace(" ", "_")
        spec = {**self._number(self.rng.choice(_pool_with_blanks("units"))), "property": prop}
        spread = [spec["min"], spec["max"], spec.get("step", 1)]
        self.properties[prop] = ({"unit": spec["unit"]} if "unit" in spec else {}, spread)
        words = {"quality": quality, "arg": f"{{{prop}}}"}
        self.questions[prop] = _filled("quality", "questions", words)
        names = (f"set_{prop}", prop, f"adjust_{prop}")
        return _command("quality", names, {f"{prop}|level|value": spec}, words)

    def _mode(self) -> CustomCommand:
        spec = self._options("programs")
        listed = {"options": list(spec["options"])}
        self.properties["mode"] = (listed, listed)
        self.questions["mode"] = _filled("mode", "questions", {})
        names = ("set_mode", "mode", "choose_program", "select")
        args = {"mode|program|setting": {**spec, "property": "mode"}}
        return _command("mode", names, args, {"arg": "{mode}"})

    def _feature(self) -> CustomCommand:
        feature = self._word("features")
        arg = self.rng.choice(("enabled", "on", "active"))
        name = feature.replace(" ", "_")
        words = {
            "feature": feature,
            "arg": f"{{{arg}}}",
            "true": f"{{{arg}=true}}",
            "false": f"{{{arg}=false}}",
        }
        return _command("feature", (f"set_{name}", name, f"use_{name}"), {arg: {"type": "boolean"}}, words)

    def _plain(self) -> CustomCommand:
        chosen = self.rng.choice(read_words("invented")["plain"])
        return CustomCommand(
            entries(chosen["names"]), {}, entries(chosen["phrases"]), entries(chosen["sayings"])
        )

    def _words(self) -> CustomCommand:
        verb = self.rng.choice(entries(_templates("words")["verbs"]))
        args = {"message|text|words": {"type": "text"}}
        return _command("words", (verb, f"{verb}_message"), args, {"verb": verb, "arg": "{message}"})

    def _paint(self) -> CustomCommand:
        verb = self.rng.choice(entries(_templates("paint")["verbs"]))
        names = (f"{verb.split()[0]}_color", "set_color", "color")
        return _command(
            "paint", names, {"color|colour|hue": {"type": "color"}}, {"verb": verb, "arg": "{color}"}
        )

    def _last(self) -> CustomCommand:
        names = ("run_for", "run", "set_run_time")
        words = {"ing": self.verb.ing, "arg": "{time}"}
        return _command("last", names, {"time|duration|length": {"type": "duration"}}, words)

    def _place(self) -> CustomCommand:
        spec = {"options": self.rng.sample(_pool("spots"), self.rng.randint(2, 5))}
        names = ("move_to", "go_to", "position")
        return _command("place", names, {"spot|place|target": spec}, {"arg": "{spot}"})

    def _word(self, pool: str) -> str:
        return self.rng.choice(split(_pool(pool), self.maker.vocabulary))

    def _number(self, unit: str) -> Spec:
        low, high, step = self.rng.choice(_UNIT_RANGES.get(unit, _PLAIN_RANGES))
        spec: Spec = {"type": "number", "min": low, "max": high}
        if unit:
            spec["unit"] = unit
        if step != 1 or self.rng.random() < 0.3:
            spec["step"] = step
        return spec

    def _options(self, pool: str) -> Spec:
        words = split(_pool(pool), self.maker.vocabulary)
        chosen = self.rng.sample(words, min(len(words), self.rng.randint(2, 6)))
        if self.rng.random() < 0.3:
            chosen = [self.maker.made_up().lower() if self.rng.random() < 0.7 else word for word in chosen]
        return {"options": list(dict.fromkeys(chosen))}


def _command(
    kind: str, names: tuple[str, ...], args: dict[str, Spec], words: dict[str, str]
) -> CustomCommand:
    return CustomCommand(names, args, _filled(kind, "phrases", words), _filled(kind, "sayings", words))


def _filled(kind: str, part: str, words: dict[str, str]) -> tuple[str, ...]:
    text: str = _templates(kind)[part]
    for name, word in words.items():
        text = text.replace(f"<{name}>", word)
    return entries(text)


def _templates(kind: str) -> dict[str, str]:
    templates: dict[str, str] = read_words("invented")["templates"][kind]
    return templates


@cache
def _pool(name: str) -> tuple[str, ...]:
    return entries(read_words("invented")[name])


@cache
def _pool_with_blanks(name: str) -> tuple[str, ...]:
    return tuple(read_words("invented")[name].split("|"))


def _singular(thing: str) -> str:
    for ending, replacement in (("ies", "y"), ("shes", "sh"), ("ches", "ch"), ("ss", "ss"), ("s", "")):
        if thing.endswith(ending):
            return thing[: -len(ending)] + replacement
    return thing
