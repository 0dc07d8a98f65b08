"""How a sentence comes out of a keyboard, a speech recogniser or a polite mouth; tags stay on their words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from training.data.sample import Phrase, Word, say

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Mood = Literal["imperative", "fragment", "statement", "question"]
"""Which wrappers fit: "could you ..." only before an imperative, "please" also beside a fragment."""

STYLES = (("spoken", 46), ("typed", 34), ("chat", 16), ("shouted", 1), ("title", 3))
"""spoken: lower case, no punctuation, as a recogniser writes; chat: typed in haste."""

_WAKE: tuple[str, ...] = (
    "alexa",
    "olly",
    "hey jarvis",
    "jarvis",
    "computer",
    "hey computer",
    "ok google",
    "hey google",
)
_WAKE += ("siri", "hey siri", "house", "hey house", "okay nabu", "hey nabu", "home", "hey mycroft", "robot")
_SYLLABLES = ("zo", "ri", "ka", "mel", "to", "fen", "lu", "bix", "da", "no", "vi", "ra", "quen", "sim", "ol")
_GREETINGS = ("", "", "", "hey", "hi", "ok", "okay", "hello", "yo", "oi")
_FILLERS = ("um", "uh", "er", "erm", "uh", "um", "like", "you know", "hmm")
_OPENERS = (
    "let's see",
    "actually",
    "um",
    "uh",
    "ok",
    "okay",
    "right",
    "so",
    "now",
    "oh",
    "hey",
    "well",
    "alright",
    "quick",
    "listen",
)

_BEFORE = (
    ("please", 22),
    ("can you", 14),
    ("can you please", 8),
    ("could you", 12),
    ("could you please", 10),
    ("would you", 4),
    ("would you please", 3),
    ("will you", 3),
    ("can we", 2),
    ("could we", 1),
    ("can u", 2),
    ("could you possibly", 1),
    ("could you just", 2),
    ("just", 4),
    ("go ahead and", 3),
    ("go and", 1),
    ("i want you to", 4),
    ("i'd like you to", 3),
    ("i would like you to", 2),
    ("i need you to", 4),
    ("i'd like to", 3),
    ("i want to", 4),
    ("i need to", 2),
    ("i would like to", 2),
    ("i wanna", 1),
    ("would it be possible to", 1),
    ("is it possible to", 1),
    ("do me a favour and", 1),
    ("do me a favor and", 1),
    ("be a dear and", 0.5),
    ("be so kind as to", 0.5),
    ("any chance you could", 1),
    ("i was wondering if you could", 1),
    ("do you think you could", 1),
    ("let's", 3),
    ("time to", 1.5),
    ("it's time to", 1),
    ("make sure to", 1),
    ("quickly", 1),
    ("now", 2),
    ("kindly", 1),
    ("you can", 1),
    ("you could", 0.5),
    ("help me", 0.7),
    ("pls", 2),
    ("plz", 1),
    ("why don't you", 0.7),
    ("if you could", 1),
    ("tell the house to", 0.4),
    ("may i ask you to", 0.5),
    ("can i ask you to", 0.5),
    ("remember to", 0.3),
)
_ASKING = ("can", "could", "would", "will", "is", "any", "do you", "may", "why", "i was wondering")
_BEFORE_GERUND = ("would you mind", "do you mind", "mind", "how about", "what about", "i'd appreciate you")
_AFTER = (
    ("please", 34),
    ("thanks", 9),
    ("thank you", 6),
    ("ta", 3),
    ("cheers", 3),
    ("for me", 9),
    ("for me please", 4),
    ("now", 8),
    ("right now", 4),
    ("now please", 3),
    ("would you", 3),
    ("will you", 3),
    ("can you", 2),
    ("could you", 2),
    ("if you don't mind", 2),
    ("if you can", 2),
    ("if you could", 1),
    ("if possible", 1),
    ("when you get a chance", 2),
    ("when you can", 1),
    ("asap", 1),
    ("real quick", 1),
    ("quickly", 1),
    ("mate", 1),
    ("love", 1),
    ("buddy", 0.5),
    ("dear", 0.5),
    ("pls", 3),
    ("plz", 1),
    ("thx", 1),
    ("immediately", 1),
    ("straight away", 1),
    ("already", 0.6),
    ("ok", 1),
    ("okay", 1),
    ("there's a good robot", 0.2),
    ("alexa", 0.5),
    ("olly", 0.5),
)
_REASONS: tuple[str, ...] = (
    "i'm going to bed",
    "we're going out",
    "guests are coming",
    "i'm home",
    "i'm off to work",
)
_REASONS += ("i'm leaving", "the baby is asleep", "it's getting late", "dinner is ready", "i'm working")
_REASONS += ("we're having a party", "i can't sleep", "i have a headache", "the kids are up", "i'm back")

_MISHEARD = {
    "light": ("lite", "like", "lights"),
    "lights": ("lites", "light", "lice"),
    "lamp": ("lamb", "lump", "lamps"),
    "off": ("of", "of", "of", "oft"),
    "turn": ("tern", "torn", "turned", "then"),
    "switch": ("which", "swish", "switched"),
    "to": ("too", "to", "two"),
    "the": ("da", "a", "de", "this", "their"),
    "blinds": ("blind", "blinds", "lines"),
    "close": ("clothes", "clothe", "closed"),
    "fan": ("van", "fam"),
    "dim": ("dem", "tim", "din"),
    "set": ("said", "sat", "sit"),
    "down": ("dow", "town"),
    "heater": ("eater", "heather"),
    "heating": ("eating",),
    "kitchen": ("chicken", "kitchin", "kitching"),
    "bedroom": ("bed room", "bathroom's"),
    "hall": ("haul", "hole", "all"),
    "room": ("rum", "rome"),
    "curtains": ("certains", "curtain", "curtins"),
    "volume": ("volumes", "value"),
    "vacuum": ("vacume", "vaccum", "vacum"),
    "please": ("pleas", "peas"),
    "start": ("star", "stat"),
    "open": ("hopin", "opened"),
    "brighter": ("bright her", "writer"),
    "raise": ("rays", "race"),
    "mute": ("moot", "mutes"),
    "play": ("plays", "lay"),
    "thermostat": ("thermos that", "thermostats"),
    "tv": ("t v", "tee vee", "tv's"),
    "bathroom": ("bath room", "bathrooms"),
    "garage": ("garbage", "garridge"),
    "office": ("offices", "of is"),
    "warm": ("worm",),
    "make": ("may", "makes"),
    "shade": ("shed",),
    "shades": ("shads",),
    "cool": ("cold", "cull"),
    "music": ("musics", "muse ick"),
    "pause": ("paws", "pours"),
    "lock": ("look", "log"),
    "door": ("dor", "doors"),
    "by": ("bye", "buy"),
    "for": ("four", "fore"),
    "in": ("and", "inn"),
    "put": ("but", "puts"),
    "and": ("an", "end", "n"),
    "study": ("steady",),
    "hallway": ("hall way", "halfway"),
    "red": ("read",),
    "blue": ("blew",),
}
_FRAGILE = frozenset("to in by for all bathroom bedroom warm cool lights light blinds lock open".split())
"""Words whose mis-hearing may read as something else beside a value; changed only far from tags."""
_CONTRACT = {"i would": "i'd", "i am": "i'm", "it is": "it's", "do not": "don't", "that is": "that's"}
_SHORT = {"please": "pls", "you": "u", "and": "&", "okay": "k", "temperature": "temp", "living": "livin"}
_KEYS = {"a": "sq", "e": "wr", "i": "uo", "o": "ip", "t": "ry", "n": "bm", "s": "ad", "r": "et", "l": "k"}


def in_register(rng: random.Random, words: Phrase, mood: Mood = "imperative", noise: float = 1.0) -> Phrase:
    """The same words as somebody might really say or type them; `noise` scales every chance (0 = as is)."""
    words = address(rng, words, mood, noise)
    if rng.random() < 0.06 * noise:
        words = hesitate(rng, words)
    style = pick(rng, STYLES) if noise else "typed"
    asking = mood == "question" or " ".join(w.text for w in words[:4]).startswith(_ASKING)
    if style in ("spoken", "chat"):
        words = tuple(w for w in words if not _is_mark(w))
    if style == "spoken" and rng.random() < 0.12 * noise:
        words = mishear(rng, words)
    if style in ("typed", "chat") and rng.random() < (0.25 if style == "chat" else 0.08) * noise:
        words = mistype(rng, words)
    if style == "chat" and rng.random() < 0.3:
        words = tuple(replace(w, text=_SHORT.get(w.text.lower(), w.text)) if not w.tag else w for w in words)
    return _cased(rng, words, style, asking)


def address(rng: random.Random, words: Phrase, mood: Mood, noise: float = 1.0) -> Phrase:
    """Politeness, reasons and a wake name around the words, where they fit."""
    if mood in ("imperative", "fragment") and rng.random() < 0.32 * noise:
        words = polite(rng, words, mood)
    if mood in ("imperative", "fragment") and rng.random() < 0.015 * noise:
        words = (*say(rng.choice(_REASONS)), Word(",", glued=True), *words)
    if rng.random() < 0.04 * noise:
        words = (*say(rng.choice(_OPENERS)), *words)
    if rng.random() < 0.07 * noise:
        words = (*say(wake_name(rng)), Word(",", glued=True), *words)
    return words


def polite(rng: random.Random, words: Phrase, mood: Mood) -> Phrase:
    """Ask nicely, before or after."""
    if mood == "imperative":
        roll = rng.random()
        if roll < 0.5:
            return (*say(pick(rng, _BEFORE)), *words)
        if roll < 0.54 and (gerund := _gerund(words)) is not None:
            return (*say(rng.choice(_BEFORE_GERUND)), *gerund)
    elif rng.random() < 0.3:
        return (*say(rng.choice(("please", "please", "pls"))), *words)
    after = say(pick(rng, _AFTER))
    return (*words, Word(",", glued=True), *after) if rng.random() < 0.4 else (*words, *after)


def wake_name(rng: random.Random) -> str:
    """A name that assistants go by, or one that nobody has heard yet."""
    if rng.random() < 0.7:
        return rng.choice(_WAKE)
    made_up = "".join(rng.sample(_SYLLABLES, rng.randint(2, 3)))
    return f"{rng.choice(_GREETINGS)} {made_up}".strip()


def hesitate(rng: random.Random, words: Phrase) -> Phrase:
    """A filler, or a word said twice, between two words that do not belong to one value."""
    gaps = [i for i in range(len(words)) if not words[i].glued and not _inside_value(words, i)]
    at = rng.choice(gaps) if gaps else 0
    if rng.random() < 0.2 and words[at].tag is None:
        return (*words[:at], replace(words[at], glued=False), *words[at:])
    return (*words[:at], *say(rng.choice(_FILLERS)), *words[at:])


def mishear(rng: random.Random, words: Phrase) -> Phrase:
    """One word as a recogniser might get it wrong; values stay as they were said."""
    places = [
        i
        for i, word in enumerate(words)
        if word.tag is None
        and word.text.lower() in _MISHEARD
        and not (word.text.lower() in _FRAGILE and (_beside_value(words, i) or rng.random() < 0.7))
    ]
    if not places:
        return words
    at = rng.choice(places)
    heard = rng.choice(_MISHEARD[words[at].text.lower()])
    return (*words[:at], *(replace(w, glued=False) for w in say(heard)), *words[at + 1 :])


def mistype(rng: random.Random, words: Phrase) -> Phrase:
    """One longer word with a slip of the finger, or two words run together or an article dropped."""
    places = [
        i for i, word in enumerate(words) if word.tag is None and len(word.text) > 3 and word.text.isalpha()
    ]
    articles = [i for i, word in enumerate(words) if word.text.lower() == "the"]
    if articles and rng.random() < 0.4:
        at = rng.choice(articles)
        return (*words[:at], *words[at + 1 :])
    if not places:
        return words
    at = rng.choice(places)
    return (*words[:at], replace(words[at], text=slip(rng, words[at].text)), *words[at + 1 :])


def slip(rng: random.Random, word: str) -> str:
    """Swap, drop, double or miss a letter; never the first one."""
    at = rng.randrange(1, len(word))
    kind = rng.randrange(4)
    if kind == 0 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(_KEYS.get(word[at].lower(), word[at])) + word[at + 1 :]


def pick(rng: random.Random, weighted: Sequence[tuple[str, float]]) -> str:
    """One of the strings, by weight."""
    return rng.choices([text for text, _ in weighted], [weight for _, weight in weighted])[0]


def _is_mark(word: Word) -> bool:
    return word.glued and word.text in ".,!?;:"


def _inside_value(words: Phrase, at: int) -> bool:
    return at > 0 and words[at].tag is not None and words[at].tag == words[at - 1].tag


def _beside_value(words: Phrase, at: int) -> bool:
    return any(w.tag is not None for w in words[max(0, at - 1) : at + 2])


def _gerund(words: Phrase) -> Phrase | None:
    verb = words[0].text
    if words[0].tag is not None or not verb.isalpha() or not verb.islower():
        return None
    return (replace(words[0], text=gerund_of(verb)), *words[1:])


def gerund_of(verb: str) -> str:
    """turn -> turning, set -> setting, close -> closing."""
    if verb in _DOUBLING:
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


_DOUBLING = frozenset(
    ("set", "put", "get", "dim", "shut", "stop", "cut", "run", "flip", "let", "drop", "pop", "skip")
)


def _cased(rng: random.Random, words: Phrase, style: str, asking: bool) -> Phrase:
    if not words:
        return words
    if style in ("spoken", "chat"):
        return tuple(replace(w, text=w.text.lower()) for w in words)
    if style == "shouted":
        return (*(replace(w, text=w.text.upper()) for w in words), Word("!", glued=True))
    if style == "title":
        return tuple(replace(w, text=w.text[:1].upper() + w.text[1:]) for w in words)
    words = tuple(_cased_i(w) for w in words)
    if rng.random() < 0.85:
        words = (replace(words[0], text=words[0].text[:1].upper() + words[0].text[1:]), *words[1:])
    if not _is_mark(words[-1]) and rng.random() < 0.55:
        words = (*words, Word("?" if asking else rng.choices(".!", (9, 1))[0], glued=True))
    return words


def _cased_i(word: Word) -> Word:
    if word.text == "i" or word.text.startswith("i'"):
        return replace(word, text="I" + word.text[1:])
    return word
