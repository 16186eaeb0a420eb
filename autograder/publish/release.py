"""From solutions/ to lessons/, through nbgrader's own generate_assignment.

Lessons are built in a temporary course directory and swapped in when all of them are there, so
that a failure leaves lessons/ as it was. The result is the same byte for byte every time.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from autograder.course import Lesson, nbgrader_settings
from autograder.course.validate import validate_lesson
from autograder.screening.policy import JUNK_NAMES, is_junk
from fmnist_lab.errors import CourseError, MachineError
from fmnist_lab.files import write_bytes

Files = dict[str, bytes]


class StaleReleaseError(CourseError):
    """lessons/ is not what solutions/ gives."""

    exit_status = 1


def release(lessons: Sequence[Lesson]) -> list[tuple[Lesson, bool]]:
    """Build the lessons, record them in the course's gradebook, swap them in.

    Gives each lesson with whether its release changed. Also builds the instructor's notebook
    beside each source. Raises CourseError when a source breaks a rule (see course.review) or
    nbgrader refuses; then nothing has changed in lessons/. Raises MachineError when the disk
    refuses; then lessons before it in the list are swapped in, and it is as it was.
    """
    built = build(lessons, gradebook=True)
    told = []
    for lesson in lessons:
        changed = read_files(lesson.released) != built[lesson.name]
        if changed:
            with _refusals(lesson.released):
                _swap(lesson.released, built[lesson.name])
        told.append((lesson, changed))
    return told


def check(lessons: Sequence[Lesson]) -> None:
    """Raise Stale, naming the lessons, when lessons/ is not up to date. Touches nothing."""
    built = build(lessons, gradebook=False)
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


def build(lessons: Sequence[Lesson], gradebook: bool) -> dict[str, Files]:
    """The released files of each lesson, by path inside its directory.

    With ``gradebook`` the assignments are recorded in the course's gradebook and the
    instructor's notebooks written beside their sources; otherwise nothing outside a temporary
    directory is touched.
    """
    for lesson in lessons:
        validate_lesson(lesson)
    if not lessons:
        return {}
    course = lessons[0].course
    with _refusals(course), tempfile.TemporaryDirectory(prefix="release-") as place:
        workshop = Path(place).resolve()
        for lesson in lessons:
            _lay_out(lesson, workshop)
            if gradebook:
                _write(lesson.solution, _as_bytes(lesson.notebook))
        config = nbgrader_settings(course)
        if not gradebook:
            db_url = _throwaway_gradebook(workshop / "gradebook.db")
        else:
            default = f"sqlite:///{course / 'gradebook.db'}"
            db_url = config.CourseDirectory.get("db_url") or default
        for lesson in lessons:
            _generate(lesson, workshop, config, db_url)
        return {le.name: read_files(workshop / "lessons" / le.name) for le in lessons}


def build_solution(lesson: Lesson) -> Path:
    """Write the instructor's notebook beside the source; its path."""
    _write(lesson.solution, _as_bytes(lesson.notebook))
    return lesson.solution


def read_files(directory: Path) -> Files:
    """Every file under a directory, except what Jupyter leaves behind."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not is_junk(path, directory)
    }


def _as_bytes(notebook: Any) -> bytes:
    import nbformat

    return (nbformat.writes(notebook) + "\n").encode()


def _lay_out(lesson: Lesson, workshop: Path) -> None:
    """The lesson's directory in the temporary course: notebook and figures, no scripts."""
    target = workshop / "solutions" / lesson.name
    shutil.copytree(
        lesson.source.parent,
        target,
        ignore=shutil.ignore_patterns("*.py", "*.ipynb", *JUNK_NAMES),
    )
    _write(target / f"{lesson.name}.ipynb", _as_bytes(lesson.notebook))


def _generate(lesson: Lesson, workshop: Path, config: Any, db_url: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    said: list[str] = []
    log = _log_into(said)
    coursedir = CourseDirectory(
        config=config, root=str(workshop), db_url=db_url, assignment_id=lesson.name, log=log
    )
    converter = GenerateAssignment(coursedir=coursedir, config=config, log=log)
    try:
        with _alembic_on_path():
            converter.start()
    except NbGraderException:
        reason = _reason(said)
        if "there are submissions associated" in reason:
            raise CourseError(
                f"{lesson.source}: graded cells were added, removed or renamed, but the gradebook "
                f"holds submissions for {lesson.name}. Keep the grade_ids, or grade under a new "
                "lesson name, or remove the old grades with "
                f"`nbgrader db assignment remove {lesson.name} --force`."
            ) from None
        raise CourseError(f"{lesson.source}: nbgrader refuses it: {reason}") from None


def _throwaway_gradebook(path: Path) -> str:
    """The address of an empty gradebook that nobody will keep.

    nbgrader asks alembic, in another process, for the version to note in a new database; one
    that has a table already is spared that.
    """
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    return f"sqlite:///{path}"


def _log_into(lines: list[str]) -> logging.Logger:
    log = logging.Logger("autograder.publish.release", logging.ERROR)

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    log.addHandler(Keep())
    return log


def _reason(said: Sequence[str]) -> str:
    """The last line of the traceback that nbgrader logged, or all that it said."""
    for text in said:
        if "Traceback (most recent call last)" in text:
            return text.strip().splitlines()[-1]
    return " ".join(said) or "no reason given."


@contextmanager
def _alembic_on_path() -> Iterator[None]:
    """nbgrader starts ``alembic`` by name to make a gradebook; find this interpreter's."""
    old = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), old])
    try:
        yield
    finally:
        os.environ["PATH"] = old


@contextmanager
def _refusals(place: Path) -> Iterator[None]:
    """What the disk refuses, in one sentence."""
    try:
        yield
    except OSError as error:
        raise MachineError(
            f"{error.filename or place} can't be used ({error.strerror or error}). Mend that, then "
            "run `autograder release` again."
        ) from None


def _write(path: Path, content: bytes) -> None:
    """Nothing when the file has this content."""
    if not path.is_file() or path.read_bytes() != content:
        write_bytes(path, content)


def _swap(directory: Path, files: Files) -> None:
    """Put a directory with these files in place of the old one."""
    new = directory.with_name(f".{directory.name}.new")
    old = directory.with_name(f".{directory.name}.old")
    for left_over in (new, old):
        shutil.rmtree(left_over, ignore_errors=True)
    for name, content in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if directory.exists():
        directory.rename(old)
    new.rename(directory)
    shutil.rmtree(old, ignore_errors=True)
