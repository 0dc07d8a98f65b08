"""`homefuse say`: one command through MQTT, and what came of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from homefuse.cli.saying import Heard, Saying, find_settings, say_and_listen
from homefuse.config import find_config, load_config
from homefuse.errors import HomeFuseError
from homefuse.publish.results import ack_json, decision_json

WRONG_INPUT = 2
_Config = Annotated[
    Path | None, typer.Option("--config", help="Default: config.yaml here, then /etc/homefuse.")
]


def say(
    text: Annotated[str, typer.Argument(help="What a person says.")],
    *,
    config: _Config = None,
    area: Annotated[str | None, typer.Option(help="Id of the area the speaker is in.")] = None,
    user: Annotated[str | None, typer.Option(help="Who speaks.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Decide, but do nothing.")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for the devices.", min=0.1)] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Say TEXT to the running daemon and watch what comes of it.

    Exit code 0: answered, or done and confirmed by every device. 1: rejected. 2: usage or configuration.
    3: a question came back (which one, or really?). 4: an action failed. 5: sent, but not confirmed in time.
    6: no answer from the daemon.
    """
    try:
        settings, base = find_settings(load_config(find_config(config)))
    except HomeFuseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(WRONG_INPUT) from error
    heard = asyncio.run(say_and_listen(settings, base, Saying(text, area, user, dry_run, timeout)))
    if as_json:
        _print_json(heard)
    else:
        _print(heard)
    raise typer.Exit(heard.exit_code)


def _print_json(heard: Heard) -> None:
    document = {
        "decision": decision_json(heard.decision) if heard.decision else None,
        "acks": [ack_json(ack) for ack in heard.acks],
        "ms": round(heard.ms, 1),
        "error": heard.error or None,
    }
    print(json.dumps(document, ensure_ascii=False))


def _print(heard: Heard) -> None:
    decision = heard.decision
    if decision is not None:
        reason = f" ({decision.reason})" if decision.reason else ""
        print(f"{decision.outcome}{reason} after {heard.ms:.0f} ms: {decision.say}")
        for action in decision.actions:
            args = f" {json.dumps(dict(action.args), ensure_ascii=False)}" if action.args else ""
            steps = ", ".join(
                f"{ack.status} after {ack.ms:.0f} ms" + (f" ({ack.detail})" if ack.detail else "")
                for ack in heard.of(action)
            )
            print(f"  {action.device} {action.command}{args}: {steps or 'nothing was done'}")
        for part in decision.rejected:
            print(f"  not {part.text!r}: {part.reason}")
    if heard.error:
        typer.echo(heard.error, err=True)
