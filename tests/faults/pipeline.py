"""Does literally what it is told: "level lamp_0 17", "pulse gate_0 18", "hang", "nan", "crash"."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from homefuse.types import Action, Decision, Outcome, Reason

if TYPE_CHECKING:
    from homefuse.devices.model import Home
    from homefuse.types import Snapshot

HANG_S = 30.0


class StubPipeline:
    provider = "Stub"

    def prepare(self, home: Home) -> None:
        pass

    def decide(self, snapshot: Snapshot) -> Decision:
        command = snapshot.command
        words = command.text.split()
        if words[0] == "hang":
            time.sleep(HANG_S)
        if words[0] == "crash":
            raise RuntimeError("on purpose")
        if words[0] == "nan":
            confidence = float("nan")
            action = Action("lamp_0", "set_level", {"level": float("nan")})
            return Decision(command.id, Outcome.ACT, (action,), confidence=confidence)
        actions = {
            "level": lambda: Action(words[1], "set_level", {"level": int(words[2])}),
            "pulse": lambda: Action(words[1], "pulse", {"n": int(words[2])}),
            "later": lambda: Action(words[1], "set_level", {"level": int(words[2])}, after_s=float(words[3])),
        }
        if words[0] not in actions or len(words) < 3:
            return Decision(command.id, Outcome.REJECT, reason=Reason.NOT_FOR_ME, confidence=1.0)
        return Decision(command.id, Outcome.ACT, (actions[words[0]](),), confidence=1.0)
