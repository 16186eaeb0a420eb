"""Calls of the student's function, small enough to paste, that may show what a check saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

# An array of at most so many whole numbers, or so many others, is written out.
MAX_WRITTEN_INTEGERS, MAX_WRITTEN_FLOATS = 12, 4
MAX_TEXT_CHARACTERS = 200  # of one argument
FEW_ROWS = 3  # of a table or of many images

Written = tuple[str, Any]  # the source of a value, and the value itself


class _UnwritableError(Exception):
    """A value that no short source gives."""


def example_calls(
    name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Calls like ``name(*args, **kwargs)``, the smallest first: source, arguments, named arguments.

    Arrays are written out where they are small, else filled with ones or with the numbers from 0
    on. They first have few rows where several arguments, or the only one, have equally many.
    """
    for fill in (_ones, _numbers):
        for rows in (FEW_ROWS, None):
            try:
                written = [_write(value, rows, fill) for value in args]
                named = {key: _write(value, rows, fill) for key, value in kwargs.items()}
            except _UnwritableError:
                return
            sources = [source for source, _ in written]
            sources += [f"{key}={source}" for key, (source, _) in named.items()]
            yield (
                f"{name}({', '.join(sources)})",
                tuple(value for _, value in written),
                {key: value for key, (_, value) in named.items()},
            )


def _write(value: Any, rows: int | None, fill: Callable[[np.ndarray], Written]) -> Written:
    if isinstance(value, np.random.Generator):
        return "np.random.default_rng(0)", np.random.default_rng(0)
    if isinstance(value, np.ndarray):
        shortened = value
        limit = MAX_WRITTEN_FLOATS if value.dtype.kind == "f" else MAX_WRITTEN_INTEGERS
        if rows and value.ndim and value.size > limit and len(value) > 4 * rows:
            shortened = value[:rows]
        if shortened.size <= limit:
            return _literal(shortened)
        return fill(shortened)
    if value is None or isinstance(value, (bool, int, float, str, list, tuple, dict)):
        source = repr(value)
        if len(source) <= MAX_TEXT_CHARACTERS and "array" not in source and "nan" not in source:
            return source, value
    raise _UnwritableError


def _literal(value: np.ndarray) -> Written:
    if value.dtype.kind not in "biuf" or not np.isfinite(value).all():
        raise _UnwritableError
    short = value.astype(np.float64).round(2) if value.dtype.kind == "f" else value
    # A default type is not written: it is what the reader gets anyway.
    dtype = "" if value.dtype in (np.int64, np.float64, np.bool_) else f", dtype=np.{value.dtype}"
    return f"np.array({short.tolist()}{dtype})", short.astype(value.dtype)


def _ones(value: np.ndarray) -> Written:
    dtype = "" if value.dtype == np.float64 else f", dtype=np.{value.dtype.name}"
    return f"np.ones({value.shape}{dtype})", np.ones(value.shape, value.dtype)


def _numbers(value: np.ndarray) -> Written:
    filled: np.ndarray = np.arange(value.size)
    source = f"np.arange({value.size})"
    if value.dtype.kind in "iu" and value.min() >= 0 and value.max() < value.size - 1:
        # Labels, for instance: a number beyond them would be no right input.
        n = int(value.max()) + 1  # as a uint8, 255 + 1 would be 0
        filled, source = filled % n, f"{source} % {n}"
    if value.ndim != 1:
        source = f"({source})" if "%" in source else source
        filled, source = filled.reshape(value.shape), f"{source}.reshape({value.shape})"
    if value.dtype.kind == "u" and value.size > np.iinfo(value.dtype).max:
        raise _UnwritableError
    if value.dtype != filled.dtype:
        source = f"({source})" if "%" in source else source
        source += f".astype(np.{value.dtype.name})"
    return source, filled.astype(value.dtype)
