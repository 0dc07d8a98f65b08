from __future__ import annotations

from pathlib import Path

import pytest

from homefuse.config import Config, build_home, find_config, json_schema, load_config
from homefuse.config_sections import NamedBroker, parse_broker
from homefuse.devices.model import Area, Device
from homefuse.errors import ConfigError


def written(folder: Path, text: str, secrets: str | None = None) -> Path:
    path = folder / "config.yaml"
    path.write_text(text)
    if secrets is not None:
        (folder / "secrets.yaml").write_text(secrets)
        (folder / "secrets.yaml").chmod(0o600)
    return path


def complaints(folder: Path, text: str, secrets: str | None = None) -> list[str]:
    path = written(folder, text, secrets)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_an_empty_file_runs(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, ""))
    assert config.model_copy(update={"devices": Path("devices")}) == Config() == load_config(None)
    assert config.devices == tmp_path / "devices"


def test_empty_sections_are_the_defaults(tmp_path: Path) -> None:
    sections = "".join(f"{name}:\n" for name in Config.model_fields if name != "devices")
    assert load_config(written(tmp_path, sections)).mqtt == Config().mqtt


def test_the_defaults() -> None:
    config = Config()
    assert (config.mqtt.broker, config.mqtt.base_topic, config.mqtt.client_id) == (
        "auto",
        "homefuse",
        "homefuse",
    )
    assert config.mqtt.address is None
    assert (config.model.provider, config.model.threads, config.model.path) == ("auto", 1, None)
    assert config.home.units == "metric"
    assert config.area_ids is None


def test_a_configuration_does_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Config().mqtt.broker = "embedded"  # type: ignore[misc]


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = "mqt: {}\nmqtt:\n  usrname: x\n  client_id: 'a b'\n"
    text += "model: {threads: 0, provider: gpu}\nweb: {port: 1}\n"
    assert complaints(tmp_path, text) == [
        "config.yaml:1:1: unknown key 'mqt', did you mean 'mqtt'?",
        "config.yaml:3:3: unknown key 'usrname', did you mean 'username'?",
        "config.yaml:4:14: 'a b' may hold only letters, digits, _ and -, 1 to 64 of them",
        "config.yaml:5:18: input should be greater than or equal to 1",
        "config.yaml:5:31: unknown value 'gpu', expected one of: auto, cpu, cuda",
        "config.yaml:6:7: unknown key 'port'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 1", "config.yaml:1:1: expected keys and values, not a list"),
        ("mqtt: {insecure: yes}", "config.yaml:1:18: expected true or false, not 'yes'"),
        ("mqtt: {base_topic: a/#}", "config.yaml:1:20: a topic may not hold '#'"),
        ("home: {time_zone: Mars/Base}", "config.yaml:1:19: unknown time zone 'Mars/Base'"),
        ("home: {time_zone: ../etc}", "config.yaml:1:19: unknown time zone '../etc'"),
        ("home: {areas: [{id: a, name: A}, {id: a, name: B}]}", "config.yaml:1:39: duplicate id 'a'"),
        (
            "home: {areas: [{id: den, name: A}]}\ncameras: [{id: c, name: C, area: dn}]",
            "config.yaml:2:34: unknown area 'dn', did you mean 'den'?",
        ),
        ("mqtt: {tls: {key: k.pem}}", "config.yaml:1:14: a key needs its cert"),
        ("policy: {thresholds: {act: 2}}", "config.yaml:1:28: input should be less than or equal to 1"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, expected: str) -> None:
    assert complaints(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    ("text", "broker"),
    [
        ("auto", None),
        ("embedded", None),
        ("hub.lan:1884", NamedBroker("hub.lan", 1884, False)),
        ("[::1]:1883", NamedBroker("::1", 1883, False)),
        ("mqtt://hub", NamedBroker("hub", 1883, False)),
        ("mqtts://hub", NamedBroker("hub", 8883, True)),
        ("mqtts://[fe80::1]", NamedBroker("fe80::1", 8883, True)),
        ("mqtts://hub:1", NamedBroker("hub", 1, True)),
    ],
)
def test_brokers(text: str, broker: NamedBroker | None) -> None:
    assert parse_broker(text) == broker


@pytest.mark.parametrize(
    "text", ["hub", "http://hub:1", "me:pw@hub:1883", "hub:0", "hub:65536", "hub:x", ":1", "a/b:1"]
)
def test_no_brokers(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_broker(text)


@pytest.mark.parametrize(
    ("mqtt", "allowed"),
    [
        ("broker: 127.0.0.1:1883", True),
        ("broker: localhost:1883", True),
        ("broker: 'mqtt://[::1]'", True),
        ("broker: localhost.evil.example:1883", False),
        ("broker: hub:1883", False),
        ("broker: hub:1883, username: u", False),
        ("broker: mqtts://hub", False),
        ("broker: mqtts://hub, username: u", True),
        ("broker: hub:8883, username: u, tls: {}", True),
        ("broker: hub:1883, insecure: true", True),
    ],
)
def test_a_broker_elsewhere_needs_a_user_and_tls(tmp_path: Path, mqtt: str, allowed: bool) -> None:
    path = written(tmp_path, f"mqtt: {{{mqtt}}}")
    if allowed:
        assert load_config(path).mqtt.address is not None
    else:
        with pytest.raises(ConfigError, match="insecure: true"):
            load_config(path)


def test_paths_are_meant_from_the_file(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, "devices: d\nmodel: {path: m}\nmqtt: {tls: {ca: /etc/ca.pem}}"))
    assert config.devices == tmp_path / "d"
    assert config.model.path == tmp_path / "m"
    assert config.mqtt.tls is not None
    assert config.mqtt.tls.ca == Path("/etc/ca.pem")


def test_secrets_are_looked_up_and_never_shown(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, "mqtt: {password: !secret mq}", "mq: canary\n"))
    assert config.mqtt.password is not None
    assert config.mqtt.password.get_secret_value() == "canary"
    assert "canary" not in f"{config} {config!r} {config.model_dump_json()}"


def test_an_unknown_secret(tmp_path: Path) -> None:
    found = complaints(tmp_path, "mqtt: {password: !secret mqt}\nwebb: 1", "mqtt: x\n")
    assert found == [
        "config.yaml:1:18: unknown secret 'mqt', did you mean 'mqtt'?",
        "config.yaml:2:1: unknown key 'webb', did you mean 'web'?",
    ]


@pytest.mark.parametrize("secrets", [None, "- 1\n", "a: [\n"])
def test_secrets_that_cannot_be_read(tmp_path: Path, secrets: str | None) -> None:
    (found,) = complaints(tmp_path, "mqtt: {password: !secret mq}", secrets)
    assert found.startswith("secrets.yaml:")


def test_secrets_are_not_for_everybody(tmp_path: Path) -> None:
    path = written(tmp_path, "mqtt: {password: !secret mq}", "mq: canary\n")
    (tmp_path / "secrets.yaml").chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        load_config(path)


def test_a_password_file(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("canary\n")
    (tmp_path / "pw").chmod(0o600)
    config = load_config(written(tmp_path, "mqtt: {password_file: pw}"))
    assert config.mqtt.password is not None
    assert config.mqtt.password.get_secret_value() == "canary"
    assert "exclude each other" in complaints(tmp_path, "mqtt: {password_file: pw, password: x}")[0]
    (tmp_path / "pw").chmod(0o644)
    assert "chmod 600" in complaints(tmp_path, "mqtt: {password_file: pw}")[0]
    assert "cannot be read" in complaints(tmp_path, "mqtt: {password_file: absent}")[0]


def test_where_a_configuration_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_config(Path("x.yaml"), {"HOMEFUSE_CONFIG": "y.yaml"}) == Path("x.yaml")
    assert find_config(None, {"HOMEFUSE_CONFIG": "y.yaml"}) == Path("y.yaml")
    written(tmp_path, "")
    assert find_config(None, {}) == Path("config.yaml")


def test_the_home_takes_its_areas_from_the_configuration(tmp_path: Path) -> None:
    text = "home: {areas: [{id: den, name: Den}], units: imperial}\npolicy: {hidden: [b]}\n"
    config = load_config(written(tmp_path, text))
    home = build_home(config, [Device("a", "A", area="den"), Device("b", "B")])
    assert home.areas == (Area("den", "Den"),)
    assert [device.id for device in home.devices] == ["a"]
    assert home.units == "imperial"


def test_without_areas_the_devices_name_them() -> None:
    devices = [Device("a", "A", area="living_room"), Device("b", "B", area="living_room"), Device("c", "C")]
    assert build_home(Config(), devices).areas == (Area("living_room", "Living room"),)


def test_the_schema_describes_every_section() -> None:
    assert set(json_schema()["properties"]) == set(Config.model_fields)


def test_thresholds_are_the_policys() -> None:
    from homefuse.decide.policy import Thresholds  # noqa: PLC0415 - loads the model's readers

    assert Thresholds(**Config().policy.thresholds.model_dump()) == Thresholds()
