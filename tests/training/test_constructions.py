from __future__ import annotations

import random
import re

import pytest

from training.data.constructions import construct, jobs, lines
from training.data.word_files import read_words

SLOTS = {
    "x",
    "v",
    "n",
    "a",
    "is",
    "it",
    "xs",
    "up",
    "down",
    "more",
    "less",
    "adj",
    "size",
    "after",
    "extreme",
}
SLOTS |= {"usual", "label", "job", "job_ing", "here", "w", "c", "old", "now"}


def _texts() -> list[tuple[str, str]]:
    found = []
    for name, value in read_words("constructions").items():
        if name == "jobs":
            continue
        found += [(name, value)] if isinstance(value, str) else [(f"{name}.{k}", v) for k, v in value.items()]
    return found


@pytest.mark.parametrize(("name", "text"), _texts())
def test_every_line_is_well_formed(name: str, text: str) -> None:
    rng = random.Random(1)
    for line in filter(None, text.splitlines()):
        assert line.count("(") == line.count(")"), (name, line)
        template = construct(rng, line).template
        assert set(re.findall(r"\{(\w+)\}", template)) <= SLOTS, (name, line)
        assert not set("|()=!?") & set(template), (name, line)


def test_choices_weights_and_moods() -> None:
    drawn = [construct(random.Random(seed), "9 (turn|switch) on {x}\n1 ={x} on") for seed in range(300)]
    moods = [c.mood for c in drawn]
    assert {c.template for c in drawn} == {"turn on {x}", "switch on {x}", "{x} on"}
    assert 5 < moods.count("fragment") < 80


def test_unknown_names_have_no_lines() -> None:
    assert lines("no such") == ""
    assert lines("open", "no such") == ""
    assert jobs("vacuum")[0] == ("vacuum", "vacuuming")
