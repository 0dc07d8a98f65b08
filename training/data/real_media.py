"""What people said about sound, songs and timers, labelled where the home has one thing that can be meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from training.data.deeds import target
from training.data.denote import here
from training.data.sample import Draft, Phrase, Scene, say
from training.data.values import bound, spell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from homefuse.devices.model import Device

_OTHERS: Final = re.compile(
    r"\b(speak\w*|talk\w*|yell|respond|answer|your|yourself|you|meeting|until|when|minutes?|hours?|"
    r"seconds?|day|left|itunes|so that|repeat|bass|phone|noise|level \w+|levels?|one|settings|"
    r"other room|adjust|change|radio)\b"
)
"""The assistant's own voice, delays, and what only its owner knows."""
_SOUND: Final = re.compile(
    r"\b(volume|sound|audio|louder|quieter|speakers?|music|media|it up|it down|loud)\b"
)
_UP: Final = re.compile(r"\b(up|louder|increase|raise|rise|higher|boost|more|bump\w*|high)\b")
_DOWN: Final = re.compile(r"\b(down|lower|quieter|decrease|reduce|softer|less\w*|too loud|low)\b")
_MUTE: Final = re.compile(r"\bmute\b|\bsound off\b|\b(turn|off) (off )?the sound\b|\bsilence\b(?! mode)")
_MAXIMUM: Final = re.compile(r"\bto (the )?(max|maximum|highest level)\b|\bon maximum\b")
_LITTLE: Final = re.compile(r"\b(a little|a bit|little bit)\b")
_TO: Final = re.compile(
    r"\b(?:to|at) (?P<v>[a-z]+(?: (?:one|two|three|four|five|six|seven|eight|nine))?(?: percent)?)$"
)
_NEXT: Final = re.compile(r"\b(next|skip|past)\b")
_NOT_NEXT: Final = re.compile(r"\b(what|what's|pause|stop|playlist|number|list|queued)\b")
_TIMER: Final = re.compile(
    r"\b(?:for|of|timer) (?P<a>(?P<n>\w+(?: five)?) (?P<u>minutes?|mins|seconds?|hours?))\b|"
    r"\b(?P<b>(?P<m>\w+) (?P<w>minute|second|hour)) (?:timer|countdown)\b"
)
_SECONDS: Final = {"m": 60, "s": 1, "h": 3600}
_NUMBERS: Final = {spell(n): n for n in range(101)} | {str(n): n for n in range(101)}


def media_sentence(rng: Random, scene: Scene, row: Mapping[str, Any]) -> tuple[Scene, Draft] | None:
    """The sentence in this home, labelled; None where it does not fit or could mean several things."""
    text = row["text"].strip().strip('"').lower()
    intent = row["intent"]
    draft = None
    if intent == "timer":
        draft = _timer(scene, text)
    elif intent == "next_song" and _NEXT.search(text) and not _NOT_NEXT.search(text):
        draft = _done(scene, text, "next_track", {}, None)
    elif intent == "audio_volume_mute" and not _OTHERS.search(text) and _MUTE.search(text):
        draft = _done(scene, text, "mute", {}, None)
    elif intent in ("audio_volume_up", "audio_volume_down", "change_volume"):
        draft = _volume(scene, text)
    return (_sounding(rng, scene, draft), draft) if draft else None


def _sounding(rng: Random, scene: Scene, draft: Draft) -> Scene:
    """The scene with the player playing: only then does anybody want it louder, muted or skipped."""
    device, command = draft.targets[0]["device"], draft.targets[0]["command"]
    if draft.tag.endswith("timer"):
        return scene
    now = {"on": True, "playing": True, "volume": rng.randint(15, 70), "muted": command == "unmute"}
    known = scene.state.get(device, {})
    values = {**known, **{name: value for name, value in now.items() if name in known}}
    return replace(scene, state={**scene.state, device: values})


def _volume(scene: Scene, text: str) -> Draft | None:
    """Louder, quieter, or to a number."""
    if _OTHERS.search(text):
        return None
    if text.startswith("unmute"):
        return _done(scene, text, "unmute", {}, None)
    if not _SOUND.search(text):
        return None
    if _MAXIMUM.search(text):
        return _done(scene, text, "set_volume", {"volume": {"mode": "max"}}, None)
    match = _TO.search(text)
    return _to_number(scene, text, match) if match else _louder(scene, text)


def _to_number(scene: Scene, text: str, match: re.Match[str]) -> Draft | None:
    value = _NUMBERS.get(match["v"].removesuffix(" percent"))
    if value is None:
        return None
    label = {"mode": "set", "span": "v", "value": value}
    return _done(scene, text, "set_volume", {"volume": label}, match.span("v"))


def _louder(scene: Scene, text: str) -> Draft | None:
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    if up == down or re.search(r"\b(by|to|at|percent)\b", text):
        return None
    size = "little" if _LITTLE.search(text) else "some"
    label = {"mode": "more" if up else "less", "size": size}
    return _done(scene, text, "set_volume", {"volume": label}, None)


def _done(
    scene: Scene, text: str, command: str, args: dict[str, Any], span: tuple[int, int] | None
) -> Draft | None:
    player = _player(scene)
    if player is None or command not in player.commands:
        return None
    value = args.get("volume", {}).get("value")
    if value is not None and bound(value, player.commands[command].args[0]) != value:
        return None
    words = _tagged_at(text, span)
    return Draft(words, "act", targets=(target(player, command, args),), tag=f"real_media/{command}")


def _player(scene: Scene) -> Device | None:
    """The only player here, else the only one at all."""
    players = [d for d in scene.home.devices if d.type == "media_player"]
    near = [d for d in players if d.area == here(scene)]
    return near[0] if len(near) == 1 else (players[0] if len(players) == 1 else None)


def _timer(scene: Scene, text: str) -> Draft | None:
    """A said time for the home's one timer."""
    timers = [d for d in scene.home.devices if d.type == "timer"]
    match = _TIMER.search(text)
    if len(timers) != 1 or match is None or re.search(r"\b(how|remind|wake|alarm|pm|am)\b", text):
        return None
    number = _NUMBERS.get(match["n"] or match["m"])
    if number is None:
        return None
    seconds = number * _SECONDS[(match["u"] or match["w"])[0]]
    args = {"duration": {"mode": "set", "span": "v", "value": seconds}}
    words = _tagged_at(text, match.span("a") if match["a"] else match.span("b"))
    return Draft(words, "act", targets=(target(timers[0], "start", args),), tag="real_media/timer")


def _tagged_at(text: str, span: tuple[int, int] | None) -> Phrase:
    """The text's words; those within the span carry the tag "v"."""
    if span is None:
        return say(text)
    start, end = span
    return (*say(text[:start]), *say(text[start:end], "v"), *say(text[end:]))
