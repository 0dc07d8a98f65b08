"""What people ask for without naming it: too dark, freezing, louder, next song, the floor is filthy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.data.clauses import Clause
from training.data.constructions import construct, lines
from training.data.referring import Speaker, in_area
from training.data.sample import fill, say
from training.data.values import bound, say_amount, say_step

if TYPE_CHECKING:
    import random

    from homefuse.devices.model import Argument, Device
    from training.data.clauses import Label
    from training.data.sample import Scene, State

_HERE = ("in here", "here", "in here", "in this room", "")


def need(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    """A clause that names no device, about here or a room that it names; None if nothing could be meant."""
    areas = by.names.home.areas
    if areas and rng.random() < 0.25:
        area = rng.choice(areas)
        by = Speaker(by.names, area.id, in_area(rng, area))
    return rng.choices(_NEEDS, _WEIGHTS)[0](rng, scene, by)


def player(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    """A word to the one player that is playing (or could be)."""
    command = rng.choice(
        (
            "pause",
            "play",
            "stop",
            "next_track",
            "previous_track",
            "mute",
            "unmute",
            "set_volume",
            "set_volume",
        )
    )
    wanted = {"play": ("playing", False), "unmute": ("muted", True)}.get(command, ("playing", True))
    device = _one(
        scene, by, "media_player", lambda s: s.get("on") is not False and s.get(wanted[0]) is wanted[1]
    )
    if device is None or command not in device.commands:
        return None
    if command == "set_volume":
        return _volume(rng, scene.state, device)
    said = construct(rng, lines("player", command))
    return Clause(fill(said.template), said.mood, (_target(device, command),), (device,))


def _volume(rng: random.Random, state: State, device: Device) -> Clause | None:
    arg = device.commands["set_volume"].args[0]
    now = state.get(device.id, {}).get("volume")
    if arg.kind != "number" or not isinstance(now, (int, float)):
        return None
    roll = rng.random()
    if roll < 0.4:
        return _volume_set(rng, device, arg)
    up = rng.random() < 0.5
    if roll < 0.55:
        return _volume_by(rng, device, arg, now, up=up)
    said = construct(rng, lines("player", "volume_more" if up else "volume_less"))
    text, size = said.template, "some"
    if roll > 0.75:
        size = rng.choice(("little", "lot"))
        how = rng.choice(_LITTLE if size == "little" else ("a lot", "loads", "quite a lot"))
        leads = text in ("louder", "quieter") and size == "little"
        text = f"{how} {text}" if leads else f"{text} {how}"
    label = {"mode": "more" if up else "less", "size": size}
    return Clause(say(text), said.mood, (_target(device, "set_volume", volume=label),), (device,))


_LITTLE = ("a bit", "a little", "slightly", "a touch", "a notch")


def _volume_set(rng: random.Random, device: Device, arg: Argument) -> Clause:
    low, high = arg.min or 0, arg.max or 100
    value = round(low + rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80)) / 100 * (high - low))
    said = construct(rng, lines("player", "volume_set"))
    words = fill(said.template, v=say(say_amount(rng, value, arg.unit), "v"))
    label = {"mode": "set", "span": "v", "value": value}
    return Clause(words, said.mood, (_target(device, "set_volume", volume=label),), (device,))


def _volume_by(rng: random.Random, device: Device, arg: Argument, now: float, *, up: bool) -> Clause | None:
    step = say_step(rng, arg, (arg.max or 100) - now if up else now - (arg.min or 0))
    if step is None:
        return None
    said = construct(rng, lines("player", "volume_by"))
    verb = rng.choice(("raise", "increase") if up else ("lower", "decrease", "reduce"))
    words = fill(said.template, w="up" if up else "down", c=verb, v=say(step.words, "v"))
    value = bound(now + (step.value if up else -step.value), arg)
    label = {"mode": "up" if up else "down", "span": "v", "value": value}
    return Clause(words, said.mood, (_target(device, "set_volume", volume=label),), (device,))


def _one(scene: Scene, by: Speaker, type_name: str, fits: Any) -> Device | None:
    """The one fitting device of a type here, else in the whole home."""
    every = [d for d in by.names.devices if d.type == type_name and fits(scene.state.get(d.id, {}))]
    near = [d for d in every if d.area == by.where] if by.where else []
    if len(near) == 1 or by.place is not None:
        return near[0] if len(near) == 1 else None
    return every[0] if len(every) == 1 and not near else None


def _target(device: Device, command: str, **args: Any) -> dict[str, Any]:
    return {"device": device.id, "command": command, "args": args, "when": None}


def _said(
    rng: random.Random, name: str, by: Speaker, targets: list[Label], devices: list[Device]
) -> Clause | None:
    said = construct(rng, lines("needs", name))
    if not targets or (by.place is not None and "{here}" not in said.template):
        return None
    words = fill(said.template, here=by.place or rng.choice(_HERE))
    return Clause(words, said.mood, tuple(targets), tuple(devices))


def _dark(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    lights = _lights(scene, by)
    off = [d for d in lights if scene.state.get(d.id, {}).get("on") is False]
    if off:
        return _said(rng, "dark", by, [_target(d, "turn_on") for d in off], off)
    return _brightness(rng, "dark", by, lights)


def _bright(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    lit = [d for d in _lights(scene, by) if scene.state.get(d.id, {}).get("on") is True]
    return _brightness(rng, "bright", by, lit)


def _lights(scene: Scene, by: Speaker) -> list[Device]:
    """The lights of the speaker's room, or of a home with a single room."""
    if by.where is None:
        return []
    return [d for d in by.names.devices if d.type == "light" and d.area == by.where and d.risk != "sensitive"]


def _brightness(rng: random.Random, name: str, by: Speaker, lights: list[Device]) -> Clause | None:
    able = [d for d in lights if "set_brightness" in d.commands]
    label = {"mode": "more" if name == "dark" else "less", "size": "some"}
    return _said(rng, name, by, [_target(d, "set_brightness", brightness=dict(label)) for d in able], able)


def _temperature(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    device = _one(scene, by, "climate", lambda s: "temperature" in s and s.get("on") is not False)
    if device is None or "set_temperature" not in device.commands:
        return None
    cold = rng.random() < 0.55
    label = {"mode": "more" if cold else "less", "size": "some"}
    return _said(
        rng, "cold" if cold else "hot", by, [_target(device, "set_temperature", temperature=label)], [device]
    )


def _loudness(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    device = _one(scene, by, "media_player", lambda s: s.get("playing") is True and "volume" in s)
    if device is None or "set_volume" not in device.commands:
        return None
    loud = rng.random() < 0.6
    label = {"mode": "less" if loud else "more", "size": "some"}
    return _said(
        rng, "loud" if loud else "quiet", by, [_target(device, "set_volume", volume=label)], [device]
    )


def _air(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    kind, text = rng.choice(
        (("air_purifier", "stuffy"), ("fan", "stuffy"), ("humidifier", "dry"), ("dehumidifier", "damp"))
    )
    device = _one(scene, by, kind, lambda s: s.get("on") is False)
    if device is None or "turn_on" not in device.commands or (by.where and device.area != by.where):
        return None
    if kind == "fan" and any(d.type == "air_purifier" for d in by.names.within((device.area or "",))):
        return None
    return _said(rng, text, by, [_target(device, "turn_on")], [device])


def _sun(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    if by.where is None:
        return None
    out = rng.random() < 0.6
    shades = [
        d
        for d in by.names.within((by.where,))
        if d.type == "cover" and d.kind in ("blind", "curtain", "shutter") and d.risk != "sensitive"
    ]
    if out:
        shades = [d for d in shades if scene.state.get(d.id, {}).get("position") not in (0, None)]
    return _said(
        rng,
        "sun" if out else "daylight",
        by,
        [_target(d, "close" if out else "open") for d in shades],
        shades,
    )


def _floor(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    kind, text = rng.choice((("vacuum", "dirty"), ("vacuum", "dirty"), ("lawn_mower", "grass")))
    every = [d for d in by.names.devices if d.type == kind and by.place is None]
    return _said(rng, text, by, [_target(every[0], "start")], every) if len(every) == 1 else None


_NEEDS = (_dark, _bright, _temperature, _loudness, _air, _sun, _floor)
_WEIGHTS = (34, 12, 20, 10, 8, 6, 10)
