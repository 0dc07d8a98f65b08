"""From the configuration to a broker: which one, and as whom."""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from homefuse.broker import BrokerAddress, EmbeddedBroker, answers
from homefuse.mqtt import MqttSettings, Tls, Will
from homefuse.runtime import runtime_dir

if TYPE_CHECKING:
    from contextlib import AsyncExitStack

    from homefuse.config_sections import MqttConfig

log = logging.getLogger(__name__)

AUTO_HOST, AUTO_PORT = "127.0.0.1", 1883
CONNECTED_FILE = "connected"


async def find_broker(
    mqtt: MqttConfig, stack: AsyncExitStack, port: int = AUTO_PORT
) -> tuple[BrokerAddress, EmbeddedBroker | None]:
    """The broker to use; an embedded one is started and lives as long as the stack. Raises BrokerError."""
    password = mqtt.password.get_secret_value() if mqtt.password is not None else None
    named = mqtt.address
    if named is not None:
        return BrokerAddress(named.host, named.port, mqtt.username, password), None
    if mqtt.broker == "auto" and await answers(AUTO_HOST, port):
        log.info("using the broker at %s:%d", AUTO_HOST, port)
        return BrokerAddress(AUTO_HOST, port, mqtt.username, password), None
    embedded = await stack.enter_async_context(EmbeddedBroker(port))
    return embedded.address, embedded


def client_settings(mqtt: MqttConfig, address: BrokerAddress, will: Will | None) -> MqttSettings:
    """Who we are at that broker."""
    tls = None
    if mqtt.tls is not None:
        tls = Tls(mqtt.tls.ca, mqtt.tls.cert, mqtt.tls.key)
    elif mqtt.address is not None and mqtt.address.tls:
        tls = Tls()
    return MqttSettings(
        host=address.host,
        port=address.port,
        client_id=mqtt.client_id,
        username=address.username,
        password=address.password,
        tls=tls,
        protocol="3.1.1" if address.embedded else "auto",  # amqtt leaves an MQTT 5 CONNECT unanswered
        away_s=away_s(),
        will=will,
    )


def note_connected() -> None:
    """Leave word that we are connected now, for the next start."""
    (runtime_dir() / CONNECTED_FILE).touch(mode=0o600)


def away_s() -> float:
    """Seconds since we were last connected; infinite if nobody knows."""
    try:
        return max(0.0, time.time() - (runtime_dir() / CONNECTED_FILE).stat().st_mtime)
    except OSError:
        return math.inf
