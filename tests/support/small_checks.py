"""Puts the checks of the tests' small lesson in place of the course's, in whatever process.

Coordinators import it; workers load it as a Dask preload. ``SMALL_CHECKS`` names the Python file
with the checks.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from autograder.checks import CheckRegistry, checks_of, set_registry


def install() -> None:
    path = Path(os.environ["SMALL_CHECKS"])
    spec = importlib.util.spec_from_file_location("small_lesson", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    set_registry(CheckRegistry({"02": checks_of(module, "02")}))


def dask_setup(worker: object) -> None:
    install()


if __name__ == "__main__":
    from autograder.cli import main

    install()
    sys.exit(main(sys.argv[1:]))
