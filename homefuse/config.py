"""config.yaml: one file, every key with a default. Frozen once loaded; nothing here is global."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr

from homefuse import yaml_source
from homefuse.config_sections import (
    CamerasConfig,
    ConfigPath,
    FleetConfig,
    HistoryConfig,
    HomeConfig,
    ModelConfig,
    MqttConfig,
    PolicyConfig,
    SensorsConfig,
    StoreConfig,
    VoiceConfig,
    WebConfig,
)
from homefuse.devices.model import Area, Camera, Home
from homefuse.errors import ConfigError, Problem
from homefuse.validation import Issue, Section, located, nothing_is_empty, unknown, validate
from homefuse.yaml_source import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Device
    from homefuse.yaml_source import Node

SECRETS = "secrets.yaml"
PLACES = (Path("config.yaml"), Path("/etc/homefuse/config.yaml"))
"""Where a configuration is looked for when none is named."""

_Empty = BeforeValidator(nothing_is_empty)


def _no_list(value: object) -> object:
    return () if value is None else value


class Config(Section):
    """Everything that config.yaml says, with the defaults filled in."""

    home: Annotated[HomeConfig, _Empty] = HomeConfig()
    devices: Annotated[ConfigPath, Field(validate_default=True)] = Field(
        default=Path("devices"), description="Folder of the device files"
    )
    mqtt: Annotated[MqttConfig, _Empty] = MqttConfig()
    model: Annotated[ModelConfig, _Empty] = ModelConfig()
    policy: Annotated[PolicyConfig, _Empty] = PolicyConfig()
    cameras: Annotated[CamerasConfig, BeforeValidator(_no_list)] = ()
    voice: Annotated[VoiceConfig, _Empty] = VoiceConfig()
    sensors: Annotated[SensorsConfig, _Empty] = SensorsConfig()
    history: Annotated[HistoryConfig, _Empty] = HistoryConfig()
    store: Annotated[StoreConfig, _Empty] = StoreConfig()
    web: Annotated[WebConfig, _Empty] = WebConfig()
    fleet: Annotated[FleetConfig, _Empty] = FleetConfig()

    @property
    def area_ids(self) -> frozenset[str] | None:
        """The areas that devices may name; None = any, because the configuration lists none."""
        return frozenset(area.id for area in self.home.areas) or None


def find_config(named: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path | None:
    """The configuration to read: the named one, $HOMEFUSE_CONFIG, or the first of PLACES, if there is any."""
    if named is not None:
        return named
    if environ.get("HOMEFUSE_CONFIG"):
        return Path(environ["HOMEFUSE_CONFIG"])
    return next((path for path in PLACES if path.exists()), None)


def load_config(path: Path | None) -> Config:
    """The configuration in a file; None gives the defaults. Raises ConfigError with all that is wrong."""
    if path is None:
        return Config()
    node = yaml_source.load(path)
    folder = path.parent
    data, issues, problems = _with_secrets(node, folder)
    config: Config | None
    config, faults = validate(Config, data, {"folder": folder})
    issues += faults
    if config is not None:
        config, faults = _with_password(config)
        issues += [*faults, *_cross_check(config)]
    if config is None or issues or problems:
        raise ConfigError([*located(node, issues), *problems])
    return config


def build_home(config: Config, devices: Iterable[Device]) -> Home:
    """The home that the configuration and the device files describe together, without the hidden devices."""
    shown = tuple(device for device in devices if device.id not in config.policy.hidden)
    areas = tuple(Area(a.id, a.name, a.aliases, a.floor) for a in config.home.areas)
    if not areas:
        ids = dict.fromkeys(device.area for device in shown if device.area)
        areas = tuple(Area(area, area.replace("_", " ").capitalize()) for area in ids)
    cameras = tuple(Camera(c.id, c.name, c.area) for c in config.cameras)
    return Home(areas, shown, cameras, config.home.units)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Config.model_json_schema()}


def _cross_check(config: Config) -> list[Issue]:
    issues = []
    address, mqtt = config.mqtt.address, config.mqtt
    if address and not address.local and not mqtt.insecure and not (address.tls and mqtt.username):
        message = "a broker on another machine needs mqtts:// and a username, or insecure: true"
        issues.append(Issue(("mqtt", "broker"), message))
    if mqtt.tls and mqtt.tls.key and not mqtt.tls.cert:
        issues.append(Issue(("mqtt", "tls", "key"), "a key needs its cert", on_key=True))
    known = config.area_ids
    for index, camera in enumerate(config.cameras):
        if known is not None and camera.area is not None and camera.area not in known:
            issues.append(Issue(("cameras", index, "area"), unknown("area", camera.area, known)))
    for section, items in (("areas", config.home.areas), ("cameras", config.cameras)):
        path = ("home", section) if section == "areas" else (section,)
        ids = [item.id for item in items]
        issues += [
            Issue((*path, index, "id"), f"duplicate id {item!r}")
            for index, item in enumerate(ids)
            if item in ids[:index]
        ]
    return issues


def _with_password(config: Config) -> tuple[Config, list[Issue]]:
    """With `mqtt.password` read from `mqtt.password_file`."""
    path = config.mqtt.password_file
    if path is None:
        return config, []
    where = ("mqtt", "password_file")
    if config.mqtt.password is not None:
        return config, [Issue(where, "password and password_file exclude each other", on_key=True)]
    try:
        fault = _open_to_all(path)
        secret = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        return config, [Issue(where, f"{path} cannot be read: {reason}")]
    if fault:
        return config, [Issue(where, fault)]
    mqtt = config.mqtt.model_copy(update={"password": SecretStr(secret)})
    return config.model_copy(update={"mqtt": mqtt}), []


def _with_secrets(node: Node, folder: Path) -> tuple[Any, list[Issue], list[Problem]]:
    """The data with every `!secret NAME` looked up in secrets.yaml beside the configuration."""
    uses = list(_secrets_in(node.data, ()))
    if not uses:
        return node.data, [], []
    secrets, problems = _read_secrets(folder / SECRETS)
    if problems:
        return _filled(node.data, {}), [], problems
    issues = [
        Issue(path, unknown("secret", secret.name, secrets))
        for path, secret in uses
        if secret.name not in secrets
    ]
    return _filled(node.data, secrets), issues, []


def _read_secrets(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        node = yaml_source.load(path)
        fault = _open_to_all(path)
    except ConfigError as error:
        return {}, list(error.problems)
    except OSError as error:
        return {}, [Problem(str(path), 1, 1, f"cannot be read: {error.strerror}")]
    if fault:
        return {}, [node.problem(fault)]
    if not isinstance(node.data, dict):
        return {}, [node.problem("expected keys and values")]
    return node.data, []


def _open_to_all(path: Path) -> str | None:
    if path.stat().st_mode & stat.S_IROTH:
        return f"everybody may read {path.name}; take that away with chmod 600"
    return None


def _secrets_in(data: object, path: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], Secret]]:
    if isinstance(data, Secret):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _secrets_in(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _secrets_in(value, (*path, index))


def _filled(data: Any, secrets: Mapping[str, Any]) -> Any:
    """The data with its secrets; an unknown one becomes a word, so that the rest can still be checked."""
    if isinstance(data, Secret):
        return secrets.get(data.name, "unknown")
    if isinstance(data, dict):
        return {key: _filled(value, secrets) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(value, secrets) for value in data]
    return data
