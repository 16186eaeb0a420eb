"""The known mistakes of lesson 04's `conv2d`: wrong answers and exceptions."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks import Function
from autograder.checks.calls import CallResult
from autograder.checks.lessons.lesson_04.windows import (
    SIZES_IN_SHAPE,
    agree,
    changed_values,
    kept,
    parts_of_the_result,
    shape_of,
)
from autograder.checks.mistakes import Mistake, Raises


def correlate(image: np.ndarray, kernel: np.ndarray, *_: Any) -> np.ndarray:
    """Valid cross-correlation, (h, w) and (kh, kw) to (h-kh+1, w-kw+1), in float64."""
    return np.einsum("yxij,ij->yx", _windows(image, kernel), kernel.astype(np.float64))


def _windows(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return sliding_window_view(image.astype(np.float64), kernel.shape)


def _products(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return np.asarray(_windows(image, kernel) * kernel.astype(np.float64))


def _padded(width: int, flipped: bool = False) -> Callable[..., np.ndarray]:
    step = -1 if flipped else 1
    return lambda image, kernel: correlate(np.pad(image, width), kernel[::step, ::step])


def _in_corner(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    result = np.zeros(image.shape)
    right = correlate(image, kernel)
    result[: right.shape[0], : right.shape[1]] = right
    return result


def _in_steps(image: np.ndarray, kernel: np.ndarray) -> tuple[np.ndarray, slice, slice]:
    (kh, kw) = kernel.shape
    return correlate(image, kernel), slice(None, None, kh), slice(None, None, kw)


def _both_unravelled(mode: Any, function: Any) -> Callable[..., np.ndarray]:
    return lambda image, kernel: function(image.ravel(), kernel.ravel(), mode)


def _along_one_row(image: np.ndarray, kernel: np.ndarray, mode: Any, function: Any) -> np.ndarray:
    """Sums along the image written as one row, as many as the map has, in its shape."""
    wanted = correlate(image, kernel)
    sums = function(image.ravel(), kernel.ravel(), mode)
    return np.asarray(sums[: wanted.size].reshape(wanted.shape))


def _rows_along_one_row(
    image: np.ndarray, kernel: np.ndarray, mode: Any, function: Any, skipped: int
) -> np.ndarray:
    """The same, as the first values of each of the image's rows."""
    rows, columns = correlate(image, kernel).shape
    sums = function(image.ravel(), kernel.ravel(), mode)
    sums = np.pad(sums, (0, image.size))[: image.size].reshape(image.shape)
    return np.asarray(sums[skipped : skipped + rows, skipped : skipped + columns])


def _summed(code: str, predicts: Callable[..., Any], says: str) -> Mistake:
    return Mistake(code, predicts, f"{says}; expected the sum of the products")


FLIPPED = "The kernel was turned by 180 degrees before it was laid on the image"
RUNNING = "Each value also counts the windows before it: the total does not start again from 0"
FLAT = "`np.convolve` and `np.correlate` slide along one row of numbers, not over an image"

ONE_ROW = (
    "The image was taken as one long row: each sum belongs to neighbours in that row; expected a "
    "window of several rows"
)

_CHANGED = "was shifted or scaled before the sums were computed; expected it as it came in"
_OTHER_INPUTS: tuple[tuple[str, Callable[..., np.ndarray]], ...] = (
    *(
        (f"The image {_CHANGED}", lambda image, kernel, c=c: correlate(c(image), kernel))
        for c in (
            lambda image: image - image.mean(),
            lambda image: (image - image.mean()) / image.std(),
            lambda image: (image - image.min()) / (image.max() - image.min()),
            lambda image: image / image.max(),
            lambda image: image / image.sum(),
            lambda image: image * 255,
            lambda image: 1 - image,
        )
    ),
    *(
        (f"The kernel {_CHANGED}", lambda image, kernel, c=c: correlate(image, c(kernel)))
        for c in (
            lambda kernel: kernel - kernel.mean(),
            lambda kernel: (kernel - kernel.mean()) / kernel.std(),
            lambda kernel: kernel / np.abs(kernel).sum(),
            lambda kernel: kernel / np.sqrt((kernel**2).sum()),
            lambda kernel: kernel / kernel.max(),
        )
    ),
)

# What a wrong `conv2d` computes for an image and a kernel
CONV2D_MISTAKES = (
    *parts_of_the_result(correlate, "sum", "output-off-by-one"),
    *changed_values(correlate),
    Mistake("kernel-flipped", lambda image, kernel: correlate(image, kernel[::-1, ::-1]), FLIPPED),
    Mistake(
        "kernel-flipped",
        lambda image, kernel: correlate(image, kernel[::-1]),
        "The kernel was turned upside down before it was laid on the image",
    ),
    Mistake(
        "kernel-flipped",
        lambda image, kernel: correlate(image, kernel[:, ::-1]),
        "Left and right of the kernel were swapped before it was laid on the image",
    ),
    Mistake(
        "kernel-transposed",
        lambda image, kernel: correlate(image, kernel.T),
        "Rows and columns of the kernel were swapped",
    ),
    _summed("mean-for-sum", lambda *pair: _products(*pair).mean(axis=(2, 3)), "The mean was taken"),
    _summed(
        "other-value-for-sum",
        lambda *pair: _products(*pair).max(axis=(2, 3)),
        "The largest of the products was kept",
    ),
    _summed(
        "other-value-for-sum",
        lambda *pair: _products(*pair).prod(axis=(2, 3)),
        "The products were multiplied with each other",
    ),
    _summed(
        "other-value-for-sum",
        lambda *pair: np.abs(_products(*pair)).sum(axis=(2, 3)),
        "The products lost their signs before they were added up",
    ),
    *(
        Mistake(
            "matrix-product",
            wrong,
            "Window and kernel were combined by a matrix product; expected element by element",
        )
        for wrong in (
            lambda image, kernel: (_windows(image, kernel) @ kernel).sum(axis=(2, 3)),
            lambda image, kernel: (_windows(image, kernel) @ kernel.T).sum(axis=(2, 3)),
            lambda image, kernel: (kernel @ _windows(image, kernel)).sum(axis=(2, 3)),
        )
    ),
    Mistake(
        "pixel-offset-missing",
        lambda image, kernel: correlate(image[: 1 - len(kernel)], kernel.sum(axis=0)[np.newaxis]),
        "All rows of the kernel met the same row of the window",
    ),
    Mistake(
        "pixel-offset-missing",
        lambda image, kernel: correlate(
            image[:, : 1 - len(kernel[0])], kernel.sum(axis=1)[:, np.newaxis]
        ),
        "All columns of the kernel met the same column of the window",
    ),
    _summed(
        "last-product-only",
        lambda *pair: _products(*pair)[:, :, -1, -1],
        "Each value is the last product of its window, as `=` or `=+` gives, where `+=` belongs",
    ),
    _summed(
        "kernel-unused",
        lambda *pair: _windows(*pair).sum(axis=(2, 3)),
        "Each value is the sum of the window, without the kernel",
    ),
    _summed(
        "not-multiplied",
        lambda image, kernel: (_windows(image, kernel) + kernel).sum(axis=(2, 3)),
        "The kernel was added to the window",
    ),
    _summed(
        "not-multiplied",
        lambda image, kernel: (_windows(image, kernel) - kernel).sum(axis=(2, 3)),
        "The kernel was subtracted from the window",
    ),
    _summed(
        "not-multiplied",
        lambda image, kernel: _windows(image, kernel).sum(axis=(2, 3)) * kernel.sum(),
        "Each value is the sum of the window times the sum of the kernel: each pixel met every weight",
    ),
    _summed(
        "not-multiplied",
        lambda image, kernel: image * kernel.sum(),
        "Each value is one pixel times the sum of the kernel",
    ),
    _summed(
        "not-multiplied",
        lambda image, kernel: (image * kernel.sum())[: -len(kernel) + 1, : -len(kernel[0]) + 1],
        "Each value is one pixel times the sum of the kernel",
    ),
    *(
        Mistake(
            "map-rounded",
            lambda image, kernel, n=n: correlate(image, kernel).round(n),
            f"Every value was rounded to {n} decimals; expected the values as they are",
        )
        for n in (1, 2)
    ),
    *(Mistake("inputs-rescaled", wrong, says) for says, wrong in _OTHER_INPUTS),
    Mistake(
        "map-rescaled",
        lambda image, kernel: correlate(image, kernel) / kernel.sum(),
        "The sums were divided by the sum of the kernel; expected the values as they are",
    ),
    Mistake(
        "relu-inside",
        lambda image, kernel: np.maximum(correlate(image, kernel), 0),
        "Every negative value has become 0; expected the plain sums",
    ),
    Mistake(
        "total-never-reset",
        lambda *pair: correlate(*pair).cumsum().reshape(correlate(*pair).shape),
        RUNNING,
    ),
    Mistake("total-never-reset", lambda *pair: correlate(*pair).cumsum(axis=1), RUNNING),
    Mistake(
        "window-never-moves",
        lambda *pair: np.full_like(correlate(*pair), correlate(*pair)[0, 0]),
        "Every value is that of the first window",
    ),
    Mistake(
        "window-never-moves",
        lambda *pair: np.tile(correlate(*pair)[0], (len(correlate(*pair)), 1)),
        "Every row of the result is the first one: the window moves to the right, but not down",
    ),
    Mistake(
        "window-never-moves",
        lambda *pair: np.repeat(correlate(*pair)[:, :1], correlate(*pair).shape[1], axis=1),
        "Every column of the result is the first one: the window moves down, but not to the right",
    ),
    Mistake(
        "window-shifted",
        lambda *pair: correlate(*pair)[1:, 1:],
        "The map begins with the window at row 1 and column 1; expected row 0 and column 0",
    ),
    Mistake(
        "map-cut-in-the-middle",
        lambda image, kernel: _in_corner(image, kernel)[1:-1, 1:-1],
        "A border was cut off a result that is as large as the image: its first row and column, "
        "which are needed, are lost, and zeros of its last ones are kept",
    ),
    Mistake(
        "window-steps-by-kernel",
        lambda *pair: kept(*_in_steps(*pair)),
        "Most values are 0: the window moved by the kernel's size; expected one pixel at a time",
    ),
    Mistake(
        "window-steps-by-kernel",
        lambda *pair: _in_steps(*pair)[0][:: pair[1].shape[0], :: pair[1].shape[1]],
        "The window moved by the kernel's size; expected one pixel at a time",
    ),
    Mistake("products-not-summed", _products, "The products of each window were not added up"),
    Mistake(
        "products-not-summed",
        lambda *pair: _products(*pair)[0, 0],
        "The products of the first window came back; expected one sum for each window",
    ),
    Mistake(
        "products-not-summed",
        lambda *pair: _products(*pair).sum(axis=2),
        "The products of each window were added up along one axis only: a row is left",
    ),
    Mistake(
        "products-not-summed",
        lambda *pair: _products(*pair).sum(axis=3),
        "The products of each window were added up along one axis only: a column is left",
    ),
    Mistake("other-name-returned", lambda image, kernel: image, "The image itself came back"),
    Mistake("other-name-returned", lambda image, kernel: kernel, "The kernel itself came back"),
    Mistake(
        "other-name-returned",
        lambda *pair: _windows(*pair)[-1, -1],
        "The last window itself came back",
    ),
    Mistake(
        "map-as-large-as-image",
        _in_corner,
        "The values are right, but the result is as large as the image: the last rows and columns "
        "are still 0",
    ),
    Mistake(
        "map-as-large-as-kernel",
        lambda image, kernel: correlate(image, kernel)[: len(kernel), : len(kernel[0])],
        "The result has as many values as the kernel: do the loops run over the kernel's sides?",
    ),
    Mistake(
        "map-as-large-as-kernel",
        lambda image, kernel: kept(
            correlate(image, kernel), slice(len(kernel)), slice(len(kernel[0]))
        ),
        "Only as many windows were visited as the kernel has weights: do the loops run over the "
        "kernel's sides?",
    ),
    *(
        Mistake("padding-added", _padded(n), "Zeros were put around the image; expected none")
        for n in (1, 2)
    ),
    *(
        Mistake(
            "padding-added",
            _padded(n, flipped=True),
            "Zeros were put around the image, and the kernel was turned; expected neither",
        )
        for n in (1, 2)
    ),
    *(
        Mistake("np-convolve", _both_unravelled(mode, function), FLAT)
        for mode in ("valid", "same", "full")
        for function in (np.convolve, np.correlate)
    ),
    *(
        Mistake("np-convolve", partial(wrong, mode=mode, function=function), ONE_ROW)
        for mode in ("valid", "same", "full")
        for function in (np.convolve, np.correlate)
        for wrong in (
            _along_one_row,
            partial(_rows_along_one_row, skipped=0),
            partial(_rows_along_one_row, skipped=1),
        )
    ),
)

IMAGE, KERNEL = np.arange(1.0, 10.0).reshape(3, 3), np.arange(1.0, 10.0).reshape(3, 3) ** 2


def _fits_once(conv2d: Function) -> bool:
    """Whether a kernel as large as the image gives the right value."""
    return agree(conv2d.ask(IMAGE, KERNEL).value, correlate(IMAGE, KERNEL))


def _moves_by_kernel(conv2d: Function) -> bool:
    image = np.arange(1.0, 17.0).reshape(4, 4)
    return _fits_once(conv2d) and agree(conv2d.ask(image, np.ones((1, 1))).value, image)


def _visits_every_pixel(conv2d: Function) -> bool:
    """A loop over all pixels is right for a kernel of one weight, or sums up windows of 3 x 3."""
    image = np.arange(1.0, 17.0).reshape(4, 4)
    sums = correlate(np.pad(image, ((0, 2), (0, 2))), np.ones((3, 3)))
    got = conv2d.ask(image, np.ones((1, 1))).value
    return agree(got, image) or agree(got, sums)


def _one_step_too_many(conv2d: Function) -> bool:
    return shape_of(conv2d, np.ones((4, 4)), np.ones((1, 1))) == (5, 5)


def _runs_on_28(conv2d: Function) -> bool:
    return shape_of(conv2d, np.ones((28, 28)), np.ones((3, 3))) == (26, 26)


def _shapes(result: CallResult) -> list[str]:
    return re.findall(r"\([\d,]*\)", result.message)


def _unlike_kernel(result: CallResult) -> str:
    found = [shape for shape in _shapes(result) if shape != "(3,3)"]
    window = found[0] if found else "()"
    text = f"The kernel has shape (3,3), and the window that meets it has {window}"
    if "0" in window:
        return (
            f"{text}: it is empty. A slice is empty when it does not begin before its end; a "
            "negative number counts from the other edge"
        )
    if "7" in window:
        return f"{text}: only one of the two axes was cut"
    if "4" in window:
        return f"{text}: the end of a slice is not included, so `y : y + kh` has kh rows"
    return f"{text}. A slice `y : y + kh` has kh rows, unless the image ends before"


BROADCAST = r"operands could not be broadcast together with shapes"
TOO_FAR = "The loops go on to places where the kernel does not fit: there a part of it is outside."
NO_ROOM = rf"{BROADCAST}.*\((3,[0-2]|[0-2],3)\)|index 7 is out of bounds|index 5 is out of bounds"

BARE_IMAGE = r"\bimage\s*(@|,\s*kernel)|(@|kernel,)\s*image\s*($|[^\s\[])"
WRITES_A_SLICE = r"^\w+\[[^=]*:[^=]*\]\s*\+?=[^=]"

# What the exceptions of a `conv2d` mean, for an image of 7 x 7 and a kernel of 3 x 3
CONV2D_EXCEPTIONS = (
    Mistake(
        "image-size-fixed",
        Raises("Exception", asks=_runs_on_28),
        "For an image of 28 x 28 it does not raise: which numbers in it are true for 28 x 28 only?",
    ),
    Mistake(
        "products-not-summed",
        Raises("ValueError", "could not (be )?broadcast", WRITES_A_SLICE),
        "A whole slice of the result is written; each window gives one number, for one place.",
    ),
    Mistake(
        "window-steps-by-kernel",
        Raises("Exception", NO_ROOM, r"image\[[^\]]*\*[^\]]*\]"),
        "An index of the image is multiplied, so the window moves by more than one pixel.",
    ),
    Mistake(
        "window-steps-by-kernel",
        Raises("Exception", NO_ROOM, asks=_moves_by_kernel),
        "The first window is right, and so is a kernel with one weight: does the window move by "
        "the kernel's size?",
    ),
    Mistake(
        "slice-end-not-moved",
        Raises("ValueError", rf"{BROADCAST}.*\(([0-2],[0-3]|3,[0-2])\)", asks=_fits_once),
        "The first window is right, and a later one has another shape than the kernel: the end of "
        "a slice must move along with its start.",
    ),
    Mistake(
        "output-off-by-one",
        Raises("Exception", NO_ROOM, asks=_one_step_too_many),
        f"{TOO_FAR} They make one step too many.",
    ),
    Mistake(
        "loop-over-whole-image",
        Raises("Exception", NO_ROOM, asks=_visits_every_pixel),
        TOO_FAR,
    ),
    Mistake(
        "no-window",
        Raises("ValueError", rf"{BROADCAST} (\(7,7\) \(3,3\)|\(3,3\) \(7,7\))"),
        "The whole image meets the kernel: no window is cut out of it.",
    ),
    Mistake(
        "no-window",
        Raises("ValueError", r"size [37] is different from [37]|shapes \(", BARE_IMAGE),
        "A matrix product of the whole image and the kernel: no window is cut out.",
    ),
    Mistake(
        "matrix-product",
        Raises("ValueError", r"matmul: Input operand|not aligned"),
        "That is a matrix product. A convolution multiplies element by element, with `*`.",
    ),
    Mistake("window-unlike-kernel", Raises("ValueError", BROADCAST), _unlike_kernel),
    Mistake(
        "products-not-summed",
        Raises("ValueError", "array element with a sequence", r"(?<![.\w])sum\("),
        "Python's `sum` adds up the rows of a window, so a row of numbers is left.",
    ),
    Mistake(
        "products-not-summed",
        Raises("ValueError", "array element with a sequence", r"axis"),
        "A sum along one axis leaves a row of numbers.",
    ),
    Mistake(
        "products-not-summed",
        Raises("ValueError", "array element with a sequence"),
        "One place of the result takes one number, and an array of several came.",
    ),
    Mistake(
        "map-as-large-as-image",
        Raises("ValueError", r"cannot reshape array of size 25 into shape \(7,7\)"),
        "There is one sum for each of 5 x 5 windows. They can't take the shape of the image, which "
        "has 7 x 7 pixels.",
    ),
    Mistake(
        "size-negative",
        Raises("ValueError", "negative dimensions"),
        "A size is negative: the larger number was subtracted from the smaller one.",
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
    Mistake("np-convolve", Raises("ValueError", "object too deep"), f"{FLAT}."),
    SIZES_IN_SHAPE,
    Mistake(
        "keras-kernel-missing",
        Raises("ValueError", r"set_weights|weight shape|isn't built"),
        "A Keras layer has its weights after `layer.build(...)`; a kernel goes in by "
        "`layer.set_weights([kernel.reshape(kh, kw, 1, 1)])`.",
    ),
)
