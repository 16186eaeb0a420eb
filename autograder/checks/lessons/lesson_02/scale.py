"""Check of lesson 02: pixels from 0 to 255 become float32 from 0 to 1, by one fixed factor."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.lessons.lesson_02.images import explain_number
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    Raises,
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
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, :3, 0] = [0, 51, 102]
np.asarray(rescale(images)).ravel()[:3]  # [0, 0.2, 0.4]"""
FAINT_EXAMPLE = """\
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, 1, 0] = 1
np.asarray(rescale(images)).ravel()[:2]  # [0, 0.00392157]"""
TWO_EXAMPLE = """\
images = np.zeros((2, 28, 28, 1), dtype=np.uint8)
images[1] = 51
scaled = np.asarray(rescale(images))
scaled.shape, np.unique(scaled)  # (2, 28, 28, 1), and [0, 0.2]"""

SCALE_CODES = (
    "in-place-on-uint8",
    "values-left-at-255",
    "scaled-twice",
    "fractions-cut-off",
    "divided-by-256",
    "other-divisor",
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
    "only-zeros",
    "not-every-pixel-scaled",
    "not-proportional",
    "scaling-wrong",
)

RESCALE_EXCEPTIONS = (
    Mistake(
        "in-place-on-uint8",
        Raises("TypeError", r"same_kind"),
        "Fractions do not fit into an array of whole numbers; expected a new array.",
    ),
    Mistake(
        "number-for-array",
        Raises("TypeError", r"can be converted to Python scal", r"\b(float|int)\("),
        "`float(...)` and `int(...)` make one number of one number. The type of a whole array is "
        "changed by its method `astype`.",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"module 'numpy' has no attribute 'float'"),
        "NumPy has no type of the bare name `float` any more; the type asked for here is "
        "`np.float32`.",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"ndarray' object has no attribute '(to|type|float\d*|as_?type)'"),
        "The method of an array that changes the type is `astype`: `images.astype(...)`.",
    ),
    Mistake(
        "attribute-not-there",
        Raises("AttributeError", r"ndarray' object has no attribute '(map|apply|applymap)'"),
        "An array needs no such method: arithmetic, such as `images / 2`, is done with every value.",
    ),
    Mistake(
        "dtype-assigned",
        Raises("ValueError", r"When changing to a (larger|smaller) dtype"),
        "Assigning to `dtype`, and `view`, do not convert the values: they read the same bytes as "
        "another type. `astype` converts.",
    ),
    Mistake(
        "not-callable",
        Raises("TypeError", r"dtype.*object is not callable"),
        "`dtype` tells the type of an array and can't be called; `astype(...)` changes it.",
    ),
    Mistake(
        "dtype-not-known",
        Raises("TypeError", r"data type .* not understood"),
        "NumPy knows no type of that name: is every letter right?",
    ),
    Mistake(
        "types-do-not-combine",
        Raises("TypeError", r"ufunc '.*' not supported for the input types|did not contain a loop"),
        "NumPy can't do this operation with these types: is a number written as a text, in quotes?",
    ),
)


@graded(
    points=4,
    statement="`rescale` maps 0..255 to float32 in [0, 1] by one fixed factor.",
    codes=(
        *SCALE_CODES,
        "not-float32",
        "only-one-image",
        "image-missing",
        "shape-not-kept",
        "axis-in-front",
        "ignores-its-argument",
        "number-for-array",
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
        value = rescale.try_call(images).value
        return np.asarray(value) if np.shape(value) == images.shape else None

    for images, example in (
        (full, RESCALE_EXAMPLE),
        (dim, DIM_EXAMPLE),
        (faint, FAINT_EXAMPLE),
        (black, DIM_EXAMPLE),
    ):
        scaled = expect.array(
            rescale(images), what="rescale(images)", example=example, finite=images is full
        )
        if images is full:
            explain_zeros(scaled, full, "rescale(images)", example)
            require_dependence_on_input(rescale, (full,), (255 - full[1:],), RESCALE_EXAMPLE)
        _explain_other_shape(scaled, images, TWO_EXAMPLE)
        explain_scale(scaled, images, "rescale(images)", example, ask)
        expect.array(scaled, what="rescale(images)", example=example)
    scaled = np.asarray(rescale(full))
    if scaled.dtype != np.float32:
        text = f"rescale(images) has dtype {scaled.dtype}; expected float32."
        fail(
            "not-float32",
            text,
            "np.asarray(rescale(np.zeros((1, 28, 28, 1), dtype=np.uint8))).dtype",
        )


def _explain_other_shape(scaled: np.ndarray, images: np.ndarray, example: str) -> None:
    if scaled.shape == images.shape:
        return
    explain_number(scaled, images / 255, "rescale(images)", example)
    start = f"rescale(images) has shape {scaled.shape}; expected {images.shape}, as it came"
    if scaled.shape == (1, *images.shape):
        why = "A comma behind a value makes a tuple of it, and square brackets make a list."
        fail("axis-in-front", f"{start}. {why}", example)
    if scaled.size == images.size:
        fail("shape-not-kept", f"{start}.", example)
    expect.array(scaled, shape=images.shape, what="rescale(images)", example=example)


def explain_zeros(scaled: np.ndarray, images: np.ndarray, what: str, example: str) -> None:
    """Fail when everything is 0 though the images are not black."""
    if scaled.shape == images.shape and images.any() and not scaled.any():
        fail("only-zeros", f"{what} has nothing but 0 in it; expected 0 for black alone.", example)


def explain_scale(
    scaled: np.ndarray,
    images: np.ndarray,
    what: str,
    example: str,
    ask: Callable[[np.ndarray], np.ndarray | None],
) -> None:
    """Fail unless ``scaled`` is ``images`` / 255.

    ``images`` (n, 28, 28, 1) hold 0..255, ``scaled`` has their shape. ``ask`` gives what the
    student's function makes of other images, or None.
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
    found = still_fitting(_fixed_mistakes(bounds, both, wanted, values), answers)
    fail_with(found or still_fitting(_statistics_mistakes(both, place), answers), example)
    if images.max() == 1 and allclose_same_shape(scaled, values, 1e-5):
        unchanged = "Images whose largest pixel is 1 came back unchanged"
        text = f"{unchanged}; expected 1 to become 0.0039, as in every other batch."
        fail("scaled-by-own-maximum", text, example)
    if scaled_others is not None:
        _explain_by_another_batch(scaled, values, scaled_others, others, place, what, example)
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


def _fixed_mistakes(
    bounds: str, both: str, wanted: np.ndarray, values: np.ndarray
) -> list[Mistake]:
    """Mistakes by which a pixel becomes the same whatever is beside it."""
    whole = f"{bounds}, all whole numbers; expected fractions between 0 and 1."
    exchanged = f"{bounds}, with black and white exchanged; expected 0 for 0."
    some = int(values[values > 1].min(initial=255))
    clipped = f"{bounds}: all above 1 became 1; expected {some} to become {some / 255:.4f}."
    return [
        Mistake("values-left-at-255", lambda v: v, f"{both}."),
        Mistake("scaled-twice", lambda v: v / 255**2, f"{both}: 255 times more."),
        Mistake("fractions-cut-off", lambda v: np.floor(v / 255), whole),
        Mistake("fractions-cut-off", lambda v: np.rint(v / 255), whole),
        Mistake("divided-by-256", lambda v: v / 256, f"{both}: 255 is to become 1."),
        Mistake("scaled-to-minus-one", lambda v: v / 127.5 - 1, f"{both}."),
        Mistake("inverted", lambda v: 1 - v / 255, exchanged),
        Mistake("clipped-not-scaled", lambda v: np.clip(v, 0, 1), clipped),
        Mistake(
            "multiplied-by-255",
            lambda v: v * 255,
            f"{both}. Each value is 255 times as large as it was.",
        ),
        Mistake(
            "multiplied-by-255",
            lambda v: v * 255 % 256,
            f"{both}. Each value is what is left of 255 times the pixel in uint8.",
        ),
        Mistake(
            "remainder-for-quotient",
            lambda v: v % 255,
            f"{both}. Each value is the remainder of the division by 255.",
        ),
    ]


def _statistics_mistakes(both: str, place: str) -> list[Mistake]:
    """Mistakes that use numbers which belong to the images at hand."""
    mistakes = []
    for axes in (None, (1, 2, 3), 0, (1, 2), 1, 2):
        kept = {"axis": axes, "keepdims": True}

        def by_maximum(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / v.max(**kept)

        def by_range(v, kept=kept):  # type: ignore[no-untyped-def]
            return (v - v.min(**kept)) / (v.max(**kept) - v.min(**kept))

        def centred(v, kept=kept):  # type: ignore[no-untyped-def]
            return v - v.mean(**kept)

        def standard(v, kept=kept):  # type: ignore[no-untyped-def]
            return (v - v.mean(**kept)) / v.std(**kept)

        def by_spread(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / v.std(**kept)

        def by_length(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / np.sqrt((v**2).sum(**kept))

        def by_sum(v, kept=kept):  # type: ignore[no-untyped-def]
            return v / v.sum(**kept)

        mistakes += [
            Mistake("scaled-by-own-maximum", by_maximum, f"{place}: divided by a maximum."),
            Mistake(
                "scaled-by-own-maximum", by_range, f"{place}: 0 and 1 are a minimum and a maximum."
            ),
            Mistake("standardised", standard, f"{place}: the mean became 0, the spread 1."),
            Mistake("standardised", centred, f"{place}: a mean was subtracted."),
            Mistake("standardised", by_spread, f"{place}: divided by a standard deviation."),
            Mistake("unit-length", by_length, f"{both}: the squares add up to 1."),
            Mistake("unit-length", by_sum, f"{both}: the values add up to 1."),
        ]
    return mistakes


def _explain_by_another_batch(
    scaled: np.ndarray,
    values: np.ndarray,
    scaled_others: np.ndarray,
    others: np.ndarray,
    place: str,
    what: str,
    example: str,
) -> None:
    """Tell a fixed formula from one that changes with the images, by what became of two batches."""
    wanted = values / 255
    wrong = np.abs(scaled - wanted) > 1e-5
    unchanged = np.abs(scaled - values) < 1e-5
    kept = [(scaled == 0, "0"), (unchanged, "left as they were")]
    for same, became in kept:
        if wrong.any() and same[wrong].all() and 0.02 < wrong.mean() < 0.98:
            share = f"{int(wrong.sum())} of {wrong.size} pixels are {became}"
            text = f"{share}, and all others are right. {place}."
            fail("not-every-pixel-scaled", text, example)
    line, other_line = line_of(values, scaled), line_of(others, scaled_others)
    if line and other_line and np.allclose(line, other_line, rtol=1e-4, atol=1e-6):
        factor, at_zero = line
        if abs(at_zero) > 1e-6:
            text = f"{what} is {factor:.6g} times the pixel, plus {at_zero:.6g}"
            fail("shifted", f"{text}; expected the pixel divided by 255 and no more.", example)
        by = f"divided by {1 / factor:.6g}" if 0 < factor <= 1 else f"multiplied by {factor:.6g}"
        fail("other-divisor", f"Every pixel is {by}; expected 255. {place}.", example)
    if line and other_line:
        text = f"{place}. In other images the same pixel becomes another number."
        fail("scaled-by-own-maximum", text, example)
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
        fail(
            "not-proportional",
            f"{text}; expected {low / 255:.4g} and {high / 255:.4g}.",
            example,
        )


def line_of(values: np.ndarray, scaled: np.ndarray) -> tuple[float, float] | None:
    """Factor and value at zero when ``scaled`` is a straight line of ``values``, else None."""
    low, high = int(values.argmin()), int(values.argmax())
    width = float(values.flat[high]) - float(values.flat[low])
    if width == 0:
        return None
    factor = (float(scaled.flat[high]) - float(scaled.flat[low])) / width
    at_zero = float(scaled.flat[low]) - factor * float(values.flat[low])
    close = np.allclose(scaled, factor * values.astype(np.float64) + at_zero, rtol=1e-4, atol=1e-5)
    return (factor, at_zero) if close else None
