from __future__ import annotations

import pytest

from training.data.lexicon import floor_phrases, lemmas, needs_article, plain, spoken_number, synonyms


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Kitchen_Light", "kitchen light"),
        ("Lounge - Big light", "lounge big light"),
        ("Spot #2", "spot 2"),
        ("Wi-fi", "wi-fi"),
    ],
)
def test_plain(name: str, spoken: str) -> None:
    assert plain(name) == spoken


def test_synonyms_and_plurals_compare_alike() -> None:
    assert lemmas("the tellys") != lemmas("the lamps")
    assert lemmas("The Television") == lemmas("my telly") == ("tv",)
    assert lemmas("kitchen shades") == lemmas("Kitchen blind")
    assert lemmas("spot two") == lemmas("Spots 2")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("floor lamp", True),
        ("nora's lamp", False),
        ("mr patel's lamp", False),
        ("room 12", False),
        ("the den", False),
    ],
)
def test_articles(name: str, wanted: bool) -> None:
    assert needs_article(name) is wanted


def test_other_words_for_a_name() -> None:
    assert "bedroom telly" in synonyms("bedroom tv")
    assert spoken_number("spot 2") == "spot two"
    assert floor_phrases("upstairs") == ("upstairs",)
