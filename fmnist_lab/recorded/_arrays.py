"""The course's own split of the training images, ready-made for lessons 04-08."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fmnist_lab import data


def split_indices(
    labels: NDArray[Any], fraction: float = 0.2, seed: int = 0
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Positions of the training and the validation examples: stratified and shuffled.

    Of each class, ``round(fraction * count)`` examples go to validation. The same
    labels, fraction and seed always give the same positions.
    """
    rng = np.random.default_rng(seed)
    train, validation = [], []
    for label in np.unique(labels):
        positions = rng.permutation(np.flatnonzero(labels == label))
        held_out = round(fraction * len(positions))
        validation.append(positions[:held_out])
        train.append(positions[held_out:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(validation))


@lru_cache(maxsize=1)
def training_arrays() -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """``x_train, y_train, x_val, y_val``: 48,000 and 12,000 examples, the split of seed 0.

    Images are float32 (n, 28, 28, 1) in [0, 1], labels uint8 (n,). The arrays are
    read-only and shared between calls: copy one before changing it.
    """
    images, labels = data.load_arrays("train")
    train, validation = split_indices(np.asarray(labels))
    return (*_ready(images, labels, train), *_ready(images, labels, validation))


@lru_cache(maxsize=1)
def test_arrays() -> tuple[NDArray[Any], NDArray[Any]]:
    """``x_test, y_test``: the 10,000 test images, as :func:`training_arrays` gives them.

    For lesson 07, once.
    """
    images, labels = data.load_arrays("test")
    return _ready(images, labels, np.arange(len(labels)))


def _ready(
    images: NDArray[Any], labels: NDArray[Any], positions: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[Any]]:
    x = images[positions].astype(np.float32)[..., np.newaxis]
    x /= 255
    y = np.array(labels[positions])
    x.setflags(write=False)
    y.setflags(write=False)
    return x, y
