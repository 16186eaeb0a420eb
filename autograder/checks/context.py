"""What differs for a check between the judge and a student's notebook: how networks are scored."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class JudgingContext:
    """How networks are run, and on which images they are scored.

    ``predict(network, x)`` gives a ``Network``'s output as float32 or raises CheckFailedError; None
    means that this process rebuilds the network and runs it itself. ``evaluation_arrays`` are
    images of shape (n, 28, 28, 1) and their labels; None means the course's validation images.
    ``training_arrays`` are those that the student trains on; None means the course's.
    """

    predict: Callable[[Any, np.ndarray], np.ndarray] | None = None
    evaluation_arrays: tuple[np.ndarray, np.ndarray] | None = None
    training_arrays: tuple[np.ndarray, np.ndarray] | None = None


_NOTEBOOK = JudgingContext()
_current: ContextVar[JudgingContext] = ContextVar("judging_context", default=_NOTEBOOK)


def current_context() -> JudgingContext:
    """The context of the check that runs now; a student's notebook has the default one."""
    return _current.get()


def evaluation_arrays() -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 28, 28, 1) float32 in [0, 1] and labels (n,) that a check may score with.

    In the student's notebook they are the course's 12,000 validation images, since the test set
    stays closed until lesson 07; in the judge they are those of its ``JudgingContext``.
    """
    arrays = current_context().evaluation_arrays
    if arrays is not None:
        return arrays
    from fmnist_lab import recorded

    return recorded.training_arrays()[2:]


def scored_on_validation() -> bool:
    """Whether ``evaluation_arrays`` are the validation images, which the student has, too."""
    return current_context().evaluation_arrays is None


def training_arrays() -> tuple[np.ndarray, np.ndarray]:
    """Training images (n, 28, 28, 1) float32 in [0, 1] and labels (n,), as the student has them."""
    arrays = current_context().training_arrays
    if arrays is not None:
        return arrays
    from fmnist_lab import recorded

    return recorded.training_arrays()[:2]


@contextlib.contextmanager
def judging_context(context: JudgingContext) -> Iterator[None]:
    """Make ``context`` the current one while the ``with`` block runs."""
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)
