"""The judge: runs a submission in a box and judges it from outside.

``JudgeSession.judge`` gives a ``Judged``: a ``Verdict``, and the outputs to show.
"""

from __future__ import annotations

from autograder.judge.session import Executed, JudgeSession
from autograder.judge.verdict import Judged, Verdict

__all__ = ["Executed", "JudgeSession", "Judged", "Verdict"]
