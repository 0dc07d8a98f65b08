from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.preprocess.colors import color_names, kelvin_to_rgb
from homefuse.preprocess.english import THING_COLORS
from homefuse.preprocess.mentions import MentionKind, find_mentions


@pytest.mark.parametrize(
    ("text", "said", "rgb"),
    [
        ("make it red", "red", (255, 0, 0)),
        ("Turn bedroom lamp Crimson", "Crimson", (220, 20, 60)),
        ("aqua", "aqua", (0, 255, 255)),
        ("magenta please", "magenta", (255, 0, 255)),
        ("sky blue", "sky blue", (135, 206, 235)),
        ("sky-blue", "sky-blue", (135, 206, 235)),
        ("skyblue", "skyblue", (135, 206, 235)),
        ("light goldenrod yellow", "light goldenrod yellow", (250, 250, 210)),
        ("midnight blue", "midnight blue", (25, 25, 112)),
        ("make it light blue", "light blue", (173, 216, 230)),
        ("have the attic lights light blue", "light blue", (173, 216, 230)),
        ("turn the light blue", "blue", (0, 0, 255)),
        ("switch the pantry light orange", "orange", (255, 165, 0)),
        ("light green", "light green", (144, 238, 144)),
        ("to light red", "light red", (255, 128, 128)),
        ("the light red", "red", (255, 0, 0)),
        ("dark red please", "dark red", (139, 0, 0)),
        ("warm pink", "warm pink", (255, 178, 154)),
        ("bright green", "bright green", (0, 128, 0)),
        ("deep purple", "deep purple", (90, 0, 90)),
        ("baby blue", "baby blue", (137, 207, 240)),
        ("amber", "amber", (255, 191, 0)),
        ("#ff8800", "#ff8800", (255, 136, 0)),
        ("to #FFF now", "#FFF", (255, 255, 255)),
        ("make it chocolate", "chocolate", (210, 105, 30)),
        ("make the lights olive", "olive", (128, 128, 0)),
        ("white", "white", (255, 255, 255)),
        ("a dim red", "red", (255, 0, 0)),
    ],
)
def test_a_colour_is_read(text: str, said: str, rgb: tuple[int, int, int]) -> None:
    (mention,) = find_mentions(text)
    assert (mention.kind, mention.text, mention.value) == (MentionKind.COLOR, said, rgb)
    assert mention.unit is None


@pytest.mark.parametrize(
    ("text", "kelvin"),
    [
        ("warm white", 2700),
        ("make it cool white", 4000),
        ("daylight please", 6500),
        ("candlelight", 1900),
        ("candle light", 1900),
        ("extra warm white", 2200),
    ],
)
def test_a_named_white_is_read(text: str, kelvin: float) -> None:
    (mention,) = find_mentions(text)
    assert (mention.kind, mention.value, mention.unit) == (MentionKind.WHITE, kelvin, "K")


@pytest.mark.parametrize(
    "text",
    ["hot chocolate", "the olive lamp", "orange juice", "white noise", "snow", "warm it up", "dark"],
)
def test_things_are_no_colours(text: str) -> None:
    assert find_mentions(text) == ()


@pytest.mark.parametrize("name", sorted(color_names()))
def test_every_colour_name_is_understood(name: str) -> None:
    (mention,) = find_mentions(f"set it to {name}")
    assert (mention.text, mention.value) == (name, color_names()[name])


def test_run_together_names_are_also_known_as_spoken() -> None:
    assert {"light golden rod yellow", "dark olive green", "medium spring green"} & set(color_names())
    assert color_names()["hot pink"] == color_names()["hotpink"]
    assert set(color_names()) >= THING_COLORS


@given(st.floats(0, 100_000))
def test_every_white_is_a_colour(kelvin: float) -> None:
    assert all(0 <= channel <= 255 for channel in kelvin_to_rgb(kelvin))


def test_low_kelvin_is_red_and_high_is_blue() -> None:
    warm, cool = kelvin_to_rgb(2200), kelvin_to_rgb(9000)
    assert warm[0] > warm[1] > warm[2]
    assert cool[2] > cool[0]
    assert kelvin_to_rgb(1500)[2] == 0
