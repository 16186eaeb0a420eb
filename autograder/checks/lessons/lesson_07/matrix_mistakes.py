"""Wrong ways to fill the confusion matrix, and what each gives for true classes and guesses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.mistakes import Mistake, Raises

Rule = Callable[[np.ndarray], Any]


def counts_of(y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray:
    """The right matrix."""
    matrix = np.zeros((10, 10), dtype=np.int64)
    np.add.at(matrix, (np.asarray(y_true, dtype=int), np.asarray(y_pred, dtype=int)), 1)
    return matrix


def _mistakes(code: str, says: str, *rules: Rule) -> tuple[Mistake, ...]:
    """Mistakes whose wrong answers follow from the right matrix."""

    def answer_of(rule: Rule) -> Callable[[np.ndarray, np.ndarray], Any]:
        return lambda y_true, y_pred: rule(counts_of(y_true, y_pred))

    return tuple(Mistake(code, answer_of(rule), says) for rule in rules)


def _share(axis: int | None, factor: int, fill: float) -> Rule:
    """Counts as shares of row, column or total, as parts of ``factor``; ``fill`` for NaN."""

    def rule(matrix: np.ndarray) -> np.ndarray:
        shares = factor * matrix / matrix.sum(axis=axis, keepdims=True)
        return np.where(np.isnan(shares), fill, shares)

    return rule


SHARES = tuple(
    _share(axis, factor, fill)
    for axis in (1, 0, None)
    for factor in (1, 100)
    for fill in (np.nan, 0.0)
)


def _alphabetical(matrix: np.ndarray) -> np.ndarray:
    from fmnist_lab.data import CLASS_NAMES

    names = np.argsort(np.asarray(CLASS_NAMES))
    return np.asarray(matrix[np.ix_(names, names)])


def _only(*index: Any) -> Rule:
    """The matrix with zeros everywhere but at an index."""

    def rule(matrix: np.ndarray) -> np.ndarray:
        result = np.zeros_like(matrix)
        result[index] = matrix[index]
        return result

    return rule


def _without(k: int, rows: bool = True, columns: bool = True) -> Rule:
    """The matrix with zeros in the row, the column or both of one class."""

    def rule(matrix: np.ndarray) -> np.ndarray:
        result = matrix.copy()
        if rows:
            result[k] = 0
        if columns:
            result[:, k] = 0
        return result

    return rule


def _images(images: slice) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    return lambda y_true, y_pred: counts_of(y_true[images], y_pred[images])


CLASSES = np.arange(10)
APART = "True classes and guesses were counted apart from each other; count the pairs"

MATRIX_MISTAKES = (
    *_mistakes("matrix-transposed", "Rows and columns are exchanged", lambda m: m.T),
    *_mistakes("repeated-pairs-lost", "Every pair was counted once only", lambda m: m > 0),
    *_mistakes("shares-for-matrix", "Expected counts, not shares", *SHARES),
    *(
        replace(mistake, tolerance=tolerance)
        for mistake, tolerance in zip(
            _mistakes("shares-for-matrix", "Expected counts, not rounded shares", *SHARES),
            [0.0051, 0.0051, 0.051, 0.051] * 3,
            strict=True,
        )
    ),
    *_mistakes(
        "list-for-index-pair",
        "Each image was added to two whole rows, in all ten columns. `np.add.at` takes the row and "
        "the column as a tuple, in round brackets",
        lambda m: np.tile((m.sum(axis=0) + m.sum(axis=1))[:, np.newaxis], 10),
    ),
    *_mistakes("errors-only", "The right guesses are missing", lambda m: m - np.diag(m.diagonal())),
    *_mistakes("hits-only", "Only the right guesses were counted", lambda m: np.diag(m.diagonal())),
    *_mistakes(
        "class-order-changed",
        "The classes are in alphabetical order; expected 0 to 9",
        _alphabetical,
    ),
    *_mistakes(
        "class-order-changed",
        "The classes run from 9 to 0; expected 0 to 9",
        lambda m: m[::-1, ::-1],
    ),
    *_mistakes(
        "classes-from-one-in-matrix",
        "Class 0 belongs to row 0, and each class to the row of its number",
        lambda m: np.pad(m, ((1, 0), (1, 0)))[:-1, :-1],
        lambda m: np.pad(m, ((0, 1), (0, 1)))[1:, 1:],
        lambda m: np.roll(m, (1, 1), axis=(0, 1)),
        lambda m: np.roll(m, (-1, -1), axis=(0, 1)),
    ),
    *_mistakes(
        "rows-are-one-list",
        "All rows are the same: each holds how often every class was guessed. Is one and the same "
        "list, or array, used for every row, as in `[[0] * 10] * 10`?",
        lambda m: np.tile(m.sum(axis=0), (10, 1)),
    ),
    *_mistakes(
        "rows-are-one-list",
        "All rows are the same: each holds how often every class is the true one. Is one and the "
        "same list, or array, used for every row, as in `[[0] * 10] * 10`?",
        lambda m: np.tile(m.sum(axis=1), (10, 1)),
    ),
    *_mistakes(
        "every-pair-counted",
        "Each true class was paired with every guess, not only with the guess for the same image",
        lambda m: np.outer(m.sum(axis=1), m.sum(axis=0)),
        lambda m: np.outer(m.sum(axis=0), m.sum(axis=1)),
    ),
    *_mistakes(
        "either-class-counted",
        "An image was counted where its class or its guess fits; both must",
        lambda m: m.sum(axis=1, keepdims=True) + m.sum(axis=0) - m,
    ),
    *_mistakes(
        "one-argument-twice",
        "Every image was counted at its true class twice, as row and as column; where is the guess?",
        lambda m: np.diag(m.sum(axis=1)),
    ),
    *_mistakes(
        "one-argument-twice",
        "Every image was counted at its guess twice, as row and as column; where is the true class?",
        lambda m: np.diag(m.sum(axis=0)),
    ),
    *_mistakes(
        "both-directions-counted",
        "Every image was counted in both directions, at [true, guess] and at [guess, true]",
        lambda m: m + m.T,
        lambda m: m + m.T - np.diag(m.diagonal()),
    ),
    *_mistakes(
        "class-added-for-one",
        "The number of the class was added, where 1 is to be added for each image",
        lambda m: m * CLASSES,
        lambda m: m * CLASSES[:, np.newaxis],
    ),
    *_mistakes(
        "same-count-everywhere",
        "Every cell holds the number of right guesses",
        lambda m: np.full((10, 10), m.trace()),
    ),
    *_mistakes(
        "same-count-everywhere",
        "Every cell holds the number of images",
        lambda m: np.full((10, 10), m.sum()),
    ),
    *_mistakes("starts-with-ones", "Every cell is too large by 1", lambda m: m + 1),
    *_mistakes("nothing-counted", "The whole matrix is 0", lambda m: 0 * m),
    *_mistakes(
        "matrix-left-flat",
        "The counts are right and stand in one row of 100; `reshape` makes a table of them",
        lambda m: m.ravel(),
        lambda m: m.reshape(1, 100),
    ),
    Mistake(
        "wrong-flat-position",
        lambda y_true, y_pred: np.bincount(9 * y_true.astype(int) + y_pred, minlength=100).reshape(
            10, 10
        ),
        "The position of a pair is 10 * true + guess, not 9 * true + guess",
    ),
    *_mistakes(
        "classes-counted-apart",
        APART,
        lambda m: np.stack([m.sum(axis=1), m.sum(axis=0)]),
        lambda m: np.stack([m.sum(axis=1), m.sum(axis=0)], axis=1),
        lambda m: m.sum(axis=1),
        lambda m: m.sum(axis=0),
    ),
    *_mistakes(
        "return-in-loop",
        "Only row 0 was counted. Is `return` inside the loop?",
        _only(0),
        lambda m: m[:1],
        lambda m: m[0],
    ),
    *_mistakes(
        "return-in-loop",
        "Only the first cell was counted. Is `return` inside the loop?",
        _only(0, 0),
    ),
    Mistake(
        "return-in-loop",
        _images(slice(1)),
        "Only the first image was counted. Is `return` inside the loop?",
    ),
    Mistake(
        "started-anew-in-loop",
        _images(slice(-1, None)),
        "Only the last image was counted. Is the matrix made anew inside the loop?",
    ),
    *_mistakes(
        "started-anew-in-loop",
        "Only row 9 was counted. Is the matrix made anew inside the loop?",
        _only(9),
    ),
    Mistake("images-left-out", _images(slice(-1)), "The last image was not counted"),
    Mistake("images-left-out", _images(slice(1, None)), "The first image was not counted"),
    Mistake("images-left-out", _images(slice(1, -1)), "The first and the last image are missing"),
    *_mistakes(
        "nine-classes-in-matrix",
        "Class 9 has no row and no column",
        lambda m: m[:9, :9],
        lambda m: m[:9],
        lambda m: m[:, :9],
    ),
    *_mistakes(
        "nine-classes-in-matrix",
        "Class 0 has no row and no column",
        lambda m: m[1:, 1:],
    ),
    *(
        mistake
        for k in (0, 9)
        for mistake in _mistakes(
            "one-class-skipped",
            f"Class {k} was not counted",
            _without(k),
            _without(k, columns=False),
            _without(k, rows=False),
        )
    ),
)
OVERFLOW_MISTAKES = (
    *_mistakes("counts-overflow", "Counts past 255 wrapped around", lambda m: m % 256),
    *_mistakes(
        "counts-overflow",
        "Counts past 127 wrapped around",
        lambda m: m.astype(np.uint8).astype(np.int8),
    ),
    *_mistakes("counts-overflow", "Counts stop at 255", lambda m: np.minimum(m, 255)),
)


def first_images(got: np.ndarray, images: int) -> tuple[Mistake, ...]:
    """The mistake of counting as many images as ``got`` holds, from the start or up to the end."""
    if got.dtype.kind not in "iu" or not 1 < got.sum() < images - 1:
        return ()
    count = int(got.sum())
    return (
        Mistake(
            "images-left-out",
            _images(slice(count)),
            f"Only the first {count} of {images} images were counted",
        ),
        Mistake(
            "images-left-out",
            _images(slice(-count, None)),
            f"Only the last {count} of {images} images were counted",
        ),
    )


def _stops_at(classes: list[int]) -> Callable[[Any], bool]:
    """Whether the function runs past the end of an axis for images of these classes."""
    labels = np.array(classes)
    return lambda function: bool(function.ask(labels, labels).raised("IndexError"))


_few_low, _many_low, _few_high = _stops_at([0, 1, 2]), _stops_at([0, 1, 2] * 5), _stops_at([8, 9])
PAST_TEN = r"index 10 is out of bounds for axis \d with size 10"
TRUTH = r"truth value of an array"

EXCEPTIONS = (
    Mistake(
        "and-before-comparison",
        Raises("ValueError", TRUTH, r"==[^()]*[&|][^()]*=="),
        "`&` binds stronger than `==`: `a == i & b == j` means `a == (i & b) == j`",
    ),
    Mistake(
        "arrays-compared-at-once",
        Raises("ValueError", TRUTH),
        "The comparison gives one True or False for each image, where a single one is needed",
    ),
    Mistake(
        "zip-forgotten",
        Raises(("ValueError", "TypeError"), r"unpack", r"\bfor\b(?!.*\b(zip|enumerate)\b)"),
        "The loop takes its names from the items of what stands behind `in`, one after the other; "
        "`zip` makes pairs of two arrays",
    ),
    Mistake(
        "name-hides-library",
        Raises("TypeError", r"confusion_matrix\(\) got an unexpected keyword"),
        "This calls your own function, which has the name of the library's",
    ),
    Mistake(
        "name-hides-library",
        Raises("RecursionError", line=r"\bconfusion_matrix\("),
        "Your function calls itself again and again. Is a library's function of the same name meant?",
    ),
    Mistake(
        "nine-classes-in-matrix",
        Raises("IndexError", r"index 9 is out of bounds for axis \d with size 9"),
        "The matrix has nine rows or columns, so there is none for class 9",
    ),
    Mistake(
        "range-past-nine",
        Raises("IndexError", PAST_TEN, asks=_few_low),
        "The index goes up to 10, whatever the classes are; the last row and column is 9",
    ),
    Mistake(
        "image-number-for-class",
        Raises("IndexError", PAST_TEN, asks=_many_low),
        "With more than ten images it raises this whatever their classes are: the number of an "
        "image seems to serve as an index of the matrix, in place of its class",
    ),
    Mistake(
        "classes-from-one-in-matrix",
        Raises("IndexError", PAST_TEN, asks=_few_high),
        "It raises this when class 9 occurs: a class seems to be increased by 1",
    ),
    Mistake(
        "past-the-last-image",
        Raises("IndexError", r"index (\d\d+) is out of bounds for axis 0 with size \1$"),
        "That is the number of images: the loop goes past the last one",
    ),
)
