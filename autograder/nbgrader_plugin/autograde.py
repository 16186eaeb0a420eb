"""``nbgrader autograde`` with the judge in the place of the kernel."""

from __future__ import annotations

import fnmatch
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException

from autograder import screening
from autograder.course import Lesson
from autograder.judge import GradingResult, JudgeSession, judge_screened, machine_errors
from autograder.nbgrader_plugin.course_directory import (
    submission_problem,
    submitted_directories,
    unreadable_directories,
)
from autograder.nbgrader_plugin.database import gradebook_is_missing
from autograder.nbgrader_plugin.errors import GradeNotWrittenError, explain_os_errors
from autograder.nbgrader_plugin.gradebook import VERDICT, GradebookWriter
from autograder.nbgrader_plugin.paths import shown_name
from autograder.nbgrader_plugin.submission import (
    AutogradedSubmission,
    JudgedSubmission,
    PlainSubmission,
    judge_failed,
    judge_settings,
    outside_event_loop,
)
from autograder.screening import ScreenedSubmission
from fmnist_lab.errors import CourseError
from fmnist_lab.files import temporary_directory_problem


class JudgedAutograde(Autograde):
    """nbgrader's Autograde on screened copies of the submissions; settings are Autograde's.

    nbgrader calls the methods in the order in which they stand here, those of one submission for
    each. Where the course's settings don't name the judge, everything is nbgrader's own.
    """

    assignments: dict[str, list[str]]
    notebooks: list[str]
    grades: GradebookWriter | None = None  # None: nbgrader's own way
    session: JudgeSession
    submission: AutogradedSubmission

    def start(self) -> None:
        """Grade the submissions. Raises NbGraderException, like nbgrader, when it can't."""
        settings = judge_settings(self.config, self.autograde_preprocessors)
        if settings is None:
            super().start()
            return
        self.incomplete: dict[str, str] = {}  # by student: why not everything was judged
        self.left_out: list[str] = []  # why single submissions can't be graded
        self.unwritten: list[str] = []  # why grades of single submissions can't be written
        self.stop_reason: CourseError | None = None
        failure: NbGraderException | None = None
        with ExitStack() as stack:
            try:
                if problem := temporary_directory_problem():
                    self.log.warning("%s", problem)
                place = tempfile.TemporaryDirectory(prefix="screened-", ignore_cleanup_errors=True)
                stage = Path(stack.enter_context(place)).resolve()
                self._prepare(stage)
                stack.callback(setattr, self, "grades", None)
                course, sandboxed = Path(self.coursedir.root), settings.sandboxed
                with machine_errors():
                    session = outside_event_loop(lambda: JudgeSession(course, sandboxed=sandboxed))
                self.session = stack.enter_context(session)
                super().start()
            except CourseError as error:
                self.stop_reason = error
            except NbGraderException as error:
                failure = error
        if self.stop_reason is not None:
            self.log.error("%s", self.stop_reason)
            raise NbGraderException(str(self.stop_reason))
        for student, message in self.incomplete.items():
            self.log.warning("%s was not judged in full: %s", student, message)
        for problem in self.unwritten:
            self.log.error("%s", problem)
        for problem in self.left_out:
            self.log.error("Left out: %s", problem)
        if failure is not None or self.left_out:
            raise failure or NbGraderException(self.left_out[0])

    def _prepare(self, stage: Path) -> None:
        """Make the writer of grades, which lays screened files into ``stage``."""
        gradebook_is_missing(self.coursedir.db_url)  # raises where none can be made
        self.grades = GradebookWriter(self.coursedir, self.config, stage, self.log, self.parent)
        self.grades.converter.create_student = self.create_student
        self.grades.prepare()

    @property
    def _input_directory(self) -> str:
        if self.grades is not None:
            return str(self.grades.stage)
        return str(super()._input_directory)

    def init_notebooks(self) -> None:
        """Find the submissions: every directory counts, with or without a notebook in it."""
        if self.grades is None:
            super().init_notebooks()
            return
        coursedir = self.coursedir
        assignment = coursedir.assignment_id
        if self.grades.lesson is not None:
            names = [self.grades.lesson.name]
        else:
            names = sorted(path.stem for path in self._source_directory().glob("*.ipynb"))
        names = fnmatch.filter(names, coursedir.notebook_id)
        self.assignments, self.notebooks = {}, []
        sources = submitted_directories(coursedir, assignment, coursedir.student_id)
        for student, source in sources.items() if names else ():
            if problem := submission_problem(student, source, coursedir.db_url):
                self.left_out.append(problem)
                continue
            staged = self.grades.stage_submission(student, source)
            self.assignments[str(staged)] = [str(staged / f"{name}.ipynb") for name in names]
        if coursedir.student_id == "*":
            self.left_out += unreadable_directories(coursedir, assignment).values()
        if not self.assignments:
            pattern = coursedir.format_path(
                coursedir.submitted_directory, coursedir.student_id, assignment
            )
            message = next(iter(self.left_out), f"No submissions were matched by '{pattern}'")
            self.left_out = self.left_out[1:]
            self.log.error(message)
            raise NbGraderException(message)

    def _source_directory(self) -> Path:
        step = self.coursedir.source_directory
        return Path(self.coursedir.format_path(step, ".", self.coursedir.assignment_id))

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to grade it; a submission left unfinished by an interrupted run is graded again."""
        if self.grades is not None:
            if self.stop_reason is not None:
                return False
            directory = self.grades.directory(student_id)
            excluded = (self.coursedir.student_id_exclude or "").split(",")
            unfinished = directory.exists() and not (directory / VERDICT).is_file()
            if unfinished and student_id not in excluded:
                self.log.warning("%s has no verdict; judging again", directory)
                shutil.rmtree(directory)
        return bool(super().init_destination(assignment_id, student_id))

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Screen the submission, and judge it where the lesson has checks. Writes nothing."""
        if self.grades is None:
            super().init_assignment(assignment_id, student_id)
            return
        step = self.coursedir.submitted_directory
        source = Path(self.coursedir.format_path(step, student_id, assignment_id))
        lesson = self.grades.lesson
        if lesson is None:
            notebooks = screening.screen_plain_assignment(source, self._source_directory())
            self.submission = PlainSubmission(assignment_id, student_id, notebooks, self.session)
        else:
            screened = screening.screen_submission(source, lesson)
            result = self._judge(lesson, screened, student_id)
            self.submission = JudgedSubmission.of(student_id, screened, lesson, result)
        for name, screened in self.submission.screened.items():
            if screened.outcome:
                self.log.warning("%s, %s: %s", student_id, name, screened.message)

    def _judge(self, lesson: Lesson, screened: ScreenedSubmission, student: str) -> GradingResult:
        """The judge's result. A fault of the machine ends the batch: it is nobody's zero."""
        try:
            with machine_errors():
                return outside_event_loop(
                    lambda: judge_screened(self.session, lesson, screened, student=student)
                )
        except CourseError as error:
            self.stop_reason = error
            raise
        except Exception as error:
            self.log.exception("The judge failed on %s", student)
            error_name = type(error).__name__
            return judge_failed(lesson, screened, error_name, self.session.sandboxed)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Do nothing: ``set_permissions`` writes all of a submission."""
        if self.grades is None:
            super().convert_single_notebook(notebook_filename)

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """Write the submission's grades and files: the last step that nbgrader calls."""
        if self.grades is None:
            super().set_permissions(assignment_id, student_id)
            return
        try:
            where = self.grades.directory(student_id)
            with explain_os_errors(where, of_one_submission=True):
                self.grades.save(self.submission, [Path(path) for path in self.notebooks])
        except GradeNotWrittenError as error:  # nbgrader goes on with the next submission
            self.unwritten.append(f"The grades of {shown_name(student_id)}: {error}")
            raise
        except CourseError as error:
            self.stop_reason = error
            raise
        verdict = self.submission.verdict()
        if verdict.outcome:
            self.incomplete[student_id] = verdict.message
