"""Custom devices that take words: lists, announcements, notes."""

from __future__ import annotations

from training.data.custom_kinds import command, kind, number, options, text

LISTS = (
    kind(
        "Shopping list|Grocery list|Groceries",
        "",
        command(
            "add_item|add",
            {"item|entry": text()},
            "add {item}|put {item} on the list",
            """
we're out of {item}|we need {item}|don't let me forget to buy {item}|get {item} next time|pick up {item}
|{item} for the {name}|write down {item}|buy {item}|stick {item} on the {name}|add {item} to the {name}
""",
        ),
        command(
            "remove_item|remove|complete_item|check_off",
            {"item|entry": text()},
            "remove {item}|cross off {item}",
            """
I've bought {item}|take {item} off the {name}|we don't need {item} any more|I already got {item}
|scratch {item} from the {name}
""",
        ),
        command(
            "clear|empty",
            {},
            "clear the list",
            "wipe the {name}|start a fresh {name}|empty the {name}|everything on the {name} is bought",
        ),
        properties={"items": ("", 0, 14, 1)},
        questions={"items": "how many things are on the {name}|is there anything on the {name}"},
    ),
    kind(
        "To-do list|Chores|Todo|Task list|Honey-do list",
        "",
        command(
            "add_item|add_task|add",
            {"item|task": text()},
            "add {item}|remind me to {item}",
            """
I have to {item}|put {item} on my {name}|someone should {item}|note to self, {item}|new task: {item}
|I must not forget to {item}|add {item} to the {name}
""",
        ),
        command(
            "complete_item|done|tick_off|finish_task",
            {"item|task": text()},
            "tick off {item}",
            """
I'm done with {item}|mark {item} as done|{item} is finished|check off {item}|that's {item} taken care of
""",
        ),
        properties={"open_items": ("", 0, 20, 1)},
        questions={
            "open_items": "how much is left to do|how many chores are open|anything left on the {name}"
        },
    ),
    kind(
        "Intercom|Announcer|Town crier|PA system|House speaker system",
        "",
        command(
            "announce|broadcast|say|tell_everyone",
            {"message|announcement": text()},
            "announce {message}|tell everyone {message}",
            """
let everybody know {message}|call out that {message}|say {message} to the whole house|shout {message}
|make an announcement: {message}|broadcast {message}|pass it on: {message}
""",
        ),
        command(
            "chime|ring|gong",
            {"sound|tone": options("bell|gong|trumpet|cuckoo", default="bell")},
            "play the {sound}",
            "sound the {sound}|{sound} please|ring everyone with the {sound}",
        ),
        command(
            "set_volume|set_loudness",
            {"volume|loudness": number(0, 100, "%", property="volume")},
            "announcement volume {volume}",
            "announcements at {volume}|speak up, {volume}",
        ),
        properties={"volume": ("%", 10, 100, 5)},
        questions={"volume": "how loud are the announcements"},
    ),
)
