"""Submissions made from the course's solutions, and what their verdicts say."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Lesson, find_course, find_lessons, nbgrader_metadata
from autograder.judge import GradingResult

COURSE = find_course(Path(__file__).parent)
SECRET = b"a secret of the tests, long enough"


def lesson(number: str) -> Lesson:
    return find_lessons(COURSE, [number])[0]


def notebook_of(
    number: str,
    replaced: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
    without: tuple[str, ...] = (),
) -> Any:
    """The solution with some cells replaced, added or deleted, by grade_id."""
    notebook = copy.deepcopy(lesson(number).notebook)
    cells = []
    for cell in notebook.cells:
        name = nbgrader_metadata(cell).get("grade_id", "")
        if name in without:
            continue
        if name in (replaced or {}):
            cell.source = (replaced or {})[name]
        cells.append(cell)
        if name in (after or {}):
            cells.append(nbformat.v4.new_code_cell((after or {})[name], id=f"after-{name}"))
    notebook.cells = cells
    return notebook


def scores(judged: GradingResult) -> dict[str, float]:
    return {check.id: check.score for check in judged.verdict.checks}


def codes(judged: GradingResult) -> dict[str, str]:
    return {check.id: check.code for check in judged.verdict.checks}
