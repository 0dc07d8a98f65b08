"""What the latency benchmark has measured, and how it is told."""

from __future__ import annotations

import platform
import statistics
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds."""

    p50: float
    p99: float
    most: float

    @classmethod
    def of(cls, milliseconds: list[float]) -> Spread:
        """The spread of at least one measurement."""
        ordered = sorted(milliseconds)
        rank = min(len(ordered) - 1, int(0.99 * len(ordered)))
        return cls(round(statistics.median(ordered), 2), round(ordered[rank], 2), round(ordered[-1], 2))


@dataclass(slots=True)
class Measured:
    """Everything that was measured; times in milliseconds."""

    whole: list[float] = field(default_factory=list)
    """From publishing the words to hearing the device's message."""
    round_trip: list[float] = field(default_factory=list)
    """One QoS 1 message to the broker and back."""
    model: list[float] = field(default_factory=list)
    """One decision in this process."""
    unanswered: int = 0
    start_s: float = 0.0
    """From starting the program to `online`."""
    rss_mib: float = 0.0
    rss_end_mib: float = 0.0
    idle_cpu: float = 0.0
    """Percent of one core, with nobody speaking."""


def report_of(found: Measured) -> dict[str, Any]:
    """The numbers as plain data, with the machine named."""
    spreads = {"text_to_device_ms": found.whole, "round_trip_ms": found.round_trip, "model_ms": found.model}
    return {
        "machine": _machine(),
        "python": platform.python_version(),
        "onnxruntime": version("onnxruntime"),
        "requests": len(found.whole) + found.unanswered,
        "unanswered": found.unanswered,
        **{name: asdict(Spread.of(times)) if times else None for name, times in spreads.items()},
        "start_s": round(found.start_s, 2),
        "rss_mib": round(found.rss_mib, 1),
        "rss_end_mib": round(found.rss_end_mib, 1),
        "idle_cpu_percent": round(found.idle_cpu, 2),
    }


def _machine() -> str:
    names = [
        line
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if "model name" in line
    ]
    name = names[0].partition(":")[2].strip() if names else platform.machine()
    return f"{name}, {psutil.cpu_count()} cores"


def show(report: dict[str, Any]) -> None:
    """Print the numbers."""
    table = Table("", "p50 ms", "p99 ms", "most ms", title=report["machine"], title_justify="left")
    labels = {
        "text_to_device_ms": "words to device topic, 50 devices",
        "round_trip_ms": "bare MQTT QoS 1 round trip",
        "model_ms": "bare decision",
    }
    for key, label in labels.items():
        spread = report[key] or {}
        table.add_row(label, *(f"{value:.2f}" for value in spread.values()))
    console = Console()
    console.print(table)
    console.print(
        f"unanswered {report['unanswered']} of {report['requests']}; online after {report['start_s']} s; "
        f"RSS {report['rss_mib']} MiB, at the end {report['rss_end_mib']}; "
        f"idle {report['idle_cpu_percent']} % of a core"
    )
