"""nbgrader's own commands go through the judge, for whatever is handed in."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from course_fixture import course  # noqa: F401
from nbgrader.api import Gradebook
from traitlets.config import PyFileConfigLoader

from autograder.course import Lesson, grading
from autograder.judge import Verdict
from autograder.screening import unanswered

NAME = "02_small"
PANEL = "border-left:"


class Class:
    """A course directory with submissions, graded by nbgrader's own high-level API."""

    def __init__(self, course: Path) -> None:  # noqa: F811
        self.course = course
        self.lesson = Lesson(course, NAME)

    def hand_in(
        self,
        student: str,
        double: str = "def double(x):\n    return 2 * x",
        treble: str = "def treble(x):\n    return 3 * x",
        essay: str = "My own words.",
        change: Callable[[Any], None] = lambda notebook: None,
        timestamp: str = "2026-01-02 03:04:05 UTC",
    ) -> Path:
        notebook = unanswered(self.lesson)
        for cell in notebook.cells:
            answers = {"double": double, "treble": treble, "essay": essay}
            cell.source = answers.get(grading(cell).get("grade_id", ""), "") or cell.source
        change(notebook)
        return self.write(student, nbformat.writes(notebook), timestamp)

    def write(self, student: str, text: str, timestamp: str = "") -> Path:
        place = self.course / "submitted" / student / NAME
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{NAME}.ipynb").write_text(text)
        if timestamp:
            (place / "timestamp.txt").write_text(timestamp)
        return place

    def api(self) -> Any:
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.course)).load_config()
        config.CourseDirectory.root = str(self.course)
        config.Exchange.root = str(self.course / "exchange")
        return NbGraderAPI(CourseDirectory(config=config), config=config)

    def autograde(self, student: str = "*", force: bool = True) -> str:
        answer = self.api().autograde(NAME, student, force=force)
        assert answer["success"], answer
        return str(answer.get("log", ""))

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as gradebook:
            yield gradebook

    def grades(self, student: str) -> dict[str, tuple[float | None, bool]]:
        """(automatic score, needs a person's) by graded cell."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(NAME, NAME, student)
            return {g.name: (g.auto_score, g.needs_manual_grade) for g in notebook.grades}

    def scores(self, student: str) -> tuple[float | None, float | None]:
        grades = self.grades(student)
        return grades["check-02-double"][0], grades["check-02-treble"][0]

    def verdict(self, student: str) -> Verdict:
        return Verdict.from_json(
            (self.course / "autograded" / student / NAME / "verdict.json").read_text()
        )

    def autograded(self, student: str) -> Any:
        return nbformat.read(
            self.course / "autograded" / student / NAME / f"{NAME}.ipynb", as_version=4
        )


@pytest.fixture()
def students(course: Path, monkeypatch: pytest.MonkeyPatch) -> Class:  # noqa: F811
    """An empty class in a course without a gradebook; alembic is not on PATH."""
    here = Path(sys.executable).parent
    paths = [p for p in os.environ["PATH"].split(os.pathsep) if Path(p) != here]
    monkeypatch.setenv("PATH", os.pathsep.join(paths))
    return Class(course)


def test_one_batch(students: Class) -> None:
    students.hand_in("ada")
    students.hand_in("bob", double="", treble="", essay="")
    students.write("cyd", "{")
    (students.course / "submitted" / "dan" / NAME).mkdir(parents=True)
    log = students.autograde()
    print(log)
    assert students.scores("ada") == (4, 2)
