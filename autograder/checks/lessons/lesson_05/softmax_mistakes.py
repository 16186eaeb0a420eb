"""Lesson 05: the known ways of getting softmax wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.lessons.lesson_05.numpy_calls import NUMPY_CALLS
from autograder.checks.mistakes import Behaves, Mistake, Raises


def softmax_of(logits: np.ndarray, axis: int | None = 1) -> np.ndarray:
    """Scores (n, k) to probabilities, float64. ``axis`` is 1 except where a mistake is imitated."""
    values = logits.astype(np.float64)
    exponentials = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=axis, keepdims=True))


NOT_DIVIDED = "These are exponentials that are not divided by the sum of their row"
SCALED = (
    "The scores were divided first, by their maximum, their sum, their range or their standard "
    "deviation"
)


def _column(reduce: Callable[..., np.ndarray], z: np.ndarray) -> np.ndarray:
    return reduce(z, axis=1, keepdims=True)


def _shifted_outside(z: np.ndarray, largest: np.ndarray) -> np.ndarray:
    powers = np.exp(z) - largest
    return powers / _column(np.sum, powers)


def _subtracts_place(softmax: Any) -> bool:
    """Whether one score of 712 is too large in column 0 and not in column 9."""
    finite = []
    for column in (0, 9):
        got = softmax.ask(np.where(np.arange(10) == column, 712.0, 0.0)[np.newaxis]).value
        if not isinstance(got, np.ndarray) or got.dtype.kind != "f":
            return False
        finite.append(bool(np.isfinite(got).all()))
    return finite == [False, True]


def _without_row(row: int) -> Callable[[np.ndarray], np.ndarray]:
    def answer(z: np.ndarray) -> np.ndarray:
        values = softmax_of(z)
        values[row] = 0 if len(z) > 1 else np.nan  # The only row is no row left out.
        return values

    return answer


def _only_first_row(z: np.ndarray) -> np.ndarray:
    return softmax_of(z) * (np.arange(len(z)) == 0)[:, np.newaxis]


ROUNDED = (
    *(
        Mistake(
            "softmax-rounded",
            lambda z, digits=digits: softmax_of(z).round(digits),
            f"The result is rounded to {digits} digit{'' if digits == 1 else 's'}; expected all",
            1e-7,
        )
        for digits in (1, 2, 3)
    ),
    Mistake(
        "softmax-rounded",
        lambda z: softmax_of(z).astype(np.float16),
        "The result has half precision (float16), about three digits; expected all",
        1e-7,
    ),
)

# What a wrong softmax computes for moderate scores z of shape (n, k)
SOFTMAX_MISTAKES = (
    Mistake(
        "softmax-whole-batch",
        lambda z: softmax_of(z, axis=None),
        "All rows together add up to 1; expected every row to add up to 1 by itself",
    ),
    *(
        Mistake("softmax-over-images", wrong, "The columns add up to 1; expected the rows to")
        for wrong in (
            lambda z: softmax_of(z, axis=0),
            lambda z: np.exp(z - _column(np.max, z)) / np.exp(z - _column(np.max, z)).sum(axis=0),
        )
    ),
    *(
        Mistake("softmax-not-divided", wrong, NOT_DIVIDED)
        for wrong in (
            lambda z: np.exp(z),
            lambda z: np.exp(z - _column(np.max, z)),
            lambda z: np.exp(z - z.max()),
        )
    ),
    Mistake(
        "softmax-no-exponential",
        lambda z: z / z.sum(axis=1, keepdims=True),
        "The scores themselves were divided by their sum; expected their exponentials",
    ),
    Mistake(
        "softmax-no-exponential",
        lambda z: z**2 / _column(np.sum, z**2),
        "The squares of the scores were divided by their sum; expected their exponentials",
    ),
    Mistake(
        "softmax-no-exponential",
        lambda z: (z - _column(np.max, z)) / _column(np.sum, z - _column(np.max, z)),
        "The scores minus their maximum were divided by their sum; expected their exponentials",
    ),
    *(
        Mistake(
            "softmax-no-exponential",
            lambda z, lowest=lowest: (z - lowest(z)) / _column(np.sum, z - lowest(z)),
            "The scores minus the lowest were divided by their sum; expected their exponentials",
        )
        for lowest in (lambda z: _column(np.min, z), lambda z: z.min())
    ),
    Mistake(
        "softmax-no-exponential",
        lambda z: np.abs(z) / _column(np.sum, np.abs(z)),
        "The scores without their signs were divided by their sum; expected their exponentials",
    ),
    *(
        Mistake("softmax-scores-altered", wrong, says)
        for wrong, says in (
            (lambda z: softmax_of(np.trunc(z)), "The scores were cut to whole numbers first"),
            (lambda z: softmax_of(z.round()), "The scores were rounded to whole numbers first"),
            (lambda z: softmax_of(np.abs(z)), "The minus signs of the scores were dropped first"),
            (lambda z: softmax_of(np.maximum(z, 0)), "Negative scores were set to 0 first"),
        )
    ),
    *(
        Mistake(
            "softmax-exponential-twice",
            wrong,
            "The exponential was taken twice; expected once",
        )
        for wrong in (
            lambda z: softmax_of(np.exp(z - _column(np.max, z))),
            lambda z: softmax_of(np.exp(z)),
            lambda z: softmax_of(softmax_of(z)),
        )
    ),
    *(
        Mistake(
            "softmax-running-total",
            lambda z, base=base: (e := np.exp(z - base(z))) / np.cumsum(e.sum(axis=1))[:, None],
            "Each row was divided by its own sum and those of all rows before it",
        )
        for base in (lambda z: _column(np.max, z), lambda z: z.max())
    ),
    Mistake(
        "softmax-sigmoid",
        lambda z: 1 / (1 + np.exp(-z)),
        "Each score went through a sigmoid by itself; expected each row to add up to 1",
    ),
    Mistake(
        "softmax-negated",
        lambda z: softmax_of(-z),
        "The lowest score gets the largest probability; expected the highest score to",
    ),
    Mistake(
        "softmax-log",
        lambda z: np.log(softmax_of(z)),
        "These are logarithms of the probabilities; expected the probabilities",
    ),
    Mistake(
        "softmax-hard",
        lambda z: (z == z.max(axis=1, keepdims=True)).astype(np.float64),
        "The highest score gets 1 and all others 0; expected a share for every class",
    ),
    *(
        Mistake(
            "softmax-other-base",
            lambda z, base=base: softmax_of(z * math.log(base)),
            f"The powers are of {base}; expected powers of e",
        )
        for base in (2, 10)
    ),
    *ROUNDED,
    Mistake(
        "softmax-integers",
        lambda z: np.trunc(softmax_of(z)),
        "The result holds whole numbers: the digits after the point were cut off",
    ),
    Mistake(
        "softmax-percent",
        lambda z: 100 * softmax_of(z),
        "Each row adds up to 100; expected shares that add up to 1",
    ),
    Mistake(
        "softmax-divided-by-mean",
        lambda z: softmax_of(z) * z.shape[1],
        "The exponentials were divided by their mean; expected their sum",
    ),
    *(
        Mistake(
            "softmax-wrong-divisor",
            wrong,
            "The exponentials were divided by the sum of the scores; expected the sum of the "
            "exponentials",
        )
        for wrong in (
            lambda z: np.exp(z) / _column(np.sum, z),
            lambda z: np.exp(z - _column(np.max, z)) / _column(np.sum, z - _column(np.max, z)),
        )
    ),
    Mistake(
        "softmax-exponential-last",
        lambda z: np.exp(z / _column(np.sum, z)),
        "The scores were divided first and raised afterwards; expected the exponentials first",
    ),
    *(
        Mistake(
            "softmax-half-shifted",
            wrong,
            "The maximum was subtracted above the fraction line or below it, not in both places",
        )
        for wrong in (
            lambda z: np.exp(z - _column(np.max, z)) / _column(np.sum, np.exp(z)),
            lambda z: np.exp(z) / _column(np.sum, np.exp(z - _column(np.max, z))),
        )
    ),
    *(
        Mistake(
            "softmax-shift-outside",
            lambda z, largest=largest: _shifted_outside(z, largest(z)),
            "A maximum was subtracted from the exponentials; expected it subtracted from the scores",
        )
        for largest in (
            lambda z: _column(np.max, z),
            lambda z: z.max(),
            lambda z: _column(np.max, np.exp(z)),
            lambda z: np.exp(z).max(),
        )
    ),
    *(
        Mistake("softmax-scaled", lambda z, scale=scale: softmax_of(z / scale(z)), SCALED)
        for scale in (
            lambda z: _column(np.max, z),
            lambda z: z.max(),
            lambda z: _column(np.max, np.abs(z)),
            lambda z: np.abs(z).max(),
            lambda z: _column(np.sum, z),
            lambda z: _column(np.max, z) - _column(np.min, z),
            lambda z: z.max() - z.min(),
            lambda z: _column(np.std, z),
            lambda z: z.std(),
        )
    ),
    Mistake(
        "return-in-loop",
        _only_first_row,
        "Only the first row was computed: all others are 0. Is `return` inside the loop?",
    ),
    Mistake(
        "softmax-shift-by-column",
        lambda z: (e := np.exp(z - z.max(axis=0))) / _column(np.sum, e),
        "The largest score of each column was subtracted; expected that of each row",
    ),
    *(
        Mistake(
            "softmax-exp-of-sum",
            wrong,
            "The exponentials were divided by the exponential of the sum; expected the sum of the "
            "exponentials",
        )
        for wrong in (
            lambda z: np.exp(z) / np.exp(_column(np.sum, z)),
            lambda z: (
                np.exp(z - _column(np.max, z)) / np.exp(_column(np.sum, z - _column(np.max, z)))
            ),
        )
    ),
    *(
        Mistake(
            "softmax-sorted",
            wrong,
            "The probabilities of each row are sorted; expected them in the order of the scores",
        )
        for wrong in (
            lambda z: np.sort(softmax_of(z), axis=1),
            lambda z: np.sort(softmax_of(z), axis=1)[:, ::-1],
        )
    ),
    Mistake("softmax-row-left-out", _without_row(-1), "The last row of the result is still 0"),
    Mistake("softmax-row-left-out", _without_row(0), "The first row of the result is still 0"),
)

# Why a softmax that is right for moderate scores may fail for large ones
LARGE_MISTAKES = (
    Mistake(
        "softmax-place-for-score",
        Behaves(_subtracts_place),
        "The place of the largest score was subtracted, a number from 0 to 9; expected the score "
        "itself",
    ),
)

# What a result of another shape may be
SHAPE_MISTAKES = (
    Mistake(
        "softmax-first-row",
        lambda z: softmax_of(z)[0],
        "This is the softmax of the first row alone",
    ),
    Mistake(
        "return-in-loop",
        lambda z: softmax_of(z)[:1],
        "These are the probabilities of the first row alone. Is `return` inside the loop?",
    ),
    Mistake(
        "softmax-last-row",
        lambda z: softmax_of(z)[-1],
        "This is the softmax of the last row alone",
    ),
    Mistake(
        "softmax-flattened",
        lambda z: softmax_of(z).ravel(),
        "All rows were joined to one long row",
    ),
    Mistake(
        "softmax-transposed",
        lambda z: softmax_of(z).T,
        "The result has one column for each image; expected one row for each",
    ),
    Mistake(
        "softmax-returns-class",
        lambda z: z.argmax(axis=1),
        "These are the classes with the highest score; expected the probabilities",
    ),
    Mistake(
        "softmax-returns-class",
        lambda z: softmax_of(z).max(axis=1),
        "This is the largest probability of each row alone; expected all of them",
    ),
)

SOFTMAX_EXCEPTIONS = (
    Mistake(
        "keepdims-missing",
        Raises(
            "ValueError", r"operands could not be broadcast together with shapes \(4,10\) \(4,\)"
        ),
        "A sum or maximum over `axis=1` has shape (4,). NumPy lines it up with the columns, and "
        "there are ten. With `keepdims=True` its shape is (4, 1), one number beside each row.",
    ),
    Mistake(
        "softmax-loop-too-long",
        Raises("IndexError", r"index 4 is out of bounds for axis 0 with size 4"),
        "There are four rows, with indices 0 to 3, and the loop asks for one more. "
        "`len(logits)` is the number of rows, `logits.shape[1]` that of the classes.",
    ),
    Mistake(
        "softmax-overflow",
        Raises("OverflowError", "range|exponent"),
        "The power is too large for a float. When the largest score of its row is subtracted "
        "first, no exponent is above 0.",
    ),
    *NUMPY_CALLS,
)
# With four rows of ten scores the function went through before these are looked at.
OTHER_SIZE_EXCEPTIONS = (
    Mistake(
        "number-written-in",
        Raises(("ValueError", "IndexError"), "broadcast|shape|out of bounds|size"),
        "With 4 rows of 10 scores there was no error, with this number of rows or classes there "
        "is one.",
    ),
)
