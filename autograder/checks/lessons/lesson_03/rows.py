"""Made-up tables whose rows carry their own numbers, and the four parts of such a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


@dataclass(frozen=True)
class Rows:
    """A made-up data set: x with its row's number in the first places, and y."""

    x: np.ndarray
    y: np.ndarray

    def numbers(self, part: np.ndarray) -> np.ndarray:
        """Which row of x each row of ``part`` is; -1 where it is none of them."""
        width = int(np.prod(part.shape[1:]))  # reshape can't derive it when there are no rows
        flat = part.reshape(len(part), width).astype(np.float64)
        two = self.x.dtype == np.uint8  # a byte holds too few numbers, so they take two places
        numbers = flat[:, 0] * 256 + flat[:, 1] if two else flat[:, 0]
        row_numbers = np.full(len(part), -1)
        whole = (numbers == np.rint(numbers)) & (numbers >= 0) & (numbers < len(self.y))
        row_numbers[whole] = numbers[whole].astype(int)
        original = self.x.reshape(len(self.x), -1)[row_numbers].astype(np.float64)
        row_numbers[~(original == flat).all(axis=1)] = -1
        return row_numbers


def made_up(
    rng: np.random.Generator,
    sizes: np.ndarray | list[int],
    shape: tuple[int, ...] = (28, 28, 1),
    dtype: type = np.uint8,
    *,
    by_class: bool = False,
    labels: type = np.int64,
) -> Rows:
    """``sizes[k]`` rows of class k, in random order or sorted by class."""
    y = np.repeat(np.arange(len(sizes)), sizes)
    if not by_class:
        y = rng.permutation(y)
    n = len(y)
    flat: np.ndarray = rng.integers(0, 256, size=(n, int(np.prod(shape)))).astype(dtype)
    if dtype == np.uint8:
        flat[:, 0], flat[:, 1] = np.divmod(np.arange(n), 256)
    else:
        flat[:, 0] = np.arange(n)
    return Rows(flat.reshape(n, *shape), y.astype(labels))


class Split(NamedTuple):
    """The four results, as arrays of matching lengths."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
