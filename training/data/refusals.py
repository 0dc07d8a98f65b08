"""What must not be acted on, in the very words of commands: only the meaning tells them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from training.data import refusal_words as words
from training.data.deeds import Deed, called, deed, loosely_called, named, nearby, takes_text
from training.data.registers import in_register
from training.data.sample import Draft, Phrase, Scene, fill, say
from training.data.verbs import conjugated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from homefuse.devices.model import Device
    from training.data.clauses import Clause
    from training.data.registers import Mood

Family = tuple[float, str, "Sequence[str]"]
"""Weight, name, templates."""

_FORMS: Final = {"do": "base", "doing": "gerund", "did": "past", "done": "participle", "does": "third"}
_TWISTS: Final[tuple[Family, ...]] = (
    (18, "negation", words.NEGATION),
    (7, "reported", words.REPORTED),
    (8, "past", words.PAST),
    (6, "hypothetical", words.HYPOTHETICAL),
    (4, "broadcast", words.BROADCAST),
    (6, "plans", words.PLANS),
    (5, "wishes", words.WISHES),
    (4, "quoted", words.QUOTED),
    (7, "how_to", words.HOW_TO),
    (6, "chatter", words.CHATTER),
    (3, "titles", words.TITLED),
    (4, "statements", words.STATEMENTS),
    (5, "untouched", words.UNTOUCHED),
)
_SINGULAR: Final = {
    "is": "is",
    "was": "was",
    "has": "has",
    "looks": "looks",
    "needs": "needs",
    "reminds": "reminds",
    "seems": "seems",
    "works": "works",
    "stays": "stays",
    "makes": "makes",
    "doesnt": "doesn't",
}
_PLURAL: Final = {verb: form[:-1] for verb, form in _SINGULAR.items()} | {
    "is": "are",
    "was": "were",
    "has": "have",
    "doesnt": "don't",
}
_CONDITIONAL: Final = (6, "conditions", words.CONDITIONS)
_DICTATED: Final = re.compile(
    r"\b(remind|list|calendar|appointment|forget|have to|write|note|tell|text|send|message|email|ask|say|"
    r"saying|repeat|call|need|should)\b"
)
"""What a list, a notice board or an intercom of the home might take for its text."""
_ASKING: Final = frozenset(
    "how what why who which where when is are do does did should shall would can could".split()
)
"""A sentence that begins so is a question."""


def refusal(rng: Random, scene: Scene, act: Clause | None = None) -> Draft | None:
    """A sentence about a device of the home, perhaps in the words of `act`, that asks for nothing."""
    family = _pick(rng, (*_TWISTS, _CONDITIONAL))
    told = _told(rng, scene, act)
    if told is None:
        return None
    device, do = told
    if rng.random() < 0.13:
        family = _by_state(scene, device, family)
    template = rng.choice(family[2])
    if takes_text(scene.home) and _DICTATED.search(template):
        return None
    phrase = twisted(rng, template, do, loosely_called(rng, scene, device))
    if phrase is None:
        return None
    reason = "unsupported" if family[1] == "conditions" else "not_for_me"
    spoken = in_register(rng, phrase, _mood(phrase))
    return Draft(spoken, "reject", reason=reason, tag=f"refusal/{family[1]}")


def still_asked(rng: Random, scene: Scene, act: Clause | None = None) -> Draft | None:
    """Looks like a refusal, or holds one, but does ask: the border from the other side."""
    if act is not None and _embeddable(act) and not act.clarify:
        phrase = twisted(rng, rng.choice(words.STILL_ASKED), act.words, ())
        spoken = in_register(rng, phrase, "statement") if phrase else ()
        return Draft(spoken, "act", targets=act.targets, tag="act/still_asked") if spoken else None
    device = nearby(rng, scene)
    name = device and named(rng, scene, device)
    done = device and name and deed(rng, device, say(name))
    if not device or not done:
        return None
    if rng.random() < 0.5:
        phrase = twisted(rng, rng.choice(words.STILL_ASKED), done.words, ())
    else:
        phrase = _beside_refusal(rng, scene, device, done)
    if phrase is None:
        return None
    spoken = in_register(rng, phrase, "statement")
    return Draft(spoken, "act", targets=(done.target,), tag="act/beside_refusal")


def twisted(rng: Random, template: str, do: Phrase, thing: Phrase) -> Phrase | None:
    """The template with the command in the forms it wants; None if the command's verb has no known forms."""
    parts: dict[str, Phrase | str] = dict(_agreeing(thing))
    parts |= {"x": thing, "who": rng.choice(words.WHO), "title": rng.choice(words.TITLES)}
    for slot, form in _FORMS.items():
        if f"{{{slot}}}" in template:
            conj = conjugated(do, form)
            if conj is None:
                return None
            parts[slot] = conj
    return fill(template, **parts)


def _agreeing(thing: Phrase) -> Mapping[str, str]:
    """Verbs after the device's name: "the lamp is", "the lights are"."""
    said = [word.text.lower() for word in thing]
    last = said[said.index("in") - 1 if "in" in said else -1] if said else ""
    return _PLURAL if last.endswith("s") and not last.endswith(("ss", "us", "'s")) else _SINGULAR


def _told(rng: Random, scene: Scene, act: Clause | None) -> tuple[Device, Phrase] | None:
    """A device and a command to it."""
    if act is not None and _embeddable(act):
        return act.devices[0], act.words
    device = nearby(rng, scene)
    done = device and deed(rng, device, loosely_called(rng, scene, device))
    return (device, done.words) if device and done else None


def _embeddable(act: Clause) -> bool:
    """Whether it is a plain imperative, so that it can stand behind "don't" or "he told me to"."""
    return act.mood == "imperative" and bool(act.devices) and conjugated(act.words, "base") is not None


def _by_state(scene: Scene, device: Device, otherwise: Family) -> Family:
    """Wishes that things stay as they are, and remarks that they are so, need the fitting state."""
    on = scene.state.get(device.id, {}).get("on")
    if on is None:
        return otherwise
    if otherwise[1] in {"negation", "untouched"}:
        return (1, "untouched", words.UNTOUCHED_ON if on else words.UNTOUCHED_OFF)
    return (1, "statements", words.STATEMENTS_ON if on else words.STATEMENTS_OFF)


_BESIDE: Final = (
    "don't {no}, just {do}",
    "don't {no} but {do}",
    "{do} but don't {no}",
    "{do} but leave {x} alone",
    "{do}, but leave {x} as it is",
    "leave {x} alone and {do}",
    "not {x}, i want you to {do}",
    "i said {do}, don't {no}",
    "{do} and don't touch {x}",
    "never mind {x}, {do}",
    "{do}, {x} can stay as it is",
    "instead of {not} {do}",
    "{do} without {not}",
    "{do} rather than {not}",
)


def _beside_refusal(rng: Random, scene: Scene, device: Device, done: Deed) -> Phrase | None:
    """The command beside one that is ruled out, on another device."""
    other = nearby(rng, scene, lambda d: d.id != device.id)
    spared = other and deed(rng, other, called(rng, other))
    if not other or not spared:
        return None
    ruled_out = tuple(_untagged(spared.words))
    gerund = conjugated(ruled_out, "gerund")
    if gerund is None:
        return None
    template = rng.choice(_BESIDE)
    parts = {"do": done.words, "no": ruled_out, "not": gerund, "x": called(rng, other)}
    return fill(template, **parts)


def _untagged(phrase: Phrase) -> Phrase:
    return tuple(type(word)(word.text, None, word.glued) for word in phrase)


def _pick(rng: Random, families: Sequence[Family]) -> Family:
    return rng.choices(families, [family[0] for family in families])[0]


def _mood(phrase: Phrase) -> Mood:
    return "question" if phrase[0].text.lower() in _ASKING else "statement"
