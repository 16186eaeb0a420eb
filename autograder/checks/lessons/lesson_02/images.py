"""Check of lesson 02: flat rows become images with a channel axis."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from autograder.checks import Function, expect, fail, graded, require_dependence_on_input
from autograder.checks.lessons.lesson_02.shape_exceptions import (
    OWN_EXCEPTION_CODES,
    reshape_mistakes,
)
from autograder.checks.mistakes import (
    IMPORT_CALL_SECONDS,
    Mistake,
    allclose_same_shape,
    difference,
    fail_with,
    find_mistakes,
)

IMAGES_EXAMPLE = """\
x = np.arange(2 * 784).reshape(2, 784) % 251
images = np.asarray(to_images(x.astype(np.uint8)))
images.shape, images.ravel()[28:32]  # (2, 28, 28, 1), and [28, 29, 30, 31] begin the second row"""
ONE_EXAMPLE = """\
one = np.asarray(to_images(np.zeros((1, 784), dtype=np.uint8)))
one.shape  # (1, 28, 28, 1)"""
PLACES_EXAMPLE = """\
x = (np.arange(2 * 784).reshape(2, 784) % 240 + 9).astype(np.uint8)
images = np.asarray(to_images(x))
wrong = images.reshape(2, 784) != x
wrong.sum(), np.argwhere(wrong)[:3]  # 0 pixels are wrong; else image and place in the flat row"""
COUNT_EXAMPLE = """\
x = np.full((3, 784), [[1], [2], [3]], dtype=np.uint8)
images = np.asarray(to_images(x))
images.shape, images.ravel()[::784]  # (3, 28, 28, 1), and [1, 2, 3]: one value of each image"""

MANY_EXAMPLES = {
    "to_images(x)": "len(to_images(np.zeros(({n}, 784), dtype=np.uint8)))  # {n}",
    "rescale(images)": "len(rescale(np.zeros(({n}, 28, 28, 1), dtype=np.uint8)))  # {n}",
    "images": (
        "images, labels = preprocess(np.zeros(({n}, 785), dtype=np.uint8))\n"
        "len(images), len(labels)  # {n} and {n}"
    ),
}

SHAPE_CODES = (
    "no-channel-axis",
    "channels-first",
    "channel-axis-in-front",
    "channel-axis-in-between",
    "rows-before-images",
    "images-axis-last",
    "three-channels",
    "batch-axis-lost",
    "not-reshaped",
    "only-one-image",
    "image-missing",
    "image-in-its-own-array",
    "side-not-28",
    "axis-in-front",
    "images-joined",
    "same-image-repeated",
)


@graded(
    points=3,
    statement="`to_images` makes (n, 28, 28, 1) of (n, 784), every pixel in its place.",
    codes=(
        *dict.fromkeys((*SHAPE_CODES, *OWN_EXCEPTION_CODES)),
        "shape-returned",
        "empty-result",
        "pixels-transposed",
        "pixels-left-out",
        "pixels-repeated",
        "rows-reordered",
        "images-misplaced",
        "only-zeros",
        "pixels-scrambled",
        "values-changed",
        "inverted",
        "wrapped-in-int8",
        "rescaled-in-to-images",
        "ignores-its-argument",
    ),
)
def check_to_images(to_images: Function, rng: np.random.Generator) -> None:
    """Several images, then one (an axis of length 1 is easily lost), then more than 100."""
    to_images = to_images.with_deadline(IMPORT_CALL_SECONDS)
    first = rng.integers(0, 256, size=(3, 784), dtype=np.uint8)
    second = rng.integers(0, 256, size=(4, 784), dtype=np.uint8)
    explain_empty(to_images.try_call(first).value, "to_images(x)", COUNT_EXAMPLE)
    require_dependence_on_input(to_images, (first,), (second,), IMAGES_EXAMPLE)
    for n in (int(rng.integers(4, 9)), 1, 129):
        x = rng.integers(10, 246, size=(n, 784), dtype=np.uint8)
        example = ONE_EXAMPLE if n == 1 else IMAGES_EXAMPLE
        value = to_images.with_mistakes(reshape_mistakes(n), example)(x)
        _explain_shape_returned(value, example)
        images = expect.array(value, what="to_images(x)", example=example)
        wanted = x.reshape(n, 28, 28, 1)
        explain_number(images, wanted, "to_images(x)", COUNT_EXAMPLE)
        explain_shape(images, n, "to_images(x)", example)
        _explain_places(to_images, images, wanted, PLACES_EXAMPLE)


def _explain_shape_returned(value: Any, example: str) -> None:
    if isinstance(value, (tuple, list)) and value and all(type(item) is int for item in value):
        text = f"to_images(x) is {tuple(value)!s:.60}, which looks like a shape"
        fail("shape-returned", f"{text}; expected the images themselves.", example)


def explain_empty(value: Any, what: str, example: str) -> None:
    """Fail when the result is an array or a list with nothing in it."""
    if isinstance(value, (np.ndarray, list, tuple)) and np.size(value) == 0:
        text = f"{what} is an array or a list with nothing in it; expected images."
        fail("empty-result", text, example)


def explain_zeros(images: np.ndarray, wanted: np.ndarray, what: str, example: str) -> None:
    """Fail when everything is 0 though the images are not black."""
    if images.shape == wanted.shape and wanted.any() and not images.any():
        fail("only-zeros", f"{what} has nothing but 0 in it; expected 0 for black alone.", example)


def explain_number(images: np.ndarray, wanted: np.ndarray, what: str, example: str) -> None:
    """Fail when an image is missing, when only one came back, or one in the place of all."""
    n, pixels = len(wanted), wanted.reshape(len(wanted), -1)
    if n == 1 or images.size % 784:
        return
    got = images.reshape(-1, 784)
    if allclose_same_shape(got, pixels, 1e-4):
        return
    came = f"{what} has shape {images.shape} for {n} images"
    if len(got) == 1:
        for place, number, why in (
            (0, "first", "A loop is left at its first `return`; and `x[0]` is one image."),
            (-1, "last", "Each round of a loop may have overwritten what the one before made."),
        ):
            if allclose_same_shape(got[0], pixels[place], 1e-4):
                text = f"{came}: only the {number} one came back; expected all {n}. {why}"
                fail("only-one-image", text, example)
    if len(got) == n:
        _explain_misplaced(got, pixels, what, example)
    places = _places(got, pixels)
    if len(got) < n and None not in places and places == sorted(set(places)):
        _explain_missing(places, n, came, example, MANY_EXAMPLES[what].format(n=n))


def _places(got: np.ndarray, pixels: np.ndarray) -> list[Any]:
    """For each image that came back, the number of the equal one of the input, or None."""
    places: list[Any] = []
    for image in got:
        equal = (i for i, row in enumerate(pixels) if allclose_same_shape(image, row, 1e-4))
        places.append(next(equal, None))
    return places


def _explain_missing(
    places: list[int], n: int, came: str, example: str, many_example: str
) -> NoReturn:
    missing = [number for number in range(n) if number not in places]
    if missing == [0]:
        fail("image-missing", f"{came}: the first one is missing.", example)
    if missing == [n - 1]:
        fail("image-missing", f"{came}: the last one is missing.", example)
    if missing[0] == len(places):
        text = f"{came}: only the first {len(places)} came back."
    else:
        numbers = ", ".join(str(number) for number in missing[:4])
        text = f"{came}: those that are missing begin with the numbers {numbers}, counted from 0."
    fail("image-missing", text, many_example)


def _explain_misplaced(got: np.ndarray, pixels: np.ndarray, what: str, example: str) -> None:
    """Fail when the images that came back are the right ones, and not each in its place."""
    places = _places(got, pixels)
    if any(place is None and image.any() for place, image in zip(places, got, strict=True)):
        return
    if set(places) == {0}:
        text = f"{what} holds the first image {len(got)} times; expected each image once."
        fail("same-image-repeated", text, example)
    if not any(place is not None for place in places):
        return
    wrong = next(i for i, place in enumerate(places) if place != i)
    stands = "nothing but 0" if places[wrong] is None else f"image {places[wrong]} of the input"
    text = f"Where image {wrong} belongs, {what} has {stands}."
    is_complete = sorted(p for p in places if p is not None) == list(range(len(got)))
    fail("rows-reordered" if is_complete else "images-misplaced", text, example)


def explain_shape(images: np.ndarray, n: int, what: str, example: str) -> None:
    """Fail unless the shape is (n, 28, 28, 1). ``what`` names the images in sentences."""
    wanted = (n, 28, 28, 1)
    if images.shape == wanted:
        return
    flat = "The images are still flat rows."
    mistakes = {
        (n, 28, 28): ("no-channel-axis", "The channel axis is missing."),
        (n, 1, 28, 28): ("channels-first", "The channel axis is second; Keras expects it last."),
        (1, n, 28, 28): ("channel-axis-in-front", "The new axis is in front of the images."),
        (1, n, 28, 28, 1): ("axis-in-front", "An axis of length 1 is in front of all others."),
        (28, 28, n): ("images-axis-last", "The axis that counts the images is last."),
        (1, 28, 28, n): ("images-axis-last", "The axis that counts the images is last."),
        (28, n, 28): ("rows-before-images", "The first axis counts rows, the second images."),
        (28, n, 28, 1): ("rows-before-images", "The first axis counts rows, the second images."),
        (28, 28, 1, n): ("images-axis-last", "The axis that counts the images is last."),
        (n, 28, 28, 3): ("three-channels", "Grey images have one channel."),
        (n, 1, 28, 28, 1): (
            "image-in-its-own-array",
            "There is an axis too many behind the first.",
        ),
        (n, 28, 1, 28): (
            "channel-axis-in-between",
            "The axis of length 1 is third; it belongs last.",
        ),
        (n, 1, 784): ("not-reshaped", flat),
        (n, 784): ("not-reshaped", flat),
        (n, 784, 1): ("not-reshaped", flat),
        (n, 784, 1, 1): ("not-reshaped", flat),
        (n * 784,): ("not-reshaped", "All the images became one long row."),
    }
    for shape in ((28 * n, 28), (28, 28 * n)):
        joined = "The images are joined to one large picture."
        mistakes |= {shape: ("images-joined", joined), (*shape, 1): ("images-joined", joined)}
    if n == 1:
        gone = "For one image, the axis that counts the images is gone."
        mistakes |= {(28, 28, 1): ("batch-axis-lost", gone), (28, 28): ("batch-axis-lost", gone)}
    if n % 3 == 0:
        third = "Three channels take the pixels of three images."
        mistakes[n // 3, 28, 28, 3] = ("three-channels", third)
    if 784 in images.shape and images.size == n * 784 and images.shape not in mistakes:
        mistakes[images.shape] = ("not-reshaped", "The 784 pixels still lie on one axis.")
    _explain_sides(images, wanted, what, example)
    if images.shape in mistakes:
        code, why = mistakes[images.shape]
        fail(code, f"{what} has shape {images.shape}; expected {wanted}. {why}", example)
    if images.shape[1:] == wanted[1:]:
        text = f"{what} has shape {images.shape}; expected {wanted}: one image for each row."
        fail("number-of-images", text, example)
    expect.array(images, shape=wanted, what=what, example=example)


def _explain_sides(images: np.ndarray, wanted: tuple[int, ...], what: str, example: str) -> None:
    """Fail when a picture has a row or a column too many, or some too few."""
    sides = images.shape[1:3]
    near = len(sides) == 2 and all(20 <= side <= 36 for side in sides)
    if (
        near
        and sides != (28, 28)
        and images.shape in ((*wanted[:1], *sides, 1), (wanted[0], *sides))
    ):
        text = f"{what} has shape {images.shape}; expected {wanted}. A picture has {sides[0]} rows "
        fail("side-not-28", f"{text}of {sides[1]} pixels here; expected 28 rows of 28.", example)


PLACE_MISTAKES = (
    Mistake(
        "pixels-transposed",
        lambda wanted: wanted.transpose(0, 2, 1, 3),
        "Rows became columns.",
    ),
    Mistake(
        "rescaled-in-to-images",
        lambda wanted: wanted / 255,
        "The values are divided by 255; only the shape is to change.",
    ),
    Mistake(
        "inverted",
        lambda wanted: 255 - wanted.astype(np.int64),
        "Each value is 255 minus the pixel; only the shape is to change.",
    ),
    Mistake(
        "wrapped-in-int8",
        lambda wanted: wanted.astype(np.int8),
        "The pixels above 127 became negative, as a cast to int8 makes them.",
    ),
)


def _explain_places(
    to_images: Function, images: np.ndarray, wanted: np.ndarray, example: str
) -> None:
    if allclose_same_shape(images, wanted, 0):
        return
    explain_zeros(images, wanted, "to_images(x)", example)
    start = f"{difference(images, wanted, 'Pixel')}."
    found = find_mistakes(images, wanted, PLACE_MISTAKES, (wanted,), tolerance=1e-4)
    fail_with(found, example, before=start)
    n_other = int((images != wanted).sum())
    if images.any() and not images[images != wanted].any():
        text = f"{start} {n_other} of {wanted.size} pixels are 0, and the others are right."
        fail("pixels-left-out", text, example)
    _explain_sources(to_images, start, example)
    if np.array_equal(np.sort(images, axis=None), np.sort(wanted, axis=None)):
        fail("pixels-scrambled", f"{start} All pixels are there, in other places.", example)
    expect.close(images, wanted, "the pixel", "values-changed", example, tolerance=0)


def _keeps_values(to_images: Function) -> bool:
    """Whether pixels of one value keep it; some of them may be left 0."""
    for value in (9, 200):
        outcome = to_images.ask(np.full((2, 784), value, dtype=np.uint8))
        if np.shape(outcome.value) != (2, 28, 28, 1):
            return False
        found = np.asarray(outcome.value)
        if not found.any() or not np.isin(found, (0, value)).all():
            return False
    return True


def _explain_sources(to_images: Function, start: str, example: str) -> None:
    """Fail when each pixel of a picture is one of the row's, at another place than it should be.

    Two rows of numbers tell from where each pixel was taken: no pixel has the same two numbers.
    The images beside it hold 255.
    """
    if not _keeps_values(to_images):
        return
    numbers = np.arange(784)
    pair = []
    for row in (numbers % 250, numbers // 250):
        x = np.full((3, 784), 255, dtype=np.uint8)
        x[0] = row
        outcome = to_images.ask(x)
        if np.shape(outcome.value) != (3, 28, 28, 1):
            return
        pair.append(np.asarray(outcome.value)[0, :, :, 0].astype(np.int64))
    if 255 in pair[0]:
        text = f"{start} One picture holds pixels of several images."
        fail("pixels-scrambled", text, example)
    sources = pair[0] + 250 * pair[1]
    expected = numbers.reshape(28, 28)
    if np.array_equal(sources, expected):
        return
    row, column = np.argwhere(sources != expected)[0].tolist()
    place = (
        f"{start} At row {row}, column {column} of the picture stands pixel "
        f"{sources[row, column]} of the flat row; expected pixel {expected[row, column]}."
    )
    found, counts = np.unique(sources, return_counts=True)
    if np.array_equal(found, numbers):
        fail("pixels-scrambled", f"{place} All pixels are there, in other places.", example)
    if set(found.tolist()) <= set(numbers.tolist()):
        often = f"Pixel {found[counts.argmax()]} stands in {counts.max()} places, and "
        text = f"{place} {often}{784 - len(found)} of the 784 pixels stand in none."
        fail("pixels-repeated", text, example)
