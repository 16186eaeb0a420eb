"""Check of lesson 05: softmax by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_05.numpy_calls import NUMPY_CALLS
from autograder.checks.mistakes import (
    Mistake,
    Raises,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)

TOLERANCE = 1e-4  # absolute and relative, of a softmax's probabilities


def softmax_of(logits: np.ndarray, axis: int | None = 1) -> np.ndarray:
    """Scores (n, k) to probabilities, float64. ``axis`` is 1 except where a mistake is imitated."""
    values = logits.astype(np.float64)
    exponentials = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=axis, keepdims=True))


def _agree(got: np.ndarray, wanted: np.ndarray) -> bool:
    return allclose_same_shape(got, wanted, TOLERANCE, TOLERANCE)


SOFTMAX_EXAMPLE = (
    "logits = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])\n"
    "softmax(logits)  # expected about [[0.66524, 0.24473, 0.09003], [0.33333, 0.33333, 0.33333]]"
)
INTEGERS_EXAMPLE = SOFTMAX_EXAMPLE.replace(
    "[[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]]", "[[2, 1, 0], [0, 0, 0]]"
)
LARGE_EXAMPLE = (
    "softmax(np.array([[1000.0, 999.0, 998.0]])).round(3)  # expected [[0.665, 0.245, 0.09]]"
)
LOW_EXAMPLE = (
    "softmax(np.array([[-1000.0, -1001.0, -1002.0]])).round(3)  # expected [[0.665, 0.245, 0.09]]"
)
FAR_EXAMPLE = (
    "softmax(np.array([[1000.0, 999.0], [-1000.0, -1001.0]])).round(3)\n"
    "# expected [[0.731, 0.269], [0.731, 0.269]]"
)
WIDE_EXAMPLE = (
    "softmax(np.array([[1000.0, 999.0, -1000.0, -1000.0]])).round(3)\n"
    "# expected [[0.731, 0.269, 0.0, 0.0]]"
)

NOT_DIVIDED = "These are exponentials that are not divided by the sum of their row"
SCALED = "The scores were divided first, by their maximum, their sum or their range"


def _column(reduce: Callable[..., np.ndarray], z: np.ndarray) -> np.ndarray:
    return reduce(z, axis=1, keepdims=True)


def _shifted_outside(z: np.ndarray) -> np.ndarray:
    powers = np.exp(z) - _column(np.max, z)
    return powers / _column(np.sum, powers)


def _without_row(row: int) -> Callable[[np.ndarray], np.ndarray]:
    def answer(z: np.ndarray) -> np.ndarray:
        values = softmax_of(z)
        values[row] = 0
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
    Mistake(
        "softmax-shift-outside",
        _shifted_outside,
        "The maximum was subtracted from the exponentials; expected it subtracted from the scores",
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
    Mistake("softmax-row-left-out", _without_row(-1), "The last row of the result is still 0"),
    Mistake("softmax-row-left-out", _without_row(0), "The first row of the result is still 0"),
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
    *NUMPY_CALLS,
)
# With four rows of ten scores the function went through before these are looked at.
OTHER_SIZE_EXCEPTIONS = (
    Mistake(
        "number-written-in",
        Raises(("ValueError", "IndexError")),
        "With 4 rows of 10 scores there was no error, with this number of rows or classes there "
        "is one.",
    ),
)


@graded(
    points=3,
    statement="`softmax` turns each row of scores into probabilities, large scores included.",
    codes=(
        *codes_of(SOFTMAX_EXCEPTIONS),
        *codes_of(OTHER_SIZE_EXCEPTIONS),
        *codes_of(SHAPE_MISTAKES),
        *codes_of(SOFTMAX_MISTAKES),
        "softmax-overflow",
        "softmax-underflow",
        "softmax-shared-shift",
        "softmax-wrong",
    ),
)
def check_softmax(softmax: Function, rng: np.random.Generator) -> None:
    """Batches of moderate, large and far-apart scores against a float64 softmax."""
    softmax = softmax.with_mistakes(SOFTMAX_EXCEPTIONS, SOFTMAX_EXAMPLE)
    _moderate_scores(softmax, rng)
    _large_scores(softmax, rng)
    _rows_far_apart(softmax, rng)
    _wide_row(softmax, rng)


def _moderate_scores(softmax: Function, rng: np.random.Generator) -> None:
    for z in (
        rng.normal(0, 1.5, size=(4, 10)),
        rng.normal(0, 2, size=(7, 3)).astype(np.float32),
        rng.integers(-4, 5, size=(1, 10)),  # Scores need not be floats.
    ):
        what = f"softmax of {z.shape[0]} rows of {z.shape[1]} scores"
        example = SOFTMAX_EXAMPLE if z.dtype.kind == "f" else INTEGERS_EXAMPLE
        got = _called(softmax, z, what, example)
        right = softmax_of(z)
        if not _agree(got, right):
            inputs = (z.astype(np.float64),)
            found = find_mistakes(got, right, SOFTMAX_MISTAKES, inputs, TOLERANCE, TOLERANCE)
            fail_with(found, example, after=f"Row 0 adds up to {got[0].sum():.4g}.")
            expect.close(got, right, what, "softmax-wrong", example, TOLERANCE)
        for digits in (4, 5):  # What is rounded to fewer is far enough off to be named above.
            if np.allclose(got, got.astype(np.float64).round(digits), rtol=0, atol=1e-9):
                says = f"No probability has more than {digits} digits after the point"
                fail("softmax-rounded", f"{says}; expected all digits.", example)
        softmax = softmax.with_mistakes((*SOFTMAX_EXCEPTIONS, *OTHER_SIZE_EXCEPTIONS))


def _large_scores(softmax: Function, rng: np.random.Generator) -> None:
    for sign, code, example in (
        (1, "softmax-overflow", LARGE_EXAMPLE),
        (-1, "softmax-underflow", LOW_EXAMPLE),
    ):
        z = sign * rng.uniform(700, 1000, size=(3, 10))
        got = _called(softmax, z, "softmax(logits)", example)
        result = f"With scores around {sign * 850} the"
        if not np.isfinite(got).all():
            fail(
                code,
                f"{result} result holds NaN or infinity; expected ordinary probabilities.",
                example,
            )
        if not _agree(got, softmax_of(z)):
            _name_rounding(got, z)
            fail(
                code,
                f"{result} largest probability of row 0 is {got[0].max():.3g}; expected "
                f"{softmax_of(z)[0].max():.3g}. Large scores must keep their differences.",
                example,
            )


def _called(softmax: Function, z: np.ndarray, what: str, example: str) -> np.ndarray:
    got = expect.array(softmax(z), what=what, example=example, finite=False)
    if got.shape != z.shape:
        inputs = (z.astype(np.float64),)
        found = find_mistakes(got, z, SHAPE_MISTAKES, inputs, TOLERANCE, TOLERANCE)
        fail_with(found, example, before=f"{what} has shape {got.shape}; expected {z.shape}.")
    return expect.array(got, shape=z.shape, what=what, example=example, finite=False)


def _rows_far_apart(softmax: Function, rng: np.random.Generator) -> None:
    z = rng.normal(0, 1, size=(3, 10)) + np.array([[900.0], [0.0], [-900.0]])
    got = _called(softmax, z, "softmax(logits)", FAR_EXAMPLE)
    if not np.isfinite(got).all() or not _agree(got, softmax_of(z)):
        _name_rounding(got, z)
        fail(
            "softmax-shared-shift",
            "With one row of scores near 900 and another near -900, the low row comes out as "
            f"{_short(got[2])}; expected {_short(softmax_of(z)[2])}.",
            FAR_EXAMPLE,
        )


def _wide_row(softmax: Function, rng: np.random.Generator) -> None:
    """Scores near 1000 and near -1000 in one row: only its own maximum makes them all safe."""
    z = np.where(np.arange(10) < 2, 999.0, -999.0) + rng.uniform(-1, 1, size=(3, 10))
    got = _called(softmax, z, "softmax(logits)", WIDE_EXAMPLE)
    if not np.isfinite(got).all() or not _agree(got, softmax_of(z)):
        _name_rounding(got, z)
        fail(
            "softmax-overflow",
            "With scores near 1000 and near -1000 in the same row, row 0 comes out as "
            f"{_short(got[0])}; expected {_short(softmax_of(z)[0])}.",
            WIDE_EXAMPLE,
        )
    require_repeatable(softmax, z)


def _name_rounding(got: np.ndarray, z: np.ndarray) -> None:
    """Few digits may pass as right for moderate scores by chance."""
    fail_with(find_mistakes(got, softmax_of(z), ROUNDED, (z,)), SOFTMAX_EXAMPLE)


def _short(row: np.ndarray) -> str:
    return "[" + ", ".join(f"{value:.3g}" for value in row[:4]) + ", ...]"
