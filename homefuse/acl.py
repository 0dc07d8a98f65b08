"""Mosquitto's access rules for a home: who may talk to HomeFuse, and who may talk to its devices. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.errors import DriverError
from homefuse.publish.drivers import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homefuse.devices.model import Device

_HEAD = """\
# Access rules for Mosquitto, made by `homefuse acl`: make them again when devices change.
# In mosquitto.conf:  allow_anonymous false / password_file ... / acl_file <this file>
# Users need passwords: mosquitto_passwd <password file> {user}
"""

_SHOWN = ("result/#", "event", "say/#", "device/#", "scheduled", "status")


def mosquitto_acl(
    base: str, devices: Iterable[Device], *, user: str, speakers: Iterable[str], confirmers: Iterable[str]
) -> str:
    """The rules: `user` is HomeFuse, `speakers` may give commands, `confirmers` may also say yes to them.

    Nobody else may write to HomeFuse's topics, and only HomeFuse to those on which devices take orders. The
    bridges of the devices (zigbee2mqtt, ...) need rules of their own, which are theirs to know.
    """
    orders, reports = _topics(devices)
    lines = [_HEAD.format(user=user), f"user {user}"]
    lines += [f"topic readwrite {base}/#", "topic write homeassistant/device/+/config"]
    lines += ["topic read homeassistant/status"]
    lines += [f"topic write {topic}" for topic in orders]
    lines += [f"topic read {topic}" for topic in reports]
    confirmers = list(dict.fromkeys(confirmers))
    for name in dict.fromkeys([*speakers, *confirmers]):
        lines += ["", f"user {name}", f"topic write {base}/command/#"]
        lines += [f"topic read {base}/{part}" for part in _SHOWN]
        if name in confirmers:
            lines.append(f"topic write {base}/control/#")
    return "\n".join(lines) + "\n"


def _topics(devices: Iterable[Device]) -> tuple[list[str], list[str]]:
    """Where devices take orders and questions, and where they report; sorted."""
    orders, reports = set[str](), set[str]()
    for device in devices:
        if not device.driver:
            continue
        try:
            driver = driver_of(device)
        except DriverError:  # `homefuse check` tells; a device without topics needs no rules
            continue
        orders.update(driver.command_topics())
        reports.update(driver.subscriptions())
    return sorted(orders), sorted(reports)
