"""The forms of the verbs that commands begin with: one wording serves commands, reports and wishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from training.data.registers import gerund_of

if TYPE_CHECKING:
    from training.data.sample import Phrase


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_IRREGULAR: Final = {
    # base: (past, participle)
    "put": ("put", "put"),
    "set": ("set", "set"),
    "shut": ("shut", "shut"),
    "cut": ("cut", "cut"),
    "get": ("got", "got"),
    "let": ("let", "let"),
    "make": ("made", "made"),
    "give": ("gave", "given"),
    "take": ("took", "taken"),
    "bring": ("brought", "brought"),
    "send": ("sent", "sent"),
    "run": ("ran", "run"),
    "go": ("went", "gone"),
    "light": ("lit", "lit"),
    "feed": ("fed", "fed"),
    "wind": ("wound", "wound"),
    "begin": ("began", "begun"),
    "spin": ("spun", "spun"),
    "kill": ("killed", "killed"),
    "draw": ("drew", "drawn"),
    "have": ("had", "had"),
    "keep": ("kept", "kept"),
    "wake": ("woke", "woken"),
    "do": ("did", "done"),
    "throw": ("threw", "thrown"),
    "hold": ("held", "held"),
    "find": ("found", "found"),
    "ring": ("rang", "rung"),
    "blow": ("blew", "blown"),
    "tell": ("told", "told"),
}
_DOUBLING: Final = frozenset(
    {"dim", "stop", "flip", "drop", "pop", "skip", "chop", "tap", "top", "dial", "whip"}
)
_PLAIN: Final = _set(
    "activate adjust agitate air announce arm bake blend boil boost brew brighten bump call change "
    "charge chill chime clean close cook cool crack crank cycle darken deactivate decrease deflate "
    "defrost dim disable disarm dispense display dock dose drain drop dry empty enable extend fill fire "
    "flip flush fold freeze grind heat hoover illuminate increase inflate launch lift locate lock lower "
    "mix mop move mow mute nudge open page pause ping play plug pour power prepare press prime print "
    "pull pulse pump push raise read reboot record reduce refill refresh release reset restart resume "
    "retract return rewind ring rinse roast roll rotate scan secure serve shift show skip slide spin "
    "spray start steam stir stop sweep switch tilt toast toggle top trigger trim turn unfold unlock "
    "unmute unplug vacuum ventilate warm wash water "
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb."""

    base: str
    past: str
    participle: str
    gerund: str
    third: str
    """As after "she"."""


def verb_of(base: str) -> Verb | None:
    """The forms of a verb that commands begin with; None for any other word."""
    if base in _IRREGULAR:
        past, participle = _IRREGULAR[base]
    elif base in _PLAIN:
        past = participle = _past_of(base)
    else:
        return None
    gerund = base + base[-1] + "ing" if base in _DOUBLING else gerund_of(base)
    return Verb(base, past, participle, gerund, _third_of(base))


def conjugated(words: Phrase, form: str) -> Phrase | None:
    """The imperative with its verb in another form (a field of `Verb`); None if it has no known verb."""
    verb = verb_of(words[0].text.lower()) if words else None
    if verb is None or words[0].tag is not None:
        return None
    return (replace(words[0], text=getattr(verb, form)), *words[1:])


def _past_of(base: str) -> str:
    if base in _DOUBLING:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _third_of(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"
