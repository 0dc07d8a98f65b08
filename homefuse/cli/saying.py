"""The other end of the command topic: say something, listen for what comes of it."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from homefuse.broker import BrokerAddress, answers, running_broker
from homefuse.connect import AUTO_HOST, AUTO_PORT, client_settings
from homefuse.errors import BrokerError, CommandError
from homefuse.mqtt import MqttClient, MqttSettings
from homefuse.publish.results import from_bytes
from homefuse.types import Ack, Action, Decision, Outcome

if TYPE_CHECKING:
    from homefuse.config import Config
    from homefuse.mqtt import Inbox

CONNECT_S = 5.0
SAY_AGAIN_S = 3.0
"""Without a decision by then it is said again, under the same id: that acts once all the same."""

_QUESTIONS = frozenset({Outcome.CLARIFY, Outcome.CONFIRM})
_DEEDS = frozenset({Outcome.ACT, Outcome.UNDO})
_BAD = frozenset({"failed", "expired", "unknown"})


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said, and how long its effects are waited for."""

    text: str
    area: str | None = None
    user: str | None = None
    dry_run: bool = False
    timeout_s: float = 10.0
    id: str = field(default_factory=lambda: f"say-{uuid.uuid4().hex[:12]}")

    def payload(self) -> bytes:
        """The command message."""
        fields = {"text": self.text, "id": self.id, "source": "cli", "ts": time.time()}
        extra = {"area": self.area, "user": self.user, "dry_run": self.dry_run or None}
        return json.dumps(fields | {key: value for key, value in extra.items() if value is not None}).encode()


@dataclass(slots=True)
class Heard:
    """What came back."""

    dry_run: bool = False
    decision: Decision | None = None
    acks: list[Ack] = field(default_factory=list)
    ms: float = 0.0
    """Milliseconds from saying it to hearing the decision."""
    error: str = ""

    @property
    def settled(self) -> bool:
        """Nothing more is to be expected."""
        if self.decision is None:
            return False
        if self.dry_run or self.decision.outcome not in _DEEDS:
            return True
        wanted = Counter((action.device, action.command) for action in self.decision.actions)
        ended = Counter((ack.device, ack.command) for ack in self.acks if self._ends(ack))
        return wanted <= ended

    @property
    def exit_code(self) -> int:
        """As `homefuse say` documents it."""
        if self.decision is None:
            return 6
        if self.decision.outcome is Outcome.REJECT:
            return 1
        if self.decision.outcome in _QUESTIONS:
            return 3
        if any(ack.status in _BAD for ack in self.acks):
            return 4
        return 0 if self.settled else 5

    def of(self, action: Action) -> list[Ack]:
        """What was heard of an action."""
        return [ack for ack in self.acks if (ack.device, ack.command) == (action.device, action.command)]

    def _ends(self, ack: Ack) -> bool:
        """A delayed action is settled once it is accepted."""
        return ack.status in {"confirmed", "accepted"} or ack.status in _BAD


def find_settings(config: Config) -> tuple[MqttSettings, str]:
    """How to reach the daemon's broker, and its base topic: as a running daemon or the configuration says."""
    mqtt, running = config.mqtt, running_broker()
    password = mqtt.password.get_secret_value() if mqtt.password is not None else None
    address = BrokerAddress(AUTO_HOST, AUTO_PORT, mqtt.username, password)
    if mqtt.address is not None:
        address = replace(address, host=mqtt.address.host, port=mqtt.address.port)
    if running is not None and (running.embedded or mqtt.address is None):
        address = running
    settings = client_settings(mqtt, address, will=None)
    return replace(
        settings, client_id=f"homefuse-say-{uuid.uuid4().hex[:8]}", keep_session=False
    ), mqtt.base_topic


async def say_and_listen(settings: MqttSettings, base: str, saying: Saying) -> Heard:
    """Say it and return when everything is settled, or the time is over."""
    heard = Heard(dry_run=saying.dry_run)
    if not await answers(settings.host, settings.port):
        heard.error = f"no MQTT broker answers at {settings.host}:{settings.port}; is HomeFuse running?"
        return heard
    async with MqttClient(settings) as client:
        inbox = client.inbox([f"{base}/result/{saying.id}"], size=100)
        try:
            await client.wait_connected(CONNECT_S)
        except BrokerError as error:
            heard.error = f"{error}; `homefuse doctor` tells more"
            return heard
        with suppress(TimeoutError):
            async with asyncio.timeout(saying.timeout_s), asyncio.TaskGroup() as tasks:
                talking = tasks.create_task(_keep_saying(client, f"{base}/command/text", saying, heard))
                await _listen(inbox, heard)
                talking.cancel()
    if heard.decision is None:
        heard.error = heard.error or f"no answer within {saying.timeout_s:g} s; is HomeFuse running?"
    elif not heard.settled:
        heard.error = f"not confirmed within {saying.timeout_s:g} s"
    return heard


async def _keep_saying(client: MqttClient, topic: str, saying: Saying, heard: Heard) -> None:
    payload = saying.payload()
    while heard.decision is None:
        try:
            await client.publish(topic, payload)
        except BrokerError as error:
            heard.error = str(error)
        await asyncio.sleep(SAY_AGAIN_S)


async def _listen(inbox: Inbox, heard: Heard) -> None:
    start = time.monotonic()
    while not heard.settled:
        message = await anext(inbox)
        message.ack()
        try:
            result = from_bytes(message.payload)
        except CommandError as error:
            heard.error = str(error)
            continue
        if isinstance(result, Ack):
            heard.acks.append(result)
        elif heard.decision is None:
            heard.decision, heard.error = result, ""
            heard.ms = (time.monotonic() - start) * 1000
