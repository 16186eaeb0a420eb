"""Training images that differ a little in every epoch, so that the network sees more than it
can memorise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fmnist_ref.recipes import Training


def augment(
    images: NDArray[np.float32], training: Training, rng: np.random.Generator
) -> NDArray[np.float32]:
    """One epoch's images by `training.horizontal_flip`, `random_shift` and `random_erasing`.

    images: (n, 28, 28, 1); may be changed in place. Returns the same shape; what moves in from
    outside is black (0), and so is what is erased.
    """
    if training.horizontal_flip:
        half = rng.permutation(len(images))[: len(images) // 2]
        images[half] = images[half, :, ::-1]
    if training.random_shift:
        images = _shifted(images, training.random_shift, rng)
    if training.random_erasing:
        half = rng.permutation(len(images))[: len(images) // 2]
        images[half] = _erased(images[half], training.random_erasing, rng)
    return images


def _shifted(
    images: NDArray[np.float32], most: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    count, height, width, _ = images.shape
    padded = np.pad(images, ((0, 0), (most, most), (most, most), (0, 0)))
    down, right = rng.integers(0, 2 * most + 1, (2, count))
    moved = np.empty_like(images)
    for y in range(2 * most + 1):
        for x in range(2 * most + 1):
            rows = (down == y) & (right == x)
            moved[rows] = padded[rows, y : y + height, x : x + width]
    return moved


def _erased(
    images: NDArray[np.float32], most: int, rng: np.random.Generator
) -> NDArray[np.float32]:
    count, height, width, _ = images.shape
    side = rng.integers(1, most + 1, count)
    top = rng.integers(0, height - side + 1)
    left = rng.integers(0, width - side + 1)

    def within(length: int, first: NDArray[np.integer]) -> NDArray[np.bool_]:
        places = np.arange(length)
        return (places >= first[:, None]) & (places < (first + side)[:, None])

    square = within(height, top)[:, :, None] & within(width, left)[:, None, :]
    return images * ~square[..., None]
