"""`homefuse acl`: access rules for Mosquitto."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003  typer reads it
from typing import Annotated

import typer

from homefuse.acl import mosquitto_acl
from homefuse.config import find_config, load_config
from homefuse.devices.loader import load_devices
from homefuse.errors import HomeFuseError

WRONG_INPUT = 2
_USER = re.compile(r"[A-Za-z0-9_.@-]{1,64}")  # a line break would let a name write rules


def acl(
    config: Annotated[
        Path | None, typer.Option("--config", help="Default: config.yaml here, then /etc/homefuse.")
    ] = None,
    speaker: Annotated[
        list[str] | None, typer.Option(help="A user that may give commands; may be repeated.")
    ] = None,
    confirmer: Annotated[
        list[str] | None,
        typer.Option(help="A user that may also confirm and cancel; may be repeated."),
    ] = None,
) -> None:
    """Print Mosquitto access rules under which only the named users can talk to HomeFuse and its devices."""
    try:
        settings = load_config(find_config(config))
        devices, problems = load_devices(settings.devices)
    except HomeFuseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(WRONG_INPUT) from error
    for problem in problems:
        typer.echo(str(problem), err=True)
    user = settings.mqtt.username or "homefuse"
    speakers, confirmers = speaker or [], confirmer or []
    wrong = [name for name in (user, *speakers, *confirmers) if not _USER.fullmatch(name)]
    if wrong:
        typer.echo(f"no user name: {', '.join(map(repr, wrong))}", err=True)
        raise typer.Exit(WRONG_INPUT)
    base = settings.mqtt.base_topic
    print(mosquitto_acl(base, devices, user=user, speakers=speakers, confirmers=confirmers), end="")
    raise typer.Exit(1 if problems else 0)
