"""The notebooks as people run them: solved, and as released."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.course import Lesson, find_lessons, is_check
from autograder.publish.execute import ExecutedNotebook, execute, executed_solution
from support.course import ROOT

LESSONS = find_lessons(ROOT)
ALL = pytest.mark.parametrize("lesson", LESSONS, ids=lambda le: le.name)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.fixture(scope="session")
def solved() -> Any:
    """Each solution notebook is executed once, whoever asks first."""
    done: dict[str, ExecutedNotebook] = {}

    def of(lesson: Lesson) -> ExecutedNotebook:
        if lesson.name not in done:
            done[lesson.name] = executed_solution(lesson, ROOT / "runs" / "lessons")
        return done[lesson.name]

    return of


def errors(executed: ExecutedNotebook) -> list[str]:
    return [
        f"{output.ename}: {output.evalue:.300}"
        for cell in executed.notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]


@ALL
class TestSolved:
    def test_it_earns_every_automatic_point(self, lesson: Lesson, solved: Any) -> None:
        scores = solved(lesson).scores
        wanted = {check.grade_id: check.points for check in lesson.checks.values()}
        assert scores == wanted
        assert sum(scores.values()) == lesson.traits.automatic_points

    def test_no_cell_raises(self, lesson: Lesson, solved: Any) -> None:
        assert errors(solved(lesson)) == []

    def test_no_checked_cell_writes_to_standard_error(self, lesson: Lesson, solved: Any) -> None:
        for cell in solved(lesson).notebook.cells:
            if is_check(cell):
                assert not [o for o in cell.outputs if o.get("name") == "stderr"], cell.source
                kinds = [o.output_type for o in cell.outputs]
                assert kinds.count("execute_result") == 1

    def test_only_heavy_lessons_import_tensorflow(self, lesson: Lesson, solved: Any) -> None:
        if not lesson.traits.uses_keras:
            assert not solved(lesson).tensorflow

    def test_every_picture_has_words(self, lesson: Lesson, solved: Any) -> None:
        """A picture comes with a text that is more than its type's name."""
        for cell in solved(lesson).notebook.cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if "image/png" in data:
                    words = str(data.get("text/plain", "")) + str(data.get("text/html", ""))
                    assert len(words) > 30 and not words.startswith("<Figure"), cell.source


def without_later_demos(released: Any, lesson: Lesson) -> Any:
    """The notebook without the demonstrations behind its first check, some of which train.

    They are the solution's own cells, which the tests above execute.
    """
    demos = {cell.source for cell in lesson.notebook.cells if is_demo(cell)}
    first = next(n for n, cell in enumerate(released.cells) if is_check(cell))
    later = [cell for cell in released.cells[first:] if is_demo(cell)]
    assert {cell.source for cell in later} <= demos
    released.cells = [cell for cell in released.cells if cell not in later]
    return released


def is_demo(cell: Any) -> bool:
    return cell.cell_type == "code" and "demo" in cell.metadata.get("tags", [])


@ALL
def test_unsolved_it_stops_at_the_first_exercise_and_scores_nothing(lesson: Lesson) -> None:
    released = nbformat.read(lesson.released / f"{lesson.name}.ipynb", as_version=4)
    done = execute(without_later_demos(released, lesson))
    assert set(done.scores.values()) == {0.0}
    assert set(done.scores) == {check.grade_id for check in lesson.checks.values()}
    for cell in done.notebook.cells:
        if cell.cell_type != "code":
            continue
        failed = [o for o in cell.outputs if o.output_type == "error"]
        text = json.dumps(cell.outputs)
        if is_check(cell) or failed:
            assert "NotImplementedError" in text, cell.source
            break
    for cell in done.notebook.cells:
        if is_check(cell):
            assert not [o for o in cell.outputs if o.output_type == "error"], cell.source


def test_nbgrader_validate_agrees(tmp_path: Path) -> None:
    (lesson,) = find_lessons(ROOT, ["02"])
    nbformat.write(lesson.notebook, tmp_path / "solved.ipynb")
    shutil.copy(lesson.released / f"{lesson.name}.ipynb", tmp_path / "unsolved.ipynb")

    def validate(name: str) -> str:
        command = [sys.executable, "-m", "nbgrader", "validate", name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert "Success" in validate("solved.ipynb")
    said = validate("unsolved.ipynb")
    assert "Success" not in said and f"FAILED ON {len(lesson.checks)} CELL" in said.upper()


def test_what_is_kept_is_found_however_python_was_started(tmp_path: Path) -> None:
    """The tests execute the lessons, and `autograder site` takes them from there."""
    code = (
        "from pathlib import Path; from autograder.course import Lesson; "
        "from autograder.publish.execute import _key; "
        f"print(_key(Lesson(Path({str(ROOT)!r}), '01_explore')))"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for path in ("", str(ROOT))
    }
    assert len(keys) == 1
