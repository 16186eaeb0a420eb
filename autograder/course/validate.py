"""Whether the cells of a lesson and its checks belong together, which `autograder release` asks."""

from __future__ import annotations

from autograder.course.lesson import Lesson
from autograder.course.source import check_call, is_check, is_demo, nbgrader_metadata
from fmnist_lab.errors import CourseError


def validate_lesson(lesson: Lesson) -> None:
    """Raise CourseError, naming the cell, when cells and checks don't belong together.

    Each automatically graded cell is claimed by a check of this lesson, with the same id,
    points and objects, and is locked; each check has its cell; no id comes twice.
    """
    source = lesson.source
    checks, seen, claimed = lesson.checks, set(), set()
    for cell in lesson.notebook.cells:
        metadata = nbgrader_metadata(cell)
        grade_id = metadata.get("grade_id")
        if grade_id is None:
            if "BEGIN SOLUTION" in cell.source:
                raise CourseError(f"{source}: a cell with a solution has no nbgrader grade_id.")
            continue
        if grade_id in seen:
            raise CourseError(f"{source}: the grade_id {grade_id!r} is used twice.")
        seen.add(grade_id)
        if metadata.get("solution") and "BEGIN SOLUTION" not in cell.source:
            raise CourseError(
                f"{source}: the cell {grade_id!r} is a solution without a BEGIN SOLUTION line."
            )
        if is_demo(cell) and (metadata.get("grade") or not metadata.get("locked")):
            raise CourseError(
                f"{source}: the demo cell {grade_id!r} must be locked and not graded."
            )
        if not is_check(cell):
            continue
        call = check_call(cell.source)
        if call is None:
            raise CourseError(
                f"{source}: the graded cell {grade_id!r} is claimed by no check; expected one "
                'line like check("02.rescale", rescale).'
            )
        check = checks.get(call[0])
        if check is None:
            raise CourseError(
                f"{source}: the graded cell {grade_id!r} calls the check {call[0]!r}, which "
                f"lesson_{lesson.number} doesn't have."
            )
        pairs = {
            "grade_id": (grade_id, check.grade_id),
            "points": (float(metadata.get("points", 0)), check.points),
            "objects": (call[1], check.objects),
            "locked": (bool(metadata.get("locked")), True),
            "solution": (bool(metadata.get("solution")), False),
        }
        for what, (actual, expected) in pairs.items():
            if actual != expected:
                raise CourseError(
                    f"{source}: the cell {grade_id!r} has {what} {actual!r}; expected {expected!r} "
                    f"for the check {check.id}."
                )
        claimed.add(check.id)
    for check_id in checks:
        if check_id not in claimed:
            raise CourseError(
                f"{source}: no cell runs the check {check_id}; expected {checks[check_id].call}."
            )
