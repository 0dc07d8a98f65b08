"""Colours by name, shade or code, and named whites.

The names are CSS's, from webcolors, plus a table of common ones.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import webcolors

from homefuse.preprocess import english as en
from homefuse.preprocess.words import Color, MentionKind, Reading, Sentence

MAX_WORDS: Final = 4  # "light golden rod yellow"


def color(s: Sentence, i: int) -> Reading | None:
    """The longest colour or named white that starts at token `i`."""
    word = s.words[i]
    if word[:1] == "#" and len(word) > 1:
        return Reading(MentionKind.COLOR, _hex(word), None, i, i + 1)
    if word not in _first_words():
        return None
    return _named(s, i) or _shaded(s, i)


def kelvin_to_rgb(kelvin: float) -> Color:
    """A white for lamps that only know RGB: a black body of 1000..40000 K, after Tanner Helland's fit."""
    heat = min(max(kelvin, 1000.0), 40000.0) / 100
    if heat <= 66:
        red, green = 255.0, 99.4708 * math.log(heat) - 161.1196
        blue = 0.0 if heat <= 19 else 138.5177 * math.log(heat - 10) - 305.0448
    else:
        red, green = 329.6987 * (heat - 60) ** -0.1332, 288.1222 * (heat - 60) ** -0.0755
        blue = 255.0
    return _clip(red), _clip(green), _clip(blue)


@cache
def color_names() -> dict[str, Color]:
    """Every known name as it is spoken ("sky blue"), and CSS's own spelling ("skyblue")."""
    names: dict[str, Color] = dict(en.MORE_COLORS)
    parts = frozenset(en.COLOR_PARTS)
    for name in webcolors.names(webcolors.CSS3):
        rgb = webcolors.name_to_rgb(name, webcolors.CSS3)
        for spoken in (name, _split(name, parts)):
            names[spoken] = (rgb.red, rgb.green, rgb.blue)
    return names


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in (*color_names(), *en.WHITES, *en.SHADES))


def _named(s: Sentence, i: int) -> Reading | None:
    for length in range(MAX_WORDS, 0, -1):
        said = " ".join(s.words[i : i + length])
        stop = i + length
        if said in en.WHITES:
            return Reading(MentionKind.WHITE, float(en.WHITES[said]), "K", i, stop)
        if said in color_names() and _is_color(s, i, stop, said):
            return Reading(MentionKind.COLOR, color_names()[said], None, i, stop)
    return None


def _is_color(s: Sentence, i: int, stop: int, said: str) -> bool:
    before, behind = s.words[i - 1], s.words[stop]
    if behind in en.NOT_COLOR_BEFORE:
        return False
    if said.startswith("light ") and not _is_shade(s, i):
        return False
    if said not in en.THING_COLORS:
        return True
    closed = not behind or behind in en.COLOR_FOLLOWERS or not behind[0].isalnum()
    return closed and (before in en.COLOR_CUES or before in en.SHADES)


def _shaded(s: Sentence, i: int) -> Reading | None:
    shade = en.SHADES.get(s.words[i])
    if shade is None or not _is_shade(s, i):
        return None
    base = _named(s, i + 1)
    if base is None or not isinstance(base.value, tuple):
        return None
    share = shade[3]
    red, green, blue = (
        _clip(c * (1 - share) + w * share) for c, w in zip(base.value, shade[:3], strict=True)
    )
    return Reading(MentionKind.COLOR, (red, green, blue), None, i, base.stop)


def _is_shade(s: Sentence, i: int) -> bool:
    """ "make it light blue" names a shade; "turn the light blue" names the lamp."""
    before = s.words[i - 1]
    return s.words[i] != "light" or not before or before in en.LIGHT_CUES


def _split(name: str, parts: frozenset[str]) -> str:
    """ "lightgoldenrodyellow" -> "light goldenrod yellow"; a name that does not split stays."""
    best: list[list[str] | None] = [[]] + [None] * len(name)
    for end in range(1, len(name) + 1):
        for start in range(end):
            head = best[start]
            if (
                head is not None
                and name[start:end] in parts
                and (best[end] is None or len(head) < len(best[end] or ()))
            ):
                best[end] = [*head, name[start:end]]
    return " ".join(best[-1] or [name])


def _hex(word: str) -> Color:
    red, green, blue = webcolors.hex_to_rgb(word)
    return red, green, blue


def _clip(value: float) -> int:
    return round(min(max(value, 0.0), 255.0))
