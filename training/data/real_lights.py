"""What people really said to lights, moved into any home: their frame stays, areas and colours change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from training.data.deeds import named, nearby
from training.data.denote import Names, denote_in_areas, denote_noun, here
from training.data.lexicon import needs_article, plain
from training.data.sample import Draft, Phrase, Scene, say
from training.data.values import bound, say_color

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from homefuse.devices.model import Argument, Device
    from training.data.denote import Denoted, Fits

Labels = dict[str, Any]

_STRANGE: Final = re.compile(
    r"\b(by (main|remote|switch)|sensor|during the day|right side|on the left|one (light|of)|nearest|"
    r"only|enter|when|whenever|get home|random|favou?rite|surprise|settings?|options?|background|cursor|"
    r"curser|shuffle|rotate|diwali|party|disco|clap|control|began|connect|spread|security|runner|multi|"
    r"runs?|to (seven|eight)|period|minimi[sz]e|house lights?|my lights? color|sleep|shade on|"
    r"percent in|of hall|different|another|new light|dark ones?|into dark|them dark|vibrant|romantic|"
    r"ambian?ce|contrast|from \w+ to|switch from|transition|dull|black light|to black|dim red|"
    r"good night|the left|next to)\b"
)
"""Sentences whose lights or values a stranger could not tell."""
_WHOLE: Final = re.compile(r"\b(house|home|apartment|flat)\b")
_EVERY: Final = re.compile(r"\b(all|any|every)\b")
_HERE: Final = re.compile(
    r"\b(in here|this room|in the room|my room|the room|here|room lights?|this light)\b"
)
_LIT: Final = re.compile(r"light|lamp|bright|dark|dim|lit|chandelier|colou?r|change to|can't see|blue|red")
_CERTAIN: Final = re.compile(
    r"\b(overhead|ceiling|main|corner|security|runner|disco|left) lights?|chandelier|smart lamp|table lamp\b"
)
"""Lights that only their owner knows: a light of the home takes their place."""
_NOUN: Final = re.compile(r"\b(lights?|lamps?|lighting|lightning)\b")
_LITTLE: Final = re.compile(r"\b(a bit|bit|a little|little|slightly|a tad|a touch)\b")
_NAMED_AREAS: Final = re.compile(
    r"\b(upstairs|downstairs|outdoors?|outside|outdoor|bedrooms|bathrooms|rooms)\b"
)
_AMOUNT: Final = re.compile(
    r"\b(?P<to>to|at|on) (?P<v>(?:\w+ )?percent|(?:\w+ \w+ )?percent|half|max|full power|lowest level)\b"
)
_BY: Final = re.compile(r"\bby (?P<v>(?:\w+ )?percent|half)\b")
_SHARES: Final = {
    "one percent": 1,
    "ten percent": 10,
    "twenty percent": 20,
    "thirty percent": 30,
    "forty percent": 40,
    "fifty percent": 50,
    "sixty percent": 60,
    "seventy percent": 70,
    "eighty percent": 80,
    "ninety percent": 90,
    "half": 50,
    "half way": 50,
}
_OFF: Final = re.compile(r"\b(off|out|shut|close|kill|cut|no lights|need light|shutoff)\b")


@dataclass(frozen=True, slots=True)
class Meant:
    """The lights of a sentence."""

    text: str
    """The sentence, its area exchanged for one of the home."""
    devices: tuple[Device, ...]
    clarify: bool = False


def light_sentence(rng: Random, scene: Scene, row: Mapping[str, Any]) -> tuple[Scene, Draft] | None:
    """The sentence in this home, labelled; None where it does not fit or could mean several things."""
    text = row["text"].strip().lower()
    action = row["intent"].removeprefix("iot_hue_light")
    if action not in _LABELLERS or _STRANGE.search(text):
        return None
    if _LIT.search(text) is None:
        return None
    return _LABELLERS[action](rng, scene, row, text)


def _off(rng: Random, scene: Scene, row: Mapping[str, Any], text: str) -> tuple[Scene, Draft] | None:
    if not _OFF.search(text) or not _NOUN.search(text):
        return None
    meant = _meant(rng, scene, row, text, "turn_off")
    return _draft(scene, meant, "turn_off", lambda d: {}, ()) if meant else None


def _on(rng: Random, scene: Scene, row: Mapping[str, Any], text: str) -> tuple[Scene, Draft] | None:
    if re.search(r"bright|high|blue|out\b", text) or re.search(r"\b(on|dark)\b", text) is None:
        return None
    meant = _meant(rng, scene, row, text, "turn_on")
    return _draft(scene, meant, "turn_on", lambda d: {}, ()) if meant else None


def _brightness(rng: Random, scene: Scene, row: Mapping[str, Any], text: str) -> tuple[Scene, Draft] | None:
    """Dimmer or brighter, by or to how much it says."""
    brighter = row["intent"].endswith("up")
    if re.search(r"colou?r|blue|\bout\b|turn.* on\b|raise all the lights on|pull up", text):
        return None
    meant = _meant(rng, scene, row, text, "set_brightness")
    if meant is None:
        return None
    scene = _lit(rng, scene, meant.devices)
    amount = _amount(meant.text)
    if amount is None:
        size = "little" if _LITTLE.search(meant.text) else "some"
        label = {"mode": "more" if brighter else "less", "size": size}
        return _draft(scene, meant, "set_brightness", lambda d: {"brightness": label}, ())
    return _draft(scene, meant, "set_brightness", _sharing(scene, amount, brighter, meant.text), amount[1])


def _color(rng: Random, scene: Scene, row: Mapping[str, Any], text: str) -> tuple[Scene, Draft] | None:
    """A colour that was said, or (often) another one in its place; a brightness where that was said."""
    if (amount := _amount(text)) is not None and amount[0] == "set":
        meant = _meant(rng, scene, row, text, "set_brightness")
        found = _amount(meant.text) if meant else None
        if meant is None or found is None:
            return None
        sharing = _sharing(scene, found, True, meant.text)
        return _draft(scene, meant, "set_brightness", sharing, found[1])
    said = [e["text"].lower() for e in row["entities"] if e["type"] == "color_type"]
    if len(said) != 1 or said[0] not in _PLAIN_COLORS or text.count(said[0]) != 1:
        return None
    color = said[0] if rng.random() < 0.35 else say_color(rng)
    meant = _meant(rng, scene, row, text.replace(said[0], color), "set_color")
    if meant is None or meant.text.count(color) != 1:
        return None
    at = meant.text.index(color)
    label = {"color": {"mode": "set", "span": "v", "value": color}}
    return _draft(scene, meant, "set_color", lambda d: label, (at, at + len(color)))


_PLAIN_COLORS: Final = frozenset(["blue", "red", "green", "yellow", "orange", "pink", "purple", "lavender"])
_LABELLERS: Final = {"off": _off, "on": _on, "dim": _brightness, "up": _brightness, "change": _color}


def _sharing(
    scene: Scene, amount: tuple[str, tuple[int, int]], brighter: bool, text: str
) -> Callable[[Device], Labels | None]:
    """What gives each light its label for the amount that the text says."""
    return lambda device: _share(scene, device, amount[0], brighter, text[slice(*amount[1])])


def _share(scene: Scene, device: Device, how: str, brighter: bool, words: str) -> Labels | None:
    """The label of a said share, its result worked out for a relative one."""
    arg = device.commands["set_brightness"].args[0]
    now = scene.state.get(device.id, {}).get("brightness")
    if how in ("max", "min"):
        return {arg.name: {"mode": how}}
    share = _SHARES.get(words)
    if share is None or not isinstance(now, (int, float)) or bound(share, arg) != share:
        return None
    if how == "set":
        return {arg.name: {"mode": "set", "span": "v", "value": share}}
    return {arg.name: _relative(arg, now, share, "times" if words == "half" else "by", brighter)}


def _relative(arg: Argument, now: float, share: float, how: str, brighter: bool) -> Labels:
    if how == "times":
        return {"mode": "times", "span": "v", "value": bound(round(now / 2), arg)}
    value = bound(now + share if brighter else now - share, arg)
    return {"mode": "up" if brighter else "down", "span": "v", "value": value}


def _amount(text: str) -> tuple[str, tuple[int, int]] | None:
    """How a share is said ("set", "by", "max", "min") and where its words stand."""
    if re.search(r"\b(to|at) (max|full power)\b|\ball the way up\b|\bfull bright\b", text):
        return "max", (0, 0)
    if "lowest level" in text:
        return "min", (0, 0)
    if match := _BY.search(text):
        return "by", match.span("v")
    match = _AMOUNT.search(text) or re.search(r"\b(?P<v>half way)\b", text)
    return ("set", match.span("v")) if match else None


def _meant(rng: Random, scene: Scene, row: Mapping[str, Any], text: str, command: str) -> Meant | None:
    """Which lights the sentence is about in this home."""
    if certain := _CERTAIN.search(text):
        return _certain(rng, scene, text, certain, command)
    names = Names(scene.home)

    def fits(device: Device) -> bool:
        return command in device.commands

    noun = _NOUN.search(text)
    plural = noun is None or noun[0] in ("lights", "lamps", "lighting", "lightning")
    word = (
        "lamps" if noun and "lamp" in noun[0] and plural else "lamp" if noun and "lamp" in noun[0] else None
    )
    places = [e["text"].lower() for e in row["entities"] if e["type"] in ("house_place", "place_name")]
    where = here(scene)
    if _NAMED_AREAS.search(text) or len(places) > 1:
        return None
    if _WHOLE.search(text) or (_EVERY.search(text) and not places):
        lights = tuple(d for d in names.devices if d.type == "light" and fits(d) and d.risk == "normal")
        return Meant(text, lights) if lights else None
    if places and not _HERE.search(text):
        return _in_area(
            rng, names, text, places[0], (word or ("lights" if plural else "light"), plural), fits
        )
    denoted = denote_noun(
        names, word or ("lights" if plural else "light"), plural=plural, where=where, fits=fits
    )
    return _checked(text, denoted, needs_here=bool(_HERE.search(text)) or noun is None, where=where)


def _certain(rng: Random, scene: Scene, text: str, said: re.Match[str], command: str) -> Meant | None:
    """The sentence with its light exchanged for one of the home."""
    light = nearby(rng, scene, lambda d: d.type == "light" and command in d.commands)
    reference = light and named(rng, scene, light)
    if not light or not reference or _HERE.search(text):
        return None
    before = text[: said.start()]
    if re.search(r"\b(the|my|this) $", before):
        reference = reference.removeprefix("the ")
        before = before if needs_article(reference) else re.sub(r"\b(the|my|this) $", "", before)
    rest = re.sub(r"^ in (the |my )?\w+( room)?\b", "", text[said.end() :])
    return Meant(before + reference + rest, (light,))


def _checked(text: str, denoted: Denoted | None, *, needs_here: bool, where: str | None) -> Meant | None:
    """ "In here" must be known."""
    if denoted is None or (needs_here and (where is None or any(d.area != where for d in denoted.devices))):
        return None
    return Meant(text, denoted.devices, denoted.clarify)


def _in_area(
    rng: Random, names: Names, text: str, place: str, noun: tuple[str, bool], fits: Fits
) -> Meant | None:
    """The sentence with its area exchanged for one of the home that has such lights."""
    lit = [a for a in names.home.areas if any(d.type == "light" and d.area == a.id for d in names.devices)]
    if text.count(place) != 1 or not lit:
        return None
    area = rng.choice(lit)
    name = plain(rng.choice((area.name, area.name, *area.aliases)))
    pattern = rf"\b(?:(?P<the>the|my) )?{re.escape(place)}\b"
    match = re.search(pattern, text)
    if match is None:
        return None
    spoken = f"{match['the']} {name}" if match["the"] and needs_article(name) else name
    denoted = denote_in_areas(names, noun[0], (area.id,), plural=noun[1], fits=fits)
    if denoted is None:
        return None
    if any(not fits(d) for d in denoted.devices):
        return None
    return Meant(text[: match.start()] + spoken + text[match.end() :], denoted.devices, denoted.clarify)


def _lit(rng: Random, scene: Scene, devices: tuple[Device, ...]) -> Scene:
    """The scene with these lights on and neither dark nor full: only then is more or less asked for."""
    shining = {
        d.id: {**scene.state.get(d.id, {}), "on": True, "brightness": rng.randint(20, 80)} for d in devices
    }
    return replace(scene, state={**scene.state, **shining})


def _draft(
    scene: Scene, meant: Meant, command: str, label: Callable[[Device], Labels | None], span: tuple[int, ...]
) -> tuple[Scene, Draft] | None:
    targets = []
    for device in meant.devices:
        args = label(device) if command in device.commands else None
        if args is None:
            return None
        targets.append({"device": device.id, "command": command, "args": args, "when": None})
    outcome = "clarify" if meant.clarify else "act"
    words = _tagged_at(meant.text, span)
    return scene, Draft(words, outcome, targets=tuple(targets), tag=f"real_light/{command}")


def _tagged_at(text: str, span: tuple[int, ...]) -> Phrase:
    """The text's words; those within the span carry the tag "v"."""
    if len(span) != 2 or span[0] == span[1]:
        return say(text)
    start, end = span
    return (*say(text[:start]), *say(text[start:end], "v"), *say(text[end:]))
