"""Lesson 03: causes that one coincidence must not name, and what checks let pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.checks import run_check
from autograder.checks.registry import of_lesson


def split(
    x: Any,
    y: Any,
    fraction: float,
    seed: int,
    *,
    count: Callable[[int, float], int] = lambda size, fraction: round(size * fraction),
    labels: Callable[[Any], Any] = np.unique,
) -> Any:
    """A right split; the options make it wrong."""
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in labels(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n = count(len(rows), fraction)
        val.append(rows[:n])
        train.append(rows[n:])
    train, val = rng.permutation(np.concatenate(train)), np.concatenate(val)
    return x[train], y[train], x[val], y[val]


def codes(function: Callable[..., Any]) -> list[str]:
    """The code of each of the four checks; "" where it passes."""
    names = {"train_validation_split": function}
    return [run_check(check, names).code for check in of_lesson("03")]


def test_a_class_that_does_not_occur_must_not_shift_the_others():
    def counted(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, labels=lambda y: range(len(np.unique(y))))

    def all_ten(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, labels=lambda y: range(10))

    assert codes(counted) == ["", "", "class-numbers-with-a-gap", ""]
    assert codes(all_ten) == [""] * 4


def test_a_share_of_less_than_half_a_row_is_none_or_one():
    def at_least_one(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, count=lambda n, f: max(1, int(n * f)))

    def rounded_up(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, count=lambda n, f: int(np.ceil(n * f)))

    def rounded_down(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, count=lambda n, f: int(n * f))

    for function in (at_least_one, rounded_up, rounded_down):
        assert codes(function) == [""] * 4


def test_equal_numbers_at_one_fraction_do_not_make_the_same_number_of_each_class():
    def at_least_ten(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, count=lambda n, f: max(10, round(n * f)))

    assert codes(at_least_ten)[2] == "shares-wrong"


def test_rows_in_rising_order_by_a_fixed_seed_are_not_said_to_be_without_chance():
    def fixed(x, y, fraction=0.2, seed=0):
        val = np.sort(np.random.default_rng(4).permutation(len(y))[: round(len(y) * fraction)])
        return np.delete(x, val, axis=0), np.delete(y, val), x[val], y[val]

    assert codes(fixed)[3] == "seed-ignored"


def test_draws_that_leave_doubles_out_are_no_coins():
    def drawn(x, y, fraction=0.2, seed=0):
        rng = np.random.default_rng(seed)
        val = rng.permutation(np.unique(rng.integers(0, len(y), round(len(y) * fraction))))
        train = rng.permutation(np.setdiff1d(np.arange(len(y)), val))
        return x[train], y[train], x[val], y[val]

    assert "random-mask" not in codes(drawn)


def test_a_share_that_is_off_is_not_called_blind_when_the_labels_decide():
    def more_of_the_first(x, y, fraction=0.2, seed=0):
        return split(x, y, fraction, seed, count=lambda n, f: min(n, round(n * f) + 3))

    assert codes(more_of_the_first)[2] == "shares-wrong"


@pytest.mark.parametrize("made", [list, tuple])
def test_empty_lists_are_parts_without_rows(made):
    def all_for_training(x, y, fraction=0.2, seed=0):
        return x, y, made(), made()

    assert codes(all_for_training)[0] == "no-validation-rows"


@pytest.mark.parametrize(
    "returned",
    [
        [[[1, 2], [3]], [1, 2]] * 2,
        (([[1, 2], [3]], [1, 2]), ([], [])),
        ([[1], [2, 3]], [1, 2], [], []),
        (0, 1, 2, 3),
        ((np.zeros(()), 1), ("a", None)),
        ("a", "b", "c", "d"),
        ([], [], [], []),
        (None, None, None, None),
        ([None], [None], [None], [None]),
        (np.zeros((0, 0)), np.zeros(0), np.zeros((1, 0)), np.zeros(1)),
        (np.zeros(()), np.zeros(()), np.zeros(()), np.zeros(())),
    ],
)
def test_odd_results_are_the_students_mistake(returned):
    found = codes(lambda x, y, fraction=0.2, seed=0: returned)
    assert all(found) and "check-broken" not in found, found


def test_what_predicts_the_same_counts_is_told_apart():
    def every_fourth(x, y, fraction=0.2, seed=0):
        chosen = np.arange(len(y)) % round(1 / fraction) == 0
        return x[~chosen], y[~chosen], x[chosen], y[chosen]

    def whole_batches(x, y, fraction=0.2, seed=0):
        rows = np.random.default_rng(seed).permutation(len(y))
        n = -(-round(fraction * len(y)) // 64) * 64
        return x[rows[n:]], y[rows[n:]], x[rows[:n]], y[rows[:n]]

    def all_in_both(x, y, fraction=0.2, seed=0):
        rows = np.random.default_rng(seed).permutation(len(y))
        return x[rows], y[rows], x[rows], y[rows]

    assert codes(every_fourth)[2] != "blocks-as-if-sorted"
    assert codes(whole_batches)[0] == "size-wrong"
    assert codes(all_in_both)[0] == "nothing-held-out"


def test_a_choice_by_another_seed_is_not_called_one_without_chance():
    def by_class(x, y, fraction=0.2, seed=0):
        train, val = [], []
        for label in np.unique(y):
            rows = np.random.default_rng(label).permutation(np.flatnonzero(y == label))
            n = round(fraction * len(rows))
            val.append(rows[:n])
            train.append(rows[n:])
        train = np.random.default_rng(seed).permutation(np.concatenate(train))
        val = np.concatenate(val)
        return x[train], y[train], x[val], y[val]

    assert codes(by_class) == ["", "", "", "choice-without-seed"]


def test_labels_beside_other_rows_are_not_taken_for_the_classes_of_the_parts():
    def shifted(x, y, fraction=0.2, seed=0):
        x_train, y_train, x_val, y_val = split(x, y, fraction, seed)
        return x_train, np.sort(y_train), x_val, y_val

    assert codes(shifted)[3] == "labels-sorted-apart"
