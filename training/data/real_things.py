"""What people really said to vacuums, coffee machines and sockets, labelled for the things of any home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from training.data.deeds import named, target
from training.data.denote import MOST_CHOICES, here
from training.data.lexicon import lemmas, needs_article
from training.data.sample import Draft, Phrase, Scene, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from homefuse.devices.model import Argument, CommandSpec, Device

_ASKED_ABOUT: Final = re.compile(r"^(how (do|to)|explain|does|is there anything|is it)\b")
_STRANGE: Final = re.compile(
    r"\b(if|daily|every|furniture|sofa|take it in hand|go near|order|starbucks|shop|earlier|ready|"
    r"warm up|kettle|greg|tell the|hot|cold|cooled|creamy|sugars?|cream|black|strong\w*|nice|cups of|"
    r"five coffee|torn|button|pile|gone|freshener|to my room|two|else|dashboard|yourself|clapping|"
    r"idle|android|wifi|charged|phone|laundry|oven|geyser|radio|tv|fan|door lock|kitchen light|on off|"
    r"anymore|dongle|available|ten to eleven|that you made|preference|drink|dust|carpets?|rug|"
    r"happy juice|mr coffee|kind|temperature|switch the smart)\b"
)
_WHEN: Final = re.compile(
    r"\b(?:(?P<link>in)(?: approximately)? "
    r"(?P<span>an hour|(?:two|five|ten|thirty) (?:minutes|seconds))(?: from now)?"
    r"|at (?P<at>(?:ten|nine|eight|seven|six|four|three|one)(?: [ap]m)?|noon)(?: time)?)\b"
)
_ROBOT: Final = re.compile(r"\b(vac\w*|hoover|i?roomba|irobot|robo\w*|cleaner|clean\w*)\b")
_COFFEE: Final = re.compile(r"\b(coffees?|joe|brew\w*|latte|cappuccino|capuccino|espresso|americano)\b")
_DRINKS: Final = frozenset(
    ["coffee", "espresso", "cappuccino", "latte", "americano", "mocha", "macchiato", "lungo", "flat white"]
)
_DRINK_ENTITY: Final = frozenset(["latte", "cappuccino", "capuccino", "espresso", "americano", "filter"])
_SOCKET: Final = re.compile(
    r"\b(?:(?:the|my|this) )?(?:(?:smart|wemo) )?(?:plug socket|plug point|smart charger|(?:kettle|lamp|"
    r"rice cooker|mobile charger|fan|light) (?:socket|plug)|plug|socket|outlet|wemo)"
    r"(?: (?:plug|socket|outlet|one))*\b"
)


def thing_sentence(rng: Random, scene: Scene, row: Mapping[str, Any]) -> tuple[Scene, Draft] | None:
    """The sentence in this home, labelled; None where it does not fit or could mean several things."""
    text = row["text"].strip().lower()
    family = row["intent"].removeprefix("iot_")
    if family in ("cleaning", "coffee") and _ASKED_ABOUT.search(text):
        return scene, Draft(say(text), "reject", reason="not_for_me", tag=f"real_thing/{family}")
    if _STRANGE.search(text):
        return None
    if family.startswith("wemo"):
        return _socket(rng, scene, text, "turn_on" if family == "wemo_on" else "turn_off")
    return _cleaning(scene, text) if family == "cleaning" else _coffee(rng, scene, text, row)


def _cleaning(scene: Scene, text: str) -> tuple[Scene, Draft] | None:
    """Any wish for clean floors starts the vacuum of the place."""
    robots = [d for d in scene.home.devices if d.type == "vacuum"]
    if not _ROBOT.search(text) or _others(scene, robots, ("vacuum", "clean", "robot", "hoover", "mop")):
        return None
    if not robots:
        return scene, Draft(say(text), "reject", reason="no_such_device", tag="real_thing/no_vacuum")
    chosen = _nearest(scene, robots)
    if not chosen:
        return None
    targets = [target(d, "start") for d in chosen]
    return _timed(scene, text, targets, clarify=len(chosen) > 1, tag="vacuum")


def _coffee(rng: Random, scene: Scene, text: str, row: Mapping[str, Any]) -> tuple[Scene, Draft] | None:
    """A coffee is brewed by what can brew one, else by switching on what is called a coffee maker."""
    if not _COFFEE.search(text):
        return None
    brewers = [(d, spec) for d in scene.home.devices for spec in d.commands.values() if _brews(spec)]
    said = [e["text"].lower() for e in row["entities"] if e["type"] == "coffee_type"]
    if any(drink not in _DRINK_ENTITY for drink in said) or len(brewers) > 1:
        return None
    if brewers:
        return _brewed(rng, scene, text, said, brewers[0])
    return None if said else _unbrewed(scene, text)


def _unbrewed(scene: Scene, text: str) -> tuple[Scene, Draft] | None:
    """No machine takes an order; perhaps one can be switched on."""
    makers = [d for d in scene.home.devices if {"coffee", "espresso"} & set(lemmas(d.name)) and d.commands]
    phrases = [p for d in scene.home.devices for s in d.commands.values() for p in s.phrases]
    if not makers and not any(_COFFEE.search(phrase) for phrase in phrases):
        return scene, Draft(say(text), "reject", reason="no_such_device", tag="real_thing/no_coffee")
    if len(makers) != 1 or "turn_on" not in makers[0].commands:
        return None
    return _timed(scene, text, [target(makers[0], "turn_on")], clarify=False, tag="coffee_switch")


def _brews(spec: CommandSpec) -> bool:
    return any(_drinks(arg) for arg in spec.args)


def _drinks(arg: Argument) -> bool:
    return arg.kind == "options" and len(_DRINKS.intersection(o.replace("_", " ") for o in arg.options)) >= 2


def _brewed(
    rng: Random, scene: Scene, text: str, said: Sequence[str], brewer: tuple[Device, CommandSpec]
) -> tuple[Scene, Draft] | None:
    """With the drink that was said exchanged for one that the machine makes."""
    device, spec = brewer
    arg = next(a for a in spec.args if _drinks(a))
    if not said:
        label: dict[str, Any] = {}
        if "coffee" in arg.options and text.count("coffee") == 1 and "coffee ma" not in text:
            at = text.index("coffee")
            label = {arg.name: {"mode": "option", "option": "coffee", "span": [at, at + 6]}}
        elif arg.default is None and not arg.optional:
            return None
        return _timed(scene, text, [target(device, spec.name, label)], clarify=False, tag="coffee")
    if len(said) > 1 or text.count(said[0]) != 1:
        return None
    option = rng.choice([o for o in arg.options if o.replace("_", " ") in _DRINKS])
    drink = option.replace("_", " ")
    at = text.index(said[0])
    swapped = text[:at] + drink + re.sub(r"^ coffee\b", "", text[at + len(said[0]) :])
    swapped = re.sub(rf"\ban? {re.escape(drink)}", f"{'an' if drink[0] in 'aeio' else 'a'} {drink}", swapped)
    at = swapped.index(drink)
    label = {arg.name: {"mode": "option", "option": option, "span": [at, at + len(drink)]}}
    return _timed(scene, swapped, [target(device, spec.name, label)], clarify=False, tag="coffee_drink")


def _socket(rng: Random, scene: Scene, text: str, command: str) -> tuple[Scene, Draft] | None:
    """A socket that is the only one stays "the socket"; else its name takes the place of the word."""
    switches = [d for d in scene.home.devices if d.type == "switch"]
    matches = list(_SOCKET.finditer(text))
    if not switches or len(matches) != 1:
        return None
    if (
        len(switches) == 1
        and not re.search(r"kettle|lamp|cooker|charger|fan|light| in ", text)
        and rng.random() < 0.5
    ):
        return _timed(scene, text, [target(switches[0], command)], clarify=False, tag="socket")
    device = rng.choice(switches)
    name = named(rng, scene, device)
    if name is None:
        return None
    match = matches[0]
    if not match[0].startswith(("the ", "my ", "this ")):
        name = name.removeprefix("the ")
    elif needs_article(name) and rng.random() < 0.5:
        name = f"{match[0].split()[0]} {name}"
    rest = re.sub(r"^ in (the )?(game room|kitchen|dining room)", "", text[match.end() :])
    swapped = text[: match.start()] + name + rest
    return _timed(scene, swapped, [target(device, command)], clarify=False, tag="socket_named")


def _timed(
    scene: Scene, text: str, targets: list[dict[str, Any]], *, clarify: bool, tag: str
) -> tuple[Scene, Draft] | None:
    """The draft, with its time if one was said; spans in the targets become tags."""
    spans: list[tuple[int, int, str]] = []
    when = _WHEN.search(text)
    if when is not None:
        spans.append((*when.span("span" if when["link"] else "at"), "when"))
        kind = "after" if when["link"] else "at"
        targets = [{**t, "when": {"kind": kind, "span": "when"}} for t in targets]
    elif re.search(r"\b(minutes?|hours?|[ap]m|o'clock)\b", text) or text.endswith(" three"):
        return None
    for label in targets[0]["args"].values():
        if isinstance(label.get("span"), list):
            spans.append((*label["span"], "v"))
            label["span"] = "v"
    outcome = "clarify" if clarify else "act"
    return scene, Draft(_tagged_at(text, spans), outcome, targets=tuple(targets), tag=f"real_thing/{tag}")


def _tagged_at(text: str, spans: list[tuple[int, int, str]]) -> Phrase:
    words: Phrase = ()
    at = 0
    for start, end, tag in sorted(spans):
        words += (*say(text[at:start]), *say(text[start:end], tag))
        at = end
    return words + say(text[at:])


def _nearest(scene: Scene, devices: list[Device]) -> list[Device]:
    """The only one, or the one here; else all that must be asked about."""
    near = [d for d in devices if d.area == here(scene)]
    if len(devices) == 1 or len(near) == 1:
        return near or devices
    return devices if len(devices) <= MOST_CHOICES else []


def _others(scene: Scene, known: list[Device], words: tuple[str, ...]) -> bool:
    """Whether another device's name or phrases hold one of these words."""
    pattern = re.compile(rf"\b({'|'.join(words)})")
    for device in scene.home.devices:
        if device not in known:
            phrases = [p for spec in device.commands.values() for p in (*spec.phrases, spec.name)]
            custom = phrases if device.type == "custom" else []
            if pattern.search(" ".join((device.name, *device.aliases, *custom)).lower()):
                return True
    return False
