"""Checks of lesson 05: softmax and cross-entropy by hand."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.mistakes import (
    Mistake,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)
from autograder.checks.values import describe

FLOOR = 1e-7  # Keras raises smaller probabilities to this before it takes the logarithm.
TOLERANCE = 1e-4  # absolute and relative, of a softmax's probabilities
LOSS_TOLERANCE = 2e-3  # A floor of 1e-7 may be a clip or be added, which makes a small difference.


def softmax_of(logits: np.ndarray, axis: int | None = 1) -> np.ndarray:
    """Scores (n, k) to probabilities, float64. ``axis`` is 1 except where a mistake is imitated."""
    values = logits.astype(np.float64)
    exponentials = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=axis, keepdims=True))


def _agree(got: np.ndarray, wanted: np.ndarray) -> bool:
    return allclose_same_shape(got, wanted, TOLERANCE, TOLERANCE)


SOFTMAX_EXAMPLE = (
    "logits = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])\n"
    "softmax(logits).round(3)  # expected [[0.665, 0.245, 0.09], [0.333, 0.333, 0.333]]"
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

NOT_DIVIDED = "These are the bare exponentials; expected them divided by the sum of their row"

# What a wrong softmax computes for moderate scores z of shape (n, k)
SOFTMAX_MISTAKES = (
    Mistake(
        "softmax-whole-batch",
        lambda z: softmax_of(z, axis=None),
        "All rows together add up to 1; expected every row to add up to 1 by itself",
    ),
    Mistake(
        "softmax-over-images",
        lambda z: softmax_of(z, axis=0),
        "The columns add up to 1; expected the rows to",
    ),
    Mistake("softmax-not-divided", lambda z: np.exp(z), NOT_DIVIDED),
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
    Mistake(
        "softmax-other-base",
        lambda z: softmax_of(z * math.log(2)),
        "The powers are of 2; expected powers of e",
    ),
    Mistake("softmax-not-divided", lambda z: np.exp(z - z.max(axis=1, keepdims=True)), NOT_DIVIDED),
    Mistake("softmax-not-divided", lambda z: np.exp(z - z.max()), NOT_DIVIDED),
)


@graded(
    points=3,
    statement="`softmax` turns each row of scores into probabilities, large scores included.",
    codes=(
        *codes_of(SOFTMAX_MISTAKES),
        "softmax-overflow",
        "softmax-shared-shift",
        "softmax-wrong-values",
    ),
)
def check_softmax(softmax: Function, rng: np.random.Generator) -> None:
    """Batches of moderate, large and far-apart scores against a float64 softmax."""
    _moderate_scores(softmax, rng)
    _large_scores(softmax, rng)
    _rows_far_apart(softmax, rng)


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
        if _agree(got, right):
            continue
        found = find_mistakes(
            got, right, SOFTMAX_MISTAKES, (z.astype(np.float64),), TOLERANCE, TOLERANCE
        )
        fail_with(found, example, after=f"Row 0 adds up to {got[0].sum():.4g}.")
        expect.close(got, right, what, "softmax-wrong-values", example, TOLERANCE)


def _large_scores(softmax: Function, rng: np.random.Generator) -> None:
    for sign, example in ((1, LARGE_EXAMPLE), (-1, LOW_EXAMPLE)):
        z = sign * rng.uniform(700, 1000, size=(3, 10))
        got = _called(softmax, z, "softmax(logits)", example)
        result = f"With scores around {sign * 850} the"
        if not np.isfinite(got).all():
            fail(
                "softmax-overflow",
                f"{result} result holds NaN or infinity; expected ordinary probabilities.",
                example,
            )
        if not _agree(got, softmax_of(z)):
            fail(
                "softmax-overflow",
                f"{result} largest probability of row 0 is {got[0].max():.3g}; expected "
                f"{softmax_of(z)[0].max():.3g}. Large scores must keep their differences.",
                example,
            )


def _called(softmax: Function, z: np.ndarray, what: str, example: str) -> np.ndarray:
    return expect.array(softmax(z), shape=z.shape, what=what, example=example, finite=False)


def _rows_far_apart(softmax: Function, rng: np.random.Generator) -> None:
    z = rng.normal(0, 1, size=(3, 10)) + np.array([[900.0], [0.0], [-900.0]])
    got = _called(softmax, z, "softmax(logits)", FAR_EXAMPLE)
    if not np.isfinite(got).all() or not _agree(got, softmax_of(z)):
        fail(
            "softmax-shared-shift",
            "With one row of scores near 900 and another near -900, the low row comes out as "
            f"{_short(got[2])}; expected {_short(softmax_of(z)[2])}.",
            FAR_EXAMPLE,
        )
    require_repeatable(softmax, z)


def _short(row: np.ndarray) -> str:
    return "[" + ", ".join(f"{value:.3g}" for value in row[:4]) + ", ...]"


LOSS_CALL = "cross_entropy(probabilities, y)"
CROSS_ENTROPY_EXAMPLE = (
    "guesses = np.full((2, 10), 0.05)\n"
    "guesses[0, 3] = guesses[1, 8] = 0.55\n"
    "y = np.array([3, 0])\n"
    "cross_entropy(guesses, y)  # expected 1.797"
)
ZERO_EXAMPLE = (
    "guesses = np.zeros((2, 10))\n"
    "guesses[:, 4] = 1\n"
    "cross_entropy(guesses, np.array([4, 7]))  # finite: (0 + 16.118) / 2"
)


def _of_true_class(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(p[np.arange(len(y)), y])


def _log(p: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.maximum(p, FLOOR)))


def cross_entropy_of(p: np.ndarray, y: np.ndarray) -> float:
    """The mean cross-entropy of probabilities (n, 10) for labels (n,), with Keras's floor."""
    return float(-_log(_of_true_class(p.astype(np.float64), y)).mean())


def _squares(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray((p - np.eye(10)[y]) ** 2)


def _binary(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The binary cross-entropy of each probability, (n, 10)."""
    one_hot = np.eye(10)[y]
    return np.asarray(-(one_hot * _log(p) + (1 - one_hot) * _log(1 - p)))


BINARY = "The other nine classes were priced too (binary cross-entropy)"
SQUARED_ERROR = "This is a squared error; expected the mean of -log(p)"
OTHER_BASE = "The logarithm has another base; expected the natural one"

# What a wrong cross-entropy computes for probabilities p of shape (n, 10) and labels y
CROSS_ENTROPY_MISTAKES = (
    Mistake(
        "loss-summed",
        lambda p, y: cross_entropy_of(p, y) * len(y),
        "This is the sum over the images; expected their mean",
    ),
    Mistake(
        "loss-negative",
        lambda p, y: -cross_entropy_of(p, y),
        "The sign is turned: a loss is never below 0",
    ),
    Mistake(
        "loss-divided-by-classes",
        lambda p, y: cross_entropy_of(p, y) / 10,
        "The sum was divided by images x classes; expected the mean over the images",
    ),
    Mistake("loss-binary", lambda p, y: _binary(p, y).sum(axis=1).mean(), BINARY),
    Mistake(
        "loss-all-classes",
        lambda p, y: -_log(p).mean(),
        "The logarithms of all ten probabilities were averaged; expected the true class's alone",
    ),
    Mistake(
        "loss-every-pair",
        lambda p, y: -_log(p[:, y]).mean(),
        "Every row was paired with every label; expected row 0 with y[0], row 1 with y[1], ...",
    ),
    Mistake(
        "loss-largest-probability",
        lambda p, y: -_log(p.max(axis=1)).mean(),
        "The largest probability of each row was priced; expected that of the true class",
    ),
    Mistake(
        "loss-entropy",
        lambda p, y: -(p * _log(p)).sum(axis=1).mean(),
        "This is the entropy of the guesses, and the labels have no part in it",
    ),
    Mistake(
        "loss-without-log",
        lambda p, y: 1 - _of_true_class(p, y).mean(),
        "This is the mean of 1 - p; expected the mean of -log(p)",
    ),
    Mistake("loss-squared-error", lambda p, y: _squares(p, y).sum(axis=1).mean(), SQUARED_ERROR),
    Mistake(
        "loss-accuracy",
        lambda p, y: (p.argmax(axis=1) == y).mean(),
        "This is the accuracy; expected the mean of -log(p)",
    ),
    Mistake(
        "loss-log-of-mean",
        lambda p, y: -np.log(_of_true_class(p, y).mean()),
        "The logarithm was taken of the mean; expected the mean of the logarithms",
    ),
    Mistake(
        "loss-softmax-again",
        lambda p, y: cross_entropy_of(softmax_of(p), y),
        "The rows went through a softmax; they are probabilities already",
    ),
    # The same two prices, averaged over all (n, 10) numbers.
    Mistake("loss-squared-error", lambda p, y: _squares(p, y).mean(), SQUARED_ERROR, 1e-4),
    Mistake("loss-binary", lambda p, y: _binary(p, y).mean(), BINARY, 1e-4),
    *(
        Mistake(
            "loss-other-base", lambda p, y, b=base: cross_entropy_of(p, y) / b, OTHER_BASE, 1e-4
        )
        for base in (math.log(2), math.log(10))
    ),
)


@graded(
    points=3,
    statement="`cross_entropy` is the mean of -log(probability of the true class), and finite.",
    codes=(
        "loss-not-averaged",
        *codes_of(CROSS_ENTROPY_MISTAKES),
        "loss-infinite",
        "loss-zero-is-free",
        "loss-wrong-value",
    ),
)
def check_cross_entropy(cross_entropy: Function, rng: np.random.Generator) -> None:
    """Random guesses and labels, then a probability of exactly 0."""
    _random_guesses(cross_entropy, rng)
    _probability_of_zero(cross_entropy, rng)


def _random_guesses(cross_entropy: Function, rng: np.random.Generator) -> None:
    for n, kind, label_kind in ((7, np.float64, np.int64), (64, np.float32, np.uint8)):
        p = _guesses(rng, n).astype(kind)
        y = rng.integers(0, 10, size=n).astype(label_kind)
        value = cross_entropy(p, y)
        if isinstance(value, (np.ndarray, list, tuple)) and np.size(np.asarray(value)) > 1:
            fail(
                "loss-not-averaged",
                f"{LOSS_CALL} is {describe(value)}; expected one number for the whole batch.",
                CROSS_ENTROPY_EXAMPLE,
            )
        got = expect.number(value, LOSS_CALL, CROSS_ENTROPY_EXAMPLE)
        right = cross_entropy_of(p, y)
        if abs(got - right) <= LOSS_TOLERANCE:
            continue
        found = find_mistakes(
            np.asarray(got),
            np.asarray(right),
            CROSS_ENTROPY_MISTAKES,
            (p.astype(np.float64), y.astype(np.int64)),
            tolerance=1e-4 * max(1, abs(right)),
        )
        pair = f"{got:.4f}; expected {right:.4f}."
        fail_with(found, CROSS_ENTROPY_EXAMPLE, after=f"It gave {pair}")
        fail("loss-wrong-value", f"{LOSS_CALL} is {pair}", CROSS_ENTROPY_EXAMPLE)


def _probability_of_zero(cross_entropy: Function, rng: np.random.Generator) -> None:
    p = _guesses(rng, 6)
    y = rng.integers(0, 10, size=6)
    p[0] = 0
    p[0, (y[0] + 1) % 10] = 1
    value = cross_entropy(p, y)
    if not isinstance(value, (int, float, np.ndarray)) or not np.all(np.isfinite(value)):
        fail(
            "loss-infinite",
            f"With a probability of 0 for one true class, {LOSS_CALL} is {value}; expected a finite "
            "number.",
            ZERO_EXAMPLE,
        )
    got, others = expect.number(value, LOSS_CALL, ZERO_EXAMPLE), cross_entropy_of(p[1:], y[1:])
    price = got * 6 - others * 5
    if price < 6.9:
        fail(
            "loss-zero-is-free",
            f"A true class that was given probability 0 costs {price:.3g}; expected about 16, "
            "the price of 1e-7. It is the worst of all guesses.",
            ZERO_EXAMPLE,
        )
    require_repeatable(cross_entropy, p, y)


def _guesses(rng: np.random.Generator, n: int) -> np.ndarray:
    """(n, 10) probabilities, none below 0.01, rows adding up to 1."""
    return np.asarray(0.9 * rng.dirichlet(np.full(10, 0.5), size=n) + 0.01)
