"""Exports a live keras.Model as plain data."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from autograder.networks.architecture import check_architecture
from autograder.networks.graph import Graph
from autograder.networks.layers import (
    FORMAT,
    MAX_DEPTH,
    MAX_LAYERS,
    MAX_NETWORK_PARAMETERS,
    UnsupportedNetworkError,
    known_class,
)
from autograder.networks.settings import base_class, layer_config, readable_config

# What decides on a model's predictions: a class of one's own that has one of these is no plain model.
PREDICTING = ("call", "__call__", "predict", "predict_step", "make_predict_function")


def export(model: Any) -> tuple[dict[str, Any], list[np.ndarray]]:
    """The architecture and the weights of a Sequential or functional model.

    Raises UnsupportedNetworkError, saying what to use instead, for subclassed models, Lambda and
    custom layers, several inputs or outputs, and models that have no input shape yet. Weights
    come layer by layer in the order of ``model.layers``, which is that of ``get_weights()``.
    """
    return _export(model, 0)


def _export(model: Any, depth: int) -> tuple[dict[str, Any], list[np.ndarray]]:
    import keras

    if depth > MAX_DEPTH:
        raise UnsupportedNetworkError(f"The model nests models more than {MAX_DEPTH} deep.")
    kind = _kind(model)
    if not model.built or not getattr(model, "inputs", None):
        raise UnsupportedNetworkError(
            "The model has no input shape yet. Begin it with keras.Input((28, 28, 1)), so that "
            "its weights exist before training."
        )
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        which = f"The model {str(model.name)!r} inside the model" if depth else "The model"
        raise UnsupportedNetworkError(
            f"{which} has {len(model.inputs)} inputs and {len(model.outputs)} outputs; "
            f"expected one of each.{' Put its layers into the outer model.' if depth else ''}"
        )
    if model.count_params() > MAX_NETWORK_PARAMETERS:
        raise UnsupportedNetworkError(
            f"The network has {model.count_params():,} parameters; at most "
            f"{MAX_NETWORK_PARAMETERS:,} can be judged here. Use fewer filters and units."
        )
    size = len(model.operations if kind == "Functional" else model.layers)
    if size > MAX_LAYERS:
        raise UnsupportedNetworkError(
            f"The network has {size:,} layers; at most {MAX_LAYERS:,} can be judged here."
        )
    architecture = _head(model, kind)
    weights: list[np.ndarray] = []

    def add_layer(layer: Any) -> None:
        if isinstance(layer, keras.Model):
            inner, arrays = _export(layer, depth + 1)
            entry = entry_of(layer, inner["kind"], {}, len(arrays)) | {"model": inner}
        else:
            config = layer_config(layer, lambda inside: _export(inside, depth + 1)[0])
            arrays = [_array(w) for w in layer.get_weights()]
            entry = entry_of(layer, str(known_class(layer)), config, len(arrays))
        architecture["layers"].append(entry)
        weights.extend(arrays)

    if kind == "Sequential":
        for layer in model.layers:
            add_layer(layer)
    else:
        Graph(model, architecture, add_layer).walk()
    return architecture, weights


def _head(model: Any, kind: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "kind": kind,
        "name": str(model.name),
        "input_shape": _shape(model.inputs[0].shape),
        "input_dtype": str(model.inputs[0].dtype),
        "output_shape": _shape(model.outputs[0].shape),
        "layers": [],
    }


def _kind(model: Any) -> str:
    """ "Sequential" or "Functional"; raises UnsupportedNetworkError for other models.

    A class of the student's own is one of these when it leaves to Keras how the model predicts, as
    one does that has only a ``train_step``.
    """
    import keras

    functional = _functional_class()
    for base, kind in ((keras.Sequential, "Sequential"), (functional, "Functional")):
        if isinstance(model, base) and getattr(model, "inputs", None) is not None:
            own = [
                name
                for c in type(model).__mro__[: type(model).__mro__.index(base)]
                if not c.__module__.startswith("keras.")
                for name in PREDICTING
                if name in vars(c)
            ]
            if not own:
                return kind
        elif type(model) is base:
            return kind
    raise UnsupportedNetworkError(
        f"The model is of a class of your own, {type(model).__name__}, whose `call` is Python code "
        "of yours and can't be run here. Make it with keras.Sequential or "
        "keras.Model(inputs, outputs) of the same layers."
    )


def _functional_class() -> type:
    """The class that ``keras.Model(inputs, outputs)`` makes; Keras gives it no public name."""
    import keras

    probe = keras.Input((1,))
    return type(keras.Model(probe, probe))


def _shape(shape: Any) -> list[int | None]:
    return [None if n is None else int(n) for n in shape]


def _array(weight: Any) -> np.ndarray:
    array = np.asarray(weight)
    return array if array.dtype.kind in "fiub" else array.astype(np.float32)  # bfloat16


def entry_of(layer: Any, class_name: str, config: dict[str, Any], weights: int) -> dict[str, Any]:
    """A layer's entry in "layers"."""
    return {
        "class_name": class_name,
        "name": str(layer.name),
        "config": config,
        "trainable": bool(getattr(layer, "trainable", True)),
        "weights": weights,
    }


def outline(model: Any) -> dict[str, Any]:
    """What can be said of a model that ``export`` refuses: kind, shapes, layers. Never raises."""
    try:
        return _outline(model, 0)
    except Exception:  # a subclassed model, and whatever its class does to Keras's methods
        return _listed(model)


def _outline(model: Any, depth: int) -> dict[str, Any]:
    """The architecture with what can be read of layers and operations that can't be rebuilt."""
    import keras

    kind = _kind(model)
    architecture = _head(model, kind)

    def add_layer(layer: Any) -> None:
        entries = _readable_entries(layer, depth)
        entry = entries[-1]
        if isinstance(layer, keras.Model) and depth < MAX_DEPTH:
            with contextlib.suppress(Exception):
                entry = entry | {"model": _outline(layer, depth + 1)}
        elif len(entries) > 1:
            entry = entry | {"model": {"layers": entries}}
        architecture["layers"].append(entry)

    if kind == "Sequential":
        for layer in model.layers:
            add_layer(layer)
    else:
        Graph(model, architecture, add_layer, strict=False).walk()
    check_architecture(architecture)
    return architecture


def _listed(model: Any) -> dict[str, Any]:
    """The layers that a model knows, in the order in which its class made them."""
    inside = list(getattr(model, "layers", None) or [])
    layers = [entry for layer in inside for entry in _readable_entries(layer, 1)][:MAX_LAYERS]

    def shape(which: str) -> list[int | None]:
        try:
            return _shape(getattr(model, which))
        except Exception:
            return []

    try:
        kind = _kind(model)
    except Exception:
        kind = type(model).__name__
    return {
        "format": FORMAT,
        "kind": kind,
        "name": str(getattr(model, "name", "")),
        "input_shape": shape("input_shape"),
        "input_dtype": "float32",
        "output_shape": shape("output_shape"),
        "layers": layers,
    }


def _readable_entries(layer: Any, depth: int) -> list[dict[str, Any]]:
    """What can be read of a layer: one entry if it is Keras's own.

    For a class of the student's own, entries of the layers that it keeps in itself, or of the class
    of Keras that it inherits from, come before its own.
    """
    import keras

    own = entry_of(layer, known_class(layer) or type(layer).__name__, readable_config(layer), 0)
    if known_class(layer) is not None:
        return [own]
    if base := base_class(layer):
        return [own | {"class_name": base}, own]
    inside: list[Any] = []
    is_model = isinstance(layer, keras.Model)
    if depth < MAX_DEPTH:
        with contextlib.suppress(Exception):  # a class that never called super().__init__
            inside = list(layer._flatten_layers(include_self=False, recursive=False))
    found = [entry for part in inside for entry in _readable_entries(part, depth + 1)]
    return found if is_model and found else [*found, own]
