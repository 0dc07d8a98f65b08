"""The sections of config.yaml: their keys, defaults and meaning. No I/O but the look-up of a time zone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationInfo, field_validator

from homefuse.devices.driver_checks import topic_fault
from homefuse.devices.model import Units
from homefuse.devices.schema import AreaFile, CameraPlaceFile
from homefuse.validation import Flag, Identifier, Number, Section, Text, Whole, nothing_is_empty

PORT, TLS_PORT = 1883, 8883


def _beside_config(path: Path, info: ValidationInfo) -> Path:
    """Relative paths are meant from the folder of the configuration."""
    folder = (info.context or {}).get("folder")
    return folder / path if folder else path


ConfigPath = Annotated[Path, AfterValidator(_beside_config)]
Share = Annotated[Number, Field(ge=0.0, le=1.0)]


class NamedBroker(NamedTuple):
    """A broker that the configuration names, not one to be looked for."""

    host: str
    port: int
    tls: bool

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")


def parse_broker(text: str) -> NamedBroker | None:
    """The broker that `mqtt.broker` names; None for auto and embedded. Raises ValueError."""
    if text in {"auto", "embedded"}:
        return None
    scheme, found, rest = text.partition("://")
    if found and scheme not in {"mqtt", "mqtts"}:
        raise ValueError(f"unknown scheme {scheme!r}, expected mqtt or mqtts")
    tls = bool(found) and scheme == "mqtts"
    host, colon, port = (rest if found else text).rpartition(":")
    if not colon or port.endswith("]"):
        host, port = rest if found else text, str(TLS_PORT if tls else PORT)
    host = host.removeprefix("[").removesuffix("]")
    if not found and not colon:
        raise ValueError(f"{text!r} is no broker, expected auto, embedded, host:port or mqtts://host:port")
    if not host or set(host) & set("/@ ?#"):
        raise ValueError(f"{text!r} names no host; user name and password are keys of their own")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        raise ValueError(f"{port!r} is no port, expected 1 to 65535")
    return NamedBroker(host, int(port), tls)


class HomeConfig(Section):
    """The home itself."""

    units: Units = Field(default="metric", description="metric (°C) or imperial (°F)")
    areas: tuple[AreaFile, ...] = Field(
        default=(), description="Rooms and outdoor places; none = as the devices name them"
    )
    language: Literal["en"] = Field(
        default="en", description="The language that people speak; English only so far"
    )
    time_zone: Text | None = Field(default=None, description="As Europe/Berlin; none = the machine's own")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, zone: str | None) -> str | None:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - only a home that names its zone needs it

        try:
            return ZoneInfo(zone).key if zone else None
        except (OSError, ValueError, LookupError) as error:
            raise ValueError(f"unknown time zone {zone!r}") from error


class TlsConfig(Section):
    """Certificates; without `ca` the system's authorities are trusted."""

    ca: ConfigPath | None = Field(
        default=None, description="The authority that signed the broker's certificate"
    )
    cert: ConfigPath | None = Field(default=None, description="This client's certificate")
    key: ConfigPath | None = Field(default=None, description="This client's key")


class MqttConfig(Section):
    """The broker, and how to speak with it."""

    broker: Text = Field(
        default="auto", description="auto, embedded, host:port, mqtt://host:port or mqtts://host:port"
    )
    username: Text | None = None
    password: SecretStr | None = Field(default=None, description="Better: !secret NAME, or password_file")
    password_file: ConfigPath | None = Field(
        default=None, description="A file that holds the password and nothing else"
    )
    tls: TlsConfig | None = Field(default=None, description="Speak TLS, with these certificates")
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] = "homefuse"
    base_topic: str = "homefuse"
    insecure: Flag = Field(
        default=False, description="Allow a broker on another machine without user name and TLS"
    )

    @field_validator("broker")
    @classmethod
    def _readable(cls, broker: str) -> str:
        parse_broker(broker)
        return broker

    @field_validator("base_topic")
    @classmethod
    def _usable(cls, topic: str) -> str:
        fault = topic_fault(topic)
        if fault:
            raise ValueError(fault)
        return topic

    @property
    def address(self) -> NamedBroker | None:
        """The named broker; None for auto and embedded."""
        address = parse_broker(self.broker)
        return address._replace(tls=True) if address and self.tls else address


class ModelConfig(Section):
    """The fusion model."""

    path: ConfigPath | None = Field(
        default=None, description="Folder of the model files; none = the ones that come with it"
    )
    provider: Literal["auto", "cpu", "cuda"] = "auto"
    threads: Annotated[Whole, Field(ge=1, le=64)] = 1


class ThresholdsConfig(Section):
    """Calibrated probabilities below which nothing is done."""

    act: Share = Field(default=0.5, description="A command of a normal device")
    sensitive: Share = Field(
        default=0.7, description="A command of a sensitive device, before it is even asked about"
    )
    answer: Share = Field(default=0.5, description="An answer to a question")
    outcome: Share = Field(default=0.45, description="That something is to be done at all")


class PolicyConfig(Section):
    """What may happen. Which devices wait for a yes is said by `risk:` in their files."""

    thresholds: Annotated[ThresholdsConfig, BeforeValidator(nothing_is_empty)] = ThresholdsConfig()
    hidden: tuple[Identifier, ...] = Field(
        default=(), description="Ids of devices that no utterance can see or reach"
    )


class VoiceConfig(Section):
    """Voice: no keys in this version, which understands text."""


class SensorsConfig(Section):
    """Sensors: no keys in this version; sensors are device files."""


class HistoryConfig(Section):
    """History: no keys in this version, which keeps none."""


class WebConfig(Section):
    """Dashboard: no keys in this version, which has none."""


class StoreConfig(Section):
    """What must outlive the daemon: accepted commands, promised actions, answers."""

    path: ConfigPath | None = Field(
        default=None,
        description="Folder; none = as systemd or the desktop says, else ~/.local/state/homefuse",
    )


class FleetConfig(Section):
    """Several hubs: no keys in this version."""


CamerasConfig = tuple[CameraPlaceFile, ...]
"""Cameras and the areas that they look at; this version reads no pictures."""
