"""The arguments of a live layer, as plain values."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.networks.layers import (
    ACTIVATION_ARGUMENTS,
    ACTIVATION_NAMES,
    ACTIVATIONS,
    IGNORED,
    LAYER_ARGUMENTS,
    LAYERS,
    MAX_DEPTH,
    OTHER_NAMES,
    POLICIES,
    REFUSED,
    REGULARIZERS,
    UnsupportedNetworkError,
    known_class,
)
from autograder.networks.operations import OPERATIONS

WRITE_BY_NAME = 'Give one of Keras\'s own by its name, such as `activation="relu"`.'
# Where a layer keeps an argument under another name.
_KEPT_AS = {
    ("Bidirectional", "layer"): "forward_layer",
    ("EinsumDense", "output_shape"): "partial_output_shape",
}
_HARMLESS = ("_initializer", "_constraint", "_regularizer")  # change no prediction


Inner = Callable[[Any], dict[str, Any]]  # exports a layer or model that is inside a layer


def layer_config(layer: Any, export_model: Inner | None = None, depth: int = 0) -> dict[str, Any]:
    """A layer's arguments as plain values. ``export_model`` exports a model inside the layer.

    Raises UnsupportedNetworkError, saying what to write instead, when it is not one of the table
    ``LAYERS``.
    """
    class_name = known_class(layer)
    if class_name is None:
        raise UnsupportedNetworkError(why_refused(layer))
    if depth > MAX_DEPTH:
        raise UnsupportedNetworkError(f"The layer {layer.name!r} has too many layers inside.")
    given = _given(layer)
    inner = functools.partial(_inner, export_model=export_model, depth=depth + 1)
    config: dict[str, Any] = {}
    for key in LAYERS[class_name]:
        found, value = _find(layer, class_name, key, given)
        if found:
            config[key] = _argument(layer, key, value, inner)
    for key, value in given.items():
        known = key in LAYERS[class_name] or key in IGNORED or key.endswith(_HARMLESS)
        if key == "quantization_config" and value:
            raise UnsupportedNetworkError(_quantized(layer, class_name))
        if not known and value:
            raise UnsupportedNetworkError(
                f"The layer {layer.name!r} ({class_name}) uses `{key}`, which can't be judged "
                "here. Leave this argument out."
            )
    policy = str(layer.dtype_policy.name)
    if policy not in POLICIES:
        raise UnsupportedNetworkError(_quantized(layer, class_name))
    if policy != "float32":
        config["dtype"] = policy
    if class_name == "Discretization" and config.get("bin_boundaries"):
        config["num_bins"] = None  # Keras takes one of the two, and keeps both when it has adapted
    return config


def _quantized(layer: Any, class_name: str) -> str:
    return (
        f"The layer {layer.name!r} ({class_name}) is quantized ({layer.dtype_policy.name}), which "
        "can't be judged here. Leave `quantize` out."
    )


def readable_config(layer: Any) -> dict[str, Any]:
    """Those of a layer's arguments that can be read, of layers of any class. Never raises.

    An activation of the student's own is there with the name of its function.
    """
    inner = functools.partial(_inner, export_model=None, depth=1)
    config: dict[str, Any] = {}
    class_name = base_class(layer)
    if class_name is None:
        return config
    try:
        given = _given(layer)
    except Exception:  # the student's own code failed
        return config
    for key in LAYERS[class_name]:
        value: Any = None
        try:
            found, value = _find(layer, class_name, key, given)
            if found:
                config[key] = _argument(layer, key, value, inner)
        except Exception:  # this one can't be read, others can
            if key in ACTIVATION_ARGUMENTS:
                config[key] = str(getattr(value, "__name__", type(value).__name__))[:100]
    return config


def base_class(layer: Any) -> str | None:
    """The name of Keras's own class that a layer's class is or is made of; None without one."""
    import keras

    for c in type(layer).__mro__:
        name = OTHER_NAMES.get(c.__name__, c.__name__)
        if name in LAYERS and c is getattr(keras.layers, name, None):
            return name
    return None


def why_refused(layer: Any) -> str:
    """What is said of a layer that is not in the table, and what to write instead."""
    import keras

    name = type(layer).__name__
    which = f"The layer {str(layer.name)!r} "
    if type(layer) is not getattr(keras.layers, name, None):
        return (
            f"{which}is of a class of your own, {name}, and only Keras's own layers can be judged "
            "here. Write what it does with layers of keras.layers, or in a functional model "
            "with operations such as `keras.ops.mean(x, axis=1)`."
        )
    reason = REFUSED.get(name, "it is not among the layers that can be rebuilt")
    instead = "Leave it out."
    if name == "Lambda":
        instead = (
            "Write what it computes with other layers (Rescaling, Reshape, Activation ...), or in "
            "keras.Model(inputs, outputs) with operations such as `keras.ops.mean(x, axis=1)`."
        )
    return f"{which}is a {name}, which can't be judged here: {reason}. {instead}"


def _given(layer: Any) -> dict[str, Any]:
    """What Keras says that the layer was made with; {} when an argument stops Keras from it."""
    try:
        return dict(layer.get_config())
    except Exception:  # an activation or initialiser that Keras can't describe
        return {}


def _find(layer: Any, class_name: str, key: str, given: dict[str, Any]) -> tuple[bool, Any]:
    """(True, the value of an argument), or (False, None) when it is nowhere to be found."""
    by_attribute = key in LAYER_ARGUMENTS or key in ACTIVATION_ARGUMENTS
    if key in given and not by_attribute:
        return True, given[key]
    for name in (_KEPT_AS.get((class_name, key), key), f"_{key}"):
        value = getattr(layer, name, layer)
        if value is not layer:
            return True, value
    return False, None


def _argument(layer: Any, key: str, value: Any, inner: Inner) -> Any:
    what = f"{key} of the layer {layer.name!r}"
    if key in ACTIVATION_ARGUMENTS:
        return _activation(layer, value, inner)
    if key.endswith("_regularizer"):
        return _regularizer(getattr(layer, key, None))
    if key in LAYER_ARGUMENTS:
        if isinstance(value, (list, tuple)):
            return [inner(item) for item in value]
        return inner(value) if value is not None else None
    if isinstance(value, dict) or hasattr(value, "shape"):  # Keras's form of an array
        value = np.asarray(getattr(layer, f"input_{key}", getattr(layer, key, value))).tolist()
    if type(layer).__name__ == "RandomShear" and key in ("x_factor", "y_factor"):
        value = max(value)  # Keras keeps (-0.2, 0.2) of 0.2 and doesn't take it back
    return plain(value, what)


def _inner(layer: Any, export_model: Inner | None, depth: int) -> dict[str, Any]:
    """{"layer", "config"} of a layer inside another one; {"model"} of a model."""
    import keras

    if isinstance(layer, keras.Model) and export_model is not None:
        return {"model": export_model(layer)}
    return {"layer": known_class(layer), "config": layer_config(layer, export_model, depth)}


def _activation(layer: Any, activation: Any, inner: Inner) -> Any:
    """The name of one of Keras's activations; a dict when there is more to say.

    {"activation", "arguments"} of one with arguments, {"operation", "arguments"} of a function of
    keras.ops, {"layer", "config"} of a layer.
    """
    import keras

    if activation is None:
        return None
    if isinstance(activation, keras.layers.Layer):
        return inner(activation)
    arguments: dict[str, Any] = {}
    function: Any = activation
    if isinstance(function, functools.partial) and not function.args:
        function, arguments = function.func, dict(function.keywords)
    own_name = str(getattr(function, "__name__", ""))
    home = str(getattr(function, "__module__", ""))
    name = ACTIVATION_NAMES.get(own_name, own_name)
    if home.startswith("keras.src.ops") and name == "gelu":
        arguments.setdefault("approximate", True)
    if name == "leaky_relu" and "alpha" in arguments:  # as TensorFlow calls it
        arguments["negative_slope"] = arguments.pop("alpha")
    if home.partition(".")[0] in ("keras", "tensorflow"):
        for kind, table in (("activation", ACTIVATIONS), ("operation", OPERATIONS)):
            if name in table and set(arguments) <= set(table[name]):
                arguments = {k: plain(v, f"{k} of {name}") for k, v in arguments.items()}
                simple = kind == "activation" and not arguments
                return name if simple else {kind: name, "arguments": arguments}
    shown = own_name if own_name.isidentifier() else type(activation).__name__
    whose = "a lambda" if own_name == "<lambda>" else f"`{shown}`"
    raise UnsupportedNetworkError(
        f"The layer {layer.name!r} ({type(layer).__name__}) has the activation {whose}, which is "
        f"not one of Keras's and can't be judged here. {WRITE_BY_NAME}"
    )


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


def plain(value: Any, what: str) -> Any:
    """None, bool, int, float, str or a list of those. Raises UnsupportedNetworkError for others."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value)
    if isinstance(value, (list, tuple)):
        return [plain(v, what) for v in value]
    raise UnsupportedNetworkError(f"The {what} is of a kind that can't be judged here.")
