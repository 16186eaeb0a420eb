"""Wrong formulas for the recall of each class, and what each gives for a matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.mistakes import Mistake, Raises

Rule = Callable[[np.ndarray], Any]


def recall_of(matrix: np.ndarray) -> np.ndarray:
    """The right recalls."""
    with np.errstate(all="ignore"):
        return np.asarray(matrix.diagonal() / matrix.sum(axis=1))


def _mistakes(code: str, says: str, *rules: Rule) -> tuple[Mistake, ...]:
    return tuple(Mistake(code, rule, says) for rule in rules)


def _hits(matrix: np.ndarray) -> np.ndarray:
    return np.asarray(matrix.diagonal())


def _images(matrix: np.ndarray) -> np.ndarray:
    return np.asarray(matrix.sum(axis=1))


def _guesses(matrix: np.ndarray) -> np.ndarray:
    return np.asarray(matrix.sum(axis=0))


def _precision(matrix: np.ndarray) -> np.ndarray:
    return np.asarray(_hits(matrix) / _guesses(matrix))


def _rejections(matrix: np.ndarray) -> np.ndarray:
    """Images of other classes that were called another class, for each class."""
    return np.asarray(matrix.sum() - _images(matrix) - _guesses(matrix) + _hits(matrix))


def _accuracy(matrix: np.ndarray) -> float:
    return float(matrix.trace() / matrix.sum())


def _one_filled(k: int, rest: float) -> Rule:
    """The recall of one class, with ``rest`` for the others."""

    def rule(matrix: np.ndarray) -> np.ndarray:
        result = np.full(10, float(rest))
        result[k] = recall_of(matrix)[k]
        return result

    return rule


def _one_missing(k: int, rest: float) -> Rule:
    def rule(matrix: np.ndarray) -> np.ndarray:
        result = recall_of(matrix)
        result[k] = rest
        return result

    return rule


RETURN = "Is `return` inside the loop?"

RECALL_MISTAKES = (
    *_mistakes(
        "another-divisor",
        "The diagonal was divided by the sum of the row of the class before",
        lambda m: _hits(m) / np.roll(_images(m), 1),
    ),
    *_mistakes(
        "another-divisor",
        "The diagonal was divided by the sum of the row of the class after",
        lambda m: _hits(m) / np.roll(_images(m), -1),
    ),
    *_mistakes(
        "another-divisor",
        "The diagonal was divided by the square root of the sum of squares, which "
        "`np.linalg.norm` gives",
        lambda m: _hits(m) / np.linalg.norm(m, axis=1),
        lambda m: _hits(m) / np.linalg.norm(m, axis=0),
        lambda m: _hits(m) / np.linalg.norm(m),
    ),
    *_mistakes(
        "another-divisor",
        "The diagonal was divided by the largest count of the row",
        lambda m: _hits(m) / m.max(axis=1),
    ),
    *_mistakes(
        "precision-for-recall",
        "This is the precision: columns were summed, not rows",
        _precision,
    ),
    *_mistakes(
        "precision-for-recall",
        "Columns were used, not rows: this is the largest count of the column divided by its sum",
        lambda m: m.max(axis=0) / _guesses(m),
    ),
    *_mistakes(
        "recalls-added-up",
        "Every value is the sum of all ten recalls",
        lambda m: np.full(10, recall_of(m).sum()),
    ),
    *_mistakes(
        "f1-for-recall",
        "This is the F1 score, which mixes recall with precision",
        lambda m: 2 * _hits(m) / (_images(m) + _guesses(m)),
    ),
    *_mistakes(
        "share-of-all-for-recall",
        "This is the diagonal divided by all images",
        lambda m: _hits(m) / m.sum(),
    ),
    *_mistakes(
        "share-of-all-for-recall",
        "This is the share that the class has of all images",
        lambda m: _images(m) / m.sum(),
    ),
    *_mistakes(
        "share-of-all-for-recall",
        "This is the diagonal divided by all right guesses",
        lambda m: _hits(m) / m.trace(),
    ),
    *_mistakes(
        "overall-for-each-class",
        "This is the accuracy of all classes together",
        lambda m: np.full(10, _accuracy(m)),
    ),
    *_mistakes(
        "misses-for-recall",
        "This is the share that was missed",
        lambda m: 1 - recall_of(m),
    ),
    *_mistakes(
        "recall-in-percent",
        "This is in percent; expected a share from 0 to 1",
        lambda m: 100 * recall_of(m),
    ),
    *_mistakes("count-for-recall", "This is a count; expected a share", _hits),
    *_mistakes(
        "recall-divided-as-integers",
        "This is the share cut off to a whole number",
        lambda m: _hits(m) // np.maximum(_images(m), 1),
    ),
    *_mistakes(
        "errors-for-divisor",
        "This is the diagonal divided by the errors of the class",
        lambda m: _hits(m) / (_images(m) - _hits(m)),
    ),
    *_mistakes(
        "another-measure-for-recall",
        "This is the specificity: of the images that are not the class, the share that was not "
        "called it",
        lambda m: _rejections(m) / (m.sum() - _images(m)),
    ),
    *_mistakes(
        "another-measure-for-recall",
        "This is the share of all images for which 'this class or not' was guessed right",
        lambda m: (_hits(m) + _rejections(m)) / m.sum(),
    ),
    *_mistakes(
        "another-measure-for-recall",
        "The divisor holds the row and the column of the class, with the diagonal once",
        lambda m: _hits(m) / (_images(m) + _guesses(m) - _hits(m)),
    ),
    *_mistakes(
        "another-measure-for-recall",
        "The divisor holds the row and the column of the class, with the diagonal twice",
        lambda m: _hits(m) / (_images(m) + _guesses(m)),
    ),
    *_mistakes(
        "largest-for-diagonal",
        "This is the largest count of the row divided by its sum; a right guess lies on the "
        "diagonal, whether it is the largest or not",
        lambda m: m.max(axis=1) / _images(m),
    ),
    *_mistakes(
        "other-diagonal",
        "The counts were taken from the other diagonal, from row 9, column 0 to row 0, column 9",
        lambda m: np.fliplr(m).diagonal() / _images(m),
    ),
    *_mistakes(
        "row-mean-for-sum",
        "The diagonal was divided by the mean of the row, a tenth of its sum",
        lambda m: _hits(m) / m.mean(axis=1),
    ),
    *_mistakes(
        "quotient-upside-down",
        "The quotient is upside down: the sum of the row was divided by the diagonal",
        lambda m: _images(m) / _hits(m),
    ),
    *_mistakes(
        "diagonal-not-taken",
        "Every cell was divided by the sum of its row; the ten cells of the diagonal are the recalls",
        lambda m: m / _images(m)[:, np.newaxis],
    ),
    *_mistakes(
        "column-broadcast",
        "Every count of the diagonal was divided by every sum: a row of ten and a column of ten "
        "make a table",
        lambda m: _hits(m) / _images(m)[:, np.newaxis],
        lambda m: _hits(m)[:, np.newaxis] / _images(m),
    ),
    *_mistakes(
        "column-for-row",
        "The values are right; they stand in a column, a table with one value in each row",
        lambda m: recall_of(m)[:, np.newaxis],
        lambda m: recall_of(m)[np.newaxis],
    ),
    *_mistakes(
        "recall-sorted",
        "The recalls are sorted; the place of a value must be its class",
        lambda m: np.sort(recall_of(m)),
        lambda m: np.sort(recall_of(m))[::-1],
    ),
    *_mistakes(
        "one-class-skipped",
        "Class 9 is missing",
        lambda m: recall_of(m)[:9],
        _one_missing(9, np.nan),
        _one_missing(9, 0),
    ),
    *_mistakes(
        "one-class-skipped",
        "Class 0 is missing",
        lambda m: recall_of(m)[1:],
        _one_missing(0, np.nan),
        _one_missing(0, 0),
    ),
    *_mistakes(
        "return-in-loop",
        f"Only class 0 was computed. {RETURN}",
        lambda m: recall_of(m)[:1],
        lambda m: recall_of(m)[0],
        _one_filled(0, np.nan),
        _one_filled(0, 0),
    ),
    *_mistakes(
        "overwritten-in-loop",
        "This is the recall of class 9 alone, the last one",
        lambda m: recall_of(m)[9],
        lambda m: recall_of(m)[9:],
        _one_filled(9, np.nan),
        _one_filled(9, 0),
    ),
    *_mistakes(
        "recall-averaged",
        "This is the mean of the ten recalls",
        lambda m: recall_of(m).mean(),
    ),
    *_mistakes(
        "recall-averaged",
        "This is the accuracy of all classes together",
        _accuracy,
    ),
)

NO_DIAG = Mistake(
    "attribute-not-there",
    Raises("AttributeError", r"has no attribute 'diag'"),
    "An array has no method `diag`: it is `matrix.diagonal()`, or `np.diag(matrix)`",
)
NAN_INTO_INTEGERS = Mistake(
    "nan-into-integers",
    Raises("ValueError", r"cannot convert float NaN to integer"),
    "An array of whole numbers can't hold NaN",
)
MATRIX_AS_LABELS = Mistake(
    "matrix-given-as-labels",
    Raises("ValueError", r"multiclass-multioutput|[Mm]ultilabel|multioutput target data"),
    "This function of scikit-learn takes true classes and guesses, one of each for every image, and "
    "it got the matrix of counts",
)
EXCEPTIONS = (
    MATRIX_AS_LABELS,
    NO_DIAG,
    NAN_INTO_INTEGERS,
    Mistake(
        "classes-tested-at-once",
        Raises("ValueError", r"truth value of an array"),
        "The comparison gives one True or False for each of its values, where a single one is needed",
    ),
)
