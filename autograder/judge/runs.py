"""Runs: a notebook's cells in order in a box, and what is done at the cells of checks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import PurePosixPath
from typing import Any, Protocol

import numpy as np

from autograder.bridge.client import Bridge, Transport
from autograder.checks.failures import CheckFailedError
from autograder.checks.network import Network
from autograder.checks.registry import Check
from autograder.course import Lesson, is_demo, nbgrader_metadata
from autograder.judge.boxes import SandboxedKernel
from autograder.judge.grader import Grader
from autograder.judge.relay import KernelEnding
from autograder.judge.stopped_cells import StoppedCells
from autograder.judge.verdict import FlagCode, RunEnding, RunResult
from autograder.sandbox.limits import BoxEnding

MAX_CODE_CELLS = 2_000
CELL_TIMEOUT_SECONDS = 1_200.0  # of wall time for one cell; the box bounds the whole notebook

LATE_CALL = "call"  # a call of a check did not come back in time

# What ended a run: the outcome, and a clause that explains it.
ENDINGS: dict[str, tuple[RunEnding, str]] = {
    BoxEnding.MEMORY: (RunEnding.MEMORY_LIMIT, "it needed more memory than a lesson may use"),
    BoxEnding.CPU: (RunEnding.TIME_LIMIT, "it computed for longer than a lesson may"),
    BoxEnding.WALL: (RunEnding.TIME_LIMIT, "it took longer than a lesson may"),
    BoxEnding.PROCESSES: (RunEnding.PROCESSES_LIMIT, "it started more processes than a lesson may"),
    BoxEnding.DISK: (RunEnding.DISK_LIMIT, "it wrote more files than there is room for"),
    BoxEnding.OUTPUT: (RunEnding.OUTPUT_LIMIT, "it printed more than can be kept"),
    BoxEnding.DIED: (RunEnding.KERNEL_DIED, "its kernel died"),
    KernelEnding.TIME_LIMIT: (RunEnding.TIME_LIMIT, "one cell took longer than a cell may"),
    KernelEnding.OUTPUT_LIMIT: (RunEnding.OUTPUT_LIMIT, "it printed more than can be kept"),
    KernelEnding.SILENT: (RunEnding.KERNEL_DIED, "its kernel no longer answered the checks"),
    LATE_CALL: (RunEnding.TIME_LIMIT, "a call of a check did not come back"),
}
# The endings of a box that has reached a limit, which explains why the bridge was lost.
BOX_LIMITS = set(BoxEnding) - {BoxEnding.DIED, BoxEnding.KILLED}

OpenBox = Callable[[], AbstractContextManager[SandboxedKernel]]
# A function that gets a bridge to the box, and a function that returns the CPU seconds that the box
# has used.
UseBox = Callable[[Bridge, Callable[[], float]], None]
Predict = Callable[[Network, np.ndarray], np.ndarray]

logger = logging.getLogger(__name__)


class RunRecorder(Protocol):
    """Records each answer of a box, and each network's output, while a submission is judged."""

    def transport(self, check_id: str, transport: Transport) -> Transport:
        """The transport through which the check ``check_id`` asks the box."""

    def predictor(self, predict: Predict) -> Predict:
        """The function by which checks run networks."""


class NotebookRun:
    """Runs every code cell of a notebook in a box.

    ``open_box`` opens the box when it is needed. One cell may take ``cell_seconds`` of wall time.
    ``result`` is the result of the run so far.
    """

    def __init__(self, open_box: OpenBox, cell_seconds: float) -> None:
        self.open_box = open_box
        self.cell_seconds = cell_seconds
        self.result = RunResult()
        self.stopped_cells = StoppedCells()

    def run(self, notebook: Any, files: Mapping[str, bytes]) -> RunResult:
        """Run the notebook, once, with the submission's ``files`` (by path) beside it."""
        result = self.result
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        if len(cells) > MAX_CODE_CELLS:
            result.outcome = RunEnding.TOO_LARGE
            result.message = (
                f"The notebook has more than {MAX_CODE_CELLS:,} code cells; it was not run."
            )
            return result
        started = time.monotonic()
        with self.open_box() as sandbox:
            try:
                self._run_cells(cells, files, sandbox)
            finally:
                usage = sandbox.box.usage()
                result.resources = {
                    "cpu_seconds": round(float(usage.cpu_seconds), 2),
                    "wall_seconds": round(time.monotonic() - started, 2),
                    "peak_memory_bytes": int(usage.peak_memory_bytes),
                }
        logger.info("%s", result.message or "The notebook ran to its end.")
        return result

    def _run_cells(
        self, cells: list[Any], files: Mapping[str, bytes], sandbox: SandboxedKernel
    ) -> None:
        try:
            Bridge(sandbox.connection).put(
                {name: data for name, data in files.items() if _is_inside(name)}
            )
        except CheckFailedError as problem:
            self._stop(sandbox, sandbox.box.ended or KernelEnding.SILENT)
            self.result.message = (
                f"The submission's files could not be put in place: {problem.observed}"
            )
            return
        for number, cell in enumerate(cells):
            self.run_cell(cell, str(cell.get("id") or number), sandbox)
            if self.result.outcome:
                return

    def run_cell(self, cell: Any, cell_id: str, sandbox: SandboxedKernel) -> None:
        """Run one code cell and keep its outputs under ``cell_id``."""
        if not cell.source.strip():
            self.result.outputs[cell_id] = []
            return
        started = time.monotonic()
        result = sandbox.kernel.run(cell.source, self.cell_seconds)
        logger.debug(
            "Cell %s ran for %.2f s: %s",
            cell_id,
            time.monotonic() - started,
            result.ended or result.error or "no error",
        )
        self.result.outputs[cell_id] = result.outputs
        if result.error:
            name = str(nbgrader_metadata(cell).get("grade_id") or cell_id)
            self.result.errors[name] = result.error
            self.stopped_cells.add(cell.source, result.error)
        if result.ended:
            self._stop(sandbox, result.ended)

    def _stop(self, sandbox: SandboxedKernel, why: str) -> None:
        """End the box, so that nothing more is run; ``why`` is a key of ENDINGS."""
        sandbox.box.kill()
        self.result.outcome, words = ENDINGS.get(why, ENDINGS[BoxEnding.DIED])
        self.result.message = f"The notebook was stopped: {words}."

    def stop_if_lost(self, sandbox: SandboxedKernel) -> None:
        """Stop the run when the bridge to the box was lost while a check asked it."""
        if sandbox.connection.lost:
            ended = sandbox.box.ended
            lost = LATE_CALL if sandbox.connection.timed_out else KernelEnding.SILENT
            self._stop(sandbox, ended if ended in BOX_LIMITS else lost)


class RunUntilCheck(NotebookRun):
    """A run that stops at the cell of ``check``, where ``use_box`` asks the box.

    The cells of checks and the lesson's demonstrations are not run.
    """

    def __init__(
        self,
        open_box: OpenBox,
        cell_seconds: float,
        lesson: Lesson,
        check: Check,
        use_box: UseBox,
    ) -> None:
        super().__init__(open_box, cell_seconds)
        self.destination = check.grade_id
        self.graded = {check.grade_id for check in lesson.checks.values()}
        self.use_box: UseBox | None = use_box

    def run_cell(self, cell: Any, cell_id: str, sandbox: SandboxedKernel) -> None:
        """Run the cell, or skip it, or call ``use_box`` when it is the check's cell."""
        metadata = nbgrader_metadata(cell)
        grade_id = metadata.get("grade_id", "")
        if self.use_box is None or (is_demo(cell) and metadata.get("locked")):
            return
        if grade_id == self.destination:
            use_box, self.use_box = self.use_box, None
            use_box(Bridge(sandbox.connection), lambda: float(sandbox.box.usage().cpu_seconds))
            self.stop_if_lost(sandbox)
        elif grade_id not in self.graded:
            super().run_cell(cell, cell_id, sandbox)


class GradingRun(NotebookRun):
    """A run in which ``grader`` judges the checks from outside, each when its cell is reached."""

    def __init__(
        self,
        open_box: OpenBox,
        cell_seconds: float,
        grader: Grader,
        recorder: RunRecorder | None = None,
    ) -> None:
        super().__init__(open_box, cell_seconds)
        self.grader = grader
        self.recorder = recorder
        self.checks = {check.grade_id: check for check in grader.lesson.checks.values()}

    def run(self, notebook: Any, files: Mapping[str, bytes]) -> RunResult:
        """Run the notebook and judge its checks."""
        for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
            check = self.checks.get(nbgrader_metadata(cell).get("grade_id", ""))
            if check is not None:
                self.grader.cells.setdefault(check.id, str(cell.get("id") or number))
        return super().run(notebook, files)

    def run_cell(self, cell: Any, cell_id: str, sandbox: SandboxedKernel) -> None:
        """Run the cell, or judge its check when it is a check's cell; skip demonstrations."""
        metadata = nbgrader_metadata(cell)
        check = self.checks.get(metadata.get("grade_id", ""))
        if check is None:
            if not (is_demo(cell) and metadata.get("locked")):
                super().run_cell(cell, cell_id, sandbox)
            return
        if self.grader.cells[check.id] != cell_id:
            self.grader.flag(
                FlagCode.DUPLICATE_CELL, f"The cell of {check.id} is there twice; the first counts."
            )
            return
        transport: Transport = sandbox.connection
        if self.recorder is not None:
            transport = self.recorder.transport(check.id, transport)
        self.grader.judge(check, Bridge(transport))
        if reason := self.stopped_cells.explain(self.grader.results[check.id], check.objects):
            self.result.reasons[check.id] = reason
        self.stop_if_lost(sandbox)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
