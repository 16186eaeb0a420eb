"""Check of lesson 02: pixels from 0 to 255 become float32 from 0 to 1, by one fixed factor."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.lessons.lesson_02.images import explain_empty, explain_number, explain_zeros
from autograder.checks.lessons.lesson_02.scale_mistakes import (
    RESCALE_EXCEPTIONS,
    fixed_mistakes,
    statistics_mistakes,
    wrapped_steps,
)
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    allclose_same_shape,
    difference,
    fail_with,
    still_fitting,
)

RESCALE_EXAMPLE = """\
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, :4, 0] = [0, 51, 100, 255]
scaled = np.asarray(rescale(images))
scaled.shape, scaled.dtype, scaled.ravel()[:4]  # as before, float32, [0, 0.2, 0.392157, 1]"""
DIM_EXAMPLE = """\
images = np.zeros((3, 28, 28, 1), dtype=np.uint8)
images[0, 0, 0], images[1, 0, 0], images[2, 0, 0] = 0, 51, 102
np.asarray(rescale(images)).ravel()[::784]  # [0, 0.2, 0.4]"""
FAINT_EXAMPLE = """\
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, 1, 0] = 1
np.asarray(rescale(images)).ravel()[:2]  # [0, 0.00392157]"""
EVERY_EXAMPLE = """\
images = (np.arange(2 * 784) % 256).reshape(2, 28, 28, 1).astype(np.uint8)
wrong = np.abs(np.asarray(rescale(images)) * 255 - images) > 0.1
wrong.sum(), np.argwhere(wrong)[:3]  # 0 pixels are wrong; else where the first of them are"""
TWO_EXAMPLE = """\
images = np.zeros((2, 28, 28, 1), dtype=np.uint8)
images[1] = 51
scaled = np.asarray(rescale(images))
scaled.shape, scaled.ravel()[::784]  # (2, 28, 28, 1), and [0, 0.2]: one value of each image"""

SCALE_CODES = (
    "in-place-on-uint8",
    "values-left-at-255",
    "scaled-twice",
    "fractions-cut-off",
    "divided-by-256",
    "other-divisor",
    "divided-the-wrong-way-round",
    "multiplied-by-255",
    "remainder-for-quotient",
    "scaled-by-own-maximum",
    "scaled-to-minus-one",
    "shifted",
    "standardised",
    "unit-length",
    "inverted",
    "clipped-not-scaled",
    "values-rounded",
    "wrapped-in-int8",
    "wrapped-in-uint8",
    "only-zeros",
    "not-every-pixel-scaled",
    "not-proportional",
    "scaling-wrong",
)


@graded(
    points=4,
    statement="`rescale` maps 0..255 to float32 in [0, 1] by one fixed factor.",
    codes=(
        *SCALE_CODES,
        "not-float32",
        "only-one-image",
        "image-missing",
        "same-image-repeated",
        "rows-reordered",
        "images-misplaced",
        "empty-result",
        "shape-not-kept",
        "axis-in-front",
        "ignores-its-argument",
        "number-for-array",
        "scaler-needs-a-table",
        "built-in-min-of-rows",
        "method-of-another-library",
        "dtype-assigned",
        "dtype-not-known",
    ),
)
def check_rescale(rescale: Function, rng: np.random.Generator) -> None:
    """Full range, then images that never reach 255, or only 1, then black ones; the dtype last."""
    rescale = rescale.with_deadline(IMPORT_CALL_SECONDS)
    rescale = rescale.with_mistakes(RESCALE_EXCEPTIONS, RESCALE_EXAMPLE)
    full = rng.integers(0, 256, size=(int(rng.integers(5, 9)), 28, 28, 1), dtype=np.uint8)
    full[0, 0, 0], full[0, 0, 1] = 0, 255
    dim = rng.integers(10, 91, size=(2, 28, 28, 1), dtype=np.uint8)
    black = np.zeros((1, 28, 28, 1), dtype=np.uint8)
    faint = rng.integers(0, 2, size=(2, 28, 28, 1), dtype=np.uint8)
    faint[0, 0, :2, 0] = [0, 1]

    def ask(images: np.ndarray) -> np.ndarray | None:
        value = rescale.ask(images).value
        return np.asarray(value) if np.shape(value) == images.shape else None

    for images, example in (
        (full, RESCALE_EXAMPLE),
        (dim, DIM_EXAMPLE),
        (faint, FAINT_EXAMPLE),
        (black, DIM_EXAMPLE),
    ):
        value = rescale(images)
        scaled = expect.array(value, what="rescale(images)", example=example, finite=False)
        if images is full:
            explain_empty(value, "rescale(images)", TWO_EXAMPLE)
            explain_zeros(scaled, full, "rescale(images)", example)
            require_dependence_on_input(rescale, (full,), (255 - full[1:],), RESCALE_EXAMPLE)
        explain_number(scaled, images / 255, "rescale(images)", TWO_EXAMPLE)
        _explain_other_shape(scaled, images, TWO_EXAMPLE)
        explain_scale(scaled, images, "rescale(images)", example, ask)
        expect.array(scaled, what="rescale(images)", example=example)
    scaled = np.asarray(rescale(full))
    if scaled.dtype != np.float32:
        text = f"rescale(images) has dtype {scaled.dtype}; expected float32."
        if isinstance(value, (list, tuple)):
            text = "rescale(images) is a list: the numbers in it have Python's type, float64, and "
            text += "not float32. Expected an array."
        fail(
            "not-float32",
            text,
            "np.asarray(rescale(np.zeros((1, 28, 28, 1), dtype=np.uint8))).dtype",
        )


def _explain_other_shape(scaled: np.ndarray, images: np.ndarray, example: str) -> None:
    if scaled.shape == images.shape:
        return
    start = f"rescale(images) has shape {scaled.shape}; expected {images.shape}, as it came"
    if scaled.shape == (1, *images.shape):
        why = "A comma behind a value makes a tuple of it, and square brackets make a list."
        fail("axis-in-front", f"{start}. {why}", example)
    if scaled.size == images.size:
        fail("shape-not-kept", f"{start}.", example)
    expect.array(scaled, shape=images.shape, what="rescale(images)", example=example)


def explain_scale(
    scaled: np.ndarray,
    images: np.ndarray,
    what: str,
    example: str,
    ask: Callable[[np.ndarray], np.ndarray | None],
    more_examples: tuple[str, str] = (EVERY_EXAMPLE, DIM_EXAMPLE),
) -> None:
    """Fail unless ``scaled`` is ``images`` / 255.

    ``images`` (n, 28, 28, 1) hold 0..255, ``scaled`` has their shape. ``ask`` gives what the
    student's function makes of other images, or None. Of ``more_examples`` the first looks at
    every pixel, and the second at several dark images.
    """
    values = images.astype(np.float64)
    wanted = values / 255
    if allclose_same_shape(scaled, wanted, 1e-5):
        return
    if scaled.dtype == np.float16 and allclose_same_shape(scaled, wanted, 1e-3):
        fail("not-float32", f"{what} has dtype float16; expected float32.", example)
    explain_zeros(scaled, images, what, example)
    others = other_images()
    scaled_others = ask(others)
    answers = [((values,), scaled), ((others.astype(np.float64),), scaled_others)]
    bounds = f"{what} has values from {scaled.min():.5g} to {scaled.max():.5g}"
    both = f"{bounds}; expected {wanted.min():.4g} to {wanted.max():.4g}"
    place = f"For pixels between {values.min():g} and {values.max():g}, "
    place += difference(scaled, wanted, "pixel")
    tolerance = min(1e-5, 1e-4 * float(np.abs(scaled).max()))  # tiny values are no others' twins
    fixed = fixed_mistakes(bounds, both, place, values)
    fail_with(still_fitting(fixed, answers, tolerance), example)
    fail_with(still_fitting(statistics_mistakes(both, place), answers, tolerance), more_examples[1])
    if images.max() == 1 and allclose_same_shape(scaled, values, 1e-5):
        unchanged = "Images whose largest pixel is 1 came back unchanged"
        text = f"{unchanged}; expected 1 to become 0.0039, as in every other batch."
        fail("scaled-by-own-maximum", text, example)
    expect.array(scaled, what=what, example=example)
    if scaled_others is not None:
        _explain_not_every_pixel(scaled, values, place, more_examples[0])
        _explain_by_another_batch(
            scaled, values, scaled_others, others, place, what, example, more_examples[1]
        )
    expect.close(scaled, wanted, what, "scaling-wrong", example)


def other_images() -> np.ndarray:
    """Three images with other extremes, means and numbers of pixels than those of the check."""
    rng = np.random.default_rng(2)
    return np.stack(
        [
            rng.integers(low, high, size=(28, 28, 1), dtype=np.uint8)
            for low, high in ((3, 60), (40, 201), (7, 240))
        ]
    )


def _explain_not_every_pixel(
    scaled: np.ndarray, values: np.ndarray, place: str, every_example: str
) -> None:
    """Fail when some pixels are right, and all others are 0 or as they were."""
    wanted = values / 255
    wrong = np.abs(scaled - wanted) > 1e-5
    unchanged = np.abs(scaled - values) < 1e-5
    kept = [(scaled == 0, "0"), (unchanged, "left as they were")]
    for same, became in kept:
        if wrong.any() and same[wrong].all() and 0.02 < wrong.mean() < 0.98:
            share = f"{int(wrong.sum())} of {wrong.size} pixels are {became}"
            text = f"{share}, and all others are right. {place}."
            fail("not-every-pixel-scaled", text, every_example)


def _explain_by_another_batch(
    scaled: np.ndarray,
    values: np.ndarray,
    scaled_others: np.ndarray,
    others: np.ndarray,
    place: str,
    what: str,
    example: str,
    dim_example: str,
) -> None:
    """Tell a fixed formula from one that changes with the images, by what became of two batches."""
    wanted = values / 255
    line, other_line = line_of(values, scaled), line_of(others, scaled_others)
    is_same_factor = line and other_line and math.isclose(line[0], other_line[0], rel_tol=1e-3)
    if line and other_line and is_same_factor and abs(line[1] - other_line[1]) < 1e-5:
        factor, at_zero = line
        if abs(at_zero) > 1e-6:
            text = f"{what} is {factor:.6g} times the pixel, plus {at_zero:.6g}"
            fail("shifted", f"{text}; expected the pixel divided by 255 and no more.", example)
        by = f"divided by {1 / factor:.6g}" if 0 < factor <= 1 else f"multiplied by {factor:.6g}"
        text = (
            f"Every pixel is {by}; expected divided by 255. {place}. 255 becomes {255 * factor:.5g}"
        )
        fail("other-divisor", f"{text}.", example)
    if line and other_line:
        text = f"{place}. In other images the same pixel becomes another number."
        fail("scaled-by-own-maximum", text, dim_example)
    n_values, n_pixels = len(np.unique(scaled)), len(np.unique(wanted))
    if np.abs(scaled - wanted).max() < 0.06 and n_values < 0.7 * n_pixels:
        numbers = f"{n_values} different values for {n_pixels} different pixels"
        fail("values-rounded", f"{what} has {numbers}; expected no rounding.", example)
    table = dict(zip(values.ravel().tolist(), scaled.ravel().tolist(), strict=True))
    pairs = zip(others.ravel().tolist(), scaled_others.ravel().tolist(), strict=True)
    if all(abs(table.get(pixel, got) - got) < 1e-5 for pixel, got in pairs):
        shown = [pixel for pixel in sorted(table) if pixel > 0]
        low, high = shown[len(shown) // 3], shown[-1]
        text = f"{low:g} became {table[low]:.4g} and {high:g} became {table[high]:.4g}"
        text += f"; expected {low / 255:.4g} and {high / 255:.4g}"
        _explain_wrapped(values, scaled, others, scaled_others, text, example)
        fail("not-proportional", f"{text}.", example)


def _explain_wrapped(
    values: np.ndarray,
    scaled: np.ndarray,
    others: np.ndarray,
    scaled_others: np.ndarray,
    text: str,
    example: str,
) -> None:
    """Fail when something was computed in uint8 before the division, and wrapped around."""
    ours, theirs = (wrapped_steps(v.astype(np.int64)) for v in (values, others))
    for (words, wrapped), (_, wrapped_others) in zip(ours, theirs, strict=True):
        line = line_of(wrapped, scaled)
        if line is None or abs(line[0]) < 1e-9:
            continue
        fits = line[0] * wrapped_others + line[1]
        if np.abs(fits - scaled_others).max() < 1e-4 * np.abs(scaled).max():
            why = f"These are values of {words} in uint8, which wraps around at 256"
            fail("wrapped-in-uint8", f"{text}. {why}.", example)


def line_of(values: np.ndarray, scaled: np.ndarray) -> tuple[float, float] | None:
    """Factor and value at zero when ``scaled`` is a straight line of ``values``, else None."""
    low, high = int(values.argmin()), int(values.argmax())
    width = float(values.flat[high]) - float(values.flat[low])
    if width == 0:
        return None
    factor = (float(scaled.flat[high]) - float(scaled.flat[low])) / width
    at_zero = float(scaled.flat[low]) - factor * float(values.flat[low])
    near = 1e-4 * float(np.abs(scaled).max())
    close = np.allclose(scaled, factor * values.astype(np.float64) + at_zero, rtol=0, atol=near)
    return (factor, at_zero) if close else None
