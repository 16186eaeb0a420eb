"""What can be seen of a network that was trained for the target."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks import Network, scored_on_validation, training_arrays

PROBE = 1000  # images for a first look and for each question about the inputs
EVERY = 16  # of the training images every 16th is asked for
ACCURACY_EXAMPLE = "(model.predict(x_val, verbose=0).argmax(axis=1) == y_val).mean()"


# Behind a softmax these leave probabilities, in predicting.
KEEP_PROBABILITIES = frozenset(
    "Dropout GaussianDropout GaussianNoise AlphaDropout SpatialDropout2D Flatten Reshape "
    "AveragePooling2D GlobalAveragePooling2D ActivityRegularization Identity keras.ops.reshape "
    "keras.ops.squeeze keras.ops.cast keras.ops.stop_gradient".split()
)


def output_activation(model: Network) -> str:
    """The activation that the outputs have: "softmax", "linear"..."""
    layers = [layer for layer in model.layers if layer["class_name"] not in KEEP_PROBABILITIES]
    last = layers[-1] if layers else {"class_name": "", "config": {}}
    if last["class_name"] in ("Softmax", "ReLU", "LeakyReLU", "ELU"):
        return str(last["class_name"]).lower()
    return activation_of(last)


def activation_of(layer: dict[str, Any]) -> str:
    """The activation that a layer brings by its argument; "linear" for none."""
    activation = layer["config"].get("activation")
    if isinstance(activation, dict):  # a layer in the place of a name
        activation = activation.get("layer", "").lower()
    return activation or "linear"


@dataclass
class Evidence:
    """What can be asked of a network. ``example`` is a snippet that shows what was found."""

    model: Network
    accuracy: float  # on all images that it is scored on
    images: np.ndarray
    labels: np.ndarray
    output: np.ndarray  # for ``images``, which are some of those that it is scored on
    points_begin: float
    example: str = field(default=ACCURACY_EXAMPLE)

    def accuracy_on(self, images: np.ndarray, labels: np.ndarray) -> float:
        """The share that the network gets right."""
        return float((self.model.predict(images).argmax(axis=1) == labels).mean())

    @cached_property
    def training(self) -> float:
        """The accuracy on training images from all parts of the table."""
        images, labels = training_arrays()
        return self.accuracy_on(images[::EVERY], labels[::EVERY])

    @cached_property
    def first_training(self) -> float:
        """The accuracy on the first training images, which a test on few images uses."""
        images, labels = training_arrays()
        return self.accuracy_on(images[:PROBE], labels[:PROBE])

    @cached_property
    def probe(self) -> float:
        """The accuracy on ``images``."""
        return float((self.output.argmax(axis=1) == self.labels).mean())

    @property
    def gives_probabilities(self) -> bool:
        """Whether its outputs add up to 1, whatever layer or operation is its last one."""
        sums = self.output.sum(axis=1)
        return bool(self.output.min() >= 0 and np.allclose(sums, 1, atol=1e-3))

    @cached_property
    def knows_validation_best(self) -> bool:
        """Whether it does clearly better on the validation images than on the training images."""
        if not scored_on_validation() or self.accuracy - self.training < 0.02:
            return False
        images, labels = training_arrays()  # others are asked, lest it was chance
        others = self.accuracy_on(images[EVERY // 2 :: EVERY], labels[EVERY // 2 :: EVERY])
        return self.accuracy - others > 0.02

    def curve(self, name: str) -> list[float]:
        """A curve of the last fit; [] when there is none."""
        values = (self.model.fitted or {}).get("history", {}).get(name, [])
        return values if np.isfinite(values).all() else []

    @property
    def fitted_accuracy(self) -> float | None:
        """The accuracy that the last epoch of the last fit reported on what it was fitted to."""
        values = self.curve("accuracy") or self.curve("acc")
        return values[-1] if values else None

    @property
    def optimizer(self) -> tuple[str, Any]:
        """Its class, and the learning rate that it began with: a number, or a schedule's config."""
        entry = (self.model.compiled or {}).get("optimizer", {})
        logged = self.curve("learning_rate")  # callbacks that lower the rate log it
        rate = logged[0] if logged else entry.get("config", {}).get("learning_rate")
        return entry.get("class_name", ""), rate

    @property
    def optimizer_settings(self) -> dict[str, Any]:
        """The arguments that its optimizer was made with; {} when they are unknown."""
        entry = (self.model.compiled or {}).get("optimizer", {})
        return entry.get("config") or {}
