"""Plain data, which may come from an untrusted process, as arguments of Keras's layers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

from autograder.networks.layers import (
    ACTIVATION_ARGUMENTS,
    ACTIVATIONS,
    LAYER_ARGUMENTS,
    LAYERS,
    MAX_DEPTH,
    POLICIES,
    REGULARIZERS,
    UnsupportedNetworkError,
)
from autograder.networks.operations import OPERATIONS, function_of

MAX_CONSTANT = 100_000  # numbers in one array that a model computes with
MAX_INNER_LAYERS = 20  # in one list
_NOT_ACTIVATIONS = ("einsum", "get_item")


def layer_arguments(
    class_name: str, config: dict[str, Any], model: Callable[[Any], Any] | None, depth: int = 0
) -> dict[str, Any]:
    """The arguments of a layer of the table. ``model`` builds a model that is inside the layer."""
    require(depth <= MAX_DEPTH, "it nests layers too deep")
    arguments: dict[str, Any] = {}
    for key, value in config.items():
        if key == "dtype":
            require(
                isinstance(value, str) and value in POLICIES, f"{class_name} has a strange dtype"
            )
        else:
            require(key in LAYERS[class_name], f"{class_name} has an argument {key!r}")
        if key in ACTIVATION_ARGUMENTS:
            arguments[key] = _activation(value, depth)
        elif key.endswith("_regularizer"):
            arguments[key] = _regularizer(value)
        elif key in LAYER_ARGUMENTS:
            arguments[key] = _inner_layers(value, model, depth)
        else:
            arguments[key] = plain(value, f"{class_name}'s {key}")
    return arguments


def _inner_layers(value: Any, model: Callable[[Any], Any] | None, depth: int) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        require(len(value) <= MAX_INNER_LAYERS, "a layer has too many layers inside")
        return [_inner_layer(item, model, depth) for item in value]
    return _inner_layer(value, model, depth)


def _inner_layer(value: Any, model: Callable[[Any], Any] | None, depth: int) -> Any:
    import keras

    require(isinstance(value, dict), "a layer inside another one is not a dict")
    if "model" in value:
        require(model is not None, "a model is inside a layer's layer")
        assert model is not None
        return model(value["model"])
    class_name, config = value.get("layer"), value.get("config")
    require(
        isinstance(class_name, str) and class_name in LAYERS and isinstance(config, dict),
        f"there is a layer {class_name!r} inside another one",
    )
    assert isinstance(class_name, str) and isinstance(config, dict)
    inner = layer_arguments(class_name, config, model, depth + 1)
    return getattr(keras.layers, class_name)(**inner)


def _activation(value: Any, depth: int) -> Any:
    import keras

    if not isinstance(value, dict):
        require(
            value is None or (isinstance(value, str) and value in ACTIVATIONS),
            f"there is an activation {value!r}",
        )
        return value
    if "layer" in value:
        return _inner_layer(value, None, depth)
    kind: Any = "activation" if "activation" in value else "operation"
    table: dict[str, tuple[str, ...]] = ACTIVATIONS if kind == "activation" else OPERATIONS
    name, given = value.get(kind), value.get("arguments")
    require(
        isinstance(name, str) and name in table and name not in _NOT_ACTIVATIONS,
        f"there is an activation {name!r}",
    )
    assert isinstance(name, str)
    require(isinstance(given, dict) and set(given) <= set(table[name]), f"{name} has its arguments")
    assert isinstance(given, dict)
    arguments = {key: plain(item, f"{name}'s {key}") for key, item in given.items()}
    function = getattr(keras.activations, name) if kind == "activation" else function_of(name)
    return functools.partial(function, **arguments) if arguments else function


def _regularizer(value: Any) -> Any:
    """Keras's own regulariser; one that isn't changes no prediction and is left out."""
    import keras

    if value is None or (isinstance(value, dict) and value.get("config") is None):
        return None
    name: Any = value.get("class_name") if isinstance(value, dict) else None
    require(isinstance(name, str) and name in REGULARIZERS, f"there is a regulariser {name!r}")
    numbers = value["config"]
    require(
        isinstance(numbers, dict)
        and set(numbers) <= set(REGULARIZERS[name])
        and all(isinstance(n, (int, float)) for n in numbers.values()),
        "a regulariser has strange arguments",
    )
    return getattr(keras.regularizers, name)(**numbers)


def constant(value: dict[str, Any]) -> Any:
    """A slice or an array of a call."""
    if "slice" in value:
        ends = value["slice"]
        if ends == "...":
            return Ellipsis
        require(isinstance(ends, list) and len(ends) == 3, "a slice is not one")
        return slice(*(plain(end, "a slice") for end in ends))
    numbers, dtype = value.get("array"), value.get("dtype")
    require(isinstance(dtype, str) and dtype in POLICIES, "an array has a strange dtype")
    array = np.asarray(numbers)
    require(
        array.dtype.kind in "fiub" and prod(array.shape) <= MAX_CONSTANT, "an array is no numbers"
    )
    assert isinstance(dtype, str)
    return array.astype("float32" if dtype.startswith(("mixed", "bf")) else dtype)


def plain(value: Any, what: str, depth: int = 0) -> Any:
    """None, bool, number, short text or short list of those."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        require(abs(value) < 10**9, f"{what} is out of range")
        return value
    if isinstance(value, str):
        require(len(value) <= 60, f"{what} is a long text")
        return value
    require(isinstance(value, list) and depth < 4 and len(value) <= 10_000, f"{what} is not plain")
    return [plain(v, what, depth + 1) for v in value]


def require(condition: bool, otherwise: str) -> None:
    """Raise UnsupportedNetworkError unless ``condition``."""
    if not condition:
        raise UnsupportedNetworkError(f"The network can't be rebuilt: {otherwise}.")
