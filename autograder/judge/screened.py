"""Judging what came out of screening: a notebook that can be run, or a reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from autograder.checks import panel
from autograder.course import Lesson, check_call, is_check
from autograder.judge.session import JudgeSession
from autograder.judge.verdict import (
    CheckVerdict,
    GradingResult,
    Isolation,
    Verdict,
    graded_cell_outputs,
)
from autograder.screening import ScreenedSubmission


def judge_screened(
    session: JudgeSession, lesson: Lesson, screened: ScreenedSubmission, student: str = ""
) -> GradingResult:
    """The verdict of a screened submission, the flags of screening first."""
    if screened.outcome:
        return refuse(lesson, screened, Isolation.of(session.sandboxed))
    result = session.judge(lesson, screened.notebook, screened.files, student=student)
    flags = [*screened.flags, *result.verdict.flags]
    return replace(result, verdict=replace(result.verdict, flags=flags))


def refuse(lesson: Lesson, screened: ScreenedSubmission, isolation: Isolation) -> GradingResult:
    """The verdict on a submission that can't be judged: zero for every check, and the reason.

    The outputs belong to the cells of the lesson's notebook.
    """
    checks, outputs = [], {}
    for cell in lesson.notebook.cells:
        call = check_call(cell.source) if is_check(cell) else None
        if call is None:
            continue
        check = lesson.checks[call[0]]
        texts = {"code": "not-reached", "observed": screened.message}
        checks.append(CheckVerdict(check.id, check.points, 0.0, **texts, grade_id=check.grade_id))
        outputs[cell.id] = graded_cell_outputs(
            f"Not judged: {check.id}. {screened.message}",
            panel.note_html("Not judged", check.id, screened.message),
            0.0,
        )
    verdict = Verdict(
        lesson=lesson.name,
        submission=hashlib.sha256(screened.raw).hexdigest(),
        seed="",
        isolation=isolation,
        checks=checks,
        outcome=screened.outcome,
        message=screened.message,
        flags=screened.flags,
    )
    return GradingResult(verdict=verdict, outputs=outputs)
