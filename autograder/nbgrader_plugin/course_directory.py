"""nbgrader's settings and directories of a course: where submissions are, and whose they are."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from autograder.course import Lesson, nbgrader_settings
from autograder.nbgrader_plugin.paths import matching
from fmnist_lab.errors import CourseError

MAX_STUDENT_ID_CHARACTERS = 128  # the width of nbgrader's columns; SQLite doesn't enforce it


class _DebugLog(logging.LoggerAdapter[logging.Logger]):
    """Logs everything of nbgrader's at DEBUG level; the user sees our own sentence instead."""

    def log(self, level: int, msg: object, *args: Any, **kwargs: Any) -> None:
        super().log(min(level, logging.DEBUG), msg, *args, **kwargs)


NBGRADER_LOG = _DebugLog(logging.getLogger(f"{__name__}.nbgrader"), {})


def course_directory(lesson: Lesson) -> Any:
    """nbgrader's CourseDirectory for one lesson and all its students.

    Its ``config`` is what the course's nbgrader_config.py says. Raises CourseError when that file
    can't be read.
    """
    config = nbgrader_settings(lesson.course)
    config.CourseDirectory.root = str(lesson.course)
    return CourseDirectory(
        config=config, assignment_id=lesson.name, student_id="*", log=NBGRADER_LOG
    )


def submitted_directories(coursedir: Any, lesson: str, students: str = "*") -> dict[str, Path]:
    """The submissions to a lesson by student id, with or without a notebook in them.

    ``students`` is a pattern, as nbgrader's CourseDirectory.student_id.
    """
    step = coursedir.submitted_directory
    pattern = coursedir.format_path(step, students, lesson)
    expression = coursedir.format_path(step, "(?P<student>.*)", lesson, escape=True)
    directories = {}
    for path in sorted(matching(pattern)):
        match = re.fullmatch(expression, path, re.DOTALL)
        if match and (Path(path).is_dir() or Path(path).is_symlink()):
            directories[match["student"]] = Path(path)
    return directories


def find_submissions(coursedir: Any, lesson: str) -> tuple[dict[str, Path], dict[str, str]]:
    """The submissions to a lesson by student id, and why others can't be graded, by id as well.

    Students whom student_id_exclude names are omitted. Raises CourseError when there is none that
    can be graded.
    """
    excluded = (coursedir.student_id_exclude or "").split(",")
    directories = submitted_directories(coursedir, lesson)
    submissions, left_out = {}, {}
    for student, path in directories.items():
        if student in excluded:
            continue
        if problem := student_id_problem(student, path, coursedir.db_url):
            left_out[student] = problem
        else:
            submissions[student] = path
    if not submissions:
        pattern = coursedir.format_path(coursedir.submitted_directory, "*", lesson)
        raise CourseError(
            next(iter(left_out.values()), "")
            or f"There are no submissions to {lesson}; expected directories like {pattern}."
        )
    return submissions, left_out


def student_id_problem(student: str, where: Path, db_url: str) -> str:
    """Why nbgrader can't grade a student with this id, whose directory is ``where``, or ""."""
    try:
        student.encode()
    except UnicodeEncodeError:
        problem = "has bytes that are not UTF-8"
    else:
        limit = MAX_STUDENT_ID_CHARACTERS
        if "\n" in student:
            problem = "has a line break"
        elif len(student) > limit and not db_url.startswith("sqlite"):
            problem = f"has {len(student)} characters; the gradebook has room for {limit}"
        else:
            return ""
    return f"{str(where)!r}: the student id {problem}. Rename the directory."
