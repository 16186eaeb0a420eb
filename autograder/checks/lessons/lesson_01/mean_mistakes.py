"""The known mistakes in averaging the images of one class, and the answers that they predict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.mistakes import Mistake

Question = tuple[np.ndarray, np.ndarray, int]  # x, y and label


def chosen(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    """The images of the class, in a type that can be computed with."""
    return x[y == label].astype(np.float64)


def mean(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    """The right answer, flat."""
    return chosen(x, y, label).mean(axis=0)


def _sum_over(divisor: Callable[[np.ndarray, np.ndarray, int], float]) -> Callable[..., Any]:
    return lambda x, y, label: chosen(x, y, label).sum(axis=0) / divisor(x, y, label)


def _divided_in_each_round(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    total = np.zeros(784)
    for n, image in enumerate(chosen(x, y, label), start=1):
        total = (total + image) / n
    return total


def _pair_by_pair(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    first, *rest = chosen(x, y, label)
    for image in rest:
        first = (first + image) / 2
    return first


def _pair_by_pair_from_zero(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    result = np.zeros(784)
    for image in chosen(x, y, label):
        result = (result + image) / 2
    return result


def _without_black(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    images = chosen(x, y, label)
    return images.sum(axis=0) / np.maximum((images > 0).sum(axis=0), 1)


def _first_row_alone(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    return x[0] * (y[0] == label)


def _mixed(*shape: int) -> Callable[..., Any]:
    axis = shape.index(-1)
    return lambda x, y, label: chosen(x, y, label).reshape(shape).mean(axis=axis).ravel()


def _wrapped(x: np.ndarray, y: np.ndarray, label: int) -> np.ndarray:
    return chosen(x, y, label).sum(axis=0) % 256


def number_of(x: np.ndarray, y: np.ndarray, label: int) -> int:
    """How many images the class has."""
    return int((y == label).sum())


CUT, DIVIDED, ONE_IMAGE = (
    "mean-cut-to-whole-numbers",
    "divided-by-wrong-number",
    "one-image-for-mean",
)
CLASSES, SKIPPED, WRAPPED = "wrong-classes-chosen", "row-skipped", "uint8-wraparound"
WRONG_AXIS = "mean-over-wrong-axis"
# Each predicts the 784 values of the answer.
VALUE_MISTAKES = (
    Mistake("label-ignored", lambda x, y, k: x.mean(axis=0), "The mean of all images came back"),
    Mistake(
        "label-ignored",
        lambda x, y, k: x.mean(axis=0) if k == 0 else mean(x, y, k),
        "For label 0 the mean of all images came back",
    ),
    Mistake("label-overwritten", lambda x, y, k: mean(x, y, 9), "The mean of class 9 came back"),
    Mistake("label-as-row-number", lambda x, y, k: x[k], "Row number `label` of x came back"),
    Mistake(
        "labels-as-row-numbers",
        lambda x, y, k: x[y].mean(axis=0),
        "The mean of `x[y]` came back: of the rows whose numbers are in y",
    ),
    *(
        Mistake(
            "label-written-in",
            lambda x, y, k, written=written: mean(x, y, written),
            f"The mean of class {written} came back, whatever `label` is",
        )
        for written in range(9)  # 9 is also the last label of a loop, see above
    ),
    Mistake(
        WRONG_AXIS,
        lambda *q: np.full(784, chosen(*q).mean()),
        "Every pixel is the mean of all pixels",
    ),
    Mistake(
        WRONG_AXIS, lambda x, y, k: np.full(784, x.mean()), "Every pixel is the mean of all pixels"
    ),
    Mistake(
        "float16-too-coarse",
        lambda *q: mean(*q).astype(np.float16),
        "It was rounded as float16 rounds",
    ),
    Mistake(
        "pixels-transposed",
        lambda x, y, k: mean(x, y, k).reshape(28, 28).T.ravel(),
        "Rows became columns",
    ),
    Mistake(
        "scaled-too-early", lambda x, y, k: mean(x, y, k) / 255, "It is not on the scale 0 to 255"
    ),
    Mistake(CUT, lambda x, y, k: np.floor(mean(x, y, k)), "The fractions were cut off"),
    Mistake(CUT, lambda x, y, k: np.rint(mean(x, y, k)), "It was rounded to whole numbers"),
    Mistake(
        "median-for-mean", lambda x, y, k: np.median(chosen(x, y, k), axis=0), "This is the median"
    ),
    Mistake(
        "other-statistic",
        lambda x, y, k: chosen(x, y, k).max(axis=0),
        "Each pixel is the largest of the class",
    ),
    Mistake(
        "other-statistic",
        lambda x, y, k: chosen(x, y, k).min(axis=0),
        "Each pixel is the smallest of the class",
    ),
    Mistake(
        "other-statistic",
        lambda x, y, k: chosen(x, y, k).std(axis=0),
        "This is the spread, the standard deviation",
    ),
    Mistake(
        "other-statistic",
        lambda x, y, k: np.sqrt((chosen(x, y, k) ** 2).mean(axis=0)),
        "The pixels were squared before their mean was taken",
    ),
    Mistake(
        "picture-flipped",
        lambda x, y, k: mean(x, y, k).reshape(28, 28)[::-1].ravel(),
        "The picture is upside down",
    ),
    Mistake(
        "picture-flipped",
        lambda x, y, k: mean(x, y, k).reshape(28, 28)[:, ::-1].ravel(),
        "Left and right are exchanged",
    ),
    Mistake(
        "picture-flipped",
        lambda x, y, k: mean(x, y, k)[::-1],
        "The picture is turned by 180 degrees",
    ),
    Mistake(
        "picture-inverted", lambda x, y, k: 255 - mean(x, y, k), "Bright and dark are exchanged"
    ),
    Mistake(
        "scaled-to-brightest",
        lambda x, y, k: mean(x, y, k) * 255 / mean(x, y, k).max(),
        "The picture was made brighter: its brightest pixel is 255",
    ),
    Mistake(
        "scaled-to-brightest",
        lambda x, y, k: mean(x, y, k) / mean(x, y, k).max(),
        "The picture was divided by its brightest pixel",
    ),
    Mistake(
        "rows-taken-as-sorted",
        lambda x, y, k: x[k * (len(x) // 10) : (k + 1) * (len(x) // 10)].mean(axis=0),
        "The rows were taken as if they were sorted by class",
    ),
    Mistake(
        "label-as-row-number",
        lambda x, y, k: x[:k].mean(axis=0),
        "The first rows were averaged, as many as the label says",
    ),
    Mistake(
        CUT,
        lambda x, y, k: (x[y == k] // number_of(x, y, k)).sum(axis=0),
        "Each image was divided to whole numbers before it was added",
    ),
    Mistake(
        "image-of-class-twice",
        lambda x, y, k: mean(x, y, k) + chosen(x, y, k)[0] / number_of(x, y, k),
        "The first image of the class was added twice",
    ),
    Mistake(
        "black-pixels-left-out",
        _without_black,
        "This is the mean of the pixels that are not 0: images that are black there do not count",
    ),
    Mistake("sum-for-mean", _sum_over(lambda x, y, k: 1), "This is the sum, not divided"),
    Mistake(
        "divided-by-all",
        _sum_over(lambda x, y, k: len(x)),
        "The sum was divided by the number of all images",
    ),
    Mistake(DIVIDED, _sum_over(lambda x, y, k: k), "The sum was divided by the label"),
    Mistake(
        DIVIDED,
        _sum_over(lambda x, y, k: number_of(x, y, k) + 1),
        "The sum was divided by one more than the number of images: the count starts at 1",
    ),
    Mistake(
        DIVIDED,
        _sum_over(lambda x, y, k: number_of(x, y, k) - 1),
        "The sum was divided by one less than the number of images",
    ),
    Mistake(
        "divided-in-loop", _divided_in_each_round, "The sum was divided in each round of the loop"
    ),
    Mistake(
        "averaged-pair-by-pair",
        _pair_by_pair,
        "The mean so far and the next image were averaged, again and again",
    ),
    Mistake(
        "averaged-pair-by-pair",
        _pair_by_pair_from_zero,
        "The mean so far, 0 at first, and the next image were averaged, again and again",
    ),
    Mistake(
        WRAPPED, lambda x, y, k: _wrapped(x, y, k) / number_of(x, y, k), "The sum went past 255"
    ),
    Mistake(
        WRAPPED, lambda x, y, k: _wrapped(x, y, k) // number_of(x, y, k), "The sum went past 255"
    ),
    Mistake(WRAPPED, _wrapped, "The sum went past 255"),
    Mistake(
        ONE_IMAGE, lambda x, y, k: chosen(x, y, k)[0], "The first image of the class came back"
    ),
    Mistake(
        ONE_IMAGE, lambda x, y, k: chosen(x, y, k)[-1], "The last image of the class came back"
    ),
    Mistake(
        ONE_IMAGE,
        lambda x, y, k: chosen(x, y, k)[-1] / number_of(x, y, k),
        "The last image of the class came back, divided by the number of images",
    ),
    Mistake("return-in-loop", _first_row_alone, "Only the first row of x was looked at"),
    Mistake(SKIPPED, lambda x, y, k: mean(x[1:], y[1:], k), "The first row of x was left out"),
    Mistake(SKIPPED, lambda x, y, k: mean(x[:-1], y[:-1], k), "The last row of x was left out"),
    Mistake(
        "image-of-class-skipped",
        lambda x, y, k: chosen(x, y, k)[1:].mean(axis=0),
        "The first image of the class was left out",
    ),
    Mistake(
        "image-of-class-skipped",
        lambda x, y, k: chosen(x, y, k)[1:].sum(axis=0) / number_of(x, y, k),
        "The first image of the class was not added, and was counted",
    ),
    Mistake(
        "image-of-class-skipped",
        lambda x, y, k: chosen(x, y, k)[:-1].mean(axis=0),
        "The last image of the class was left out",
    ),
    Mistake(
        "reshape-mixes-images",
        _mixed(28, 28, -1),
        "`reshape` put pixels of several images together",
    ),
    Mistake(
        "reshape-mixes-images",
        _mixed(28, -1, 28),
        "`reshape` put pixels of several images together",
    ),
    Mistake(CLASSES, lambda x, y, k: x[y != k].mean(axis=0), "All other classes were averaged"),
    Mistake(CLASSES, lambda x, y, k: x[y <= k].mean(axis=0), "Smaller labels were averaged too"),
    Mistake(CLASSES, lambda x, y, k: x[y >= k].mean(axis=0), "Larger labels were averaged too"),
)
# Each predicts an answer of another shape; no class is as large as another part.
SHAPE_MISTAKES = (
    Mistake(WRONG_AXIS, lambda *q: chosen(*q).mean(), "It is one number, the mean of all pixels"),
    Mistake(WRONG_AXIS, lambda *q: chosen(*q).mean(axis=1), "There is one mean for each image"),
    Mistake(WRONG_AXIS, lambda x, y, k: x.mean(), "It is one number, the mean of all pixels"),
    Mistake(WRONG_AXIS, lambda x, y, k: x.mean(axis=1), "There is one mean for each image"),
    Mistake(
        WRONG_AXIS,
        lambda *q: chosen(*q).reshape(-1, 28, 28).mean(axis=2),
        "There are means for each image",
    ),
    Mistake(
        WRONG_AXIS,
        lambda *q: chosen(*q).reshape(-1, 28, 28).mean(axis=1),
        "There are means for each image",
    ),
    Mistake(
        WRONG_AXIS,
        lambda *q: mean(*q).reshape(28, 28).mean(axis=0),
        "A second mean was taken, over the rows of the picture",
    ),
    Mistake(
        WRONG_AXIS,
        lambda *q: mean(*q).reshape(28, 28).mean(axis=1),
        "A second mean was taken, over the columns of the picture",
    ),
    Mistake(
        "label-chosen-after-mean",
        lambda x, y, k: x.mean(axis=0)[k],
        "It is the mean of one pixel over all images, of pixel number `label`",
    ),
    Mistake("no-mean", lambda *q: chosen(*q), "The images of the class came back, not their mean"),
    Mistake(
        "no-mean",
        lambda *q: chosen(*q).reshape(-1, 28, 28),
        "The images of the class came back, not their mean",
    ),
    Mistake(
        "all-classes-returned",
        lambda x, y, k: np.stack([mean(x, y, j).reshape(28, 28) for j in range(10)]),
        "The means of all ten classes came back",
    ),
    Mistake(
        "all-classes-returned",
        lambda x, y, k: np.stack([mean(x, y, j) for j in range(10)]),
        "The means of all ten classes came back",
    ),
)
