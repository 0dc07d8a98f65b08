"""Puts what the daemon needs beside its code into the wheel; an editable install finds it in the checkout."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("models", "devices", "config.yaml", "systemd")


class ShippedFiles(BuildHookInterface[Any]):
    """Where `homefuse.bundled` looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Copy the files unless only a link to the checkout is made."""
        if version != "editable":
            build_data["force_include"].update({name: f"homefuse/data/{name}" for name in SHIPPED})
