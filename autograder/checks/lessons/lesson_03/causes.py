"""The mistakes of lesson 03: what each predicts of the parts of tables that are made to tell.

Chance decides which rows are chosen, so a mistake predicts no array. It predicts how often each
row is there, how the sizes follow from the arguments, which classes are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.failures import fail
from autograder.checks.lessons.lesson_03.asked import SIZES, Asked, Parts
from autograder.checks.lessons.lesson_03.examples import OF_CODE
from autograder.checks.lessons.lesson_03.rest import REST, asks, class_sizes, on_both
from autograder.checks.mistakes import Behaves, Mistake, codes_of, fail_with


def _as_often(parts: Parts, counts: np.ndarray) -> bool:
    return np.array_equal(parts.counts, counts)


def _places_in_classes(parts: Parts) -> np.ndarray:
    places = np.concatenate([np.arange(size) for size in class_sizes(parts)])
    return np.bincount(places, minlength=parts.n)


def _only_class(label: int) -> Behaves:
    return on_both(lambda p: _as_often(p, (p.rows.y == label).astype(int)))


def _val_from_one_class(parts: Parts, label: int) -> bool:
    of_val = np.unique(parts.rows.y[parts.val]).tolist()
    return of_val == [label] and bool((parts.counts == 1).all())


def _missing(labels: Sequence[int]) -> Behaves:
    return on_both(lambda p: p.missing_classes() == list(labels))


def _one_of_each_class(parts: Parts, chosen: np.ndarray) -> bool:
    """Whether one row of each class is chosen, and each other row is there once."""
    return bool((np.bincount(parts.rows.y[chosen], minlength=len(SIZES)) == 1).all()) and bool(
        (parts.counts[~chosen] == 1).all()
    )


def _gap(asked: Asked) -> bool:
    """Whether the highest class is left out when a lower one does not occur, and only then."""
    full, gap = (asked.parts(asked.table(*sizes)) for sizes in ((20, 20, 20, 20), (20, 0, 20, 20)))
    return (
        full is not None
        and gap is not None
        and (full.counts == 1).all()
        and (gap.missing_classes() == [3])
    )


def _empty_share(asked: Asked) -> bool:
    """Whether of a class all rows go to validation when its share is less than half a row."""
    parts = asked.parts(asked.table(40, 3, 60), 0.1)
    if parts is None or (parts.counts != 1).any():
        return False
    return [len(parts.val_of_class(label)) for label in range(3)] == [4, 3, 6]


# What went wrong in the loop over the classes, or in the row numbers that it collects.
LOOP = (
    Mistake(
        "nothing-collected",
        on_both(lambda p: len(p.train) == 0 == len(p.val)),
        "Both parts are empty: no row was put into them",
    ),
    Mistake(
        "positions-within-class",
        on_both(lambda p: _as_often(p, _places_in_classes(p))),
        "Only the first rows of the table are in the parts: for each class the rows 0, 1, 2 ... up "
        "to the size of that class. These numbers count within the class and were used as row "
        "numbers of the table",
    ),
    Mistake(
        "labels-as-positions",
        on_both(lambda p: _as_often(p, np.bincount(p.rows.y, minlength=p.n))),
        "Only rows 0 to 9 of the table are in the parts, row k as often as class k occurs: the "
        "labels themselves were used as row numbers",
    ),
    Mistake(
        "loop-over-all-labels",
        on_both(lambda p: _as_often(p, class_sizes(p)[p.rows.y])),
        "Each row is in the two parts as often as its class has rows: the loop runs over all "
        "labels, not over the classes",
    ),
    Mistake(
        "class-not-selected",
        on_both(lambda p: _as_often(p, np.full(p.n, len(SIZES)))),
        "Each row is in the two parts ten times, once for each of the ten classes: every round of "
        "the loop takes the rows of all classes",
    ),
    Mistake(
        "only-the-first-class",
        _only_class(0),
        "Both parts have rows of class 0 alone. Either the function ends in the first round of its "
        "loop, because `return` stands inside it, or there is no loop over the classes",
    ),
    Mistake(
        "only-the-last-class",
        _only_class(len(SIZES) - 1),
        "Both parts have rows of the last class alone: what the loop found for a class was replaced "
        "in the next round, not kept",
    ),
    Mistake(
        "only-the-last-class",
        on_both(lambda p: _val_from_one_class(p, len(SIZES) - 1)),
        "x_val has rows of the last class alone, and all other rows are in x_train: what the loop "
        "found for a class was replaced in the next round, not kept",
    ),
    Mistake(
        "class-left-out",
        _missing([0]),
        "All rows of class 0 are in neither part, and no other row is lost: the loop over the "
        "classes leaves 0 out",
    ),
    Mistake(
        "class-left-out",
        _missing([len(SIZES) - 1]),
        "All rows of the highest class are in neither part, and no other row is lost: the loop over "
        "the classes ends one too early",
    ),
    Mistake(
        "class-left-out",
        on_both(lambda p: bool(p.missing_classes())),
        "Whole classes are in neither part, and no row of the others is lost: the loop leaves these "
        "classes out",
    ),
    Mistake(
        "class-numbers-with-a-gap",
        asks(_gap),
        "When a class between the others does not occur, all rows of the highest class are in "
        "neither part. The loop counts the classes that occur and takes them for 0, 1, 2 ... "
        "without a gap",
    ),
    Mistake(
        "empty-share",
        asks(_empty_share),
        "Of a class with 3 rows, of which a fraction of 0.1 rounds to 0, all 3 went to validation, "
        "as with a slice that begins at `-n` when n is 0",
    ),
)


def _size_follows(fractions: Sequence[float], share: Callable[[float], float]) -> Behaves:
    """A prediction of the share of rows in x_val at these fractions."""

    def fits(asked: Asked) -> bool:
        n = len(asked.mixed.y)
        sizes = [asked.sizes(fraction) for fraction in fractions]
        return all(
            size is not None and abs(size[1] - share(fraction) * n) <= len(SIZES)
            for size, fraction in zip(sizes, fractions, strict=True)
        )

    return Behaves(fits)


def _same_size_for_all_fractions(asked: Asked) -> bool:
    one, other = asked.sizes(0.1), asked.sizes(0.4)
    return one is not None and one == other and min(one) > 0 and sum(one) == len(asked.mixed.y)


def _holds_all(part: int) -> Callable[[Asked], bool]:
    """Whether one part has every row once and the other none."""

    def holds(asked: Asked) -> bool:
        parts = asked.parts(asked.mixed)
        if parts is None or (parts.counts != 1).any():
            return False
        return len((parts.train, parts.val)[part]) == parts.n

    return holds


STEP_SAYS = (
    "At fraction=0.4 half of the rows are held out, as with a step of 2: 1 / fraction was made a "
    "whole number, and only for fractions such as 0.5, 0.25 and 0.2 is it one already"
)

# How the sizes come about, and what holds of all parts that are no division of the rows.
SIZES_AND_PARTS = (
    Mistake(
        "fraction-as-percent",
        _size_follows((20, 40), lambda fraction: fraction / 100),
        "Called with fraction=20, the function holds out 20 %: it takes the fraction for a "
        "percentage, so 0.2 is hardly any row",
    ),
    Mistake(
        "fraction-used-twice",
        _size_follows((0.3, 0.5), lambda fraction: fraction**2),
        "At fraction=0.5 a quarter of the rows is held out, and at 0.3 nine of a hundred: the "
        "number of rows was multiplied by the fraction twice",
    ),
    Mistake(
        "fraction-as-a-step",
        _size_follows((0.22, 0.28, 0.35, 0.4), lambda fraction: 1 / int(1 / fraction)),
        STEP_SAYS,
    ),
    Mistake(
        "fraction-as-a-step",
        _size_follows((0.28, 0.4, 0.6), lambda fraction: 1 / round(1 / fraction)),
        STEP_SAYS,
    ),
    Mistake(
        "divided-by-the-fraction",
        _size_follows((2, 4), lambda fraction: 1 / fraction),
        "The number of rows is divided by the fraction: divided by 0.2 it is five times as large, "
        "and the cut lies beyond the last row",
    ),
    Mistake(
        "divided-by-the-fraction",
        _size_follows((2, 4), lambda fraction: 1 - 1 / fraction),
        "The number of rows is divided by the fraction: divided by 0.2 it is five times as large, "
        "and the cut lies beyond the last row",
    ),
    Mistake(
        "fraction-ignored",
        asks(_same_size_for_all_fractions),
        "At fraction=0.1 and at fraction=0.4 the same table gives parts of the same sizes",
    ),
    Mistake(
        "sizes-swapped",
        _size_follows((0.1, 0.35), lambda fraction: 1 - fraction),
        "The validation part has the share that is left for training, and the training part has "
        "the fraction: the two are exchanged",
    ),
    Mistake(
        "random-mask",
        asks(Asked.tosses_coins),
        "With other seeds the same table gives x_val another number of rows: each row goes to "
        "validation by a chance of its own, so only the average follows from the fraction",
    ),
    Mistake(
        "no-validation-rows",
        asks(_holds_all(0)),
        "All rows are in x_train, and x_val is empty",
    ),
    Mistake(
        "no-training-rows",
        asks(_holds_all(1)),
        "All rows are in x_val, and x_train is empty",
    ),
    Mistake(
        "nothing-held-out",
        on_both(lambda p: len(p.val) > 0 and len(np.unique(p.train)) == p.n),
        "x_train still has all rows of x, those of x_val too",
    ),
    Mistake(
        "rows-repeated",
        asks(Asked.repeats_differ),
        "Some rows are in a part more than once, with another seed other rows: they were drawn so "
        "that a row can come again",
    ),
)

# Where two slices do not meet, or a range ends too early.
EDGES = (
    Mistake(
        "rows-lost",
        on_both(lambda p: _one_of_each_class(p, p.counts == 0)),
        "Exactly one row of each class is in neither part: two slices leave a gap, as rows[:n] and "
        "rows[n + 1:] do, or a slice ends one too early",
    ),
    Mistake(
        "rows-lost",
        on_both(lambda p: np.flatnonzero(p.counts == 0).tolist() == [p.n - 1]),
        "It is the last row of the table that is in neither part: the row numbers end one too early",
    ),
    Mistake(
        "rows-lost",
        on_both(lambda p: np.flatnonzero(p.counts == 0).tolist() == [0]),
        "It is the first row of the table that is in neither part: the row numbers begin at 1",
    ),
    Mistake(
        "rows-in-both",
        on_both(lambda p: _one_of_each_class(p, p.counts == 2)),
        "Exactly one row of each class is in both parts: two slices overlap by one row, as rows[:n] "
        "and rows[n - 1:] do",
    ),
)

# What is seen of the parts when nothing tells why.
SYMPTOMS = (
    Mistake(
        "rows-repeated",
        on_both(lambda p: any(len(np.unique(part)) < len(part) for part in (p.train, p.val))),
        "Some rows are in a part more than once",
    ),
    Mistake(
        "rows-in-both",
        on_both(lambda p: len(np.intersect1d(p.train, p.val)) > 0),
        "Some rows are in x_train and in x_val",
    ),
    Mistake(
        "rows-lost",
        on_both(lambda p: bool((p.counts == 0).any())),
        "Some rows are in neither part",
    ),
)


def _default_fraction(asked: Asked) -> bool:
    """Whether the fraction 0.2 gives the right sizes when it is passed."""
    size, n = asked.sizes(0.2), len(asked.mixed.y)
    return size is not None and abs(size[1] - 0.2 * n) <= len(SIZES) and sum(size) == n


DEFAULT_FRACTION = Mistake(
    "defaults-changed",
    asks(_default_fraction),
    "Called with fraction=0.2 the function gives the right sizes: without it, it uses another",
)


def _fixed_size(asked: Asked) -> Mistake:
    return Mistake(
        "split-size-fixed",
        asks(lambda asked: bool(asked.fixed_size())),
        lambda _: f"{asked.fixed_size()}: this number does not follow from the number of rows",
    )


def explain(
    asked: Asked, groups: Sequence[Sequence[Mistake]], code: str, observed: str, example: str
) -> None:
    """Fail with the first mistake whose prediction holds; with ``code`` where none does."""
    for mistake in (mistake for group in groups for mistake in group):
        if mistake.predicts.test(asked):
            fail_with([mistake], OF_CODE.get(mistake.code, example), before=observed)
    fail(code, observed, example)


def common_causes(asked: Asked) -> list[Sequence[Mistake]]:
    """What may have gone wrong in any of the checks, the most particular first."""
    return [LOOP, REST, [_fixed_size(asked)], SIZES_AND_PARTS, EDGES]


COMMON_CODES = (*codes_of((*LOOP, *REST, *SIZES_AND_PARTS, *SYMPTOMS)), "split-size-fixed")
