"""Checks of lesson 03: a split into training and validation, 80/20 unless told otherwise.

Every row of the made-up x carries its own number, so that a row is recognised wherever it went.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.mistakes import IMPORT_CALL_SECONDS, allclose_same_shape

DATA = """\
y = np.repeat(np.arange(10), 20)  # 20 rows of each class, sorted
x = np.arange(200).reshape(200, 1)  # each row is its own number
"""
EXAMPLE = DATA + "x_train, y_train, x_val, y_val = train_validation_split(x, y)\n"
SIZES_EXAMPLE = EXAMPLE + "x_train.shape, y_train.shape, x_val.shape, y_val.shape  # 160 and 40"
PAIRS_EXAMPLE = (
    EXAMPLE + "(y[x_train[:, 0]] == y_train).all(), (y[x_val[:, 0]] == y_val).all()  # True, True"
)
ROWS_EXAMPLE = EXAMPLE + (
    "np.unique(np.concatenate([x_train, x_val])).size, len(x_train) + len(x_val)  # 200 and 200"
)
CHANGED_EXAMPLE = """\
y = np.repeat(np.arange(10), 20)
x = np.arange(400).reshape(200, 2)  # each row is an even number and the next one
x_train, y_train, x_val, y_val = train_validation_split(x, y)
rows = np.concatenate([x_train, x_val])
rows[:3], np.array_equal(np.unique(rows, axis=0), x)  # three such rows, True"""
ORDER_EXAMPLE = EXAMPLE + "y_train  # a mixture of classes from beginning to end"
SEED_EXAMPLE = EXAMPLE.replace("(x, y)", "(x, y, seed=1)") + (
    "again = train_validation_split(x, y, seed=1)\n"
    "other = train_validation_split(x, y, seed=2)\n"
    "np.array_equal(x_val, again[2]), np.array_equal(x_val, other[2])  # True, False"
)
AGAIN_EXAMPLE = DATA + (
    "first = train_validation_split(x, y, seed=1)\n"
    "again = train_validation_split(x, y, seed=1)\n"
    "[np.array_equal(a, b) for a, b in zip(first, again)]  # True for each of the four parts"
)
CHOSEN_EXAMPLE = EXAMPLE.replace("(x, y)", "(x, y, seed=1)") + (
    "other = train_validation_split(x, y, seed=2)\n"
    "np.array_equal(np.sort(x_val, axis=0), np.sort(other[2], axis=0))  # False"
)
DEFAULTS_EXAMPLE = DATA + (
    "without = train_validation_split(x, y)\n"
    "default = train_validation_split(x, y, fraction=0.2, seed=0)\n"
    "np.array_equal(without[2], default[2])  # True"
)


def _fraction_example(fraction: float) -> str:
    """The made-up rows cut at this fraction of 200."""
    n_val = round(200 * fraction)
    return EXAMPLE.replace("(x, y)", f"(x, y, fraction={fraction:g})") + (
        f"len(x_train), len(x_val)  # {200 - n_val} and {n_val}"
    )


def _classes_example(fraction: float, by_class: bool) -> str:
    """Five uneven classes whose shares at the fractions of the check are whole numbers."""
    sizes = np.array([100, 80, 60, 40, 20])
    val = np.rint(fraction * sizes).astype(int)
    order = "" if by_class else "y = np.random.default_rng(0).permutation(y)\n"
    return (
        f"y = np.repeat(np.arange(5), {sizes.tolist()})\n{order}"
        "x = np.arange(300).reshape(300, 1)\n"
        f"x_train, y_train, x_val, y_val = train_validation_split(x, y, fraction={fraction:g})\n"
        "np.bincount(y_train, minlength=5), np.bincount(y_val, minlength=5)\n"
        f"# expected {(sizes - val).tolist()} and {val.tolist()}"
    )


@dataclass(frozen=True)
class Rows:
    """A made-up data set: x with its row's number in the first places, and y."""

    x: np.ndarray
    y: np.ndarray

    def numbers(self, part: np.ndarray) -> np.ndarray:
        """Which row of x each row of ``part`` is; -1 where it is none of them."""
        width = int(np.prod(part.shape[1:]))  # reshape can't derive it when there are no rows
        flat = part.reshape(len(part), width).astype(np.float64)
        two = self.x.dtype == np.uint8  # a byte holds too few numbers, so they take two places
        numbers = flat[:, 0] * 256 + flat[:, 1] if two else flat[:, 0]
        row_numbers = np.full(len(part), -1)
        whole = (numbers == np.rint(numbers)) & (numbers >= 0) & (numbers < len(self.y))
        row_numbers[whole] = numbers[whole].astype(int)
        original = self.x.reshape(len(self.x), -1)[row_numbers].astype(np.float64)
        row_numbers[~(original == flat).all(axis=1)] = -1
        return row_numbers


def made_up(
    rng: np.random.Generator,
    sizes: np.ndarray | list[int],
    shape: tuple[int, ...] = (28, 28, 1),
    dtype: type = np.uint8,
    *,
    by_class: bool = False,
    labels: type = np.int64,
) -> Rows:
    """``sizes[k]`` rows of class k, in random order or sorted by class."""
    y = np.repeat(np.arange(len(sizes)), sizes)
    if not by_class:
        y = rng.permutation(y)
    n = len(y)
    flat: np.ndarray = rng.integers(0, 256, size=(n, int(np.prod(shape)))).astype(dtype)
    if dtype == np.uint8:
        flat[:, 0], flat[:, 1] = np.divmod(np.arange(n), 256)
    else:
        flat[:, 0] = np.arange(n)
    return Rows(flat.reshape(n, *shape), y.astype(labels))


class Split(NamedTuple):
    """The four results, as arrays of matching lengths."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray


def _split(function: Function, rows: Rows, **options: object) -> Split:
    """The four results; CheckFailedError unless they are two pairs of images and labels."""
    value, image_shape = function(rows.x, rows.y, **options), rows.x.shape[1:]
    results = expect.tuple_of(value, 4, "train_validation_split(x, y)", SIZES_EXAMPLE)
    split = Split(
        *(
            expect.array(result, what=name, example=SIZES_EXAMPLE)
            for name, result in zip(Split._fields, results, strict=True)
        )
    )
    is_x = [part.ndim > 1 and part.shape[1:] == image_shape for part in split]
    is_y = [part.ndim == 1 for part in split]
    if is_x != [True, False, True, False] and sum(is_x) == sum(is_y) == 2:
        shapes = f"The four results have the shapes {', '.join(str(part.shape) for part in split)}"
        text = f"{shapes}; expected x_train, y_train, x_val, y_val in this order."
        fail("outputs-in-another-order", text, SIZES_EXAMPLE)
    for x, y, name in ((split.x_train, split.y_train, "train"), (split.x_val, split.y_val, "val")):
        if y.shape == (len(rows.y),) and len(x) != len(rows.y):
            lengths = f"y_{name} still has all {len(y)} labels, x_{name} has {len(x)} rows"
            text = f"{lengths}; expected as many labels as rows."
            fail("labels-not-split", text, SIZES_EXAMPLE)
        expect.array(x, shape=(None, *image_shape), what=f"x_{name}", example=SIZES_EXAMPLE)
        expect.array(y, shape=(len(x),), what=f"y_{name}", example=SIZES_EXAMPLE)
    return split


@graded(
    points=2,
    statement="The four results come in order and have the right sizes, 80/20 unless told.",
    codes=(
        "ignores-its-argument",
        "outputs-in-another-order",
        "labels-not-split",
        "sizes-swapped",
        "nothing-held-out",
        "fraction-ignored",
        "split-size-fixed",
        "rows-lost",
        "size-wrong",
    ),
)
def check_split_sizes(train_validation_split: Function, rng: np.random.Generator) -> None:
    """Order and lengths, for several shapes, sizes and fractions. A class may round either way."""
    train_validation_split = train_validation_split.with_deadline(IMPORT_CALL_SECONDS)
    sizes = rng.permutation([20, 25, 30, 35, 40, 45, 50, 55, 60, 65])
    cases: list[tuple[Rows, float | None]] = [
        (made_up(rng, sizes, (784,)), None),
        (made_up(rng, sizes[::-1] * 2, (28, 28, 1), np.float32, labels=np.uint8), None),
        (made_up(rng, sizes, (3,), np.int64), 0.1),
        (made_up(rng, sizes, (28, 28)), 0.25),
        (made_up(rng, sizes, (5,), np.float64), 0.5),
    ]
    require_dependence_on_input(
        train_validation_split,
        (cases[0][0].x, cases[0][0].y),
        (cases[1][0].x, cases[1][0].y),
        SIZES_EXAMPLE,
    )
    first = 0
    for rows, fraction in cases:
        share = 0.2 if fraction is None else fraction
        options = {} if fraction is None else {"fraction": fraction}
        split = _split(train_validation_split, rows, **options)
        n, got = len(rows.y), len(split.x_val)
        wanted = n * share
        text = (
            f"{len(split.x_train)} rows for training and {got} for validation, of {n} at fraction "
            f"{share:g}; expected about {n - round(wanted)} and {round(wanted)}"
        )
        example = SIZES_EXAMPLE if fraction is None else _fraction_example(fraction)
        slack = len(sizes) + 1e-6  # each class may round up or down
        if abs(got - wanted) > slack:
            if fraction is None and len(split.x_train) == n and got in (0, n):
                fail("nothing-held-out", f"{text}.", example)
            if fraction is None and abs(got - (n - wanted)) <= slack:
                fail("sizes-swapped", f"{text}.", example)
            if fraction is None and first and got == first:
                fail("split-size-fixed", f"{text}: more rows, and as few for validation.", example)
            if fraction is not None and abs(got - 0.2 * n) <= slack:
                fail("fraction-ignored", f"{text}.", example)
            if fraction is not None and abs(len(split.x_train) - wanted) <= slack:
                fail("sizes-swapped", f"{text}.", example)
            fail("size-wrong", f"{text}.", example)
        if abs(len(split.x_train) - (n - wanted)) > slack:
            if len(split.x_train) == n:
                fail("nothing-held-out", f"{text}: the training part still has all rows.", example)
            code = "rows-lost" if len(split.x_train) < n - wanted else "size-wrong"
            fail(code, f"{text}.", example)
        first = got


@graded(
    points=3,
    statement="Every row is in exactly one part, unchanged, with its own label.",
    codes=(
        "labels-shuffled-apart",
        "labels-sorted-apart",
        "rows-in-both",
        "rows-repeated",
        "rows-lost",
        "rows-changed",
        "labels-changed",
    ),
)
def check_split_pairs(train_validation_split: Function, rng: np.random.Generator) -> None:
    """Rows are recognised by the number that they carry; labels are compared with the row's own."""
    train_validation_split = train_validation_split.with_deadline(IMPORT_CALL_SECONDS)
    for shape, dtype, by_class in (
        ((28, 28, 1), np.uint8, False),
        ((784,), np.float32, True),
        ((4,), np.int64, False),
    ):
        sizes = rng.integers(20, 60, size=10)
        rows = made_up(rng, sizes, shape, dtype, by_class=by_class)
        seed = int(rng.integers(0, 1000))
        split = _split(train_validation_split, rows, fraction=0.2, seed=seed)
        train, val = rows.numbers(split.x_train), rows.numbers(split.x_val)
        for row_numbers, labels, name in (
            (train, split.y_train, "train"),
            (val, split.y_val, "val"),
        ):
            if changed := (row_numbers < 0).sum():
                text = f"{changed} of {len(row_numbers)} rows of x_{name} are no rows of x"
                fail("rows-changed", f"{text}; expected rows of x, unchanged.", CHANGED_EXAMPLE)
            right_labels = rows.y[row_numbers]
            if wrong := (labels != right_labels).sum():
                text = (
                    f"{wrong} of {len(row_numbers)} labels in y_{name} do not belong to the row "
                    "beside them; expected none."
                )
                if not allclose_same_shape(np.sort(labels), np.sort(right_labels), 0):
                    known = np.isin(labels, rows.y).all()
                    fail(
                        "labels-shuffled-apart" if known else "labels-changed", text, PAIRS_EXAMPLE
                    )
                ordered = (np.diff(labels.astype(np.float64)) >= 0).all()
                code = "labels-sorted-apart" if ordered else "labels-shuffled-apart"
                fail(code, text, PAIRS_EXAMPLE)
        for row_numbers, name in ((train, "x_train"), (val, "x_val")):
            if again := len(row_numbers) - len(np.unique(row_numbers)):
                text = f"{again} rows in {name} are there a second time; expected each row once."
                fail("rows-repeated", text, ROWS_EXAMPLE)
        if both := len(np.intersect1d(train, val)):
            text = f"{both} rows are in x_train and in x_val; expected none."
            fail("rows-in-both", text, ROWS_EXAMPLE)
        if lost := len(rows.y) - len(train) - len(val):
            text = f"{lost} of {len(rows.y)} rows are in neither part; expected none."
            fail("rows-lost", text, ROWS_EXAMPLE)


@graded(
    points=3,
    statement="Each class gives the same share to validation, rounded either way.",
    codes=("whole-classes-held-out", "not-stratified", "same-number-of-each-class"),
)
def check_split_stratified(train_validation_split: Function, rng: np.random.Generator) -> None:
    """Uneven classes, sorted and not, several fractions; a class may be off by less than one row."""
    train_validation_split = train_validation_split.with_deadline(IMPORT_CALL_SECONDS)
    uneven = rng.permutation([9, 23, 47, 64, 85, 101, 122, 148, 163, 190])
    even = np.full(10, 60)
    for sizes, by_class, fraction in (
        (even, True, 0.2),
        (uneven, False, 0.2),
        (uneven[::-1], True, 0.2),
        (uneven, True, 0.3),
        (uneven, False, 0.15),
        ([30, 200, 12], False, 0.25),
    ):
        rows = made_up(rng, sizes, (2,), np.float64, by_class=by_class)
        split = _split(
            train_validation_split, rows, fraction=fraction, seed=int(rng.integers(0, 1000))
        )
        sizes = np.asarray(sizes)
        got = np.array([(split.y_val == k).sum() for k in range(len(sizes))])
        in_training = np.array([(split.y_train == k).sum() for k in range(len(sizes))])
        wanted = sizes * fraction
        off = np.maximum(np.abs(got - wanted), np.abs(in_training - (sizes - wanted)))
        if (off <= 1 + 1e-6).all():
            continue
        order = "sorted by class" if by_class else "in random order"
        text = (
            f"For rows {order}, {sizes.tolist()} of the classes, the validation part has "
            f"{got.tolist()} at fraction {fraction:g}; expected {np.rint(wanted).astype(int).tolist()}, "
            "give or take one"
        )
        if (np.abs(got - 0.2 * sizes) <= 1 + 1e-6).all():
            text += ". These are the counts for a fraction of 0.2"
        example = _classes_example(fraction, by_class)
        if ((got == 0) | (in_training == 0)).sum() >= 2:
            fail("whole-classes-held-out", f"{text}.", example)
        remaining = got[in_training > 0]  # a rare class may be in the validation part as a whole
        if len(set(sizes.tolist())) > 1 and len(remaining) and np.ptp(remaining) <= 1:
            fail("same-number-of-each-class", f"{text}.", example)
        fail("not-stratified", f"{text}.", example)


@graded(
    points=4,
    statement="The same seed gives the same split, another seed another one; rows are shuffled.",
    codes=(
        "no-seed",
        "seed-ignored",
        "rows-changed",
        "same-rows-for-every-seed",
        "sorted-by-class",
        "defaults-changed",
    ),
)
def check_split_repeatable(train_validation_split: Function, rng: np.random.Generator) -> None:
    """The same call twice with another between; three seeds; the defaults; rows in mixed order."""
    train_validation_split = train_validation_split.with_deadline(IMPORT_CALL_SECONDS)
    rows = made_up(rng, rng.integers(25, 45, size=10), (3,), np.int64, by_class=True)
    seeds = rng.choice(10_000, size=3, replace=False).tolist()
    first, other, third = (
        _split(train_validation_split, rows, fraction=0.2, seed=seed) for seed in seeds
    )
    again = _split(train_validation_split, rows, fraction=0.2, seed=seeds[0])
    if not _same(first, again):
        different = f"Two calls with seed={seeds[0]} gave different parts"
        fail("no-seed", f"{different}; expected the same ones, in the same order.", AGAIN_EXAMPLE)
    if _same(first, other) or _same(first, third):
        same = f"With seed={seeds[0]} and seed={seeds[1]} the parts are the same"
        fail("seed-ignored", f"{same}; expected different ones.", SEED_EXAMPLE)
    chosen = [set(rows.numbers(split.x_val).tolist()) for split in (first, other, third)]
    if any(-1 in part for part in chosen):
        unknown = "Rows of x_val are no rows of x, so it can't be told which were chosen"
        fail("rows-changed", f"{unknown}; expected rows of x, unchanged.", CHANGED_EXAMPLE)
    if chosen[0] == chosen[1] == chosen[2]:
        text = (
            f"Seeds {seeds[0]}, {seeds[1]} and {seeds[2]} chose the same {len(chosen[0])} rows for "
            "validation, in different order; expected different rows."
        )
        fail("same-rows-for-every-seed", text, CHOSEN_EXAMPLE)
    _check_order(first.y_train)
    without = train_validation_split(rows.x, rows.y)
    default = _split(train_validation_split, rows, fraction=0.2, seed=0)
    if not _same(without, default):
        text = (
            "train_validation_split(x, y) and the same call with fraction=0.2, seed=0 gave "
            "different parts; expected the same: these are the defaults."
        )
        fail("defaults-changed", text, DEFAULTS_EXAMPLE)


def _same(a: Iterable[Any], b: Split) -> bool:
    return all(allclose_same_shape(np.asarray(p), q, 0) for p, q in zip(a, b, strict=True))


def _check_order(y_train: np.ndarray) -> None:
    """Shuffled ten-class labels change at nine places of ten; sorted ones at nine places in all."""
    changes = int((np.diff(y_train.astype(np.float64)) != 0).sum())
    if changes < len(y_train) / 3:
        begin = f"y_train begins {y_train[:8].tolist()} and changes only {changes} times"
        text = f"{begin} in {len(y_train)} rows; expected the classes mixed."
        fail("sorted-by-class", text, ORDER_EXAMPLE)
