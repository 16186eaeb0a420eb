"""Wrong rules for the most frequent confusion: what each gives for matrices without ties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.lessons.lesson_07.recall_mistakes import NAN_INTO_INTEGERS, NO_DIAG
from autograder.checks.mistakes import Mistake, Raises

Rule = Callable[[np.ndarray], Any]

OFF_DIAGONAL = ~np.eye(10, dtype=bool)
UPPER = np.triu(np.ones((10, 10)), 1) > 0


def errors_of(matrix: np.ndarray) -> np.ndarray:
    """The counts, with -1 on the diagonal."""
    errors = matrix.copy()
    np.fill_diagonal(errors, -1)
    return errors


def largest_of(values: np.ndarray) -> tuple[int, int]:
    """Where the largest value off the diagonal stands."""
    hidden = np.where(np.eye(10) > 0, -np.inf, values)
    row, column = np.unravel_index(int(hidden.argmax()), hidden.shape)
    return int(row), int(column)


def _for_each(rule: Rule) -> Callable[[Sequence[np.ndarray]], np.ndarray]:
    return lambda matrices: np.array([rule(matrix) for matrix in matrices])


def _mistakes(code: str, says: str, *rules: Rule) -> tuple[Mistake, ...]:
    return tuple(Mistake(code, _for_each(rule), says) for rule in rules)


def _diagonal_too(values: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(int(values.argmax()), values.shape))


def _of_part(rows: slice, columns: slice) -> Rule:
    """The largest error in some rows and columns only."""

    def rule(matrix: np.ndarray) -> tuple[int, int]:
        part = np.full((10, 10), -np.inf)
        part[rows, columns] = matrix[rows, columns]
        return largest_of(part)

    return rule


def _more_frequent(matrix: np.ndarray, pair: tuple[int, int]) -> tuple[int, int]:
    """The pair in the direction that has the larger count."""
    return pair if matrix[pair] >= matrix[pair[::-1]] else (pair[1], pair[0])


def _starting_at_first_cell(matrix: np.ndarray) -> tuple[int, int]:
    return largest_of(matrix) if errors_of(matrix).max() > matrix[0, 0] else (0, 0)


def _in_row(matrix: np.ndarray, row: int) -> tuple[int, int]:
    return row, int(errors_of(matrix)[row].argmax())


def _in_column(matrix: np.ndarray, column: int) -> tuple[int, int]:
    return int(errors_of(matrix)[:, column].argmax()), column


def _sums(matrix: np.ndarray, axis: int) -> np.ndarray:
    return np.asarray((matrix - np.diag(matrix.diagonal())).sum(axis=axis))


def _lowest_recall(matrix: np.ndarray) -> int:
    return int((matrix.diagonal() / matrix.sum(axis=1)).argmin())


def _both_axes(values: Rule, first: int) -> Rule:
    """The places of the largest along both axes, one axis after the other."""
    return lambda m: np.stack([values(m).argmax(axis=axis) for axis in (first, 1 - first)])


def _rows_without_diagonal(matrix: np.ndarray) -> tuple[int, int]:
    row, column = largest_of(matrix)
    return row, column - (column > row)


def _eleventh(matrix: np.ndarray) -> tuple[int, int]:
    return divmod(int(np.argsort(matrix.ravel())[::-1][10]), 10)


ALL, NOT_FIRST, NOT_LAST = slice(None), slice(1, None), slice(None, 9)

PAIR_MISTAKES = (
    *_mistakes(
        "diagonal-counted",
        "The diagonal holds the right guesses; look for two different classes",
        _diagonal_too,
        _starting_at_first_cell,
    ),
    *_mistakes(
        "pair-reversed",
        "The true class comes first: row, then column",
        lambda m: largest_of(m)[::-1],
    ),
    *_mistakes(
        "pair-reversed",
        "In every answer the smaller number comes first, as if both directions were one; the "
        "true class must come first",
        lambda m: sorted(largest_of(m)),
    ),
    *_mistakes(
        "pair-reversed",
        "In every answer the larger number comes first, as if both directions were one; the true "
        "class must come first",
        lambda m: sorted(largest_of(m))[::-1],
    ),
    *_mistakes(
        "directions-added",
        "This is the largest sum of both directions",
        lambda m: largest_of(np.triu(m + m.T)),
        lambda m: largest_of(np.tril(m + m.T)),
        lambda m: _more_frequent(m, largest_of(m + m.T)),
    ),
    *_mistakes(
        "directions-subtracted",
        "This is the largest difference between the two directions",
        lambda m: largest_of(m - m.T),
        lambda m: largest_of(m.T - m),
        lambda m: largest_of(np.triu(abs(m - m.T))),
    ),
    *_mistakes(
        "largest-share-for-count",
        "This is the largest share of a row",
        lambda m: largest_of(m / m.sum(axis=1, keepdims=True)),
        lambda m: largest_of(m / _sums(m, 1)[:, np.newaxis]),
    ),
    *_mistakes(
        "largest-share-for-count",
        "This is the largest share of a column",
        lambda m: largest_of(m / m.sum(axis=0, keepdims=True)),
        lambda m: largest_of(m / _sums(m, 0)),
    ),
    *_mistakes(
        "least-confused",
        "This is the smallest count",
        lambda m: largest_of(-m),
    ),
    *_mistakes(
        "half-of-the-matrix",
        "This is the largest count on one side of the diagonal only",
        lambda m: largest_of(np.where(UPPER, m, -1)),
        lambda m: largest_of(np.where(UPPER.T, m, -1)),
    ),
    *_mistakes(
        "return-in-loop",
        "This is the largest count of row 0 alone. Is `return` inside the outer loop?",
        lambda m: _in_row(m, 0),
    ),
    *_mistakes(
        "return-in-loop",
        "This is the first pair that a search comes to, whatever the counts are. Is `return` "
        "inside the loop, or is the first pair never replaced?",
        lambda m: np.argwhere(errors_of(m) > 0)[0],
    ),
    *_mistakes(
        "best-not-updated",
        "This is the last pair that a search comes to. Either the largest count so far is not "
        "stored each time that a larger one is found, or pairs were compared with each other in "
        "place of counts, as `max` of a dictionary does",
        lambda m: np.argwhere(errors_of(m) > 0)[-1],
    ),
    *_mistakes(
        "loop-indices-returned",
        "These are the loop's last row and column, where it always ends",
        lambda m: (9, 9),
    ),
    *_mistakes(
        "one-class-skipped",
        "Class 9 was left out",
        _of_part(NOT_LAST, NOT_LAST),
        _of_part(NOT_LAST, ALL),
        _of_part(ALL, NOT_LAST),
    ),
    *_mistakes(
        "one-class-skipped",
        "Class 0 was left out",
        _of_part(NOT_FIRST, NOT_FIRST),
        _of_part(NOT_FIRST, ALL),
        _of_part(ALL, NOT_FIRST),
    ),
    *_mistakes(
        "worst-class-first",
        "The class with the most errors, or the lowest recall, was chosen first, and the other "
        "class after it; the largest count stands elsewhere",
        lambda m: _in_row(m, int(_sums(m, 1).argmax())),
        lambda m: _in_column(m, int(_sums(m, 0).argmax())),
        lambda m: _in_row(m, _lowest_recall(m)),
        lambda m: _in_row(m, int(m.diagonal().argmin())),
        lambda m: (m.diagonal().argmin(), m[m.diagonal().argmin()].argmax()),
    ),
    *_mistakes(
        "row-and-column-apart",
        "Row and column were chosen apart from each other; they must belong to one cell",
        lambda m: (_sums(m, 1).argmax(), _sums(m, 0).argmax()),
        lambda m: (errors_of(m).argmax(axis=0).max(), errors_of(m).argmax(axis=1).max()),
        lambda m: (errors_of(m).argmax(axis=1).max(), errors_of(m).argmax(axis=0).max()),
    ),
    *_mistakes(
        "count-for-position",
        "This is what the largest count gives when it is taken for a position",
        lambda m: divmod(errors_of(m).max(), 10),
    ),
    *_mistakes(
        "wrong-flat-position",
        "A position from 0 to 99 was divided by another number than 10, the length of a row",
        lambda m: divmod(int(errors_of(m).argmax()), 9),
        lambda m: divmod(int(errors_of(m).argmax()), 11),
        lambda m: divmod(int(errors_of(m).argmax()), 100),
    ),
    *_mistakes(
        "row-is-a-fraction",
        "A row is a whole number: `//` gives one, `/` does not",
        lambda m: (errors_of(m).argmax() / 10, errors_of(m).argmax() % 10),
    ),
    *_mistakes(
        "pair-counted-from-one",
        "Both numbers are too large by 1; the first class is 0",
        lambda m: np.add(largest_of(m), 1),
    ),
    *_mistakes(
        "columns-shifted",
        "The row is right and the column is one too low: in a row without its diagonal cell, the "
        "cells behind it move up",
        _rows_without_diagonal,
    ),
    *_mistakes(
        "columns-shifted",
        "The position was counted among the 90 cells that are left without the diagonal, and then "
        "read as one of the 100 cells of the matrix",
        lambda m: divmod(int(m[OFF_DIAGONAL].argmax()), 10),
    ),
    *_mistakes(
        "diagonal-assumed-largest",
        "This is the eleventh largest count of all; the ten largest need not be the diagonal",
        _eleventh,
    ),
    *_mistakes(
        "same-pair-for-every-matrix",
        "It is (6, 0), the pair of the docstring's example, for every matrix",
        lambda m: (6, 0),
    ),
)

OTHER_MISTAKES = (
    *_mistakes(
        "count-for-pair",
        "This is the largest count itself, not its place",
        lambda m: errors_of(m).max(),
    ),
    *_mistakes(
        "count-for-pair",
        "This is the largest count of the whole matrix itself, a right guess, not a place",
        lambda m: m.max(),
    ),
    *_mistakes(
        "flat-index-for-pair",
        "This is a position in the flattened matrix",
        lambda m: errors_of(m).argmax(),
    ),
    *_mistakes(
        "flat-index-for-pair",
        "This is a position in the flattened matrix, and the diagonal was counted too",
        lambda m: m.argmax(),
    ),
    *_mistakes(
        "worst-class-for-pair",
        "This is one class; a confusion has two",
        lambda m: largest_of(m)[0],
        lambda m: largest_of(m)[1],
        lambda m: _sums(m, 1).argmax(),
        lambda m: _sums(m, 0).argmax(),
        _lowest_recall,
    ),
    *_mistakes(
        "argmax-of-each-row",
        "This is the place of the largest count in each row; one pair is asked for",
        lambda m: errors_of(m).argmax(axis=1),
        lambda m: m.argmax(axis=1),
    ),
    *_mistakes(
        "argmax-of-each-row",
        "This is the place of the largest count in each column; one pair is asked for",
        lambda m: errors_of(m).argmax(axis=0),
        lambda m: m.argmax(axis=0),
    ),
    *_mistakes(
        "argmax-of-each-row",
        "These are the places of the largest counts in each row and in each column; one pair is "
        "asked for",
        *(_both_axes(values, first) for values in (errors_of, np.asarray) for first in (0, 1)),
    ),
    *_mistakes(
        "count-with-pair",
        "The count was returned with the pair",
        lambda m: (*largest_of(m), errors_of(m).max()),
        lambda m: (errors_of(m).max(), *largest_of(m)),
    ),
)

MISTAKES = (*PAIR_MISTAKES, *OTHER_MISTAKES)

EXCEPTIONS = (
    NO_DIAG,
    NAN_INTO_INTEGERS,
    Mistake(
        "no-cell-found",
        Raises("IndexError", r"index -?\d+ is out of bounds for axis \d with size 0"),
        "Nothing was found: no cell of the matrix that was searched holds the number looked for",
    ),
    Mistake(
        "python-max-of-table",
        Raises("ValueError", r"truth value of an array", r"(?<![.\w])(max|min|sorted)\("),
        "Python's `max` compares the rows of a table as wholes; `matrix.max()` looks at all cells",
    ),
    Mistake(
        "count-for-position",
        Raises("ValueError", r"is out of bounds for array with size 100$"),
        "A position in the matrix is at most 99; this looks like a count",
    ),
    Mistake(
        "wrong-flat-position",
        Raises("ValueError", r"is out of bounds for array with size"),
        "The matrix has 10 rows and 10 columns; the shape on this line has fewer cells",
    ),
    Mistake(
        "index-of-nested-list",
        Raises("ValueError", r"is not in list|truth value of an array", r"\.index\("),
        "The items of a list of lists are its rows: `index` compares whole rows with the number",
    ),
    Mistake(
        "none-used-as-value",
        Raises(("AttributeError", "TypeError"), r"NoneType"),
        "A value on this line is None. Functions that change an array in place, such as "
        "`np.fill_diagonal`, give None: they stand on a line of their own, without `=`",
    ),
)
