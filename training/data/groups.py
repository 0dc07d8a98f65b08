"""Words for several things at once: a room's, a floor's, all of a kind, all but one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.data.denote import Denoted, denote_in_areas, denote_noun, of_type
from training.data.lexicon import NOUNS, SPOKEN_ALONE, floor_phrases, kind_of, lemmas, needs_article
from training.data.referring import HERE, WHOLE, Reference, Speaker, area_words, in_area, noun_in, refer

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from homefuse.devices.model import Area, Device
    from training.data.denote import Fits


def refer_group(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """Words for this device and all of its like in some place."""
    if device.risk == "sensitive" or kind_of(device) not in SPOKEN_ALONE:
        return None
    roll = rng.random()
    area = by.names.home.area(device.area)
    if roll < 0.44 and area is not None:
        return _room_group(rng, by, device, area, fits)
    if roll < 0.5 and area is not None:
        return _two_rooms(rng, by, device, area, fits)
    if roll < 0.62 and area is not None and area.floor:
        return _floor_group(rng, by, device, area.floor, fits)
    if roll < 0.82 and by.where is not None:
        return _here_group(rng, by, device, fits)
    return _home_group(rng, by, device, fits)


def refer_all_but(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """A group without one of its members."""
    group = refer_group(rng, by, device, fits)
    if group is None or group.clarify or len(group.devices) < 2 or not group.plural:
        return None
    left_out = rng.choice(group.devices)
    said = refer(rng, by, left_out, lambda d: True)
    if said is None or said.clarify or said.devices != (left_out,) or said.style == "typed":
        return None
    link = rng.choice(
        ("except", "except for", "but", "but not", "apart from", "bar", "other than", "excluding")
    )
    if not group.words.startswith("all") and link in ("but", "bar"):
        link = "except"
    rest = tuple(d for d in group.devices if d is not left_out)
    if rng.random() < 0.2:
        though = rng.choice(
            ("not {} though", "but not {}", "just not {}", "but leave {} alone", "leave {} as is")
        )
        return Reference(group.words, rest, True, style="except", after=f", {though.format(said.words)}")
    return Reference(f"{group.words} {link} {said.words}", rest, True, style="except")


def _room_group(rng: random.Random, by: Speaker, device: Device, area: Area, fits: Fits) -> Reference | None:
    noun = _plural_noun(rng, device)
    if noun is None:
        return None
    denoted = denote_in_areas(by.names, noun, (area.id,), plural=True, fits=fits)
    quantity = rng.choices(("", "all ", "all the ", "both ", "every "), (70, 8, 14, 4, 3))[0]
    return _grouped(rng, denoted, device, noun, quantity, lambda n: noun_in(rng, n, area))


def _two_rooms(rng: random.Random, by: Speaker, device: Device, area: Area, fits: Fits) -> Reference | None:
    """ "the kitchen and bedroom lights", "the blinds in the study and the hall"."""
    kind = kind_of(device)
    others = {d.area for d in by.names.devices if d.area and kind_of(d) == kind and fits(d)} - {device.area}
    second = by.names.home.area(rng.choice(sorted(others))) if others else None
    noun = _plural_noun(rng, device)
    if second is None or noun is None:
        return None
    denoted = denote_in_areas(by.names, noun, (area.id, second.id), plural=True, fits=fits)
    names = [area_words(rng, a, article=False) for a in (area, second)]
    if all(needs_article(n) for n in names) and rng.random() < 0.6:
        return _grouped(rng, denoted, device, noun, "", lambda n: f"the {names[0]} and {names[1]} {n}")
    return _grouped(
        rng,
        denoted,
        device,
        noun,
        "",
        lambda n: f"the {n} {in_area(rng, area)} and {area_words(rng, second)}",
    )


def _floor_group(rng: random.Random, by: Speaker, device: Device, floor: str, fits: Fits) -> Reference | None:
    noun = _plural_noun(rng, device)
    if noun is None:
        return None
    areas = by.names.floors.get(floor, ())
    denoted = denote_in_areas(by.names, noun, areas, plural=True, fits=fits)
    phrase = rng.choice(floor_phrases(floor))

    def place(n: str) -> str:
        if phrase in ("upstairs", "downstairs", "outside") and rng.random() < 0.5:
            return f"{rng.choice(('the ', ''))}{phrase} {n}"
        return f"{rng.choice(('the ', 'the ', ''))}{n} {phrase}"

    quantity = rng.choices(("", "all ", "all the ", "every "), (45, 20, 30, 5))[0]
    return _grouped(rng, denoted, device, noun, quantity, place)


def _here_group(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    noun = _plural_noun(rng, device)
    if noun is None:
        return None
    denoted = denote_noun(by.names, noun, plural=True, where=by.where, fits=fits)
    if denoted is None or any(d.area != by.where for d in denoted.devices):
        return None
    place = f" {rng.choice(HERE)}" if rng.random() < 0.35 else ""
    quantity = rng.choices(("", "all ", "all the ", "both ", "every "), (76, 8, 12, 3, 1))[0]
    if quantity in ("all ", "all the ", "every ") and not place:
        place = f" {rng.choice(HERE)}"
    return _grouped(
        rng, denoted, device, noun, quantity, lambda n: f"{rng.choice(('the ', 'the ', ''))}{n}{place}"
    )


def _home_group(rng: random.Random, by: Speaker, device: Device, fits: Fits) -> Reference | None:
    """The whole home where "all" is said; without it, and nobody knowing where, maybe a question."""
    noun = _plural_noun(rng, device)
    if noun is None:
        return None
    if by.where is None and rng.random() < 0.4:
        denoted = denote_noun(by.names, noun, plural=True, where=None, fits=fits)
        return _grouped(
            rng, denoted, device, noun, "", lambda n: f"{rng.choice(('the ', 'the ', 'my ', ''))}{n}"
        )
    able = tuple(d for d in of_type(noun, by.names.devices) if fits(d) and d.risk != "sensitive")
    if lemmas(noun) == ("lamp",):
        return None
    place = rng.choice(WHOLE)
    quantity = rng.choice(("all ", "all the ", "all ", "every ", "all of the "))
    gap = " " if place else ""
    return _grouped(rng, Denoted(able), device, noun, quantity, lambda n: f"{n}{gap}{place}")


def _grouped(
    rng: random.Random,
    denoted: Denoted | None,
    device: Device,
    noun: str,
    quantity: str,
    place: Callable[[str], str],
) -> Reference | None:
    """The noun with its quantity and place; `noun` is plural, "every" takes the singular."""
    if denoted is None or device not in denoted.devices:
        return None
    count = len(denoted.devices)
    if (quantity and (denoted.clarify or count < 2)) or (quantity == "both " and count != 2):
        return None
    if quantity in ("every ",):
        noun = next(one for one, many in NOUNS[kind_of(device)] if many == noun)
    words = place(noun)
    if quantity:
        words = re.sub(r"^(the|my|that|our) ", "", words)
    if quantity == "both " and rng.random() < 0.5:
        quantity = "both the "
    return Reference(f"{quantity}{words}", denoted.devices, quantity != "every ", denoted.clarify, "group")


def _plural_noun(rng: random.Random, device: Device) -> str | None:
    """The plural of one of its nouns, if that is said at all."""
    return rng.choice([many for _, many in NOUNS[kind_of(device)] if many] or [""]) or None
