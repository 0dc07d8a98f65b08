"""What people ask for without naming it: too dark, freezing, louder, next song, the floor is filthy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.data.asking import Clause
from training.data.constructions import construct
from training.data.sample import fill, say
from training.data.values import bound, say_amount, say_step

if TYPE_CHECKING:
    import random

    from homefuse.devices.model import Argument, Device
    from training.data.referring import Speaker
    from training.data.sample import Scene, State

_HERE = "(in here|here|in here|in this room|)"
_DARK = f"""
4 !it's (too|so|very|really|pretty|a bit|awfully|getting|way too) dark {_HERE}
2 !i can't see (a thing|anything|what i'm doing|my own hands)
1 !(i need|we need|give me|i want|could do with) (some|more|a bit of|a little) light {_HERE}
1 light (please|in here please|)
1 !i can (hardly|barely) see {_HERE}
1 !it's (pitch black|pitch dark|gloomy|so dim) {_HERE}
1 !i'm (sitting|standing) in the dark
.6 ?why is it so dark {_HERE}
.6 !it's (hard to read|too dark to read) {_HERE}
.5 lighten (it up|this room|the place) up
"""
_BRIGHT = f"""
4 !it's (too|so|very|way too|a bit too|awfully) bright {_HERE}
1 !the light {_HERE} is (too bright|blinding|too harsh|hurting my eyes)
1 !(my eyes hurt|i'm being blinded|that's blinding)
.6 ?why is it so bright {_HERE}
.6 !it's too (glaring|harsh) {_HERE}
"""
_COLD = f"""
4 !it's (too|so|very|really|pretty|a bit|freezing|awfully|getting) cold {_HERE}
3 !i'm (freezing|cold|so cold|chilly|shivering|getting cold|a bit cold|feeling cold)
1 !it's (chilly|freezing|freezing cold|nippy|like a fridge|like the arctic) {_HERE}
1 !(i'd like|i want|make|let's have) it (warmer|a bit warmer) {_HERE}
1 !my (feet|hands|toes|fingers) are (cold|freezing|ice)
1 make it warmer {_HERE}
.6 warm it up {_HERE}
.6 ?why is it so cold {_HERE}
"""
_HOT = f"""
4 !it's (too|so|very|really|pretty|a bit|boiling|awfully|getting) (hot|warm) {_HERE}
3 !i'm (boiling|too hot|sweating|melting|roasting|so hot|way too warm)
1 !it's (sweltering|boiling|like an oven|like a sauna|roasting) {_HERE}
1 !(i'd like|i want|let's have) it (cooler|a bit cooler) {_HERE}
1 make it cooler {_HERE}
.6 cool it down {_HERE}
.6 ?why is it so hot {_HERE}
"""
_LOUD = f"""
3 !it's (too|so|way too|a bit) loud {_HERE}
2 !that's (too|way too|a bit too) loud
1 !i can't hear myself think
1 !(the music|this|the sound) is (too|way too|a bit) loud
1 (keep it down|not so loud|a bit quieter|quieter|softer)
1 turn it down
.6 !(my ears hurt|you'll wake the baby|it's hurting my ears)
"""
_QUIET = f"""
3 !i can't hear (it|anything|a thing|what they're saying|the music)
2 !it's (too|so|a bit too) quiet {_HERE}
1 (louder|a bit louder|speak up|louder please)
1 turn it up
.6 !(the sound|the music|this) is too (low|quiet)
"""
_STUFFY = f"""
2 !it's (stuffy|so stuffy|really stuffy|airless|a bit stuffy) {_HERE}
1 !(i need|we need|get me|give me) (some|a bit of|fresh) air {_HERE}
1 !the air {_HERE} is (stale|bad|awful|thick)
1 !it (smells|stinks) {_HERE}
"""
_DRY = f"2 !the air {_HERE} is (too|so|really) dry\n1 !my (skin|throat|nose) is (so|all|) dry\n1 !it's too dry {_HERE}"
_DAMP = f"2 !it's (too|so|really) (damp|humid|muggy|clammy) {_HERE}\n1 !the air is (too|so) (humid|damp) {_HERE}\n1 !the windows are steaming up"
_SUN = f"2 !the sun is (blinding me|in my eyes|in my face|too strong|glaring on the screen)\n1 !there's (too much|so much) sun {_HERE}\n1 keep the sun out\n1 !i (don't want|hate) the sun in my (eyes|face)\n.6 !i want (some|more) privacy {_HERE}"
_DAYLIGHT = f"2 let (some|the|a bit of) (daylight|sun|sunlight|sunshine|light) in\n1 !i want (some|to see some) (daylight|sunshine)\n1 let the sun (in|shine in) {_HERE}\n.6 !i'd like to (look|see) outside"
_DIRTY = """
3 (clean|vacuum|hoover|sweep) (the floor|the floors|the flat|the house|the place|the apartment|up|everything|the carpet)
2 !the floor is (dirty|filthy|a mess|disgusting|covered in crumbs|full of dog hair)
1 start (cleaning|vacuuming|hoovering)
1 !(it's|this place is) (dirty|filthy|a mess) {here}
1 do the (floors|vacuuming|hoovering|cleaning)
1 !there (are crumbs|is dirt|is dust|is cat hair) (everywhere|all over the floor)
.6 !it's time to (clean|vacuum|hoover)
""".replace("{here}", _HERE)
_GRASS = """
3 (mow|cut|trim) (the lawn|the grass)
1 !the (grass|lawn) (is too long|needs cutting|needs a trim|is getting long)
1 start (mowing|mowing the lawn|cutting the grass)
"""
_PLAYER = {
    "pause": "4 pause\n2 pause (the music|it|this|playback|the song|that)\n1 (hold on|hold that)\n1 stop for a (second|moment)\n.6 =pause please",
    "play": "3 (resume|continue|unpause|play)\n2 (resume|continue) (the music|playing|playback)\n2 play (some music|music|the music)\n1 (start|put on) (the music|some music)\n1 keep playing\n1 press play",
    "stop": "3 stop (the music|playing|playback|the song)\n1 (kill|cut) the music\n1 no more music",
    "next_track": "4 (next|next song|next track|skip)\n3 skip (this|this song|this one|it|this track|the song)\n2 (play|go to) the next (song|track|one)\n1 !i (don't like|hate) this (song|one|track)\n1 =next one\n1 change the (song|track)",
    "previous_track": "3 (previous|previous song|last song|previous track)\n2 go back (a song|one|to the last song|one track)\n2 play (that|that one|the last song|the previous one) again\n1 back to the previous (song|track)",
    "mute": "4 mute\n2 mute (it|the sound|that|the music|everything)\n1 (silence|be quiet|shut up|hush|quiet)\n1 (sound|volume) off\n1 turn off the (sound|volume)",
    "unmute": "4 unmute\n1 unmute (it|the sound)\n1 (sound|volume) (back on|on)\n1 turn the sound (back on|on again)",
}


def need(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    """A clause that names no device; None if nothing here could be meant."""
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
    said = construct(rng, _PLAYER[command])
    return Clause(fill(said.template), said.mood, (_target(device, command),), (device,))


def _volume(rng: random.Random, state: State, device: Device) -> Clause | None:
    arg = device.commands["set_volume"].args[0]
    now = state.get(device.id, {}).get("volume")
    if arg.kind != "number" or not isinstance(now, (int, float)):
        return None
    low, high = arg.min or 0, arg.max or 100
    roll = rng.random()
    if roll < 0.4:
        value = round(low + rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80)) / 100 * (high - low))
        said = construct(
            rng,
            "3 (set|turn|put|change) the volume to {v}\n3 =volume {v}\n2 =volume to {v}\n1 =volume at {v}\n1 set volume to {v}",
        )
        words = fill(said.template, v=say(say_amount(rng, value, arg.unit), "v"))
        return Clause(
            words,
            said.mood,
            (_target(device, "set_volume", volume={"mode": "set", "span": "v", "value": value}),),
            (device,),
        )
    up = rng.random() < 0.5
    if roll < 0.55:
        return _volume_by(rng, device, arg, now, up=up)
    text = (
        "3 (turn it up|turn up the volume|volume up|louder|turn the music up|turn up the music|raise the volume)"
        if up
        else "3 (turn it down|turn down the volume|volume down|quieter|turn the music down|turn down the music|lower the volume|lower the music)"
    )
    said = construct(rng, text)
    size = "some" if roll < 0.75 else rng.choice(("little", "lot"))
    words = said.template
    if size != "some":
        how = rng.choice(
            ("a bit", "a little", "slightly", "a touch", "a notch")
            if size == "little"
            else ("a lot", "loads", "quite a lot")
        )
        words = f"{how} {words}" if words in ("louder", "quieter") and size == "little" else f"{words} {how}"
    return Clause(
        say(words),
        said.mood,
        (_target(device, "set_volume", volume={"mode": "more" if up else "less", "size": size}),),
        (device,),
    )


def _volume_by(rng: random.Random, device: Device, arg: Argument, now: float, *, up: bool) -> Clause | None:
    step = say_step(rng, arg, (arg.max or 100) - now if up else now - (arg.min or 0))
    if step is None:
        return None
    said = construct(
        rng,
        "2 turn (it|the volume|the music) {w} by {v}\n1 =volume {w} by {v}\n1 =volume {w} {v}\n1 {c} the volume by {v}",
    )
    verb = rng.choice(("raise", "increase") if up else ("lower", "decrease", "reduce"))
    words = fill(said.template, w="up" if up else "down", c=verb, v=say(step.words, "v"))
    value = bound(now + (step.value if up else -step.value), arg)
    label = {"mode": "up" if up else "down", "span": "v", "value": value}
    return Clause(words, said.mood, (_target(device, "set_volume", volume=label),), (device,))


def _one(scene: Scene, by: Speaker, type_name: str, fits: Any) -> Device | None:
    """The one fitting device of a type here, else in the whole home."""
    every = [d for d in by.names.devices if d.type == type_name and fits(scene.state.get(d.id, {}))]
    near = [d for d in every if d.area == by.where] if by.where else []
    if len(near) == 1:
        return near[0]
    return every[0] if len(every) == 1 and not near else None


def _target(device: Device, command: str, **args: Any) -> dict[str, Any]:
    return {"device": device.id, "command": command, "args": args, "when": None}


def _said(
    rng: random.Random, text: str, targets: list[dict[str, Any]], devices: list[Device]
) -> Clause | None:
    said = construct(rng, text)
    return Clause(say(said.template), said.mood, tuple(targets), tuple(devices)) if targets else None


def _dark(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    lights = _lights(scene, by)
    off = [d for d in lights if scene.state.get(d.id, {}).get("on") is False]
    if off:
        return _said(rng, _DARK, [_target(d, "turn_on") for d in off], off)
    return _brightness(rng, _DARK, lights, "more")


def _bright(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    lit = [d for d in _lights(scene, by) if scene.state.get(d.id, {}).get("on") is True]
    return _brightness(rng, _BRIGHT, lit, "less")


def _lights(scene: Scene, by: Speaker) -> list[Device]:
    """The lights of the speaker's room, or of a home with a single room."""
    if by.where is None:
        return []
    return [d for d in by.names.devices if d.type == "light" and d.area == by.where and d.risk != "sensitive"]


def _brightness(rng: random.Random, text: str, lights: list[Device], mode: str) -> Clause | None:
    able = [d for d in lights if "set_brightness" in d.commands]
    label = {"mode": mode, "size": "some"}
    return _said(rng, text, [_target(d, "set_brightness", brightness=dict(label)) for d in able], able)


def _temperature(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    device = _one(scene, by, "climate", lambda s: "temperature" in s and s.get("on") is not False)
    if device is None or "set_temperature" not in device.commands:
        return None
    cold = rng.random() < 0.55
    label = {"mode": "more" if cold else "less", "size": "some"}
    return _said(
        rng, _COLD if cold else _HOT, [_target(device, "set_temperature", temperature=label)], [device]
    )


def _loudness(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    device = _one(scene, by, "media_player", lambda s: s.get("playing") is True and "volume" in s)
    if device is None or "set_volume" not in device.commands:
        return None
    loud = rng.random() < 0.6
    label = {"mode": "less" if loud else "more", "size": "some"}
    return _said(rng, _LOUD if loud else _QUIET, [_target(device, "set_volume", volume=label)], [device])


def _air(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    kind, text = rng.choice(
        (("air_purifier", _STUFFY), ("fan", _STUFFY), ("humidifier", _DRY), ("dehumidifier", _DAMP))
    )
    device = _one(scene, by, kind, lambda s: s.get("on") is False)
    if device is None or "turn_on" not in device.commands or (by.where and device.area != by.where):
        return None
    if kind == "fan" and any(d.type == "air_purifier" for d in by.names.within((device.area or "",))):
        return None
    return _said(rng, text, [_target(device, "turn_on")], [device])


def _sun(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    if by.where is None:
        return None
    out = rng.random() < 0.6
    shades = [
        d
        for d in by.names.within((by.where,))
        if d.type == "cover" and d.kind in ("blind", "curtain", "shutter") and d.risk != "sensitive"
    ]
    shades = [d for d in shades if (scene.state.get(d.id, {}).get("position") or 0) > 0] if out else shades
    return _said(
        rng, _SUN if out else _DAYLIGHT, [_target(d, "close" if out else "open") for d in shades], shades
    )


def _floor(rng: random.Random, scene: Scene, by: Speaker) -> Clause | None:
    kind, text = rng.choice((("vacuum", _DIRTY), ("vacuum", _DIRTY), ("lawn_mower", _GRASS)))
    every = [d for d in by.names.devices if d.type == kind]
    return _said(rng, text, [_target(every[0], "start")], every) if len(every) == 1 else None


_NEEDS = (_dark, _bright, _temperature, _loudness, _air, _sun, _floor)
_WEIGHTS = (34, 12, 20, 10, 8, 6, 10)
