"""A submission as it is written into the gradebook: its notebooks' outputs, and its verdict.

``JudgeSubmission``, one of nbgrader's preprocessors, asks it to ``fill`` each notebook with
outputs, from which nbgrader then reads the scores.
"""

from __future__ import annotations

import asyncio
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import nbformat
from nbgrader import utils
from nbgrader.converters.autograde import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool
from traitlets.utils.importstring import import_item

from autograder import screening
from autograder.course import Lesson, is_check, nbgrader_metadata
from autograder.judge import CheckVerdict, Flag, Isolation, Verdict, graded_cell_outputs, refuse
from autograder.judge.verdict import FlagCode
from autograder.nbgrader_plugin.feedback import RenderingBudget, sanitize_outputs
from autograder.screening import ScreenedSubmission
from fmnist_lab.errors import CourseError

if TYPE_CHECKING:
    from autograder.judge import GradingResult, JudgeSession, RunResult

T = TypeVar("T")


@dataclass
class AutogradedSubmission(ABC):
    """A screened submission: ``screened`` by the notebook's file name."""

    assignment: str
    student: str
    screened: dict[str, ScreenedSubmission]

    @abstractmethod
    def fill(self, name: str, nb: Any) -> None:
        """Give the notebook ``name`` (without a suffix) the outputs that nbgrader is to see."""

    @abstractmethod
    def verdict(self) -> Verdict:
        """What verdict.json says."""

    def notebook_to_write(self, name: str) -> Any:
        """The notebook that nbgrader is to read for the file ``name``; None when there is none."""
        return self.screened[name].notebook


@dataclass
class JudgedSubmission(AutogradedSubmission):
    """A submission to a lesson, with the judge's result."""

    lesson: Lesson
    result: GradingResult

    @classmethod
    def of(
        cls, student: str, screened: ScreenedSubmission, lesson: Lesson, result: GradingResult
    ) -> JudgedSubmission:
        """A lesson's submission has one notebook, named by the lesson."""
        return cls(lesson.name, student, {f"{lesson.name}.ipynb": screened}, lesson, result)

    def notebook_to_write(self, name: str) -> Any:
        """The screened notebook; the released one, unanswered, in place of an unreadable one."""
        return super().notebook_to_write(name) or screening.unanswered_notebook(self.lesson)

    def fill(self, name: str, nb: Any) -> None:
        """The judge's outputs in check cells, what the student's code showed elsewhere."""
        verdict = self.result.verdict
        checks = {check.grade_id: check for check in verdict.checks}
        budget = RenderingBudget()
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            outputs = self.result.outputs.get(cell.id, [])
            if is_check(cell):
                check = checks.get(nbgrader_metadata(cell).get("grade_id", ""))
                score = min(max(check.score, 0.0), check.points) if check else 0.0
                panels = [o for o in outputs if o["output_type"] == "display_data"]
                if not panels:
                    panels = graded_cell_outputs("Not judged.", "<div>Not judged.</div>", 0.0)[:1]
                outputs = [*panels, *graded_cell_outputs("", "", score)[1:]]
            else:
                outputs = sanitize_outputs(outputs, budget)
            cell.outputs = nbformat.from_dict(outputs)
        if verdict.outcome:
            has_run = bool(verdict.resources)
            _add_notice(nb, "Not everything" if has_run else "Nothing", verdict.message)

    def verdict(self) -> Verdict:
        """The judge's verdict."""
        return self.result.verdict


@dataclass
class PlainSubmission(AutogradedSubmission):
    """A submission to an assignment without checks: run in the box, scored as nbgrader scores."""

    session: JudgeSession
    runs: dict[str, RunResult] = field(default_factory=dict)
    scores: dict[str, list[CheckVerdict]] = field(default_factory=dict)

    def fill(self, name: str, nb: Any) -> None:
        """Run the notebook in the box, and keep its outputs; nbgrader reads the scores off them."""
        if name not in self.runs:  # nbgrader may come twice, when the gradebook was locked
            files = self.screened[f"{name}.ipynb"].files
            self.runs[name] = outside_event_loop(lambda: self.session.execute(nb, files))
        run = self.runs[name]
        budget = RenderingBudget()
        scores = []
        for cell in nb.cells:
            if cell.cell_type == "code":
                outputs = sanitize_outputs(run.outputs.get(cell.id, []), budget)
                cell.outputs = nbformat.from_dict(outputs)
            if not utils.is_grade(cell):
                continue
            if cell.cell_type == "code" and not utils.is_solution(cell):
                _withhold_uncountable_score(cell, cell.id in run.outputs, run.message)
            score, points = utils.determine_grade(cell)
            grade_id = f"{name}/{nbgrader_metadata(cell)['grade_id']}"
            if score is not None:
                scores.append(CheckVerdict(grade_id, points, score, grade_id=grade_id))
        self.scores[name] = scores
        if run.outcome:
            _add_notice(nb, "Not everything", run.message)
        elif run.interrupted:
            nb.cells.insert(0, nbformat.v4.new_markdown_cell(run.interrupted))

    def verdict(self) -> Verdict:
        """One verdict about all the notebooks of the submission."""
        digest = hashlib.sha256()
        for name, screened in self.screened.items():
            digest.update(f"{name} {len(screened.raw)}\n".encode() + screened.raw)
        parts: list[RunResult | ScreenedSubmission] = [*self.runs.values(), *self.screened.values()]
        incomplete = [part for part in parts if part.outcome]
        return Verdict(
            lesson=self.assignment,
            submission=digest.hexdigest(),
            seed="",
            isolation=Isolation.KERNEL_TESTS,
            checks=[score for name in sorted(self.scores) for score in self.scores[name]],
            errors={cell: text for run in self.runs.values() for cell, text in run.errors.items()},
            outcome=incomplete[0].outcome if incomplete else "",
            message=" ".join(part.message for part in incomplete),
            flags=[
                *(flag for screened in self.screened.values() for flag in screened.flags),
                *(
                    Flag(FlagCode.BUDGET_USED_UP, run.interrupted)
                    for run in self.runs.values()
                    if run.interrupted
                ),
            ],
        )


def judge_failed(
    lesson: Lesson, screened: ScreenedSubmission, error_name: str, sandboxed: bool
) -> GradingResult:
    """Zero points, and whom to ask, for a submission on which the judge raised ``error_name``."""
    failed = replace(
        screened,
        outcome="judge-failed",
        message=f"The judge itself failed ({error_name}); nothing was judged. Ask your "
        "instructor to look at it.",
    )
    return refuse(lesson, failed, Isolation.of(sandboxed))


def _add_notice(nb: Any, subject: str, message: str) -> None:
    text = f"**{subject} was judged.** {message}"
    nb.cells.insert(0, nbformat.v4.new_markdown_cell(text))


def _withhold_uncountable_score(cell: Any, has_run: bool, message: str) -> None:
    """No points for a test that did not run, or whose output nbgrader can't read a score from."""
    problem = "" if has_run else f"This test was not run. {message}".strip()
    if has_run:
        try:
            utils.determine_grade(cell)
        except (ValueError, KeyError, TypeError) as error:
            problem = f"nbgrader can't read the score: {error}."
    if problem:
        shown = {"ename": "NotRun", "evalue": problem, "traceback": [problem]}
        cell.outputs = nbformat.from_dict([{"output_type": "error", **shown}])


def outside_event_loop(work: Callable[[], T]) -> T:
    """The result of ``work``, which waits for kernels and so can't run inside an event loop.

    Formgrader's server calls nbgrader inside its event loop; there a thread does the work.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


class JudgeSubmission(NbGraderPreprocessor):
    """Stands where nbgrader's Execute stands: writes outputs that the judge vouches for."""

    sandboxed = Bool(
        True,
        help="Whether students' code runs in a sandbox. Without one it can do all that you can; "
        "every verdict then says 'no-sandbox'.",
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Fill the outputs of one screened notebook."""
        converter = self.parent.parent  # this preprocessor's exporter, and that one's Autograde
        converter.submission.fill(resources["nbgrader"]["notebook"], nb)
        return nb, resources


def judge_settings(config: Any, preprocessors: list[Any] | None = None) -> JudgeSubmission | None:
    """The course's settings for the judge; None when nbgrader is not configured for it.

    ``preprocessors`` are those of an Autograde, by default those that ``config`` names.
    """
    if preprocessors is None:
        preprocessors = Autograde(config=config).autograde_preprocessors
    for preprocessor in preprocessors:
        kind = import_item(preprocessor) if isinstance(preprocessor, str) else preprocessor
        if isinstance(kind, type) and issubclass(kind, JudgeSubmission):
            return kind(config=config)
    return None


def is_sandboxed(config: Any) -> bool:
    """What the course's settings say about boxes. Raises CourseError without ``configure(c)``."""
    settings = judge_settings(config)
    if settings is None:
        raise CourseError(
            "nbgrader_config.py does not call `configure(c)` of autograder.nbgrader_plugin. Add the "
            "call: with it nbgrader and this command give the same grades."
        )
    return bool(settings.sandboxed)
