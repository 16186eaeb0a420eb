"""Checks that the cells of a lesson and its checks fit together, for `autograder release`."""

from __future__ import annotations

from typing import NoReturn

from autograder.course.lesson import Lesson
from autograder.course.source import check_call, is_check, is_demo, nbgrader_metadata
from fmnist_lab.errors import CourseError


def validate_lesson(lesson: Lesson) -> None:
    """Raise CourseError, naming the cell, when cells and checks don't belong together.

    Each automatically graded cell is claimed by a check of this lesson, with the same id,
    points and objects, and is locked; each check has its cell; no id comes twice.
    """

    def refuse(problem: str) -> NoReturn:
        raise CourseError(f"{lesson.source}: {problem}")

    checks, grade_ids, claimed = lesson.checks, set(), set()
    for cell in lesson.notebook.cells:
        metadata = nbgrader_metadata(cell)
        grade_id = metadata.get("grade_id")
        if grade_id is None:
            if "BEGIN SOLUTION" in cell.source:
                refuse("a cell with a solution has no nbgrader grade_id.")
            continue
        if grade_id in grade_ids:
            refuse(f"the grade_id {grade_id!r} is used twice.")
        grade_ids.add(grade_id)
        if metadata.get("solution") and "BEGIN SOLUTION" not in cell.source:
            refuse(f"the cell {grade_id!r} is a solution without a BEGIN SOLUTION line.")
        if is_demo(cell) and (metadata.get("grade") or not metadata.get("locked")):
            refuse(f"the demo cell {grade_id!r} must be locked and not graded.")
        if not is_check(cell):
            continue
        call, graded = check_call(cell.source), f"the graded cell {grade_id!r}"
        if call is None:
            example = 'check("02.rescale", rescale)'
            refuse(f"{graded} is claimed by no check; expected one line like {example}.")
        name, objects = call
        check = checks.get(name)
        if check is None:
            refuse(f"{graded} calls the check {name!r}, which lesson_{lesson.number} doesn't have.")
        for what, actual, expected in (
            ("grade_id", grade_id, check.grade_id),
            ("points", float(metadata.get("points", 0)), check.points),
            ("objects", objects, check.objects),
            ("locked", bool(metadata.get("locked")), True),
            ("solution", bool(metadata.get("solution")), False),
        ):
            if actual != expected:
                difference = f"{what} {actual!r}; expected {expected!r} for the check {check.id}"
                refuse(f"the cell {grade_id!r} has {difference}.")
        claimed.add(check.id)
    for check_id, check in checks.items():
        if check_id not in claimed:
            refuse(f"no cell runs the check {check_id}; expected {check.call}.")
