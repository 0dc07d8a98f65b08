from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from homefuse.devices.loader import home_from_dict, load_devices, load_file, load_home
from homefuse.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

LAMP = "name: Lamp\ntype: light\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, **options: Any) -> tuple[list[str], list[str]]:
    devices, problems = load_devices(folder, **options)
    prefix = f"{folder}/"
    return [device.id for device in devices], [str(problem).removeprefix(prefix) for problem in problems]


def test_one_broken_file_costs_one_device(tmp_path: Path) -> None:
    write(tmp_path, a=LAMP, b="name: B\ntype: ligth\n", c="name: [\n", d=LAMP)
    ids, problems = load(tmp_path)
    assert ids == ["a", "d"]
    assert problems[0] == "b.yaml:2:7: unknown type 'ligth', did you mean 'light'?"
    assert problems[1].startswith("c.yaml:2:1: not valid YAML")
    assert len(problems) == 2


def test_the_files_name_is_the_id(tmp_path: Path) -> None:
    write(tmp_path, **{"hall_lamp": LAMP, "Not-An-Id": LAMP})
    assert load(tmp_path) == (["hall_lamp"], ["Not-An-Id.yaml:1:1: the key 'id' is missing"])


def test_a_file_may_hold_a_list(tmp_path: Path) -> None:
    write(tmp_path, many="- {id: a, name: A}\n- {name: B}\n- {id: c, name: C, x: 1}\n- {id: d, name: D}\n")
    ids, problems = load(tmp_path)
    assert ids == ["a", "d"]
    assert [problem.split(":")[1] for problem in problems] == ["2", "3"]


def test_ids_are_unique(tmp_path: Path) -> None:
    write(tmp_path, a=LAMP, b=f"id: a\n{LAMP}", c="- {id: x, name: X}\n- {id: x, name: Y}\n")
    ids, problems = load(tmp_path)
    assert ids == ["a", "x"]
    assert problems == [
        "b.yaml:1:1: duplicate id 'a', first in a.yaml",
        "c.yaml:1:1: duplicate id 'x', first in c.yaml",
    ]


def test_areas_must_be_known_if_any_are(tmp_path: Path) -> None:
    write(tmp_path, a=f"{LAMP}area: kichen\n")
    assert load(tmp_path)[0] == ["a"]
    assert load(tmp_path, areas=["kitchen"]) == (
        [],
        ["a.yaml:3:7: unknown area 'kichen', did you mean 'kitchen'?"],
    )


def test_units_reach_the_devices(tmp_path: Path) -> None:
    write(tmp_path, a="name: T\ntype: climate\nfeatures: [temperature]\n")
    ((device,), _) = load_devices(tmp_path, "imperial")
    assert device.properties["temperature"].unit == "°F"


def test_defaults(tmp_path: Path) -> None:
    write(
        tmp_path,
        _defaults="all: {area: hall}\nlight: {features: [brightness], risk: sensitive}\n",
        a=LAMP,
        b=f"{LAMP}risk: normal\n",
        c="name: C\ntype: switch\n",
    )
    (a, b, c), problems = load_devices(tmp_path)
    assert problems == []
    assert (a.features, a.risk, a.area) == (("brightness",), "sensitive", "hall")
    assert b.risk == "normal"
    assert (c.features, c.area) == ((), "hall")


def test_broken_defaults_are_reported_once(tmp_path: Path) -> None:
    write(tmp_path, _defaults="lite: {}\nlight: {ara: x}\nlock: 3\n", a=LAMP)
    ids, problems = load(tmp_path)
    assert ids == ["a"]
    assert problems[0].startswith("_defaults.yaml:1:1: unknown type 'lite'")
    assert problems[1] == "_defaults.yaml:2:9: unknown key 'ara', did you mean 'area'?"
    assert len(problems) == 3


@pytest.mark.parametrize("text", ["[1]\n", "a: [\n"])
def test_defaults_of_another_shape(tmp_path: Path, text: str) -> None:
    write(tmp_path, _defaults=text, a=LAMP)
    ids, problems = load(tmp_path)
    assert ids == ["a"]
    assert len(problems) == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    devices, (problem,) = load_devices(tmp_path / "absent")
    assert devices == ()
    assert "No such file" in str(problem)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write(tmp_path, a=LAMP)
    _, (problem,) = load_devices(tmp_path / "a.yaml")
    assert "is not a folder" in str(problem)


def test_strangers_may_not_write_device_files(tmp_path: Path) -> None:
    write(tmp_path, a=LAMP, b=LAMP)
    (tmp_path / "a.yaml").chmod(0o666)
    ids, problems = load(tmp_path)
    assert ids == ["b"]
    assert "everybody may write" in problems[0]
    tmp_path.chmod(0o777)
    assert load(tmp_path)[0] == []


def test_links_may_not_lead_out(tmp_path: Path) -> None:
    inside = tmp_path / "devices"
    inside.mkdir()
    write(tmp_path, outside=LAMP)
    write(inside, real=LAMP)
    (inside / "a.yaml").symlink_to(tmp_path / "outside.yaml")
    (inside / "b.yaml").symlink_to(inside / "real.yaml")
    (inside / "c.yaml").symlink_to(inside / "absent.yaml")
    ids, problems = load(inside)
    assert ids == ["b", "real"]
    assert problems[0].endswith("leads out of the folder of the devices")
    assert "No such file" in problems[1]


def test_one_file_alone(tmp_path: Path) -> None:
    write(tmp_path, _defaults="light: {risk: sensitive}\n", a=LAMP, b="- {id: c, nme: C}\n")
    assert load_file(tmp_path / "a.yaml").devices[0].risk == "sensitive"
    assert len(load_file(tmp_path / "b.yaml").problems) == 2


HOME = """
units: imperial
areas:
  - {id: den, name: Den, aliases: [snug], floor: 1}
cameras:
  - {id: cam, name: Camera, area: den}
devices:
  - {id: lamp, name: Lamp, area: den, type: light, features: [color], state: {on: true, color: [255, 0, 0]}}
  - {id: tv, name: TV, type: media_player, state: {volume: 20}}
  - {id: list, name: List, properties: {items: {}}, state: {items: [milk, eggs]}}
  - {id: plug, name: Plug, type: switch}
"""


def test_a_home_file(tmp_path: Path) -> None:
    (tmp_path / "home.yaml").write_text(HOME)
    home, states = load_home(tmp_path / "home.yaml")
    assert home.units == "imperial"
    assert (home.areas[0].aliases, home.areas[0].floor) == (("snug",), "1")
    assert home.cameras[0].area == "den"
    assert [device.id for device in home.devices] == ["lamp", "tv", "list", "plug"]
    assert states == {
        "lamp": {"on": True, "color": (255, 0, 0)},
        "tv": {"volume": 20},
        "list": {"items": "milk, eggs"},
    }


def test_what_a_state_shows_is_a_property_without_a_command(tmp_path: Path) -> None:
    (tmp_path / "home.yaml").write_text(HOME)
    tv = load_home(tmp_path / "home.yaml")[0].device("tv")
    assert tv is not None
    assert tv.properties["volume"].unit == "%"
    assert "set_volume" not in tv.commands


def test_mistakes_of_a_home_file(tmp_path: Path) -> None:
    text = (
        "areas: [{id: a, name: A}]\ndevices:\n- {id: x, name: X, area: b}\n- {id: x, name: Y, type: lite}\n"
    )
    (tmp_path / "home.yaml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_home(tmp_path / "home.yaml")
    places = [(problem.line, problem.column) for problem in caught.value.problems]
    assert places == [(3, 8), (3, 26), (4, 8), (4, 26)]


def test_a_home_in_memory() -> None:
    device = {"id": "x", "name": "X", "type": "switch", "state": {True: True}}
    home, states = home_from_dict({"devices": [device]})
    assert home.devices[0].type == "switch"
    assert states == {"x": {"on": True}}
    with pytest.raises(ConfigError, match=r"flat:1:1: devices\.0\.type: unknown type"):
        home_from_dict({"devices": [{**device, "type": "swich"}]}, "flat")


@pytest.mark.parametrize("data", [{"devices": 3}, {"rooms": []}, {"devices": [{"id": "x"}]}])
def test_homes_of_another_shape(data: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        home_from_dict(data)


def test_homes_do_not_share_what_they_may_change() -> None:
    data = {"devices": [{"id": "x", "name": "X", "type": "light", "state": {"on": True}}]}
    _, first = home_from_dict(data)
    first["x"]["on"] = False
    assert home_from_dict(data)[1]["x"]["on"] is True
