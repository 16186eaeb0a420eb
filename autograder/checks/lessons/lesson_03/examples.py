"""What a student pastes into a cell to see a mistake of lesson 03."""

from __future__ import annotations

import numpy as np

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


def fraction_example(fraction: float) -> str:
    """The made-up rows cut at this fraction of 200."""
    n_val = round(200 * fraction)
    return EXAMPLE.replace("(x, y)", f"(x, y, fraction={fraction:g})") + (
        f"len(x_train), len(x_val)  # {200 - n_val} and {n_val}"
    )


def classes_example(fraction: float, by_class: bool) -> str:
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


GAP_EXAMPLE = """\
y = np.repeat([0, 2, 3], 20)  # class 1 does not occur
x = np.arange(60).reshape(60, 1)
x_train, y_train, x_val, y_val = train_validation_split(x, y)
np.unique(y_train), len(x_train) + len(x_val)  # classes 0, 2 and 3, and 60 rows"""
SMALL_CLASS_EXAMPLE = """\
y = np.repeat(np.arange(3), [40, 3, 60])  # 10 % of 3 rows is 0.3 of a row
x = np.arange(103).reshape(103, 1)
x_train, y_train, x_val, y_val = train_validation_split(x, y, fraction=0.1)
np.bincount(y_train, minlength=3), np.bincount(y_val, minlength=3)
# expected 36, 3, 54 and 4, 0, 6; one row of class 1 for validation is right too"""
CLASSES_EXAMPLE = EXAMPLE + (
    "np.unique(y_train), np.unique(y_val), len(x_train) + len(x_val)\n"
    "# expected classes 0 to 9 in both, and 200 rows"
)
COINS_EXAMPLE = DATA + (
    "[len(train_validation_split(x, y, seed=seed)[2]) for seed in range(5)]  # 40 each time"
)
TABLE_ORDER_EXAMPLE = """\
y = np.tile(np.arange(10), 20)  # the classes take turns
x = np.arange(200).reshape(200, 1)  # each row is its own number
x_train, y_train, x_val, y_val = train_validation_split(x, y)
x_train[:10, 0], (np.diff(x_train[:, 0]) > 0).all()  # numbers in random order, False"""
ROW_SHAPE_EXAMPLE = """\
y = np.repeat(np.arange(10), 20)
x = np.arange(400).reshape(200, 2, 1)  # each row has the shape (2, 1)
x_train, y_train, x_val, y_val = train_validation_split(x, y)
x_train.shape, x_val.shape  # (160, 2, 1) and (40, 2, 1)"""

UNEVEN_EXAMPLE = """\
y = np.repeat(np.arange(5), [100, 80, 60, 40, 20])
x = np.arange(300).reshape(300, 1)
x_train, y_train, x_val, y_val = train_validation_split(x, y)
len(x_train), len(x_val)  # 240 and 60"""

# The example of a cause, where it shows more than the example of the check that fails.
OF_CODE = {
    "positions-within-class": ROWS_EXAMPLE,
    "labels-as-positions": ROWS_EXAMPLE,
    "loop-over-all-labels": ROWS_EXAMPLE,
    "class-not-selected": ROWS_EXAMPLE,
    "only-the-first-class": CLASSES_EXAMPLE,
    "only-the-last-class": CLASSES_EXAMPLE,
    "class-left-out": CLASSES_EXAMPLE,
    "nothing-collected": SIZES_EXAMPLE,
    "classes-divided": CLASSES_EXAMPLE,
    "one-more-than-the-share": SIZES_EXAMPLE,
    "class-numbers-with-a-gap": GAP_EXAMPLE,
    "one-row-of-each-class": SIZES_EXAMPLE,
    "cut-to-the-smallest-class": UNEVEN_EXAMPLE,
    "fraction-taken-off-twice": ROWS_EXAMPLE,
    "fraction-as-a-step": fraction_example(0.4),
    "rest-by-values": SIZES_EXAMPLE,
    "minus-is-not-the-rest": ROWS_EXAMPLE,
    "empty-share": SMALL_CLASS_EXAMPLE,
    "split-size-fixed": SIZES_EXAMPLE,
    "same-number-of-each-class": classes_example(0.2, by_class=True),
    "fraction-as-percent": SIZES_EXAMPLE,
    "divided-by-the-fraction": SIZES_EXAMPLE,
    "fraction-ignored": fraction_example(0.5),
    "sizes-swapped": SIZES_EXAMPLE,
    "random-mask": COINS_EXAMPLE,
    "no-validation-rows": SIZES_EXAMPLE,
    "no-training-rows": SIZES_EXAMPLE,
    "nothing-held-out": ROWS_EXAMPLE,
    "rows-repeated": ROWS_EXAMPLE,
    "rows-in-both": ROWS_EXAMPLE,
    "rows-lost": ROWS_EXAMPLE,
    "no-chance": CHOSEN_EXAMPLE,
    "table-order": TABLE_ORDER_EXAMPLE,
}
