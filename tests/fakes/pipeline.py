"""A pipeline that understands a dozen fixed phrases, in no time."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

from homefuse.types import About, Action, Decision, Outcome, Reason

if TYPE_CHECKING:
    from homefuse.devices.model import Home
    from homefuse.types import Snapshot


class FakePipeline:
    """Answers by keyword; "hang" and "crash" do what they say."""

    provider = "FakeExecutionProvider"

    def __init__(self) -> None:
        self.prepared: list[Home] = []
        self.seen: list[Snapshot] = []
        self.hang = threading.Event()

    def prepare(self, home: Home) -> None:
        self.prepared.append(home)

    def decide(self, snapshot: Snapshot) -> Decision:
        self.seen.append(snapshot)
        text, command_id = snapshot.command.text, snapshot.command.id
        if text == "hang":
            self.hang.wait(30)
        if text == "crash":
            raise RuntimeError("on purpose")
        if text == "nan":
            return Decision(command_id, Outcome.ACT, (Action("lamp", "turn_on"),), confidence=math.nan)
        plain = {"undo": Outcome.UNDO, "never mind": Outcome.CANCEL}
        if text in plain:
            return Decision(command_id, plain[text], confidence=1.0)
        if text == "which one":
            return Decision(command_id, Outcome.CLARIFY, choices=("lamp", "fan"), say="Which one?")
        if text == "is the lamp on":
            state = snapshot.states.get("lamp")
            value = state.values.get("on") if state else None
            return Decision(
                command_id, Outcome.ANSWER, about=(About("lamp", "on", value),), say="Here it is."
            )
        actions = _actions(text)
        if not actions:
            return Decision(command_id, Outcome.REJECT, reason=Reason.NOT_FOR_ME, confidence=0.9)
        outcome = Outcome.CONFIRM if "unlock" in text else Outcome.ACT
        return Decision(command_id, outcome, actions, say=f"So: {text}.", confidence=0.9)


def _actions(text: str) -> tuple[Action, ...]:
    known = {
        "turn on the lamp": (Action("lamp", "turn_on"),),
        "turn off the lamp": (Action("lamp", "turn_off"),),
        "turn off the lamp soon": (Action("lamp", "turn_off", after_s=0.1),),
        "turn off the lamp much later": (Action("lamp", "turn_off", after_s=600.0),),
        "dim the lamp": (Action("lamp", "set_brightness", {"brightness": 30}),),
        "unlock the door": (Action("door", "unlock"),),
        "make a coffee": (Action("espresso", "brew", {"drink": "latte", "shots": 2}),),
        "do the impossible": (Action("nowhere", "turn_on"),),
    }
    return known.get(text, ())
