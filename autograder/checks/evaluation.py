"""On which images a network is scored, and a share of the points with words to it."""

from __future__ import annotations

import numpy as np

from autograder.checks.context import current_context


class Share(float):
    """A share of the points, 0 to 1, with a sentence for the panel.

    ``code`` and ``example`` are used when the share is below 1.
    """

    observed: str
    code: str
    example: str

    def __new__(cls, share: float, observed: str, code: str = "", example: str = "") -> Share:
        """A float that carries ``observed``."""
        made = super().__new__(cls, share)
        made.observed, made.code, made.example = observed, code, example
        return made


def evaluation_arrays() -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 28, 28, 1) float32 in [0, 1] and labels (n,) that a check may score with.

    In the student's notebook the course's 12,000 validation images, since the test set stays
    closed until lesson 07; in the judge what its ``JudgingContext`` says.
    """
    arrays = current_context().evaluation_arrays
    if arrays is not None:
        return arrays
    from fmnist_lab import recorded

    _, _, images, labels = recorded.training_arrays()
    return images, labels
