"""The check of lesson 04's `max_pool`."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_04.pooling_exceptions import (
    NOTHING_LEFT_OVER,
    POOL_EXCEPTIONS,
    SIZE_EXCEPTIONS,
    cuts_minus_nothing,
    rising,
    squares_only,
)
from autograder.checks.lessons.lesson_04.pooling_mistakes import (
    POOL_MISTAKES,
    of_largest_size,
    other_windows,
    pool,
    rest_shared_out,
    size_mistakes,
)
from autograder.checks.lessons.lesson_04.windows import (
    TOLERANCE,
    agree,
    first_difference,
    tells_apart,
)
from autograder.checks.mistakes import codes_of, fail_with, find_mistakes

MAX_POOL_EXAMPLE = (
    "image = np.array([[4.5, 2.0, 0.0, 5.5], [3.0, 1.0, 0.0, 0.0],\n"
    "                  [-2.0, -3.0, 7.0, 6.0], [-1.5, -4.0, 8.0, 9.5]])\n"
    "max_pool(image)  # expected [[4.5, 5.5], [-1.5, 9.5]]"
)
COUNTED_EXAMPLE = "max_pool(np.arange(24.0).reshape(4, 6))  # expected [[7, 9, 11], [19, 21, 23]]"
OBLONG_EXAMPLE = "max_pool(np.arange(8.0).reshape(2, 4))  # expected [[5, 7]]"
LOW_EXAMPLE = "max_pool(np.array([[9.0, 8.0, -200.0, -300.0], [7.0, 6.0, -400.0, -500.0]]))"
LOW_EXAMPLE += "  # expected [[9, -200]]"
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
                *codes_of(SIZE_EXCEPTIONS),
                *codes_of(size_mistakes(4)),
                "pool-assumes-square",
                "image-unused",
                "odd-row-kept",
                "odd-size-fails",
                "odd-row-dropped-at-the-start",
                "rest-shared-out",
                "max-pool-wrong-values",
            )
        )
    ),
)
def check_max_pool(max_pool: Function, rng: np.random.Generator) -> None:
    """Feature maps with even and odd sides, negative values, windows of 2, 3 and 4."""
    max_pool = max_pool.with_mistakes(POOL_EXCEPTIONS, MAX_POOL_EXAMPLE)
    image = _first_image(rng)
    _first_question(max_pool, image)
    _low_values(max_pool, -rng.uniform(1, 2, size=(4, 4)).astype(np.float32))
    _odd_sides(max_pool, rng.permutation(63).reshape(7, 9).astype(np.float32) - 30)
    sizes = ((2, (26, 26)), (4, (8, 12)), (3, (9, 6)), (3, (13, 11)), (1, (3, 5)))
    for size, shape in sizes:
        _other_size(max_pool, size, rng.normal(size=shape).astype(np.float32))
    require_repeatable(max_pool, image)


def _first_image(rng: np.random.Generator) -> np.ndarray:
    """6 x 8 different values that tell the mistakes apart; two windows or more are below -1."""
    while True:
        image = (rng.permutation(48) - 35.5).reshape(6, 8).astype(np.float32)
        low = np.sort(pool(image).ravel())[1] < min(-1.0, image[0, 0])
        furthest = bool((of_largest_size(image) > 0).any())  # others than the smallest values
        if low and furthest and tells_apart(POOL_MISTAKES, (image,), pool(image)):
            return image


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
    _floor(got, right, after)
    if got.size == 0 and cuts_minus_nothing(max_pool):
        fail("cut-at-minus-zero", f"{NOTHING_LEFT_OVER}. {after}", MAX_POOL_EXAMPLE)
    found = find_mistakes(got, right, POOL_MISTAKES, (image,), TOLERANCE)
    if found and found[0].code == "pool-keeps-one-corner" and _windows_one_too_small(max_pool):
        text = "The windows are one pixel too small: the end of a slice is not included."
        fail("window-too-small", f"{text} {after}", MAX_POOL_EXAMPLE)
    counted = bool(found) and found[0].code == "size-counts-windows"
    fail_with(found, COUNTED_EXAMPLE if counted else MAX_POOL_EXAMPLE, after=after)
    if agree(max_pool.ask(np.float32(1.5) * image[::-1, ::-1] + 7).value, got):
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
    if got.ndim > 2 and agree(np.squeeze(got), right):
        text = (
            f"The result has shape {got.shape}; expected {right.shape}. The values are right: an "
        )
        text += "index 0 for each axis of length 1 takes that axis away"
        fail("wrong-shape", f"{text}.", MAX_POOL_EXAMPLE)
    expect.array(got, shape=right.shape, what="max_pool of a 6 x 8 image", example=MAX_POOL_EXAMPLE)
    expect.array(got, what=what, example=MAX_POOL_EXAMPLE)
    fail("max-pool-wrong-values", after, MAX_POOL_EXAMPLE)


def _floor(got: np.ndarray, right: np.ndarray, after: str) -> None:
    """Fail when two or more of the smallest values were replaced by one and the same other."""
    low = float(got.min()) if got.size else 0.0
    if got.shape != right.shape or not agree(got, np.maximum(right, low)):
        return
    if low not in (0.0, right.max()) and int((right < low - TOLERANCE).sum()) > 1:
        text = f"No value of the result is below {low:g}: the search starts from there."
        fail("search-starts-elsewhere", f"{text} {after}", LOW_EXAMPLE)


def _windows_one_too_small(max_pool: Function) -> bool:
    image = rising(12)
    return agree(max_pool.ask(image, 4).value, other_windows(image, 4, 3, 4))


def _low_values(max_pool: Function, image: np.ndarray) -> None:
    """Images of negative values, near 0 and far from it."""
    for factor in (1, 10_000):
        low = image * np.float32(factor)
        example = f"max_pool(np.array([[-1.0, -2.0], [-3.0, -4.0]]) * {factor})"
        example = f"{example}  # expected [[{-factor}]]"
        got = expect.array(max_pool(low), shape=(2, 2), what="max_pool(image)", example=example)
        constant = not agree(got, pool(low)) and bool((got == got[0, 0]).all())
        if constant and got[0, 0] == 0:
            text = "An image of negative values was pooled to 0; expected the largest of the "
            fail("pool-starts-at-zero", f"{text}negative values in each window.", example)
        if constant:
            text = f"An image of values below {low.max():.5g} was pooled to {got[0, 0]:g}: the "
            fail("search-starts-elsewhere", f"{text}search starts from there.", example)
        expect.close(got, pool(low), "max_pool(image)", "max-pool-wrong-values", example, 1e-4)


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
    if got.ndim == 2 and got.shape < (3, 4):
        text = f"A 7 x 9 image gave shape {got.shape}: windows that fit are missing."
        fail("last-window-missing", f"{text} Expected (3, 4).", ODD_EXAMPLE)
    expect.array(got, shape=(3, 4), what=what, example=ODD_EXAMPLE)
    shifted = (pool(image[1:]), pool(image[:, 1:]), pool(image[1:, 1:]))
    right = pool(image)
    if not agree(got, right) and any(agree(got, other) for other in shifted):
        text = "A 7 x 9 image lost its first row or column; expected the last to be left out."
        fail("odd-row-dropped-at-the-start", text, ODD_EXAMPLE)
    if agree(got, rest_shared_out(image)):
        text = "A 7 x 9 image was cut into 3 x 4 parts, some of them larger than 2 x 2; expected "
        text += f"windows of 2 x 2, and the rest left out. {first_difference(got, right)}"
        fail("rest-shared-out", text, ODD_EXAMPLE)
    expect.close(got, right, what, "max-pool-wrong-values", ODD_EXAMPLE, TOLERANCE)


def _other_size(max_pool: Function, size: int, image: np.ndarray) -> None:
    (h, w), right = image.shape, pool(image, size)
    what = f"max_pool of a {h} x {w} image with size={size}"
    example = (
        f"max_pool(np.arange({h * w}.0).reshape({h}, {w}) / 10, size={size})\n"
        f"# expected shape {right.shape}, first value {(size - 1) * (w + 1) / 10:g}, "
        f"last value {(h // size * size - 1) * w / 10 + (w // size * size - 1) / 10:g}"
    )
    exceptions = SIZE_EXCEPTIONS[1:] if size == 2 else SIZE_EXCEPTIONS
    max_pool = max_pool.with_mistakes(exceptions, example)
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
