"""Colours as devices write them, from and to RGB triples of 0..255. Pure."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, TypeAlias

from homefuse.preprocess.colors import color_names, kelvin_to_rgb
from homefuse.preprocess.english import SHADES, WHITES

if TYPE_CHECKING:
    from homefuse.devices.model import Value

Rgb: TypeAlias = tuple[int, int, int]


def rgb_of(name: str) -> Rgb | None:
    """The triple of a colour's name, a named white, a shade ("pale purple") or `#rrggbb`; None if unknown."""
    plain = " ".join(name.lower().replace("_", " ").split())
    if re.fullmatch("#[0-9a-f]{6}", plain):
        return from_hex(plain)
    if plain in WHITES:
        return kelvin_to_rgb(WHITES[plain])
    shade, _, rest = plain.partition(" ")
    base = None if plain in color_names() or shade not in SHADES else rgb_of(rest)
    if base is None:
        return color_names().get(plain)
    *tint, share = SHADES[shade]
    red, green, blue = (round(c * (1 - share) + t * share) for c, t in zip(base, tint, strict=True))
    return red, green, blue


def to_rgb(value: Value) -> Rgb:
    """A colour value, an RGB triple or a name, as a triple; raises ValueError."""
    rgb = rgb_of(value) if isinstance(value, str) else value
    if not isinstance(rgb, tuple):
        raise ValueError(f"not a colour: {value!r}")
    return rgb


def to_hex(rgb: Rgb) -> str:
    """`#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def from_hex(text: str) -> Rgb:
    """The triple of `#rrggbb` or `rrggbb`; raises ValueError."""
    digits = text.removeprefix("#")
    if not re.fullmatch("[0-9a-fA-F]{6}", digits):
        raise ValueError(f"not a colour: {text!r}")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def to_hue_saturation(rgb: Rgb) -> tuple[int, int]:
    """Hue 0..360 degrees, saturation 0..100 %."""
    hue, saturation, _ = colorsys.rgb_to_hsv(*(channel / 255 for channel in rgb))
    return round(hue * 360) % 360, round(saturation * 100)


def from_hue_saturation(hue: float, saturation: float) -> Rgb:
    """The brightest colour of that hue (0..360) and saturation (0..100)."""
    red, green, blue = colorsys.hsv_to_rgb(hue % 360 / 360, min(max(saturation, 0), 100) / 100, 1.0)
    return round(red * 255), round(green * 255), round(blue * 255)


def to_xy(rgb: Rgb) -> tuple[float, float]:
    """CIE 1931 chromaticity, D65; black counts as white."""
    red, green, blue = (_linear(channel / 255) for channel in (rgb if any(rgb) else (255, 255, 255)))
    x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
    return round(x / (x + y + z), 4), round(y / (x + y + z), 4)


def from_xy(x: float, y: float) -> Rgb:
    """The brightest colour of that chromaticity that RGB can show; raises ValueError."""
    if not (0 <= x <= 1 and 0 < y <= 1):
        raise ValueError("not a chromaticity")
    big_x, big_z = x / y, (1 - x - y) / y
    red = 3.2406 * big_x - 1.5372 - 0.4986 * big_z
    green = -0.9689 * big_x + 1.8758 + 0.0415 * big_z
    blue = 0.0557 * big_x - 0.2040 + 1.0570 * big_z
    brightest = max(red, green, blue)  # above 0: their weighted sum, the luminance, is 1
    return (
        round(_gamma(max(red / brightest, 0)) * 255),
        round(_gamma(max(green / brightest, 0)) * 255),
        round(_gamma(max(blue / brightest, 0)) * 255),
    )


def alike(first: Rgb, second: Rgb) -> bool:
    """Whether two lights show the same colour, but for rounding and brightness."""
    (hue_a, saturation_a), (hue_b, saturation_b) = to_hue_saturation(first), to_hue_saturation(second)
    turn = abs(hue_a - hue_b)
    apart = min(turn, 360 - turn) * min(saturation_a, saturation_b) / 100  # grey has no hue
    return apart <= 6 and abs(saturation_a - saturation_b) <= 6


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    return float(12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055)
