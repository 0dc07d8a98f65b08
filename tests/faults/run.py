"""Break things on purpose and check that every promise is kept: python -m tests.faults.run --scale 0.1."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.faults import FAULTS


def main() -> int:
    """Run them one after the other; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1, help="share of the full counts")
    parser.add_argument("--only", default=",".join(FAULTS), help="comma-separated numbers")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--keep", type=Path, help="folder for what was left, logs above all")
    options = parser.parse_args()
    report = {}
    with tempfile.TemporaryDirectory(prefix="homefuse-faults-") as temporary:
        for name in options.only.split(","):
            fault, full = FAULTS[name]
            count, begun = max(1, round(full * options.scale)), time.monotonic()
            result = asyncio.run(fault((options.keep or Path(temporary)) / name, count))
            report[name] = result | {"took s": round(time.monotonic() - begun, 1)}
            show(f"{name} {fault.__name__}: {'BROKEN' if result['faults'] else 'kept'}")
            for key, value in report[name].items():
                show(f"    {key}: {value[:5] if isinstance(value, list) else value}")
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 1 if any(result["faults"] for result in report.values()) else 0


def show(line: str) -> None:
    """Print at once: a run takes minutes."""
    print(line, flush=True)  # noqa: T201  it is a program


if __name__ == "__main__":
    sys.exit(main())
