"""The one error of screening; ``screen_submission`` catches it and never lets it out."""

from __future__ import annotations

from autograder.screening.codes import Refusal
from fmnist_lab.errors import CourseError


class UnacceptableSubmissionError(CourseError):
    """The submission can't be judged fairly.

    ``raw`` are the bytes of the notebook when they are known, and b"" when they are not.
    """

    def __init__(self, code: Refusal, message: str, raw: bytes = b"") -> None:
        super().__init__(message)
        self.code = code
        self.raw = raw
