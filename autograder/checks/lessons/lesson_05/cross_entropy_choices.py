"""Lesson 05: cross-entropies of the wrong probabilities, or of prices put together wrongly."""

from __future__ import annotations

import numpy as np

from autograder.checks.lessons.lesson_05.cross_entropy_mistakes import FLOOR
from autograder.checks.mistakes import Mistake

TOLERANCE = 1e-4
SAME_COLUMN = (
    "One column was priced for all images: {}; expected for each image the column of its own class"
)
SQUARES = "The prices were squared; expected their mean as they are"
RIGHT_ONLY = "Only images that were guessed right have a price; expected a price for every image"


def _prices(p: np.ndarray) -> np.ndarray:
    return np.asarray(-np.log(np.maximum(p.astype(np.float64), FLOOR)))


def _of_images(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return _prices(p[np.arange(len(y)), y])


def _of_right_ones(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return _of_images(p, y)[p.argmax(axis=1) == y]


CHOICE_MISTAKES = tuple(
    Mistake(code, loss, says, TOLERANCE)
    for code, says, loss in (
        (
            "loss-same-column",
            SAME_COLUMN.format("column 0"),
            lambda p, y: _prices(p[:, 0]).mean(),
        ),
        (
            "loss-same-column",
            SAME_COLUMN.format("the last one"),
            lambda p, y: _prices(p[:, -1]).mean(),
        ),
        (
            "loss-same-column",
            SAME_COLUMN.format("column `y[0]`"),
            lambda p, y: _prices(p[:, y[0]]).mean(),
        ),
        (
            "loss-same-column",
            SAME_COLUMN.format("the one whose number is `np.argmax(y)`"),
            lambda p, y: _prices(p[:, y.argmax()]).mean(),
        ),
        (
            "loss-two-images",
            "Images 0 and 1 alone were priced; expected the mean over all images",
            lambda p, y: _of_images(p, y)[:2].mean(),
        ),
        ("loss-right-guesses-only", RIGHT_ONLY, lambda p, y: _of_right_ones(p, y).sum() / len(y)),
        (
            "loss-squared-prices",
            f"{SQUARES}. A square root was taken of the mean",
            lambda p, y: np.sqrt((_of_images(p, y) ** 2).mean()),
        ),
        ("loss-squared-prices", SQUARES, lambda p, y: (_of_images(p, y) ** 2).mean()),
        (
            "loss-one-image-fewer",
            "The sum was divided by the number of images minus 1; expected the number of images",
            lambda p, y: _of_images(p, y).sum() / (len(y) - 1),
        ),
        (
            "loss-zeros-priced",
            "The zeros of the one-hot rows were priced, at 16.118 each: the logarithm was taken "
            "behind the product",
            lambda p, y: _prices(p * np.eye(10)[y]).sum(axis=1).mean(),
        ),
        (
            "loss-zeros-priced",
            "The zeros of the one-hot rows were priced, at 16.118 each: the logarithm was taken "
            "behind the product",
            lambda p, y: _prices(p * np.eye(10)[y]).mean(),
        ),
        (
            "loss-log-of-sum",
            "The logarithm was taken of the sum of all true classes' probabilities; expected the "
            "mean of the logarithms",
            lambda p, y: -np.log(p[np.arange(len(y)), y].sum()),
        ),
    )
)
