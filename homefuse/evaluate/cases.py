"""Case files: read, checked, and turned into the snapshots that a decision sees."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from homefuse.devices.loader import load_home
from homefuse.errors import CaseError, Problem
from homefuse.types import Command, DeviceState, Outcome, Reason, Snapshot, Turn

if TYPE_CHECKING:
    from homefuse.devices.model import Home, Value

DEFAULT_NOW = datetime.fromisoformat("2026-05-01T12:00:00")
"""A case that does not say when it happens happens on a Friday at noon."""

Plain: TypeAlias = bool | int | float | tuple[int, int, int] | str | None
Modality = Literal["voice", "vision"]


def _many(value: object) -> object:
    """One value stands for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


def _wall_clock(value: datetime) -> datetime:
    """Cases speak of local time; a zone says nothing more."""
    return value.replace(tzinfo=None)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Range(_Strict):
    """Any number from `min` to `max`, both included; a missing bound is open."""

    min: float | None = None
    max: float | None = None


class OneOf(_Strict):
    """Any of several values."""

    one_of: tuple[Plain, ...] = Field(min_length=1)


class Changed(_Strict):
    """Any value but the one it had; only in `state`."""

    changed: Literal[True]


Wanted: TypeAlias = Range | OneOf | Changed | Plain


class WantedAction(_Strict):
    """One action that must be decided."""

    device: str
    command: str
    args: Mapping[str, Wanted] = {}
    at: datetime | None = None
    after: float | None = None
    """Seconds."""


class WantedAbout(_Strict):
    """One fact that must be told; without `value`, whatever its value."""

    device: str
    property: str
    value: Wanted = None


class Expect(_Strict):
    """What a right decision looks like; None where it does not matter."""

    outcome: Annotated[tuple[Outcome, ...], BeforeValidator(_many)] | None = None
    """Any of these."""
    actions: tuple[WantedAction, ...] | None = None
    args_mode: Literal["exact", "subset"] = "exact"
    state: Mapping[str, Mapping[str, Wanted]] | None = None
    """How the simulated home must stand afterwards; nothing else may have changed."""
    ignore: Mapping[str, tuple[str, ...]] = {}
    """Device -> properties that may change or not."""
    about: tuple[WantedAbout, ...] | None = None
    choices: tuple[str, ...] | None = None
    reason: Annotated[tuple[Reason, ...], BeforeValidator(_many)] | None = None
    rejected_count: int | None = None
    say_contains: Annotated[tuple[str, ...], BeforeValidator(_many)] | None = None


class Reading(_Strict):
    """What a sensor last said."""

    value: Plain
    age: float = 0.0
    """Seconds."""


class Picture(_Strict):
    """What a camera last saw."""

    path: str = Field(validation_alias=AliasChoices("path", "image", "file", "frame"))
    age: float = 0.0
    """Seconds."""


class Case(BaseModel):
    """One line of a case file."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    id: str
    home: str
    """Path of the home file, relative to the case file."""
    text: str | None = None
    audio: str | None = None
    """Path of a recording that stands in place of the text."""
    state: Mapping[str, Mapping[str, Plain]] = {}
    area: str | None = None
    cameras: Mapping[str, Picture | str] = {}
    sensors: Mapping[str, Reading] = {}
    history: tuple[str, ...] = ()
    now: datetime | None = None
    expect: Expect | None = None
    expect_any: tuple[Expect, ...] = ()
    tags: tuple[str, ...] = ()
    meta: Any = None
    text_reference: str | None = None
    file: Path = Path()
    """The case file; not a key of it."""
    line: int = 0

    @property
    def expects(self) -> tuple[Expect, ...]:
        """Every acceptable expectation; empty if the case is only to be decided."""
        return ((self.expect,) if self.expect else ()) + self.expect_any

    @property
    def needs(self) -> tuple[Modality, ...]:
        """What the decision must be able to do besides reading."""
        voice: tuple[Modality, ...] = ("voice",) if self.audio else ()
        return (*voice, "vision") if self.cameras else voice

    @property
    def home_path(self) -> Path:
        """Where its home file lies."""
        return self.file.parent / self.home


_KEYS = frozenset(Case.model_fields) - {"file", "line"}


def load_cases(path: Path) -> tuple[tuple[Case, ...], list[Problem]]:
    """The cases of a JSON-lines file, and what is odd but harmless in it; CaseError lists every mistake."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read: {error}") from error
    cases: list[Case] = []
    mistakes: list[Problem] = []
    oddities: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            case, found, odd = _read_line(path, number, line)
            cases += [case] if case else []
            mistakes += found
            oddities += odd
    if mistakes:
        raise CaseError("\n".join(map(str, mistakes)))
    return tuple(cases), oddities + _repeated(cases)


class Homes:
    """Home files, each read once."""

    def __init__(self) -> None:
        self._loaded: dict[Path, tuple[Home, dict[str, dict[str, Value]]]] = {}

    def of(self, case: Case) -> tuple[Home, dict[str, dict[str, Value]]]:
        """The case's home and the states that its file gives."""
        path = case.home_path
        if path not in self._loaded:
            if not path.is_file():
                raise CaseError(f"{case.file}:{case.line}:1: there is no home file {path}")
            self._loaded[path] = load_home(path)
        return self._loaded[path]


def snapshot(
    case: Case, home: Home, states: Mapping[str, Mapping[str, Value]], history: tuple[Turn, ...] = ()
) -> Snapshot:
    """All that the decision may see of a case: no expectation, tag, reference or name of it."""
    values = {device: dict(given) for device, given in states.items()}
    for device, given in case.state.items():
        values.setdefault(device, {}).update(given)
    known = {device: DeviceState(given) for device, given in values.items()}
    for sensor, reading in case.sensors.items():
        seen = {**values.get(sensor, {}), "value": reading.value}
        known[sensor] = DeviceState(seen, age_s=reading.age)
    return Snapshot(
        command=Command(id=f"case-{case.line}", text=case.text or "", area=case.area, source="case"),
        home=home,
        now=_wall_clock(case.now or DEFAULT_NOW),
        states=known,
        history=history,
    )


def strangers(case: Case, home: Home) -> list[Problem]:
    """Names in the case that its home does not have: most likely misspelt."""
    devices = {device.id for device in home.devices}
    cameras, areas = {camera.id for camera in home.cameras}, {area.id for area in home.areas}
    named = [(name, devices, "device") for name in (*case.state, *case.sensors, *_expected_devices(case))]
    named += [(name, cameras, "camera") for name in case.cameras]
    named += [(case.area, areas, "area")] if case.area else []
    unknown = {(name, kind): known for name, known, kind in named if name not in known}
    return [
        Problem(str(case.file), case.line, 1, f"the home has no {kind} {name!r}{_near(name, known)}")
        for (name, kind), known in unknown.items()
    ]


def _expected_devices(case: Case) -> list[str]:
    names: list[str] = []
    for expect in case.expects:
        names += [wanted.device for wanted in expect.actions or ()]
        names += [fact.device for fact in expect.about or ()]
        names += [*(expect.state or {}), *expect.ignore, *(expect.choices or ())]
    return names


def _read_line(path: Path, number: int, line: str) -> tuple[Case | None, list[Problem], list[Problem]]:
    """The case of one line, or its mistakes; and its unknown keys."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        return None, [Problem(str(path), number, error.colno, f"not JSON: {error.msg}")], []
    if not isinstance(raw, dict):
        return None, [Problem(str(path), number, 1, "a case is a JSON object")], []
    odd = [
        Problem(str(path), number, 1, f"unknown key {key!r} is not read{_near(key, _KEYS)}")
        for key in raw
        if key not in _KEYS
    ]
    given = {key: value for key, value in raw.items() if key in _KEYS}
    try:
        case = Case.model_validate({**given, "file": path, "line": number})
    except ValidationError as error:
        return None, [Problem(str(path), number, 1, message) for message in _messages(error)], odd
    if (case.text is None) == (case.audio is None):
        return None, [Problem(str(path), number, 1, "a case has either a text or an audio")], odd
    return case, [], odd


def _messages(error: ValidationError) -> list[str]:
    """One readable line for each mistake; a value that fits no kind of wanted value is named once."""
    messages: dict[str, str] = {}
    for found in error.errors(include_url=False, include_context=False):
        steps = [str(step) for step in found["loc"] if not _names_a_type(step)]
        where = ".".join(steps) or "case"
        if found["type"] == "extra_forbidden":
            near = _near(steps[-1], Expect.model_fields)
            messages.setdefault(where, f"{where}: unknown key{near}")
        else:
            got = "" if found["type"] == "missing" else f", got {found['input']!r:.60}"
            messages.setdefault(where, f"{where}: {found['msg']}{got}")
    return list(messages.values())


def _names_a_type(step: int | str) -> bool:
    """Whether a step of pydantic's path names a member of a union rather than a key."""
    return step in {"Range", "OneOf", "Changed", "Picture", "bool", "int", "float", "str"} or (
        isinstance(step, str) and step.startswith(("tuple[", "function-before"))
    )


def _repeated(cases: list[Case]) -> list[Problem]:
    first: dict[str, int] = {}
    found: list[Problem] = []
    for case in cases:
        if case.id in first:
            text = f"the id {case.id!r} was used in line {first[case.id]} already"
            found.append(Problem(str(case.file), case.line, 1, text))
        first.setdefault(case.id, case.line)
    return found


def _near(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f", did you mean {near[0]!r}?" if near else ""
