"""What people say after something was done: more of it, the same elsewhere, no not that one, put it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from training.data import dialogue_words as words
from training.data.asking import ask
from training.data.clauses import Asked
from training.data.deeds import called, deed, labelled, named, nearby, target
from training.data.dimensions import dimension_of
from training.data.exchange import Before, acted, remembered
from training.data.lexicon import NOUNS, kind_of, lemmas, plain
from training.data.referring import Reference, in_area
from training.data.registers import in_register
from training.data.sample import Draft, Phrase, Scene, fill, say
from training.data.values import bound
from training.data.verbs import verb_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from homefuse.devices.model import Argument, Device
    from training.data.registers import Mood

Told = tuple[Scene, Draft]

_REPEATABLE: Final = frozenset({"next_track", "previous_track", "press", "run", "activate", "toggle"})
_PARTICLES: Final = frozenset({"on", "off", "up", "down", "out"})
_PRONOUNS: Final = frozenset({"it", "them", "that", "those"})
_SAYABLE_ARGS: Final = frozenset({"number", "options", "color"})


def follow_up(rng: Random, scene: Scene) -> Told | None:
    """An utterance that only makes sense after the one before; the scene is the one after that."""
    roll = rng.random()
    if roll < 0.14:
        return chosen(rng, scene)
    before = acted(rng, scene)
    if before is None:
        return None
    kinds = (also, other_one, corrected, revalued, same_device, more, cancelled, undone, again, thanked)
    made = rng.choices(kinds, (15, 3, 11, 9, 24, 14, 7, 9, 3, 5))[0](rng, before)
    return (before.scene, replace(made, last=before.last)) if made else None


def unrelated(rng: Random, scene: Scene) -> tuple[Scene, Mapping[str, Any]] | None:
    """A scene after some exchange, and that exchange: for utterances that do not refer to it."""
    before = acted(rng, scene)
    return (before.scene, before.last) if before else None


def also(rng: Random, before: Before) -> Draft | None:
    """The same for another device, or for its like in another room."""
    if len(before.devices) > 1:
        return _also_there(rng, before)
    other = _another(rng, before)
    name = other and named(rng, before.scene, other)
    if not other or not name:
        return None
    phrase = fill(rng.choice(words.ALSO.split("|")), y=name)
    return _done(rng, phrase, [target(other, before.command)], "also")


def other_one(rng: Random, before: Before) -> Draft | None:
    """Two of a kind are in the room: the one that was not meant before."""
    device = before.devices[0]
    twins = [d for d in before.scene.home.devices if kind_of(d) == kind_of(device) and d.area == device.area]
    if len(twins) != 2 or len(before.devices) != 1 or device.type == "custom" or before.relative:
        return None
    other = next(d for d in twins if d.id != device.id)
    if before.command not in other.commands or not _takes(other, before):
        return None
    phrase = say(rng.choice(words.OTHER_ONE.split("|")))
    return _done(rng, phrase, [target(other, before.command)], "other_one")


def corrected(rng: Random, before: Before) -> Draft | None:
    """Not that one: the command was meant for another device."""
    other = _another(rng, before)
    name = other and named(rng, before.scene, other)
    if not other or not name:
        return None
    wrong = called(rng, before.devices[0])
    phrase = fill(rng.choice(words.CORRECTED.split("|")), y=name, x=wrong)
    return _done(rng, phrase, [target(other, before.command)], "corrected")


def revalued(rng: Random, before: Before) -> Draft | None:
    """Another value for the same."""
    arg = _value_argument(before)
    said = arg and labelled(rng, arg, "v")
    if not arg or not said or said[1].get("value", said[1].get("option")) in before.args.values():
        return None
    if any(_bent(d, before.command, said[1]) for d in before.devices):
        return None
    phrase = fill(rng.choice(words.REVALUED.split("|")), v=said[0])
    targets = [target(d, before.command, {arg.name: said[1]}) for d in before.devices]
    return _done(rng, phrase, targets, "revalued", "statement")


def same_device(rng: Random, before: Before) -> Draft | None:
    """Another command to it: "now turn it off", "make them red"."""
    device = before.devices[0]
    names = [c for c in device.commands if all(c in d.commands for d in before.devices)]
    names = [c for c in names if c != "toggle" and not _pointless(before, c)]
    many = len(before.devices) > 1
    it = rng.choice(
        ("them", "those", "they all")[: 2 if rng.random() < 0.9 else 1] if many else ("it", "it", "that")
    )
    if not names or device.type in ("custom", "scene", "script", "button"):
        return None
    spec = device.commands[rng.choice(names)]
    asked = Asked(Reference(it, before.devices, many, style="pronoun"), spec, before.scene.state, "f")
    clause = ask(rng, asked)
    if clause is None or clause.clarify or clause.words[0].text in _PARTICLES:
        return None
    spoken = in_register(rng, _reordered(clause.words), clause.mood)
    return Draft(spoken, "act", targets=clause.targets, tag="dialogue/same_device")


def more(rng: Random, before: Before) -> Draft | None:
    """Brighter, a bit more, too much: of what was just set, or of what the device is about."""
    arg = _value_argument(before) or _main_argument(before.devices)
    if arg is None or arg.kind != "number" or arg.property is None:
        return None
    command = next((c for c, s in before.devices[0].commands.items() if arg in s.args), None)
    if command is None or any(
        command not in d.commands or not _known(before, d, arg) for d in before.devices
    ):
        return None
    scale = dimension_of(arg)
    up = rng.random() < 0.5
    roll = rng.random()
    if roll < 0.25 and before.command == command:
        text, size = (words.MORE_BARE if up else words.LESS_BARE), ""
    elif roll < 0.4:
        text, size = words.MUCH_MORE, "lot"
    else:
        text, size = words.MORE, ""
    template = rng.choice(text.split("|"))
    comparatives = (scale.more, scale.less) if up else (scale.less, scale.more)
    phrase = fill(template, more=rng.choice(comparatives[0]), less=rng.choice(comparatives[1]))
    little = any(w in template for w in ("bit", "little", "slightly", "touch", "tad"))
    label = {"mode": "more" if up else "less", "size": size or ("little" if little else "some")}
    targets = [target(d, command, {arg.name: label}) for d in before.devices]
    return _done(rng, phrase, targets, "more", "fragment")


def cancelled(rng: Random, before: Before) -> Draft | None:
    """Never mind."""
    phrase = say(rng.choice(words.CANCEL.split("|")))
    return Draft(in_register(rng, phrase, "statement"), "cancel", tag="dialogue/cancel")


def undone(rng: Random, before: Before) -> Draft | None:
    """As it was before."""
    text = rng.choice(words.UNDO.split("|"))
    if text == "go back" and before.devices[0].type in ("media_player", "cover", "vacuum", "lawn_mower"):
        return None
    return Draft(in_register(rng, say(text), "statement"), "undo", tag="dialogue/undo")


def again(rng: Random, before: Before) -> Draft | None:
    """What can be done twice, once more."""
    device = before.devices[0]
    if before.command not in _REPEATABLE and device.type != "custom":
        return None
    phrase = say(rng.choice(words.AGAIN.split("|")))
    return _done(rng, phrase, [target(d, before.command) for d in before.devices], "again", "fragment")


def thanked(rng: Random, before: Before) -> Draft | None:
    """Nothing more is wanted."""
    phrase = say(rng.choice(words.THANKS.split("|")))
    spoken = in_register(rng, phrase, "statement", noise=0.6)
    return Draft(spoken, "reject", reason="not_for_me", tag="dialogue/thanks")


def chosen(rng: Random, scene: Scene) -> Told | None:
    """The answer to "which one?"."""
    device = nearby(rng, scene, lambda d: kind_of(d) in NOUNS and d.type != "timer")
    done = device and deed(rng, device, say(f"the {rng.choice(NOUNS[kind_of(device)])[0]}"))
    if device is None or not done:
        return None
    command = done.target["command"]
    alike = [d for d in scene.home.devices if kind_of(d) == kind_of(device) and command in d.commands]
    alike = [d for d in alike if d.id != device.id]
    if not alike:
        return None
    offered = [device, *rng.sample(alike, min(len(alike), rng.choice((1, 1, 2, 2, 3))))]
    rng.shuffle(offered)
    asked = remembered(rng, scene, tuple(offered), done.target, done.words, asking=True)
    if asked is not None and (asked.relative or not all(_takes(d, asked) for d in offered)):
        return None
    made = _choice(rng, asked, offered) if asked else None
    return (scene, replace(made, last=asked.last)) if asked and made else None


def _choice(rng: Random, asked: Before, offered: Sequence[Device]) -> Draft | None:
    roll = rng.random()
    if roll < 0.08:
        phrase = say(rng.choice(words.NONE_CHOSEN.split("|")))
        return Draft(in_register(rng, phrase, "statement"), "cancel", tag="dialogue/none_chosen")
    if roll < 0.22:
        text = rng.choice(words.ALL_CHOSEN.split("|"))
        if ("both" in text) != (len(offered) == 2) and "both" in text:
            return None
        return _done(rng, say(text), [target(d, asked.command) for d in offered], "all_chosen", "fragment")
    at = rng.randrange(len(offered))
    name = _telling(rng, asked.scene, offered, at)
    if name is None:
        return None
    phrase = fill(rng.choice(words.CHOSEN.split("|")), y=name)
    return _done(rng, phrase, [target(offered[at], asked.command)], "chosen", "fragment")


def _telling(rng: Random, scene: Scene, offered: Sequence[Device], at: int) -> str | None:
    """Words that tell this choice from the others: its name, a word of it, its room, its place."""
    device = offered[at]
    roll = rng.random()
    area = scene.home.area(device.area)
    if roll < 0.15 and at < len(words.ORDINALS):
        numbered = any(word.isdigit() for d in offered for word in plain(d.name).split())
        ordinal = words.ORDINALS[at][0] if numbered else rng.choice(words.ORDINALS[at])
        return f"the {ordinal} one" if ordinal.endswith(("st", "nd", "rd")) else ordinal
    if roll < 0.2 and at == len(offered) - 1:
        return "the last one"
    if roll < 0.45 and area is not None and sum(d.area == device.area for d in offered) == 1:
        return f"the one {in_area(rng, area)}" if rng.random() < 0.5 else f"the {plain(area.name)} one"
    own = set(lemmas(device.name))
    others = [set(lemmas(n)) for d in offered if d.id != device.id for n in (d.name, *d.aliases)]
    only = [
        w for w in plain(device.name).split() if not any(set(lemmas(w)) <= o for o in others) and lemmas(w)
    ]
    only = [w for w in only if w not in ("other", "one", "the", "by", "of")]
    if only and roll < 0.8:
        word = rng.choice(only)
        return f"number {word}" if word.isdigit() else f"the {word} one"
    return None if any(own <= o for o in others) else f"the {plain(device.name)}".replace("the the ", "the ")


def _also_there(rng: Random, before: Before) -> Draft | None:
    """The like of it in another room."""
    kind = kind_of(before.devices[0])
    home = before.scene.home
    areas = [a for a in home.areas if a.id != before.devices[0].area]
    if not areas:
        return None
    area = rng.choice(areas)
    there = [d for d in home.devices if d.area == area.id and kind_of(d) == kind and d.risk == "normal"]
    able = [d for d in there if before.command in d.commands and _takes(d, before)]
    if not able or before.relative:
        return None
    phrase = fill(rng.choice(words.ALSO_THERE.split("|")), p=in_area(rng, area))
    return _done(rng, phrase, [target(d, before.command) for d in able], "also_there")


def _another(rng: Random, before: Before) -> Device | None:
    """A device that takes the same command."""
    device = before.devices[0]
    if device.type == "custom" or len(before.devices) > 1 or before.relative:
        return None
    able = [d for d in before.scene.home.devices if before.command in d.commands and d.id != device.id]
    same = [d for d in able if d.type == device.type]
    switched = before.command in ("turn_on", "turn_off")
    fitting = [d for d in (same or (able if switched else [])) if _takes(d, before)]
    return rng.choice(fitting) if fitting else None


def _takes(device: Device, before: Before) -> bool:
    """Whether it can be given the same values."""
    args = {arg.name: arg for arg in device.commands[before.command].args}
    for name, value in before.args.items():
        arg = args.get(name)
        if arg is None or (arg.kind == "options" and value not in arg.options):
            return False
        if arg.kind == "number" and isinstance(value, (int, float)) and bound(value, arg) != value:
            return False
    return True


def _value_argument(before: Before) -> Argument | None:
    """The one argument that was just given a value."""
    args = before.devices[0].commands[before.command].args
    return args[0] if len(args) == 1 and args[0].kind in _SAYABLE_ARGS and before.args else None


def _main_argument(devices: Sequence[Device]) -> Argument | None:
    """What more and less mean after the device was switched or played."""
    names = ("set_brightness", "set_volume", "set_temperature", "set_speed", "set_position")
    specs = [s for d in devices[:1] for n, s in d.commands.items() if n in names]
    return specs[0].args[0] if specs and specs[0].args else None


def _known(before: Before, device: Device, arg: Argument) -> bool:
    """Whether there is a present value to go from, and the device runs."""
    values = before.scene.state.get(device.id, {})
    return isinstance(values.get(arg.property or ""), (int, float)) and values.get("on") is not False


def _bent(device: Device, command: str, label: Mapping[str, Any]) -> bool:
    """Whether the device does not take the value."""
    arg = device.commands[command].args[0]
    if label["mode"] == "option":
        return label["option"] not in arg.options
    value = label.get("value")
    return isinstance(value, (int, float)) and bound(value, arg) != value


def _pointless(before: Before, command: str) -> bool:
    """Whether it was just done, or is so already."""
    on = before.scene.state.get(before.devices[0].id, {}).get("on")
    done = command == before.command and not before.devices[0].commands[command].args
    return done or (command == "turn_on" and on is True) or (command == "turn_off" and on is False)


def _reordered(phrase: Phrase) -> Phrase:
    """ "turn it off", never "turn off it"."""
    for at in range(1, len(phrase) - 1):
        particle = phrase[at].text in _PARTICLES and verb_of(phrase[at - 1].text) is not None
        if particle and phrase[at + 1].text in _PRONOUNS:
            return (*phrase[:at], phrase[at + 1], phrase[at], *phrase[at + 2 :])
    return phrase


def _done(
    rng: Random, phrase: Phrase, targets: Sequence[Mapping[str, Any]], tag: str, mood: Mood = "statement"
) -> Draft:
    return Draft(in_register(rng, phrase, mood), "act", targets=tuple(targets), tag=f"dialogue/{tag}")
