"""The judge: runs a submission in a box and judges it from outside.

``JudgeSession.judge`` gives a ``GradingResult``: a ``Verdict``, and the outputs to show.
"""

from __future__ import annotations

from autograder.judge.errors import machine_errors
from autograder.judge.screened import judge_screened, refuse
from autograder.judge.seeds import course_secret, seed_of, submission_hash
from autograder.judge.session import JudgeSession
from autograder.judge.verdict import (
    CheckVerdict,
    GradingResult,
    Isolation,
    RunResult,
    Verdict,
    graded_cell_outputs,
)
from autograder.screening.flags import Flag

__all__ = [
    "CheckVerdict",
    "Flag",
    "GradingResult",
    "Isolation",
    "JudgeSession",
    "RunResult",
    "Verdict",
    "course_secret",
    "graded_cell_outputs",
    "judge_screened",
    "machine_errors",
    "refuse",
    "seed_of",
    "submission_hash",
]
