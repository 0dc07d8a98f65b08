"""Every error that HomeFuse raises on purpose.

HomeFuseError
├── ConfigError          the user must edit a file; carries one Problem for each mistake
├── ModelError           a model file is missing, damaged or not what its card says
├── ProviderError        the demanded execution provider (CUDA) cannot be used
├── BrokerError          the MQTT broker cannot be reached or refused us
├── CommandError         a command message is malformed; answered with a reason
├── DriverError          an action cannot be turned into messages for its device
└── CaseError            a case file is wrong
"""

from __future__ import annotations

from dataclasses import dataclass


class HomeFuseError(Exception):
    """Base of every error below; its text tells the user what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file, with its place and, if there is one, the nearest right spelling."""

    file: str
    line: int
    """First line is 1."""
    column: int
    """First column is 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ConfigError(HomeFuseError):
    """A configuration or device file is wrong; every problem found is listed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class ModelError(HomeFuseError):
    """A model file is missing, damaged, or differs from its card."""


class ProviderError(HomeFuseError):
    """The demanded onnxruntime execution provider is not usable here."""


class BrokerError(HomeFuseError):
    """The MQTT broker cannot be reached, or refused the connection."""


class CommandError(HomeFuseError):
    """A command message cannot be read."""


class DriverError(HomeFuseError):
    """An action cannot be expressed in its device's language."""


class CaseError(HomeFuseError):
    """A case file is malformed."""
