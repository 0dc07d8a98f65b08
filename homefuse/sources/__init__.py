"""The edge in: what people say and what devices report, read from MQTT messages."""
