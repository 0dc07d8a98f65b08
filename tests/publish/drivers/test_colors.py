from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.publish.drivers.colors import (
    alike,
    from_hex,
    from_hue_saturation,
    from_xy,
    rgb_of,
    to_hex,
    to_hue_saturation,
    to_rgb,
    to_xy,
)

CHANNEL = st.integers(0, 255)
RGB = st.tuples(CHANNEL, CHANNEL, CHANNEL)


@pytest.mark.parametrize(
    ("rgb", "xy"),
    [((255, 0, 0), (0.64, 0.33)), ((0, 255, 0), (0.3, 0.6)), ((0, 0, 255), (0.15, 0.06))],
)
def test_the_primaries_lie_where_srgb_puts_them(rgb, xy) -> None:
    assert to_xy(rgb) == pytest.approx(xy, abs=0.001)
    assert alike(from_xy(*xy), rgb)


@given(RGB)
def test_hex_survives_the_way_there_and_back(rgb) -> None:
    assert from_hex(to_hex(rgb)) == rgb


@given(RGB.filter(lambda rgb: max(rgb) >= 128))
def test_hue_and_xy_keep_the_colour(rgb) -> None:
    assert alike(from_hue_saturation(*to_hue_saturation(rgb)), rgb)
    assert alike(from_xy(*to_xy(rgb)), rgb)


@pytest.mark.parametrize(
    ("name", "rgb"),
    [("red", (255, 0, 0)), ("Sky_Blue", (135, 206, 235)), ("#0a0B0c", (10, 11, 12)), ("loud", None)],
)
def test_colours_are_known_by_name(name: str, rgb) -> None:
    assert rgb_of(name) == rgb


def test_named_whites_and_shades_are_colours_too() -> None:
    red, _, blue = to_rgb("warm white")
    assert red == 255
    assert blue < 200
    assert to_rgb("pale purple") != to_rgb("purple")


@pytest.mark.parametrize("bad", ["loud", 5, None, True])
def test_what_is_no_colour_is_refused(bad) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        to_rgb(bad)


def test_black_has_the_white_point() -> None:
    assert to_xy((0, 0, 0)) == to_xy((255, 255, 255))


@pytest.mark.parametrize("xy", [(0.3, 0.0), (2, 0.3), (0.3, -1)])
def test_an_impossible_chromaticity_is_refused(xy) -> None:
    with pytest.raises(ValueError, match="not a chromaticity"):
        from_xy(*xy)


def test_hex_has_six_digits() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        from_hex("#12345")


def test_grey_has_no_hue() -> None:
    assert alike((200, 200, 200), (201, 200, 200))
    assert not alike((255, 0, 0), (0, 255, 0))
