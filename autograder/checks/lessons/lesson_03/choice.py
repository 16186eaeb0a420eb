"""Mistakes in the choice of the rows for validation, and in the order of the rows for training."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.lessons.lesson_03.asked import EQUAL, Asked, Parts
from autograder.checks.lessons.lesson_03.rest import asks, class_sizes
from autograder.checks.mistakes import Mistake


def _block_at_an_end(parts: Parts | None) -> bool:
    if parts is None or not 0 < len(parts.val) < parts.n:
        return False
    first, last = int(parts.val.min()), int(parts.val.max())
    at_an_end = first == 0 or last == parts.n - 1
    return at_an_end and last - first + 1 == len(parts.val) == len(np.unique(parts.val))


def _equal_numbers(asked: Asked) -> bool:
    """Whether every class gives as many rows, or all that it has, at more than one fraction."""
    for fraction in (0.1, 0.25):
        parts = asked.parts(asked.mixed, fraction)
        if parts is None:
            return False
        sizes = class_sizes(parts)
        numbers = np.bincount(parts.rows.y[parts.val], minlength=len(sizes))
        if np.abs(numbers - np.minimum(sizes, numbers.max())).max() > 1:
            return False
    return True


EQUAL_NUMBERS = (
    Mistake(
        "same-number-of-each-class",
        asks(_equal_numbers),
        "Every class gives as many rows to validation, whatever its size",
    ),
)


def _blocks_by_size(asked: Asked) -> bool:
    """Whether blocks of rows as long as the classes give their share, in any order of the table."""
    for rows in (asked.sorted, asked.mixed):
        parts = asked.parts(rows)
        if parts is None:
            return False
        sizes = class_sizes(parts)
        blocks = np.repeat(np.arange(len(sizes)), sizes)
        numbers = np.bincount(blocks[parts.val], minlength=len(sizes))
        if np.abs(numbers - 0.25 * sizes).max() > 1:
            return False
    return True


def _off_by(difference: int) -> Callable[[Asked], bool]:
    """Whether of each class so many rows more go to validation than a whole share."""

    def holds(asked: Asked) -> bool:
        for fraction in (0.25, 0.5):
            parts = asked.parts(asked.table(*[EQUAL] * 10), fraction)
            if parts is None or (parts.counts != 1).any():
                return False
            numbers = np.bincount(parts.rows.y[parts.val], minlength=10)
            if (numbers != round(EQUAL * fraction) + difference).any():
                return False
        return True

    return holds


OFF_BY_ONE = (
    Mistake(
        "one-more-than-the-share",
        asks(_off_by(1)),
        "Each class gives one row too many, where its share is a whole number too",
    ),
    Mistake(
        "one-more-than-the-share",
        asks(_off_by(-1)),
        "Each class gives one row too few, where its share is a whole number too",
    ),
)

SHARES = (
    *OFF_BY_ONE,
    *EQUAL_NUMBERS,
    Mistake(
        "blocks-as-if-sorted",
        asks(lambda asked: _blocks_by_size(asked) and not asked.chooses_at_equal_distances()),
        "Blocks of rows, each as long as a class, give their share to validation, in a table in "
        "random order too: there the rows of a class are not in one block",
    ),
    Mistake(
        "whole-classes-held-out",
        asks(
            lambda asked: (
                _block_at_an_end(asked.parts(asked.sorted))
                and _block_at_an_end(asked.parts(asked.mixed))
            )
        ),
        "The rows were cut in the order in which they came",
    ),
    Mistake(
        "whole-classes-held-out",
        asks(lambda asked: _block_at_an_end(asked.parts(asked.sorted))),
        "The rows were cut while they lay class by class",
    ),
    Mistake(
        "not-stratified",
        asks(lambda asked: asked.looks_at_labels() is False),
        "With other labels beside the same rows, the same rows were chosen: the choice does not "
        "depend on y",
    ),
    Mistake("not-stratified", asks(lambda asked: asked.looks_at_labels() is None), ""),
)

SEEDS = (
    Mistake(
        "no-chance",
        asks(Asked.chooses_at_equal_distances),
        "The rows for validation follow a fixed pattern, one after the other or every so many, in the "
        "table or within each class: no random number takes part in the choice",
    ),
)

SAME_ROWS = (
    Mistake(
        "same-rows-for-every-seed",
        asks(Asked.chooses_at_equal_distances),
        "These rows follow a fixed pattern, one after the other or every so many, in the table or "
        "within each class; the seed changes the order only",
    ),
)

ORDER = (
    Mistake(
        "table-order",
        asks(lambda asked: _rising(asked.parts(asked.mixed))),
        "The rows of x_train are in the order of the table, so they are sorted whenever the table is",
    ),
    Mistake(
        "sorted-by-class",
        asks(lambda asked: _class_by_class(asked.parts(asked.mixed))),
        "Even from a table in random order the training rows come out class by class: the pieces of "
        "the classes lie one after the other",
    ),
)


def _class_by_class(parts: Parts | None) -> bool:
    """Whether the rows of each class lie together."""
    if parts is None:
        return False
    labels = parts.rows.y[parts.train]
    return int((np.diff(labels) != 0).sum()) == len(np.unique(labels)) - 1


def _rising(parts: Parts | None) -> bool:
    return parts is not None and len(parts.train) > 1 and bool((np.diff(parts.train) > 0).all())
