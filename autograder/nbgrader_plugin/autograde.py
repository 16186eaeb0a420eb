"""``nbgrader autograde`` with the judge in the place of the kernel."""

from __future__ import annotations

import asyncio
import fnmatch
import glob
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import parse_utc
from sqlalchemy.exc import OperationalError
from traitlets import Bool
from traitlets.utils.importstring import import_item

from autograder import screening
from autograder.course import LESSON_NAME, Lesson, grading, is_check
from autograder.judge import JudgeSession, Verdict
from autograder.judge.session import machine_errors
from autograder.nbgrader_plugin.feedback import RenderingBudget, sanitize_outputs
from autograder.screening import ScreenedSubmission, verdict_outputs
from fmnist_lab.errors import CourseError

if TYPE_CHECKING:
    from autograder.judge import GradingResult, RunResult

T = TypeVar("T")

VERDICT = "verdict.json"
_TRIES, _PAUSE = 4, 5.0  # for a gradebook that another process has locked


class JudgeSubmission(NbGraderPreprocessor):
    """Stands where nbgrader's Execute stands: writes outputs that the judge vouches for."""

    sandboxed = Bool(
        True,
        help="Whether students' code runs in a box. Without one it can do all that you can; "
        "every verdict then says 'no-sandbox'.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Fill the outputs of one screened notebook."""
        submission: AutogradedSubmission = self.parent.parent.submission
        name = resources["nbgrader"]["notebook"]
        if submission.lesson is None:
            submission.run_plain(name, nb)
        else:
            submission.show_verdict(nb)
        return nb, resources


@dataclass
class AutogradedSubmission:
    """The submission that is being graded."""

    assignment: str
    student: str
    session: JudgeSession
    log: Any
    lesson: Lesson | None = None
    screened: dict[str, ScreenedSubmission] = field(default_factory=dict)  # by the notebook's name
    executed: dict[str, RunResult] = field(default_factory=dict)
    checks: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    judged: GradingResult | None = None

    def judge(self) -> GradingResult:
        """Judged once, however often it is asked for."""
        lesson = self.lesson
        assert lesson is not None
        if self.judged is None:
            (screened,) = self.screened.values()
            try:
                with machine_errors():
                    self.judged = _outside_the_loop(
                        lambda: screening.judge_screened(
                            self.session, lesson, screened, student=self.student
                        )
                    )
            except CourseError:
                raise  # the machine's fault: this submission stays as it was
            except Exception as error:
                self.log.exception("The judge failed on %s", self.student)
                kind = type(error).__name__
                self.judged = judge_failed(lesson, screened, kind, self.session.sandboxed)
        return self.judged

    def show_verdict(self, nb: Any) -> None:
        """The judge's outputs in check cells, what the student's code showed elsewhere."""
        judged = self.judge()
        scores = {check["grade_id"]: check for check in judged.verdict.checks}
        effort = RenderingBudget()
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            outputs = judged.outputs.get(cell.id, [])
            check = scores.get(grading(cell).get("grade_id"))
            if is_check(cell):
                panels = [o for o in outputs if o["output_type"] == "display_data"]
                score = min(max(float(check["score"]), 0.0), check["points"]) if check else 0.0
                if not panels:
                    panels = verdict_outputs("Not judged.", "<div>Not judged.</div>", 0.0)[:1]
                outputs = [*panels, *verdict_outputs("", "", score)[1:]]
            else:
                outputs = sanitize_outputs(outputs, effort)
            cell.outputs = nbformat.from_dict(outputs)
        if judged.verdict.outcome:
            ran = bool(judged.verdict.resources)
            _put_notice(nb, judged.verdict.message, "Not everything was" if ran else "Nothing was")

    def run_plain(self, name: str, nb: Any) -> None:
        """Run a notebook without checks in the box; nbgrader reads the scores off its outputs."""
        if name not in self.executed:
            screened = self.screened[f"{name}.ipynb"]
            self.executed[name] = _outside_the_loop(
                lambda: self.session.execute(nb, screened.files)
            )
        done = self.executed[name]
        checks = []
        effort = RenderingBudget()
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = nbformat.from_dict(
                    sanitize_outputs(done.outputs.get(cell.id, []), effort)
                )
            if not utils.is_grade(cell):
                continue
            if cell.cell_type == "code" and not utils.is_solution(cell):
                self._settle(cell, cell.id in done.outputs, done.message)
            score, points = utils.determine_grade(cell)
            grade_id = f"{name}/{grading(cell)['grade_id']}"
            if score is not None:
                checks.append(
                    {"id": grade_id, "grade_id": grade_id, "points": points, "score": score}
                )
        self.checks[name] = checks
        if done.outcome:
            _put_notice(nb, done.message, "Not everything was")

    def _settle(self, cell: Any, ran: bool, message: str) -> None:
        """No points for a test that didn't run, or that shows what nbgrader can't count."""
        problem = "" if ran else f"This test was not run. {message}".strip()
        if ran:
            try:
                utils.determine_grade(cell)
            except (ValueError, KeyError, TypeError) as error:
                problem = f"nbgrader can't read the score: {error}."
        if problem:
            cell.outputs = nbformat.from_dict(
                [
                    {
                        "output_type": "error",
                        "ename": "NotRun",
                        "evalue": problem,
                        "traceback": [problem],
                    }
                ]
            )

    def verdict(self) -> Verdict:
        """One document about the submission."""
        if self.judged is not None:
            return self.judged.verdict
        digest = hashlib.sha256()
        for name, screened in self.screened.items():
            digest.update(f"{name} {len(screened.raw)}\n".encode() + screened.raw)
        both: list[RunResult | ScreenedSubmission] = [
            *self.executed.values(),
            *self.screened.values(),
        ]
        ended = [one for one in both if one.outcome]
        return Verdict(
            lesson=self.assignment,
            submission=digest.hexdigest(),
            seed="",
            seal="unsealed",
            checks=[check for name in sorted(self.checks) for check in self.checks[name]],
            errors={k: v for done in self.executed.values() for k, v in done.errors.items()},
            outcome=ended[0].outcome if ended else "",
            message=" ".join(one.message for one in ended),
            flags=[flag for screened in self.screened.values() for flag in screened.flags],
        )


def judge_failed(
    lesson: Lesson, screened: ScreenedSubmission, kind: str, sandboxed: bool
) -> GradingResult:
    """The verdict where the judge itself raised a ``kind`` of exception: zero, and whom to ask."""
    broken = replace(
        screened,
        outcome="judge-failed",
        message=f"The judge itself failed ({kind}); nothing was judged. Ask your "
        "instructor to look at it.",
    )
    return screening.refuse(lesson, broken, "sealed" if sandboxed else "no-sandbox")


def _put_notice(nb: Any, message: str, what: str) -> None:
    text = f"**{what} judged.** {message}"
    nb.cells.insert(0, nbformat.v4.new_markdown_cell(text))


def _outside_the_loop(work: Callable[[], T]) -> T:
    """Formgrader grades inside its server's event loop, where kernels can't be waited for."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


class JudgedAutograde(Autograde):
    """nbgrader's Autograde on screened copies of the submissions; settings are Autograde's."""

    submission: AutogradedSubmission
    assignments: dict[str, list[str]]
    notebooks: list[str]

    # --- the batch

    def start(self) -> None:
        """Grade the submissions. Raises NbGraderException, like nbgrader, when it can't."""
        self._stage: Path | None = None
        self._lesson: Lesson | None = None
        settings = self._judge_settings()
        if settings is None:
            super().start()
            return
        self._unfinished: list[tuple[str, str]] = []
        self._stopped: CourseError | None = None
        with ExitStack() as stack:
            place = tempfile.TemporaryDirectory(prefix="screened-", ignore_cleanup_errors=True)
            self._stage = Path(stack.enter_context(place)).resolve()
            stack.callback(setattr, self, "_stage", None)
            try:
                self._prepare()
                course, boxed = Path(self.coursedir.root), settings.sandboxed
                with machine_errors():
                    session = _outside_the_loop(lambda: JudgeSession(course, sandboxed=boxed))
                self._session = stack.enter_context(session)
                super().start()
            except CourseError as error:
                self._stopped = error
            except NbGraderException:
                if self._stopped is None:
                    raise
        if self._stopped is not None:
            self.log.error("%s", self._stopped)
            raise NbGraderException(str(self._stopped))
        for student, message in self._unfinished:
            self.log.warning("%s was not judged in full: %s", student, message)

    def _judge_settings(self) -> JudgeSubmission | None:
        """The preprocessor with the course's settings; None when this course has no judge."""
        for one in self.autograde_preprocessors:
            kind = import_item(one) if isinstance(one, str) else one
            if isinstance(kind, type) and issubclass(kind, JudgeSubmission):
                return kind(config=self.config)
        return None

    def _prepare(self) -> None:
        """Find out what is to be graded, and see that the gradebook knows it."""
        course, name = Path(self.coursedir.root), self.coursedir.assignment_id
        lesson = Lesson(course, name)
        if LESSON_NAME.fullmatch(name) and lesson.source.is_file() and lesson.checks:
            self._lesson = lesson
            if not self._known(lesson):
                from autograder.nbgrader_plugin.assignment import build_assignments

                self.log.info("Recording %s in the gradebook", name)
                build_assignments([lesson], gradebook=True)

    def _known(self, lesson: Lesson) -> bool:
        """Whether the gradebook has the lesson's graded cells, with their points."""
        wanted = {
            about["grade_id"]: float(about["points"])
            for about in map(grading, lesson.notebook.cells)
            if about.get("grade")
        }
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gb:
            try:
                notebook = gb.find_notebook(lesson.name, lesson.name)
            except MissingEntry:
                return False
            return {cell.name: cell.max_score for cell in notebook.grade_cells} == wanted

    @property
    def _input_directory(self) -> str:
        if self._sanitizing and self._stage is not None:
            return str(self._stage)
        return super()._input_directory

    def init_notebooks(self) -> None:
        """Every submission directory counts, with or without a notebook in it."""
        if self._stage is None:
            super().init_notebooks()
            return
        self.assignments, self.notebooks = {}, []
        submitted = self.coursedir.submitted_directory
        pattern = self.coursedir.format_path(
            submitted, self.coursedir.student_id, self.coursedir.assignment_id
        )
        expression = self.coursedir.format_path(
            submitted, "(?P<student>.*)", "(?P<assignment>.*)", escape=True
        )
        for found in sorted(glob.glob(pattern)):  # noqa: PTH207 - absolute, as nbgrader has it
            match = re.fullmatch(expression, found)
            if match is None or not (Path(found).is_dir() or Path(found).is_symlink()):
                continue
            staged = Path(self._format_source(match["assignment"], match["student"]))
            staged.mkdir(parents=True)
            self._stage_timestamp(Path(found), staged)
            names = [n for n in self._masters() if fnmatch.fnmatch(n, self.coursedir.notebook_id)]
            if names:
                self.assignments[str(staged)] = [str(staged / f"{name}.ipynb") for name in names]
        if not self.assignments:
            message = f"No submissions were matched by '{pattern}'"
            self.log.error(message)
            raise NbGraderException(message)

    def _masters(self) -> list[str]:
        """The names of the assignment's notebooks."""
        if self._lesson is not None:
            return [self._lesson.name]
        return sorted(path.stem for path in self._source().glob("*.ipynb"))

    def _source(self) -> Path:
        return Path(
            self.coursedir.format_path(
                self.coursedir.source_directory, ".", self.coursedir.assignment_id
            )
        )

    def _stage_timestamp(self, submitted: Path, staged: Path) -> None:
        path = submitted / "timestamp.txt"
        if not os.path.lexists(path):
            return
        try:
            text = screening.read_regular_file(path, path.name, 200).decode().strip()
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

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to grade it; what an interrupted run left behind is graded again."""
        if self._stage is not None and self._stopped is not None:
            return False
        excluded = (self.coursedir.student_id_exclude or "").split(",")
        if self._stage is not None and student_id not in excluded:
            destination = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
            if destination.exists() and not (destination / VERDICT).is_file():
                self.log.warning("%s has no verdict; judging again", destination)
                shutil.rmtree(destination)
        return super().init_destination(assignment_id, student_id)

    # --- one submission

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Screen the submission, put what passed in the place that nbgrader reads from."""
        if self._stage is None:
            super().init_assignment(assignment_id, student_id)
            return
        staged = Path(self._format_source(assignment_id, student_id))
        submission = self.submission = self.screened(assignment_id, student_id)
        for name, screened in submission.screened.items():
            notebook = screened.notebook
            if notebook is None and self._lesson is not None:
                notebook = screening.unanswered_notebook(self._lesson)
            if notebook is not None:
                (staged / name).write_text(nbformat.writes(notebook), encoding="utf-8")
            for inside, data in screened.files.items():
                (staged / inside).parent.mkdir(parents=True, exist_ok=True)
                (staged / inside).write_bytes(data)
            if screened.outcome:
                self.log.warning("%s, %s: %s", student_id, name, screened.message)
        if self._lesson is not None:
            with self._machine():
                submission.judge()  # before anything is written
        self.notebooks = [name for name in self.notebooks if Path(name).exists()]
        try:
            self._patiently(partial(super().init_assignment, assignment_id, student_id))
        except NbGraderException:
            if self.notebooks:
                raise
        self._patiently(partial(self._reset, assignment_id, student_id))

    def screened(self, assignment_id: str, student_id: str) -> AutogradedSubmission:
        """The submission as it may enter the box; nothing has run yet."""
        submitted = Path(
            self.coursedir.format_path(
                self.coursedir.submitted_directory, student_id, assignment_id
            )
        )
        submission = AutogradedSubmission(
            assignment_id, student_id, self._session, self.log, self._lesson
        )
        if self._lesson is not None:
            screened = screening.screen_submission(submitted, self._lesson)
            submission.screened = {f"{self._lesson.name}.ipynb": screened}
        else:
            submission.screened = screening.screen_plain_assignment(submitted, self._source())
        return submission

    def _reset(self, assignment_id: str, student_id: str) -> None:
        """No automatic score of an earlier run stays: zero until the judge says more."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gb:
            for notebook in gb.find_submission(assignment_id, student_id).notebooks:
                for grade in notebook.grades:
                    grade.auto_score = 0.0
                    grade.needs_manual_grade = grade.manual_score is not None
            gb.db.commit()

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Sanitise, judge, save the scores."""
        if self._stage is None:
            super().convert_single_notebook(notebook_filename)
        else:
            with self._machine():
                self._patiently(partial(super().convert_single_notebook, notebook_filename))

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The last step of a submission; its verdict is written just before."""
        if self._stage is not None:
            verdict = self.submission.verdict()
            destination = Path(self._format_dest(assignment_id, student_id))
            destination.mkdir(parents=True, exist_ok=True)
            beside = destination / f".{VERDICT}"
            beside.write_text(verdict.to_json(), encoding="utf-8")
            beside.replace(destination / VERDICT)
            if verdict.outcome:
                self._unfinished.append((student_id, verdict.message))
        super().set_permissions(assignment_id, student_id)

    @contextmanager
    def _machine(self) -> Iterator[None]:
        """What is the machine's fault ends the batch: it is nobody's zero."""
        try:
            yield
        except CourseError as error:
            self._stopped = error
            raise

    def _patiently(self, work: Callable[[], None]) -> None:
        """Wait for a locked gradebook; nbgrader would end the whole batch."""
        for left in reversed(range(_TRIES)):
            try:
                work()
                return
            except OperationalError as error:
                if "locked" not in str(error):
                    raise
                if not left:
                    raise RuntimeError(
                        "The gradebook is locked by another process; close it and grade again."
                    ) from None
                self.log.warning("The gradebook is locked; trying again in %g s", _PAUSE)
                time.sleep(_PAUSE)
