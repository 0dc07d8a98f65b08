"""Real sentences of other domains: nothing in the home answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from training.data.sample import Draft, Scene, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from homefuse.devices.model import Device, Home


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OURS: Final = _set("smart_home timer change_volume next_song what_song cancel general_commandstop") | _set(
    "audio_volume_up audio_volume_down audio_volume_mute"
)
"""Intents that a home may well answer: labelled elsewhere, or left out."""
_MUSIC: Final = _set("play_music play_radio play_podcasts play_audiobook music_query music_settings") | _set(
    "music_likeness PlayMusic AddToPlaylist update_playlist"
)
_ALARMS: Final = _set("alarm alarm_set alarm_query alarm_remove reminder reminder_update")
_ALARM_HANDLING: Final = re.compile(r"\b(off|cancel|disable|remove|stop|delete|any|which|on)\b")
_CLIMATE_WORDS: Final = re.compile(r"\b(temperature|hot|cold|warm|cool|chill\w*|humid\w*|degrees)\b")
_VAGUE_PLAY: Final = re.compile(
    r"\b(music|radio|volume|song|track|station|channel|pause|resume|shuffle|skip|next|repeat|speakers?)\b"
)
_PLAYER: Final = re.compile(r"radio|music|speaker")
_STOPPING: Final = re.compile(
    r"\b(cancel|stop|quit|undo|never ?mind|forget|abort|volume|quiet|silent|mute)\b"
)
_DULL: Final = _set(
    "the and for you your with from this that what when where how who are can all any get set put make turn "
    "start stop open close has have will would could please need want now one two off out not its our some"
)
_UNFORESEEN: Final = frozenset({"custom", "scene", "script"})


def negative(rng: Random, scene: Scene, row: Mapping[str, Any]) -> Draft | None:
    """The sentence as something that this home must not act on; None where the home might answer it."""
    del rng  # the same signature as every other converter
    text, intent = row["text"].strip().strip('"'), row["intent"]
    if intent in _OURS or row.get("in_slurp_test") or row.get("in_slurp_devel"):
        return None
    reason = _reason(scene.home, intent, text.lower())
    if reason is None or _overlaps(scene.home, text.lower()):
        return None
    return Draft(words=say(text), outcome="reject", reason=reason, tag=f"real_negative/{intent}")


def _reason(home: Home, intent: str, text: str) -> str | None:
    """Why it is rejected, or None if we cannot be sure that it is."""
    if intent in _MUSIC:
        return _music_reason(home, intent, text)
    if intent in _ALARMS and _may_remind(home, text):
        return None
    if "weather" in intent.lower() and _CLIMATE_WORDS.search(text) and _measures_air(home):
        return None
    if intent.startswith(("general_", "whisper", "no", "repeat", "thank")) and _STOPPING.search(text):
        return None
    return "not_for_me"


def _music_reason(home: Home, intent: str, text: str) -> str | None:
    """No player can be asked for a playlist or a named work; vaguer wishes are left out where one exists."""
    if not any(d.type == "media_player" or _PLAYER.search(d.name.lower()) for d in home.devices):
        return "not_for_me"
    if intent in {"AddToPlaylist", "update_playlist", "music_likeness"}:
        return "unsupported"
    named = intent == "PlayMusic" and len(text.split()) >= 5
    return "unsupported" if named and not _VAGUE_PLAY.search(text) else None


def _may_remind(home: Home, text: str) -> bool:
    """Whether a timer might be set for it, or an alarm of the home be meant."""
    if any(d.type == "timer" or "clock" in d.name.lower() for d in home.devices):
        return True
    return any(d.type == "alarm" for d in home.devices) and _ALARM_HANDLING.search(text) is not None


def _measures_air(home: Home) -> bool:
    return any(d.type == "climate" or d.measures in {"temperature", "humidity"} for d in home.devices)


def _overlaps(home: Home, text: str) -> bool:
    """Whether it uses the words of a device that nobody foresaw: that device may be meant."""
    said = _words(text)
    return any(not said.isdisjoint(_device_words(d)) for d in home.devices if d.type in _UNFORESEEN)


def _device_words(device: Device) -> frozenset[str]:
    texts = [device.name, *device.aliases]
    for command in device.commands.values():
        texts += [command.name.replace("_", " "), *command.phrases]
    return frozenset().union(*(_words(text.lower()) for text in texts))


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[a-z]{3,}", text) if w not in _DULL)
