from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from homefuse.devices.model import CommandSpec
from homefuse.publish.drivers import AvailabilityReport, StateReport
from homefuse.publish.publisher import MAX_IN_FLIGHT, Order, Patience, Publisher
from homefuse.types import Ack, Action
from tests.fakes.waiting import until
from tests.fakes.wire import FakeWire
from tests.publish.devices import custom, standard

if TYPE_CHECKING:
    from homefuse.devices.model import Device

QUICK = Patience(first_report_s=0.02, ask_again_s=0.02, confirm_s=0.2)
LAMP = standard("light", {"zigbee2mqtt": "lamp"}, "brightness")
HONEST = standard("light", {"zigbee2mqtt": {"name": "lamp", "optimistic": False}}, "brightness")
SILENT = standard("scene", {"zigbee2mqtt": {"name": "hall", "scene": 1}})
SWITCH = standard(
    "switch",
    {
        "custom": {
            "commands": {
                "turn_on": {"topic": "s/set", "payload": "ON"},
                "turn_off": {"topic": "s/set", "payload": "OFF"},
            },
            "state": {"topic": "s", "properties": {"on": ""}},
        }
    },
)
ON = Action("thing", "turn_on")
OFF = Action("thing", "turn_off")
DIM = Action("thing", "set_brightness", {"brightness": 30})


class Bench:
    """A publisher, the device it commands, and what it reported."""

    def __init__(self, device: Device, known: dict | None = None, **wire: object) -> None:
        self.wire = FakeWire(**wire)
        self.acks: list[Ack] = []
        self.publisher = Publisher(
            self.wire,
            device=lambda name: device if name == device.id else None,
            known=lambda _: known or {},
            patience=QUICK,
            clock=lambda: 12.5,
        )

    async def send(self, *actions: Action) -> None:
        await self.publisher.send(Order("c-1", actions, received_at=12.0), self.acks.append)

    def says(self, **values: object) -> None:
        self.publisher.observe("thing", StateReport(values))

    @property
    def statuses(self) -> list[str]:
        return [ack.status for ack in self.acks]


def echoing(bench: Bench, truth: dict) -> None:
    """As zigbee2mqtt: a `/set` is echoed at once, a `/get` brings the truth."""

    def answer(topic: str, _: bytes) -> None:
        bench.says(**(truth if topic.endswith("/get") else {"on": True, "brightness": 30}))

    bench.wire.answer = answer


async def test_an_echo_is_asked_after_before_it_is_believed() -> None:
    bench = Bench(LAMP)
    echoing(bench, {"on": True, "brightness": 30})
    await bench.send(DIM)
    assert bench.statuses == ["sent", "confirmed"]
    assert [topic for topic, _ in bench.wire.sent] == ["zigbee2mqtt/lamp/set", "zigbee2mqtt/lamp/get"]
    assert json.loads(bench.wire.sent[1][1]) == {"brightness": "", "state": ""}


async def test_a_lamp_that_only_echoes_is_found_out() -> None:
    bench = Bench(LAMP)
    echoing(bench, {"on": False, "brightness": 3})
    await bench.send(DIM)
    assert bench.statuses == ["sent", "failed"]
    assert bench.acks[-1].detail == "brightness is 3, not 30"


async def test_without_an_echo_the_first_answer_is_not_yet_believed() -> None:
    bench = Bench(LAMP)
    bench.wire.answer = lambda topic, _: bench.says(on=True) if topic.endswith("/get") else None
    await bench.send(ON)
    assert bench.statuses == ["sent", "confirmed"]
    assert [topic for topic, _ in bench.wire.sent].count("zigbee2mqtt/lamp/get") == 2


async def test_a_device_that_echoes_nothing_is_believed_at_once() -> None:
    bench = Bench(HONEST)
    bench.publisher._patience = Patience(first_report_s=30, confirm_s=30)
    bench.wire.answer = lambda *_: bench.says(on=True)
    await asyncio.wait_for(bench.send(ON), 5)
    assert bench.statuses == ["sent", "confirmed"]
    assert len(bench.wire.sent) == 1


async def test_reports_may_come_in_parts() -> None:
    bench = Bench(HONEST)

    def answer(*_: object) -> None:
        bench.says(on=True)
        bench.says(brightness=30)

    bench.wire.answer = answer
    await bench.send(DIM)
    assert bench.statuses == ["sent", "confirmed"]


async def test_silence_is_a_failure_with_its_reason() -> None:
    bench = Bench(LAMP)
    await bench.send(ON)
    assert bench.statuses == ["sent", "failed"]
    assert bench.acks[-1].detail == "no report within 0.2 s"


async def test_a_device_that_tells_nothing_of_it_stays_sent() -> None:
    bench = Bench(SILENT)
    await bench.send(Action("thing", "activate"))
    assert bench.acks == [Ack("c-1", "thing", "activate", "sent", "", 500.0)]


async def test_a_device_that_already_was_so_need_not_report_again() -> None:
    bench = Bench(SWITCH, known={"on": True})
    await bench.send(ON)
    assert bench.statuses == ["sent", "confirmed"]


async def test_what_was_so_counts_for_nothing_once_the_device_says_otherwise() -> None:
    bench = Bench(SWITCH, known={"on": True})
    bench.wire.answer = lambda *_: bench.says(on=False)
    await bench.send(ON)
    assert bench.statuses == ["sent", "failed"]
    assert bench.acks[-1].detail == "on is False, not True"


async def test_a_broken_connection_is_a_failure() -> None:
    bench = Bench(LAMP, broken="not connected")
    await bench.send(ON, DIM)
    assert bench.statuses == ["failed", "failed"]
    assert bench.acks[0].detail == "not connected"


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action("ghost", "turn_on"), "there is no device 'ghost'"),
        (Action("thing", "fly"), "has no command 'fly'"),
        (Action("thing", "set_brightness", {"brightness": 400}), "must be 0 to 100"),
    ],
)
async def test_what_cannot_be_said_fails_and_nothing_is_sent(action: Action, words: str) -> None:
    bench = Bench(LAMP)
    await bench.send(action)
    assert bench.statuses == ["failed"]
    assert words in bench.acks[0].detail
    assert bench.wire.sent == []


async def test_a_device_without_a_driver_fails_with_advice() -> None:
    bench = Bench(standard("switch", {}))
    await bench.send(ON)
    assert "needs exactly one driver" in bench.acks[0].detail


async def test_a_question_that_cannot_be_asked_is_a_failure() -> None:
    bench = Bench(LAMP)

    def cut(*_: object) -> None:
        bench.wire.broken = "connection lost"

    bench.wire.answer = cut
    await bench.send(ON)
    assert bench.statuses == ["sent", "failed"]
    assert bench.acks[-1].detail == "cannot ask the device: connection lost"


async def test_a_device_that_echoes_and_cannot_be_asked_stays_sent() -> None:
    (settings,) = SWITCH.driver.values()
    bench = Bench(standard("switch", {"custom": {**settings, "optimistic": True}}))
    bench.wire.answer = lambda *_: bench.says(on=True)
    await bench.send(ON)
    assert bench.statuses == ["sent"]


async def test_a_device_that_goes_offline_has_failed() -> None:
    bench = Bench(LAMP)
    bench.wire.answer = lambda *_: bench.publisher.observe("thing", AvailabilityReport(False))
    await bench.send(ON)
    assert bench.statuses == ["sent", "failed"]
    assert bench.acks[-1].detail == "the device went offline"


async def test_a_newer_command_ends_the_wait_for_the_older() -> None:
    bench = Bench(HONEST)
    first = asyncio.create_task(bench.send(ON))
    await until(lambda: bench.statuses == ["sent"])
    bench.wire.answer = lambda *_: bench.says(on=False)
    await bench.send(OFF)
    await first
    assert sorted(bench.statuses) == ["confirmed", "sent", "sent", "unknown"]


async def test_stop_ends_the_wait_for_the_end_of_the_way() -> None:
    blind = standard("cover", {"zigbee2mqtt": {"name": "blind", "optimistic": False}})
    bench = Bench(blind)
    opening = asyncio.create_task(bench.send(Action("thing", "open")))
    await until(lambda: bench.statuses == ["sent"])
    await bench.send(Action("thing", "stop"))
    await opening
    assert sorted((ack.command, ack.status) for ack in bench.acks) == [
        ("open", "sent"),
        ("open", "unknown"),
        ("stop", "sent"),
    ]


async def test_one_device_gets_its_actions_in_order() -> None:
    bench = Bench(HONEST)
    bench.wire.answer = lambda _, payload: bench.says(on=True, brightness=30)
    await bench.send(ON, DIM, ON, DIM)
    assert [json.loads(payload) for _, payload in bench.wire.sent] == [
        {"state": "ON"},
        {"brightness": 76, "state": "ON"},
    ] * 2


async def test_no_more_than_twenty_messages_are_in_flight() -> None:
    press = CommandSpec("press")
    device = custom({"commands": {"press": {"topic": "b", "payload": "x"}}}, press)
    bench = Bench(device, held=asyncio.Event())
    bench.publisher._device = lambda _: device
    sending = asyncio.create_task(bench.send(*(Action(f"b{n}", "press") for n in range(MAX_IN_FLIGHT + 15))))
    await until(lambda: bench.wire.busiest == MAX_IN_FLIGHT)
    assert bench.wire.held is not None
    bench.wire.held.set()
    await sending
    assert bench.wire.busiest == MAX_IN_FLIGHT
    assert bench.statuses == ["sent"] * (MAX_IN_FLIGHT + 15)


class Hands:
    """A clock that a test turns."""

    now = 12.5

    def __call__(self) -> float:
        return self.now


def patient(bench: Bench, hands: Hands, **more: object) -> asyncio.Task[None]:
    bench.publisher._clock = hands
    order = Order("c-1", (ON,), 12.0, until=20.0, **more)
    return asyncio.create_task(bench.publisher.send(order, bench.acks.append))


async def test_order_with_time_waits_for_the_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homefuse.publish.publisher.RETRY_S", (0.001,))
    bench = Bench(SWITCH, away=asyncio.Event(), broken="connection lost")
    sending = patient(bench, Hands())
    await asyncio.sleep(0)
    assert bench.acks == []
    assert bench.wire.away is not None
    bench.wire.away.set()
    await asyncio.sleep(0.01)
    assert bench.acks == []
    bench.wire.broken = ""
    await until(lambda: bench.statuses == ["sent"])
    bench.says(on=True)
    await sending
    assert bench.statuses == ["sent", "confirmed"]
    assert len(bench.wire.sent) == 1


async def test_order_that_finds_no_broker_in_time_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homefuse.publish.publisher.RETRY_S", (0.001,))
    hands = Hands()
    bench = Bench(SWITCH, broken="connection lost")
    sending = patient(bench, hands)
    await asyncio.sleep(0.005)
    hands.now = 21.0
    await sending
    assert bench.statuses == ["expired"]
    assert bench.wire.sent == []


async def test_what_must_not_be_repeated_is_not_even_after_a_doubt() -> None:
    steps: list[str] = []
    bench = Bench(SWITCH, broken="connection lost")

    async def once() -> None:
        steps.append("noted")

    await patient(bench, Hands(), once=once)
    assert steps == ["noted"]
    assert bench.statuses == ["unknown"]
    assert bench.wire.sent == []


async def test_actions_of_different_orders_keep_their_order_at_a_device() -> None:
    bench = Bench(SWITCH, away=asyncio.Event())
    first = patient(bench, Hands())
    order = Order("c-2", (OFF,), 12.0, until=20.0)
    second = asyncio.create_task(bench.publisher.send(order, bench.acks.append))
    await asyncio.sleep(0.005)
    assert bench.wire.away is not None
    bench.wire.away.set()
    await asyncio.gather(first, second)
    assert [payload for _, payload in bench.wire.sent] == [b"ON", b"OFF"]


async def test_nothing_is_kept_once_an_order_is_done() -> None:
    bench = Bench(LAMP)
    await bench.send(ON, DIM)
    assert bench.publisher._watches == {}
