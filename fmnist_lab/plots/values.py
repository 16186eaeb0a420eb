"""Brings images, labels and training histories into the one form that is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_lab.data import CLASS_NAMES
from fmnist_lab.errors import CourseError

if TYPE_CHECKING:
    from matplotlib.colors import Normalize


def as_images(images: ArrayLike) -> NDArray[Any]:
    """``images`` as (n, h, w): from (h, w), (n, h, w), (n, h, w, 1), (784,) or (n, 784)."""
    array = np.asarray(images)
    if array.ndim and array.shape[-1] == 784 and array.ndim <= 2:
        array = array.reshape(-1, 28, 28)
    if array.ndim in (3, 4) and array.shape[-1] == 1:
        array = array[..., 0]
    if array.ndim == 2:
        array = array[np.newaxis]
    if array.ndim != 3:
        raise CourseError(
            "expected images of shape (n, 28, 28), (n, 28, 28, 1) or (n, 784), "
            f"or one image (28, 28), and got an array of shape {np.shape(images)}."
        )
    return array


def as_history(run: Any) -> dict[str, list[float]]:
    """The dict of lists in a Keras History, a dict, or a recorded run; ``acc`` is accuracy.

    A table of pandas with a column for each list is taken as well, a list with a dict for each
    epoch, and a list of what several calls of ``fit`` returned.
    """
    history = getattr(run, "history", run)
    if isinstance(history, (list, tuple)):
        history = [getattr(one, "history", one) for one in history]
    if hasattr(history, "columns") and hasattr(history, "select_dtypes"):
        history = history.select_dtypes("number").to_dict("list")
    elif isinstance(history, (list, tuple)) and all(
        isinstance(epoch, Mapping) for epoch in history
    ):
        names = history[0] if history else ()
        history = {name: np.hstack([epoch[name] for epoch in history]) for name in names}
    if isinstance(history, Mapping) and isinstance(history.get("history"), Mapping):
        history = history["history"]
    if not isinstance(history, Mapping):
        raise CourseError(
            "expected a History from model.fit, or its dict of lists such as "
            f"{{'loss': [...], 'val_loss': [...]}}, and got {type(run).__name__}."
        )
    rename = {"acc": "accuracy", "val_acc": "val_accuracy"}
    return {
        rename.get(key, str(key)): [float(number) for number in _in_order(values)]
        for key, values in history.items()
    }


def _in_order(values: Any) -> Any:
    """The values of a list, or of a dict by epoch, which pandas and JSON make of a column."""
    return values.values() if isinstance(values, Mapping) else values


def as_histories(history: Any) -> dict[str, dict[str, list[float]]]:
    """``{name: dict of lists}``, a single history under the empty name."""
    if isinstance(history, Mapping) and not {"loss", "history", "accuracy"} & set(history):
        return {str(name): as_history(run) for name, run in history.items()}
    return {"": as_history(history)}


def run_title(run: Mapping[str, Any]) -> str:
    """``dropout 0.5, width 32``: what names a recorded run."""
    return f"dropout {run['dropout']:g}, width {run['width']}"


def labels_for(images: NDArray[Any], labels: ArrayLike) -> NDArray[np.intp]:
    """``labels`` as (n,) integers; raises CourseError unless there is one for each image."""
    numbers = np.asarray(labels).ravel().astype(np.intp)
    if len(numbers) != len(images):
        raise CourseError(
            f"got {len(images)} images and {len(numbers)} labels: expected one label for each image."
        )
    return numbers


def value_limits(images: NDArray[Any]) -> tuple[float, float]:
    """The values drawn black and white, the same for all of ``images``.

    They are 0 and 1 or 0 and 255 where the images fit in between.
    """
    finite = images[np.isfinite(images)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    if low >= 0:
        return 0.0, 1.0 if 0 < high <= 1 else 255.0 if high <= 255 else high
    return low, high


def signed_norm(values: NDArray[Any]) -> Normalize:
    """A scale that is symmetric where there are negative values, so that mid-grey is zero."""
    from matplotlib.colors import Normalize

    largest = float(np.abs(values).max()) or 1.0
    return Normalize(vmin=-largest if values.min() < 0 else 0.0, vmax=largest)


def class_name(label: Any) -> str:
    """``Trouser`` for 1; ``class 12`` for a number that is no class of Fashion-MNIST."""
    number = int(label)
    return CLASS_NAMES[number] if 0 <= number < len(CLASS_NAMES) else f"class {number}"


def size_text(array: NDArray[Any]) -> str:
    """``28 x 28``."""
    return f"{array.shape[0]} x {array.shape[1]}"


def range_text(values: NDArray[Any]) -> str:
    """``0 to 255``: the smallest and the largest value."""
    return f"{values.min():.3g} to {values.max():.3g}" if values.size else "none"


def count_text(number: int, noun: str) -> str:
    """``1 image``, ``2 images``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
