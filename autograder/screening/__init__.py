"""What a submission must be before it enters the box, and what is done with one that isn't.

Functions on a directory: nothing of the student's is executed, no link is followed, and nothing is
read before its size is known. What comes out is a notebook of plain cells whose locked cells are
the source's own, so that whatever was done to them changes no grade.

``codes.py`` lists what is found: flags, with which the work is judged all the same, and refusals,
with which every check gets zero. Accepted without a word are another kernel's name, a byte order
mark, Windows line endings, saved outputs (they are dropped, since the notebook is run again), cells
without ids, the student's own extra cells (they stay where they are) and editors' metadata.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from autograder.checks import CheckResult, panel
from autograder.course import Lesson, check_call, is_check
from autograder.screening.errors import UnacceptableSubmissionError
from autograder.screening.files import read_regular_file
from autograder.screening.pipeline import (
    ScreenedSubmission,
    screen_plain_assignment,
    screen_submission,
)
from autograder.screening.rebuild import unanswered_notebook

if TYPE_CHECKING:
    from autograder.judge import GradingResult, JudgeSession

__all__ = [
    "ScreenedSubmission",
    "UnacceptableSubmissionError",
    "judge_screened",
    "read_regular_file",
    "refuse",
    "screen_plain_assignment",
    "screen_submission",
    "unanswered_notebook",
    "verdict_outputs",
]


def judge_screened(
    session: JudgeSession, lesson: Lesson, screened: ScreenedSubmission, student: str = ""
) -> GradingResult:
    """The verdict of a screened submission, the flags of screening first."""
    if screened.outcome:
        return refuse(lesson, screened, "sealed" if session.sandboxed else "no-sandbox")
    judged = session.judge(lesson, screened.notebook, screened.files, student=student)
    verdict = replace(judged.verdict, flags=[*screened.flags, *judged.verdict.flags])
    return replace(judged, verdict=verdict)


def refuse(lesson: Lesson, screened: ScreenedSubmission, seal: str) -> GradingResult:
    """The verdict of what can't be judged: zero for every check, and why.

    The outputs belong to the cells of ``unanswered_notebook(lesson)``.
    """
    from autograder.judge import GradingResult, Verdict

    checks, outputs = [], {}
    for cell in lesson.notebook.cells:
        call = check_call(cell.source) if is_check(cell) else None
        if call is None:
            continue
        check = lesson.checks[call[0]]
        result = CheckResult(
            check.id, check.points, 0.0, code="not-reached", observed=screened.message
        )
        checks.append({**result.to_dict(), "grade_id": check.grade_id})
        outputs[cell.id] = verdict_outputs(
            f"Not judged: {check.id}. {screened.message}",
            panel.note_html("Not judged", check.id, screened.message),
            0.0,
        )
    verdict = Verdict(
        lesson=lesson.name,
        submission=hashlib.sha256(screened.raw).hexdigest(),
        seed="",
        seal=seal,
        checks=checks,
        outcome=screened.outcome,
        message=screened.message,
        flags=screened.flags,
    )
    return GradingResult(verdict=verdict, outputs=outputs)


def verdict_outputs(text: str, markup: str, score: float) -> list[dict[str, Any]]:
    """What a graded cell shows: the panel, and the score in the one place nbgrader reads."""
    return [
        {
            "output_type": "display_data",
            "data": {"text/plain": text, "text/html": markup},
            "metadata": {},
        },
        {
            "output_type": "execute_result",
            "data": {"text/plain": repr(float(score))},
            "execution_count": None,
            "metadata": {},
        },
    ]
