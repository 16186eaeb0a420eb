"""Further questions to the student's function: what it does with tables made to tell causes apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks import Function
from autograder.checks.lessons.lesson_03.rows import Rows, made_up
from autograder.checks.values import same

QUESTION_SECONDS = 3.0
SIZES = (12, 17, 23, 29, 36, 41, 47, 52, 58, 65)  # of the classes, all different
LARGE = (7_000, 10_000)  # rows of each of ten classes: more than the lesson's table has
EQUAL = 60  # rows of each class, where all have as many


@dataclass(frozen=True)
class Parts:
    """Which rows of a table went where: row numbers, in the order of the results."""

    rows: Rows
    train: np.ndarray
    val: np.ndarray

    @property
    def n(self) -> int:
        """The number of rows of the table."""
        return len(self.rows.y)

    @property
    def counts(self) -> np.ndarray:
        """How often each row is in the two parts together."""
        return np.bincount(np.concatenate([self.train, self.val]), minlength=self.n)

    def missing_classes(self) -> list[int] | None:
        """The classes of which no row is in either part, if all other rows are there once."""
        missing = np.setdiff1d(self.rows.y, self.rows.y[self.counts > 0])
        expected = ~np.isin(self.rows.y, missing)
        return missing.tolist() if (self.counts == expected).all() else None

    def val_of_class(self, label: int) -> np.ndarray:
        """The places within the class of its rows in the validation part, in rising order."""
        return np.flatnonzero(np.isin(np.flatnonzero(self.rows.y == label), self.val))


class Asked:
    """Asks the student's function; each question is put once."""

    def __init__(self, function: Function) -> None:
        self.function = replace(function, mistakes=(), deadline=QUESTION_SECONDS)
        rng = np.random.default_rng(3)  # no points depend on these tables
        sizes = rng.permutation(SIZES)
        self.sorted = made_up(rng, sizes, (2,), np.float64, by_class=True)
        self.mixed = made_up(rng, sizes, (2,), np.float64)
        self.seed = int(rng.integers(1, 1000))
        self._rng = rng
        self._answers: dict[tuple[int, float, int], Parts | None] = {}
        self._tables: dict[tuple[int, ...], Rows] = {}

    def table(self, *sizes: int) -> Rows:
        """A table with so many rows of each class, in random order."""
        if sizes not in self._tables:
            self._tables[sizes] = made_up(self._rng, list(sizes), (2,), np.float64)
        return self._tables[sizes]

    def results(self, rows: Rows, fraction: float, seed: int) -> list[Any] | None:
        """The four results as arrays, or None where the call does not give four."""
        value = self.function.ask(rows.x, rows.y, fraction=fraction, seed=seed).value
        if not isinstance(value, (tuple, list)) or len(value) != 4:
            return None
        try:
            parts = [np.asarray(part) for part in value]
        except ValueError:
            return None
        return [np.zeros((0, 2)) if part.shape == (0,) else part for part in parts]

    def parts(self, rows: Rows, fraction: float = 0.25, seed: int | None = None) -> Parts | None:
        """The parts, or None where the call does not give four that consist of rows of x."""
        seed = self.seed if seed is None else seed
        key = (id(rows), fraction, seed)
        if key not in self._answers:
            self._answers[key] = self._parts(rows, fraction, seed)
        return self._answers[key]

    def _parts(self, rows: Rows, fraction: float, seed: int) -> Parts | None:
        results = self.results(rows, fraction, seed)
        if results is None:
            return None
        pair = (results[0], results[2])
        if any(part.shape[1:] != (2,) or part.dtype.kind not in "biuf" for part in pair):
            return None
        train, val = (rows.numbers(part) for part in pair)
        return None if (train < 0).any() or (val < 0).any() else Parts(rows, train, val)

    def on_both(self, holds: Callable[[Parts], bool]) -> bool:
        """Whether it holds for the sorted table and for the same classes in random order."""
        return all(
            parts is not None and holds(parts)
            for parts in (self.parts(self.mixed), self.parts(self.sorted))
        )

    def sizes(self, fraction: float, rows: Rows | None = None) -> tuple[int, int] | None:
        """The lengths of x_train and x_val."""
        parts = self.parts(self.mixed if rows is None else rows, fraction)
        return None if parts is None else (len(parts.train), len(parts.val))

    def multiplies_rows(self) -> bool:
        """Whether the parts have many more rows than the table: a large table could fill memory."""
        parts = self.parts(self.mixed)
        return parts is not None and len(parts.train) + len(parts.val) > 2 * parts.n

    def fixed_size(self) -> str:
        """The part that has as many rows for 70,000 as for 100,000, in words; "" for neither."""
        if self.multiplies_rows():
            return ""
        sizes = [self.sizes(0.25, self.table(*[size] * 10)) for size in LARGE]
        one, other = sizes
        if one is None or other is None:
            return ""
        for name, k in (("x_train", 0), ("x_val", 1)):
            if one[k] == other[k] > 0:
                return f"With 70,000 rows {name} has {one[k]:,}, and with 100,000 it has {one[k]:,}"
        return ""

    def runs_with_60000_rows(self) -> bool:
        """Whether a table as large as the lesson's gives four results."""
        return not self.multiplies_rows() and self.parts(self.table(*[6_000] * 10)) is not None

    def runs_at_another_fraction(self) -> bool:
        """Whether the call gives four parts for some fraction from very small to very large."""
        return any(self.parts(self.mixed, fraction) for fraction in (0.01, 0.1, 0.5, 0.9))

    def shape_of_equal_classes(self, position: int = 0) -> tuple[int, ...] | None:
        """The shape of x_train, the result at position 0, or of another of the four results.

        Each of ten classes has ``EQUAL`` rows of two numbers.
        """
        results = self.results(self.table(*[EQUAL] * 10), 0.25, self.seed)
        return None if results is None else results[position].shape

    def ignores_the_table(self) -> bool:
        """Whether two different tables give the same parts, which are not empty."""
        one, other = (self.results(rows, 0.25, self.seed) for rows in (self.mixed, self.sorted))
        return one is not None and other is not None and one[0].size > 0 and same(one, other)

    def is_repeatable(self) -> bool:
        """Whether two calls with the same seed give the same rows in the same order."""
        again = self._parts(self.mixed, 0.25, self.seed)
        first = self.parts(self.mixed)
        return (
            first is not None
            and again is not None
            and np.array_equal(first.train, again.train)
            and np.array_equal(first.val, again.val)
        )

    def looks_at_labels(self) -> bool | None:
        """Whether other labels beside the same rows change which are chosen; None: can't be told."""
        first = self.parts(self.mixed)
        other = self.parts(Rows(self.mixed.x, self.mixed.y[::-1].copy()))
        if first is None or other is None or not self.is_repeatable():
            return None
        return not np.array_equal(np.sort(first.val), np.sort(other.val))

    def tosses_coins(self) -> bool:
        """Whether chance decides how many rows go to validation, each by itself.

        The number then differs from seed to seed, and on average it is the fraction. Rows drawn
        with replacement, and counted once, are fewer.
        """
        answers = [self.parts(self.mixed, 0.5, seed) for seed in range(1, 9)]
        if any(parts is None or (parts.counts != 1).any() for parts in answers):
            return False
        sizes = [len(parts.val) for parts in answers if parts]
        n = len(self.mixed.y)
        spread = 0.5 * np.sqrt(n / len(sizes))  # of the mean of eight sums of coins
        return len(set(sizes)) > 2 and abs(np.mean(sizes) - n / 2) < 5 * spread

    def repeats_differ(self) -> bool:
        """Whether other rows are there twice with another seed."""
        answers = [self.parts(self.mixed, seed=seed) for seed in (1, 2)]
        repeated = [
            [np.flatnonzero(np.bincount(part) > 1).tolist() for part in (parts.train, parts.val)]
            for parts in answers
            if parts
        ]
        return len(repeated) == 2 and repeated[0] != repeated[1]

    def chooses_at_equal_distances(self) -> bool:
        """Whether the rows for validation lie at equal distances, in the table or in each class."""
        parts = self.parts(self.mixed)
        if parts is None or not 2 < len(parts.val) < parts.n:
            return False
        in_sorted = self.parts(self.sorted)
        return (
            _equal_distances(parts.val)
            or (in_sorted is not None and _equal_distances(in_sorted.val))
            or all(_equal_distances(parts.val_of_class(k)) for k in range(len(SIZES)))
        )


def _equal_distances(numbers: np.ndarray) -> bool:
    return len(set(np.diff(np.sort(numbers)).tolist())) <= 1
