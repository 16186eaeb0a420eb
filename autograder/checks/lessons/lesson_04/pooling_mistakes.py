"""The known mistakes of lesson 04's `max_pool`: wrong answers."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checks.lessons.lesson_04.windows import (
    changed_values,
    parts_of_the_result,
)
from autograder.checks.mistakes import Mistake


def pool(image: np.ndarray, size: int = 2, reduce: Any = np.max) -> np.ndarray:
    """One value for each whole window of ``size`` x ``size``."""
    return np.asarray(reduce(_blocks(image, size), axis=(2, 3)))


def _blocks(image: np.ndarray, size: int = 2) -> np.ndarray:
    """The whole windows: row and column of the window, row and column in it."""
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[: h * size, : w * size].reshape(h, size, w, size).swapaxes(1, 2)


def _in_window(image: np.ndarray) -> np.ndarray:
    """The four values of each window of 2 x 2 along the last axis."""
    return _blocks(image).reshape(*pool(image).shape, 4)


def _sliding(image: np.ndarray, window: int = 2) -> np.ndarray:
    return sliding_window_view(image, (window, window)).max(axis=(2, 3))


def other_windows(image: np.ndarray, size: int, window: int, step: int) -> np.ndarray:
    """The maxima for windows of another side or another step, as many as for ``size``."""
    rows, columns = image.shape[0] // size, image.shape[1] // size
    result = np.full((rows, columns), np.nan)
    for y, x in np.ndindex(rows, columns):
        cut = image[y * step : y * step + window, x * step : x * step + window]
        result[y, x] = cut.max() if cut.size else np.nan
    return result


def rest_shared_out(image: np.ndarray) -> np.ndarray:
    """The maxima of the parts that ``np.array_split`` makes, as many as there are windows."""
    rows, columns = pool(image).shape
    bands = np.array_split(image, rows)
    return np.array([[p.max() for p in np.array_split(b, columns, axis=1)] for b in bands])


def _size_windows_a_side(image: np.ndarray) -> np.ndarray:
    """The maxima of 2 x 2 equal parts."""
    h, w = image.shape[0] // 2, image.shape[1] // 2
    return np.asarray(image[: 2 * h, : 2 * w].reshape(2, h, 2, w).max(axis=(1, 3)))


def _as_large(image: np.ndarray, step: int) -> np.ndarray:
    """The maxima in an array of zeros as large as the image, each ``step`` places apart."""
    result, maxima = np.zeros_like(image), pool(image)
    result[: step * maxima.shape[0] : step, : step * maxima.shape[1] : step] = maxima
    return result


def _in_one_direction(image: np.ndarray, axis: int) -> np.ndarray:
    h, w = image.shape
    parts = image.reshape((h // 2, 2, w) if axis == 0 else (h, w // 2, 2))
    return np.asarray(parts.max(axis=axis + 1))


def _first_of_the_other(image: np.ndarray, axis: int) -> np.ndarray:
    rows, columns = pool(image).shape
    return _in_one_direction(image, axis)[:rows, :columns]


def _begun_elsewhere(image: np.ndarray, by: int) -> np.ndarray:
    padded = np.pad(image, 1, mode="edge")
    return pool(padded[1 + by : 1 + by + image.shape[0], 1 + by : 1 + by + image.shape[1]])


def of_largest_size(image: np.ndarray) -> np.ndarray:
    """The value furthest from 0 of each window, with its sign."""
    flat = _in_window(image)
    places = np.abs(flat).argmax(axis=2)[..., np.newaxis]
    return np.take_along_axis(flat, places, axis=2)[..., 0]


def _reshaped(*axes: int) -> Any:
    def wrong(image: np.ndarray) -> np.ndarray:
        h, w = image.shape[0] // 2, image.shape[1] // 2
        return np.asarray(image[: h * 2, : w * 2].reshape(h, 2, w, 2).max(axis=axes))

    return wrong


def _growing_down(image: np.ndarray) -> np.ndarray:
    return np.maximum.accumulate(pool(image), axis=0)


def _growing(image: np.ndarray) -> np.ndarray:
    return np.maximum.accumulate(_growing_down(image), axis=1)


def _twice(first: Any, second: Any, axis: int) -> Any:
    """One number for each row (axis 3) or column (axis 2) of a window, then one of these."""
    return lambda image: np.asarray(second(first(_blocks(image), axis=axis), axis=2))


_OTHER_VALUES = (
    ("The second largest value", lambda image: np.sort(_in_window(image))[..., -2]),
    ("The median", lambda image: np.median(_in_window(image), axis=2)),
    ("The mean of the largest values of the rows", _twice(np.max, np.mean, 3)),
    ("The mean of the largest values of the columns", _twice(np.max, np.mean, 2)),
    ("The sum of the largest values of the rows", _twice(np.max, np.sum, 3)),
    ("The sum of the largest values of the columns", _twice(np.max, np.sum, 2)),
    ("The smallest of the largest values of the rows", _twice(np.max, np.min, 3)),
    ("The smallest of the largest values of the columns", _twice(np.max, np.min, 2)),
)
GROWING = (
    "Each value is the largest of its window and of those before it: the slices do not begin "
    "where the window does"
)
OVERLAP = "The window moved one step at a time; expected: it moves by its own size"
CORNER = "Always the same corner of the window was kept"
AXES = "The maximum was taken along other axes of the reshaped image"
BEST = "Each value is the largest of all windows so far: the search does not start anew"
NO_WINDOW = "The maximum was taken over whole rows, whole columns or the whole image"
LARGE = "The result is as large as the image, with zeros between the values or behind them"

# What a wrong `max_pool` computes for an image and windows of 2 x 2
POOL_MISTAKES = (
    *parts_of_the_result(pool, "maximum", "last-window-missing"),
    *changed_values(pool),
    Mistake("pool-windows-overlap", _sliding, OVERLAP),
    Mistake("pool-windows-overlap", lambda image: other_windows(image, 2, 2, 1), OVERLAP),
    Mistake(
        "pool-starts-at-zero",
        lambda image: np.maximum(pool(image), 0),
        "Negative values became 0; expected the largest of the negative values in such a window",
    ),
    Mistake("mean-for-max", lambda image: pool(image, 2, np.mean), "The windows were averaged"),
    Mistake(
        "other-value-for-max",
        lambda image: pool(image, 2, np.min),
        "The smallest value of each window was kept",
    ),
    Mistake(
        "other-value-for-max",
        lambda image: pool(image, 2, np.sum),
        "The values of each window were added up",
    ),
    Mistake(
        "other-value-for-max",
        lambda image: _in_window(image).argmax(axis=2),
        "The place of the largest value in its window came back; expected the value",
    ),
    Mistake(
        "other-value-for-max",
        lambda image: pool(np.abs(image)),
        "Every value lost its sign before the largest was searched",
    ),
    Mistake(
        "other-value-for-max",
        of_largest_size,
        "The value furthest from 0 was kept, negative or not",
    ),
    *(
        Mistake("other-value-for-max", wrong, f"{says} of each window was taken")
        for says, wrong in _OTHER_VALUES
    ),
    *(
        Mistake(
            "windows-of-other-size",
            lambda image, side=side: pool(image, side),
            f"The windows are {side} x {side} for size=2",
        )
        for side in (3, 4)
    ),
    *(Mistake("slice-start-not-moved", wrong, GROWING) for wrong in (_growing, _growing_down)),
    *(
        Mistake("pool-keeps-one-corner", lambda image, y=y, x=x: _blocks(image)[:, :, y, x], CORNER)
        for y in (0, 1)
        for x in (0, 1)
    ),
    *(
        Mistake(
            "pool-part-of-window",
            lambda image, part=part: _in_window(image)[..., list(part)].max(axis=2),
            f"Only {len(part)} of the 4 values of each window were compared",
        )
        for n in (2, 3)
        for part in itertools.combinations(range(4), n)
    ),
    Mistake(
        "window-too-large",
        lambda image: other_windows(image, 2, 3, 2),
        "The windows were 3 x 3, in steps of 2: the end of a slice is not included",
    ),
    Mistake(
        "last-window-missing",
        lambda image: pool(image)[:-1, :-1],
        "The last row and the last column of windows are missing",
    ),
    Mistake(
        "total-never-reset",
        lambda image: np.maximum.accumulate(pool(image).ravel()).reshape(pool(image).shape),
        BEST,
    ),
    Mistake("total-never-reset", lambda image: np.maximum.accumulate(pool(image), axis=1), BEST),
    *(Mistake("no-window", lambda image, a=a: image.max(axis=a), NO_WINDOW) for a in (None, 0, 1)),
    Mistake(
        "no-window",
        lambda image: np.tile(pool(image).max(axis=1)[:, np.newaxis], pool(image).shape[1]),
        "The image was cut in one direction only: each value is the largest of whole rows",
    ),
    Mistake(
        "no-window",
        lambda image: np.tile(pool(image).max(axis=0), (pool(image).shape[0], 1)),
        "The image was cut in one direction only: each value is the largest of whole columns",
    ),
    Mistake(
        "search-starts-elsewhere",
        lambda image: np.maximum(pool(image), image[0, 0]),
        "No value is below the image's first one: the search starts from it in every window",
    ),
    *(
        Mistake(
            "search-starts-elsewhere",
            lambda image, start=start: np.full(pool(image).shape, start),
            "Every value is infinite, as at the start: is the comparison the wrong way round?",
        )
        for start in (-np.inf, np.inf)
    ),
    Mistake(
        "other-value-for-max",
        lambda image: np.minimum(pool(image, 2, np.min), 0),
        "The smallest value of each window was kept, or 0",
    ),
    Mistake("other-name-returned", lambda image: image, "The image itself came back"),
    Mistake(
        "other-name-returned",
        lambda image: _blocks(image)[-1, -1],
        "The last window itself came back",
    ),
    *(
        Mistake(
            "no-window",
            lambda image, axis=axis: _in_one_direction(image, axis),
            "The image was pooled in one direction only",
        )
        for axis in (0, 1)
    ),
    *(
        Mistake(
            "no-window",
            lambda image, axis=axis: _first_of_the_other(image, axis),
            f"The image was pooled in one direction only; in the other its first {kept} were taken",
        )
        for axis, kept in ((0, "columns"), (1, "rows"))
    ),
    *(
        Mistake(
            "pool-windows-shifted",
            lambda image, by=by: _begun_elsewhere(image, by),
            f"The windows begin one pixel {where}, to the right and below alike",
        )
        for by, where in ((-1, "too early"), (1, "too late"))
    ),
    Mistake(
        "size-counts-windows",
        _size_windows_a_side,
        "The image was cut into `size` windows in each direction; expected windows of `size` pixels",
    ),
    Mistake("map-as-large-as-image", lambda image: _as_large(image, 1), LARGE),
    Mistake("map-as-large-as-image", lambda image: _as_large(image, 2), LARGE),
    Mistake(
        "reshape-is-no-window",
        lambda image: image.reshape(*pool(image).shape, 2, 2).max(axis=(2, 3)),
        "Four neighbours of one row were taken for a window",
    ),
    Mistake(
        "reshape-is-no-window",
        lambda image: image.reshape(-1, 4).max(axis=1),
        "Four neighbours of one row were taken for a window",
    ),
    *(Mistake("pool-wrong-axes", _reshaped(a), AXES) for a in range(4)),
    *(
        Mistake("pool-wrong-axes", _reshaped(a, b), AXES)
        for a in range(4)
        for b in range(a + 1, 4)
        if (a, b) != (1, 3)
    ),
)


def size_mistakes(size: int) -> tuple[Mistake, ...]:
    """What is wrong for ``size`` in a `max_pool` that is right for windows of 2 x 2."""

    def other(code: str, window: int, step: int, says: str) -> Mistake:
        return Mistake(code, lambda image: other_windows(image, size, window, step), says)

    ignored = "pool-size-ignored"
    return (
        Mistake(ignored, lambda image: pool(image, 2), "The result is that of size=2"),
        other(ignored, 2, size, "The windows begin in the right places, but they are 2 x 2"),
        other(ignored, size, 2, "The windows are as large as they should be, but move by 2"),
        other(ignored, 2, 2, "The windows are 2 x 2 and move by 2"),
        other("window-too-small", size - 1, size, "The windows are one pixel too small"),
        other("window-too-large", size + 1, size, "The windows are one pixel too large"),
        other("pool-windows-overlap", size, 1, OVERLAP),
    )
