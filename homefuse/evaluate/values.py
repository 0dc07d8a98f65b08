"""Whether a value is what was wanted, as a person would judge. Pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from homefuse.evaluate.cases import Changed, OneOf, Range
from homefuse.preprocess.colors import color_names, kelvin_to_rgb
from homefuse.preprocess.english import WHITES

if TYPE_CHECKING:
    from homefuse.devices.model import Value
    from homefuse.evaluate.cases import Wanted

_SLACK = 1e-6
"""Lost in binary fractions: 0.1 + 0.2 is 0.3."""

SAME_COLOUR = 0.08
"""OKLab distance of lamps at full brightness: orange/amber .06 passes, cyan/sky blue .10 does not."""


def fits(
    wanted: Wanted, got: Value, *, step: float | None = None, colour: bool = False, was: Value = None
) -> bool:
    """Whether `got` is as wanted; `was` is the value before, for `changed`."""
    if isinstance(wanted, Changed):
        return not same(was, got, step=step, colour=colour)
    if isinstance(wanted, OneOf):
        return any(same(one, got, step=step, colour=colour) for one in wanted.one_of)
    if isinstance(wanted, Range):
        return _within(wanted, got)
    return same(wanted, got, step=step, colour=colour)


def same(a: Value, b: Value, *, step: float | None = None, colour: bool = False) -> bool:
    """Whether two values mean the same; numbers within half a `step`, else 0.5 or 1 % of `a`."""
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a is b
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= (step / 2 if step else max(0.5, abs(a) / 100)) + _SLACK
    if colour or isinstance(a, tuple) or isinstance(b, tuple):
        return _same_colour(a, b)
    return isinstance(a, str) and isinstance(b, str) and _plain(a) == _plain(b)


def colour_distance(a: tuple[int, int, int], b: tuple[int, int, int]) -> float:
    """How different two lights look beside each other, each as bright as it can be: OKLab, 0 = alike."""
    first, second = _oklab(a), _oklab(b)
    return math.dist(first, second)


def _within(wanted: Range, got: Value) -> bool:
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    low = -float("inf") if wanted.min is None else wanted.min
    high = float("inf") if wanted.max is None else wanted.max
    return low - _SLACK <= got <= high + _SLACK


def _same_colour(a: Value, b: Value) -> bool:
    if _plain(a) == _plain(b):
        return True
    first, second = _rgb(a), _rgb(b)
    return first is not None and second is not None and colour_distance(first, second) <= SAME_COLOUR


def _rgb(value: Value) -> tuple[int, int, int] | None:
    """The light that a colour, a colour's name or a named white gives."""
    if isinstance(value, tuple):
        return value
    name = _plain(value)
    return kelvin_to_rgb(WHITES[name]) if name in WHITES else color_names().get(name)


def _plain(value: Value) -> str:
    """A value's words without case, outer punctuation and doubled spaces."""
    return " ".join(str(value).casefold().split()).strip(" .,;:!?\"'")


def _oklab(rgb: tuple[int, int, int]) -> tuple[float, float, float]:
    """OKLab of a colour at full value: how bright a lamp shines is another argument's matter."""
    top = max(*rgb, 1)
    red, green, blue = (_linear(channel / top) for channel in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    """sRGB channel of 0..1 -> its light."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
