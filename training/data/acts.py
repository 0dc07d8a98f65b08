"""Utterances that ask for something, composed clause by clause, with labels that their words bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.asking import ask, plain_text
from training.data.clauses import Asked, Clause
from training.data.denote import Names, here
from training.data.groups import refer_all_but, refer_group
from training.data.joining import coordinated, delayed, joined, now_and_later, shared_verb, with_pronoun
from training.data.needs import need, player
from training.data.referring import Reference, Speaker, refer
from training.data.registers import in_register
from training.data.rooms import ROOM_COMMANDS, everything, room_devices, room_words
from training.data.sample import Draft, Sample, Scene, render
from training.data.unforeseen import ask_unforeseen

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from homefuse.devices.model import CommandSpec, Device

    Sayings = Callable[[str, str], Sequence[str]]
    """Device id, command name -> templates over {name} and {arg}."""

FAMILIES = {  # how often each kind of utterance is tried
    "one": 44,
    "group": 13,
    "except": 5,
    "room": 8,
    "everything": 1.5,
    "unclear": 3,
    "coordinated": 9,
    "clauses": 12,
    "shared": 5,
    "pronoun": 4,
    "need": 6,
    "player": 4,
    "delayed": 6,
}
TYPES = {  # weight of a type among those a home has
    "light": 34, "custom": 20, "switch": 9, "cover": 13, "climate": 9, "media_player": 10, "fan": 7,
    "lock": 3, "vacuum": 4, "lawn_mower": 2, "scene": 3, "script": 2, "button": 1.5, "valve": 1.5,
    "humidifier": 2, "dehumidifier": 1.5, "air_purifier": 2, "water_heater": 2, "alarm": 2, "siren": 1,
    "select": 2, "number": 2, "timer": 3,
}  # fmt: skip
TRIES = 200
"""Draws before a home is given up; one in two comes to something."""
COMMANDS = {
    "turn_on": 5,
    "turn_off": 6,
    "toggle": 0.6,
    "set_brightness": 8,
    "set_color": 5,
    "set_temperature": 8,
}
"""Weight of a command among its device's; 3 where not listed."""


def generate_acts(rng: random.Random, scene: Scene, sayings: Sayings, *, noise: float = 1.0) -> Sample | None:
    """One utterance that this home can answer with actions (or with a question which device is meant).

    None for a home that does next to nothing.
    `sayings(device, command)` are templates over {name} and {arg} for commands of a device's own.
    """
    writer = Writer(rng, scene, sayings)
    for _ in range(TRIES):
        family = rng.choices(tuple(FAMILIES), tuple(FAMILIES.values()))[0]
        made = writer.write(family)
        if made is not None:
            words = in_register(rng, made.words, made.mood, noise)
            tag = f"acts/{family}{'/' + made.tag if made.tag else ''}"
            outcome = "clarify" if made.clarify else "act"
            return render(Draft(words, outcome, made.targets, tag=tag), scene)
    return None


class Writer:
    """Writes clauses about one scene."""

    def __init__(self, rng: random.Random, scene: Scene, sayings: Sayings) -> None:
        self.rng = rng
        self.scene = scene
        self.sayings = sayings
        self.by = Speaker(Names(scene.home), here(scene))
        self.by_type: dict[str, list[Device]] = {}
        for device in self.by.names.devices:
            self.by_type.setdefault(device.type, []).append(device)

    def write(self, family: str) -> Clause | None:
        """An utterance of the family, or None if this draw came to nothing."""
        return getattr(self, f"_{family}")()  # type: ignore[no-any-return]

    def _pick(self, among: Mapping[str, float] = TYPES) -> tuple[Device, CommandSpec] | None:
        rng = self.rng
        types = [t for t in self.by_type if among.get(t)]
        if not types:
            return None
        type_name = rng.choices(types, [among[t] for t in types])[0]
        devices = self.by_type[type_name]
        near = [d for d in devices if d.area == self.by.where]
        device = rng.choice(near if near and rng.random() < 0.45 else devices)
        commands = tuple(device.commands.values())
        return device, rng.choices(commands, [COMMANDS.get(s.name, 3) for s in commands])[0]

    def _ask(self, ref: Reference | None, spec: CommandSpec, key: str = "") -> Clause | None:
        if ref is None:
            return None
        asked = Asked(ref, spec, self.scene.state, key)
        if ref.devices[0].type == "custom" or (ref.devices[0].type != "timer" and len(spec.args) > 1):
            if len(ref.devices) > 1 or ref.clarify:
                return None
            return self._custom(asked)
        if spec.name.startswith("set_") or spec.args or plain_text(ref.devices[0], spec.name):
            return ask(self.rng, asked)
        return self._custom(asked) if len(ref.devices) == 1 else None

    def _custom(self, asked: Asked) -> Clause | None:
        made = ask_unforeseen(self.rng, asked, self.sayings(asked.device.id, asked.spec.name))
        if made is None or made.tag == "name":
            return made
        rivals = [d for d in self.by.names.devices if asked.spec.name in d.commands and d is not asked.device]
        return None if rivals else made

    def _refer(self, device: Device, spec: CommandSpec) -> Reference | None:
        return refer(self.rng, self.by, device, lambda d: spec.name in d.commands)

    def _one(self) -> Clause | None:
        picked = self._pick()
        return self._ask(self._refer(*picked), picked[1]) if picked else None

    def _unclear(self) -> Clause | None:
        """Words that fit several things equally."""
        for _ in range(12):
            made = self._one() if self.rng.random() < 0.8 else self._group()
            if made is not None and made.clarify:
                return made
        return None

    def _group(self) -> Clause | None:
        picked = self._pick(_GROUPED)
        if picked is None or picked[1].name in ("toggle", "locate"):
            return None
        device, spec = picked
        return self._ask(refer_group(self.rng, self.by, device, lambda d: spec.name in d.commands), spec)

    def _except(self) -> Clause | None:
        picked = self._pick(_GROUPED)
        if picked is None or picked[1].name == "toggle":
            return None
        device, spec = picked
        return self._ask(refer_all_but(self.rng, self.by, device, lambda d: spec.name in d.commands), spec)

    def _room(self) -> Clause | None:
        """A room addressed as if it were its lights or heating: "bedroom red", "the temperature in here"."""
        picked = self._pick(_ROOMS)
        if picked is None or picked[1].name not in ROOM_COMMANDS or picked[0].area is None:
            return None
        device, spec = picked
        meant = room_devices(self.by, device, spec.name)
        words = room_words(self.rng, self.by, device, spec) if meant else None
        return self._ask(Reference(words[0], meant, style=words[1]), spec) if words else None

    def _everything(self) -> Clause | None:
        """All that can be switched off (or on) in a room or in the home."""
        made = everything(self.rng, self.by)
        return self._ask(*made) if made is not None else None

    def _coordinated(self) -> Clause | None:
        """One command for two or three things, each in its own words."""
        picked = self._pick()
        if picked is None or picked[0].type in ("custom", "scene", "script", "button", "timer"):
            return None
        device, spec = picked
        fitting = [d for d in self.by.names.devices if spec.name in d.commands and d.type == device.type]
        if spec.name in ("turn_on", "turn_off") and self.rng.random() < 0.4:
            fitting = [d for d in self.by.names.devices if spec.name in d.commands]
        count = self.rng.choices((2, 3, 4), (72, 24, 4))[0]
        if len(fitting) < count or device not in fitting:
            return None
        chosen = [device, *self.rng.sample([d for d in fitting if d is not device], count - 1)]
        refs = [self._refer(d, spec) for d in chosen]
        ref = coordinated(self.rng, [r for r in refs if r is not None])
        return self._ask(ref, spec) if ref is not None and len(ref.devices) >= count else None

    def _clauses(self) -> Clause | None:
        """Two to four commands in one breath."""
        count = self.rng.choices((2, 3, 4), (68, 25, 7))[0]
        clauses = [c for c in (self._clause(str(i)) for i in range(count)) if c is not None]
        if len(clauses) == 2 and self.rng.random() < 0.07:
            return now_and_later(self.rng, *clauses)
        return joined(self.rng, clauses)

    def _clause(self, key: str) -> Clause | None:
        picked = self._pick()
        if picked is None:
            return None
        device, spec = picked
        fits = lambda d: spec.name in d.commands  # noqa: E731 - three words, used twice
        grouped = self.rng.random() < 0.2 and device.type in _GROUPED
        ref = (refer_group if grouped else refer)(self.rng, self.by, device, fits)
        made = self._ask(ref, spec, key)
        return None if made is None or made.clarify or made.mood == "question" else made

    def _shared(self) -> Clause | None:
        """ "set A to 30 and B to 50", "turn A on and B off"."""
        picked = self._pick(_SHARED)
        if picked is None:
            return None
        device, spec = picked
        others = [d for d in self.by_type[device.type] if d is not device and spec.name in d.commands]
        if not others:
            return None
        refs = [self._refer(d, spec) for d in (device, self.rng.choice(others))]
        if any(r is None or r.clarify for r in refs):
            return None
        return shared_verb(self.rng, [r for r in refs if r is not None], spec, self.scene.state)

    def _pronoun(self) -> Clause | None:
        """Two things asked of the same device, which is named once."""
        picked = self._pick(_SHARED)
        if picked is None:
            return None
        device, spec = picked
        ref = self._refer(device, spec)
        if ref is None or ref.clarify or len(ref.devices) > 1:
            return None
        first = self._ask(ref, spec, "a")
        others = [s for s in device.commands.values() if s.name not in ("toggle", "turn_on", spec.name)]
        if first is None or not others or spec.name == "toggle":
            return None
        it = Reference("them" if ref.plural else "it", ref.devices, ref.plural, style="pronoun")
        return with_pronoun(self.rng, first, self._ask(it, self.rng.choice(others), "b"))

    def _need(self) -> Clause | None:
        return need(self.rng, self.scene, self.by)

    def _player(self) -> Clause | None:
        return player(self.rng, self.scene, self.by)

    def _delayed(self) -> Clause | None:
        made = self.write(self.rng.choices(("one", "group", "room", "coordinated"), (70, 16, 6, 8))[0])
        return delayed(self.rng, made) if made is not None and not made.clarify else None


_GROUPED = {
    "light": 50,
    "cover": 18,
    "fan": 6,
    "media_player": 5,
    "climate": 6,
    "air_purifier": 1,
    "humidifier": 1,
}
_SHARED = {"light": 50, "cover": 12, "fan": 10, "media_player": 10, "climate": 10, "switch": 6}
_ROOMS = {"light": 50, "climate": 26, "media_player": 12, "humidifier": 2, "dehumidifier": 2, "fan": 3}
