"""Plain values, as checks get them: their description in words, and whether two are equal."""

from __future__ import annotations

import numpy as np

from autograder.checks.network import Network


def describe(value: object) -> str:
    """A short phrase for a plain value: "a float32 array of shape (5, 10)"."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        kind = "text" if value.dtype.kind in "SU" else str(value.dtype)
        return f"a{'n' if kind[0] in 'aio' else ''} {kind} array of shape {value.shape}"
    if isinstance(value, str):
        return f"the text {value[:60]!r}"
    if isinstance(value, (bool, int, float, complex)):
        return f"{value!r:.40}"
    if isinstance(value, (list, tuple, dict)):
        plural = "" if len(value) == 1 else "s"
        return f"a {type(value).__name__} of {len(value)} item{plural}"
    return "a Keras model" if isinstance(value, Network) else f"a {type(value).__name__}"


def same(a: object, b: object) -> bool:
    """Whether two plain values are equal: type, shape, dtype and every byte (NaN equals NaN)."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return _same_array(a, b)
    if type(a) is not type(b):
        return False
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, Network) and isinstance(b, Network):
        return a.architecture == b.architecture and same(a.weights, b.weights)
    if isinstance(a, float):
        return a == b or (a != a and b != b)  # only NaN differs from itself
    return bool(a == b)


def _same_array(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
