"""What the coordinator keeps in ``.autograder`` between runs, and its lock."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from autograder.course import Lesson
from autograder.grading.summary import GradingSummary
from autograder.nbgrader_plugin.errors import explain_os_errors
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_bytes

STATE_DIRECTORY = Path(".autograder")
PENALTY_RULES_SUFFIX = ".due"


@contextmanager
def exclusive_lock(course: Path) -> Iterator[None]:
    """Lets one coordinator per course work at a time; the lock ends with the process.

    Raises CourseError when another one is at work, or where there are no such locks.
    """
    try:
        import fcntl
    except ModuleNotFoundError:
        raise CourseError(
            f"Grading needs Linux, and this is {sys.platform}; grade in a virtual machine or in WSL."
        ) from None
    path = course / STATE_DIRECTORY / "grading"
    with explain_os_errors(path):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        file = path.open("a", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseError(
                f"Another `autograder grade` is at work in {course}. Wait until it has ended."
            ) from None
        yield


def stored_penalty_rules(lesson: Lesson) -> str:
    """The rules for late penalties in force when the grades were last written, or ""."""
    try:
        return _path(lesson, PENALTY_RULES_SUFFIX).read_text(encoding="utf-8")
    except OSError:
        return ""


def store_penalty_rules(lesson: Lesson, rules: str) -> None:
    """Note that all grades of the lesson are written by these rules."""
    _write(lesson, PENALTY_RULES_SUFFIX, rules)


def write_summary(lesson: Lesson, summary: GradingSummary) -> None:
    """Write the summary as JSON, for `autograder report` and for scripts."""
    _write(lesson, ".json", json.dumps(asdict(summary), indent=1) + "\n")


def _path(lesson: Lesson, suffix: str) -> Path:
    return lesson.course / STATE_DIRECTORY / f"{lesson.name}{suffix}"


def _write(lesson: Lesson, suffix: str, text: str) -> None:
    path = _path(lesson, suffix)
    with explain_os_errors(path):
        write_bytes(path, text.encode())
