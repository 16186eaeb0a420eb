"""Checks of lesson 04: convolution and pooling by hand, and the number of parameters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.mistakes import (
    Mistake,
    allclose_same_shape,
    codes_of,
    fail_with,
    find_mistakes,
)

TOLERANCE = 1e-4  # absolute and relative: students may compute in float32


def _correlate(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Valid cross-correlation, (h, w) and (kh, kw) to (h-kh+1, w-kw+1), in float64."""
    windows = sliding_window_view(image.astype(np.float64), kernel.shape)
    return np.einsum("yxij,ij->yx", windows, kernel.astype(np.float64))


def _agree(got: np.ndarray, wanted: np.ndarray) -> bool:
    return allclose_same_shape(got, wanted, TOLERANCE, TOLERANCE)


def _patch_products(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    windows = sliding_window_view(image, kernel.shape)
    return np.asarray((windows @ kernel).sum(axis=(-2, -1)))


# What a wrong `conv2d` computes for an image, a kernel and the right answer
CONV2D_MISTAKES = (
    Mistake(
        "kernel-flipped",
        lambda image, kernel, right: _correlate(image, kernel[::-1, ::-1]),
        "The kernel was turned by 180 degrees before it was laid on the image",
    ),
    Mistake(
        "kernel-transposed",
        lambda image, kernel, right: _correlate(image, kernel.T),
        "Rows and columns of the kernel were swapped",
    ),
    Mistake(
        "mean-for-sum",
        lambda image, kernel, right: right / kernel.size,
        "The products were averaged; expected their sum",
    ),
    Mistake(
        "matrix-product",
        lambda image, kernel, right: _patch_products(image, kernel),
        "Window and kernel were combined by a matrix product; expected element by element",
    ),
    Mistake(
        "relu-inside",
        lambda image, kernel, right: np.maximum(right, 0),
        "Every negative value has become 0; expected the plain sums",
    ),
    Mistake(
        "truncated-to-integers",
        lambda image, kernel, right: np.trunc(right),
        "Every value has lost its decimals; expected floating-point sums",
    ),
)
CONV2D_EXAMPLE = (
    "image = np.arange(16.0).reshape(4, 4) / 10\n"
    "kernel = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -2.0], [0.0, 0.0, 0.0]])\n"
    "conv2d(image, kernel)  # expected [[-1.1, -1.2], [-1.5, -1.6]]"
)


@graded(
    points=5,
    statement="`conv2d` lays the kernel on every place where it fits and adds up the products.",
    codes=(
        "padding-added",
        "output-off-by-one",
        *codes_of(CONV2D_MISTAKES),
        "kernel-size-fixed",
        "conv2d-assumes-square",
        "conv2d-wrong-values",
    ),
)
def check_conv2d(conv2d: Function, rng: np.random.Generator) -> None:
    """Float images of many sizes against a cross-correlation of our own."""
    image = rng.uniform(0, 1, size=(7, 7)).astype(np.float32)
    kernel = rng.uniform(-3, 3, size=(3, 3)).astype(np.float32)
    kernel -= kernel.mean()  # so that the sums have both signs
    right = _correlate(image, kernel)
    got = expect.array(conv2d(image, kernel), what="conv2d(image, kernel)", finite=False)
    _conv2d_shape(got.shape, image, kernel)
    got = expect.array(got, what="conv2d(image, kernel)", example=CONV2D_EXAMPLE)
    inputs = (image, kernel, right)
    found = find_mistakes(got, right, CONV2D_MISTAKES, inputs, TOLERANCE, TOLERANCE)
    if found:
        pair = f"The first value is {got[0, 0]:.4g}; expected {right[0, 0]:.4g}."
        fail_with(found, CONV2D_EXAMPLE, after=pair)
    if _agree(got[:-1, :-1], right[:-1, :-1]) and not (got[-1].any() or got[:, -1].any()):
        text = (
            "The last row and the last column of the result are still 0: the loops stop one place "
            f"too early. The last value is 0; expected {right[-1, -1]:.4g}."
        )
        fail("output-off-by-one", text, CONV2D_EXAMPLE)
    expect.close(got, right, "conv2d(image, kernel)", "conv2d-wrong-values", CONV2D_EXAMPLE, 1e-4)

    _conv2d_case(conv2d, rng, (28, 28), (3, 3), "conv2d-wrong-values")
    square = [((28, 28), (5, 5)), ((8, 8), (2, 2)), ((6, 6), (1, 1)), ((4, 4), (4, 4))]
    oblong = [((6, 9), (3, 3)), ((9, 5), (3, 3)), ((8, 8), (2, 4)), ((8, 7), (5, 1))]
    for image_shape, kernel_shape in square:
        _conv2d_case(conv2d, rng, image_shape, kernel_shape, "kernel-size-fixed")
    for image_shape, kernel_shape in oblong:
        _conv2d_case(conv2d, rng, image_shape, kernel_shape, "conv2d-assumes-square")
    require_repeatable(conv2d, image, kernel)


def _conv2d_shape(shape: tuple[int, ...], image: np.ndarray, kernel: np.ndarray) -> None:
    (h, w), (kh, kw) = image.shape, kernel.shape
    wanted = (h - kh + 1, w - kw + 1)
    if shape == wanted:
        return
    call = f"conv2d of an image {h} x {w} with a kernel {kh} x {kw}"
    observed = f"{call} has shape {shape}; expected {wanted}."
    if shape in ((h, w), (h + kh - 1, w + kw - 1)):
        fail("padding-added", observed, CONV2D_EXAMPLE)
    if shape in ((h - kh, w - kw), (h - kh + 2, w - kw + 2)):
        fail("output-off-by-one", observed, CONV2D_EXAMPLE)
    fail("wrong-shape", observed, CONV2D_EXAMPLE)


def _conv2d_case(
    conv2d: Function,
    rng: np.random.Generator,
    image_shape: tuple[int, int],
    kernel_shape: tuple[int, int],
    code: str,
) -> None:
    image = rng.normal(size=image_shape).astype(np.float32)
    kernel = rng.normal(size=kernel_shape).astype(np.float32)
    right = _correlate(image, kernel)
    (h, w), (kh, kw) = image_shape, kernel_shape
    what = f"conv2d of an image {h} x {w} with a kernel {kh} x {kw}"
    example = (
        f"conv2d(np.ones({image_shape}), np.ones({kernel_shape}))\n"
        f"# expected shape {right.shape}, every value {kernel.size}"
    )
    outcome = conv2d.try_call(image, kernel)
    if outcome.exception_type is not None:
        error = f"{outcome.exception_type}: {outcome.message}"
        fail(code, f"{what} raised {error}; expected an array of shape {right.shape}.", example)
    got = expect.array(outcome.value, shape=right.shape, what=what, code=code, example=example)
    expect.close(got, right, what, code, example, tolerance=1e-4)


def _pool(image: np.ndarray, size: int, reduce: Any = np.max) -> np.ndarray:
    h, w = image.shape[0] // size, image.shape[1] // size
    blocks = image[: h * size, : w * size].reshape(h, size, w, size)
    return np.asarray(reduce(blocks, axis=(1, 3)))


MAX_POOL_EXAMPLE = (
    "image = np.array([[1.0, 2.0, 5.0, 0.0], [3.0, 4.0, 0.0, 0.0],\n"
    "                  [-1.0, -2.0, 7.0, 6.0], [-3.0, -4.0, 8.0, 9.0]])\n"
    "max_pool(image)  # expected [[4, 5], [-1, 9]]"
)
ODD_EXAMPLE = "max_pool(np.arange(15.0).reshape(3, 5))  # expected [[6, 8]]"


@graded(
    points=3,
    statement="`max_pool` keeps the largest value of each window; windows do not overlap, and "
    "what does not fill a window is left out.",
    codes=(
        "pool-windows-overlap",
        "pool-starts-at-zero",
        "mean-for-max",
        "pool-keeps-one-corner",
        "odd-row-kept",
        "odd-size-fails",
        "odd-row-dropped-at-the-start",
        "pool-size-ignored",
        "max-pool-wrong-values",
    ),
)
def check_max_pool(max_pool: Function, rng: np.random.Generator) -> None:
    """Feature maps with even and odd sides, negative values, windows of 2, 3 and 4."""
    image = rng.permutation(48).reshape(6, 8).astype(np.float32) - 24
    got = expect.array(max_pool(image), what="max_pool(image)", example=MAX_POOL_EXAMPLE)
    right = _pool(image, 2)
    if got.shape in ((5, 7), (6, 8)):
        steps = f"A 6 x 8 image gave shape {got.shape}: the window moved one step at a time"
        text = f"{steps}. Expected (3, 4): it moves by its own size."
        fail("pool-windows-overlap", text, MAX_POOL_EXAMPLE)
    expect.array(got, shape=(3, 4), what="max_pool of a 6 x 8 image", example=MAX_POOL_EXAMPLE)
    if not _agree(got, right):
        _explain_pool(got, image, right)
    low = max_pool(-rng.uniform(1, 2, size=(4, 4)).astype(np.float32))
    low = expect.array(low, shape=(2, 2), what="max_pool(image)", example=MAX_POOL_EXAMPLE)
    if _agree(low, np.zeros((2, 2))):
        _starts_at_zero()

    odd = rng.permutation(63).reshape(7, 9).astype(np.float32) - 30
    _odd_sides(max_pool, odd)

    for size, (h, w) in ((2, (26, 26)), (3, (9, 6)), (3, (13, 11)), (4, (8, 12)), (1, (3, 5))):
        feature_map = rng.normal(size=(h, w)).astype(np.float32)
        right = _pool(feature_map, size)
        what = f"max_pool of a {h} x {w} image with size={size}"
        example = (
            f"max_pool(np.arange({h * w}.0).reshape({h}, {w}) / 10, size={size})\n"
            f"# expected shape {right.shape}, first value {(size - 1) * (w + 1) / 10:g}"
        )
        got = expect.array(max_pool(feature_map, size=size), what=what, example=example)
        if size != 2 and _agree(got, _pool(feature_map, 2)):
            text = f"{what} gave the result of size=2, shape {got.shape}; expected {right.shape}."
            fail("pool-size-ignored", text, example)
        expect.array(got, shape=right.shape, what=what, example=example)
        if not _agree(got, right) and _agree(got, np.trunc(right)):
            pair = f"the first value is {got[0, 0]:.4g}; expected {right[0, 0]:.4g}"
            fail("max-pool-wrong-values", f"{what} has lost its decimals: {pair}.", example)
        expect.close(got, right, what, "max-pool-wrong-values", example, tolerance=1e-4)
    require_repeatable(max_pool, image)


def _starts_at_zero() -> None:
    fail(
        "pool-starts-at-zero",
        "An image of negative values was pooled to 0; expected the largest of the negative "
        "values in each window.",
        "max_pool(np.array([[-1.0, -2.0], [-3.0, -4.0]]))  # expected [[-1]]",
    )


def _explain_pool(got: np.ndarray, image: np.ndarray, right: np.ndarray) -> None:
    if _agree(got, np.maximum(right, 0)):
        _starts_at_zero()
    first = f"The first window holds {image[:2, :2].ravel().tolist()} and became {got[0, 0]:g}; "
    first += f"expected {right[0, 0]:g}."
    if _agree(got, _pool(image, 2, np.mean)):
        fail("mean-for-max", f"The windows were averaged. {first}", MAX_POOL_EXAMPLE)
    overlapping = sliding_window_view(image, (2, 2)).max(axis=(2, 3))
    if _agree(got, overlapping[: got.shape[0], : got.shape[1]]):
        text = (
            f"The window moved one step at a time, so the second one starts in column 1 and became "
            f"{got[0, 1]:g}. Expected {right[0, 1]:g}: it starts in column 2."
        )
        fail("pool-windows-overlap", text, MAX_POOL_EXAMPLE)
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        if _agree(got, image[row::2, column::2]):
            text = f"Always the same corner of the window was kept. {first}"
            fail("pool-keeps-one-corner", text, MAX_POOL_EXAMPLE)
    expect.close(got, right, "max_pool(image)", "max-pool-wrong-values", MAX_POOL_EXAMPLE)


def _odd_sides(max_pool: Function, image: np.ndarray) -> None:
    """A 7 x 9 image, pooled by 2."""
    outcome, what = max_pool.try_call(image), "max_pool of a 7 x 9 image"
    if outcome.exception_type is not None:
        error = f"A 7 x 9 image raised {outcome.exception_type}: {outcome.message}"
        text = f"{error}; expected shape (3, 4), without the last row and the last column."
        fail("odd-size-fails", text, ODD_EXAMPLE)
    got = expect.array(outcome.value, what=what, example=ODD_EXAMPLE)
    if got.shape in ((4, 5), (3, 5), (4, 4)):
        shape = f"A 7 x 9 image gave shape {got.shape}"
        text = f"{shape}: an incomplete window was kept. Expected (3, 4)."
        fail("odd-row-kept", text, ODD_EXAMPLE)
    expect.array(got, shape=(3, 4), what=what, example=ODD_EXAMPLE)
    shifted = (_pool(image[1:], 2), _pool(image[:, 1:], 2), _pool(image[1:, 1:], 2))
    right = _pool(image, 2)
    if not _agree(got, right) and any(_agree(got, other) for other in shifted):
        text = "A 7 x 9 image lost its first row or column; expected the last to be left out."
        fail("odd-row-dropped-at-the-start", text, ODD_EXAMPLE)
    expect.close(got, right, what, "max-pool-wrong-values", ODD_EXAMPLE, 1e-4)


# What a wrong count computes for kernel size k, c input channels and f filters
COUNT_MISTAKES = (
    Mistake("bias-left-out", lambda k, c, f: k * k * c * f, "That is the weights without a bias"),
    Mistake(
        "one-bias-in-all", lambda k, c, f: k * k * c * f + 1, "That is one bias for the whole layer"
    ),
    Mistake(
        "bias-per-input-channel",
        lambda k, c, f: (k * k + 1) * c * f,
        "That is one bias for each pair of input channel and filter",
    ),
    Mistake(
        "input-channels-ignored",
        lambda k, c, f: (k * k + 1) * f,
        "That is a kernel that looks at one channel only",
    ),
    Mistake("kernel-not-squared", lambda k, c, f: (k * c + 1) * f, "That is a kernel of one row"),
    Mistake(
        "counts-positions",
        lambda k, c, f: (k * k * c + 1) * f * (29 - k) ** 2,
        "That counts the kernel once for each place it visits",
    ),
)


@graded(
    points=3,
    statement="`count_parameters` gives the number of weights and biases of a Conv2D layer.",
    codes=(*codes_of(COUNT_MISTAKES), "parameter-count-wrong"),
)
def check_count_parameters(count_parameters: Function, rng: np.random.Generator) -> None:
    """Layers whose counts tell the usual slips apart."""
    drawn = [tuple(int(n) for n in rng.integers(2, 12, size=3)) for _ in range(6)]
    # The first one tells every mistake apart from the others and from the right count.
    for k, c, f in [(3, 8, 5), (3, 1, 32), (3, 32, 64), (5, 3, 16), (1, 64, 10), *drawn]:
        call = f"count_parameters({k}, {c}, {f})"
        got = expect.number(count_parameters(k, c, f), call, call)
        right = (k * k * c + 1) * f
        if got == right:
            continue
        for mistake in COUNT_MISTAKES:
            if got == mistake.answer(k, c, f):
                observed = f"{call} is {got:g}; expected {right}. {mistake.says}."
                fail(mistake.code, observed, call)
        fail("parameter-count-wrong", f"{call} is {got:g}; expected {right}.", call)
