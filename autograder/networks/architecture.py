"""Checks that an architecture has the form that the package describes, before any code walks it."""

from __future__ import annotations

from typing import Any

from autograder.networks.layers import MAX_DEPTH, MAX_LAYERS, UnsupportedNetworkError

# A nested model may be called many times: the limit is on the layers when all models are opened.
MAX_FLAT = 2_000
MAX_ARGUMENTS = 100  # of one layer: three times as many as any of Keras's has


def check_architecture(architecture: object) -> None:
    """Raise UnsupportedNetworkError unless this has the form that the package describes.

    Layers of unknown classes are allowed: ``outline`` has them, and ``rebuild`` refuses them.
    """
    _flat(architecture, 0)


def _flat(architecture: Any, depth: int) -> int:
    """Check the form; return the number of layers, those of nested models included."""
    _require(depth <= MAX_DEPTH, "models are nested too deep")
    _require(isinstance(architecture, dict), "it is not a dict")
    for key in ("kind", "name", "input_dtype"):
        _require(isinstance(architecture.get(key, ""), str), f"its {key} is not text")
    for key in ("input_shape", "output_shape"):
        shape = architecture.get(key, [])
        _require(
            isinstance(shape, list)
            and len(shape) <= 10
            and all(n is None or type(n) is int for n in shape),
            f"its {key} is not a shape",
        )
    layers = architecture.get("layers")
    _require(isinstance(layers, list) and len(layers) <= MAX_LAYERS, "its layers are not a list")
    sizes = [_layer(layer, depth) for layer in layers]
    if "calls" in architecture:
        calls = architecture["calls"]
        _require(isinstance(calls, list) and len(calls) <= MAX_FLAT, "its calls are not a list")
        for call in calls:
            index = call.get("layer") if isinstance(call, dict) else None
            _require(type(index) is int and 0 <= index < len(sizes), "a call has no layer")
        sizes = [sizes[call["layer"]] for call in calls]
    _require(sum(sizes) <= MAX_FLAT, f"it has more than {MAX_FLAT} layers")
    return sum(sizes)


def _layer(layer: Any, depth: int) -> int:
    _require(isinstance(layer, dict), "a layer is not a dict")
    for key in ("class_name", "name"):
        _require(isinstance(layer.get(key), str) and len(layer[key]) <= 300, f"a layer's {key}")
    config = layer.get("config")
    _require(isinstance(config, dict), "a layer has no config")
    _require(len(config) <= MAX_ARGUMENTS, "a layer has too many arguments")
    # An empty model counts too: one that calls it often, and is called often, takes very long.
    return max(1, _flat(layer["model"], depth + 1)) if "model" in layer else 1


def followers(architecture: dict[str, Any]) -> list[set[int]]:
    """For each layer of ``flat_layers``, the places of the layers that its output goes through.

    In a network with branches, these are fewer than the layers that come later.
    """
    layers = architecture.get("layers", [])
    inside = [followers(layer["model"]) if "model" in layer else None for layer in layers]
    steps = [(place, {place - 1}) for place in range(len(layers))]
    if "calls" in architecture:
        steps = [(call["layer"], _tensors(call)) for call in architecture["calls"]]
    flat: list[set[int]] = []
    places: list[int] = []  # of each step, those of its layers: one bit for each place
    for index, _ in steps:
        start, inner = len(flat), inside[index]
        if inner is not None:
            flat += [{start + place for place in later} for later in inner]
        elif layers[index]["class_name"] != "InputLayer":
            flat.append(set())
        places.append((1 << len(flat)) - (1 << start))
    behind = [0] * len(steps)  # the places of the later steps that depend on this one
    for late in range(len(steps) - 1, -1, -1):
        for early in steps[late][1]:
            if 0 <= early < late:
                behind[early] |= places[late] | behind[late]
    for own, later_bits in zip(places, behind, strict=True):
        later_places = set(_bits(later_bits))
        for place in _bits(own):
            flat[place] |= later_places
    return flat


def _bits(number: int) -> list[int]:
    return [place for place, digit in enumerate(f"{number:b}"[::-1]) if digit == "1"]


def _tensors(call: dict[str, Any]) -> set[int]:
    """The calls whose results a call gets."""
    found: set[int] = set()
    left: list[Any] = [call.get("args"), call.get("kwargs")]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += value
        elif isinstance(value, dict):
            left += value.values()
            if type(value.get("tensor")) is int:
                found.add(value["tensor"])
    return found


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise UnsupportedNetworkError(f"The network has no proper form: {otherwise}.")
