"""Understanding beside Home Assistant's: the same cases, the same judge. Run by `make bench-peers`.

Reads the case files below $HOMEFUSE_DATA/cases; needs the extra [bench].
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from homefuse.bundled import bundled
from homefuse.errors import HomeFuseError
from homefuse.evaluate.cases import load_cases
from homefuse.evaluate.record import report_record
from homefuse.evaluate.run import Runner, evaluate
from homefuse.pipeline import Pipeline
from tests.bench.assist import Assist

if TYPE_CHECKING:
    from homefuse.evaluate.report import Report

FILES = ("assist_mini", "ha_intents", "slurp_iot_devel", "not_for_me_dev", "fresh_dev")


def main() -> int:
    """Print the table, and write it as JSON where asked to."""
    options = _options()
    if not options.files:
        _say("no case files: set HOMEFUSE_DATA to the folder of the data, or name files")
        return 2
    deciders = {"Home Assistant": _assist()} | _ours(options.model)
    reports = {
        path.stem: {name: evaluate(load_cases(path)[0], runner) for name, runner in deciders.items()}
        for path in options.files
    }
    Console().print(_table(reports))
    if options.json:
        records = {
            file: {name: report_record(report) for name, report in found.items()}
            for file, found in reports.items()
        }
        options.json.write_text(json.dumps(records, indent=2) + "\n", encoding="utf-8")
    return 0


def _say(words: str) -> None:
    Console(stderr=True).print(words, markup=False, highlight=False)


def _options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="case files; default: those of HOMEFUSE_DATA")
    parser.add_argument(
        "--model", type=Path, help="folder of the models; default: those that come with HomeFuse"
    )
    parser.add_argument("--json", type=Path, help="where to write the reports")
    options = parser.parse_args()
    data = os.environ.get("HOMEFUSE_DATA")
    if not options.files and data:
        options.files = [Path(data) / "cases" / f"{name}.jsonl" for name in FILES]
    return options


def _assist() -> Runner:
    assist = Assist()
    return Runner(assist.decide, prepare=assist.prepare)


def _ours(model: Path | None) -> dict[str, Runner]:
    """Our decider; none where there are no models yet, and that is said."""
    try:
        pipeline = Pipeline.load(model or bundled("models"), provider="cpu", threads=1)
    except HomeFuseError as error:
        _say(f"HomeFuse is left out: {error}")
        return {}
    return {"HomeFuse": Runner(pipeline.decide, prepare=pipeline.prepare)}


def _table(reports: dict[str, dict[str, Report]]) -> Table:
    table = Table("file", "decider", title="The same cases, the same judge", title_justify="left")
    for column in ("cases", "right", "share", "false actions", "sensitive", "p50 ms", "p99 ms"):
        table.add_column(column, justify="right")
    for file, found in reports.items():
        for name, report in found.items():
            sensitive = report.sensitive_unconfirmed + report.sensitive_wrong
            table.add_row(
                file,
                name,
                str(report.total.cases),
                str(report.total.met),
                f"{report.total.share:.3f}",
                str(report.false_actions),
                str(sensitive),
                f"{report.latency.p50:.1f}",
                f"{report.latency.p99:.1f}",
            )
        table.add_section()
    return table


if __name__ == "__main__":
    sys.exit(main())
