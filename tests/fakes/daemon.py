"""A daemon with the fake pipeline as a process of its own: python -m tests.fakes.daemon CONFIG."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from homefuse.cli.run import options_of, serve, start_logging
from homefuse.config import load_config
from tests.fakes.pipeline import FakePipeline

if __name__ == "__main__":
    start_logging("info")
    options = options_of(load_config(Path(sys.argv[1])), simulate="--simulate" in sys.argv)
    asyncio.run(serve(replace(options, load=FakePipeline)))
