"""What the exceptions of a `max_pool` of lesson 04 mean."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function
from autograder.checks.lessons.lesson_04.pooling_mistakes import pool
from autograder.checks.lessons.lesson_04.windows import SIZES_IN_SHAPE, agree
from autograder.checks.mistakes import Mistake, Raises


def rising(side: int) -> np.ndarray:
    """A square image whose values rise from 1."""
    return np.arange(1.0, side * side + 1).reshape(side, side)


def _right_for(max_pool: Function, side: int, size: int = 2) -> bool:
    """Whether it is right for a square image of this side."""
    return agree(max_pool.ask(rising(side), size).value, pool(rising(side), size))


def _raises_for(max_pool: Function, side: int, size: int = 2) -> bool:
    return max_pool.ask(rising(side), size).exception_type is not None


def _size_written_in(max_pool: Function) -> bool:
    return _raises_for(max_pool, 4) and any(_right_for(max_pool, n) for n in (13, 26, 28))


def cuts_minus_nothing(max_pool: Function) -> bool:
    """Whether it is right where a row and a column are left over, and nowhere else."""
    odd = all(_right_for(max_pool, side) for side in (5, 7, 9))
    return odd and not any(_right_for(max_pool, side) for side in (4, 6, 8))


def squares_only(max_pool: Function) -> bool:
    """Whether it is right for square images, of which it was not asked yet."""
    return _right_for(max_pool, 4) and _right_for(max_pool, 6)


def _one_window_only(max_pool: Function) -> bool:
    return _right_for(max_pool, 2) and _raises_for(max_pool, 4)


def _right_for_shape(max_pool: Function, height: int, width: int) -> bool:
    image = np.arange(1.0, height * width + 1).reshape(height, width)
    return agree(max_pool.ask(image).value, pool(image))


def _steps_twice(max_pool: Function) -> bool:
    return _one_window_only(max_pool) and _right_for(max_pool, 2, 1)


def _rows_sliced_twice(max_pool: Function) -> bool:
    return _one_window_only(max_pool) and _right_for_shape(max_pool, 4, 2)


def _counter_goes_on(max_pool: Function) -> bool:
    return _one_window_only(max_pool) and _right_for_shape(max_pool, 2, 6)


def _goes_too_far(max_pool: Function) -> bool:
    """Loops over all pixels are right where a window is one pixel."""
    return _right_for(max_pool, 2, 1) and _raises_for(max_pool, 2)


BEYOND = r"zero-size array|out of bounds"

NOTHING_LEFT_OVER = (
    "Images with odd sides are pooled rightly, those with even sides are not. When no row is left "
    "over, a slice that ends at minus the rest ends at 0, and nothing is left of the image"
)

# What the exceptions of a `max_pool` mean, for an image of 6 x 8 and windows of 2 x 2
POOL_EXCEPTIONS = (
    Mistake(
        "cut-at-minus-zero",
        Raises("Exception", r"array of size 0|zero-size|with size 0", asks=cuts_minus_nothing),
        f"{NOTHING_LEFT_OVER}.",
    ),
    Mistake(
        "image-size-fixed",
        Raises(("ValueError", "IndexError"), asks=_size_written_in),
        "For some larger images it does not raise: which numbers in it are true for one size of "
        "the image only?",
    ),
    Mistake(
        "map-transposed",
        Raises("IndexError", asks=lambda f: agree(f.ask(rising(4)).value, pool(rising(4)).T)),
        "A square image gives a result whose rows and columns are swapped: the row comes first in "
        "`result[y, x]`.",
    ),
    Mistake(
        "pool-assumes-square",
        Raises(("ValueError", "IndexError"), asks=squares_only),
        "Square images are pooled rightly: height and width are taken for each other somewhere.",
    ),
    Mistake(
        "step-counted-twice",
        Raises("ValueError", "zero-size array", asks=_steps_twice),
        "Windows of one pixel are right and later windows of 2 x 2 begin outside: does `range` "
        "step, and the slice multiply, too?",
    ),
    Mistake(
        "step-counted-twice",
        Raises("IndexError", "with size [68]", asks=_steps_twice),
        "Windows of one pixel are right and later windows of 2 x 2 begin outside: does `range` "
        "step, and the index multiply, too?",
    ),
    Mistake(
        "rows-sliced-twice",
        Raises("ValueError", "zero-size array", asks=_rows_sliced_twice),
        "Below each other windows are right, beside each other they are not: does the second "
        "slice cut columns?",
    ),
    Mistake(
        "slice-end-not-moved",
        Raises("ValueError", "zero-size array", asks=_one_window_only),
        "The first window is right and a later one is empty: the end of a slice must move along "
        "with its start.",
    ),
    Mistake(
        "counter-never-reset",
        Raises("IndexError", "out of bounds", asks=_counter_goes_on),
        "The first row of windows is right, and the second one has no place in the result: does a "
        "counter of columns go on from row to row?",
    ),
    Mistake(
        "result-index-not-divided",
        Raises("IndexError", "axis 1 with size 4|axis 0 with size 3", asks=_one_window_only),
        "The first window is right, and the second one has no place in the result: pixel number "
        "`y` belongs to row `y // size` of the result.",
    ),
    Mistake(
        "loop-over-whole-image",
        Raises(("ValueError", "IndexError"), BEYOND, asks=_goes_too_far),
        "The loops go on to windows that begin outside the image or the result: there are "
        "`h // size` x `w // size` windows.",
    ),
    Mistake(
        "window-empty",
        Raises("ValueError", "zero-size array"),
        "A window is empty: its slice begins outside the image, or it ends before it begins.",
    ),
    Mistake(
        "max-of-rows",
        Raises("ValueError", "truth value of an array", r"(?<![.\w])max\("),
        "Python's `max` compares the rows of a window with each other, and a row is no number.",
    ),
    Mistake(
        "max-of-rows",
        Raises("ValueError", "truth value of an array"),
        "Several numbers were compared at once, and `if`, `and` and `or` need a single answer. The "
        "largest number of a window is `window.max()`.",
    ),
    Mistake(
        "max-of-rows",
        Raises("ValueError", "array element with a sequence", r"axis"),
        "A maximum along one axis leaves a row of numbers; one place of the result takes one.",
    ),
    Mistake(
        "max-of-rows",
        Raises("ValueError", "array element with a sequence"),
        "One place of the result takes one number, and an array of several came.",
    ),
    Mistake(
        "maximum-by-another-name",
        Raises("TypeError", r"maximum\(\) takes"),
        "`np.maximum` compares two arrays; the largest value of one array is `np.max(window)`.",
    ),
    Mistake(
        "maximum-by-another-name",
        Raises("TypeError", r"object cannot be interpreted as an integer", r"np\.a?max\([^()]*,"),
        "The second argument of `np.max` is an axis. The larger of two values is "
        "`np.maximum(a, b)`, or Python's `max(a, b)`.",
    ),
    Mistake(
        "maximum-by-another-name",
        Raises("AttributeError", r"attribute '\w*(max|larg|big|high)\w*'"),
        "The largest value of one array is `np.max(window)`, or `window.max()`.",
    ),
    Mistake(
        "arguments-do-not-fit",
        Raises("TypeError", r"missing 1 required positional argument: 'size'", "^$"),
        "`max_pool(image)` gives no size: in the lesson's `def` line, `size=2` says what it is then.",
    ),
    SIZES_IN_SHAPE,
    Mistake(
        "size-is-one-number",
        Raises("TypeError", r"cannot unpack non-iterable int|'int' object is not subscriptable"),
        "`size` is one number, for both sides of the window.",
    ),
    Mistake(
        "image-has-two-axes",
        Raises("ValueError", r"not enough values to unpack \(expected [34], got 2\)"),
        "The image has two axes, height and width: no batch and no channel.",
    ),
    Mistake(
        "image-has-two-axes",
        Raises("ValueError", r"expected (min_)?ndim=4, found ndim=2"),
        "The Keras layer wants four axes, and the image has two.",
    ),
)


# What exceptions mean for another size, when windows of 2 x 2 are right
SIZE_EXCEPTIONS = (
    Mistake(
        "pool-size-ignored",
        Raises(("ValueError", "IndexError")),
        "With the default, size 2, it does not raise: which 2 in it should be `size`?",
    ),
    Mistake(
        "arguments-do-not-fit",
        Raises("TypeError", r"unexpected keyword argument 'size'", "^$"),
        "The lesson's `def` line has a parameter `size`; it must keep this name.",
    ),
)
