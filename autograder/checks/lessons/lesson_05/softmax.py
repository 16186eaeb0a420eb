"""Check of lesson 05: softmax by hand."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_05.softmax_mistakes import (
    LARGE_MISTAKES,
    OTHER_SIZE_EXCEPTIONS,
    ROUNDED,
    SHAPE_MISTAKES,
    SOFTMAX_EXCEPTIONS,
    SOFTMAX_MISTAKES,
    softmax_of,
)
from autograder.checks.mistakes import (
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)

TOLERANCE = 1e-4  # absolute and relative, of a softmax's probabilities
HALF_TOLERANCE = 5e-3  # of a softmax that computes in half precision


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


@graded(
    points=3,
    statement="`softmax` turns each row of scores into probabilities, large scores included.",
    codes=(
        *codes_of(SOFTMAX_EXCEPTIONS),
        *codes_of(OTHER_SIZE_EXCEPTIONS),
        *codes_of(SHAPE_MISTAKES),
        *codes_of(SOFTMAX_MISTAKES),
        *codes_of(LARGE_MISTAKES),
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
            if got.dtype == np.float16 and allclose_same_shape(got, right, HALF_TOLERANCE):
                says = "The result has half precision (float16), about three digits; expected all."
                fail("softmax-rounded", says, example)
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
        softmax = softmax.with_mistakes(SOFTMAX_EXCEPTIONS, example)
        z = sign * rng.uniform(700, 1000, size=(3, 10))
        got = _called(softmax, z, "softmax(logits)", example)
        result = f"With scores around {sign * 850} the"
        if not np.isfinite(got).all():
            known = find_mistakes(got, z, LARGE_MISTAKES, function=softmax)
            fail_with(known, example, after=f"{result} result holds NaN or infinity.")
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
    softmax = softmax.with_mistakes(SOFTMAX_EXCEPTIONS, FAR_EXAMPLE)
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
    softmax = softmax.with_mistakes(SOFTMAX_EXCEPTIONS, WIDE_EXAMPLE)
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
