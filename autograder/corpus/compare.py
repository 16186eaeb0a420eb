"""Whether a verdict is the one that a submission of the corpus must get."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from autograder.corpus.submissions import CorpusSubmission
from autograder.course import nbgrader_metadata
from autograder.judge import CheckVerdict, GradingResult, Verdict

# Tags that no panel of a check may hold: a browser would run or load what is in them.
ACTIVE_TAGS = "script iframe img svg object embed link style form input meta base".split()


class MismatchKind(StrEnum):
    """How a verdict differs from the expected one."""

    FALSE_ACCEPT = "false accept"
    FALSE_REJECT = "false reject"
    WRONG_REASON = "wrong reason"
    LEFT_BEHIND = "left behind"  # what a submission changed or left outside its box


@dataclass(frozen=True)
class Mismatch:
    """What is wrong with a verdict; ``problem`` says it in words."""

    kind: MismatchKind
    problem: str


def compare(
    submission: CorpusSubmission, result: GradingResult, batch: Sequence[CorpusSubmission] = ()
) -> Mismatch | None:
    """What is wrong with the verdict on ``submission``; None if it is as expected.

    ``batch`` are all submissions whose cells were in the judged notebook, when there were several.
    """
    if problem := _malformed(submission, result) or _unsafe_outputs(submission, result):
        return Mismatch(MismatchKind.WRONG_REASON, problem)
    verdict = result.verdict
    if submission.kind == "rejected":
        other_checks = {other.check for other in batch} - {submission.check}
        mismatch = _compare_rejected(submission, verdict, other_checks)
    else:
        mismatch = _compare_earned(submission, verdict)
    if mismatch is None:
        return None
    ending = f" ({verdict.outcome}: {verdict.message})" if verdict.outcome else ""
    ending += "".join(f"; the cell {c} raised {e:.200}" for c, e in verdict.errors.items())
    return Mismatch(mismatch.kind, mismatch.problem + ending)


def _malformed(submission: CorpusSubmission, result: GradingResult) -> str:
    """What is wrong with the list of checks or with a score, or ""."""
    checks, results = submission.lesson.checks, result.verdict.checks
    ids = [check.id for check in results]
    if ids != list(checks):
        return f"the verdict is about {ids}"
    for check in results:
        score, points = check.score, checks[check.id].points
        if not (isinstance(score, float) and math.isfinite(score) and 0 <= score <= points):
            return f"{check.id} has the score {score!r}"
    return ""


def _compare_rejected(
    submission: CorpusSubmission, verdict: Verdict, other_checks: set[str]
) -> Mismatch | None:
    """All checks up to the named one pass, which fails with the named code.

    ``other_checks`` fail because of other submissions in the same notebook.
    """
    for check in verdict.checks:
        passed = check.score >= submission.lesson.checks[check.id].points
        if check.id == submission.check:
            if passed:
                problem = f"{check.id} passed; expected {submission.code}"
                return Mismatch(MismatchKind.FALSE_ACCEPT, problem)
            if check.code != submission.code:
                problem = f"expected {submission.code}, got {_described(check)}"
                return Mismatch(MismatchKind.WRONG_REASON, problem)
            return None
        if not passed and check.id not in other_checks:
            return Mismatch(MismatchKind.WRONG_REASON, _described(check))
    return None


def _compare_earned(submission: CorpusSubmission, verdict: Verdict) -> Mismatch | None:
    """Each check earns all or nothing, as the header says; so do the outcome and the flag."""
    lesson = submission.lesson
    earned = set(lesson.checks) if submission.kind == "accepted" else submission.earned_checks
    for check in verdict.checks:
        if check.id in earned and check.score < lesson.checks[check.id].points:
            return Mismatch(MismatchKind.FALSE_REJECT, _described(check))
        if check.id not in earned and check.score > 0:
            return Mismatch(MismatchKind.FALSE_ACCEPT, _described(check))
    if verdict.outcome not in submission.outcomes:
        expected = " or ".join(map(repr, submission.outcomes))
        problem = f"the outcome is {verdict.outcome!r}; expected {expected}"
        return Mismatch(MismatchKind.WRONG_REASON, problem)
    flags = [flag.code for flag in verdict.flags]
    if submission.flag and submission.flag not in flags:
        problem = f"the flags are {flags}; expected {submission.flag!r}"
        return Mismatch(MismatchKind.WRONG_REASON, problem)
    return None


def _described(check: CheckVerdict) -> str:
    return f"{check.id} {check.score:g} {check.code}: {check.observed}"


def _unsafe_outputs(submission: CorpusSubmission, result: GradingResult) -> str:
    """What is wrong with the outputs of the graded cells, or "".

    nbgrader reads the score from them, and a browser shows the panel in them.
    """
    checks = {check.grade_id: check for check in result.verdict.checks}
    for cell in submission.notebook().cells:
        check = checks.get(nbgrader_metadata(cell).get("grade_id", ""))
        outputs = result.outputs.get(cell.get("id", ""))
        if check is None or (outputs is None and submission.prelude):
            continue
        types = [output["output_type"] for output in outputs or []]
        if outputs is None or types != ["display_data", "execute_result"]:
            return f"the outputs of {check.id} are {types}"
        data = outputs[1]["data"]
        if list(data) != ["text/plain"] or float(data["text/plain"]) != check.score:
            return f"the outputs of {check.id} give {data}; its score is {check.score:g}"
        finder = _ActiveMarkupFinder()
        finder.feed(outputs[0]["data"].get("text/html", ""))
        if finder.first:
            return f"the panel of {check.id} holds {finder.first}"
    return ""


class _ActiveMarkupFinder(HTMLParser):
    """Finds what a browser would run in a check's panel; ``first`` is one such tag or ""."""

    def __init__(self) -> None:
        super().__init__()
        self.first = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        active = [name for name, value in attrs if name.startswith("on")]
        active += [value for _, value in attrs if value and "script:" in value]
        if tag in ACTIVE_TAGS or active:
            self.first = f"<{' '.join([tag, *active])}>"
