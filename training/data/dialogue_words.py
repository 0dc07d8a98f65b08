"""What people say after something was done: {y} is another device, {v} a value, {it} the same device."""

from __future__ import annotations

from typing import Final

ALSO: Final = (
    "and {y}|and {y} too|{y} too|{y} as well|and {y} as well|same for {y}|same with {y}|"
    "the same for {y}|do the same to {y}|"
    "do the same with {y}|also {y}|now {y}|and now {y}|{y} also|now the same for {y}|then {y}|"
    "and also {y}|{y} too please|"
    "oh and {y}|and do {y} too|now do {y}|{y} next|likewise {y}|{y}, same thing|"
    "repeat that for {y}|what about {y}|"
    "and how about {y}|plus {y}|add {y} to that|could you do {y} too|can you do the same for {y}|"
    "do that with {y} too|"
    "i want {y} like that too|{y} the same way|and {y} please|do it for {y} as well|apply that to {y}"
)
ALSO_THERE: Final = (
    "and {p}|and {p} too|{p} too|same {p}|the same {p}|do the same {p}|also {p}|{p} as well|"
    "now {p}|and {p} as well|"
    "now the same {p}|do it {p} too|and now {p} please|those {p} too|the ones {p} too|and the ones {p}"
)
"""{p} is "in the bedroom"."""
OTHER_ONE: Final = (
    "and the other one|the other one too|the other one as well|and the other|"
    "same for the other one|now the other one|"
    "do the other one too|also the other one|the other one please|and do the other one|the other one also"
)
CORRECTED: Final = (
    "no, {y}|no {y}|sorry, i meant {y}|i meant {y}|not that one, {y}|no, i meant {y}|"
    "no not that, {y}|i said {y}|wrong one, {y}|"
    "no no, {y}|oops, {y} i mean|sorry {y}|actually {y}|actually i meant {y}|no, i said {y}|"
    "i wanted {y}|no i want {y}|"
    "that's the wrong one, {y}|wait, {y}|not {x}, {y}|{y} instead|no, {y} instead|{y}, not {x}|"
    "i was talking about {y}|"
    "hang on, i meant {y}|nope, {y}|rather {y}|that's not it, {y}|no, do {y}|wrong, {y}|"
    "hmm no, {y}|i mean {y}"
)
REVALUED: Final = (
    "no, {v}|make it {v}|make that {v}|{v}|to {v}|rather {v}|{v} instead|no, i said {v}|"
    "i meant {v}|sorry, {v}|actually {v}|"
    "no, make it {v}|set it to {v}|better {v}|let's say {v}|try {v}|go to {v}|i said {v}|hmm, {v}|"
    "or rather {v}|wait, {v}|"
    "actually make that {v}|put it on {v}|now {v}|then {v}|and now {v}|change it to {v}|"
    "{v} is better|maybe {v}"
)
MORE: Final = (
    "{more}|a bit {more}|{more} please|even {more}|a little {more}|make it {more}|still {more}|"
    "slightly {more}|"
    "a touch {more}|just a bit {more}|can you make it {more}|it should be {more}|i want it {more}|"
    "not {less}, {more}|"
    "{more} still|a tad {more}"
)
MORE_BARE: Final = (
    "a bit more|more|a little more|some more|even more|more please|up a bit|a bit higher|higher|further up|up"
)
LESS_BARE: Final = (
    "a bit less|less|a little less|not so much|less please|down a bit|a bit lower|lower|"
    "further down|too much|down"
)
MUCH_MORE: Final = (
    "much {more}|way {more}|a lot {more}|far {more}|{more}, a lot {more}|considerably {more}|"
    "make it a lot {more}"
)

CANCEL: Final = (
    "never mind|nevermind|forget it|forget that|forget about it|actually don't bother|don't bother|"
    "cancel|cancel that|"
    "cancel it|oh never mind|never mind then|it's fine, leave it|leave it|drop it|scrap that|"
    "skip it|no, forget it|"
    "actually forget it|actually never mind|ignore that|ignore me|doesn't matter|it doesn't matter|"
    "no wait, never mind|"
    "stop, never mind|i changed my mind|changed my mind|abort|let it go|that's all, never mind|"
    "not now|maybe later|"
    "oh wait, forget it|sorry, never mind|never mind me|nah, leave it|no, nothing|"
    "nothing, forget it|disregard that|"
    "belay that|on second thought no|actually no|no thanks, forget it|don't worry about it|"
    "please cancel|cancel please"
)
UNDO: Final = (
    "undo|undo that|undo it|undo the last one|put it back how it was|put it back|revert|"
    "revert that|change it back|"
    "go back|go back to how it was|take that back|make it how it was before|restore it|set it back|"
    "as it was before|"
    "that was wrong, undo it|please undo|can you undo that|back to how it was|reverse that|"
    "roll that back|"
    "i don't like it, change it back|put everything back|undo what you just did|return it to how it was|"
    "no, put it back|oh no, undo that|that was a mistake, undo|switch it back to what it was|"
    "make it like before|"
    "i liked it better before|could you revert that|restore the previous setting|back to the old setting|"
    "no no, undo|it was better before, go back|take it back|undo my last command|"
    "bring it back to where it was"
)
AGAIN: Final = (
    "again|do it again|do that again|once more|one more time|again please|and again|same again|"
    "repeat that|one more|"
    "another one|do the same again|let's have that again|and once more"
)
THANKS: Final = (
    "thanks|thank you|great|perfect|that's better|good|nice|cool|ok|okay|lovely|brilliant|good job|"
    "well done|excellent|"
    "that's it|that's great|cheers|wonderful|much better|thanks a lot|that's enough|"
    "you're the best|awesome|very nice|"
    "i like that|ah yes|right|good boy|super|thank you so much|that's perfect, thanks|hm|aha|i see|"
    "that worked|"
    "yes that's good|beautiful|okay good|fine|neat|sweet|that looks nice|now we're talking"
)
CHOSEN: Final = (
    "{y}|{y}|{y} please|{y} of course|i mean {y}|i meant {y}|{y} i think|just {y}|only {y}|"
    "take {y}|{y}, thanks|let's take {y}|"
    "well, {y}|{y} obviously|use {y}|i'd say {y}|do {y}|go for {y}|{y} then|hmm, {y}"
)
ALL_CHOSEN: Final = (
    "all of them|all|both|both of them|every one of them|all please|both please|all of those|"
    "do them all|the lot"
)
NONE_CHOSEN: Final = (
    "neither|none of them|none|neither of them|never mind|forget it|no, leave it|cancel|"
    "neither, thanks|nothing"
)
ORDINALS: Final = (
    ("first", "number one", "one"),
    ("second", "number two", "two"),
    ("third", "number three", "three"),
)
