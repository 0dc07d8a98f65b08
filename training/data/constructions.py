"""How things are asked for: constructions per command, over {x} (what), {v} (value), {n} (its dimension).

A line is one construction. `(a|b)` is a choice; a leading number is its weight; then a mark may say what it is:
`=` a fragment, `!` a statement, `?` a question, else an imperative. {is}, {needs} and {it} agree with {x};
{xs} is its possessive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from training.data.registers import Mood

_LINE = re.compile(r"^(?:([\d.]+) )?([=!?])?\s*(.*)$")
_MOODS: dict[str | None, Mood] = {None: "imperative", "=": "fragment", "!": "statement", "?": "question"}
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of asking."""

    template: str
    mood: Mood = "imperative"


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[tuple[Construction, ...], tuple[float, ...]]:
    found, weights = [], []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _LINE.match(line)
        if match is not None:
            found.append(Construction(match[3], _MOODS[match[2]]))
            weights.append(float(match[1] or 1))
    return tuple(found), tuple(weights)


def construct(rng: random.Random, text: str) -> Construction:
    """One construction of a text of them, its choices made."""
    constructions, weights = _parsed(text)
    chosen = rng.choices(constructions, weights)[0]
    template = chosen.template
    while match := _CHOICE.search(template):
        template = template[: match.start()] + rng.choice(match[1].split("|")) + template[match.end() :]
    return Construction(re.sub(r"\s+", " ", template).strip(), chosen.mood)


ON = """
9 (turn|turn|turn|switch) on {x}
8 (turn|turn|switch|put) {x} on
2 (flick|flip|pop|stick|get|whack|click|bang|chuck) {x} on
2 (activate|enable|power up|power on|start up|fire up|engage|energize) {x}
5 ={x} on
1.2 =on {x}
.5 ={x} (on now|to on|please on|go on)
1 !(i want|i'd like|i need|we need|i would like|let's have|let me have) {x} on
1 ?(can i have|can we have|could i have|could we have|can you have|can you get) {x} on
.6 !{x} (should|must|needs to|has to) be on
.5 !(i want|i'd like|i need) {x} (turned|switched) on
.6 (make sure|see to it that|ensure) {x} {is} on
.4 ?(can|could) {x} be (turned|switched) on
.3 set {x} to on
.3 turn {x} back on
.2 turn (on {x} again|{x} on again)
.2 have {x} on
.2 =let there be {x}
"""
OFF = """
9 (turn|turn|turn|switch) off {x}
8 (turn|turn|switch|put) {x} off
2 (shut|power|shut) off {x}
1.5 (shut|flick|flip|click|get|power|cut|knock) {x} off
2 (kill|cut|deactivate|disable|shut down|power down|kill) {x}
5 ={x} off
1.2 =off {x}
.5 ={x} (off now|to off|please off)
1 !(i want|i'd like|i need|i would like|let's have) {x} off
.6 ?(can i have|can we have|could i have) {x} off
.5 !{x} (should|must|needs to|has to|can) be off
.5 !(i want|i'd like) {x} (turned|switched|shut) off
.6 (make sure|see to it that|ensure) {x} {is} off
.5 !(i|we) don't need {x} (any more|anymore|on)
.3 !(i'm|we're) done with {x}
.4 ?(can|could) {x} (be turned|be switched|go) off
.3 set {x} to off
.3 turn {x} back off
.3 cut (the power|power) to {x}
.2 !no more {x}
"""
ON_OF = {
    "light": "1.5 (light up|light|illuminate) {x}\n.6 (light {x} up|get {x} lit)\n.3 (bring up|bring on) {x}",
    "fan": "2 start {x}\n1 get {x} (going|spinning|running)\n.6 run {x}",
    "switch": "1.2 start {x}\n.8 run {x}\n.6 (start|give) {x} (up|power)\n.5 get {x} (going|running)",
    "climate": "1 start {x}\n.6 run {x}\n.5 get {x} (going|running)",
    "media_player": ".6 start {x}\n.5 wake up {x}",
    "siren": "2 (sound|start|trigger|set off) {x}",
    "humidifier": "1 start {x}\n.6 run {x}",
    "dehumidifier": "1 start {x}\n.6 run {x}",
    "air_purifier": "1 start {x}\n.6 run {x}",
    "water_heater": "1 start {x}\n.6 fire up {x}",
}
OFF_OF = {
    "light": "1 (douse|extinguish|black out|snuff out|lose) {x}\n.4 (put out|take out) {x}\n.4 make {x} go dark",
    "fan": "2 stop {x}\n.8 make {x} stop (spinning|)",
    "switch": "1.2 stop {x}\n.5 unplug {x}\n.3 make {x} stop",
    "climate": "1 stop {x}",
    "media_player": ".6 stop {x}\n.4 (put|send) {x} to sleep",
    "siren": "2 (silence|stop|shut up) {x}",
    "humidifier": "1 stop {x}",
    "dehumidifier": "1 stop {x}",
    "air_purifier": "1 stop {x}",
    "water_heater": "1 stop {x}",
}
TOGGLE = """
4 toggle {x}
1 (flip|flick) {x}
1 (switch|flip) {x} over
1 change the state of {x}
1 (invert|reverse) {x}
.5 (switch|turn) {x} (the other way|to the opposite)
"""
OPEN = {
    "blind": "5 open {x}\n3 (raise|pull up|roll up|lift|put up|draw up) {x}\n2 (pull|roll|bring|put) {x} up\n1 open {x} up"
    "\n1.5 ={x} (up|open)\n1 open up {x}\n.6 !(i want|i'd like) {x} (open|up)\n.3 ={x} all the way up",
    "curtain": "5 open {x}\n3 (draw back|pull back|part|pull open|draw open) {x}\n1 (pull|draw) {x} (open|back)\n1.5 ={x} open"
    "\n.6 !(i want|i'd like) {x} open\n.5 open up {x}",
    "shutter": "5 open {x}\n3 (raise|pull up|roll up|lift|wind up) {x}\n2 (pull|roll|bring|wind) {x} up\n1.5 ={x} (up|open)",
    "garage": "6 open {x}\n1.5 (raise|lift|open up|roll up) {x}\n1 ={x} open\n.5 ={x} up\n.5 !(i want|i need) {x} open",
    "gate": "6 open {x}\n1 (open up|swing open|slide open) {x}\n1 ={x} open\n.4 !(i want|i need) {x} open",
    "awning": "3 open {x}\n3 (extend|roll out|put out|bring out|unroll|let out) {x}\n2 (roll|put|bring|wind) {x} out\n1.5 ={x} out",
    "window": "6 open {x}\n1 (open up|pop open|crack open|throw open) {x}\n1 ={x} open\n.5 !(i want|i'd like) {x} open",
    "valve": "6 open {x}\n1 (open up|turn on) {x}\n1 ={x} open\n.5 let the water through {x}",
}
CLOSE = {
    "blind": "4 close {x}\n2 shut {x}\n3 (lower|pull down|roll down|drop|put down|let down) {x}\n2 (pull|roll|bring|put|let) {x} down"
    "\n1.5 ={x} (down|closed|shut)\n.6 !(i want|i'd like) {x} (closed|down|shut)\n.3 ={x} all the way down",
    "curtain": "4 close {x}\n2 shut {x}\n3 (draw|pull|pull shut|draw together) {x}\n1 (pull|draw) {x} (closed|shut|to)"
    "\n1.5 ={x} (closed|shut)\n.6 !(i want|i'd like) {x} (closed|shut)",
    "shutter": "4 close {x}\n2 shut {x}\n3 (lower|pull down|roll down|drop|wind down) {x}\n2 (pull|roll|bring) {x} down\n1.5 ={x} (down|closed)",
    "garage": "5 close {x}\n2 shut {x}\n1 (lower|roll down|close up) {x}\n1 ={x} (closed|shut)\n.5 make sure {x} {is} (closed|shut)",
    "gate": "5 close {x}\n2 shut {x}\n1 ={x} (closed|shut)\n.5 make sure {x} {is} (closed|shut)",
    "awning": "3 close {x}\n3 (retract|roll in|bring in|roll up|wind in|pull in|take in) {x}\n2 (roll|bring|wind) {x} in\n1.5 ={x} in",
    "window": "5 close {x}\n3 shut {x}\n1 ={x} (closed|shut)\n.5 !(i want|i'd like) {x} (closed|shut)",
    "valve": "5 close {x}\n2 (shut|shut off|turn off) {x}\n1 ={x} closed\n.5 stop the water at {x}",
}
STOP_COVER = """
5 stop {x}
1 (halt|freeze|hold) {x}
1 stop {x} (there|right there|where {it} {is}|moving)
1 ={x} stop
.5 (make|let) {x} stop
"""
ROAM = {
    "start": "4 start {x}\n2 (run|launch|activate) {x}\n2 (send {x} out|set {x} going|get {x} going|start {x} up)"
    "\n1.5 turn on {x}\n1 turn {x} on\n1.5 ={x} (on|start|go)\n1 (have|let|make) {x} {job}\n1 (tell|ask|get) {x} to {job}\n.6 =(begin|start) {job_ing} with {x}"
    "\n.5 put {x} to work\n.5 !{x} (can|should) start {job_ing}",
    "pause": "4 pause {x}\n1 (hold|suspend) {x}\n1 ={x} pause\n.6 (tell|ask) {x} to (pause|wait|hold on)\n.6 pause {x} for now",
    "stop": "4 stop {x}\n1 halt {x}\n1 ={x} stop\n1 (tell|get|ask) {x} to stop\n.6 stop {x} (from|) {job_ing}",
    "return_home": "3 send {x} (home|back|back home|to its dock|to its base|back to its dock|back to base|to charge|to the charger)"
    "\n1.5 dock {x}\n1 return {x} (home|to base|to its dock|to the dock)\n1 (bring|call) {x} (home|back)"
    "\n1 (tell|ask) {x} to (go home|go back to its dock|return to base|go charge|head home|dock)"
    "\n1 ={x} (go home|home|back to base|return home|back to the dock)\n.5 !{x} (should|can) go (home|back|back to its dock)\n.5 park {x}",
    "locate": "3 (find|locate) {x}\n1 make {x} (beep|make a noise|say where it is)\n.6 help me find {x}\n.5 !i can't find {x}",
}
JOBS = {"vacuum": (("vacuum", "vacuuming"), ("clean", "cleaning"), ("clean up", "cleaning"), ("hoover", "hoovering"))}
JOBS["lawn_mower"] = (("mow", "mowing"), ("mow the lawn", "mowing the lawn"), ("cut the grass", "cutting the grass"))
LOCK = "6 lock {x}\n1 (lock up|secure|bolt) {x}\n1 ={x} lock\n.6 ={x} locked\n.6 make sure {x} {is} locked\n.5 !(i want|i need) {x} locked"
UNLOCK = "6 unlock {x}\n.6 unbolt {x}\n1 ={x} unlock\n.6 ={x} unlocked\n.6 (undo|take off) the lock (on|of) {x}\n.5 !(i want|i need) {x} unlocked"
ALARM = {
    "arm_home": "3 arm {x} (home|in home mode|for home|to stay|in stay mode)\n2 set {x} to (home|home mode|stay)\n1 ={x} home\n1 put {x} in home mode",
    "arm_away": "3 arm {x} (away|in away mode|for away|to away)\n2 set {x} to (away|away mode)\n1 ={x} away\n1 put {x} in away mode\n.6 arm {x}, (i'm|we're) (leaving|going out)",
    "arm_night": "3 arm {x} (for the night|in night mode|for night|to night mode)\n2 set {x} (to night|to night mode|for the night)\n1 ={x} night\n1 put {x} in night mode",
    "disarm": "5 disarm {x}\n2 (turn off|switch off|deactivate|disable) {x}\n1 ={x} off\n.6 turn {x} off",
}
MEDIA = {
    "play": "3 (play|resume|start|unpause|continue) {x}\n2 (resume|continue|start) (playing|playback|the music) on {x}\n1 (play|resume) (music|the music) on {x}"
    "\n1 ={x} play\n.6 get {x} (playing|going)\n.5 (press|hit) play on {x}\n.5 carry on playing on {x}",
    "pause": "5 pause {x}\n1 (pause|hold) (the music|playback|it|this) on {x}\n1 ={x} pause\n.6 put {x} on pause\n.5 hold {x}",
    "stop": "5 stop {x}\n1 stop (the music|playback|playing|this) on {x}\n1 ={x} stop\n.6 make {x} stop (playing|)",
    "next_track": "3 (next|skip to the next|play the next|go to the next) (song|track|one) on {x}\n1 skip (this|this song|this track|the song|ahead) on {x}"
    "\n1 =next (song|track) on {x}\n1 ={x} next (song|track)\n.6 change the (song|track) on {x}",
    "previous_track": "3 (previous|go back to the previous|play the previous|back to the last) (song|track|one) on {x}\n1 go back (a|one) (song|track) on {x}"
    "\n1 play (that|the last) (song|track|one) again on {x}\n1 ={x} previous (song|track)",
    "mute": "5 mute {x}\n1 silence {x}\n1 ={x} mute\n1 put {x} on mute\n.7 (shut up|hush|quiet) {x}\n1 (turn|cut|switch) off the sound on {x}\n.5 (kill|mute) the (sound|audio) (of|on) {x}\n.5 no sound on {x}",
    "unmute": "5 unmute {x}\n1 take {x} off mute\n1 ={x} unmute\n1 (turn|put) the sound (back on|back on again) on {x}\n.6 give {x} its sound back",
}
NAMED = {  # types whose only command is to happen
    "scene": "4 (activate|start|turn on|switch to|set|run|launch|apply|load|enable) {x}\n3 ={x}\n2 set the scene to {x}\n1 (go to|put on|give me|change to|do|start) {x}\n1 turn {x} on\n.5 !(i want|let's have|it's time for|time for) {x}",
    "script": "5 (run|start|execute|trigger|launch|do|kick off|play|activate) {x}\n1.5 ={x}\n1 (start|kick) {x} (up|off)\n.5 (go through|do) {x}",
    "button": "5 (press|push|hit|trigger|tap) {x}\n1 ={x}\n.5 give {x} a (press|push)\n.5 (fire|activate) {x}",
}
SET_NUMBER = """
7 set {x} to {v}
1 set {x} at {v}
2 (put|turn|bring|change|adjust|move|get) {x} to {v}
1 (put|have|keep) {x} at {v}
1.5 make {x} {v}
3 ={x} {v}
2 ={x} to {v}
1.2 ={x} at {v}
.6 =set {x} {v}
1 !(i want|i'd like|i need|let's have) {x} (at|to be|on) {v}
.6 !{x} (should|needs to) be (at|) {v}
2 set the {n} (of|on|for) {x} to {v}
1.5 set {x} {n} to {v}
.7 set {xs} {n} to {v}
1.2 (change|adjust|bring|put) the {n} (of|on|for) {x} to {v}
.6 (change|adjust) {x} {n} to {v}
1.5 ={x} {n} {v}
1 ={x} {n} to {v}
.7 set the {n} to {v} (on|for) {x}
.5 (give {x}|i want) {v} {n} on {x}
.6 ={v} (on|for) {x}
.5 ={v} {n} (on|for) {x}
"""
SET_UP = """
3 turn {x} up to {v}
2 (raise|increase|bump|push|crank|boost|{up}) {x} to {v}
1 (bring|crank|bump|push|nudge|move) {x} up to {v}
1 (raise|increase) the {n} (of|on) {x} to {v}
1 turn up {x} to {v}
.5 ={x} up to {v}
"""
SET_DOWN = """
3 turn {x} down to {v}
2 (lower|reduce|drop|decrease|cut|{down}) {x} to {v}
1 (bring|take|dial|knock) {x} down to {v}
1 (lower|reduce|decrease) the {n} (of|on) {x} to {v}
1 turn down {x} to {v}
.5 ={x} down to {v}
"""
UP_BY = """
3 (raise|increase|{up}) {x} by {v}
3 turn {x} up (by|) {v}
2 make {x} {v} {more}
1.5 ={x} {v} {more}
1 ={x} up {v}
1 (bump|nudge|push|crank|bring) {x} up (by|) {v}
1.5 (increase|raise|turn up) the {n} (of|on) {x} by {v}
.7 add {v} to {x}
.7 (put|go) {x} up (by|) {v}
.6 !{x} (should|could) be {v} {more}
.5 ={v} {more} (on|for) {x}
"""
DOWN_BY = """
3 (lower|reduce|decrease|{down}) {x} by {v}
3 turn {x} down (by|) {v}
2 make {x} {v} {less}
1.5 ={x} {v} {less}
1 ={x} down {v}
1 (bring|take|knock|nudge|drop) {x} down (by|) {v}
1.5 (lower|reduce|decrease|turn down) the {n} (of|on) {x} by {v}
.7 (take|knock) {v} off {x}
.6 !{x} (should|could) be {v} {less}
.5 ={v} {less} (on|for) {x}
"""
MORE = """
3 {up} {x}
3 turn {x} up
2 turn up {x}
4 make {x} {more}
2 ={x} {more}
1 (increase|raise|turn up|bring up|boost) the {n} (of|on) {x}
1 (bump|crank|bring) {x} up
.8 ={more} (on|for) {x}
.6 ={x} up
.6 !(i want|i'd like|i need) {x} {more}
.5 !{x} (should|could) be {more}
.4 ={x} {n} up
"""
LESS = """
3 {down} {x}
3 turn {x} down
2 turn down {x}
4 make {x} {less}
2 ={x} {less}
1 (decrease|lower|reduce|turn down|bring down) the {n} (of|on) {x}
1 (bring|tone|take) {x} down
.8 ={less} (on|for) {x}
.6 ={x} down
.6 !(i want|i'd like|i need) {x} {less}
.5 !{x} (should|could) be {less}
.4 ={x} {n} down
"""
SIZED_MORE = """
4 make {x} {size} {more}
3 {up} {x} {after}
3 turn {x} up {after}
2 ={x} {size} {more}
1 (raise|increase) the {n} (of|on) {x} {after}
1 ={size} {more} (on|for) {x}
.6 !(i want|i'd like) {x} {size} {more}
.5 !{x} (should|could) be {size} {more}
.5 ={x} up {after}
"""
SIZED_LESS = """
4 make {x} {size} {less}
3 {down} {x} {after}
3 turn {x} down {after}
2 ={x} {size} {less}
1 (lower|reduce) the {n} (of|on) {x} {after}
1 ={size} {less} (on|for) {x}
.6 !(i want|i'd like) {x} {size} {less}
.5 !{x} (should|could) be {size} {less}
.5 ={x} down {after}
"""
MAX = """
3 set {x} to {extreme}
2 turn {x} (up to {extreme}|all the way up|right up|fully up|up full)
2 set {x} to (full|maximum|max) {n}
1 (crank|turn|whack) {x} (all the way up|up to the max|to the max)
1 max out {x}
1.5 ={x} (to|on|at) (max|maximum|full)
1 ={x} (max|full|maximum) {n}
1 ={x} all the way up
1 make {x} as {adj} as (possible|it goes|it can be|it gets)
1 (put|have|get) {x} (on|at|to) (full|max|maximum)
.7 set the {n} of {x} to {extreme}
.5 !(i want|give me) {x} at full {n}
.5 {up} {x} (all the way|as much as possible|to the max)
"""
MIN = """
3 set {x} to {extreme}
2 turn {x} (down to {extreme}|all the way down|right down|as low as it goes)
2 set {x} to (minimum|the lowest|min) {n}
1.5 ={x} (to|on|at) (min|minimum|the lowest)
1 ={x} (min|minimum|lowest) {n}
1 ={x} all the way down
1 {down} {x} (all the way|as much as possible|as far as it goes|to the minimum)
.7 set the {n} of {x} to {extreme}
.7 (put|have|get) {x} (on|at|to) (its lowest|the lowest|min|minimum)
"""
TIMES = """
5 make {x} {v} as {adj}
3 ={x} {v} as {adj}
1 set {x} to be {v} as {adj}
1 !(i want|i'd like) {x} {v} as {adj}
1 turn {x} to {v} as {adj} as it is now
"""
DOUBLE = "1 {v} the {n} (of|on) {x}\n1 {v} {xs} {n}\n.6 {v} {x} {n}"
IN_HALF = "1 cut the {n} (of|on) {x} {v}\n1 cut {x} {n} {v}\n.6 cut {xs} {n} {v}\n.6 bring the {n} of {x} down {v}"
USUAL = """
2 set {x} to (a|) {usual} {n}
1 (put|bring|turn) {x} back to {usual}
1 set {x} to {usual}
1 ={x} back to {usual}
1 ={x} to (a|) {usual} {n}
.7 make {x} {usual} again
.5 !(i want|i'd like) {x} at (a|) {usual} {n}
"""
COLOR = """
5 make {x} {v}
4 turn {x} {v}
5 set {x} to {v}
3 change {x} to {v}
1 switch {x} to {v}
2 change the (color|colour) (of|on) {x} to {v}
1 set the (color|colour) of {x} to {v}
.6 set {x} (color|colour) to {v}
3 ={x} {v}
1 ={x} to {v}
1 ={x} in {v}
1 (light|light up|colour|color|paint|do) {x} {v}
.7 (make|have|let) {x} (glow|shine|go) {v}
1 !(i want|i'd like|let's have) {x} {v}
.5 !{x} should be {v}
.5 give {x} a {v} (glow|tint|hue)
.4 turn {x} to {v}
.4 ={v} (on|for) {x}
.3 turn {x} on in {v}
"""
OPTION = """
5 set {x} to {v}
3 (switch|change|put|turn) {x} to {v}
2 put {x} on {v}
2.5 ={x} {v}
1.5 ={x} on {v}
1.5 ={x} to {v}
1.5 set the {n} (of|on|for) {x} to {v}
1 set {x} {n} to {v}
1 change the {n} (of|on|for) {x} to {v}
.7 ={x} {n} {v}
.7 (use|select|choose|pick) {v} (on|for) {x}
.6 ={v} (on|for) {x}
.6 !(i want|i'd like) {x} (on|in|at) {v}
"""
MODE = """
3 (put|set|switch) {x} (in|into|to|on) {v} mode
2 ={x} {v} mode
1.5 ={v} mode on {x}
1 (activate|enable|turn on|use|start) {v} mode (on|for) {x}
1 run {x} in {v} mode
"""
SOURCE = """
2 (put|play) {v} on {x}
2 (switch|change|tune|turn) {x} to {v}
1 (change|switch|set) the (source|input) (on|of) {x} to {v}
1 ={v} on {x}
1 (select|choose|use) {v} (on|as the source on|as input for) {x}
.5 !(i want|i'd like|let's have) {v} on {x}
"""
EFFECT = """
2 (put|set|start|use|do|run|play) the {v} effect on {x}
1 set {x} to the {v} effect
1 (make|let) {x} do {v}
1 ={x} {v} effect
1 ={v} effect on {x}
1 turn on {v} on {x}
"""
OSCILLATE = {
    "true": "2 make {x} (oscillate|swing|swivel|turn from side to side)\n2 (turn on|start|enable) (the oscillation|oscillation|oscillating|swinging) (on|of|for) {x}"
    "\n1 (oscillate|swivel|swing) {x}\n1 ={x} (oscillate|oscillating|swing)\n1 let {x} (oscillate|swing)\n.6 set {x} to oscillate",
    "false": "2 stop {x} (oscillating|swinging|swivelling|from oscillating|from swinging)\n2 (turn off|stop|disable) (the oscillation|oscillation) (on|of|for) {x}"
    "\n1 ={x} (stop oscillating|don't oscillate)\n1 keep {x} still\n.6 !{x} should stop (oscillating|swinging)",
}
TURN_BOOLEAN = {
    "true": "3 (turn on|switch on|enable|activate) {n} (on|for) {x}\n1 ={x} {n} on\n1 turn {n} on (on|for) {x}\n.6 ={x} with {n}",
    "false": "3 (turn off|switch off|disable|deactivate) {n} (on|for) {x}\n1 ={x} {n} off\n1 turn {n} off (on|for) {x}\n.6 ={x} without {n}",
}
POSITION = """
4 open {x} to {v}
2 ={x} {v} open
3 open {x} {v}
2 (raise|lower|bring|pull) {x} to {v}
1.5 set {x} to {v} open
1 (leave|have|keep) {x} {v} open
1 !(i want|i'd like) {x} {v} open
"""
LESS_OPEN = "3 (close|lower|shut) {x} {after}\n1 (bring|pull|let) {x} down {after}\n1 ={x} down {after}\n1 ={x} {size} lower"
MORE_OPEN = "3 (open|raise|lift) {x} {after}\n1 (bring|pull) {x} up {after}\n1 open {x} {after} more\n1 ={x} up {after}\n1 ={x} {size} higher"
TIMER = {
    "start": "5 set a timer for {v}\n3 start a {v} timer\n3 set a {v} timer\n1.5 start a timer for {v}\n2 =timer (for|) {v}\n2 ={v} timer\n1 (count down|start counting down) {v}\n1 (time|put) {v} on the (timer|clock)\n1 !(i need|i want|i'd like|give me) a {v} timer\n1 set {x} (for|to) {v}\n.6 wake me in {v}",
    "cancel": "3 (cancel|stop|kill|delete|clear|end) {x}\n1 (turn off|remove|scrap) {x}\n1 !(i|we) don't need {x} (any more|anymore)",
    "pause": "3 (pause|hold|freeze) {x}\n1 put {x} on hold",
    "resume": "3 (resume|continue|restart|unpause) {x}\n1 (carry on with|start) {x} (again|)",
    "add": "4 add {v} to {x}\n1 (extend|lengthen|increase) {x} by {v}\n1 (put|give) another {v} on {x}\n1 ={v} more on {x}\n1 make {x} {v} longer",
}
TIMER_LABELLED = "2 set a {v} {label} timer\n2 set a timer for {v} for the {label}\n2 set a {label} timer for {v}\n1 start a {label} timer for {v}\n1 =timer for the {label}, {v}\n1 =the {label} timer {v}\n1 =a {v} timer (called|named) {label}\n1 ={label} timer {v}"
