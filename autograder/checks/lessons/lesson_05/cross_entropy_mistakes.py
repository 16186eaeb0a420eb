"""Lesson 05: the known ways of getting the cross-entropy wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.checks.lessons.lesson_05.numpy_calls import NUMPY_CALLS
from autograder.checks.lessons.lesson_05.softmax_mistakes import softmax_of
from autograder.checks.mistakes import Behaves, Mistake, Raises

FLOOR = 1e-7  # Keras raises smaller probabilities to this before it takes the logarithm.

Loss = Callable[[np.ndarray, np.ndarray], np.ndarray | float]


def _of_true_class(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(p[np.arange(len(y)), y])


def _log(p: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.maximum(p, FLOOR)))


def _prices(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return -_log(_of_true_class(p.astype(np.float64), y))


def cross_entropy_of(p: np.ndarray, y: np.ndarray) -> float:
    """The mean cross-entropy of probabilities (n, 10) for labels (n,), with Keras's floor."""
    return float(_prices(p, y).mean())


def _squares(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray((p - np.eye(10)[y]) ** 2)


def _binary(p: np.ndarray, one_hot: np.ndarray) -> np.ndarray:
    """The binary cross-entropy of each probability, (n, 10)."""
    return np.asarray(-(one_hot * _log(p) + (1 - one_hot) * _log(1 - p)))


def _pairs(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return -_log(p[:, y])


def _index_pairs(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """What ``p[[(0, y[0]), (1, y[1]), ...]]`` takes: two whole rows for each image."""
    pairs = np.stack([np.arange(len(y)), y], axis=1)
    return -_log(p[pairs])


def _compares_without_column(cross_entropy: Any) -> bool:
    """Whether ``y == np.arange(10)`` serves as the one-hot rows of ten images.

    It is one row for all images then: ten times True for the labels 0 to 9 in their order, and
    nowhere True when they are moved on by one.
    """
    p = np.random.default_rng(10).dirichlet(np.full(10, 2.0), size=10)
    y = np.arange(10)
    values = [cross_entropy.ask(p, labels).value for labels in (y, np.roll(y, 1))]
    if not all(isinstance(value, (int, float, np.ndarray)) for value in values):
        return False
    first, moved = (np.asarray(value, dtype=np.float64) for value in values)
    if first.size != 1 or moved.size != 1 or abs(moved.item()) > 1e-6:
        return False
    sums = -np.log(p).sum() / np.array([1, 10, 100])
    return bool(np.isclose(first.item(), sums, rtol=1e-4).any())


def _some(code: str, says: str, losses: Iterable[Loss]) -> list[Mistake]:
    """One mistake in several forms. The means of many small numbers are compared closely."""
    return [Mistake(code, loss, says, 1e-4) for loss in losses]


def _only_for(n: int, loss: Loss) -> Loss:
    """The loss for n images, NaN for any other number of them, where it could not be computed."""
    return lambda p, y: loss(p, y) if len(y) == n else float("nan")


BINARY = "The other nine classes were priced too (binary cross-entropy)"
SQUARED_ERROR = "This is a squared error; expected the mean of -log(p)"
WITHOUT_LOG = "The logarithm is missing: this is a mean of probabilities"
FIRST_IMAGE = "Image 0 alone was priced; expected the mean over all images"
LEFT_OUT = "One image was left out of the sum, the {} one"
ONE_HOT = (
    "The labels were multiplied in as if they were one-hot rows; they are integers, and NumPy "
    "lined them up with the classes"
)

# What a wrong cross-entropy computes for probabilities p of shape (n, 10) and labels y
CROSS_ENTROPY_MISTAKES: tuple[Mistake, ...] = (
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
    Mistake("loss-binary", lambda p, y: _binary(p, np.eye(10)[y]).sum(axis=1).mean(), BINARY),
    *_some("loss-binary", BINARY, [lambda p, y: _binary(p, np.eye(10)[y]).mean()]),
    *_some(
        "loss-all-classes",
        "The logarithms of all ten probabilities were used; expected the true class's alone",
        [lambda p, y: -_log(p).mean(), lambda p, y: -_log(p).sum(axis=1).mean()],
    ),
    *_some(
        "loss-every-pair",
        "Every row was paired with every label; expected row 0 with y[0], row 1 with y[1], ...",
        [
            lambda p, y: _pairs(p, y).mean(),
            lambda p, y: _pairs(p, y).sum() / len(y),
            lambda p, y: _pairs(p, y).sum(),
        ],
    ),
    *_some(
        "loss-rows-by-label",
        "`probabilities[y]` takes whole rows, those whose numbers are the labels; expected one "
        "probability from each row",
        [
            lambda p, y: -_log(p[np.minimum(y, len(p) - 1)]).mean(),
            lambda p, y: -_log(p[np.minimum(y, len(p) - 1)]).sum() / len(y),
        ],
    ),
    *_some(
        "loss-indices-swapped",
        "Row and column are swapped: the labels chose the rows; expected that they choose the "
        "columns",
        [_only_for(10, lambda p, y: -_log(p[y, np.arange(len(y))]).mean())],
    ),
    Mistake(
        "loss-largest-probability",
        lambda p, y: -_log(p.max(axis=1)).mean(),
        "The largest probability of each row was priced; expected that of the true class",
    ),
    Mistake(
        "loss-smallest-probability",
        lambda p, y: -_log(p.min(axis=1)).mean(),
        "The smallest probability of each row was priced; expected that of the true class",
    ),
    *_some(
        "loss-index-pairs",
        "A list of pairs (row, class) is one index: it took two whole rows for each image, and no "
        "single probabilities",
        [
            _only_for(10, loss)
            for loss in (
                lambda p, y: _index_pairs(p, y).mean(),
                lambda p, y: _index_pairs(p, y).sum() / len(y),
                lambda p, y: _index_pairs(p, y).sum(),
            )
        ],
    ),
    *_some(
        "loss-exp-for-log",
        "This is a mean of exponentials; expected the mean of -log(p)",
        [
            lambda p, y: np.exp(_of_true_class(p, y)).mean(),
            lambda p, y: -np.exp(_of_true_class(p, y)).mean(),
            lambda p, y: np.exp(-_of_true_class(p, y)).mean(),
            lambda p, y: -np.exp(-_of_true_class(p, y)).mean(),
        ],
    ),
    *_some(
        "loss-one-over-p",
        "This is the mean of 1 / p; expected the mean of -log(p)",
        [lambda p, y: (1 / _of_true_class(p, y)).mean()],
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
    *_some(
        "loss-without-log",
        WITHOUT_LOG,
        [
            lambda p, y: _of_true_class(p, y).mean(),
            lambda p, y: -_of_true_class(p, y).mean(),
        ],
    ),
    Mistake("loss-squared-error", lambda p, y: _squares(p, y).sum(axis=1).mean(), SQUARED_ERROR),
    *_some("loss-squared-error", SQUARED_ERROR, [lambda p, y: _squares(p, y).mean()]),
    Mistake(
        "loss-accuracy",
        lambda p, y: (p.argmax(axis=1) == y).mean(),
        "This is the accuracy; expected the mean of -log(p)",
    ),
    Mistake(
        "loss-error-rate",
        lambda p, y: (p.argmax(axis=1) != y).mean(),
        "This is the share of wrong guesses; expected the mean of -log(p)",
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
    *(
        Mistake(
            "loss-other-base",
            lambda p, y, base=base: cross_entropy_of(p, y) / math.log(base),
            "The logarithm has another base; expected the natural one",
            1e-4,
        )
        for base in (2, 10)
    ),
    *_some("loss-first-image", FIRST_IMAGE, [lambda p, y: _prices(p, y)[0]]),
    *_some(
        "return-in-loop",
        "This is the price of image 0, divided by the number of images. Is `return` inside the loop?",
        [lambda p, y: _prices(p, y)[0] / len(y)],
    ),
    *_some(
        "loss-last-image",
        "The last image alone was priced; expected the mean over all images",
        [lambda p, y: _prices(p, y)[-1], lambda p, y: _prices(p, y)[-1] / len(y)],
    ),
    *_some(
        "loss-image-left-out",
        LEFT_OUT.format("last"),
        [lambda p, y: _prices(p, y)[:-1].sum() / len(y), lambda p, y: _prices(p, y)[:-1].mean()],
    ),
    *_some(
        "loss-image-left-out",
        LEFT_OUT.format("first"),
        [lambda p, y: _prices(p, y)[1:].sum() / len(y), lambda p, y: _prices(p, y)[1:].mean()],
    ),
    *_some(
        "labels-as-one-hot",
        ONE_HOT,
        [
            _only_for(10, loss)
            for loss in (
                lambda p, y: -(y * _log(p)).sum() / len(y),
                lambda p, y: -(y * _log(p)).mean(),
                lambda p, y: -(y * _log(p)).sum(),
                lambda p, y: _binary(p, y).mean(),
                lambda p, y: _binary(p, y).sum() / len(y),
                lambda p, y: _binary(p, y).sum(),
            )
        ],
    ),
    *_some(
        "labels-as-numbers",
        "The logarithms were multiplied by the class numbers; a label says which probability "
        "counts, not how much",
        [
            lambda p, y: -(y[:, np.newaxis] * _log(p)).sum(axis=1).mean(),
            lambda p, y: -(y[:, np.newaxis] * _log(p)).mean(),
            lambda p, y: (y * _prices(p, y)).mean(),
        ],
    ),
    *_some(
        "loss-price-cut",
        "Prices above 1 were cut off: the limits belong to the probability, before the logarithm",
        [lambda p, y: np.minimum(_prices(p, y), 1).mean()],
    ),
    *_some(
        "loss-minimum-for-maximum",
        "Every image costs 16.118, the price of 1e-7: the floor has taken the place of every "
        "probability",
        [lambda p, y: -math.log(FLOOR)],
    ),
    *_some(
        "loss-floor-is-huge",
        "Every image costs -16.118: the floor is 1e7, ten million; expected 1e-7",
        [lambda p, y: math.log(FLOOR)],
    ),
    *_some(
        "loss-of-one-minus-p",
        "The logarithm was taken of 1 - p; expected that of p",
        [lambda p, y: -_log(1 - _of_true_class(p, y)).mean()],
    ),
    *_some(
        "loss-log-of-one-plus-p",
        "The logarithm was taken of 1 + p; expected that of p, kept away from 0",
        [
            lambda p, y: -np.log1p(_of_true_class(p, y)).mean(),
            lambda p, y: np.log1p(_of_true_class(p, y)).mean(),
        ],
    ),
    *_some(
        "loss-loops-over-labels",
        "The labels were used as the numbers of the images: the loop runs over `y` itself",
        [_only_for(10, lambda p, y: _prices(p, y)[y % len(y)].mean())],
    ),
    *_some(
        "loss-divided-by-wrong-count",
        "The sum was divided by 10, the number of classes; expected the number of images",
        [lambda p, y: _prices(p, y).sum() / 10],
    ),
    *_some(
        "loss-rounded",
        "The result is cut to a whole number; expected all digits",
        [lambda p, y: np.floor(cross_entropy_of(p, y))],
    ),
    *_some(
        "loss-largest-price",
        "This is the largest price of all images; expected the mean of their prices",
        [lambda p, y: _prices(p, y).max()],
    ),
    *_some(
        "loss-median",
        "This is the median of the prices; expected their mean",
        [lambda p, y: np.median(_prices(p, y))],
    ),
    *_some(
        "loss-weighted-by-p",
        "Each price was multiplied by its probability; expected -log(p) alone",
        [lambda p, y: (_of_true_class(p, y) * _prices(p, y)).mean()],
    ),
    *_some(
        "loss-label-off-by-one",
        "The probability of the class before the true one was priced; the labels are 0 to 9, as "
        "the columns are",
        [lambda p, y: -_log(p[np.arange(len(y)), y - 1]).mean()],
    ),
    *(
        Mistake(
            "loss-rounded",
            lambda p, y, digits=digits: round(cross_entropy_of(p, y), digits),
            f"The result is rounded to {('a whole number', 'one digit', 'two digits')[digits]}; expected "
            "all digits",
            1e-7,
        )
        for digits in (0, 1, 2)
    ),
)

# What a further question shows
ASKED_LOSS_MISTAKES = (
    Mistake(
        "loss-one-hot-without-column",
        Behaves(_compares_without_column),
        "`y == np.arange(10)` compares label 0 with class 0, label 1 with class 1, and so on; "
        "expected every label compared with every class",
    ),
)

CROSS_ENTROPY_EXCEPTIONS = (
    Mistake(
        "length-for-labels",
        Raises(("TypeError", "ValueError"), line=r"range\((y|labels|y_true|probabilities)\)"),
        "`range` and `np.arange` need a number here, how many images there are: `len(y)`.",
    ),
    Mistake(
        "labels-as-one-hot",
        Raises("ValueError", "same rank|same shape|incompatible", r"(?<!sparse_)categorical_cross"),
        "Keras's `categorical_crossentropy` takes one-hot rows; these labels are integers.",
    ),
    Mistake(
        "loss-arguments-swapped",
        Raises("ValueError", "rank|shape", r"sparse_categorical_crossentropy\("),
        "Keras's losses take the labels first and the probabilities second.",
    ),
    Mistake(
        "loss-infinite",
        Raises("ValueError", "math domain error|expected a positive input"),
        "The logarithm of 0 was asked for: keep the probability away from 0 first.",
    ),
    *NUMPY_CALLS,
)
# With ten images the function went through before these are looked at.
OTHER_COUNT_EXCEPTIONS = (
    Mistake(
        "number-written-in",
        Raises(("ValueError", "IndexError"), "broadcast|shape|out of bounds|size"),
        "With 10 images there was no error, with this number of images there is one.",
    ),
)
