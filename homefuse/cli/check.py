"""`homefuse check`: is everything that the user wrote right? No network, and fast."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from homefuse.devices.model import Device
    from homefuse.errors import Problem


def command(
    config: Annotated[
        Path | None, typer.Argument(help="Default: config.yaml here, then /etc/homefuse.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check the configuration and every device file; all mistakes are shown at once."""
    devices, problems = check(config)
    if as_json:
        result = {"ok": not problems, "devices": len(devices), "problems": [asdict(p) for p in problems]}
        print(json.dumps(result, ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
        good = f"{len(devices)} device{'' if len(devices) == 1 else 's'}"
        print(f"{len(problems)} to mend; {good} right" if problems else f"all right: {good}")
    if problems:
        raise typer.Exit(1)


def check(named: Path | None) -> tuple[tuple[Device, ...], list[Problem]]:
    """The good devices and every problem of a configuration and its device files."""
    from homefuse.config import Config, find_config, load_config  # noqa: PLC0415 - 100 ms that --help need not pay
    from homefuse.devices.loader import load_devices  # noqa: PLC0415 - as above
    from homefuse.errors import ConfigError  # noqa: PLC0415 - as above

    problems: list[Problem] = []
    try:
        config = load_config(find_config(named))
    except ConfigError as error:
        problems += error.problems
        config = Config(devices=(named or find_config() or Path()).parent / "devices")
    if "devices" not in config.model_fields_set and not config.devices.exists():
        return (), problems  # nobody asked for a folder of devices
    devices, faults = load_devices(config.devices, config.home.units, config.area_ids)
    return devices, [*problems, *faults]
