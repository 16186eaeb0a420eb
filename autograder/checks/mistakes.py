"""Tell which mistake made a wrong answer, by making the same mistake and comparing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.failures import fail

# A call may take this long where the student may import a large library inside the function.
IMPORT_CALL_SECONDS = 30.0


@dataclass(frozen=True)
class Mistake:
    """A known way of getting it wrong.

    ``wrong_answer`` is the array or number that the mistake gives, or a function that computes it
    from the inputs of the check. ``says`` is what the student is told. ``tolerance`` is the
    absolute one of its comparison where that differs from the check's other mistakes.
    """

    code: str
    wrong_answer: Any
    says: str
    tolerance: float | None = None

    def answer(self, *inputs: Any) -> np.ndarray:
        """The wrong answer for these inputs."""
        if not callable(self.wrong_answer):
            return np.asarray(self.wrong_answer)
        with np.errstate(all="ignore"):
            return np.asarray(self.wrong_answer(*inputs))


def codes_of(mistakes: Iterable[Mistake]) -> tuple[str, ...]:
    """Their codes, each once, in their order."""
    return tuple(dict.fromkeys(mistake.code for mistake in mistakes))


def allclose_same_shape(
    got: np.ndarray, values: np.ndarray, tolerance: float, relative: float = 0.0
) -> bool:
    """Whether two arrays have the same shape and agree.

    They may differ by ``tolerance``, and by the share ``relative`` of the second array's values.
    """
    if got.shape != values.shape:
        return False
    pair = got.astype(np.float64), values.astype(np.float64)
    return bool(np.allclose(*pair, rtol=relative, atol=tolerance, equal_nan=True))


def difference(got: np.ndarray, wanted: np.ndarray, what: str, tolerance: float = 1e-5) -> str:
    """The first place where two arrays of one shape differ: "Pixel (0, 3) is 7; expected 5"."""
    far = np.abs(got.astype(np.float64) - wanted) > tolerance
    place = tuple(int(i) for i in np.unravel_index(int(far.argmax()), far.shape))
    return f"{what} {place} is {got[place]:.5g}; expected {wanted[place]:.5g}"


def find_mistake(
    got: np.ndarray,
    wanted: np.ndarray,
    mistakes: Iterable[Mistake],
    inputs: tuple[Any, ...] = (),
    tolerance: float = 1e-5,
    relative: float = 0.0,
) -> Mistake | None:
    """The first mistake whose wrong answer for ``inputs`` is ``got``.

    A mistake may happen to give the right answer for some input: there is none where ``got``
    agrees with ``wanted``.
    """
    if allclose_same_shape(got, wanted, tolerance, relative):
        return None
    for mistake in mistakes:
        atol = tolerance if mistake.tolerance is None else mistake.tolerance
        if allclose_same_shape(got, mistake.answer(*inputs), atol, relative):
            return mistake
    return None


def match_known_mistake(
    got: np.ndarray,
    wanted: np.ndarray,
    mistakes: Iterable[Mistake],
    example: str = "",
    tolerance: float = 1e-5,
) -> None:
    """Fail with the code and the words of the first mistake that gives ``got``."""
    mistake = find_mistake(got, wanted, mistakes, tolerance=tolerance)
    if mistake is not None:
        fail(mistake.code, mistake.says, example)
