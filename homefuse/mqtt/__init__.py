"""The only door to paho: an asyncio client over one network thread."""

from homefuse.mqtt.client import Inbox, MqttClient
from homefuse.mqtt.messages import Message, MqttSettings, Reply, Tls, Will

__all__ = ["Inbox", "Message", "MqttClient", "MqttSettings", "Reply", "Tls", "Will"]
