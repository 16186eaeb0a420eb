"""The check of lesson 04's `max_pool`."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_04.pooling_mistakes import (
    POOL_EXCEPTIONS,
    POOL_MISTAKES,
    other_windows,
    pool,
    rising,
    size_mistakes,
    squares_only,
)
from autograder.checks.lessons.lesson_04.windows import TOLERANCE, agree, first_difference
from autograder.checks.mistakes import codes_of, fail_with, find_mistakes

MAX_POOL_EXAMPLE = (
    "image = np.array([[1.0, 2.0, 5.5, 0.0], [3.0, 4.5, 0.0, 0.0],\n"
    "                  [-1.5, -2.0, 7.0, 6.0], [-3.0, -4.0, 8.0, 9.5]])\n"
    "max_pool(image)  # expected [[4.5, 5.5], [-1.5, 9.5]]"
)
OBLONG_EXAMPLE = "max_pool(np.arange(8.0).reshape(2, 4))  # expected [[5, 7]]"
ODD_EXAMPLE = "max_pool(np.arange(15.0).reshape(3, 5))  # expected [[6, 8]]"


@graded(
    points=3,
    statement="`max_pool` keeps the largest value of each window; windows do not overlap, and "
    "what does not fill a window is left out.",
    codes=tuple(
        dict.fromkeys(
            (
                *codes_of(POOL_MISTAKES),
                *codes_of(POOL_EXCEPTIONS),
                *codes_of(size_mistakes(4)),
                "pool-assumes-square",
                "image-unused",
                "odd-row-kept",
                "odd-size-fails",
                "odd-row-dropped-at-the-start",
                "max-pool-wrong-values",
            )
        )
    ),
)
def check_max_pool(max_pool: Function, rng: np.random.Generator) -> None:
    """Feature maps with even and odd sides, negative values, windows of 2, 3 and 4."""
    max_pool = max_pool.with_mistakes(POOL_EXCEPTIONS, MAX_POOL_EXAMPLE)
    image = (rng.permutation(48) - 35.5).reshape(6, 8).astype(np.float32)
    _first_question(max_pool, image)
    low = -rng.uniform(1, 2, size=(4, 4)).astype(np.float32)
    got = expect.array(max_pool(low), what="max_pool(image)", example=MAX_POOL_EXAMPLE)
    if agree(got, np.zeros((2, 2))):
        fail(
            "pool-starts-at-zero",
            "An image of negative values was pooled to 0; expected the largest of the negative "
            "values in each window.",
            "max_pool(np.array([[-1.0, -2.0], [-3.0, -4.0]]))  # expected [[-1]]",
        )
    _odd_sides(max_pool, rng.permutation(63).reshape(7, 9).astype(np.float32) - 30)
    sizes = ((2, (26, 26)), (4, (8, 12)), (3, (9, 6)), (3, (13, 11)), (1, (3, 5)))
    for size, shape in sizes:
        _other_size(max_pool, size, rng.normal(size=shape).astype(np.float32))
    require_repeatable(max_pool, image)


def _first_question(max_pool: Function, image: np.ndarray) -> None:
    """An image of 6 x 8, for which all mistakes give other answers."""
    what, right = "max_pool(image)", pool(image)
    got = expect.array(max_pool(image), what=what, example=MAX_POOL_EXAMPLE, finite=False)
    if agree(got, right):
        return
    after = first_difference(got, right)
    if got.shape == right.shape:
        y, x = (int(i) for i in np.argwhere(~np.isclose(got, right))[0])
        window = image[2 * y : 2 * y + 2, 2 * x : 2 * x + 2].ravel().tolist()
        after = f"The window of result[{y}, {x}] holds {window} and gave {got[y, x]:g}; "
        after += f"expected {right[y, x]:g}."
    found = find_mistakes(got, right, POOL_MISTAKES, (image,), TOLERANCE)
    if found and found[0].code == "pool-keeps-one-corner" and _windows_one_too_small(max_pool):
        text = "The windows are one pixel too small: the end of a slice is not included."
        fail("window-too-small", f"{text} {after}", MAX_POOL_EXAMPLE)
    fail_with(found, MAX_POOL_EXAMPLE, after=after)
    if agree(max_pool.try_call(-image).value, got):
        text = "For another image of the same size the result is the same"
        fail("image-unused", f"{text}. {after}", MAX_POOL_EXAMPLE)
    if got.shape != right.shape and squares_only(max_pool):
        text = "A 6 x 8 image gave a wrong result, though square images are pooled rightly"
        fail("pool-assumes-square", f"{text}. {after}", OBLONG_EXAMPLE)
    if got.shape == image.shape:
        fail(
            "map-as-large-as-image",
            f"The result is as large as the image. {after}",
            MAX_POOL_EXAMPLE,
        )
    expect.array(got, shape=right.shape, what="max_pool of a 6 x 8 image", example=MAX_POOL_EXAMPLE)
    expect.array(got, what=what, example=MAX_POOL_EXAMPLE)
    fail("max-pool-wrong-values", after, MAX_POOL_EXAMPLE)


def _windows_one_too_small(max_pool: Function) -> bool:
    image = rising(12)
    return agree(max_pool.try_call(image, 4).value, other_windows(image, 4, 3, 4))


def _odd_sides(max_pool: Function, image: np.ndarray) -> None:
    """A 7 x 9 image, pooled by 2."""
    outcome, what = max_pool.try_call(image), "max_pool of a 7 x 9 image"
    if outcome.exception_type is not None:
        error = f"A 7 x 9 image raised {outcome.exception_type}: {outcome.message}"
        text = f"{error}; expected shape (3, 4), without the last row and the last column."
        fail("odd-size-fails", f"{text}{outcome.place}", ODD_EXAMPLE)
    got = expect.array(outcome.value, what=what, example=ODD_EXAMPLE)
    if got.shape in ((4, 5), (3, 5), (4, 4)):
        shape = f"A 7 x 9 image gave shape {got.shape}"
        text = f"{shape}: an incomplete window was kept. Expected (3, 4)."
        fail("odd-row-kept", text, ODD_EXAMPLE)
    expect.array(got, shape=(3, 4), what=what, example=ODD_EXAMPLE)
    shifted = (pool(image[1:]), pool(image[:, 1:]), pool(image[1:, 1:]))
    right = pool(image)
    if not agree(got, right) and any(agree(got, other) for other in shifted):
        text = "A 7 x 9 image lost its first row or column; expected the last to be left out."
        fail("odd-row-dropped-at-the-start", text, ODD_EXAMPLE)
    expect.close(got, right, what, "max-pool-wrong-values", ODD_EXAMPLE, TOLERANCE)


def _other_size(max_pool: Function, size: int, image: np.ndarray) -> None:
    (h, w), right = image.shape, pool(image, size)
    what = f"max_pool of a {h} x {w} image with size={size}"
    example = (
        f"max_pool(np.arange({h * w}.0).reshape({h}, {w}) / 10, size={size})\n"
        f"# expected shape {right.shape}, first value {(size - 1) * (w + 1) / 10:g}"
    )
    got = expect.array(max_pool(image, size=size), what=what, example=example, finite=False)
    if size > 2 and not agree(got, right):
        found = find_mistakes(got, right, size_mistakes(size), (image,), TOLERANCE)
        fail_with(
            found,
            example,
            before=f"An image of {h} x {w}, size={size}:",
            after=first_difference(got, right),
        )
    expect.array(got, shape=right.shape, what=what, example=example)
    expect.close(got, right, what, "max-pool-wrong-values", example, TOLERANCE)
