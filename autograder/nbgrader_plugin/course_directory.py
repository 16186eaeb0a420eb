"""nbgrader's settings and directories of a course: where submissions are, and whose they are."""

from __future__ import annotations

import logging
import os
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
    """The submissions to a lesson by student id, and why others can't be graded, by their names.

    Students whom student_id_exclude names are omitted. Raises CourseError when there is none that
    can be graded.
    """
    excluded = (coursedir.student_id_exclude or "").split(",")
    directories = submitted_directories(coursedir, lesson)
    submissions, left_out = {}, {}
    for student, path in directories.items():
        if student in excluded:
            continue
        if problem := submission_problem(student, path, coursedir.db_url):
            left_out[student] = problem
        else:
            submissions[student] = path
    left_out |= unreadable_directories(coursedir, lesson)
    if not submissions:
        pattern = coursedir.format_path(coursedir.submitted_directory, "*", lesson)
        raise CourseError(
            next(iter(left_out.values()), "")
            or f"There are no submissions to {lesson}; expected directories like {pattern}."
        )
    return submissions, left_out


def submission_problem(student: str, directory: Path, db_url: str) -> str:
    """Why nbgrader can't grade what this student has handed in, or ""."""
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
            return _permission_problem(directory)
    return f"{str(directory)!r}: the student id {problem}. Rename the directory."


def _permission_problem(directory: Path) -> str:
    """The file or directory that the grader may not read; a missing permission is nobody's zero."""
    if directory.is_symlink():
        return ""  # screening never follows it
    unreadable = [] if os.access(directory, os.R_OK | os.X_OK) else [directory]
    if not unreadable:
        files = [path for path in sorted(directory.iterdir()) if not path.is_symlink()]
        unreadable = [path for path in files if path.is_file() and not os.access(path, os.R_OK)]
    return f"{unreadable[0]} can't be read. Make it readable." if unreadable else ""


def unreadable_directories(coursedir: Any, lesson: str) -> dict[str, str]:
    """Directories on the way to submissions that the grader may not read, by their names."""
    pattern = Path(coursedir.format_path(coursedir.submitted_directory, "*", lesson))
    closed = [pattern.parents[1]] if not os.access(pattern.parents[1], os.R_OK | os.X_OK) else []
    closed += [Path(p) for p in matching(str(pattern.parent)) if not os.access(p, os.X_OK)]
    return {
        path.name: f"{path} can't be read. Make it readable." for path in closed if path.is_dir()
    }
