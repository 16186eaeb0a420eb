"""The check of lesson 04's `conv2d`."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_repeatable
from autograder.checks.lessons.lesson_04.convolution_mistakes import (
    CONV2D_EXCEPTIONS,
    CONV2D_MISTAKES,
    correlate,
)
from autograder.checks.lessons.lesson_04.windows import (
    TOLERANCE,
    agree,
    first_difference,
    tells_apart,
)
from autograder.checks.mistakes import codes_of, fail_with, find_mistakes

CONV2D_EXAMPLE = (
    "image = np.arange(16.0).reshape(4, 4) / 10\n"
    "kernel = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, -2.0], [0.0, 0.0, 0.0]])\n"
    "conv2d(image, kernel)  # expected [[-1.1, -1.2], [-1.5, -1.6]]"
)

STEPS_EXAMPLE = "conv2d(np.ones((6, 6)), np.ones((2, 2)))  # expected shape (5, 5), every value 4"
OTHER_EXAMPLES = {  # where the usual one would show nothing, or an error
    "map-as-large-as-kernel": STEPS_EXAMPLE,
    "map-rounded": "conv2d(np.array([[0.123, 0.456]]), np.ones((1, 1)))  # expected [[0.123, 0.456]]",
}


@graded(
    points=5,
    statement="`conv2d` lays the kernel on every place where it fits and adds up the products.",
    codes=tuple(
        dict.fromkeys(
            (
                *codes_of(CONV2D_MISTAKES),
                *codes_of(CONV2D_EXCEPTIONS),
                "image-unused",
                "kernel-size-fixed",
                "even-kernel-size",
                "one-place-or-one-weight",
                "conv2d-assumes-square",
                "conv2d-wrong-values",
            )
        )
    ),
)
def check_conv2d(conv2d: Function, rng: np.random.Generator) -> None:
    """Float images of many sizes against a cross-correlation of our own."""
    conv2d = conv2d.with_mistakes(CONV2D_EXCEPTIONS, CONV2D_EXAMPLE)
    image, kernel = _first_inputs(rng)
    _first_question(conv2d, image, kernel)
    _conv2d_case(conv2d, rng, (28, 28), (3, 3), "conv2d-wrong-values")
    _conv2d_case(conv2d, rng, (28, 28), (5, 5), "kernel-size-fixed")
    _conv2d_case(conv2d, rng, (8, 8), (2, 2), "even-kernel-size")
    _conv2d_case(conv2d, rng, (6, 6), (1, 1), "one-place-or-one-weight")
    _conv2d_case(conv2d, rng, (4, 4), (4, 4), "one-place-or-one-weight")
    oblong = [((6, 9), (3, 3)), ((9, 5), (3, 3)), ((8, 8), (2, 4)), ((8, 7), (5, 1))]
    for image_shape, kernel_shape in oblong:
        _conv2d_case(conv2d, rng, image_shape, kernel_shape, "conv2d-assumes-square")
    require_repeatable(conv2d, image, kernel)


def _first_inputs(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """An image and a kernel that tell the mistakes apart."""
    while True:
        image = rng.uniform(0, 1, size=(7, 7)).astype(np.float32)
        kernel = rng.uniform(-3, 3, size=(3, 3)).astype(np.float32)
        kernel -= kernel.mean() - np.float32(0.1)  # so that the sums have both signs
        if tells_apart(CONV2D_MISTAKES, (image, kernel), correlate(image, kernel)):
            return image, kernel


def _first_question(conv2d: Function, image: np.ndarray, kernel: np.ndarray) -> None:
    """An image of 7 x 7 and a kernel of 3 x 3, for which all mistakes give other answers."""
    what, right = "conv2d(image, kernel)", correlate(image, kernel)
    got = expect.array(conv2d(image, kernel), what=what, example=CONV2D_EXAMPLE, finite=False)
    if agree(got, right):
        return
    found = find_mistakes(got, right, CONV2D_MISTAKES, (image, kernel), TOLERANCE)
    example = OTHER_EXAMPLES.get(found[0].code, CONV2D_EXAMPLE) if found else CONV2D_EXAMPLE
    fail_with(found, example, after=first_difference(got, right))
    again = conv2d.ask(np.float32(1.5) * image[::-1, ::-1] + 1, kernel).value
    if agree(again, got):
        text = "For another image of the same size the result is the same"
        fail("image-unused", f"{text}. {first_difference(got, right)}", CONV2D_EXAMPLE)
    again = conv2d.ask(image, np.float32(1.5) * kernel[::-1, ::-1] + 1).value
    if agree(again, got):
        text = "For another kernel of the same size the result is the same"
        fail("kernel-unused", f"{text}. {first_difference(got, right)}", CONV2D_EXAMPLE)
    _conv2d_shape(got.shape, image, kernel)
    expect.array(got, what=what, example=CONV2D_EXAMPLE)
    expect.close(got, right, what, "conv2d-wrong-values", CONV2D_EXAMPLE, TOLERANCE)


def _conv2d_shape(shape: tuple[int, ...], image: np.ndarray, kernel: np.ndarray) -> None:
    (h, w), (kh, kw) = image.shape, kernel.shape
    wanted = (h - kh + 1, w - kw + 1)
    if shape == wanted:
        return
    call = f"conv2d of an image {h} x {w} with a kernel {kh} x {kw}"
    if len(shape) > 2 and tuple(n for n in shape if n != 1) == wanted:
        text = f"{call} has shape {shape}; expected {wanted}. An index 0 for each axis of length 1 "
        fail("wrong-shape", f"{text}takes that axis away.", CONV2D_EXAMPLE)
    observed = f"{call} has shape {shape}; expected {wanted}."
    if shape == (h, w):
        fail("map-as-large-as-image", observed, CONV2D_EXAMPLE)
    if shape == (kh, kw):
        fail("map-as-large-as-kernel", f"{observed} That is the kernel's shape.", STEPS_EXAMPLE)
    if shape == (h + kh - 1, w + kw - 1):
        fail("padding-added", observed, CONV2D_EXAMPLE)
    if len(shape) == 2 and max(abs(n - m) for n, m in zip(shape, wanted, strict=True)) == 1:
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
    right = correlate(image, kernel)
    (h, w), (kh, kw) = image_shape, kernel_shape
    what = f"conv2d of an image {h} x {w} with a kernel {kh} x {kw}"
    example = (
        f"conv2d(np.ones({image_shape}), np.ones({kernel_shape}))\n"
        f"# expected shape {right.shape}, every value {kernel.size}"
    )
    outcome = conv2d.try_call(image, kernel)
    if outcome.exception_type is not None:
        error = f"{outcome.exception_type}: {outcome.message}"
        expected = f"expected an array of shape {right.shape}.{outcome.place}"
        fail(code, f"{what} raised {error}; {expected}", example)
    got = expect.array(outcome.value, shape=right.shape, what=what, code=code, example=example)
    expect.close(got, right, what, code, example, tolerance=1e-4)
