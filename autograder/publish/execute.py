"""Execute a notebook once from a fresh kernel; tests, timings and pages share the one run."""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from copy import deepcopy
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder.course import Lesson, is_check
from autograder.screening.policy import is_junk
from fmnist_lab.files import write_bytes

# No lesson takes this long, even on a slow and busy machine.
CELL_TIMEOUT_SECONDS = 1800


@dataclass(frozen=True)
class ExecutedNotebook:
    """An executed notebook.

    ``seconds`` is wall time with the start of the kernel; ``tensorflow`` says whether the notebook
    has imported it.
    """

    notebook: Any
    seconds: float
    tensorflow: bool

    @property
    def scores(self) -> dict[str, float]:
        """What nbgrader would give each checked cell, by grade_id."""
        from nbgrader.utils import determine_grade

        return {
            cell.metadata.nbgrader.grade_id: float(determine_grade(cell)[0] or 0.0)
            for cell in self.notebook.cells
            if is_check(cell)
        }


def execute(notebook: Any) -> ExecutedNotebook:
    """Run all cells in order in a new kernel and a private directory; errors stay in outputs."""
    import nbformat
    from nbclient import NotebookClient

    notebook = deepcopy(notebook)
    probe = nbformat.v4.new_code_cell("import sys; print('tensorflow' in sys.modules)")
    notebook.cells.append(probe)
    with tempfile.TemporaryDirectory(prefix="notebook-", ignore_cleanup_errors=True) as directory:
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT_SECONDS,
            allow_errors=True,
            resources={"metadata": {"path": directory}},
        )
        started = time.perf_counter()
        client.execute()
        seconds = time.perf_counter() - started
    probe = notebook.cells.pop()
    return ExecutedNotebook(notebook, seconds, "True" in str(probe.outputs))


def executed_solution(lesson: Lesson, directory: Path) -> ExecutedNotebook:
    """The lesson's solution notebook, executed; stored in ``directory`` for the next time.

    It is executed again when anything has changed that the run depends on: the notebook, our
    packages, Python and what is installed with it.
    """
    import nbformat

    key = _key(lesson)
    path = directory / f"{lesson.name}.ipynb"
    if path.is_file():
        notebook = nbformat.read(path, as_version=4)
        run = notebook.metadata.pop("executed", {})
        if run.get("key") == key:
            return ExecutedNotebook(notebook, run["seconds"], run["tensorflow"])
    executed = execute(lesson.notebook)
    notebook = deepcopy(executed.notebook)
    notebook.metadata["executed"] = {
        "key": key,
        "seconds": executed.seconds,
        "tensorflow": executed.tensorflow,
    }
    write_bytes(path, (nbformat.writes(notebook) + "\n").encode())
    return executed


def _key(lesson: Lesson) -> str:
    import fmnist_lab

    # It is a set, since the checkout is listed twice where the working directory is on the path.
    installed = sorted({f"{d.name} {d.version}" for d in metadata.distributions()})
    digest = hashlib.sha256("\n".join([sys.version, *installed, ""]).encode())
    digest.update(lesson.source.read_bytes())
    for package in (Path(__file__).parents[1], Path(fmnist_lab.__file__).parent):
        for path in sorted(package.rglob("*")):
            if path.is_file() and not is_junk(path, package):
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
