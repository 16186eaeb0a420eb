"""What the rows for training are, where they are not the rest, and how questions are put."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.lessons.lesson_03.asked import Asked, Parts
from autograder.checks.mistakes import Behaves, Mistake


def asks(test: Callable[[Asked], bool]) -> Behaves:
    """A prediction about the answers to further questions."""
    return Behaves(test)


def on_both(holds: Callable[[Parts], bool]) -> Behaves:
    """A prediction that must hold for a sorted table and for one in random order."""
    return Behaves(lambda asked: asked.on_both(holds))


def class_sizes(parts: Parts) -> np.ndarray:
    """How many rows of each class the table has."""
    return np.bincount(parts.rows.y)


def _rest_by_values(asked: Asked) -> bool:
    """Whether y_train has the labels of exactly those classes of which y_val has none."""
    found = 0
    if asked.on_both(_whole_classes):
        return False
    for rows in (asked.table(40, 3, 60), asked.table(*[3] * 10)):
        results = asked.results(rows, 0.1, asked.seed)
        if results is None:
            return False
        train, val = results[1], results[3]
        if val.size == 0:
            continue
        rest = rows.y[~np.isin(rows.y, val)]
        if train.ndim != 1 or val.ndim != 1:
            return False
        if not any(
            np.array_equal(np.sort(train), labels) for labels in (np.sort(rest), np.unique(rest))
        ):
            return False
        found += len(rest)
    return found > 0


def _whole_classes(parts: Parts) -> bool:
    """Whether each row is in one part, and no class is in both."""
    train, val = (np.unique(parts.rows.y[part]) for part in (parts.train, parts.val))
    divided = bool((parts.counts == 1).all()) and min(len(train), len(val)) > 0
    return divided and len(np.intersect1d(train, val)) == 0


def _mirrored(offset: int) -> Callable[[Parts], bool]:
    def holds(parts: Parts) -> bool:
        rest = (parts.n - offset - parts.val) % parts.n
        return 0 < len(rest) < parts.n and np.array_equal(np.sort(parts.train), np.sort(rest))

    return holds


def _one_of_each_class(asked: Asked) -> bool:
    """Whether x_val has one row of each class at two fractions, and x_train the others."""
    for fraction in (0.25, 0.5):
        parts = asked.parts(asked.mixed, fraction)
        if parts is None or (parts.counts != 1).any():
            return False
        if sorted(parts.rows.y[parts.val].tolist()) != list(range(len(class_sizes(parts)))):
            return False
    return True


def _as_the_smallest(parts: Parts) -> bool:
    """Whether of each class as many rows are in the parts, once each, as the smallest has."""
    kept = np.bincount(parts.rows.y[parts.counts == 1], minlength=len(class_sizes(parts)))
    return bool((kept == class_sizes(parts).min()).all()) and int(parts.counts.max()) == 1


def _fraction_lost(asked: Asked) -> bool:
    """Whether as many rows as are held out are in neither part, at two fractions."""
    for fraction in (0.15, 0.3):
        parts = asked.parts(asked.mixed, fraction)
        if parts is None or parts.counts.max() > 1:
            return False
        wanted, slack = fraction * parts.n, len(class_sizes(parts))
        lost = int((parts.counts == 0).sum())
        if max(abs(lost - wanted), abs(len(parts.val) - wanted)) > slack:
            return False
    return True


# What the rows for training are, where they are not the rest.
REST_BY_VALUES = (
    Mistake(
        "rest-by-values",
        asks(_rest_by_values),
        "y_train has the labels of those classes alone of which y_val has none: the rest was found "
        "by comparing labels, not row numbers",
    ),
)
REST = (
    *REST_BY_VALUES,
    Mistake(
        "classes-divided",
        on_both(_whole_classes),
        "No class is in both parts, whether the table is sorted or not: all rows of a class went the "
        "same way",
    ),
    Mistake(
        "minus-is-not-the-rest",
        on_both(_mirrored(0)),
        "For every row k of x_val, x_train has row -k, counted from the end of the table: a minus "
        "before row numbers gives other row numbers, not the rest",
    ),
    Mistake(
        "minus-is-not-the-rest",
        on_both(_mirrored(1)),
        "For every row k of x_val, x_train has row -k - 1, counted from the end of the table: `~` "
        "before row numbers gives these. It gives the rest for a mask of True and False alone",
    ),
    Mistake(
        "one-row-of-each-class",
        asks(_one_of_each_class),
        "x_val has exactly one row of each class, at fraction=0.25 and at fraction=0.5",
    ),
    Mistake(
        "cut-to-the-smallest-class",
        on_both(_as_the_smallest),
        "Of each class as many rows are in the two parts as the smallest class has; all others are "
        "in neither part",
    ),
    Mistake(
        "fraction-taken-off-twice",
        asks(_fraction_lost),
        "As many rows as are held out are in neither part, at any fraction: the share for validation "
        "was taken off twice. Either x_train begins behind the rows for validation and ends at "
        "(1 - fraction) * n, counted from the first row; or it begins at twice the cut; or a third "
        "part was cut off",
    ),
)
