"""The four checks of lesson 03: a split into training and validation, 80/20 unless told otherwise.

Every row of the made-up x carries its own number, so that a row is recognised wherever it went.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.checks import Function, fail, graded, require_dependence_on_input
from autograder.checks.lessons.lesson_03.asked import Asked
from autograder.checks.lessons.lesson_03.causes import (
    COMMON_CODES,
    DEFAULT_FRACTION,
    LOOP,
    SYMPTOMS,
    common_causes,
    explain,
)
from autograder.checks.lessons.lesson_03.choice import (
    EQUAL_NUMBERS,
    ORDER,
    SAME_ROWS,
    SEEDS,
    SHARES,
)
from autograder.checks.lessons.lesson_03.examples import (
    AGAIN_EXAMPLE,
    CHANGED_EXAMPLE,
    CHOSEN_EXAMPLE,
    DEFAULTS_EXAMPLE,
    ORDER_EXAMPLE,
    PAIRS_EXAMPLE,
    ROWS_EXAMPLE,
    SEED_EXAMPLE,
    SIZES_EXAMPLE,
    classes_example,
    fraction_example,
)
from autograder.checks.lessons.lesson_03.rest import REST
from autograder.checks.lessons.lesson_03.rows import Rows, Split, made_up
from autograder.checks.lessons.lesson_03.structure import STRUCTURE_CODES, prepared, split_of
from autograder.checks.mistakes import allclose_same_shape, codes_of

LABEL_CODES = ("labels-shuffled-apart", "labels-sorted-apart")


@graded(
    points=2,
    statement="The four results come in order and have the right sizes, 80/20 unless told.",
    codes=(
        *STRUCTURE_CODES,
        *COMMON_CODES,
        "defaults-changed",
        *codes_of(EQUAL_NUMBERS),
        "size-wrong",
    ),
)
def check_split_sizes(train_validation_split: Function, rng: np.random.Generator) -> None:
    """Order and lengths, for several shapes, sizes and fractions. A class may round either way."""
    function = prepared(train_validation_split)
    sizes = rng.permutation([20, 25, 30, 35, 40, 45, 50, 55, 60, 65])
    cases: list[tuple[Rows, float | None]] = [
        (made_up(rng, sizes, (784,)), None),
        (made_up(rng, sizes[::-1] * 2, (28, 28, 1), np.float32, labels=np.uint8), None),
        (made_up(rng, sizes, (3,), np.int64), 0.1),
        (made_up(rng, sizes, (28, 28)), 0.25),
        (made_up(rng, sizes, (5,), np.float64), 0.5),
    ]
    # Small tables: a function that repeats rows over and over would fill the memory with large ones.
    narrow = made_up(rng, sizes[::-1] * 2, (4,), np.int64)
    first, second = ((rows.x, rows.y) for rows in (cases[2][0], narrow))
    require_dependence_on_input(function, first, second, SIZES_EXAMPLE)
    for rows, fraction in cases:
        share = 0.2 if fraction is None else fraction
        options = {} if fraction is None else {"fraction": fraction}
        split = split_of(function, rows, **options)
        n, got = len(rows.y), len(split.x_val)
        slack = len(sizes) + 1e-6  # each class may round up or down
        if max(abs(got - n * share), abs(len(split.x_train) - n * (1 - share))) > slack:
            wanted = round(n * share)
            observed = (
                f"{len(split.x_train)} rows for training and {got} for validation, of {n} at "
                f"fraction {share:g}; expected about {n - wanted} and {wanted}."
            )
            example = SIZES_EXAMPLE if fraction is None else fraction_example(fraction)
            own = [DEFAULT_FRACTION] if fraction is None else []
            asked = Asked(function)
            causes = [*common_causes(asked), SYMPTOMS, own, EQUAL_NUMBERS]
            explain(asked, causes, "size-wrong", observed, example)


@graded(
    points=3,
    statement="Every row is in exactly one part, unchanged, with its own label.",
    codes=(
        *STRUCTURE_CODES,
        *COMMON_CODES,
        *LABEL_CODES,
        "rows-changed",
    ),
)
def check_split_pairs(train_validation_split: Function, rng: np.random.Generator) -> None:
    """Rows are recognised by the number that they carry; labels are compared with the row's own."""
    function = prepared(train_validation_split)
    for shape, dtype, by_class in (
        ((28, 28, 1), np.uint8, False),
        ((784,), np.float32, True),
        ((4,), np.int64, False),
    ):
        sizes = rng.integers(20, 60, size=10)
        rows = made_up(rng, sizes, shape, dtype, by_class=by_class)
        seed = int(rng.integers(0, 1000))
        split = split_of(function, rows, fraction=0.2, seed=seed)
        train, val = rows.numbers(split.x_train), rows.numbers(split.x_val)
        for row_numbers, name in ((train, "train"), (val, "val")):
            if changed := (row_numbers < 0).sum():
                text = f"{changed} of {len(row_numbers)} rows of x_{name} are no rows of x"
                fail("rows-changed", f"{text}; expected rows of x, unchanged.", CHANGED_EXAMPLE)
        _check_labels(function, rows, train, split.y_train, "train")
        _check_labels(function, rows, val, split.y_val, "val")
        _check_partition(function, len(rows.y), train, val)


def _check_labels(
    function: Function, rows: Rows, row_numbers: np.ndarray, labels: np.ndarray, name: str
) -> None:
    right = rows.y[row_numbers]
    wrong = (labels != right).sum()
    if not wrong:
        return
    observed = (
        f"{wrong} of {len(row_numbers)} labels in y_{name} do not belong to the row beside them; "
        "expected none."
    )
    code = "labels-shuffled-apart"
    if not np.isin(labels, rows.y).all():
        code = "labels-changed"
    elif allclose_same_shape(np.sort(labels), np.sort(right), 0):
        in_order = (np.diff(labels.astype(np.float64)) >= 0).all()
        code = "labels-sorted-apart" if in_order else code
    explain(Asked(function), [LOOP], code, observed, PAIRS_EXAMPLE)


def _check_partition(function: Function, n: int, train: np.ndarray, val: np.ndarray) -> None:
    for row_numbers, name in ((train, "x_train"), (val, "x_val")):
        if again := len(row_numbers) - len(np.unique(row_numbers)):
            text = f"{again} of {len(row_numbers)} rows in {name} were there before; expected each once."
            _explain_rows(function, "rows-repeated", text)
    if both := len(np.intersect1d(train, val)):
        text = (
            f"{both} row{' is' if both == 1 else 's are'} in x_train and in x_val; expected none."
        )
        _explain_rows(function, "rows-in-both", text)
    if lost := n - len(train) - len(val):
        text = f"{lost} of {n} rows {'is' if lost == 1 else 'are'} in neither part; expected none."
        _explain_rows(function, "rows-lost", text)


def _explain_rows(function: Function, code: str, observed: str) -> None:
    asked = Asked(function)
    explain(asked, common_causes(asked), code, observed, ROWS_EXAMPLE)


@graded(
    points=3,
    statement="Each class gives the same share to validation, rounded either way.",
    codes=(*STRUCTURE_CODES, *COMMON_CODES, *codes_of(SHARES), *LABEL_CODES, "shares-wrong"),
)
def check_split_stratified(train_validation_split: Function, rng: np.random.Generator) -> None:
    """Uneven classes, sorted and not, several fractions; a share is rounded either way."""
    function = prepared(train_validation_split)
    uneven = rng.permutation([9, 23, 47, 64, 85, 101, 122, 148, 163, 190])
    even = np.full(10, 60)
    for sizes, by_class, fraction in (
        (even, True, 0.2),
        (uneven, False, 0.2),
        (uneven[::-1], True, 0.2),
        (uneven, True, 0.3),
        (uneven, False, 0.15),
        ([30, 200, 12], False, 0.25),
        ([40, 3, 90], False, 0.1),  # a share of less than half a row
        ([30, 0, 80, 25], False, 0.2),  # a class that does not occur
    ):
        rows = made_up(rng, sizes, (2,), np.float64, by_class=by_class)
        split = split_of(function, rows, fraction=fraction, seed=int(rng.integers(0, 1000)))
        sizes = np.asarray(sizes)
        wanted = sizes * fraction
        got, in_training, off = _shares(split.y_val, split.y_train, sizes, wanted)
        is_whole = np.allclose(wanted, np.rint(wanted))
        slack = 1e-6 if is_whole else 1 + 1e-6  # a whole number is not rounded
        if (off <= slack).all():
            continue
        train, val = rows.numbers(split.x_train), rows.numbers(split.x_val)
        if (train >= 0).all() and (val >= 0).all():  # labels may stand beside other rows
            got, in_training, off = _shares(rows.y[val], rows.y[train], sizes, wanted)
            if (off <= slack).all():
                _check_labels(function, rows, train, split.y_train, "train")
                _check_labels(function, rows, val, split.y_val, "val")
        worst = int(off.argmax())
        order = "sorted by class" if by_class else "in random order"
        observed = (
            f"The rows came {order}. Class {worst} has {sizes[worst]} rows; the training part has "
            f"{in_training[worst]} of this class and the validation part {got[worst]}; expected "
            f"{'' if is_whole else 'about '}{sizes[worst] - round(wanted[worst])} and "
            f"{round(wanted[worst])} at fraction {fraction:g}. {(off > slack).sum()} of "
            f"{(sizes > 0).sum()} classes are off{'' if is_whole else ' by more than one row'}."
        )
        asked = Asked(function)
        example = classes_example(fraction, by_class)
        causes = [*common_causes(asked), SYMPTOMS, SHARES]
        explain(asked, causes, "shares-wrong", observed, example)


def _shares(
    val: np.ndarray, train: np.ndarray, sizes: np.ndarray, wanted: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many of each class are in the two parts, and how far the worse part is off."""
    in_val, in_train = (
        np.array([(labels == k).sum() for k in range(len(sizes))]) for labels in (val, train)
    )
    return in_val, in_train, np.maximum(abs(in_val - wanted), abs(in_train - (sizes - wanted)))


@graded(
    points=4,
    statement="The same seed gives the same split, another seed another one; rows are shuffled.",
    codes=(
        *STRUCTURE_CODES,
        *COMMON_CODES,
        *codes_of(SEEDS),
        *codes_of(SAME_ROWS),
        *codes_of(ORDER),
        "no-seed",
        "seed-ignored",
        "rows-changed",
        "choice-without-seed",
        *LABEL_CODES,
        "sorted-by-class",
        "defaults-changed",
    ),
)
def check_split_repeatable(train_validation_split: Function, rng: np.random.Generator) -> None:
    """The same call twice with another between; three seeds; the defaults; rows in mixed order."""
    function = prepared(train_validation_split)
    rows = made_up(rng, rng.integers(25, 45, size=10), (3,), np.int64, by_class=True)
    seeds = rng.choice(10_000, size=3, replace=False).tolist()
    first, other, third = (split_of(function, rows, fraction=0.2, seed=seed) for seed in seeds)
    again = split_of(function, rows, fraction=0.2, seed=seeds[0])
    if not _same(first, again):
        different = f"Two calls with seed={seeds[0]} gave different parts"
        if _chosen(rows, first) == _chosen(rows, again):
            different = f"Two calls with seed={seeds[0]} chose the same rows, in different order"
        fail("no-seed", f"{different}; expected the same ones, in the same order.", AGAIN_EXAMPLE)
    asked = Asked(function)
    if _same(first, other) or _same(first, third):
        text = f"With seed={seeds[0]} and seed={seeds[1]} the parts are the same; expected different ones."
        explain(asked, [LOOP, SEEDS], "seed-ignored", text, SEED_EXAMPLE)
    chosen = [_chosen(rows, split) for split in (first, other, third)]
    if any(-1 in part for part in chosen):
        unknown = "Rows of x_val are no rows of x, so it can't be told which were chosen"
        fail("rows-changed", f"{unknown}; expected rows of x, unchanged.", CHANGED_EXAMPLE)
    if chosen[0] == chosen[1] == chosen[2]:
        text = (
            f"With the seeds {seeds[0]}, {seeds[1]} and {seeds[2]} the same {len(chosen[0])} rows are "
            "in x_val; expected different rows."
        )
        divided = 0 < len(chosen[0]) < len(rows.y)
        causes = [LOOP, SAME_ROWS] if divided else common_causes(asked)
        explain(asked, causes, "choice-without-seed", text, CHOSEN_EXAMPLE)
    _check_order(function, rows, first)
    without = function(rows.x, rows.y)
    default = split_of(function, rows, fraction=0.2, seed=0)
    if not _same(without, default):
        text = (
            "train_validation_split(x, y) and the same call with fraction=0.2, seed=0 gave "
            "different parts; expected the same: these are the defaults."
        )
        fail("defaults-changed", text, DEFAULTS_EXAMPLE)


def _chosen(rows: Rows, split: Split) -> set[int]:
    return set(rows.numbers(split.x_val).tolist())


def _same(a: Iterable[Any], b: Split) -> bool:
    return all(allclose_same_shape(np.asarray(p), q, 0) for p, q in zip(a, b, strict=True))


def _check_order(function: Function, rows: Rows, split: Split) -> None:
    """Shuffled ten-class labels change at nine places of ten; sorted ones at nine places in all."""
    changes, y_train, asked = _changes(split.y_train), split.y_train, Asked(function)
    if changes >= len(y_train) / 3:
        return
    train = rows.numbers(split.x_train)
    if (train >= 0).all() and _changes(rows.y[train]) >= len(y_train) / 3:
        _check_labels(function, rows, train, y_train, "train")
    begin = f"y_train begins {y_train[:8].tolist()} and changes only {changes} times"
    observed = f"{begin} in {len(y_train)} rows; expected the classes mixed."
    explain(asked, [LOOP, REST, ORDER], "sorted-by-class", observed, ORDER_EXAMPLE)


def _changes(labels: np.ndarray) -> int:
    return int((np.diff(labels.astype(np.float64)) != 0).sum())
