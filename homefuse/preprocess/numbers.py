"""Numbers, shares, factors and ranks, in digits and in words.

Numbers in words come from text2num: quick (7 us a sentence), several languages, and token positions. What it
leaves out is here: signs, articles ("a hundred"), halves ("one and a half"), "two fifty", shares and factors.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from homefuse.preprocess import english as en
from homefuse.preprocess.words import MentionKind, Reading, Sentence

MAX_VALUE = 1e9
"""Longer digit strings are serial numbers, not values."""


class Amount(NamedTuple):
    """A number without its unit."""

    value: float
    stop: int
    kind: MentionKind = MentionKind.NUMBER
    """NUMBER, or QUANTITY for "a couple", "a few"."""


def amount(s: Sentence, i: int) -> Amount | None:
    """The number that starts at token `i`: signed, with its decimals and halves."""
    if s.words[i] in en.SIGNS:
        found = cardinal(s, i + 1)
        return found and Amount(-found.value, found.stop)
    return vague(s, i) or _with_share(s, cardinal(s, i))


def cardinal(s: Sentence, i: int) -> Amount | None:
    """The unsigned number that starts at token `i`."""
    word = s.words[i]
    if word in en.ARTICLES and s.words[i + 1] in en.SCALES:
        return cardinal(s, i + 1)
    if word == "point" and s.words[i - 1] not in ("this", "that", "the"):
        return _decimals(s, i)
    if is_digits(word):
        return _digits(s, i)
    spoken = s.spoken.get(i)
    if spoken is None or spoken.ordinal:
        return None
    return Amount(spoken.value, spoken.stop)


def pair(s: Sentence, i: int) -> tuple[int, int, int] | None:
    """Two numbers in one breath ("seven thirty", "two fifty", "one oh five"): first, second, token behind."""
    first = s.spoken.get(i)
    if first is None or first.ordinal or not 1 <= first.value <= 24 or s.words[first.stop] == ",":
        return None
    at = first.stop + (s.words[first.stop] in en.OH)
    second = s.spoken.get(at)
    if second is None or second.ordinal or second.value % 1 or first.value % 1:
        return None
    low, high = (1, 9) if at > first.stop else (10, 99)
    if not low <= second.value <= high:
        return None
    return int(first.value), int(second.value), second.stop


def hundreds(s: Sentence, i: int) -> Amount | None:
    """A pair that means hundreds: "two fifty" is 250; but "lamp one fifty percent" is not 150."""
    said = pair(s, i)
    if said is None or said[0] > 9 or s.words[said[2]] in ("%", "percent", "per"):
        return None
    return Amount(said[0] * 100.0 + said[1], said[2])


def fraction(s: Sentence, i: int) -> Amount | None:
    """A share of 0..1: "half", "a third", "two thirds", "3/4"."""
    word = s.words[i]
    share = en.VULGAR.get(word) or _slashed(word)
    if share:
        return Amount(share, i + 1, MentionKind.FRACTION)
    if word in en.HALVES:
        return Amount(
            en.HALVES[word], i + 1 + (word == "half" and s.words[i + 1] == "way"), MentionKind.FRACTION
        )
    if word in en.ARTICLES and s.words[i + 1] in en.DENOMINATORS:
        return _one_part(s, i)
    return _parts(s, i)


def factor(s: Sentence, i: int) -> Amount | None:
    """How many times: "twice", "three times", "1.5x"."""
    word = s.words[i]
    if word in en.FACTORS:
        return Amount(en.FACTORS[word], i + 1, MentionKind.FACTOR)
    if word == "times":
        found = amount(s, i + 1)
        return found and Amount(found.value, found.stop, MentionKind.FACTOR)
    found = amount(s, i)
    if found is None:
        return None
    behind = s.words[found.stop]
    if behind == "times" or (behind == "x" and s.words[found.stop - 1][-1:].isdigit()):
        return Amount(found.value, found.stop + 1, MentionKind.FACTOR)
    return None


def ordinal(s: Sentence, i: int) -> Amount | None:
    """A rank: "first", "twenty second", "3rd"."""
    word, behind = s.words[i], s.words[i + 1]
    if word.isascii() and word.isdigit() and behind in ("st", "nd", "rd", "th") and s.glued(i + 1):
        return _ranked(float(word), i + 2)
    if word == "second":
        return _ranked(2.0, i + 1)
    spoken = s.spoken.get(i)
    if spoken is None:
        return None
    if spoken.ordinal:
        return _ranked(spoken.value, spoken.stop)
    tens = spoken.value >= 20 and spoken.value % 10 == 0
    if tens and s.words[spoken.stop] == "second" and s.words[i - 1] == "the":
        followers = s.words[spoken.stop + 1]
        if not followers or followers in en.ORDINAL_NOUNS:
            return _ranked(spoken.value + 2, spoken.stop + 1)
    return None


def is_number(s: Sentence, i: int, found: Amount) -> bool:
    """Whether a bare number is one: "the other one" is not, "to one" is."""
    if s.words[found.stop - 1] != "one" or found.stop - i > 1:
        return not _sticks_to_letters(s, i, found.stop)
    before, behind = s.words[i - 1], s.words[found.stop]
    if before in ("and", "or") and i >= 2 and is_digits(s.words[i - 2]):
        return True
    listed = behind in ("and", "or", ",") and i + 2 in s.spoken and before not in ("this", "that", "the")
    closed = not behind or behind in en.ONE_FOLLOWERS or not behind[0].isalnum()
    return closed and (before in en.ONE_CUES or listed)


def is_digits(word: str) -> bool:
    """Whether a token is a number in digits."""
    return (
        word[-1:].isdigit() and word[-1:].isascii() and ":" not in word and "/" not in word and word[0] != "#"
    )


def vague(s: Sentence, i: int) -> Amount | None:
    """ "a couple (of)", "a few", "half a dozen"."""
    start, word = i, s.words[i]
    if word in en.ARTICLES or (word == "half" and s.words[i + 1] in en.ARTICLES):
        i += 1 + (word == "half")
    noun = s.words[i]
    if noun in en.DOZENS:
        return Amount(en.DOZENS[noun] * (0.5 if word == "half" else 1.0), i + 1)
    follower = s.words[i + 1]
    bare = start == i and not (noun == "couple" and follower in ("of", "more", "extra", "degrees", "minutes"))
    if noun not in en.VAGUE or word == "half" or bare:
        return None
    return Amount(en.VAGUE[noun], i + 1 + (follower == "of"), MentionKind.QUANTITY)


def as_reading(found: Amount | None, start: int) -> Reading | None:
    """The amount as a reading of its own kind."""
    return found and Reading(found.kind, found.value, None, start, found.stop)


def _ranked(value: float, stop: int) -> Amount:
    return Amount(value, stop, MentionKind.ORDINAL)


def _digits(s: Sentence, i: int) -> Amount | None:
    value = float(s.words[i].replace(",", ""))
    if not math.isfinite(value) or value > MAX_VALUE:
        return None
    if s.glued(i) and s.words[i - 1][-1:].isalpha():
        return None
    scale = s.spoken.get(i + 1)
    if scale and s.words[i + 1] in en.SCALES:
        first = en.SCALES[s.words[i + 1]]
        return Amount(value * first + scale.value - first, scale.stop)
    return Amount(value, i + 1)


def _sticks_to_letters(s: Sentence, i: int, stop: int) -> bool:
    """ "4K", "1080p": a name of its own, not a number and a word."""
    return is_digits(s.words[i]) and s.glued(stop) and s.words[stop][:1].isalpha()


def _with_share(s: Sentence, found: Amount | None) -> Amount | None:
    """The number with a share behind it: "one and a half", "1 1/2", "2½"."""
    if found is None:
        return None
    at = found.stop
    behind = s.words[at]
    glued_share = en.VULGAR.get(behind) or (_slashed(behind) if is_digits(s.words[at - 1]) else None)
    if glued_share:
        return Amount(found.value + glued_share, at + 1)
    share = and_share(s, at)
    return Amount(found.value + share.value, share.stop) if share else found


def and_share(s: Sentence, i: int) -> Amount | None:
    """ "and a half", "and three quarters", "and half" at token `i`."""
    if s.words[i] != "and":
        return None
    after = s.words[i + 1]
    if after in ("half", *en.VULGAR):
        return Amount(en.VULGAR.get(after, 0.5), i + 2)
    if after in en.ARTICLES and s.words[i + 2] in ("half", "quarter", "third"):
        return Amount(1 / en.DENOMINATORS[s.words[i + 2]], i + 3)
    return _parts(s, i + 1)


def _one_part(s: Sentence, i: int) -> Amount | None:
    denominator, behind = s.words[i + 1], s.words[i + 2]
    counts = behind[:1].isalnum() and behind not in en.AFTER_FRACTION
    if counts and denominator not in ("half", "quarter"):
        return None
    return Amount(1 / en.DENOMINATORS[denominator], i + 2, MentionKind.FRACTION)


def _parts(s: Sentence, i: int) -> Amount | None:
    count = s.spoken.get(i)
    noun = s.words[i + 1]
    if count is None or count.stop != i + 1 or count.ordinal or noun not in en.DENOMINATORS:
        return None
    share = count.value / en.DENOMINATORS[noun]
    return Amount(share, i + 2, MentionKind.FRACTION) if 0 < share < 1 else None


def _slashed(word: str) -> float | None:
    above, slash, below = word.partition("/")
    if not slash or not above.isdigit() or not below.isdigit():
        return None
    return int(above) / int(below) if 0 < int(above) < int(below) else None


def _decimals(s: Sentence, i: int) -> Amount | None:
    """ "point five": text2num wants a number before the point."""
    value, at, place = 0.0, i + 1, 0.1
    while at in s.spoken and s.spoken[at].stop == at + 1 and 0 <= s.spoken[at].value <= 9:
        value, at, place = value + s.spoken[at].value * place, at + 1, place / 10
    return Amount(round(value, 6), at) if at > i + 1 else None
