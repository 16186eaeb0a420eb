"""Exports a live keras.Model as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.networks.layers import (
    ACTIVATION_LAYERS,
    ACTIVATIONS,
    FORMAT,
    IGNORED,
    LAYERS,
    MAX_DEPTH,
    REGULARIZERS,
    UnsupportedNetworkError,
)

USE = "Use keras.Sequential or keras.Model(inputs, outputs) with Keras's own layers."


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
    kind = type(model)
    if kind is not keras.Sequential and kind is not _functional_class():
        raise UnsupportedNetworkError(
            f"The model is of the class {kind.__name__}, a model of its own kind. {USE}"
        )
    if not model.built or not getattr(model, "inputs", None):
        raise UnsupportedNetworkError(
            "The model has no input shape yet. Begin it with keras.Input((28, 28, 1)), so that "
            "its weights exist before training."
        )
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise UnsupportedNetworkError(
            f"The model has {len(model.inputs)} inputs and {len(model.outputs)} outputs; "
            "expected one of each."
        )
    architecture: dict[str, Any] = {
        "format": FORMAT,
        "kind": "Sequential" if kind is keras.Sequential else "Functional",
        "name": str(model.name),
        "input_shape": _shape(model.inputs[0].shape),
        "input_dtype": str(model.inputs[0].dtype),
        "output_shape": _shape(model.outputs[0].shape),
        "layers": [],
    }
    weights: list[np.ndarray] = []
    if kind is keras.Sequential:
        for layer in model.layers:
            _add_layer(architecture["layers"], layer, weights, depth)
    else:
        _Graph(model, architecture, weights, depth).walk()
    return architecture, weights


def _functional_class() -> type:
    """The class that ``keras.Model(inputs, outputs)`` makes; Keras gives it no public name."""
    import keras

    probe = keras.Input((1,))
    return type(keras.Model(probe, probe))


def _shape(shape: Any) -> list[int | None]:
    return [None if n is None else int(n) for n in shape]


def _add_layer(into: list[Any], layer: Any, weights: list[np.ndarray], depth: int) -> None:
    import keras

    if isinstance(layer, keras.Model):
        inner, arrays = _export(layer, depth + 1)
        entry = _entry(layer, inner["kind"], {}, len(arrays)) | {"model": inner}
    else:
        config = layer_config(layer)
        arrays = [np.asarray(w) for w in layer.get_weights()]
        entry = _entry(layer, type(layer).__name__, config, len(arrays))
    into.append(entry)
    weights += arrays


def _entry(layer: Any, class_name: str, config: dict[str, Any], weights: int) -> dict[str, Any]:
    return {
        "class_name": class_name,
        "name": str(layer.name),
        "config": config,
        "trainable": bool(getattr(layer, "trainable", True)),
        "weights": weights,
    }


def layer_config(layer: Any) -> dict[str, Any]:
    """A layer's arguments as plain values.

    Raises UnsupportedNetworkError when the layer is not one of the table ``LAYERS``.
    """
    import keras

    class_name = type(layer).__name__
    if class_name not in LAYERS or type(layer) is not getattr(keras.layers, class_name):
        raise UnsupportedNetworkError(
            f"The layer {layer.name!r} is of the class {class_name}, which can't be rebuilt. {USE}"
        )
    known = LAYERS[class_name]
    config: dict[str, Any] = {}
    try:
        keras_config = layer.get_config()
    except Exception:
        raise UnsupportedNetworkError(
            f"The layer {layer.name!r} has parts that Keras can't describe. {USE}"
        ) from None
    for key, value in keras_config.items():
        if key in known:
            config[key] = _argument(layer, key, value)
        elif key not in IGNORED and value and not key.endswith(("_initializer", "_constraint")):
            raise UnsupportedNetworkError(
                f"The layer {layer.name!r} uses {key}, which can't be rebuilt."
            )
    policy = str(layer.dtype_policy.name)
    if policy != "float32":
        config["dtype"] = policy
    return config


def _argument(layer: Any, key: str, value: Any) -> Any:
    if key == "activation":
        return _activation(layer.activation, layer.name)
    if key.endswith("_regularizer"):
        return _regularizer(getattr(layer, key, None))
    if isinstance(value, dict) or hasattr(value, "shape"):  # Keras's form of an array
        value = np.asarray(getattr(layer, f"input_{key}", getattr(layer, key, value))).tolist()
    return _plain(value, f"{key} of the layer {layer.name!r}")


def _activation(activation: Any, name: str) -> Any:
    """The name of one of Keras's activations, or {"layer", "config"} for an activation layer."""
    import keras

    if activation is None:
        return None
    if isinstance(activation, keras.layers.Layer):
        class_name = type(activation).__name__
        if class_name in ACTIVATION_LAYERS:
            return {"layer": class_name, "config": layer_config(activation)}
    else:
        name_of_function = getattr(activation, "__name__", "")
        home = str(getattr(activation, "__module__", "")).partition(".")[0]
        if name_of_function in ACTIVATIONS and home in ("keras", "tensorflow"):
            return name_of_function
    raise UnsupportedNetworkError(f"The layer {name!r} has an activation of its own kind. {USE}")


def _regularizer(regularizer: Any) -> Any:
    """{"class_name", "config"}; of one that isn't Keras's own only the name (None: no config)."""
    import keras

    if regularizer is None:
        return None
    name = type(regularizer).__name__
    numbers = None
    if name in REGULARIZERS and type(regularizer) is getattr(keras.regularizers, name):
        numbers = {k: float(np.asarray(getattr(regularizer, k))) for k in REGULARIZERS[name]}
    return {"class_name": name, "config": numbers}


def _plain(value: Any, what: str) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value)
    if isinstance(value, (list, tuple)):
        return [_plain(v, what) for v in value]
    raise UnsupportedNetworkError(
        f"The {what} is a {type(value).__name__}; expected a plain value."
    )


class _Graph:
    """Writes down a functional model call by call, from the output back to the input."""

    def __init__(
        self, model: Any, architecture: dict[str, Any], weights: list[np.ndarray], depth: int
    ) -> None:
        self.model = model
        self.architecture = architecture
        self.weights = weights
        self.depth = depth
        self.index: dict[int, int] = {}  # id of an operation: its place in "layers"
        self.arguments: dict[int, list[Any]] = {}  # of an operation that became a layer
        self.done: dict[tuple[int, int], int] = {}  # (id of operation, node): its call
        self.calls: list[dict[str, Any]] = []

    def walk(self) -> None:
        import keras

        layers = self.architecture["layers"]
        for operation in self.model.operations:
            if type(operation) is keras.layers.InputLayer:
                continue
            self.index[id(operation)] = len(layers)
            if isinstance(operation, keras.layers.Layer):
                _add_layer(layers, operation, self.weights, self.depth)
            else:
                layers.append(self.as_layer(operation))
        output = self.reference(self.model.outputs[0])["tensor"]
        self.architecture |= {"calls": self.calls, "output": output}

    def reference(self, tensor: Any) -> dict[str, int]:
        if tensor is self.model.inputs[0]:
            return {"tensor": -1}
        operation, node_index, _ = tensor._keras_history
        key = (id(operation), node_index)
        if key not in self.done:
            if id(operation) in self.arguments:
                args, kwargs = self.arguments[id(operation)], {}
            else:
                call_arguments = operation._inbound_nodes[node_index].arguments
                args, kwargs = list(call_arguments.args), dict(call_arguments.kwargs)
            call = {
                "layer": self.index[id(operation)],
                "args": [self.argument(a) for a in args],
                "kwargs": {k: self.argument(v) for k, v in kwargs.items() if v is not None},
            }
            self.done[key] = len(self.calls)
            self.calls.append(call)
        return {"tensor": self.done[key]}

    def argument(self, value: Any) -> Any:
        import keras

        if isinstance(value, keras.KerasTensor):
            return self.reference(value)
        if isinstance(value, (list, tuple)):
            return [self.argument(v) for v in value]
        return _plain(value, "call of a layer")

    def as_layer(self, operation: Any) -> dict[str, Any]:
        """``x / 255``, ``x + y`` or ``keras.activations.relu(x)``, as the layer that does it."""
        import keras

        nodes = operation._inbound_nodes
        args, kwargs = list(nodes[0].arguments.args), dict(nodes[0].arguments.kwargs)
        name = type(operation).__name__
        home = type(operation).__module__
        tensors = [isinstance(a, keras.KerasTensor) for a in args]
        layer: tuple[str, dict[str, Any]] | None = None
        if home.startswith("keras.src.ops.numpy") and len(args) == 2 and not kwargs:
            if all(tensors) and name in ("Add", "Subtract", "Multiply", "Maximum", "Minimum"):
                layer, args = (name, {}), [args]
            elif any(tensors):
                number = args[tensors.index(False)]
                if isinstance(number, (int, float, np.number)):
                    scaling = _scaling(name, float(number), number_first=tensors[1])
                    layer = ("Rescaling", scaling) if scaling else None
                    args = [args[tensors.index(True)]]
        elif home.startswith(("keras.src.ops.nn", "keras.src.activations")) and len(args) == 1:
            activation = name.lower()
            settings = {k: v for k, v in vars(operation).items() if not k.startswith("_")}
            settings.pop("name", None)
            standard = {"negative_slope": 0.0, "max_value": None, "threshold": 0.0, "axis": -1}
            usual = all(k in standard and v == standard[k] for k, v in settings.items())
            if activation in ACTIVATIONS and usual and not kwargs:
                layer = ("Activation", {"activation": activation})
        if layer is None or len(nodes) > 1:
            raise UnsupportedNetworkError(f"The model uses the operation {operation.name!r}. {USE}")
        self.arguments[id(operation)] = args
        return _entry(operation, layer[0], layer[1], 0)


def _scaling(name: str, number: float, number_first: bool) -> dict[str, float] | None:
    if name == "Add":
        return {"scale": 1.0, "offset": number}
    if name == "Multiply":
        return {"scale": number, "offset": 0.0}
    if name == "Subtract":
        return {"scale": -1.0 if number_first else 1.0, "offset": number * (2 * number_first - 1)}
    if name in ("TrueDivide", "Divide") and not number_first and number:
        return {"scale": 1.0 / number, "offset": 0.0}
    return None


def outline(model: Any) -> dict[str, Any]:
    """What can be said of a model that ``export`` refuses: kind, shapes, layers. Never raises."""
    layers = []
    for layer in _inner_layers(model, 0)[:100]:
        try:
            config = layer_config(layer)
        except Exception:
            config = {}
        layers.append(_entry(layer, type(layer).__name__, config, 0))

    def shape(which: str) -> list[int | None]:
        try:
            return _shape(getattr(model, which))
        except Exception:
            return []

    return {
        "format": FORMAT,
        "kind": type(model).__name__,
        "name": str(getattr(model, "name", "")),
        "input_shape": shape("input_shape"),
        "input_dtype": "float32",
        "output_shape": shape("output_shape"),
        "layers": layers,
    }


def _inner_layers(model: Any, depth: int) -> list[Any]:
    """The model's layers, those of the models inside it in their place."""
    import keras

    layers: list[Any] = []
    for layer in getattr(model, "layers", None) or []:
        nested = isinstance(layer, keras.Model) and depth < MAX_DEPTH
        layers += _inner_layers(layer, depth + 1) if nested else [layer]
    return layers


def flat_layers(architecture: dict[str, Any]) -> list[dict[str, Any]]:
    """{"class_name", "name", "config"} in the order of calls, nested models opened, inputs out."""
    flat: list[dict[str, Any]] = []
    layers = architecture.get("layers", [])
    if "calls" in architecture:  # activations written as operations are last in "layers"
        layers = [layers[call["layer"]] for call in architecture["calls"]]
    for layer in layers:
        if "model" in layer:
            flat += flat_layers(layer["model"])
        elif layer["class_name"] != "InputLayer":
            flat.append({key: layer[key] for key in ("class_name", "name", "config")})
    return flat
