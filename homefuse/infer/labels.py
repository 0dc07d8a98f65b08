"""The closed sets that the fusion model's outputs stand for; a card records them too."""

from __future__ import annotations

OUTCOMES = ("act", "answer", "clarify", "undo", "cancel", "not_for_me", "no_such_device", "unsupported")
MODES = ("default", "set", "up", "down", "times", "more", "less", "max", "min", "usual", "option")
SIZES = ("little", "some", "lot")
WHENS = ("now", "after", "at", "for")
