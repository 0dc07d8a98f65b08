from __future__ import annotations

from homefuse.context.store import StateStore
from homefuse.types import DeviceState


def test_newest_value_wins_and_others_stay() -> None:
    store = StateStore()
    assert store.report("lamp", {"on": True, "brightness": 40}, now=10.0)
    assert store.report("lamp", {"brightness": 60}, now=12.0)
    assert store.states(now=15.0) == {"lamp": DeviceState({"on": True, "brightness": 60}, 3.0)}


def test_same_report_is_no_news_but_refreshes_the_age() -> None:
    store = StateStore()
    store.report("lamp", {"on": True}, now=10.0)
    assert not store.report("lamp", {"on": True}, now=20.0)
    assert store.states(now=20.0)["lamp"].age_s == 0.0


def test_availability() -> None:
    store = StateStore()
    assert store.available("lamp")
    assert store.set_available("lamp", False)
    assert not store.set_available("lamp", False)
    assert store.states(now=0.0) == {"lamp": DeviceState({}, 0.0, available=False)}
    assert store.report("lamp", {}, now=1.0)
    assert store.available("lamp")


def test_device_that_is_online_but_silent_has_no_state() -> None:
    store = StateStore()
    store.set_available("lamp", True)
    assert store.states(now=0.0) == {}


def test_removed_devices_are_forgotten() -> None:
    store = StateStore()
    store.report("lamp", {"on": True}, now=0.0)
    store.report("fan", {"on": True}, now=0.0)
    store.keep_only(["fan"])
    assert set(store.states(now=0.0)) == {"fan"}
    assert store.values("lamp") == {}


def test_what_is_handed_out_does_not_change_later() -> None:
    store = StateStore()
    store.report("lamp", {"on": True}, now=0.0)
    frozen = store.states(now=0.0)["lamp"]
    store.report("lamp", {"on": False}, now=0.0)
    assert frozen.values["on"] is True
