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
from autograder.judge import endings
from autograder.judge.boxes import SandboxedKernel
from autograder.judge.cell_limits import CellLimits
from autograder.judge.grader import Grader
from autograder.judge.relay import KernelEnding
from autograder.judge.stopped_cells import StoppedCells
from autograder.judge.verdict import FlagCode, RunEnding, RunResult
from autograder.sandbox.limits import BoxEnding, Limits

MAX_CODE_CELLS = 2_000
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

    ``open_box`` opens the box when it is needed; ``limits`` are those of the box.
    ``result`` is the result of the run so far.
    """

    def __init__(self, open_box: OpenBox, limits: Limits) -> None:
        self.open_box = open_box
        self.limits = limits
        self.result = RunResult()
        self.stopped_cells = StoppedCells()
        self.cell_limits: CellLimits | None = None  # as soon as there is a box

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
            self.cell_limits = CellLimits(
                self.limits, lambda: float(sandbox.box.usage().cpu_seconds)
            )
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
        assert self.cell_limits is not None
        started = time.monotonic()
        result = sandbox.kernel.run(cell.source, self.cell_limits)
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
        where, epoch = endings.name_of(cell), endings.last_epoch(result.outputs)
        if result.ended:
            self._stop(sandbox, result.ended, where, epoch)
        elif self.cell_limits.interrupted and not self.result.interrupted:
            self.result.interrupted = endings.interrupted(self.limits, where, epoch)
            logger.info("%s", self.result.interrupted)

    def _stop(self, sandbox: SandboxedKernel, why: str, where: str = "", epoch: str = "") -> None:
        """End the box, so that nothing more is run; the arguments are those of ``sentence``."""
        sandbox.box.kill()
        used = float(sandbox.box.usage().cpu_seconds)
        self.result.outcome = endings.outcome_of(why)
        self.result.message = endings.sentence(why, self.limits, used, where, epoch)

    def stop_if_lost(self, sandbox: SandboxedKernel) -> None:
        """Stop the run when the bridge to the box was lost while a check asked it."""
        if sandbox.connection.lost:
            ended = sandbox.box.ended
            lost = endings.LATE_CALL if sandbox.connection.timed_out else KernelEnding.SILENT
            self._stop(sandbox, ended if ended in BOX_LIMITS else lost)


class RunUntilCheck(NotebookRun):
    """A run that stops at the cell of ``check``, where ``use_box`` asks the box.

    The cells of checks and the lesson's demonstrations are not run.
    """

    def __init__(
        self,
        open_box: OpenBox,
        limits: Limits,
        lesson: Lesson,
        check: Check,
        use_box: UseBox,
    ) -> None:
        super().__init__(open_box, limits)
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
        limits: Limits,
        grader: Grader,
        recorder: RunRecorder | None = None,
    ) -> None:
        super().__init__(open_box, limits)
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
        if self.result.interrupted:
            self.grader.remarks[check.id] = self.result.interrupted
        assert self.cell_limits is not None
        transport = self.cell_limits.watched(sandbox.connection)
        if self.recorder is not None:
            transport = self.recorder.transport(check.id, transport)
        self.grader.judge(check, Bridge(transport))
        if reason := self.stopped_cells.explain(self.grader.results[check.id], check.objects):
            self.result.reasons[check.id] = reason
        self.stop_if_lost(sandbox)
        if not self.result.outcome and self.cell_limits.waited_too_long:
            self._stop(sandbox, KernelEnding.TIME_LIMIT)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
