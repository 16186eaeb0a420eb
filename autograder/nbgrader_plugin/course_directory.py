"""nbgrader's settings and directories of a course: where submissions are, and whose they are."""

from __future__ import annotations

import glob
import logging
import re
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from autograder.course import Lesson, nbgrader_settings
from fmnist_lab.errors import CourseError

MAX_STUDENT_ID_CHARACTERS = 128  # the width of nbgrader's columns; PostgreSQL enforces it
_UNSAFE_IN_STUDENT_ID = re.compile(r"""[\s"'`/\\*?\[\]{}<>|;,:\x00-\x1f]|^-""")


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
    for path in sorted(glob.glob(pattern)):  # noqa: PTH207 - absolute, as nbgrader has it
        match = re.fullmatch(expression, path, re.DOTALL)
        if match and (Path(path).is_dir() or Path(path).is_symlink()):
            directories[match["student"]] = Path(path)
    return directories


def find_submissions(coursedir: Any, lesson: str) -> dict[str, Path]:
    """The submissions to a lesson by student id, but for those that student_id_exclude names.

    Raises CourseError when there is none, or for an id that can't name a student.
    """
    excluded = (coursedir.student_id_exclude or "").split(",")
    directories = submitted_directories(coursedir, lesson)
    directories = {s: path for s, path in directories.items() if s not in excluded}
    if not directories:
        pattern = coursedir.format_path(coursedir.submitted_directory, "*", lesson)
        raise CourseError(
            f"There are no submissions to {lesson}; expected directories like {pattern}."
        )
    for student, path in directories.items():
        check_student_id(student, str(path))
    return directories


def check_student_id(student: str, where: str) -> None:
    """Raise CourseError, naming ``where``, for an id that can't name a student's directory."""
    if len(student) > MAX_STUDENT_ID_CHARACTERS:
        raise CourseError(
            f"{where!r}: the student id has {len(student)} characters; the gradebook has room for "
            f"{MAX_STUDENT_ID_CHARACTERS}. Rename it."
        )
    unsafe = not student.isprintable() or _UNSAFE_IN_STUDENT_ID.search(student)
    if unsafe or student in ("", ".", ".."):
        suggestion = _UNSAFE_IN_STUDENT_ID.sub("_", student) or "student"
        raise CourseError(
            f"{where!r}: the student id {student!r} has a space, a quote, a path separator or "
            "another character that can't be in a directory's name here. Rename it, for example to "
            f"{suggestion!r}."
        )
