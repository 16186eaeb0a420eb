"""The gradebook and ``autograded/``: written by the coordinator alone, one submission at a time.

It is the plug-in's way through nbgrader, so ``autograder grade`` and ``nbgrader autograde`` write
the same; here the verdict is there before.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import json
import logging
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest import mock

import jsonschema
import nbgrader.api
import sqlalchemy
from nbconvert.writers import FilesWriter
from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import common as nbgraderformat
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograder.course import Lesson, nbgrader_settings
from autograder.nbgrader_plugin.autograde import VERDICT, AutogradedSubmission, JudgedAutograde
from autograder.nbgrader_plugin.errors import (
    GradeNotWrittenError,
    explain_os_errors,
    gradebook_error,
    shown_url,
    unwritten,
)
from autograder.screening import ScreenedSubmission
from fmnist_lab.errors import CourseError

if TYPE_CHECKING:
    from autograder.judge import GradingResult, Verdict

_ODD = re.compile(r"""[\s"'`/\\*?\[\]{}<>|;,:\x00-\x1f]|^-""")


STAGE = Path(".autograder") / "screened"
WIDTH = 128  # characters that nbgrader's tables have for an id; PostgreSQL minds
PATIENCE = 20  # seconds for a server to answer, and for another program's lock to go


@functools.cache
def _logger() -> logging.Logger:
    return logging.Logger("autograder.grade", logging.CRITICAL + 1)


def settings(course: Path) -> Any:
    """The course's nbgrader settings, with the judge in them."""
    config = nbgrader_settings(course)
    config.CourseDirectory.root = str(course)
    return config


def course_directory(config: Any, lesson: str) -> Any:
    """nbgrader's own idea of the places of this course."""
    return CourseDirectory(config=config, assignment_id=lesson, student_id="*", log=_logger())


def submitted(coursedir: Any, lesson: str) -> dict[str, Path]:
    """The directories that were handed in, by student.

    Raises CourseError when there is none, or for an id that names no place.
    """
    step = coursedir.submitted_directory
    pattern = coursedir.format_path(step, "*", lesson)
    expression = coursedir.format_path(step, "(?P<student>.*)", lesson, escape=True)
    found = {}
    for path in sorted(glob.glob(pattern)):  # noqa: PTH207 - absolute, as nbgrader has it
        match = re.fullmatch(expression, path, re.DOTALL)
        if match and (Path(path).is_dir() or Path(path).is_symlink()):
            found[match["student"]] = Path(path)
    excluded = (coursedir.student_id_exclude or "").split(",")
    found = {student: path for student, path in found.items() if student not in excluded}
    if not found:
        raise CourseError(
            f"There are no submissions to {lesson}; expected directories like {pattern}."
        )
    for student, path in found.items():
        check_student(student, str(path))
    return found


def check_student(student: str, where: str) -> None:
    """Raise CourseError for an id that can't name a student here."""
    if len(student) > WIDTH:
        raise CourseError(
            f"{where!r}: the student id has {len(student)} characters; expected {WIDTH} at most, as "
            "the gradebook has room for. Rename it."
        )
    if not student.isprintable() or _ODD.search(student) or student in ("", ".", ".."):
        raise CourseError(
            f"{where!r}: the student id {student!r} has a space, a quote, a path separator or another "
            "character that can't be in a name of a directory here. Rename it, for example to "
            f"{_ODD.sub('_', student) or 'student'!r}."
        )


def _engine(db_url: str, **more: Any) -> Any:
    """An engine for this address. A server that is silent or locked fails it, in bounded time."""
    url = sqlalchemy.make_url(db_url)
    if url.get_backend_name() != "postgresql" or "psycopg" not in url.get_driver_name():
        return sqlalchemy.create_engine(url, **more)
    # libpq's own words; left to themselves they wait for minutes, a lock for ever
    bounds = {
        "connect_timeout": PATIENCE,
        "tcp_user_timeout": PATIENCE * 1000,
        "keepalives_idle": PATIENCE,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    own = {name: value for name, value in bounds.items() if name not in url.query}
    engine = sqlalchemy.create_engine(url, connect_args=own, **more)

    def patient(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
        connection.commit()

    sqlalchemy.event.listen(engine, "connect", patient)
    return engine


def check_gradebook(db_url: str, course_id: str) -> bool:
    """See that the gradebook is this course's and can be written; whether there is one.

    Writes nothing. Raises CourseError.
    """
    try:
        engine = _engine(db_url)
        shown = shown_url(db_url)
        if engine.dialect.name == "sqlite" and engine.url.database:
            where = Path(engine.url.database.removeprefix("file:").partition("?")[0])
            if not where.parent.is_dir():
                raise CourseError(
                    f"The gradebook {shown} can't be made: {where.parent} is missing."
                )
            if not where.exists():
                return False  # looking would make it
        with engine.connect() as connection:
            tables = set(sqlalchemy.inspect(connection).get_table_names())
            if tables and not {"course", "assignment", "grade"} <= tables:
                raise CourseError(
                    f"{shown} is no gradebook of nbgrader: it has the tables "
                    f"{', '.join(sorted(tables))[:100]}. Name another in nbgrader_config.py."
                )
            if tables:
                query = sqlalchemy.text("SELECT id FROM course")
                courses = [str(row[0]) for row in connection.execute(query)]
                if courses and course_id not in courses:
                    raise CourseError(
                        f"The gradebook {shown} is that of the course "
                        f"{', '.join(map(repr, courses))}; this is {course_id!r}. Move it away, or "
                        "set CourseDirectory.course_id or db_url in nbgrader_config.py."
                    )
            if engine.dialect.name == "sqlite" and tables:
                connection.rollback()
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("CREATE TABLE of_no_use (id INTEGER)")  # a read-only one refuses this
                raw.execute("ROLLBACK")
            elif engine.dialect.name == "postgresql":
                attempt = (
                    "UPDATE grade SET auto_score = auto_score WHERE false"
                    if tables
                    else "CREATE TABLE of_no_use (id INTEGER)"
                )
                connection.execute(sqlalchemy.text(attempt))
                connection.rollback()
        engine.dispose()
        return bool(tables)
    except CourseError:
        raise
    except Exception as error:
        raise gradebook_error(error, db_url) from None


class _Sealed:
    """All that is asked of a session here: nothing is run."""

    def __init__(self, sandboxed: bool) -> None:
        self.sandboxed = sandboxed


class GradebookWriter(JudgedAutograde):
    """Writes verdicts down, one at a time, the way ``nbgrader autograde`` does."""

    given: tuple[ScreenedSubmission, GradingResult]

    @contextmanager
    def opened(self, sandboxed: bool) -> Iterator[GradebookWriter]:
        """Ready to write. Raises CourseError when the gradebook can't take the lesson."""
        self._unfinished, self._stopped, self._lesson = [], None, None
        self._session = _Sealed(sandboxed)  # type: ignore[assignment]
        with ExitStack() as stack:
            # One coordinator at a time: what is there was left by one that was killed.
            self._stage = (Path(self.coursedir.root) / STAGE).resolve()
            shutil.rmtree(self._stage, ignore_errors=True)
            with explain_os_errors(self._stage):
                self._stage.mkdir(parents=True)
            stack.callback(setattr, self, "_stage", None)
            stack.callback(shutil.rmtree, self._stage, ignore_errors=True)
            stack.enter_context(_once())
            # nbgrader logs a traceback for a failed commit, and then raises
            stack.enter_context(mock.patch.object(nbgrader.api.app_log, "disabled", True))
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way with its tables
            stack.enter_context(contextlib.chdir(self.coursedir.root))
            with self._told():
                self._prepare()
            self.writer = FilesWriter(parent=self, config=self.config)
            self.exporter = self.exporter_class(parent=self, config=self.config)
            self._due = self._penalties()
            yield self

    def write(
        self, student: str, source: Path, screened: ScreenedSubmission, judged: GradingResult
    ) -> None:
        """Write one submission's grades and its autograded directory; the verdict comes last.

        Raises GradeNotWrittenError when that isn't possible for this one, and another CourseError (Stopped,
        where the machine is to blame) when it isn't for any; then its directory is gone, and the
        next run writes it.
        """
        assert self._lesson is not None
        lesson = self._lesson.name
        self.given = (screened, judged)
        self._stopped = None
        staged = Path(self._format_source(lesson, student))
        try:
            with self._told():
                staged.mkdir(parents=True)
                self._stage_timestamp(source, staged)
            self.assignments = {str(staged): [str(staged / f"{lesson}.ipynb")]}
            self.convert_notebooks()
        except NbGraderException:
            raise self._stopped or GradeNotWrittenError(
                f"nbgrader failed; `nbgrader autograde {lesson} --student {student}` says why."
            ) from None
        except OSError as error:  # while nbgrader cleared away what failed
            raise self._stopped or unwritten(error, staged) from None
        except SQLAlchemyError as error:
            raise gradebook_error(error, self.coursedir.db_url) from None
        finally:
            shutil.rmtree(staged.parent, ignore_errors=True)
        if self._stopped is not None:
            raise self._stopped

    def screened(self, assignment_id: str, student_id: str) -> AutogradedSubmission:
        """What was screened and judged before."""
        made = AutogradedSubmission(
            assignment_id, student_id, self._session, self.log, self._lesson
        )
        screened, made.judged = self.given
        made.screened = {f"{assignment_id}.ipynb": screened}
        return made

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Screened files into place, the submission into the gradebook."""
        with self._told():
            super().init_assignment(assignment_id, student_id)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Outputs and scores."""
        with self._told():
            super().convert_single_notebook(notebook_filename)

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The verdict, then the permissions."""
        with self._told():
            super().set_permissions(assignment_id, student_id)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong here is the machine's fault: it stops the grading, or this one."""
        try:
            yield
        except OSError as error:
            self._stopped = unwritten(error, self.coursedir.autograded_directory)
            raise self._stopped from None
        except CourseError as error:
            self._stopped = error
            raise
        except (SQLAlchemyError, InvalidEntry, RuntimeError) as error:
            self._stopped = gradebook_error(error, self.coursedir.db_url)
            raise self._stopped from None

    @property
    def sandboxed(self) -> bool:
        """What the course's settings say about boxes."""
        said = self._judge_settings()
        if said is None:
            raise CourseError(
                "nbgrader_config.py does not call `configure(c)` of autograder.nbgrader_plugin; "
                "expected that, so that nbgrader and this command give the same grades."
            )
        return bool(said.sandboxed)

    # --- what is there already

    def recorded(self) -> dict[str, tuple[datetime | None, dict[str, float | None]]]:
        """For each student the time of submission and the automatic scores, as the gradebook has."""
        assert self._lesson is not None
        n = nbgrader.api
        found: dict[str, tuple[datetime | None, dict[str, float | None]]] = {}
        with self._told(), Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gb:
            rows = (
                gb.db.query(
                    n.SubmittedAssignment.student_id,
                    n.SubmittedAssignment.timestamp,
                    n.GradeCell.name,
                    n.Grade.auto_score,
                )
                .select_from(n.Grade)
                .join(n.SubmittedNotebook, n.Grade.notebook_id == n.SubmittedNotebook.id)
                .join(
                    n.SubmittedAssignment,
                    n.SubmittedNotebook.assignment_id == n.SubmittedAssignment.id,
                )
                .join(n.Assignment, n.SubmittedAssignment.assignment_id == n.Assignment.id)
                .join(n.GradeCell, n.Grade.cell_id == n.GradeCell.id)
                .filter(n.Assignment.name == self._lesson.name)
            )
            for student, timestamp, cell, score in rows:
                found.setdefault(student, (timestamp, {}))[1][cell] = score
        return found

    def due(self) -> str:
        """What decided penalties when this was opened, as text."""
        return self._due

    def _penalties(self) -> str:
        """When the lesson is due, and what the course's settings say about those who are late."""
        assert self._lesson is not None
        with self._told(), Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gb:
            due = str(gb.find_assignment(self._lesson.name).duedate or "")
        names = ("LateSubmissionPlugin", "AssignLatePenalties")
        about = [due, *(self.config.get(name, {}) for name in names)]
        return json.dumps(about, sort_keys=True, default=str)

    def is_written(
        self,
        student: str,
        source: Path,
        verdict: Verdict,
        recorded: tuple[datetime | None, dict[str, float | None]] | None,
    ) -> bool:
        """Whether gradebook and directory hold exactly this verdict."""
        assert self._lesson is not None and self._stage is not None
        if recorded is None:
            return False
        directory = Path(
            self.coursedir.format_path(
                self.coursedir.autograded_directory, student, self._lesson.name
            )
        )
        try:
            same = (directory / VERDICT).read_text(encoding="utf-8") == verdict.to_json()
        except (OSError, UnicodeDecodeError):
            return False
        scores = {check["grade_id"]: check["score"] for check in verdict.checks}
        with explain_os_errors(self._stage), tempfile.TemporaryDirectory(dir=self._stage) as place:
            self._stage_timestamp(source, Path(place))
            timestamp = self.coursedir.get_existing_timestamp(place)
        return (
            same
            and (directory / f"{self._lesson.name}.ipynb").is_file()
            and all(recorded[1].get(cell) == score for cell, score in scores.items())
            and (timestamp is None or timestamp == recorded[0])
        )


@contextmanager
def _once() -> Iterator[None]:
    """Done once, what nbgrader does again for every question to the gradebook or every cell.

    It makes an engine for each question, and with it forgets all the SQL it has compiled; looks
    for each table; and validates its own schema before each cell's metadata.
    """
    with ExitStack() as stack:
        tables = nbgrader.api.Base.metadata
        for of, name, made in (
            (nbgrader.api, "create_engine", functools.cache(_engine)),
            (tables, "create_all", functools.cache(tables.create_all)),
            (nbgraderformat, "jsonschema", SimpleNamespace(validate=_validate)),
        ):
            stack.enter_context(mock.patch.object(of, name, made))
        yield


def _validate(instance: Any, schema: Any) -> None:
    """``jsonschema.validate`` for a schema that is known to be valid."""
    validator = jsonschema.validators.validator_for(schema)(schema)
    error = jsonschema.exceptions.best_match(validator.iter_errors(instance))
    if error is not None:
        raise error


def gradebook_writer(course: Path, lesson: Lesson, config: Any) -> GradebookWriter:
    """The book of a lesson; ``opened`` makes it ready."""
    config.JudgedAutograde.force = True
    made = GradebookWriter(
        coursedir=course_directory(config, lesson.name), config=config, log=_logger()
    )
    made.force = True
    return made


@contextmanager
def quiet(db_url: str) -> Iterator[None]:
    """Read the gradebook: what goes wrong is one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            yield
    except (SQLAlchemyError, InvalidEntry) as error:
        raise gradebook_error(error, db_url) from None
