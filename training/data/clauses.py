"""A clause: what is asked of one reference, in words and as labels, and how a construction becomes one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from training.data.constructions import jobs
from training.data.sample import fill, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Argument, CommandSpec, Device
    from training.data.constructions import Construction
    from training.data.referring import Reference
    from training.data.registers import Mood
    from training.data.sample import Phrase, State

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clause:
    """Something asked, before it is joined with others."""

    words: Phrase
    mood: Mood
    targets: tuple[Label, ...]
    devices: tuple[Device, ...]
    clarify: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, and the words for what it is asked of."""

    ref: Reference
    spec: CommandSpec
    state: State
    key: str
    """Distinguishes this clause's tags from those of others."""

    @property
    def device(self) -> Device:
        """One of the devices meant."""
        return self.ref.devices[0]

    def current(self, device: Device, arg: Argument) -> float | None:
        """The argument's present value, if it is a number."""
        value = self.state.get(device.id, {}).get(arg.property or "")
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def clause(
    asked: Asked,
    said: Construction,
    parts: Mapping[str, Phrase | str],
    label: Any,
) -> Clause | None:
    """Fill the construction; `label(device)` gives the arguments' labels, or None where it does not apply."""
    if asked.ref.heavy and _PRENOMINAL.search(said.template):
        return None
    if asked.ref.style == "aspect" and _OF_ASPECT.search(said.template):
        return None
    if asked.ref.style == "pronoun" and _PARTICLE_FIRST.search(said.template):
        return None
    if asked.ref.style == "room" and not _says_what(said.template, parts):
        return None
    targets = []
    for device in asked.ref.devices:
        args = label(device)
        if args is None:
            return None
        targets.append({"device": device.id, "command": asked.spec.name, "args": args, "when": None})
    words = fill(_agreeing(said.template, asked), **{"x": asked.ref.words, **parts})
    if asked.ref.after:
        words = (*words, *say(asked.ref.after))
    return Clause(words, said.mood, tuple(targets), asked.ref.devices, asked.ref.clarify)


_PLAIN_VERBS = frozenset(
    ("brighten", "brighten up", "dim", "darken", "dim down", "warm up", "cool down", "lighten")
)


def _says_what(template: str, parts: Mapping[str, Phrase | str]) -> bool:
    """A room has no brightness or warmth of its own: some word must say which is meant."""
    if any(slot in template for slot in ("{v}", "{more}", "{less}", "{n}")):
        return True
    return any(f"{{{way}}}" in template and parts.get(way) in _PLAIN_VERBS for way in ("up", "down"))


_PARTICLE_FIRST = re.compile(r"^(\w+ )?(on|off|up|down|out|in|back|open) \{x\}")
"""Nobody turns on it; they turn it on."""
_PRENOMINAL = re.compile(r"\{x\} \{n\}|\{xs\}")
_OF_ASPECT = re.compile(r"\{n\}")


def _agreeing(template: str, asked: Asked) -> str:
    many = asked.ref.plural
    words = asked.ref.words
    own = f"{words}'" if words.endswith("s") else f"{words}'s"
    agreed = {"{is}": ("is", "are")[many], "{it}": ("it", "they")[many], "{xs}": own}
    for slot, text in agreed.items():
        template = template.replace(slot, text)
    if many:
        template = re.sub(r"(\{x\}) needs to", r"\1 need to", template)
        template = re.sub(r"(\{x\}) has to", r"\1 have to", template)
        template = template.replace("where it is", "where they are")
    return _robotic(template, asked)


def _robotic(template: str, asked: Asked) -> str:
    if "{job" not in template:
        return template
    known = jobs(asked.device.type)
    job, job_ing = known[len(asked.ref.words) % len(known)]
    return template.replace("{job_ing}", job_ing).replace("{job}", job)
