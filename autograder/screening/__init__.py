"""What a submission must be before it enters the box, and what is done with one that isn't.

Functions on a directory: nothing of the student's is executed, no link is followed, and nothing is
read before its size is known. What comes out is a notebook of plain cells whose locked cells are
the source's own, so that whatever was done to them changes no grade.

``codes.py`` lists the findings: flags, with which the work is judged all the same, and refusals,
with which every check gets zero. Accepted without a flag are another kernel's name, a byte order
mark, Windows line endings, saved outputs (they are dropped, since the notebook is run again), cells
without ids, the student's own extra cells (they stay where they are) and editors' metadata.
"""

from __future__ import annotations

from autograder.screening.codes import UnacceptableSubmissionError
from autograder.screening.files import read_regular_file
from autograder.screening.pipeline import (
    ScreenedSubmission,
    screen_plain_assignment,
    screen_submission,
)
from autograder.screening.rebuild import unanswered_notebook

__all__ = [
    "ScreenedSubmission",
    "UnacceptableSubmissionError",
    "read_regular_file",
    "screen_plain_assignment",
    "screen_submission",
    "unanswered_notebook",
]
