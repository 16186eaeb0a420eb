"""How long a notebook has computed here, set beside what grading allows.

``watch`` has IPython tell when a cell begins and ends. The CPU time of each cell's last run,
together, is about what one run of the whole notebook takes: an attempt that was run again counts
once. It is an estimate for the student and never reaches the grade. In the box the judge measures.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Mapping
from typing import Any

from fmnist_lab.limits import BUDGET_SECONDS, minutes

NEAR = 0.8  # of the budget: from here on a slower processor may not be within it
TOLD_SECONDS = 30.0  # a training that computes longer says how long it took
MAX_CELLS = 1_000  # of which the time is kept
ALLOWED = minutes(BUDGET_SECONDS)


def digest(source: str) -> str:
    """A cell's text in short, for front ends that don't name their cells."""
    return hashlib.sha256(source.strip().encode("utf-8", "replace")).hexdigest()[:16]


class CellTimes:
    """The CPU seconds of each cell's last run, by its id or else by its text's digest."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = 0.0  # the process's first cell answers for its start too

    def before_cell(self, info: Any = None) -> None:
        """A cell begins."""
        self._began = time.process_time()

    def after_cell(self, result: Any) -> None:
        """A cell has ended. Cells that only check are not run when grading."""
        info = result.info
        source = str(info.raw_cell)
        if source.lstrip().startswith("check("):
            return
        key = str(getattr(info, "cell_id", None) or digest(source))
        self.seconds.pop(key, None)
        self.seconds[key] = round(time.process_time() - self._began, 2)
        self._began = time.process_time()
        if len(self.seconds) > MAX_CELLS:
            del self.seconds[next(iter(self.seconds))]

    def total(self) -> float:
        """The last run of each cell, and the cell that runs now so far."""
        return sum(self.seconds.values()) + time.process_time() - self._began


_times: CellTimes | None = None


def watch() -> None:
    """Begin to measure this kernel's cells; nothing happens elsewhere, and the second time."""
    global _times
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    if _times is None and hasattr(shell, "kernel") and not in_box():
        _times = CellTimes()
        shell.events.register("pre_run_cell", _times.before_cell)
        shell.events.register("post_run_cell", _times.after_cell)


def cells() -> dict[str, float]:
    """The CPU seconds of each cell's last run, {} where nothing is measured."""
    return dict(_times.seconds) if _times else {}


def in_box() -> bool:
    """Whether this runs for a grade, where the judge measures."""
    return bool(os.environ.get("FMNIST_IN_BOX"))


def total() -> float | None:
    """The CPU seconds that one run of the notebook takes so far; None where nothing is measured."""
    return _times.total() if _times else None


def of_cells(seconds: Mapping[str, Any], named: Iterable[tuple[str, str]]) -> float:
    """The CPU seconds of those cells, each an id and a text, as ``cells`` gave them."""
    found = (seconds.get(cell_id, seconds.get(digest(text))) for cell_id, text in named)
    return sum(value for value in found if isinstance(value, int | float))


def has_gpu() -> bool:
    """Whether TensorFlow computes on a GPU here, which grading doesn't have."""
    tensorflow = sys.modules.get("tensorflow")
    try:
        return bool(tensorflow and tensorflow.config.list_physical_devices("GPU"))
    except Exception:  # a broken driver is no reason to fail
        return False


def sentence(seconds: float, gpu: bool) -> str:
    """What ``seconds`` of computing here mean for the grade, in a sentence or three."""
    what = (
        f"The last runs of all cells took about {minutes(seconds)} CPU-minutes together; grading "
        f"allows {ALLOWED}"
    )
    if gpu and seconds <= BUDGET_SECONDS:
        return (
            f"{what}. But a GPU computed here. Grading has one processor core and no GPU, where "
            "training takes many times as long: how long can't be told from here."
        )
    if seconds > BUDGET_SECONDS:
        return (
            f"{what}, and then interrupts the cell that trains: what it has learned counts. "
            "Use fewer epochs or a smaller network, or delete cells that you don't need. "
            "(An estimate: many cores together may count for more than one alone.)"
        )
    if seconds > NEAR * BUDGET_SECONDS:
        return f"{what}. That is near the limit: another processor may take longer."
    return f"{what}."


def forecast(before: float, training: float, epochs: int) -> str:
    """A warning for a training of ``epochs`` that would use up the budget; "" when it fits.

    ``before`` are the CPU seconds of the notebook's other cells, ``training`` those that the whole
    training is expected to take.
    """
    if before + training <= BUDGET_SECONDS:
        return ""
    others = f", and the other cells took {minutes(before)}" if before >= 60 else ""
    return (
        f"All {epochs} epochs will take about {minutes(training)} CPU-minutes{others}; grading "
        f"allows {ALLOWED} for the notebook. Stop it (■: the network keeps what it has learned), "
        "or use fewer epochs or a smaller network."
    )


class TrainingTime:
    """The CPU time of one training, from now on; it says nothing in the box."""

    def __init__(self) -> None:
        self._others = total() or 0.0
        self._began = time.process_time()
        self._epoch_ends: list[float] = []

    def after_epoch(self, epoch: int, epochs: int) -> str:
        """The forecast after ``epoch`` of ``epochs``; "" until the second, and when all fit."""
        self._epoch_ends.append(time.process_time())
        if len(self._epoch_ends) < 2 or in_box():
            return ""
        first, last = self._epoch_ends[0], self._epoch_ends[-1]  # the first one also compiles
        each = (last - first) / (len(self._epoch_ends) - 1)
        return forecast(self._others, last - self._began + each * (epochs - epoch), epochs)

    def taken(self) -> str:
        """``, 2.4 of 15 CPU-minutes`` at the end of a training that took long, else ""."""
        seconds = time.process_time() - self._began
        if seconds < TOLD_SECONDS or in_box():
            return ""
        return f", {minutes(seconds)} of {ALLOWED} CPU-minutes"
