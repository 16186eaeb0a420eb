"""Turns Kaggle's table into the arrays that a network takes; makes the stratified 80/20 split."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fmnist_lab.recorded import split_indices

IMAGE_SIDE = 28
PIXELS = IMAGE_SIDE * IMAGE_SIDE
COLUMNS = 1 + PIXELS  # the label, then 784 pixels row by row
CLASSES = 10
PIXEL_MAX = 255


def split_columns(table: NDArray[np.integer]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Separate pixels and labels.

    table: (n, 785) integers, the label first. Returns x (n, 784) uint8 and y (n,) uint8,
    views of the table where it is uint8 already.

    Raises ValueError when the table has not 785 columns, a label lies outside 0-9 or a
    pixel outside 0-255.
    """
    table = np.asarray(table)
    if table.ndim != 2 or table.shape[1] != COLUMNS:
        raise ValueError(f"expected a table of {COLUMNS} columns, got an array of {table.shape}")
    labels, pixels = table[:, 0], table[:, 1:]
    if len(table):
        if labels.min() < 0 or labels.max() >= CLASSES:
            raise ValueError(f"a label lies outside 0-9: {labels.min()} to {labels.max()}")
        if pixels.min() < 0 or pixels.max() > PIXEL_MAX:
            raise ValueError(f"a pixel lies outside 0-255: {pixels.min()} to {pixels.max()}")
    return pixels.astype(np.uint8, copy=False), labels.astype(np.uint8, copy=False)


def to_images(x: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(n, 784) to (n, 28, 28, 1): image x height x width x channel."""
    return x.reshape(-1, IMAGE_SIDE, IMAGE_SIDE, 1)


def rescale(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """0..255 to float32 in [0, 1], by the same factor for every image."""
    return np.multiply(images, np.float32(1 / PIXEL_MAX), dtype=np.float32)


def preprocess(table: NDArray[np.integer]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """(n, 785) integers to images (n, 28, 28, 1) float32 in [0, 1] and labels (n,) uint8.

    Raises ValueError as `split_columns` does.
    """
    x, y = split_columns(table)
    return rescale(to_images(x)), y


def train_validation_split(
    x: NDArray[Any], y: NDArray[np.integer], fraction: float = 0.2, seed: int = 0
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """x_train, y_train, x_val, y_val, shuffled: `fraction` of every class, rounded, validates.

    Rows stay with their labels; every row is in exactly one of the two sets; the same
    seed gives the same split. `fmnist_lab.recorded.split_indices` says how rows are drawn.

    Raises ValueError unless 0 < fraction < 1 and x and y have the same length.
    """
    if not 0 < fraction < 1:
        raise ValueError(f"fraction must lie between 0 and 1, got {fraction}")
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows and y {len(y)}; expected as many")
    train, validation = split_indices(y, fraction, seed)
    return x[train], y[train], x[validation], y[validation]
