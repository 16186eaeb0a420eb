"""Checks of lesson 02: images with a channel axis, and their pixels from 0 to 1."""

from __future__ import annotations

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    allclose_same_shape,
    difference,
    match_known_mistake,
)

IMAGES_EXAMPLE = """\
x = np.arange(2 * 784).reshape(2, 784) % 251
images = to_images(x.astype(np.uint8))
images.shape, images[0, 1].ravel()  # the second row of pixels: 28, 29, 30 ..."""
ONE_EXAMPLE = "to_images(np.zeros((1, 784), dtype=np.uint8)).shape"

SHAPE_CODES = (
    "no-channel-axis",
    "channels-first",
    "channel-axis-in-front",
    "three-channels",
    "batch-axis-lost",
    "not-reshaped",
)


@graded(
    points=3,
    statement="`to_images` makes (n, 28, 28, 1) of (n, 784), every pixel in its place.",
    codes=(
        *SHAPE_CODES,
        "pixels-transposed",
        "pixels-scrambled",
        "rescaled-in-to-images",
        "ignores-its-argument",
    ),
)
def check_to_images(to_images: Function, rng: np.random.Generator) -> None:
    """Several images, then one (an axis of length 1 is easily lost), then more than 28."""
    to_images = to_images.with_deadline(IMPORT_CALL_SECONDS)
    first, second = rng.integers(0, 256, size=(2, 3, 784), dtype=np.uint8)
    require_dependence_on_input(to_images, (first,), (second,), IMAGES_EXAMPLE)
    for n in (int(rng.integers(3, 9)), 1, 29):
        x = rng.integers(0, 256, size=(n, 784), dtype=np.uint8)
        example = ONE_EXAMPLE if n == 1 else IMAGES_EXAMPLE
        images = expect.array(to_images(x), what="to_images(x)", example=example)
        explain_shape(images, n, "to_images(x)", example)
        wanted = x.reshape(n, 28, 28, 1)
        _explain_places(images, wanted, example)
        expect.close(images, wanted, "the pixel", "pixels-scrambled", example, tolerance=0)


def explain_shape(images: np.ndarray, n: int, what: str, example: str) -> None:
    """Fail unless the shape is (n, 28, 28, 1). ``what`` names the images in sentences."""
    wanted = (n, 28, 28, 1)
    mistakes = {
        (n, 28, 28): ("no-channel-axis", "The channel axis is missing."),
        (n, 1, 28, 28): ("channels-first", "The channel axis is second; Keras expects it last."),
        (1, n, 28, 28): ("channel-axis-in-front", "The new axis is in front of the images."),
        (n, 28, 28, 3): ("three-channels", "Grey images have one channel."),
        (28, 28, 1): ("batch-axis-lost", "The axis that counts the images is gone."),
        (28, 28): ("batch-axis-lost", "The axis that counts the images is gone."),
        (n, 784): ("not-reshaped", "The images are still flat rows."),
        (n, 784, 1): ("not-reshaped", "The images are still flat rows."),
        (n * 784,): ("not-reshaped", "All the images became one long row."),
    }
    if images.shape != wanted and images.shape in mistakes:
        code, why = mistakes[images.shape]
        fail(code, f"{what} has shape {images.shape}; expected {wanted}. {why}", example)
    expect.array(images, shape=wanted, what=what, example=example)


def _explain_places(images: np.ndarray, wanted: np.ndarray, example: str) -> None:
    start = difference(images, wanted, "Pixel")
    only_shape = f"{start}: values between 0 and 255, only the shape is to change."
    turned = wanted.transpose(0, 2, 1, 3)
    mistakes = (
        Mistake("pixels-transposed", turned, f"{start}: rows became columns."),
        Mistake("rescaled-in-to-images", wanted / 255, only_shape),
    )
    match_known_mistake(images, wanted, mistakes, example, tolerance=1e-4)
    same_pixels = np.array_equal(np.sort(images, axis=None), np.sort(wanted, axis=None))
    if same_pixels and not allclose_same_shape(images, wanted, 1e-4):
        fail("pixels-scrambled", f"{start}: the pixels are all there, in other places.", example)


RESCALE_EXAMPLE = """\
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, :4, 0] = [0, 51, 100, 255]
scaled = rescale(images)
scaled.dtype, scaled[0, 0, :4, 0]  # float32, [0, 0.2, 0.392157, 1]"""
DIM_EXAMPLE = """\
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, :3, 0] = [0, 51, 102]
rescale(images)[0, 0, :3, 0]  # [0, 0.2, 0.4]"""
FAINT_EXAMPLE = """\
images = np.zeros((1, 28, 28, 1), dtype=np.uint8)
images[0, 0, 1, 0] = 1
rescale(images)[0, 0, :2, 0]  # [0, 0.00392157]"""

SCALE_CODES = (
    "in-place-on-uint8",
    "values-left-at-255",
    "scaled-twice",
    "fractions-cut-off",
    "divided-by-256",
    "scaled-by-own-maximum",
    "scaled-to-minus-one",
    "standardised",
    "unit-length",
    "inverted",
    "clipped-not-scaled",
    "values-rounded",
    "scaling-wrong",
)


@graded(
    points=4,
    statement="`rescale` maps 0..255 to float32 in [0, 1] by one fixed factor.",
    codes=(*SCALE_CODES, "not-float32", "ignores-its-argument"),
)
def check_rescale(rescale: Function, rng: np.random.Generator) -> None:
    """Full range, then images that never reach 255, or only 1, then black ones; the dtype last."""
    rescale = rescale.with_deadline(IMPORT_CALL_SECONDS)
    full = rng.integers(0, 256, size=(int(rng.integers(5, 9)), 28, 28, 1), dtype=np.uint8)
    full[0, 0, 0], full[0, 0, 1] = 0, 255
    dim = rng.integers(10, 91, size=(2, 28, 28, 1), dtype=np.uint8)
    black = np.zeros((1, 28, 28, 1), dtype=np.uint8)
    faint = rng.integers(0, 2, size=(2, 28, 28, 1), dtype=np.uint8)
    faint[0, 0, :2, 0] = [0, 1]
    outcome = rescale.try_call(full)
    if outcome.exception_type is not None and "same_kind" in outcome.message:
        text = (
            f"rescale(images) raised {outcome.exception_type}: fractions do not fit into the uint8 "
            "images that were handed in; expected a new array."
        )
        fail("in-place-on-uint8", text, RESCALE_EXAMPLE)
    require_dependence_on_input(rescale, (full,), (255 - full,), RESCALE_EXAMPLE)
    for images, example in (
        (full, RESCALE_EXAMPLE),
        (dim, DIM_EXAMPLE),
        (faint, FAINT_EXAMPLE),
        (black, DIM_EXAMPLE),
    ):
        value = rescale(images)
        scaled = expect.array(value, shape=images.shape, what="rescale(images)", example=example)
        explain_scale(scaled, images, "rescale(images)", example)
    scaled = np.asarray(rescale(full))
    if scaled.dtype != np.float32:
        text = f"rescale(images) has dtype {scaled.dtype}; expected float32."
        fail("not-float32", text, "rescale(np.zeros((1, 28, 28, 1), dtype=np.uint8)).dtype")


def explain_scale(scaled: np.ndarray, images: np.ndarray, what: str, example: str) -> None:
    """Fail unless ``scaled`` is ``images`` / 255.

    ``images`` (n, 28, 28, 1) hold 0..255, ``scaled`` has their shape.
    """
    values = images.astype(np.float64)
    wanted = values / 255
    if allclose_same_shape(scaled, wanted, 1e-5):
        return
    if scaled.dtype == np.float16 and allclose_same_shape(scaled, wanted, 1e-3):
        fail("not-float32", f"{what} has dtype float16; expected float32.", example)
    if not images.any():
        expect.close(scaled, wanted, what, "scaling-wrong", example)
    if images.max() == 1 and allclose_same_shape(scaled, values, 1e-5):
        unchanged = "Images whose largest pixel is 1 came back unchanged"
        text = f"{unchanged}; expected 1 to become 0.0039, as in every other batch."
        fail("scaled-by-own-maximum", text, example)
    bounds = f"{what} has values from {scaled.min():.4g} to {scaled.max():.4g}"
    both = f"{bounds}; expected {wanted.min():.4g} to {wanted.max():.4g}"
    whole = f"{bounds}, all whole numbers; expected fractions between 0 and 1."
    exchanged = f"{bounds}, with black and white exchanged; expected 0 for 0."
    pair = f"{images.flat[2]} to become {wanted.flat[2]:.4f}"
    clipped = f"{bounds}: everything above 1 became 1; expected {pair}."
    mistakes = [
        Mistake("values-left-at-255", values, f"{both}."),
        Mistake("scaled-twice", wanted / 255, f"{both}: 255 times more."),
        Mistake("fractions-cut-off", np.floor(wanted), whole),
        Mistake("fractions-cut-off", np.rint(wanted), whole),
        Mistake("divided-by-256", values / 256, f"{both}: 255 is to become 1."),
        Mistake("scaled-to-minus-one", values / 127.5 - 1, f"{both}."),
        Mistake("inverted", 1 - wanted, exchanged),
        Mistake("clipped-not-scaled", np.clip(values, 0, 1), clipped),
    ]
    bright = f"For images between {values.min():g} and {values.max():g}"
    place = f"{bright}, {difference(scaled, wanted, 'pixel')}."
    for axes in (None, (1, 2, 3), 0, (1, 2), 1, 2):
        low, high = values.min(axis=axes, keepdims=True), values.max(axis=axes, keepdims=True)
        with np.errstate(all="ignore"):
            scaled_by_own = [values / high, (values - low) / (high - low)]
            centred = values - values.mean(axis=axes, keepdims=True)
            spread = values.std(axis=axes, keepdims=True)
            standard = [centred / spread, centred, values / spread]
        mistakes += [Mistake("scaled-by-own-maximum", v, place) for v in scaled_by_own]
        mistakes += [Mistake("standardised", v, place) for v in standard]
    for axes in (None, (1, 2, 3), (1, 2), 1, 2):
        length = np.sqrt((values**2).sum(axis=axes, keepdims=True))
        mistakes.append(Mistake("unit-length", values / length, f"{both}."))
    match_known_mistake(scaled, wanted, mistakes, example, tolerance=1e-5)
    error = float(np.abs(scaled - wanted).max())
    n_values, n_pixels = len(np.unique(scaled)), len(np.unique(wanted))
    if error < 0.06 and n_values < 0.7 * n_pixels:
        numbers = f"{n_values} different values for {n_pixels} different pixels"
        fail("values-rounded", f"{what} has {numbers}; expected no rounding.", example)
    expect.close(scaled, wanted, what, "scaling-wrong", example)
