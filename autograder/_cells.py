"""Run a notebook's cells in this process, and its checks on what they define."""

from __future__ import annotations

import linecache
import random
import re
import sys
import time
import traceback
import zlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.course import check_call

_MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)


def _seed(seed: int | str) -> None:
    """Seed every global generator that is loaded, so that a run can be repeated."""
    number = zlib.crc32(str(seed).encode())
    random.seed(number)
    np.random.seed(number)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(number)


def run_cells(cells: Iterable[tuple[str, str]], seed: int | str = 0) -> dict[str, Any]:
    """Run (name, code) cells in order in one namespace; a cell that raises stops only itself.

    Gives plain data: "results" (a dict a check), "errors" (cell name: last line of the
    error), "seconds", "tensorflow" (whether anything imported it).
    """
    from IPython.display import display

    from autograder.checks import run_check

    started = time.perf_counter()
    _seed(seed)
    namespace: dict[str, Any] = {"__name__": "__main__", "display": display}
    results, errors = [], {}
    for number, (name, code) in enumerate(cells):
        call = check_call(code)
        if call is not None:
            check_id, names = call
            live = {n: namespace[n] for n in names if n in namespace}
            results.append(run_check(check_id, live, seed).to_dict())
            continue
        filename = f"<cell {name or number}>"
        code = _MAGIC.sub("", code)
        linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
        try:
            exec(compile(code, filename, "exec"), namespace)
        except (Exception, SystemExit) as error:
            errors[name or str(number)] = traceback.format_exception_only(error)[-1].strip()
    return {
        "results": results,
        "errors": errors,
        "seconds": time.perf_counter() - started,
        "tensorflow": "tensorflow" in sys.modules,
    }
