"""Says on MQTT what was decided, what became of it, and how the home and the daemon stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from homefuse.mqtt.messages import Reply
from homefuse.outbox import Outbox, Outgoing
from homefuse.publish.results import decision_json, to_bytes
from homefuse.types import Decision, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homefuse.devices.model import Value
    from homefuse.errors import Problem
    from homefuse.types import Ack, Command


class Announcer:
    """Everything that HomeFuse publishes under its own base topic."""

    def __init__(self, outbox: Outbox, base: str) -> None:
        self._outbox = outbox
        self._base = base
        self._broken: set[str] = set()

    def decision(self, command: Command, decision: Decision) -> None:
        """The decision to whoever asked, to automations, and to whoever speaks."""
        self.answer(command, decision)
        who = {"area": command.area, "user": command.user, "source": command.source}
        event = decision_json(decision) | {key: value for key, value in who.items() if value is not None}
        self._outbox.put(Outgoing(f"{self._base}/event", _dump(event)))
        if decision.say and decision.reason is not Reason.NOT_FOR_ME and not command.dry_run:
            room = f"/{command.area}" if command.area else ""
            self._outbox.put(Outgoing(f"{self._base}/say{room}", decision.say.encode()))

    def accepted(self, ack: Ack) -> None:
        """A command is on disk. Only on the result topic: who waits on a response topic wants the answer."""
        self._outbox.put(Outgoing(f"{self._base}/result/{ack.command_id}", to_bytes(ack)))

    def answer(self, command: Command, result: Decision | Ack) -> None:
        """A decision, or what became of an action, to whoever asked and to nobody else."""
        result_id = result.id if isinstance(result, Decision) else result.command_id
        payload = to_bytes(result)
        self._outbox.put(Outgoing(f"{self._base}/result/{result_id}", payload))
        wanted = command.response_topic
        if wanted and _may_answer_on(wanted, self._base):
            self._outbox.put(Outgoing(wanted, payload, Reply(correlation=command.correlation)))

    def refusal(self, command: Command, decision: Decision) -> None:
        """The answer to a message that was not even a command, as long as it pushes nothing else out."""
        if self._outbox.has_room:
            self.answer(command, decision)
            self._outbox.put(Outgoing(f"{self._base}/event", to_bytes(decision)))

    def status(self, facts: Mapping[str, Any]) -> None:
        """How the daemon is; retained."""
        self._outbox.retain(f"{self._base}/status", _dump(facts))

    def scheduled(self, errands: Sequence[Mapping[str, Any]]) -> None:
        """The actions that wait for their time; retained."""
        self._outbox.retain(f"{self._base}/scheduled", _dump(errands))

    def state(self, device: str, values: Mapping[str, Value], targets: Mapping[str, Value]) -> None:
        """How a device stands, and what was asked of it that it has not reported yet; retained."""
        names = dict.fromkeys([*values, *targets])
        if not names:
            self._outbox.clear(f"{self._base}/device/{device}/state")
            return
        document = {
            name: {"value": values.get(name)} | ({"target": targets[name]} if name in targets else {})
            for name in names
        }
        self._outbox.retain(f"{self._base}/device/{device}/state", _dump(document))

    def availability(self, device: str, available: bool) -> None:
        """Whether a device can be reached; retained."""
        payload = b"online" if available else b"offline"
        self._outbox.retain(f"{self._base}/device/{device}/availability", payload)

    def forget(self, device: str) -> None:
        """Take back what is retained of a device that is gone."""
        for topic in ("state", "availability"):
            self._outbox.clear(f"{self._base}/device/{device}/{topic}")

    def problems(self, problems: Sequence[Problem]) -> None:
        """What is wrong with each device file, retained under the file's name; mended files are cleared."""
        found: dict[str, list[str]] = {}
        for problem in problems:
            found.setdefault(_stem(problem.file), []).append(str(problem))
        for stem in self._broken - set(found):
            self._outbox.clear(f"{self._base}/device/{stem}/problem")
        for stem, texts in found.items():
            self._outbox.retain(f"{self._base}/device/{stem}/problem", _dump({"problems": texts}))
        self._broken = set(found)


def offline(version: str) -> bytes:
    """The last will."""
    return _dump({"state": "offline", "version": version})


def _may_answer_on(topic: str, base: str) -> bool:
    """Answers must not come back as commands."""
    inward = (f"{base}/command/", f"{base}/control/")
    return 0 < len(topic) <= 256 and not set(topic) & set("+#\0") and not topic.startswith(inward)


def _stem(file: str) -> str:
    """The file's name as a topic level."""
    name = file.rsplit("/", 1)[-1].removesuffix(".yaml")
    return "".join(char if char.isalnum() or char in "_-." else "_" for char in name)[:64] or "_"


def _dump(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=list).encode()
