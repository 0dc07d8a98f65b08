from __future__ import annotations

import json

import pytest

from homefuse.broker import BrokerAddress, PublishedAddress
from homefuse.cli.saying import Heard, Saying, find_settings
from homefuse.config import Config
from homefuse.config_sections import MqttConfig
from homefuse.types import Ack, AckStatus, Action, Decision, Outcome, Reason

ON = Action("lamp", "turn_on")


def heard(outcome: Outcome, *statuses: AckStatus, dry_run: bool = False) -> Heard:
    actions = (ON,) if outcome in {Outcome.ACT, Outcome.UNDO, Outcome.CONFIRM} else ()
    acks = [Ack("c", "lamp", "turn_on", status) for status in statuses]
    return Heard(dry_run, Decision("c", outcome, actions, reason=Reason.UNSURE), acks)


@pytest.mark.parametrize(
    ("what", "settled", "code"),
    [
        (Heard(), False, 6),
        (heard(Outcome.REJECT), True, 1),
        (heard(Outcome.ANSWER), True, 0),
        (heard(Outcome.CANCEL), True, 0),
        (heard(Outcome.CLARIFY), True, 3),
        (heard(Outcome.CONFIRM), True, 3),
        (heard(Outcome.ACT), False, 5),
        (heard(Outcome.ACT, dry_run=True), True, 0),
        (heard(Outcome.ACT, "sent"), False, 5),
        (heard(Outcome.ACT, "sent", "confirmed"), True, 0),
        (heard(Outcome.UNDO, "sent", "confirmed"), True, 0),
        (heard(Outcome.ACT, "accepted"), True, 0),
        (heard(Outcome.ACT, "sent", "failed"), True, 4),
        (heard(Outcome.ACT, "sent", "unknown"), True, 4),
    ],
)
def test_when_it_is_over_and_how(what: Heard, settled: bool, code: int) -> None:
    assert (what.settled, what.exit_code) == (settled, code)


def test_every_one_of_several_actions_must_end() -> None:
    twice = Heard(
        decision=Decision("c", Outcome.ACT, (ON, ON)), acks=[Ack("c", "lamp", "turn_on", "confirmed")]
    )
    assert not twice.settled
    twice.acks *= 2
    assert twice.settled


def test_payload_says_only_what_is_known() -> None:
    document = json.loads(Saying("hello", area="hall", id="c-1").payload())
    assert document.pop("ts") > 0
    assert document == {"text": "hello", "id": "c-1", "source": "cli", "area": "hall"}


def test_running_daemon_s_embedded_broker_is_found() -> None:
    with PublishedAddress(BrokerAddress("127.0.0.1", 4711, "homefuse", "secret", embedded=True)):
        settings, base = find_settings(Config())
    assert (settings.port, settings.username, settings.password) == (4711, "homefuse", "secret")
    assert (settings.protocol, settings.keep_session, base) == ("3.1.1", False, "homefuse")


def test_named_broker_of_the_configuration_is_used() -> None:
    config = Config(mqtt=MqttConfig(broker="mqtts://hub.local", username="ann", base_topic="home/fuse"))
    settings, base = find_settings(config)
    assert (settings.host, settings.port, settings.username) == ("hub.local", 8883, "ann")
    assert settings.tls is not None
    assert base == "home/fuse"


def test_without_any_word_the_usual_port_is_tried() -> None:
    settings, _ = find_settings(Config())
    assert (settings.host, settings.port, settings.protocol) == ("127.0.0.1", 1883, "auto")
