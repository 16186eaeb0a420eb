"""The grader: judges a submission's checks through a bridge, and writes the verdict."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from autograder.bridge.client import Bridge
from autograder.checks import panel
from autograder.checks.context import JudgingContext
from autograder.checks.failures import CheckFailedError
from autograder.checks.network import Network
from autograder.checks.registry import Check
from autograder.checks.run import CheckResult, judge
from autograder.course import Lesson
from autograder.judge.verdict import (
    MAX_FLAG_CHARACTERS,
    CheckVerdict,
    FlagCode,
    GradingResult,
    Isolation,
    RunResult,
    Verdict,
    graded_cell_outputs,
)
from autograder.screening.flags import Flag
from fmnist_lab.versions import package_versions

# A notebook that trains a network to half of the points computes longer than this, all its cells
# together.
LITTLE_CPU_SECONDS = 25.0
FLAG_OF_CODE = {  # results that the one who grades should hear of
    "check-broken": FlagCode.CHECK_BROKEN,
    "cannot-cross": FlagCode.CANNOT_CROSS,
    "network-cannot-cross": FlagCode.CANNOT_CROSS,
}
PACKAGES = ("fmnist-course", "numpy", "tensorflow", "keras", "nbgrader")

logger = logging.getLogger(__name__)


def context_for(
    lesson: Lesson, predict: Callable[[Network, np.ndarray], np.ndarray]
) -> JudgingContext:
    """How the judge runs the lesson's checks: networks by ``predict``, some on the test images."""
    if not lesson.traits.scored_on_test:
        return JudgingContext(predict)
    from fmnist_lab import recorded

    return JudgingContext(predict, recorded.test_arrays())


class Grader:
    """Judges the checks of one submission, one after the other, then gives the verdict.

    ``submission`` is the submission's hash, ``seed(check_id)`` gives the seed of a check's inputs
    ("" for that of the submission), ``context`` says how networks are run. ``cells`` holds the id
    of the cell of each check that the notebook has, ``remarks`` a sentence to add to what a check
    has observed.
    """

    def __init__(
        self,
        lesson: Lesson,
        submission: str,
        seed: Callable[[str], str],
        context: JudgingContext,
        isolation: Isolation,
    ) -> None:
        self.lesson = lesson
        self.submission = submission
        self.seed = seed
        self.context = context
        self.isolation = isolation
        self.cells: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        self.results: dict[str, CheckResult] = {}
        self.flags: list[Flag] = []

    def judge(self, check: Check, bridge: Bridge) -> None:
        """Judge a check on the objects that the notebook has now; each check gets a new bridge."""
        objects = {}
        try:
            for name, kind in zip(check.objects, check.kinds, strict=True):
                objects[name] = bridge.get(name, kind)
        except CheckFailedError as failure:
            result = CheckResult(
                check.id, check.points, 0.0, failure.code, failure.observed, failure.example
            )
        else:
            result = judge(check, objects, self.seed(check.id), self.context)
        code = f", {result.code}" if result.code else ""
        logger.info("Check %s: %g of %g points%s", check.id, result.score, check.points, code)
        observed = " ".join(filter(None, [result.observed, self.remarks.get(check.id)]))
        self.results[check.id] = replace(result, observed=observed, printed=bridge.printed)

    def flag(self, code: str, message: str) -> None:
        """Add a flag for the instructor."""
        self.flags.append(Flag(code, message[:MAX_FLAG_CHARACTERS]))

    def result(self, run: RunResult) -> GradingResult:
        """The verdict on every check of the lesson, and the outputs. It is called once."""
        checks, outputs = [], dict(run.outputs)
        for check in self.lesson.checks.values():
            result = self.results.get(check.id) or self._without_evidence(check, run.message)
            reason = run.reasons.get(check.id, "")
            if reason and not result.passed:
                result = replace(result, observed=f"{result.observed} {reason}")
            if flag := FLAG_OF_CODE.get(result.code):
                self.flag(flag, f"{check.id}: {result.observed}")
            entry = CheckVerdict.of(result, check.grade_id)
            checks.append(entry)
            if check.id in self.cells:
                outputs[self.cells[check.id]] = graded_cell_outputs(
                    panel.as_text(check, entry), panel.as_html(check, entry), entry.score
                )
        if run.interrupted:
            self.flag(FlagCode.BUDGET_USED_UP, run.interrupted)
        if run.outcome:
            self.flag(run.outcome, run.message)
        self._flag_little_computing(run.resources.get("cpu_seconds", 0.0))
        verdict = Verdict(
            lesson=self.lesson.name,
            submission=self.submission,
            seed=self.seed(""),
            isolation=self.isolation,
            checks=checks,
            errors=run.errors,
            outcome=run.outcome,
            message=run.message,
            flags=self.flags,
            resources=run.resources,
            versions=package_versions(*PACKAGES),
        )
        logger.info("Verdict: %g of %g points", verdict.points, verdict.max_points)
        return GradingResult(verdict, outputs)

    def _without_evidence(self, check: Check, message: str) -> CheckResult:
        """The result of a check that was not run: no points, and a sentence that says why."""
        if check.id not in self.cells:
            code, observed = "cell-missing", "The notebook has no cell for this check any more."
        else:
            code = "not-reached"
            observed = f"{message or 'The notebook did not run'} This check was not reached."
        return CheckResult(check.id, check.points, 0.0, code, observed)

    def _flag_little_computing(self, cpu_seconds: float) -> None:
        check_id = self.lesson.traits.little_computing_check
        target = self.results.get(check_id)
        if target is None or target.score < target.points / 2 or cpu_seconds >= LITTLE_CPU_SECONDS:
            return
        self.flag(
            FlagCode.LITTLE_COMPUTING,
            f"{check_id}: the network is good, and the whole notebook computed for "
            f"{cpu_seconds:.0f} seconds: was it trained elsewhere?",
        )
