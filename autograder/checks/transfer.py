"""Converts the student's objects to the plain values that checks get; checks get nothing else.

An ndarray, tensor or DataFrame becomes an ndarray; a History, and a DataFrame with a column
"loss", becomes a dict of lists; None,
bool, int, float and str stay themselves, and so do list, tuple and dict of those; a Keras model
becomes a Network.
"""

from __future__ import annotations

import array
import inspect
import sys
from collections import deque
from collections.abc import Callable, Iterable
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np

from autograder.checks import expect as expect
from autograder.checks.capture import TimeLimitReachedError, capture_output, time_limit
from autograder.checks.failures import CheckFailedError
from autograder.checks.live_objects import live_numbers
from autograder.checks.network import Network
from autograder.networks import UnsupportedNetworkError, compiled_of, export, fitted_of, outline

MAX_BYTES = 256 * 2**20
MAX_ITEMS = 2_000_000  # of all lists, tuples and dicts together
MAX_TEXT_CHARACTERS = 1_000_000
MAX_KEY_CHARACTERS = 60  # of a dict's key in a message
MAX_DEPTH = 20
MODEL_CALL_SECONDS = 60.0  # of computing, for one call of the student's own model


class UnsupportedValueError(Exception):
    """A value that no check can look at; the message completes "The result ...".

    ``is_of_all``: the message is about the value with all its parts, and not about one of them.
    """

    def __init__(
        self, message: str, code: str = "cannot-cross", *, is_of_all: bool = False
    ) -> None:
        super().__init__(message)
        self.code = code
        self.is_of_all = is_of_all


def to_transferable(value: object) -> Any:
    """``value`` as a plain value that shares no memory with it.

    Raises UnsupportedValueError for anything else, for object arrays and for what is too big.
    """
    return _Converter().convert(value, 0)


class _Converter:
    """Converts one value with all its parts, and counts their sizes on the way."""

    def __init__(self) -> None:
        self.items = 0
        self.bytes = 0

    def convert(self, value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise UnsupportedValueError(
                f"is nested more than {MAX_DEPTH} levels deep.", is_of_all=True
            )
        if value is None or value is True or value is False:
            return value
        if isinstance(value, np.ndarray):
            return self.array(value)
        if isinstance(value, np.generic):
            return self.scalar(value)
        # The methods are the base class's own, since a student's subclass may override them.
        if isinstance(value, int):
            return int.__int__(value)
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, str):
            if str.__len__(value) > MAX_TEXT_CHARACTERS:
                raise UnsupportedValueError(
                    f"is a text of {str.__len__(value):,} characters.", "too-large"
                )
            return str.__str__(value)
        if isinstance(value, list):
            self.count(list.__len__(value))
            return self.parts("list", enumerate(list.__iter__(value)), depth)
        if isinstance(value, tuple):
            self.count(tuple.__len__(value))
            return tuple(self.parts("tuple", enumerate(tuple.__iter__(value)), depth))
        if isinstance(value, dict):
            self.count(dict.__len__(value))
            items = [(self.key(key), item) for key, item in dict.items(value)]
            parts = self.parts("dict", items, depth)
            return {key: part for (key, _), part in zip(items, parts, strict=True)}
        return self.library(value, depth)

    def parts(self, kind: str, items: Iterable[tuple[Any, Any]], depth: int) -> list[Any]:
        converted = []
        for place, item in items:
            try:
                converted.append(self.convert(item, depth + 1))
            except UnsupportedValueError as error:
                if error.is_of_all:
                    raise
                shown = repr(place)[:MAX_KEY_CHARACTERS]
                raise UnsupportedValueError(
                    f"is a {kind} whose item {shown} {error}", error.code
                ) from None
        return converted

    def count(self, items: int) -> None:
        self.items += items
        if self.items > MAX_ITEMS:
            raise UnsupportedValueError(
                f"has more than {MAX_ITEMS:,} items in Python lists; use arrays.",
                "too-large",
                is_of_all=True,
            )

    def key(self, key: object) -> Any:
        if not isinstance(key, tuple):
            key = self.convert(key, MAX_DEPTH)
            if isinstance(key, (str, int, float)) or key is None:
                return key
        raise UnsupportedValueError(
            "is a dict with keys that are neither text nor numbers.", "not-an-array"
        )

    def scalar(self, value: np.generic) -> Any:
        item = value.item()
        if isinstance(item, (bool, int, float, complex, str)):
            return item
        return self.array(np.asarray(value))

    def array(self, value: np.ndarray) -> Any:
        base = value.view(np.ndarray)
        self.bytes += base.size * base.itemsize  # broadcast views count in full
        if self.bytes > MAX_BYTES:
            raise UnsupportedValueError(
                f"takes {self.bytes / 2**20:,.0f} MB; at most {MAX_BYTES // 2**20} MB can be "
                "checked.",
                "too-large",
                is_of_all=True,
            )
        if base.dtype.name == "bfloat16":
            base = base.astype(np.float32)
        if base.dtype.kind == "O":
            base = _of_numbers(base)
        if not base.dtype.isnative:
            base = base.astype(base.dtype.newbyteorder("="))
        if base.dtype.kind not in "biufcSU":
            raise UnsupportedValueError(
                f"is an array of dtype {base.dtype}: Python objects in an array, often because "
                "rows have different lengths."
            )
        if not base.ndim and base.dtype.kind == "U":  # as `np.where(..., "a", "b")` gives one text
            return self.convert(base.item(), MAX_DEPTH)
        return np.array(base, copy=True, subok=False)

    def library(self, value: Any, depth: int) -> Any:
        """Values of pandas, TensorFlow and Keras, and of any class that has ``__array__``."""
        pandas = sys.modules.get("pandas")
        if pandas is not None and isinstance(
            value, (pandas.DataFrame, pandas.Series, pandas.Index)
        ):
            if isinstance(value, pandas.DataFrame) and _holds_curves(value.columns):
                # Their names matter: a dict of lists, as `fit` gives it.
                return self.convert(value.to_dict("list"), depth + 1)
            return self.array(value.to_numpy())
        keras = sys.modules.get("keras")
        if keras is not None and hasattr(keras, "Model"):
            if isinstance(value, keras.callbacks.History):
                return self.convert(value.history, depth + 1)
            if isinstance(value, keras.callbacks.Callback):
                raise UnsupportedValueError(
                    f"is {_article(type(value).__name__)}, a callback; a callback is an argument "
                    "of `fit`, and not what `fit` returns.",
                    "callback-for-value",
                )
            if isinstance(value, keras.Model):
                return network_of(value)
            if isinstance(value, keras.KerasTensor):
                raise UnsupportedValueError(
                    "is a symbolic Keras tensor: the output of a layer, or of `keras.Input`, not "
                    "values and not a model.",
                    "symbolic-tensor",
                )
            if isinstance(value, keras.layers.Layer):
                raise UnsupportedValueError(
                    f"is a layer, {type(value).__name__}; a value or a model was expected.",
                    "layer-not-a-model",
                )
        if isinstance(value, (Real, Decimal)):  # Fraction among them
            return float(value)
        if isinstance(value, (array.array, memoryview)):
            return self.array(np.asarray(value))
        if isinstance(value, deque):
            return self.convert(list(value), depth)
        if hasattr(type(value), "__array__"):
            shape = getattr(value, "shape", None)
            if shape is not None and np.prod([int(n) for n in shape]) > MAX_BYTES:
                raise UnsupportedValueError("is a tensor too large to be checked.", "too-large")
            return self.array(np.asarray(value))
        if isinstance(value, (set, frozenset)):
            raise UnsupportedValueError("is a set, which has no order.", "not-an-array")
        raise UnsupportedValueError(f"is {_article(type(value).__name__)}; {_advice(value)}")


def _holds_curves(columns: Any) -> bool:
    """Whether a table has the curves of one training, and not a row for each of several."""
    return "loss" in columns and "epochs" not in columns


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _of_numbers(values: np.ndarray) -> np.ndarray:
    """An array of Python's numbers as one of NumPy's; itself where other things are in it."""
    numbers = (bool, np.bool_, Real, Decimal)
    if not 0 < values.size <= MAX_ITEMS or not all(isinstance(v, numbers) for v in values.flat):
        return values
    plain = np.array(values.tolist())
    return values.astype(np.float64) if plain.dtype.kind == "O" else plain


def _advice(value: object) -> str:
    if inspect.iscoroutine(value):
        value.close()
        return "`async def` makes a function that gives no value when it is called; write `def`."
    own = type(value).__module__ == "__main__" and not inspect.isroutine(value)
    if callable(value) and own and not inspect.isclass(value):
        return "an object of your own class, which is called like a function."
    if callable(value):
        return "a function or class, where a value was expected. Are the parentheses missing?"
    if hasattr(value, "__next__") or isinstance(value, (map, filter, zip)):
        return "an iterator has no values until it is read: make a list or an array of it."
    if hasattr(value, "toarray") or hasattr(value, "to_tensor"):
        method = "toarray" if hasattr(value, "toarray") else "to_tensor"
        return f"`.{method}()` makes an array of it."
    if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
        return "a view of a dict: `list(...)` makes a list of it."
    return "expected an array, a number, a text, or a list, tuple or dict of those."


def network_of(model: Any) -> Network:
    """The Network of a live keras.Model in this process."""
    problem = ""
    weights: list[np.ndarray] = []
    try:
        architecture, weights = export(model)
    except UnsupportedNetworkError as error:
        problem, architecture = str(error), outline(model)

    def call_evaluate(x: np.ndarray, y: np.ndarray) -> dict[str, float]:
        result = _call_model("evaluate", lambda: model.evaluate(x, y, verbose=0, return_dict=True))
        return {str(k): float(v) for k, v in result.items()}

    def call_predict(x: np.ndarray) -> np.ndarray:
        result = _call_model("predict", lambda: to_transferable(model.predict(x, verbose=0)))
        return expect.array(result, what="The output of `model.predict`").astype(np.float32)

    return Network(
        architecture,
        weights,
        compiled_of(model),
        problem,
        call_evaluate,
        call_predict,
        live_numbers(model),
        fitted_of(model),
    )


def _call_model(method: str, call: Callable[[], Any]) -> Any:
    """The result of a method of the student's own model.

    Raises CheckFailedError when the method raises or takes too long.
    """
    try:
        with capture_output(), time_limit(MODEL_CALL_SECONDS):
            return call()
    except TimeLimitReachedError:
        raise CheckFailedError(
            "too-slow", f"`model.{method}` did not return within {MODEL_CALL_SECONDS:g} seconds."
        ) from None
    except Exception as error:
        text = " ".join(str(error).split())[:300]
        raise CheckFailedError(
            "raises", f"`model.{method}` raised {type(error).__name__}: {text}"
        ) from None
