"""A lesson as an nbgrader assignment, made by nbgrader's own generate_assignment.

Assignments are built in a temporary course directory, so that a failure changes nothing in the
course. The result is the same byte for byte every time.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

from autograder.course import Lesson, nbgrader_settings
from autograder.course.validate import validate_lesson
from autograder.nbgrader_plugin.database import MAX_SQLITE_PATH_BYTES, check_gradebook
from autograder.nbgrader_plugin.errors import explain_os_errors
from autograder.nbgrader_plugin.patches import put_alembic_on_path
from autograder.nbgrader_plugin.paths import sqlite_url
from autograder.screening.policy import JUNK_NAMES, is_junk
from fmnist_lab.errors import CourseError
from fmnist_lab.files import short_temporary_directory, write_bytes

Files = dict[str, bytes]


def build_assignments(lessons: Sequence[Lesson], *, gradebook: bool) -> dict[str, Files]:
    """The files that students get, by the lesson's name and by path inside its directory.

    With ``gradebook`` the assignments are recorded in the course's gradebook and the
    instructor's notebooks are written beside their sources; otherwise nothing outside a
    temporary directory is touched. Raises CourseError when a source breaks a rule (see
    ``course/validate.py``) or nbgrader refuses it, MachineError when the disk refuses.
    """
    for lesson in lessons:
        validate_lesson(lesson)
    if not lessons:
        return {}
    course = lessons[0].course
    config = nbgrader_settings(course)
    gradebook_url = config.CourseDirectory.get("db_url") or sqlite_url(course / "gradebook.db")
    if gradebook:
        check_gradebook(gradebook_url, config.CourseDirectory.get("course_id", ""))
    with (
        explain_os_errors(course, ""),
        tempfile.TemporaryDirectory(
            prefix="release-", dir=short_temporary_directory(MAX_SQLITE_PATH_BYTES - 40)
        ) as directory,
    ):
        temporary_course = Path(directory).resolve()
        for lesson in lessons:
            _copy_source(lesson, temporary_course)
            solution = _as_bytes(lesson.notebook)
            unchanged = lesson.solution.is_file() and lesson.solution.read_bytes() == solution
            if gradebook and not unchanged:
                with explain_os_errors(lesson.solution, ""):
                    write_bytes(lesson.solution, solution)
        throwaway = _throwaway_gradebook(temporary_course / "gradebook.db")
        db_url = gradebook_url if gradebook else throwaway
        for lesson in lessons:
            generate_assignment(lesson, temporary_course, config, db_url)
        return {le.name: read_files(temporary_course / "lessons" / le.name) for le in lessons}


def generate_assignment(lesson: Lesson, course: Path, config: Any, db_url: str) -> None:
    """Run ``nbgrader generate_assignment`` in ``course``. Raises CourseError when it refuses.

    ``config`` are nbgrader's settings, ``db_url`` is the address of its gradebook.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    log = logging.Logger(__name__, logging.ERROR)
    messages = BufferingHandler(capacity=10_000)
    log.addHandler(messages)
    coursedir = CourseDirectory(
        config=config, root=str(course), db_url=db_url, assignment_id=lesson.name, log=log
    )
    converter = GenerateAssignment(coursedir=coursedir, config=config, log=log)
    try:
        put_alembic_on_path()
        converter.start()
    except NbGraderException:
        reason = _reason(record.getMessage() for record in messages.buffer)
        if "there are submissions associated" in reason:
            raise CourseError(
                f"{lesson.source}: graded cells were added, removed or renamed, but the gradebook "
                f"holds submissions for {lesson.name}. Keep the grade_ids, or grade under a new "
                "lesson name, or remove the old grades with "
                f"`nbgrader db assignment remove {lesson.name} --force`."
            ) from None
        raise CourseError(f"{lesson.source}: nbgrader refuses it: {reason}") from None


def read_files(directory: Path) -> Files:
    """Every file under a directory, except what Jupyter leaves behind."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not is_junk(path, directory)
    }


def _reason(messages: Iterable[str]) -> str:
    """The last line of the first traceback in what nbgrader has logged, or else all messages.

    Its exceptions do not say what was wrong.
    """
    texts = list(messages)
    for text in texts:
        if "Traceback (most recent call last)" in text:
            lines = text.strip().splitlines()
            return [li for li in lines if not li.startswith("(Background on this error")][-1]
    return " ".join(texts) or "no reason given."


def _as_bytes(notebook: Any) -> bytes:
    import nbformat

    return (nbformat.writes(notebook) + "\n").encode()


def _copy_source(lesson: Lesson, course: Path) -> None:
    """Put the lesson's notebook and figures, but no scripts, into the temporary course."""
    target = course / "solutions" / lesson.name
    shutil.copytree(
        lesson.source.parent,
        target,
        ignore=shutil.ignore_patterns("*.py", "*.ipynb", *JUNK_NAMES),
    )
    target.chmod(0o755)  # copytree copies the permissions of the source, which may be read-only
    write_bytes(target / f"{lesson.name}.ipynb", _as_bytes(lesson.notebook))


def _throwaway_gradebook(path: Path) -> str:
    """The address of an empty gradebook that nobody will keep.

    nbgrader asks alembic, in another process, for the version to note in a new database. A
    database that has this table already spares it the question.
    """
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    return sqlite_url(path)
