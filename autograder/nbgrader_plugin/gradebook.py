"""The one writer of grades: into nbgrader's gradebook, and into ``autograded/``.

``nbgrader autograde`` and formgrader come here through ``JudgedAutograde``, ``autograder grade``
through its coordinator; so all of them write the same rows and files.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shlex
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.writers import FilesWriter
from nbgrader import api
from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import parse_utc
from sqlalchemy.exc import OperationalError, SAWarning, SQLAlchemyError

from autograder import screening
from autograder.course import LESSON_NAME, Lesson, nbgrader_metadata
from autograder.judge import Verdict
from autograder.nbgrader_plugin.assignment import build_assignments
from autograder.nbgrader_plugin.course_directory import NBGRADER_LOG
from autograder.nbgrader_plugin.errors import (
    GradeNotWrittenError,
    explain_os_errors,
    gradebook_error,
)
from autograder.nbgrader_plugin.patches import cached_nbgrader
from autograder.nbgrader_plugin.submission import AutogradedSubmission
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_bytes

VERDICT = "verdict.json"
STAGE = Path(".autograder") / "screened"
LOCK_ATTEMPTS, LOCK_PAUSE_SECONDS = 4, 5.0  # for a gradebook that another process has locked
MAX_TIMESTAMP_BYTES = 200

# Of one student: when the work was handed in, and the automatic score by grade_id.
RecordedGrades = tuple[datetime | None, dict[str, float | None]]

logger = logging.getLogger(__name__)


class StagedAutograde(Autograde):
    """nbgrader's Autograde, reading one submission's screened files from ``stage``."""

    stage: Path
    submission: AutogradedSubmission

    @property
    def _input_directory(self) -> str:
        if self._sanitizing:
            return str(self.stage)
        return str(super()._input_directory)


class GradebookWriter:
    """Writes the grades of one assignment, a submission at a time.

    Screened files are laid into the directory ``stage``, where nbgrader reads them; without
    ``stage``, into ``.autograder`` of the course. ``lesson`` is set by ``prepare``; it stays None
    for an assignment without checks. ``before_building`` is called before nbgrader builds the
    assignment, for which it changes the process's directory.
    """

    def __init__(
        self,
        coursedir: Any,
        config: Any,
        stage: Path | None = None,
        log: Any = NBGRADER_LOG,
        parent: Any = None,
    ) -> None:
        self.coursedir = coursedir
        self.assignment: str = coursedir.assignment_id
        self.stage = stage or (Path(coursedir.root) / STAGE).resolve()
        self.lesson: Lesson | None = None
        self.log = log
        self.before_building: Callable[[], object] = lambda: None
        self.converter = StagedAutograde(coursedir=coursedir, config=config, log=log, parent=parent)
        self.converter.stage = self.stage
        self.converter.writer = FilesWriter(parent=self.converter, config=config)
        self.converter.exporter = self.converter.exporter_class(
            parent=self.converter, config=config
        )

    # --- before the first submission

    def prepare(self) -> None:
        """Make sure that the gradebook has the lesson's graded cells, with their points."""
        lesson = Lesson(Path(self.coursedir.root), self.assignment)
        if not (LESSON_NAME.fullmatch(lesson.name) and lesson.source.is_file() and lesson.checks):
            return
        self.lesson = lesson
        if not self._has_graded_cells(lesson):
            self.log.info("Recording %s in the gradebook", lesson.name)
            self.before_building()
            build_assignments([lesson], gradebook=True)

    def _has_graded_cells(self, lesson: Lesson) -> bool:
        wanted = {
            about["grade_id"]: float(about["points"])
            for about in map(nbgrader_metadata, lesson.notebook.cells)
            if about.get("grade")
        }
        with self._gradebook() as gradebook:
            try:
                notebook = gradebook.find_notebook(lesson.name, lesson.name)
            except MissingEntry:
                return False
            return {cell.name: cell.max_score for cell in notebook.grade_cells} == wanted

    def _gradebook(self) -> Any:
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    # --- one submission

    def directory(self, student: str) -> Path:
        """The directory of the student's autograded notebook and verdict."""
        step = self.coursedir.autograded_directory
        return Path(os.path.normpath(self.coursedir.format_path(step, student, self.assignment)))

    def staged_directory(self, student: str) -> Path:
        """The directory where nbgrader reads the student's screened files."""
        return Path(self.coursedir.format_path(str(self.stage), student, self.assignment))

    def stage_submission(self, student: str, source: Path) -> Path:
        """Make the staged directory, with the time of submission when it can be read."""
        staged = self.staged_directory(student)
        staged.mkdir(parents=True)
        self._stage_timestamp(source, staged)
        return staged

    def _stage_timestamp(self, source: Path, staged: Path) -> None:
        path = source / "timestamp.txt"
        if not os.path.lexists(path):
            return
        try:
            content = screening.read_regular_file(path, path.name, MAX_TIMESTAMP_BYTES)
            text = content.decode().strip()
            parse_utc(text)
        except (
            screening.UnacceptableSubmissionError,
            ValueError,
            OverflowError,
            AttributeError,
            TypeError,
        ):
            self.log.warning("%s holds no time; the submission counts as in time", path)
            return
        if text:
            (staged / path.name).write_text(text)

    def save(self, submission: AutogradedSubmission, notebooks: list[Path]) -> None:
        """Write what nbgrader writes of a staged submission; the verdict comes last.

        ``notebooks`` are the paths of the staged notebooks. Errors of nbgrader,
        the gradebook and the disk are passed on; the directory then has no verdict. Raises
        GradeNotWrittenError when this verdict can't be written, GradingStoppedError when none can.
        """
        assignment, student = submission.assignment, submission.student
        staged = self.staged_directory(student)
        for name, screened in submission.screened.items():
            notebook = submission.notebook_to_write(name)
            if notebook is not None:
                (staged / name).write_text(nbformat.writes(notebook), encoding="utf-8")
            for path, content in screened.files.items():
                (staged / path).parent.mkdir(parents=True, exist_ok=True)
                (staged / path).write_bytes(content)
        converter = self.converter
        converter.submission = submission
        converter.notebooks = [str(path) for path in notebooks if path.exists()]
        try:
            self._waiting_for_lock(partial(converter.init_assignment, assignment, student))
        except NbGraderException:
            if converter.notebooks:
                raise  # without notebooks nbgrader raises when all else is done
        self._waiting_for_lock(partial(self._reset_scores, student))
        for path in converter.notebooks:
            self._waiting_for_lock(partial(converter.convert_single_notebook, path))
        verdict = submission.verdict()
        target = self.directory(student) / VERDICT
        with explain_os_errors(target, of_one_submission=True):
            write_bytes(target, verdict.to_json().encode())
        converter.set_permissions(assignment, student)
        logger.info("%s: %g points written", student, verdict.points)

    def _reset_scores(self, student: str) -> None:
        """Set every automatic score of an earlier run to zero; the judge's scores follow."""
        with self._gradebook() as gradebook:
            for notebook in gradebook.find_submission(self.assignment, student).notebooks:
                for grade in notebook.grades:
                    grade.auto_score = 0.0
                    grade.needs_manual_grade = grade.manual_score is not None
            gradebook.db.commit()

    def _waiting_for_lock(self, work: Callable[[], None]) -> None:
        """Repeat ``work`` while the gradebook is locked; nbgrader would end the whole batch."""
        for attempts_left in reversed(range(LOCK_ATTEMPTS)):
            try:
                work()
                return
            except OperationalError as error:
                if "locked" not in str(error):
                    raise
                if not attempts_left:
                    raise RuntimeError(
                        "The gradebook is locked by another process; close it and grade again."
                    ) from None
                self.log.warning(
                    "The gradebook is locked; trying again in %g s", LOCK_PAUSE_SECONDS
                )
                time.sleep(LOCK_PAUSE_SECONDS)

    # --- a class at a time: the coordinator's way

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Prepare for ``write``: nbgrader is made faster, and its warnings are hidden.

        Raises CourseError when the gradebook can't take the lesson. There is one coordinator at a
        time, so staged files were left by a coordinator that was killed, and are deleted. Inside,
        ``penalty_rules`` is what decides penalties, as text that can be compared.
        """
        with ExitStack() as stack:
            shutil.rmtree(self.stage, ignore_errors=True)
            with explain_os_errors(self.stage):
                self.stage.mkdir(parents=True)
            stack.callback(shutil.rmtree, self.stage, ignore_errors=True)
            stack.enter_context(cached_nbgrader())
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way with its tables
            stack.enter_context(contextlib.chdir(self.coursedir.root))
            with self._explaining_errors():
                self.prepare()
                self.penalty_rules = self._read_penalty_rules()
            yield

    def write(self, source: Path, submission: AutogradedSubmission) -> None:
        """Write one submission's grades and its autograded directory anew.

        Raises GradeNotWrittenError when this submission can't be written, and another CourseError
        (GradingStoppedError when the machine is the cause) when none can. The directory is then
        deleted, and the next run writes it.
        """
        try:
            with self._explaining_errors():
                self._write(source, submission)
        except CourseError:
            raise
        except Exception as error:
            logger.info("nbgrader failed on %s", submission.student, exc_info=True)
            reason = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(":. ")
            again = f"autograder -v grade {self.assignment[:2]}"
            again += f" --student={shlex.quote(submission.student)}"
            raise GradeNotWrittenError(
                f"nbgrader failed ({reason:.300}); `{again}` says where."
            ) from None

    def _write(self, source: Path, submission: AutogradedSubmission) -> None:
        student = submission.student
        directory = self.directory(student)
        try:
            staged = self.stage_submission(student, source)
            if directory.exists():
                shutil.rmtree(directory)
            self.converter.run_pre_convert_hook()
            self.save(submission, [staged / name for name in submission.screened])
            self.converter.run_post_convert_hook()
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        finally:
            shutil.rmtree(self.staged_directory(student).parent, ignore_errors=True)

    @contextmanager
    def _explaining_errors(self) -> Iterator[None]:
        """What the disk and the gradebook refuse inside becomes one sentence."""
        try:
            with explain_os_errors(self.coursedir.autograded_directory, of_one_submission=True):
                yield
        except (SQLAlchemyError, InvalidEntry, RuntimeError) as error:
            raise gradebook_error(error, self.coursedir.db_url) from None

    # --- what is written already

    def recorded(self) -> dict[str, RecordedGrades]:
        """What the gradebook has of each student who handed in."""
        grades: dict[str, RecordedGrades] = {}
        with self._explaining_errors(), self._gradebook() as gradebook:
            rows = (
                gradebook.db.query(
                    api.SubmittedAssignment.student_id,
                    api.SubmittedAssignment.timestamp,
                    api.GradeCell.name,
                    api.Grade.auto_score,
                )
                .select_from(api.Grade)
                .join(api.Grade.notebook)
                .join(api.SubmittedNotebook.assignment)
                .join(api.SubmittedAssignment.assignment)
                .join(api.GradeCell, api.Grade.cell_id == api.GradeCell.id)
                .filter(api.Assignment.name == self.assignment)
            )
            for student, timestamp, cell, score in rows:
                grades.setdefault(student, (timestamp, {}))[1][cell] = score
        return grades

    def _read_penalty_rules(self) -> str:
        """When the lesson is due, and what the course's settings say about those who are late."""
        with self._gradebook() as gradebook:
            due_date = str(gradebook.find_assignment(self.assignment).duedate or "")
        config = self.converter.config
        sections = ("LateSubmissionPlugin", "AssignLatePenalties")
        rules = [due_date, *(config.get(section, {}) for section in sections)]
        return json.dumps(rules, sort_keys=True, default=str)

    def is_written(
        self, student: str, source: Path, verdict: Verdict, recorded: RecordedGrades | None
    ) -> bool:
        """Whether directory and gradebook (``recorded`` is of this student) hold this verdict."""
        if recorded is None:
            return False
        directory = self.directory(student)
        try:
            text = (directory / VERDICT).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        recorded_time, recorded_scores = recorded
        return (
            text == verdict.to_json()
            and (directory / f"{self.assignment}.ipynb").is_file()
            and all(recorded_scores.get(c.grade_id) == c.score for c in verdict.checks)
            and self._timestamp(source) in (None, recorded_time)
        )

    def _timestamp(self, source: Path) -> datetime | None:
        """When the work was handed in, as nbgrader reads it."""
        with explain_os_errors(self.stage), tempfile.TemporaryDirectory(dir=self.stage) as place:
            self._stage_timestamp(source, Path(place))
            timestamp: datetime | None = self.coursedir.get_existing_timestamp(place)
            return timestamp
