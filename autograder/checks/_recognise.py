"""Tell which mistake made a wrong answer, by making the same mistake and comparing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from autograder.checks._expect import fail


def alike(got: np.ndarray, values: np.ndarray, tolerance: float) -> bool:
    """Whether two arrays have the same shape and agree within an absolute tolerance."""
    return got.shape == values.shape and bool(
        np.allclose(
            got.astype(np.float64),
            values.astype(np.float64),
            rtol=0,
            atol=tolerance,
            equal_nan=True,
        )
    )


def recognise(
    got: np.ndarray,
    mistakes: Iterable[tuple[str, np.ndarray, str]],
    example: str = "",
    tolerance: float = 1e-5,
) -> None:
    """Fail with the code of the first mistake whose values are those of ``got``.

    Each mistake is (code, the values that it gives, what to tell the student). Mistakes whose
    values are also the right ones on this input must not be listed.
    """
    for code, values, observed in mistakes:
        if alike(got, values, tolerance):
            fail(code, observed, example)
