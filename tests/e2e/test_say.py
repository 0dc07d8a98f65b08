"""`homefuse say` against a daemon: what is printed, and the exit code for each way it can end."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.household import furnish, running_daemon
from tests.fakes.mosquitto import Mosquitto, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.household import Household

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]


@dataclass
class Speaker:
    config: Path
    household: Household | None = None

    async def say(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "homefuse", "say", "--config", str(self.config), *arguments]
        return await asyncio.to_thread(
            subprocess.run, command, capture_output=True, text=True, cwd=ROOT, check=False
        )


@pytest.fixture(params=["mosquitto", "embedded"])
async def speaker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Speaker]:
    if request.param == "mosquitto":
        broker: Mosquitto = request.getfixturevalue("mosquitto")
        config, port = furnish(tmp_path, broker.port), broker.port
    else:
        config, port = furnish(tmp_path), free_port()
    async with running_daemon(config, simulate=True, broker_port=port) as household:
        yield Speaker(config, household)


async def test_confirmed_action(speaker: Speaker) -> None:
    done = await speaker.say("turn on the lamp", "--area", "hall")
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("act after ")
    assert first.endswith(": So: turn on the lamp.")
    assert second.startswith("  lamp turn_on: sent after ")
    assert "confirmed after " in second
    assert speaker.household is not None
    assert speaker.household.pipeline.seen[0].command.area == "hall"


async def test_json(speaker: Speaker) -> None:
    done = await speaker.say("dim the lamp", "--json")
    document = json.loads(done.stdout)
    assert document["decision"]["actions"][0]["args"] == {"brightness": 30}
    assert [ack["status"] for ack in document["acks"]] == ["accepted", "sent", "confirmed"]
    assert document["error"] is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("is the lamp on", 0), ("lovely weather", 1), ("which one", 3), ("do the impossible", 4)],
)
async def test_exit_codes(speaker: Speaker, text: str, code: int) -> None:
    assert (await speaker.say(text)).returncode == code


async def test_dry_run_is_settled_at_once(speaker: Speaker) -> None:
    done = await speaker.say("turn on the lamp", "--dry-run")
    assert done.returncode == 0
    assert "nothing was done" in done.stdout


async def test_device_that_never_reports_is_sent_but_not_confirmed(speaker: Speaker) -> None:
    done = await speaker.say("make a coffee", "--timeout", "0.8")
    assert done.returncode == 5
    assert "sent after" in done.stdout
    assert "not confirmed within 0.8 s" in done.stderr


async def test_no_broker(tmp_path: Path) -> None:
    done = await Speaker(furnish(tmp_path, free_port())).say("hello")
    assert done.returncode == 6
    assert "is HomeFuse running?" in done.stderr


async def test_no_daemon(mosquitto: Mosquitto, tmp_path: Path) -> None:
    done = await Speaker(furnish(tmp_path, mosquitto.port)).say("hello", "--timeout", "0.3")
    assert done.returncode == 6
    assert "no answer within 0.3 s" in done.stderr


async def test_wrong_configuration(tmp_path: Path) -> None:
    config = furnish(tmp_path)
    config.write_text("nonsense: 1\n")
    done = await Speaker(config).say("hello")
    assert done.returncode == 2
    assert "nonsense" in done.stderr
