"""What checks say about plain values. Each failure is a ``CheckFailedError`` with a catalogue code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

if TYPE_CHECKING:
    from autograder.checks.function import Function


NO_NUMBERS = "with items that are not numbers; expected an array of numbers."


class CheckFailedError(Exception):
    """A check found something wrong.

    ``code`` names the misconception, ``observed`` says in a sentence or two what was expected
    and what came, ``example`` is a snippet to paste that shows it.
    """

    def __init__(self, code: str, observed: str, example: str = "") -> None:
        super().__init__(f"{code}: {observed}")
        self.code = code
        self.observed = observed
        self.example = example


def fail(code: str, observed: str, example: str = "") -> NoReturn:
    """End the check: the answer shows the misconception ``code``."""
    raise CheckFailedError(code, observed, example)


def describe(value: object) -> str:
    """A short phrase for a plain value: "an array of shape (5, 10), float32"."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}, {value.dtype}"
    if isinstance(value, str):
        return f"the text {value[:60]!r}"
    if isinstance(value, (bool, int, float, complex)):
        return f"{value!r:.40}"
    if isinstance(value, (list, tuple, dict)):
        kind = type(value).__name__
        return f"a {kind} of {len(value)} item{'' if len(value) == 1 else 's'}"
    from autograder.checks.network import Network

    return "a Keras model" if isinstance(value, Network) else f"a {type(value).__name__}"


def array(
    value: object,
    *,
    shape: Sequence[int | None] | None = None,
    dtype: Any = None,
    what: str,
    example: str = "",
    finite: bool = True,
    lists: bool = True,
    code: str = "wrong-shape",
) -> np.ndarray:
    """``value`` as an array of numbers, or ``CheckFailedError``.

    ``shape`` may have None where any size will do. ``dtype`` is a dtype, an abstract one
    (``np.integer``, ``np.floating``) or a tuple of them. A list of numbers counts as an array
    unless ``lists`` is False. ``code`` stands in for ``wrong-shape``.
    """
    if value is None:
        fail("returns-none", f"{what} is None; expected an array. Is there a `return`?", example)
    came = describe(value)
    if isinstance(value, np.ndarray):
        found = value
    elif isinstance(value, (bool, int, float)) or (lists and isinstance(value, (list, tuple))):
        if not _of_numbers(value):  # one long text among many items becomes as many long texts
            fail("not-an-array", f"{what} is {came}, {NO_NUMBERS}", example)
        try:
            found = np.asarray(value)
        except (ValueError, OverflowError):
            fail(
                "not-an-array",
                f"{what} is {came}, with rows of different lengths; expected an array.",
                example,
            )
    else:
        fail("not-an-array", f"{what} is {came}; expected an array.", example)
    if found.dtype.kind not in "biufc":
        fail(
            "not-an-array",
            f"{what} is {came}, {NO_NUMBERS}",
            example,
        )
    if shape is not None and not _fits(found.shape, shape):
        wanted = "(" + ", ".join("any" if n is None else str(n) for n in shape)
        wanted += ",)" if len(shape) == 1 else ")"
        fail(code, f"{what} has shape {found.shape}; expected {wanted}.", example)
    if dtype is not None:
        wanted_types = dtype if isinstance(dtype, tuple) else (dtype,)
        if not any(np.issubdtype(found.dtype, t) for t in wanted_types):
            names = " or ".join(_dtype_name(t) for t in wanted_types)
            fail("wrong-dtype", f"{what} has dtype {found.dtype}; expected {names}.", example)
    if finite and found.dtype.kind in "fc" and not np.isfinite(found).all():
        bad = int(np.size(found) - np.isfinite(found).sum())
        fail(
            "not-finite",
            f"{what} has {bad} value{'' if bad == 1 else 's'} out of {found.size} that are NaN or "
            "infinite; expected ordinary numbers.",
            example,
        )
    return found


def _of_numbers(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_of_numbers(item) for item in value)
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind in "biufc"
    return isinstance(value, (bool, int, float, complex))


def _fits(shape: tuple[int, ...], wanted: Sequence[int | None]) -> bool:
    return len(shape) == len(wanted) and all(
        w is None or s == w for s, w in zip(shape, wanted, strict=True)
    )


def _dtype_name(dtype: Any) -> str:
    abstract = {
        np.integer: "an integer type",
        np.floating: "a floating-point type",
        np.number: "a numeric type",
    }
    return abstract.get(dtype) or np.dtype(dtype).name


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
    got: object,
    wanted: object,
    what: str,
    code: str,
    example: str = "",
    tolerance: float = 1e-5,
) -> None:
    """Numbers or arrays agree within ``tolerance``, absolute and relative, else ``CheckFailedError``."""
    target = np.asarray(wanted, dtype=np.float64)
    found = array(got, what=what, example=example, finite=False)
    if found.shape != target.shape:
        fail(
            "wrong-shape",
            f"{what} has shape {found.shape}; expected {target.shape}.",
            example,
        )
    agree = np.isclose(found, target, rtol=tolerance, atol=tolerance, equal_nan=True)
    if agree.all():
        return
    where = tuple(int(i) for i in np.argwhere(~agree)[0])
    place = f" at index {where if len(where) > 1 else where[0]}" if where else ""
    fail(code, f"{what} is {found[where]:.6g}{place}; expected {target[where]:.6g}.", example)


def tuple_of(value: object, n: int, what: str, example: str = "") -> tuple[Any, ...]:
    """``value`` as a tuple of ``n`` things (a list counts), or ``CheckFailedError``."""
    if value is None:
        fail(
            "returns-none",
            f"{what} is None; expected {n} results. Is there a `return`?",
            example,
        )
    if not isinstance(value, (tuple, list)):
        fail("wrong-type", f"{what} is {describe(value)}; expected {n} results.", example)
    if len(value) != n:
        fail("wrong-type", f"{what} gives {len(value)} results; expected {n}.", example)
    return tuple(value)


def same(a: object, b: object) -> bool:
    """Whether two plain values are equal: type, shape, dtype and every byte (NaN equals NaN)."""
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)):
            return False
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        equal_nan = a.dtype.kind in "fc"
        return bool(np.array_equal(a, b, equal_nan=equal_nan))
    if type(a) is not type(b):
        return False
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, float) and isinstance(b, float):
        return a == b or (a != a and b != b)
    from autograder.checks.network import Network

    if isinstance(a, Network) and isinstance(b, Network):
        return a.architecture == b.architecture and same(a.weights, b.weights)
    return bool(a == b)


def repeatable(function: Function, *args: object, example: str = "") -> Any:
    """Two calls with the same input give the same answer; the answer, or ``CheckFailedError``."""
    first, second = function(*args), function(*args)
    if not same(first, second):
        fail(
            "keeps-state",
            f"Two calls of {function.describe_call(args)} with the same input gave different "
            "answers; expected the same answer every time.",
            example,
        )
    return first
