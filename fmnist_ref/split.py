"""The stratified 80/20 split."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fmnist_lab.recorded import split_indices

__all__ = ["split_indices", "train_validation_split"]


def train_validation_split(
    x: NDArray[Any], y: NDArray[np.integer], fraction: float = 0.2, seed: int = 0
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """x_train, y_train, x_val, y_val, shuffled: `fraction` of every class, rounded, validates.

    Rows stay with their labels; every row is in exactly one of the two sets; the same
    seed gives the same split. `split_indices` says how rows are drawn.

    Raises ValueError unless 0 < fraction < 1 and x and y have the same length.
    """
    if not 0 < fraction < 1:
        raise ValueError(f"fraction must lie between 0 and 1, got {fraction}")
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows and y {len(y)}; expected as many")
    train, validation = split_indices(y, fraction, seed)
    return x[train], y[train], x[validation], y[validation]
