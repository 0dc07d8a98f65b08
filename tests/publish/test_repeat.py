from __future__ import annotations

import pytest

from homefuse.devices.model import Argument, CommandSpec
from homefuse.devices.standard import STANDARD_TYPES
from homefuse.publish.repeat import repeatable
from homefuse.types import Action
from tests.publish.devices import custom, standard

ONCE = {
    ("light", "toggle"),
    ("switch", "toggle"),
    ("fan", "toggle"),
    ("media_player", "next_track"),
    ("media_player", "previous_track"),
    ("vacuum", "locate"),
    ("lawn_mower", "locate"),
    ("script", "run"),
    ("button", "press"),
    ("timer", "start"),
    ("timer", "add"),
}


def test_exactly_these_standard_commands_do_something_twice() -> None:
    found = {
        (kind, command.spec.name)
        for kind, row in STANDARD_TYPES.items()
        for command in row.commands
        if not repeatable(standard(kind, {}), Action("thing", command.spec.name))
    }
    assert found == ONCE


@pytest.mark.parametrize(
    ("args", "given", "expected"),
    [
        ((), {}, False),
        ((Argument("shots", "number"),), {"shots": 2}, False),
        ((Argument("level", "number", property="warmer"),), {"level": 20}, True),
        (
            (Argument("level", "number", property="warmer"), Argument("shots", "number")),
            {"level": 20, "shots": 1},
            False,
        ),
    ],
)
def test_custom_command_is_repeatable_if_all_it_says_is_a_property(
    args: tuple[Argument, ...], given: dict[str, int], expected: bool
) -> None:
    device = custom({}, CommandSpec("brew", args))
    assert repeatable(device, Action("thing", "brew", given)) is expected


def test_of_an_unknown_device_nothing_is_repeated() -> None:
    assert not repeatable(None, Action("gone", "turn_on"))
