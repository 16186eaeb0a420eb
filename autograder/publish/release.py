"""Releases lessons/ from solutions/: lessons are replaced when all of them have been built."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.course import Lesson
from autograder.nbgrader_plugin.assignment import Files, build_assignments, read_files
from autograder.nbgrader_plugin.errors import explain_os_errors
from fmnist_lab.errors import CourseError


class StaleReleaseError(CourseError):
    """lessons/ is not what solutions/ gives."""

    exit_status = 1


def release(lessons: Sequence[Lesson]) -> list[tuple[Lesson, bool]]:
    """Build the lessons, record them in the course's gradebook, and replace the released ones.

    Returns each lesson with whether its release changed. Also writes the instructor's notebook
    beside each source. Raises CourseError when a source breaks a rule or nbgrader refuses it;
    then nothing has changed in lessons/. Raises MachineError when a release can't be written;
    then the lessons before that one in the list are replaced, and that one is unchanged.
    """
    built = build_assignments(lessons, gradebook=True)
    results = []
    for lesson in lessons:
        changed = read_files(lesson.released) != built[lesson.name]
        if changed:
            with explain_os_errors(lesson.released, ""):
                _swap(lesson.released, built[lesson.name])
        results.append((lesson, changed))
    return results


def check(lessons: Sequence[Lesson]) -> None:
    """Raise StaleReleaseError when lessons/ is not up to date. Touches nothing."""
    built = build_assignments(lessons, gradebook=False)
    stale = [le.name for le in lessons if read_files(le.released) != built[le.name]]
    course = lessons[0].course if lessons else None
    if course is not None and (course / "lessons").is_dir():
        known = {path.name for path in (course / "solutions").iterdir()}
        stale += sorted(p.name for p in (course / "lessons").iterdir() if p.name not in known)
    if stale:
        raise StaleReleaseError(
            f"lessons/ is not up to date with solutions/ for {', '.join(stale)}: "
            "run `autograder release`."
        )


def _swap(directory: Path, files: Files) -> None:
    """Put a directory with these files in place of the old one."""
    new = directory.with_name(f".{directory.name}.new")
    old = directory.with_name(f".{directory.name}.old")
    for remains in (new, old):  # of a run that was killed
        shutil.rmtree(remains, ignore_errors=True)
    for name, content in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if directory.exists():
        directory.rename(old)
    new.rename(directory)
    shutil.rmtree(old, ignore_errors=True)
