"""Plain values: what crosses from the student's kernel to a check, and nothing else does.

An ndarray, tensor or DataFrame crosses as an ndarray; a History as a dict of lists; None,
bool, int, float, str as themselves; list, tuple and dict of those; a Keras model as a Network.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

MAX_BYTES = 256 * 2**20
MAX_ITEMS = 2_000_000
MAX_TEXT = 1_000_000
MAX_DEPTH = 20


class UnsupportedValueError(Exception):
    """A value that no check can look at; the message completes "The result ..."."""

    def __init__(self, message: str, code: str = "cannot-cross") -> None:
        super().__init__(message)
        self.code = code


def to_transferable(value: object) -> Any:
    """``value`` as a plain value that shares no memory with it.

    Raises UnsupportedValueError for anything else, for object arrays and for what is too big.
    """
    return _Crossing().cross(value, 0)


class _Crossing:
    def __init__(self) -> None:
        self.items = 0
        self.bytes = 0

    def cross(self, value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise UnsupportedValueError(f"is nested more than {MAX_DEPTH} levels deep.")
        if value is None or value is True or value is False:
            return value
        if isinstance(value, np.ndarray):
            return self.array(value)
        if isinstance(value, np.generic):
            return self.scalar(value)
        # int.__int__ and friends: a subclass may have its own idea of conversion
        if isinstance(value, int):
            return int.__int__(value)
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, str):
            if str.__len__(value) > MAX_TEXT:
                raise UnsupportedValueError(
                    f"is a text of {str.__len__(value):,} characters.", "too-large"
                )
            return str.__str__(value)
        if isinstance(value, list):
            self.count(list.__len__(value))
            return [self.cross(item, depth + 1) for item in list.__iter__(value)]
        if isinstance(value, tuple):
            self.count(tuple.__len__(value))
            return tuple([self.cross(item, depth + 1) for item in tuple.__iter__(value)])
        if isinstance(value, dict):
            self.count(dict.__len__(value))
            return {self.key(key): self.cross(item, depth + 1) for key, item in dict.items(value)}
        return self.library(value, depth)

    def count(self, items: int) -> None:
        self.items += items
        if self.items > MAX_ITEMS:
            raise UnsupportedValueError(
                f"has more than {MAX_ITEMS:,} items in Python lists; use arrays.", "too-large"
            )

    def key(self, key: object) -> Any:
        key = self.cross(key, MAX_DEPTH)
        if isinstance(key, (str, int, float)) or key is None:
            return key
        raise UnsupportedValueError("is a dict with keys that are neither text nor numbers.")

    def scalar(self, value: np.generic) -> Any:
        item = value.item()
        if isinstance(item, (bool, int, float, complex, str)):
            return item
        return self.array(np.asarray(value))

    def array(self, value: np.ndarray) -> np.ndarray:
        base = value.view(np.ndarray)
        self.bytes += base.size * base.itemsize  # broadcast views count in full
        if self.bytes > MAX_BYTES:
            raise UnsupportedValueError(
                f"takes {self.bytes / 2**20:,.0f} MB; at most {MAX_BYTES // 2**20} MB can be "
                "checked.",
                "too-large",
            )
        if base.dtype.kind not in "biufcSU":
            raise UnsupportedValueError(
                f"is an array of dtype {base.dtype}: Python objects in an array, often because "
                "rows have different lengths."
            )
        return np.array(base, copy=True, subok=False)

    def library(self, value: Any, depth: int) -> Any:
        """Values of pandas, TensorFlow, Keras, or of whatever can say that it is an array."""
        pandas = sys.modules.get("pandas")
        if pandas is not None and isinstance(
            value, (pandas.DataFrame, pandas.Series, pandas.Index)
        ):
            return self.array(value.to_numpy())
        keras = sys.modules.get("keras")
        if keras is not None and hasattr(keras, "Model"):
            if isinstance(value, keras.callbacks.History):
                return self.cross(value.history, depth + 1)
            if isinstance(value, keras.Model):
                from autograder.checks.network import network_of

                return network_of(value)
            if isinstance(value, keras.KerasTensor):
                raise UnsupportedValueError(
                    "is a symbolic Keras tensor, the output of a layer, not values."
                )
        if hasattr(type(value), "__array__"):
            shape = getattr(value, "shape", None)
            if shape is not None and np.prod([int(n) for n in shape]) > MAX_BYTES:
                raise UnsupportedValueError("is a tensor too large to be checked.", "too-large")
            return self.array(np.asarray(value))
        raise UnsupportedValueError(f"is {_article(type(value).__name__)}; {_instead(value)}")


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _instead(value: object) -> str:
    if callable(value):
        return "a function or class, where a value was expected. Are the parentheses missing?"
    if hasattr(value, "__next__") or isinstance(value, (map, filter, zip)):
        return "an iterator has no values until it is read: return a list or an array."
    return "return an array, a number, a text, or a list, tuple or dict of those."
