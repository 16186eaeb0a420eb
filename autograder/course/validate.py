"""Whether the cells of a lesson and its checks belong together; `autograder release` asks."""

from __future__ import annotations

from autograder.course.lesson import Lesson
from autograder.course.source import check_call, is_check, is_demo, nbgrader_metadata
from fmnist_lab.errors import CourseError


def validate_lesson(lesson: Lesson) -> None:
    """Raise CourseError, naming the cell, when cells and checks don't belong together.

    Each automatically graded cell is claimed by a check of this lesson, with the same id,
    points and objects, and is locked; each check has its cell; no id comes twice.
    """
    where = lesson.source
    checks, seen, claimed = lesson.checks, set(), set()
    for cell in lesson.notebook.cells:
        about = nbgrader_metadata(cell)
        grade_id = about.get("grade_id")
        if grade_id is None:
            if "BEGIN SOLUTION" in cell.source:
                raise CourseError(f"{where}: a cell with a solution has no nbgrader grade_id.")
            continue
        if grade_id in seen:
            raise CourseError(f"{where}: the grade_id {grade_id!r} is there twice.")
        seen.add(grade_id)
        if about.get("solution") and "BEGIN SOLUTION" not in cell.source:
            raise CourseError(
                f"{where}: the cell {grade_id!r} is a solution without a BEGIN SOLUTION line."
            )
        if is_demo(cell) and (about.get("grade") or not about.get("locked")):
            raise CourseError(f"{where}: the demo cell {grade_id!r} must be locked and not graded.")
        if not is_check(cell):
            continue
        call = check_call(cell.source)
        if call is None:
            raise CourseError(
                f"{where}: the graded cell {grade_id!r} is claimed by no check; expected one "
                'line like check("02.rescale", rescale).'
            )
        check = checks.get(call[0])
        if check is None:
            raise CourseError(
                f"{where}: the graded cell {grade_id!r} calls the check {call[0]!r}, which "
                f"lesson_{lesson.number} doesn't have."
            )
        wanted = {
            "grade_id": (grade_id, check.grade_id),
            "points": (float(about.get("points", 0)), check.points),
            "objects": (call[1], check.objects),
            "locked": (bool(about.get("locked")), True),
            "solution": (bool(about.get("solution")), False),
        }
        for what, (found, expected) in wanted.items():
            if found != expected:
                raise CourseError(
                    f"{where}: the cell {grade_id!r} has {what} {found!r}; expected {expected!r} "
                    f"for the check {check.id}."
                )
        claimed.add(check.id)
    for check_id in checks:
        if check_id not in claimed:
            raise CourseError(
                f"{where}: no cell runs the check {check_id}; expected {checks[check_id].call}."
            )
