"""On which images a check scores a network, and a result that earns part of the points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.checks.context import current_context


@dataclass(frozen=True)
class PartialCredit:
    """What a check returns to give a share of the points, with a reason.

    ``share`` is from 0 to 1, ``observed`` a sentence for the panel. ``code`` and ``example`` are
    used when the share is below 1.
    """

    share: float
    observed: str = ""
    code: str = ""
    example: str = ""


def evaluation_arrays() -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 28, 28, 1) float32 in [0, 1] and labels (n,) that a check may score with.

    In the student's notebook they are the course's 12,000 validation images, since the test set
    stays closed until lesson 07; in the judge they are those of its ``JudgingContext``.
    """
    arrays = current_context().evaluation_arrays
    if arrays is not None:
        return arrays
    from fmnist_lab import recorded

    _, _, images, labels = recorded.training_arrays()
    return images, labels
