"""A network's layers as checks look at them."""

from __future__ import annotations

from typing import Any

from autograder.networks.layers import ACTIVATIONS

OPERATION = "keras.ops."  # the class name of an operation begins so
_MERGES = {
    name: name.capitalize() for name in ("add", "subtract", "multiply", "maximum", "minimum")
}


def flat_layers(architecture: dict[str, Any]) -> list[dict[str, Any]]:
    """{"class_name", "name", "config"} in the order of calls, nested models opened, inputs out.

    An operation of keras.ops that is what a layer does (``x / 255``, ``relu(x)``, ``x + y``) has
    the layer's class name. An activation is always a name, or {"layer", "config"} of a layer.
    """
    flat: list[dict[str, Any]] = []
    layers = architecture.get("layers", [])
    calls = architecture.get("calls")
    if calls is None:
        calls = [{"layer": index} for index in range(len(layers))]
    for call in calls:
        layer = layers[call["layer"]]
        if "model" in layer:
            flat += flat_layers(layer["model"])
        elif layer["class_name"] != "InputLayer":
            class_name, config = _as_layer(layer, call)
            if "activation" in config:
                config = config | {"activation": _named(config["activation"])}
            flat.append({"class_name": class_name, "name": layer["name"], "config": config})
    return flat


def _named(activation: Any) -> Any:
    if isinstance(activation, dict):
        inner = activation.get("config")
        if activation.get("layer") == "Activation" and isinstance(inner, dict):
            return _named(inner.get("activation"))
        return activation.get("activation", activation.get("operation", activation))
    return activation


def _as_layer(layer: dict[str, Any], call: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    class_name, config = layer["class_name"], layer["config"]
    if class_name == "SpectralNormalization" and isinstance(inner := config.get("layer"), dict):
        inner_class, inner_config = inner.get("layer"), inner.get("config")
        if isinstance(inner_class, str) and isinstance(inner_config, dict):
            return inner_class, inner_config  # a convolution, say, whose kernel is scaled
    name = class_name.removeprefix(OPERATION)
    if name == class_name:
        return class_name, config
    if name in ACTIVATIONS and name != "threshold":
        return "Activation", {"activation": name}
    args = call.get("args")
    if isinstance(args, list) and len(args) == 2:
        first, second = args
        if isinstance(first, dict) and isinstance(second, dict):
            return _MERGES.get(name, class_name), {}
        number_first = not isinstance(first, dict)
        number = first if number_first else second
        if isinstance(number, float) or (isinstance(number, int) and abs(number) < 10**9):
            scaling = _scaling(name, float(number), number_first)
            if scaling is not None:
                return "Rescaling", scaling
    return class_name, config


def _scaling(name: str, number: float, number_first: bool) -> dict[str, float] | None:
    if name == "add":
        return {"scale": 1.0, "offset": number}
    if name == "multiply":
        return {"scale": number, "offset": 0.0}
    if name == "subtract":
        return {"scale": -1.0 if number_first else 1.0, "offset": number * (2 * number_first - 1)}
    if name in ("true_divide", "divide") and not number_first and number:
        return {"scale": 1.0 / number, "offset": 0.0}
    return None
