"""What each part of the input is worth: `python -m training.ablate CASES...` takes one away and counts again.

The model stays the same; what it gets of the part is zero, as if it were absent.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from homefuse.evaluate.cases import load_cases
from homefuse.evaluate.run import Runner, evaluate
from homefuse.infer.bundle import Models
from homefuse.pipeline import Pipeline
from homefuse.preprocess.state import STATIC_FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.infer.session import Array, Session

STATE = slice(STATIC_FEATURES, STATIC_FEATURES + 8)
AREA = slice(STATIC_FEATURES + 8, STATIC_FEATURES + 19)
DIALOGUE = slice(STATIC_FEATURES + 19, STATIC_FEATURES + 23)

PARTS: dict[str, dict[str, slice]] = {
    "(nothing)": {},
    "device state": {"features": STATE},
    "area and sensors": {"features": AREA, "context": slice(0, 1)},
    "dialogue": {"features": DIALOGUE, "context": slice(1, 8), "last": slice(None)},
    "lexical channels": {"lexical": slice(None), "item_lexical": slice(None)},
    "meaning of names": {"names": slice(None), "abouts": slice(None)},
    "mention tags": {"tags": slice(None)},
}
"""Part -> which last-axis columns of which inputs become zero."""


class Deaf:
    """A fusion session that does not get some of its inputs."""

    def __init__(self, session: Session, missing: Mapping[str, slice]) -> None:
        self._session, self._missing = session, missing
        self.card, self.provider = session.card, session.provider

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """As `Session.run`."""
        given = {key: value.copy() for key, value in feeds.items()}
        for key, columns in self._missing.items():
            given[key][..., columns] = 0.0
        return self._session.run(given)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m training.ablate", description=__doc__)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--models", type=Path, default=Path("models"))
    given = parser.parse_args()
    table = Table("without", *(path.stem for path in given.cases))
    for part, missing in PARTS.items():
        models = Models.load(given.models, "cpu")
        models.fusion = Deaf(models.fusion, missing)  # type: ignore[assignment]
        pipeline = Pipeline(models)
        shares = []
        for path in given.cases:
            cases, _ = load_cases(path)
            total = evaluate(cases, Runner(pipeline.decide, prepare=pipeline.prepare)).total
            shares.append(f"{100 * total.share:.1f} %")
        table.add_row(part, *shares)
    Console().print(table)


if __name__ == "__main__":
    main()
