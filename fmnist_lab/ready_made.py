"""The exercises' functions, ready made: for going on with a lesson after skipping an exercise.

``from fmnist_lab.ready_made import softmax`` lets the cells run that use ``softmax``. A check gives
no points for one of them, nor for a function that leaves its own exercise to one: ``CALLED`` has
the names of those that were called. (Whoever wants to get round that can as well paste a solution:
solutions are public.) Each does what the lesson's exercise asks; the docstrings there say it in full.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "accuracy_interval",
    "best_experiment",
    "build_cnn",
    "class_counts",
    "compile_cnn",
    "confusion_matrix",
    "conv2d",
    "count_parameters",
    "cross_entropy",
    "diagnose",
    "differ",
    "dropout",
    "max_pool",
    "mean_image",
    "most_confused",
    "per_class_recall",
    "preprocess",
    "rescale",
    "softmax",
    "split_columns",
    "to_images",
    "train_validation_split",
]

Array = NDArray[Any]
F = TypeVar("F", bound=Callable[..., Any])

CALLED: set[str] = set()


def _noted(function: F) -> F:
    """The function, which notes each call in ``CALLED``."""

    @functools.wraps(function)
    def noted(*args: Any, **kwargs: Any) -> Any:
        CALLED.add(function.__name__)
        return function(*args, **kwargs)

    return noted  # type: ignore[return-value]


@_noted
def split_columns(table: Array) -> tuple[Array, Array]:
    """x (n, 784) uint8 and y (n,) of an integer table (n, 785), label first."""
    return table[:, 1:].astype(np.uint8), table[:, 0]


@_noted
def class_counts(y: Array) -> Array:
    """How often each label from 0 to 9 occurs: (10,)."""
    return np.bincount(np.asarray(y, dtype=np.int64), minlength=10)


@_noted
def mean_image(x: Array, y: Array, label: int) -> Array:
    """The mean of the images (n, 784) of one class: (28, 28), float."""
    return np.asarray(x)[np.asarray(y) == label].mean(axis=0).reshape(28, 28)


@_noted
def to_images(x: Array) -> Array:
    """Rows (n, 784) as images (n, 28, 28, 1)."""
    return x.reshape(-1, 28, 28, 1)


@_noted
def rescale(images: Array) -> Array:
    """Pixels from 0 to 255 as float32 from 0 to 1."""
    return images.astype(np.float32) / np.float32(255)


@_noted
def preprocess(table: Array) -> tuple[Array, Array]:
    """Images (n, 28, 28, 1) float32 in [0, 1] and labels (n,) of a table (n, 785).

    Raises ValueError for another number of columns, a pixel outside 0-255 or a label outside 0-9.
    """
    if table.ndim != 2 or table.shape[1] != 785:
        raise ValueError(f"expected 785 columns; got a table of shape {table.shape}")
    labels, pixels = table[:, 0], table[:, 1:]
    if pixels.size and (pixels.min() < 0 or pixels.max() > 255):
        raise ValueError("expected pixels from 0 to 255")
    if labels.size and (labels.min() < 0 or labels.max() > 9):
        raise ValueError("expected labels from 0 to 9")
    return rescale(to_images(pixels)), labels


@_noted
def train_validation_split(
    x: Array, y: Array, fraction: float = 0.2, seed: int = 0
) -> tuple[Array, Array, Array, Array]:
    """x_train, y_train, x_val, y_val: the same share of each class, both parts mixed."""
    rng = np.random.default_rng(seed)
    train, val = [], []
    for label in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == label))
        n_val = round(fraction * len(rows))
        val.append(rows[:n_val])
        train.append(rows[n_val:])
    train_rows = rng.permutation(np.concatenate(train))
    val_rows = rng.permutation(np.concatenate(val))
    return x[train_rows], y[train_rows], x[val_rows], y[val_rows]


@_noted
def conv2d(image: Array, kernel: Array) -> Array:
    """The valid cross-correlation: (h - kernel h + 1, w - kernel w + 1)."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.asarray(np.einsum("yxij,ij->yx", windows, kernel), dtype=float)


@_noted
def max_pool(image: Array, size: int = 2) -> Array:
    """The largest value of each whole window of size x size: (h // size, w // size)."""
    height, width = image.shape[0] // size, image.shape[1] // size
    whole = image[: height * size, : width * size]
    return np.asarray(whole.reshape(height, size, width, size).max(axis=(1, 3)))


@_noted
def count_parameters(kernel_size: int, in_channels: int, filters: int) -> int:
    """The weights and biases of a convolution with square kernels."""
    return (kernel_size * kernel_size * in_channels + 1) * filters


@_noted
def build_cnn() -> Any:
    """A new, untrained network: Conv2D, MaxPooling2D, Dropout, Flatten, Dense."""
    from keras import Input, Sequential, layers

    return Sequential(
        [
            Input(shape=(28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


@_noted
def softmax(logits: Array) -> Array:
    """The probabilities of each row of scores; finite for scores of any size."""
    exponentials = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


@_noted
def cross_entropy(probabilities: Array, y: Array) -> float:
    """The mean of -log of the true classes' probabilities, each at least 1e-7."""
    of_true_class = probabilities[np.arange(len(y)), y]
    return float(np.mean(-np.log(np.clip(of_true_class, 1e-7, 1.0))))


@_noted
def compile_cnn(model: Any) -> Any:
    """The same model, compiled: Adam, sparse categorical cross-entropy, accuracy."""
    from keras.optimizers import Adam

    model.compile(
        optimizer=Adam(learning_rate=0.001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )
    return model


@_noted
def diagnose(history: Mapping[str, Sequence[float]], target: float = 0.92) -> str:
    """ "underfitting", "overfitting" or "good fit", of clear-cut training curves."""
    training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
    rising = history["val_loss"][-1] > 1.1 * min(history["val_loss"])
    if training - validation > 0.04 and rising:
        return "overfitting"
    return "underfitting" if max(training, validation) < target else "good fit"


@_noted
def dropout(x: Array, rate: float, rng: np.random.Generator) -> Array:
    """Inverted dropout: a share ``rate`` of the values is 0, the others are divided by 1 - rate."""
    return np.asarray(x * (rng.random(x.shape) >= rate) / (1 - rate))


@_noted
def best_experiment(results: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The row with the highest val_accuracy; of equal ones that with the lowest val_loss."""
    return max(results, key=lambda row: (row["val_accuracy"], -row["val_loss"]))


@_noted
def accuracy_interval(n_right: int, n: int) -> tuple[float, float]:
    """The two ends of the 95 % interval of an accuracy, as shares."""
    p = n_right / n
    margin = 1.96 * np.sqrt(p * (1 - p) / n)
    return float(p - margin), float(p + margin)


@_noted
def differ(right_a: Array, right_b: Array) -> bool:
    """Whether two networks differ by more than two paired standard errors on the same images."""
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    return bool(abs(only_a - only_b) > 2 * np.sqrt(only_a + only_b))


@_noted
def confusion_matrix(y_true: Array, y_pred: Array) -> Array:
    """Counts (10, 10): rows are true classes, columns predicted ones."""
    matrix = np.zeros((10, 10), dtype=np.int64)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


@_noted
def per_class_recall(matrix: Array) -> Array:
    """The share of each true class that was found: (10,), NaN for an absent class."""
    counts = np.asarray(matrix)
    images = counts.sum(axis=1)
    recall = np.full(10, np.nan)
    np.divide(counts.diagonal(), images, out=recall, where=images > 0)
    return recall


@_noted
def most_confused(matrix: Array) -> tuple[int, int]:
    """The two different classes (true, predicted) with the largest count."""
    errors = np.array(matrix)
    np.fill_diagonal(errors, 0)
    true, predicted = np.unravel_index(errors.argmax(), errors.shape)
    return int(true), int(predicted)
