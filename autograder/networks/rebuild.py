"""Builds a clean keras.Model from plain data, which may come from an untrusted process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from autograder.networks.defaults import keras_defaults
from autograder.networks.layers import (
    ACTIVATION_LAYERS,
    ACTIVATIONS,
    FORMAT,
    LAYERS,
    MAX_ACTIVATIONS,
    MAX_DEPTH,
    MAX_LAYERS,
    MAX_NETWORK_PARAMETERS,
    MAX_OPERATIONS,
    POLICIES,
    REGULARIZERS,
    UnsupportedNetworkError,
    operations,
    weight_shapes,
)

MAX_RANK = 6


def rebuild(architecture: dict[str, Any], weights: Sequence[np.ndarray]) -> Any:
    """An uncompiled keras.Model with this architecture and these weights.

    Raises UnsupportedNetworkError for anything outside the table ``LAYERS``, for sizes out of
    bounds (before any memory is taken) and for weights that don't fit.
    """
    arrays = list(weights)
    if not all(isinstance(a, np.ndarray) and a.dtype.kind in "fiu" for a in arrays):
        raise UnsupportedNetworkError("The weights are not all arrays of numbers.")
    parameters = sum(a.size for a in arrays)
    if parameters > MAX_NETWORK_PARAMETERS:
        raise UnsupportedNetworkError(
            f"The network has {parameters:,} parameters; at most {MAX_NETWORK_PARAMETERS:,} are allowed."
        )
    builder = _Builder(arrays)
    try:
        with keras_defaults():
            model = builder.model(architecture, 0)
    except UnsupportedNetworkError:
        raise
    except Exception as error:  # Keras refuses the arguments
        text = " ".join(str(error).split())[:300]
        raise UnsupportedNetworkError(f"The network can't be rebuilt: {text}") from None
    if builder.next != len(arrays):
        raise UnsupportedNetworkError(
            f"The architecture uses {builder.next} weight arrays, but {len(arrays)} came with it."
        )
    return model


class _Builder:
    """Builds one model, and counts what it spends: weights, layers, numbers and operations."""

    def __init__(self, weights: list[np.ndarray]) -> None:
        self.weights = weights
        self.next = 0
        self.layers = 0
        self.activations = 0
        self.operations = 0

    def model(self, architecture: Any, depth: int) -> Any:
        import keras

        _require(isinstance(architecture, dict), "the architecture is not a dict")
        _require(architecture.get("format") == FORMAT, f"its format is not {FORMAT}")
        _require(depth <= MAX_DEPTH, f"it nests models more than {MAX_DEPTH} deep")
        shape = architecture.get("input_shape")
        _require(
            isinstance(shape, list)
            and 1 <= len(shape) <= MAX_RANK
            and all(type(n) is int and 0 < n < 10**6 for n in shape[1:]),
            "its input shape is not a list of sizes",
        )
        dtype = architecture.get("input_dtype", "float32")
        _require(dtype in POLICIES, "its input has a strange dtype")
        self.spend((None, *shape[1:]), [])
        entries = architecture.get("layers")
        _require(isinstance(entries, list), "it has no list of layers")
        layers = [self.layer(entry, depth) for entry in entries]
        inputs = keras.Input(tuple(shape[1:]), dtype=dtype)
        if architecture.get("kind") == "Sequential":
            output = inputs
            for layer in layers:
                output = layer([output], {})
        else:
            output = self.graph(architecture, inputs, layers)
        return keras.Model(inputs, output)

    def graph(self, architecture: Any, inputs: Any, layers: list[Any]) -> Any:
        calls = architecture.get("calls")
        _require(isinstance(calls, list) and len(calls) <= MAX_LAYERS, "it has no list of calls")
        results: list[Any] = []

        def resolve(value: Any) -> Any:
            if isinstance(value, dict):
                k: Any = value.get("tensor")
                _require(type(k) is int and -1 <= k < len(results), "a call has no such input")
                return inputs if k == -1 else results[k]
            if isinstance(value, list):
                return [resolve(v) for v in value]
            _require(value is None or isinstance(value, (bool, int, float)), "a call is not plain")
            return value

        for call in calls:
            index: Any = call.get("layer")
            kwargs = call.get("kwargs") or {}
            _require(type(index) is int and 0 <= index < len(layers), "a call has no such layer")
            _require(
                isinstance(kwargs, dict)
                and set(kwargs) <= {"training"}
                and isinstance(kwargs.get("training", False), bool),
                "a layer is called with arguments other than training",
            )
            results.append(layers[index](resolve(call.get("args")), kwargs))
        end: Any = architecture.get("output")
        _require(type(end) is int and -1 <= end < len(results), "it has no output")
        return inputs if end == -1 else results[end]

    def layer(self, entry: Any, depth: int) -> Callable[[list[Any], dict[str, Any]], Any]:
        """A callable that applies the layer; its sizes are checked before it makes its weights."""
        import keras

        self.layers += 1
        _require(self.layers <= MAX_LAYERS, f"it has more than {MAX_LAYERS} layers")
        _require(isinstance(entry, dict), "a layer is not a dict")
        if "model" in entry:
            inner = self.model(entry["model"], depth + 1)
            return lambda args, kwargs: inner(*args, **kwargs)
        class_name, config = entry.get("class_name"), entry.get("config")
        _require(class_name in LAYERS, f"a layer is of the class {class_name!r}")
        _require(isinstance(config, dict), "a layer has no config")
        layer = getattr(keras.layers, class_name)(**_arguments(class_name, config))
        count = entry.get("weights", 0)
        _require(type(count) is int and 0 <= count <= 8, "a layer has a strange number of weights")
        weights = self.weights[self.next : self.next + count]
        self.next += count
        trainable = entry.get("trainable", True) is not False
        ready = False

        def apply(args: list[Any], kwargs: dict[str, Any]) -> Any:
            nonlocal ready
            _require(isinstance(args, list) and len(args) == 1, "a layer takes one input")
            tensors = args[0] if isinstance(args[0], list) else [args[0]]
            shapes = [tuple(t.shape) for t in tensors]
            wanted = weight_shapes(class_name, config, shapes[0])
            if wanted != [w.shape for w in weights]:
                raise UnsupportedNetworkError(
                    f"The weights of the {class_name} layer have the shapes "
                    f"{[w.shape for w in weights]}; expected {wanted} for an input of shape {shapes[0]}."
                )
            output = layer.compute_output_shape(shapes if isinstance(args[0], list) else shapes[0])
            self.spend(tuple(output), wanted)
            result = layer(args[0], **kwargs)
            if not ready:
                layer.set_weights(weights)
                if class_name == "Normalization":
                    layer.finalize_state()
                layer.trainable = trainable
                ready = True
            return result

        return apply

    def spend(self, output: tuple[int | None, ...], weights: list[tuple[int, ...]]) -> None:
        self.activations += prod(int(n) for n in output[1:] if n)
        self.operations += operations(weights, output)
        _require(
            self.activations <= MAX_ACTIVATIONS and self.operations <= MAX_OPERATIONS,
            f"one image takes more than {MAX_ACTIVATIONS:,} activations or {MAX_OPERATIONS:,} "
            "multiplications",
        )


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise UnsupportedNetworkError(f"The network can't be rebuilt: {otherwise}.")


def _arguments(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for key, value in config.items():
        if key == "dtype":
            _require(value in POLICIES, f"{class_name} has a strange dtype")
        else:
            _require(key in LAYERS[class_name], f"{class_name} has an argument {key!r}")
        if key == "activation":
            arguments[key] = _activation(value)
        elif key.endswith("_regularizer"):
            arguments[key] = _regularizer(value)
        else:
            arguments[key] = _plain(value, f"{class_name}'s {key}", 0)
    return arguments


def _activation(value: Any) -> Any:
    import keras

    if isinstance(value, dict):
        class_name, config = value.get("layer"), value.get("config")
        _require(class_name in ACTIVATION_LAYERS and isinstance(config, dict), "an activation")
        assert isinstance(class_name, str) and isinstance(config, dict)
        return getattr(keras.layers, class_name)(**_arguments(class_name, config))
    _require(value is None or value in ACTIVATIONS, f"there is an activation {value!r}")
    return value


def _regularizer(value: Any) -> Any:
    """Keras's own regulariser; one that isn't changes no prediction and is left out."""
    import keras

    if value is None or (isinstance(value, dict) and value.get("config") is None):
        return None
    name: Any = value.get("class_name") if isinstance(value, dict) else None
    _require(name in REGULARIZERS, f"there is a regulariser {name!r}")
    numbers = value["config"]
    _require(
        isinstance(numbers, dict)
        and set(numbers) <= set(REGULARIZERS[name])
        and all(isinstance(n, (int, float)) for n in numbers.values()),
        "a regulariser has strange arguments",
    )
    return getattr(keras.regularizers, name)(**numbers)


def _plain(value: Any, what: str, depth: int) -> Any:
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        _require(abs(value) < 10**9, f"{what} is out of range")
        return value
    if isinstance(value, str):
        _require(len(value) <= 40, f"{what} is a long text")
        return value
    _require(isinstance(value, list) and depth < 4 and len(value) <= 10_000, f"{what} is not plain")
    return [_plain(v, what, depth + 1) for v in value]
