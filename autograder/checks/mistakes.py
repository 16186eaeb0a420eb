"""Tell which mistake made a wrong answer, by making the same mistake and comparing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from autograder.checks.failures import fail

# A call may take this long where the student may import a large library inside the function.
IMPORT_CALL_SECONDS = 30.0


def allclose_same_shape(got: np.ndarray, values: np.ndarray, tolerance: float) -> bool:
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


def difference(got: np.ndarray, wanted: np.ndarray, what: str, tolerance: float = 1e-5) -> str:
    """The first place where two arrays of one shape differ: "Pixel (0, 3) is 7; expected 5"."""
    far = np.abs(got.astype(np.float64) - wanted) > tolerance
    place = tuple(int(i) for i in np.unravel_index(int(far.argmax()), far.shape))
    return f"{what} {place} is {got[place]:.5g}; expected {wanted[place]:.5g}"


def match_known_mistake(
    got: np.ndarray,
    wanted: np.ndarray,
    mistakes: Iterable[tuple[str, np.ndarray, str]],
    example: str = "",
    tolerance: float = 1e-5,
) -> None:
    """Fail with the code of the first mistake whose values are those of ``got``.

    Each mistake is (code, the values that it gives, what to tell the student). A mistake may
    happen to give the right values on some input: what is ``wanted`` is never refused.
    """
    if allclose_same_shape(got, wanted, tolerance):
        return
    for code, values, observed in mistakes:
        if allclose_same_shape(got, values, tolerance):
            fail(code, observed, example)
