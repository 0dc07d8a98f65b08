from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from homefuse.preprocess.mentions import MentionKind, find_mentions

ENGLISH = RbnfEngine.for_language("en")


def values(text: str, kind: MentionKind) -> list[tuple[str, float]]:
    return [(m.text, pytest.approx(m.value)) for m in find_mentions(text) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("hall lantern to 35", "35", 35),
        ("set it to 2700", "2700", 2700),
        ("kiln at eighty four", "eighty four", 84),
        ("twenty-five on the fan", "twenty-five", 25),
        ("spa to a hundred and four", "a hundred and four", 104),
        ("to a hundred", "a hundred", 100),
        ("two hundred fifty", "two hundred fifty", 250),
        ("twenty seven hundred", "twenty seven hundred", 2700),
        ("4 thousand five hundred", "4 thousand five hundred", 4500),
        ("a thousand and one", "a thousand and one", 1001),
        ("1,000", "1,000", 1000),
        ("1,234,567.5 please", "1,234,567.5", 1234567.5),
        ("set it to 19.5", "19.5", 19.5),
        ("to .5", ".5", 0.5),
        ("two point five", "two point five", 2.5),
        ("point two five", "point two five", 0.25),
        ("zero point two five", "zero point two five", 0.25),
        ("one and a half", "one and a half", 1.5),
        ("two and half", "two and half", 2.5),
        ("one and three quarters", "one and three quarters", 1.75),
        ("three and a third", "three and a third", 10 / 3),
        ("1 1/2", "1 1/2", 1.5),
        ("2½", "2½", 2.5),
        ("minus ten", "minus ten", -10),
        ("negative five", "negative five", -5),
        ("to -3.5", "-3.5", -3.5),
        ("to \u22127", "\u22127", -7),
        ("oven to three fifty", "three fifty", 350),
        ("oven to four twenty five", "four twenty five", 425),
        ("one oh five", "one oh five", 105),
        ("that point five", "five", 5),
        ("a dozen", "a dozen", 12),
        ("half a dozen", "half a dozen", 6),
        ("at seven", "seven", 7),
        ("at 9", "9", 9),
        ("bring the hood to level two", "two", 2),
        ("hood down nine", "nine", 9),
        ("the green one to six where she is", "six", 6),
        ("hood on, and the lantern at 25", "25", 25),
        ("zero", "zero", 0),
        ("nought", "nought", 0),
        ("attic 1 hood", "1", 1),
        ("a notch above that, say 3", "3", 3),
    ],
)
def test_a_number_is_read_with_its_place(text: str, said: str, value: float) -> None:
    assert (said, value) in values(text, MentionKind.NUMBER)
    assert len(values(text, MentionKind.NUMBER)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "turn it on", "off", "to", "too", "for", "won", "ate", "oh", "a", "an", "and", "point",
        "shelf lamp one off", "the other one", "this one", "that one", "the bedroom one", "bedroom one fan",
        "one of the lanterns hums", "turn to one lamp", "which one", "no one", "the dark ones",
        "1080p", "4K tv", "e27 bulb", "https://x", "9" * 400, "99999999999999", "24/7", "x/y", "the point",
        "minus the fan", "none", "someone", "the one on the left",
    ],
)  # fmt: skip
def test_words_that_are_no_numbers(text: str) -> None:
    assert find_mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("set it to one", [1]),
        ("set it to one please", [1]),
        ("level one", [1]),
        ("number one!", [1]),
        ("zones one and three", [1, 3]),
        ("lamps one, two and three", [1, 2, 3]),
        ("lamps 2 and one", [2, 1]),
        ("ten or twenty", [10, 20]),
        ("desk lamp one to forty", [40]),
        ("between twenty and thirty", [20, 30]),
        ("from ten to eleven", [10, 11]),
        ("heater to twenty and five more", [20, 5]),
        ("twenty, thirty", [20, 30]),
        ("two five", [2, 5]),
        ("one oh fifty", [50]),
        ("three hundred and the fan", [300]),
        ("10-20", [10, 20]),
    ],
)
def test_several_numbers(text: str, numbers: list[float]) -> None:
    assert [m.value for m in find_mentions(text)] == numbers


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("attic blind at two thirds", "two thirds", 2 / 3),
        ("make the hood a third of it", "a third", 1 / 3),
        ("reduce by a third", "a third", 1 / 3),
        ("lantern on the landing to a quarter", "a quarter", 0.25),
        ("three quarters", "three quarters", 0.75),
        ("one quarter", "one quarter", 0.25),
        ("quarter speed", "quarter", 0.25),
        ("a fifth", "a fifth", 0.2),
        ("two fifths open", "two fifths", 0.4),
        ("half", "half", 0.5),
        ("bring the radio to half", "half", 0.5),
        ("half as bright", "half", 0.5),
        ("half the brightness", "half", 0.5),
        ("halfway", "halfway", 0.5),
        ("half way open", "half way", 0.5),
        ("one half", "one half", 0.5),
        ("halve it", "halve", 0.5),
        ("1/2", "1/2", 0.5),
        ("3/4 open", "3/4", 0.75),
        ("\u00be open", "\u00be", 0.75),
    ],
)
def test_shares(text: str, said: str, value: float) -> None:
    assert values(text, MentionKind.FRACTION) == [(said, value)]
    assert len(find_mentions(text)) == 1


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("twice as bright", "twice", 2),
        ("double it", "double", 2),
        ("triple the speed", "triple", 3),
        ("two times", "two times", 2),
        ("three times as loud", "three times", 3),
        ("times two", "times two", 2),
        ("1.5x", "1.5x", 1.5),
        ("2 x", "2 x", 2),
    ],
)
def test_factors(text: str, said: str, value: float) -> None:
    assert values(text, MentionKind.FACTOR) == [(said, value)]
    assert len(find_mentions(text)) == 1


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("a couple of lamps", "a couple of", 2),
        ("couple of lamps", "couple of", 2),
        ("a few lamps", "a few", 3),
        ("a pair of speakers", "a pair of", 2),
    ],
)
def test_vague_quantities(text: str, said: str, value: float) -> None:
    assert values(text, MentionKind.QUANTITY) == [(said, value)]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("first floor", "first", 1),
        ("second floor", "second", 2),
        ("the second", "second", 2),
        ("if we had a second kiln", "second", 2),
        ("third lamp", "third", 3),
        ("a third lamp", "third", 3),
        ("the twenty first", "twenty first", 21),
        ("on the twenty second floor", "twenty second", 22),
        ("the twenty second", "twenty second", 22),
        ("2nd floor", "2nd", 2),
        ("11th", "11th", 11),
        ("lamp two second floor", "second", 2),
    ],
)
def test_ranks(text: str, said: str, value: float) -> None:
    assert (said, value) in values(text, MentionKind.ORDINAL)


@given(st.integers(0, 999_999))
def test_a_spelled_number_comes_back(number: int) -> None:
    spelled = ENGLISH.format_number(number).text
    (mention,) = find_mentions(f"set it to {spelled}")
    assert (mention.kind, mention.value, mention.text) == (MentionKind.NUMBER, number, spelled)


@given(st.integers(-200, 10_000), st.integers(1, 9))
def test_a_spelled_decimal_comes_back(whole: int, tenth: int) -> None:
    number = whole + (tenth / 10 if whole >= 0 else -tenth / 10)
    sign = "minus " if number < 0 else ""
    spelled = f"{sign}{ENGLISH.format_number(abs(whole)).text} point {ENGLISH.format_number(tenth).text}"
    (mention,) = find_mentions(spelled)
    assert mention.value == pytest.approx(number)
    assert mention.text == spelled


@given(st.integers(0, 10**9))
def test_digits_come_back_with_and_without_commas(number: int) -> None:
    assert [m.value for m in find_mentions(f"{number}")] == [number]
    assert [m.value for m in find_mentions(f"{number:,}")] == [number]
