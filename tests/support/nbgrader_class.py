"""A course directory whose submissions nbgrader's own high-level API grades."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from traitlets.config import PyFileConfigLoader

from autograder.course import Lesson, nbgrader_metadata
from autograder.judge import Verdict
from autograder.nbgrader_plugin.paths import sqlite_url
from autograder.screening import unanswered_notebook

NAME = "02_small"


class Class:
    """A course directory with submissions, graded by nbgrader's own high-level API."""

    def __init__(self, course: Path, name: str = NAME) -> None:
        self.course = course
        self.name = name
        self.lesson = Lesson(course, name)

    def hand_in(
        self,
        student: str,
        answers: dict[str, str],
        change: Callable[[Any], None] = lambda notebook: None,
        timestamp: str = "2026-01-02 03:04:05 UTC",
    ) -> Path:
        notebook = unanswered_notebook(self.lesson)
        for cell in notebook.cells:
            cell.source = (
                answers.get(nbgrader_metadata(cell).get("grade_id", ""), "") or cell.source
            )
        change(notebook)
        place = self.place(student)
        (place / f"{self.name}.ipynb").write_text(json.dumps(notebook))
        (place / "timestamp.txt").write_text(timestamp)
        return place

    def place(self, student: str) -> Path:
        place = self.course / "submitted" / student / self.name
        place.mkdir(parents=True, exist_ok=True)
        return place

    def api(self) -> Any:
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        config = PyFileConfigLoader(str(self.course / "nbgrader_config.py")).load_config()
        config.CourseDirectory.root = str(self.course)
        config.Exchange.root = str(self.course / "exchange")
        config.LateSubmissionPlugin.penalty_method = "zero"
        return NbGraderAPI(CourseDirectory(config=config), config=config)

    def autograde(self, student: str = "*", force: bool = True) -> dict[str, Any]:
        answer: dict[str, Any] = self.api().autograde(self.name, student, force=force)
        return answer

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        with Gradebook(sqlite_url(self.course / "gradebook.db")) as gradebook:
            yield gradebook

    def grades(self, student: str) -> dict[str, tuple[float | None, bool]]:
        """(automatic score, whether a person must look) by graded cell."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(self.name, self.name, student)
            return {g.name: (g.auto_score, g.needs_manual_grade) for g in notebook.grades}

    def scores(self, student: str) -> list[float | None]:
        """Automatic scores: double, treble, the essay."""
        grades = self.grades(student)
        return [grades[n][0] for n in ("check-02-double", "check-02-treble", "essay")]

    def autograded(self, student: str) -> Path:
        return self.course / "autograded" / student / self.name

    def verdict(self, student: str) -> Verdict:
        return Verdict.from_json((self.autograded(student) / "verdict.json").read_text())

    def notebook(self, student: str) -> Any:
        return nbformat.read(self.autograded(student) / f"{self.name}.ipynb", as_version=4)
