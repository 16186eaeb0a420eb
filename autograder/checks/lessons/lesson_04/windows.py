"""What `conv2d` and `max_pool` share: wrong results that keep a part of the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np

from autograder.checks import Function
from autograder.checks.mistakes import Mistake, Raises, allclose_same_shape

TOLERANCE = 1e-4  # absolute and relative: students may compute in float32

Predicts = Callable[..., Any]
Part = Callable[[str, Predicts, str], Mistake]

SIZES_IN_SHAPE = Mistake(
    "sizes-in-shape",
    Raises("AttributeError", r"attribute '(height|width|rows|columns|cols|h|w|len|length)'"),
    "An array has its height and its width in `.shape`.",
)


def agree(got: object, wanted: np.ndarray) -> bool:
    """Whether a result of the student's function is ``wanted``, within the tolerance."""
    try:
        values = np.asarray(got, dtype=np.float64)
    except (TypeError, ValueError):
        return False
    return allclose_same_shape(values, wanted, TOLERANCE, TOLERANCE)


def tells_apart(mistakes: Iterable[Mistake], inputs: tuple[Any, ...], right: np.ndarray) -> bool:
    """Whether for these inputs no mistake gives the right answer, or that of another code."""
    codes = {_key(right): "right"}
    for mistake in mistakes:
        if codes.setdefault(_key(mistake.answer(*inputs)), mistake.code) != mistake.code:
            return False
    return True


def _key(answer: np.ndarray) -> tuple[Any, ...]:
    return answer.shape, tuple(np.round(answer.astype(np.float64).ravel(), 3))


def shape_of(function: Function, *args: Any, **kwargs: Any) -> tuple[int, ...] | None:
    """The shape of what the function gives, or None when it raises or gives no array."""
    value = function.ask(*args, **kwargs).value
    return np.shape(value) if isinstance(value, (np.ndarray, list, int, float)) else None


def kept(right: np.ndarray, rows: Any = slice(None), columns: Any = slice(None)) -> np.ndarray:
    """The right values at these rows and columns, and 0 elsewhere."""
    result = np.zeros_like(right)
    result[rows, columns] = right[rows, columns]
    return result


def first_difference(got: np.ndarray, right: np.ndarray) -> str:
    """The first wrong value, where the shapes agree: "Value [0, 1] is 3; expected 5."."""
    if got.shape != right.shape:
        return f"The result has shape {got.shape}; expected {right.shape}."
    far = ~np.isclose(got, right, rtol=TOLERANCE, atol=TOLERANCE)
    y, x = (int(i) for i in np.argwhere(far)[0])
    return f"Value [{y}, {x}] is {got[y, x]:.4g}; expected {right[y, x]:.4g}."


def _part(right_of: Predicts, code: str, predicts: Predicts, says: str) -> Mistake:
    return Mistake(code, lambda *inputs: predicts(right_of(*inputs)), says)


def parts_of_the_result(right_of: Predicts, one: str, stops_early: str) -> tuple[Mistake, ...]:
    """Mistakes of the loops and of the result, whatever is computed for each window.

    ``right_of`` gives the right answer for the inputs of the check; ``one`` is what the result
    has for one window, "sum" or "maximum"; ``stops_early`` is the code of loops that do.
    """
    part = partial(_part, right_of)
    short = "The last row and the last column of the result are still 0: the loops stop too early"
    late = "The first row and the first column of the result are still 0. Do the loops leave out number 0?"
    return (
        *_only_the_first(part, one),
        *_only_the_last(part, one),
        part(stops_early, lambda r: kept(r, slice(-1), slice(-1)), short),
        part(
            stops_early,
            lambda r: kept(r, slice(-1)),
            "The last row of the result is still 0: the loop over the rows stops too early",
        ),
        part(
            stops_early,
            lambda r: kept(r, slice(None), slice(-1)),
            "The last column of the result is still 0: the loop over the columns stops too early",
        ),
        part("first-row-missing", lambda r: kept(r, slice(1, None), slice(1, None)), late),
        *_arranged_otherwise(part),
    )


def _only_the_first(part: Part, one: str) -> tuple[Mistake, ...]:
    early = (
        "Is there a `return` inside a loop, a loop too few, or, with `while`, a counter of columns "
        "that is not set back to 0?"
    )
    only_row = f"Only the first row of the result was computed. {early}"
    only_value = f"Only the first {one} was computed. {early}"
    return (
        part("map-still-zero", np.zeros_like, "Every value of the result is 0"),
        part("loop-ended-early", lambda r: kept(r, 0), only_row),
        part("loop-ended-early", lambda r: kept(r, 0, 0), only_value),
        part("loop-ended-early", lambda r: r[:1], only_row),
        part("loop-ended-early", lambda r: r[0], only_row),
        part("loop-ended-early", lambda r: r[:1, :1], only_value),
        part("loop-ended-early", lambda r: r[0, :1], only_value),
        part("loop-ended-early", lambda r: r[0, 0], only_value),
    )


def _only_the_last(part: Part, one: str) -> tuple[Mistake, ...]:
    last = f"Only the {one} of the last window is left"
    remade = f"{last}; all others are 0. Is `result` made anew inside a loop?"
    last_of_row = f"Only the last {one} of each row is left"
    return (
        part("only-last-window-kept", lambda r: kept(r, -1, -1), remade),
        part("only-last-window-kept", lambda r: kept(r, -1), remade.replace("window", "row")),
        part(
            "only-last-window-kept",
            lambda r: r[-1, -1],
            f"{last}: each one replaced the one before",
        ),
        part("only-last-window-kept", lambda r: r[-1], "Only the last row of the result came back"),
        part(
            "only-last-window-kept",
            lambda r: _placed(r, 0, r[-1]),
            "Every row was written into the first one, so only the last row is left",
        ),
        part(
            "only-last-window-kept",
            lambda r: _placed(r, (slice(None), 0), r[:, -1]),
            "Every value was written into the first column, so only the last column is left",
        ),
        part(
            "only-last-window-kept",
            lambda r: np.repeat(r[:, -1:], r.shape[1], axis=1),
            "Each row of the result holds its last value at all places; one value has one place",
        ),
        part(
            "only-last-window-kept",
            lambda r: np.full_like(r, r[-1, -1]),
            "The last value stands at all places of the result; one value has one place",
        ),
        part("only-last-window-kept", lambda r: r[-1:], "Only the last row of the result is left"),
        part("only-last-window-kept", lambda r: kept(r, slice(None), -1), last_of_row),
        part("only-last-window-kept", lambda r: r[:, -1:], last_of_row),
        part("only-last-window-kept", lambda r: r[:, -1], last_of_row),
    )


def _arranged_otherwise(part: Part) -> tuple[Mistake, ...]:
    return (
        part(
            "map-is-flat",
            lambda r: r.ravel(),
            "The values are right, but they stand in one long row; expected rows and columns",
        ),
        part(
            "map-transposed",
            lambda r: r.T,
            "The values are right, but rows and columns of the result are swapped",
        ),
        part(
            "diagonal-only",
            lambda r: np.diag(np.diag(r)) if r.shape[0] == r.shape[1] else _diagonal(r),
            "Only the places with equal row and column were computed; the others are 0",
        ),
        part(
            "every-row-the-last",
            lambda r: np.tile(r[-1], (len(r), 1)),
            "Every row of the result is the last row",
        ),
        part(
            "one-index-for-both",
            lambda r: np.diag(r)[np.minimum(np.indices(r.shape)[0], min(r.shape) - 1)],
            "Each value belongs to a window whose row and column are both the row of the result",
        ),
        part(
            "one-index-for-both",
            lambda r: np.diag(r)[np.minimum(np.indices(r.shape)[1], min(r.shape) - 1)],
            "Each value belongs to a window whose row and column are both the column of the result",
        ),
        part("result-empty", lambda r: np.zeros(0), "The result has no values at all"),
        part(
            "row-added-too-often",
            lambda r: np.repeat(r, r.shape[1], axis=0),
            "Each row stands in the result several times",
        ),
        part(
            "row-never-emptied",
            lambda r: np.tile(r.ravel(), (len(r), 1)),
            "Every row of the result has all the values",
        ),
    )


def _placed(right: np.ndarray, place: Any, values: np.ndarray) -> np.ndarray:
    """Zeros but for these values at one place."""
    result = np.zeros_like(right)
    result[place] = values
    return result


def _diagonal(right: np.ndarray) -> np.ndarray:
    result = np.zeros_like(right)
    places = np.arange(min(right.shape))
    result[places, places] = right[places, places]
    return result


def changed_values(right_of: Predicts) -> tuple[Mistake, ...]:
    """Mistakes that change each value of the right answer, or keep it in another type."""
    part = partial(_part, right_of)
    return (
        part(
            "does-not-start-at-zero",
            lambda r: r + 1,
            "Every value is too large by 1. Does the result start from ones?",
        ),
        part(
            "truncated-to-integers",
            np.trunc,
            "Every value has lost its decimals; expected floating-point numbers",
        ),
        part("truncated-to-integers", np.round, "Every value was rounded to a whole number"),
        part(
            "truncated-to-integers",
            lambda r: np.trunc(r) % 256,
            "Every value became a whole number from 0 to 255, as in an array of type uint8",
        ),
        part(
            "truncated-to-integers",
            lambda r: np.clip(np.trunc(r), 0, 255),
            "Every value became a whole number from 0 to 255, as in an array of type uint8",
        ),
        part("sign-dropped", np.abs, "Every value has lost its sign"),
        part(
            "map-rescaled",
            lambda r: np.clip(r, 0, 1),
            "Every value was clipped to 0 to 1; expected the values as they are",
        ),
        part(
            "map-rescaled",
            lambda r: (r - r.min()) / (r.max() - r.min()),
            "The values were stretched to 0 to 1; expected the values as they are",
        ),
        *(
            part("map-rescaled", wrong, "The values were divided; expected the values as they are")
            for wrong in (
                lambda r: r / 255,
                lambda r: r / r.max(),
                lambda r: r / np.abs(r).max(),
                lambda r: r / r.sum(),
            )
        ),
    )
