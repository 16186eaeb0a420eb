"""A Keras model as a check sees it: architecture and weights, never the student's object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks.context import current_context
from autograder.checks.failures import CheckFailedError, fail
from autograder.networks import (
    UnsupportedNetworkError,
    flat_layers,
    followers,
    keras_defaults,
    rebuild,
)


@dataclass(frozen=True)
class Network:
    """A student's network as plain data. Predictions come from a clean rebuild of it.

    ``architecture`` and ``weights`` are those of ``autograder.networks.export``. ``compiled`` is
    None or {"optimizer": {"class_name", "config"}, "loss": {"name", "config"},
    "metrics": [names]}; ``fitted`` is None or what ``networks.fitted_of`` gives of its last fit, not
    to be trusted. ``problem`` says why the network can't be rebuilt; it is "" when it can.
    ``call_evaluate`` and ``call_predict`` call these methods of the student's own model.
    ``live`` numbers the live model and then its trainable weights: networks that share a number
    share that object. The numbers come from the student's process: not to be trusted.
    """

    architecture: dict[str, Any]
    weights: list[np.ndarray]
    compiled: dict[str, Any] | None = None
    problem: str = ""
    call_evaluate: Callable[[np.ndarray, np.ndarray], dict[str, float]] | None = None
    call_predict: Callable[[np.ndarray], np.ndarray] | None = None
    live: tuple[int, ...] = ()
    fitted: dict[str, Any] | None = None

    @property
    def layers(self) -> list[dict[str, Any]]:
        """{"class_name", "name", "config"} of each layer in order; nested models flattened.

        InputLayers are omitted.
        """
        return flat_layers(self.architecture)

    @property
    def followers(self) -> list[set[int]]:
        """For each of ``layers``, the places of those that its output goes through."""
        return followers(self.architecture)

    @property
    def is_ordered(self) -> bool:
        """Whether ``layers`` come in the order in which they run.

        Those of a subclassed model don't; a layer that can't be rebuilt changes nothing about it.
        """
        return self.architecture.get("kind") in ("Sequential", "Functional")

    @property
    def input_shape(self) -> tuple[int | None, ...]:
        """The first input's shape, None for the batch."""
        return _shape(self.architecture.get("input_shape"))

    @property
    def output_shape(self) -> tuple[int | None, ...]:
        """The first output's shape, None for the batch."""
        return _shape(self.architecture.get("output_shape"))

    def count_parameters(self) -> int:
        """All weights, the non-trainable ones included."""
        return sum(int(w.size) for w in self.weights)

    def to_keras(self) -> Any:
        """A new, uncompiled keras.Model with these weights.

        Raises CheckFailedError when it can't be built.
        """
        if self.problem:
            fail("network-cannot-cross", self.problem)
        try:
            return rebuild(self.architecture, self.weights)
        except UnsupportedNetworkError as error:
            raise CheckFailedError("network-cannot-cross", str(error)) from None

    @cached_property
    def _rebuilt(self) -> Any:
        return self.to_keras()

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The clean rebuild's output for ``x``, float32."""
        wanted = self.input_shape[1:]
        if len(wanted) != np.ndim(x) - 1 or any(
            w not in (None, s) for w, s in zip(wanted, np.shape(x)[1:], strict=True)
        ):
            fail(
                "wrong-shape",
                f"The model takes inputs of shape {self.input_shape}; expected that it takes "
                f"{(None, *np.shape(x)[1:])}.",
            )
        if self.problem:
            fail("network-cannot-cross", self.problem)
        predict = current_context().predict
        if predict is not None:
            return predict(self, x)
        model = self._rebuilt
        with keras_defaults():
            return np.asarray(model.predict(x, verbose=0, batch_size=256), dtype=np.float32)

    def evaluate(self, x: np.ndarray, y: np.ndarray) -> dict[str, float]:
        """Loss and metrics as the student's own compiled model gives them: not to be trusted."""
        if self.compiled is None or self.call_evaluate is None:
            fail("not-compiled", "The model is not compiled; expected a compiled one.")
        return self.call_evaluate(x, y)

    def student_predict(self, x: np.ndarray) -> np.ndarray:
        """The student's own model's output for ``x``, float32: not to be trusted.

        For the lessons that accept models which can't be rebuilt, such as subclassed ones.
        """
        if self.call_predict is None:
            fail("network-cannot-cross", self.problem or "The model can't be asked here.")
        return self.call_predict(x)


def _shape(shape: Any) -> tuple[int | None, ...]:
    return tuple(shape) if isinstance(shape, (list, tuple)) else ()


def small_cnn(seed: int = 0) -> Network:
    """An uncompiled network for 28x28x1 images and ten classes, weights drawn from ``seed``.

    It has the form that ``networks.export`` gives, so that making it needs no Keras.
    """
    rng = np.random.default_rng(seed)
    shapes = [(3, 3, 1, 4), (4,), (13 * 13 * 4, 10), (10,)]
    architecture = {
        "format": 1,
        "kind": "Sequential",
        "name": "small_cnn",
        "input_shape": [None, 28, 28, 1],
        "input_dtype": "float32",
        "output_shape": [None, 10],
        "layers": [
            _layer("Conv2D", {"filters": 4, "kernel_size": [3, 3], "activation": "relu"}, 2),
            _layer("MaxPooling2D", {"pool_size": [2, 2]}, 0),
            _layer("Flatten", {}, 0),
            _layer("Dense", {"units": 10, "activation": "softmax"}, 2),
        ],
    }
    return Network(
        architecture, [rng.normal(0, 0.1, size=shape).astype(np.float32) for shape in shapes]
    )


def _layer(class_name: str, config: dict[str, Any], weights: int) -> dict[str, Any]:
    return {
        "class_name": class_name,
        "name": class_name.lower(),
        "config": config,
        "trainable": True,
        "weights": weights,
    }
