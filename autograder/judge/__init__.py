"""The judge: runs a submission in a box and judges it from outside.

``JudgeSession.judge`` gives a ``GradingResult``: a ``Verdict``, and the outputs to show.
"""

from __future__ import annotations

from autograder.judge.session import JudgeSession, RunResult
from autograder.judge.verdict import GradingResult, Verdict

__all__ = ["GradingResult", "JudgeSession", "RunResult", "Verdict"]
