"""A network's weights layer by layer; batch normalisation with new means and spreads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks import Network


def layers_with_weights(
    architecture: dict[str, Any], weights: list[np.ndarray]
) -> Iterator[tuple[dict[str, Any], list[np.ndarray]]]:
    """Each layer that has weights, with them; those of nested models too."""
    used = 0
    for layer in architecture.get("layers", []):
        own = weights[used : used + layer["weights"]]
        used += layer["weights"]
        if "model" in layer:
            yield from layers_with_weights(layer["model"], own)
        elif own:
            yield layer, own


MAX_NORMALISATIONS = 20  # for each of them a part of the network is built anew


@dataclass(frozen=True)
class Normalisation:
    """A batch normalisation: the network up to it, and where its averages lie in the weights.

    ``before`` is None for one that stands first and gets the images themselves; ``end`` is the place
    behind its two averages, and ``momentum`` the share that each batch leaves of them.
    """

    before: dict[str, Any] | None
    end: int
    momentum: float

    def values(self, model: Network, weights: list[np.ndarray], images: np.ndarray) -> np.ndarray:
        """What it gets in a network with these weights."""
        if self.before is None:
            return images
        used = sum(layer["weights"] for layer in self.before["layers"])
        part = replace(model, architecture=self.before, weights=weights[:used])
        return part.predict(images)


def has_normalisation(model: Network) -> bool:
    """Whether there is batch normalisation in it, in a nested model too."""
    return any(layer["class_name"] == "BatchNormalization" for layer in model.layers)


def normalisations(model: Network) -> list[Normalisation]:
    """Its batch normalisations in the order of computing.

    Empty when there is none, or when one of them can't be asked by itself: in a nested model, along
    another axis, called twice.
    """
    architecture = model.architecture
    layers = architecture.get("layers", [])
    ends = np.cumsum([layer["weights"] for layer in layers]).tolist()
    places = [i for i, layer in enumerate(layers) if layer["class_name"] == "BatchNormalization"]
    if len(places) != sum(layer["class_name"] == "BatchNormalization" for layer in model.layers):
        return []  # in a nested model, or in more than one call
    if len(places) > MAX_NORMALISATIONS or any(
        layers[i]["config"].get("axis", -1) not in (-1, 3, [-1], [3])
        or layers[i]["config"].get("renorm")
        for i in places
    ):
        return []
    # A part of a network is not said to give ten numbers.
    part = {key: value for key, value in architecture.items() if key != "output_shape"}
    found = []
    if architecture.get("kind") == "Sequential":
        for i in places:
            before = part | {"layers": layers[:i]} if i else None
            found.append(Normalisation(before, ends[i], _momentum(layers[i])))
        return found
    calls = architecture.get("calls", [])
    for position, call in enumerate(calls):
        if call["layer"] in places:
            given = call["args"][0] if call["args"] else None
            if not isinstance(given, dict) or type(given.get("tensor")) is not int:
                return []
            i = call["layer"]
            before = part | {"calls": calls[:position], "output": given}
            before = before if given["tensor"] >= 0 else None
            found.append(Normalisation(before, ends[i], _momentum(layers[i])))
    return found


def _momentum(layer: dict[str, Any]) -> float:
    momentum = layer["config"].get("momentum", 0.99)
    return momentum if isinstance(momentum, float) and 0 <= momentum < 1 else 0.99


def with_new_averages(model: Network, images: np.ndarray) -> Network | None:
    """The same network, its batch normalisation with the means and spreads of these images.

    The layers are corrected one after the other, since each changes what the next one sees. None
    when there is none that can be corrected.
    """
    found = normalisations(model)
    if not found:
        return None
    weights = list(model.weights)
    for layer in found:
        values = layer.values(model, weights, images)
        axes = tuple(range(values.ndim - 1))
        weights[layer.end - 2] = np.asarray(values.mean(axis=axes), np.float32)
        weights[layer.end - 1] = np.asarray(values.var(axis=axes), np.float32)
    return replace(model, weights=weights)


def distance_to_averages(model: Network, images: np.ndarray, steps: int) -> float:
    """How far the first averages are from those that training on such images leaves.

    They begin at 0 and 1 and come nearer to the images' own with each of the ``steps`` (0: nobody
    knows how many). A small number says that the network was trained on images of this scale.
    """
    first = normalisations(model)[0]
    values = first.values(model, model.weights, images)
    axes = tuple(range(values.ndim - 1))
    mean, variance = values.mean(axis=axes), values.var(axis=axes)
    kept_mean, kept_variance = model.weights[first.end - 2], model.weights[first.end - 1]
    left = [first.momentum**steps] if steps else [first.momentum**n for n in (10, 40, 160, 640)]
    with np.errstate(all="ignore"):  # a network may hold any numbers
        return float(min(_distance(kept_mean, kept_variance, mean, variance, s) for s in left))


def _distance(
    kept_mean: np.ndarray,
    kept_variance: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    share: float,
) -> float:
    """From averages of which this share is still what they began with."""
    wanted = share + (1 - share) * variance
    ratio = np.abs(np.log((kept_variance + 1e-9) / (wanted + 1e-9)))
    shift = np.abs(kept_mean - (1 - share) * mean) / np.sqrt(kept_variance + 1e-9)
    return float(np.median(ratio) + np.median(shift))
