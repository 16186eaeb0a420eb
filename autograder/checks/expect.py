"""What checks expect of plain values. Each failure is a ``CheckFailedError`` with a catalogue code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from autograder.checks.failures import fail
from autograder.checks.mistakes import Mistake, match_known_mistake
from autograder.checks.values import describe

NOT_NUMBERS = "with items that are not numbers; expected an array of numbers."


def array(
    value: object,
    *,
    shape: Sequence[int | None] | None = None,
    dtype: Any = None,
    what: str,
    example: str = "",
    finite: bool = True,
    code: str = "wrong-shape",
) -> np.ndarray:
    """``value`` as an array of numbers, or ``CheckFailedError``.

    ``shape`` may have None where any size will do. A list of numbers counts as an array.
    ``code`` stands in for ``wrong-shape``.
    """
    result = _as_array(value, what, example)
    if shape is not None and not _fits(result.shape, shape):
        wanted = "(" + ", ".join("any" if n is None else str(n) for n in shape)
        wanted += ",)" if len(shape) == 1 else ")"
        fail(code, f"{what} has shape {result.shape}; expected {wanted}.", example)
    if dtype is not None and result.dtype != dtype:
        wanted = np.dtype(dtype).name
        fail("wrong-dtype", f"{what} has dtype {result.dtype}; expected {wanted}.", example)
    if finite and result.dtype.kind in "fc":
        bad = result.size - int(np.isfinite(result).sum())
        if bad:
            fail(
                "not-finite",
                f"{what} has {bad} value{'' if bad == 1 else 's'} out of {result.size} that are "
                "NaN or infinite; expected ordinary numbers.",
                example,
            )
    return result


def _as_array(value: object, what: str, example: str) -> np.ndarray:
    if value is None:
        fail("returns-none", f"{what} is None; expected an array. Is there a `return`?", example)
    description = f"{what} is {describe(value)}"
    if isinstance(value, np.ndarray):
        result = value
    elif isinstance(value, (bool, int, float, list, tuple)):
        # NumPy would give every item of the list as much room as its longest text takes.
        if not _has_only_numbers(value):
            fail("not-an-array", f"{description}, {NOT_NUMBERS}", example)
        try:
            result = np.asarray(value)
        except (ValueError, OverflowError):
            if isinstance(value, tuple):
                text = f"{what} gives {len(value)} results; expected one array."
                fail("number-of-results", text, example)
            fail(
                "not-an-array",
                f"{description}, with rows of different lengths; expected an array.",
                example,
            )
    else:
        fail("not-an-array", f"{description}; expected an array.", example)
    if result.dtype.kind not in "biufc":
        fail("not-an-array", f"{description}, {NOT_NUMBERS}", example)
    return result


def _has_only_numbers(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_has_only_numbers(item) for item in value)
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind in "biufc"
    return isinstance(value, (bool, int, float, complex))


def _fits(shape: tuple[int, ...], wanted: Sequence[int | None]) -> bool:
    return len(shape) == len(wanted) and all(
        w is None or s == w for s, w in zip(shape, wanted, strict=True)
    )


def number(value: object, what: str, example: str = "") -> float:
    """``value`` as a finite float (an array with one item counts), or ``CheckFailedError``."""
    if value is None:
        fail("returns-none", f"{what} is None; expected a number. Is there a `return`?", example)
    if isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind in "biuf":
        value = value.item()
    if not isinstance(value, (int, float)):
        fail("wrong-type", f"{what} is {describe(value)}; expected a number.", example)
    try:
        result = float(value)
    except OverflowError:
        result = float("inf")
    if not np.isfinite(result):
        fail("not-finite", f"{what} is {result}; expected an ordinary number.", example)
    return result


def close(
    got: object, wanted: object, what: str, code: str, example: str = "", tolerance: float = 1e-5
) -> None:
    """Numbers or arrays agree within ``tolerance``, absolute and relative, else ``CheckFailedError``."""
    target = np.asarray(wanted, dtype=np.float64)
    values = array(got, what=what, example=example, finite=False)
    if values.shape != target.shape:
        fail("wrong-shape", f"{what} has shape {values.shape}; expected {target.shape}.", example)
    agree = np.isclose(values, target, rtol=tolerance, atol=tolerance, equal_nan=True)
    if agree.all():
        return
    where = tuple(int(i) for i in np.argwhere(~agree)[0])
    place = f" at index {where if len(where) > 1 else where[0]}" if where else ""
    fail(code, f"{what} is {values[where]:.6g}{place}; expected {target[where]:.6g}.", example)


def answer(
    got: np.ndarray,
    right: np.ndarray,
    mistakes: Iterable[Mistake],
    *,
    what: str,
    code: str,
    inputs: tuple[Any, ...] = (),
    tolerance: float = 1e-5,
    example: str = "",
    function: Any = None,
) -> None:
    """``got`` agrees with ``right``, else ``CheckFailedError``.

    The mistakes that predict ``got`` for ``inputs`` are named; where none does, ``code`` is used.
    ``function`` is the student's function, for mistakes that ask it again.
    """
    match_known_mistake(got, right, mistakes, example, tolerance, inputs, function)
    close(got, right, what, code, example, tolerance)


def tuple_of(value: object, n: int, what: str, example: str = "") -> tuple[Any, ...]:
    """``value`` as a tuple of ``n`` things (a list counts), or ``CheckFailedError``."""
    if value is None:
        fail("returns-none", f"{what} is None; expected {n} results. Is there a `return`?", example)
    if not isinstance(value, (tuple, list)):
        text = f"{what} is {describe(value)}; expected {n} results."
        if isinstance(value, dict):
            text += " A dict is one result, however many items it has."
        fail("number-of-results", text, example)
    if len(value) != n:
        plural = "" if len(value) == 1 else "s"
        text = f"{what} gives {len(value)} result{plural}; expected {n}."
        fail("number-of-results", text, example)
    return tuple(value)
