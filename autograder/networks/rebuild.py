"""Builds a clean keras.Model from plain data, which may come from an untrusted process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from autograder.networks.arguments import constant, layer_arguments, plain
from autograder.networks.defaults import keras_defaults, weights_at_most
from autograder.networks.layers import (
    CALL_ARGUMENTS,
    FORMAT,
    LAYERS,
    MAX_ACTIVATIONS,
    MAX_DEPTH,
    MAX_LAYERS,
    MAX_NETWORK_PARAMETERS,
    MAX_OPERATIONS,
    POLICIES,
    UnsupportedNetworkError,
)
from autograder.networks.operations import OPERATIONS, TENSORS, function_of, get_item
from autograder.networks.view import OPERATION

MAX_RANK = 6
MAX_ARRAYS_OF_A_LAYER = 200
MAX_PARTS = 1_000  # into which an operation splits an array
Apply = Callable[[list[Any], dict[str, Any]], Any]


def rebuild(architecture: dict[str, Any], weights: Sequence[np.ndarray]) -> Any:
    """An uncompiled keras.Model with this architecture and these weights.

    Raises UnsupportedNetworkError for anything outside the tables ``LAYERS`` and ``OPERATIONS``,
    for sizes out of bounds (before any memory is taken) and for weights that don't fit.
    """
    arrays = list(weights)
    if not all(isinstance(a, np.ndarray) and a.dtype.kind in "fiub" for a in arrays):
        raise UnsupportedNetworkError("The weights are not all arrays of numbers.")
    parameters = sum(a.size for a in arrays)
    if parameters > MAX_NETWORK_PARAMETERS:
        raise UnsupportedNetworkError(
            f"The network has {parameters:,} parameters; at most {MAX_NETWORK_PARAMETERS:,} are allowed."
        )
    builder = _Builder(arrays, _Budget())
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


class _Budget:
    """Counts what a network spends: layers, numbers and multiplications."""

    def __init__(self) -> None:
        self.layers = 0
        self.calls = 0
        self.activations = 0
        self.operations = 0

    def layer(self) -> None:
        self.layers += 1
        _require(self.layers <= MAX_LAYERS, f"it has more than {MAX_LAYERS} layers")

    def call(self) -> None:
        self.calls += 1
        _require(self.calls <= 2 * MAX_LAYERS, f"it has more than {2 * MAX_LAYERS} calls")

    def output(self, shape: tuple[int | None, ...], weights: Sequence[np.ndarray]) -> None:
        """Count an output of this shape of a layer with these weights."""
        values = prod(int(n) for n in shape[1:] if n)
        positions = prod(int(n) for n in shape[1:-1] if n) if len(shape) > 2 else 1
        self.activations += values
        self.operations += values + positions * sum(w.size for w in weights if w.ndim > 1)
        if self.activations > MAX_ACTIVATIONS or self.operations > MAX_OPERATIONS:
            raise UnsupportedNetworkError(
                f"The network is too large to be judged here: one image takes more than "
                f"{MAX_ACTIVATIONS:,} activations or {MAX_OPERATIONS:,} multiplications. Use fewer "
                "filters, or pool earlier."
            )


class _Builder:
    """Builds models whose weights are those arrays, one after the other."""

    def __init__(self, weights: list[np.ndarray], budget: _Budget) -> None:
        self.weights = weights
        self.next = 0
        self.budget = budget

    def model(self, architecture: Any, depth: int) -> Any:
        import keras

        _require(isinstance(architecture, dict), "the architecture is not a dict")
        _require(architecture.get("format") == FORMAT, f"its format is not {FORMAT}")
        _require(depth <= MAX_DEPTH, f"it nests models more than {MAX_DEPTH} deep")
        shape = architecture.get("input_shape")
        _require(
            isinstance(shape, list)
            and 1 <= len(shape) <= MAX_RANK
            and all(n is None or (type(n) is int and 0 < n < 10**6) for n in shape[1:]),
            "its input shape is not a list of sizes",
        )
        dtype = architecture.get("input_dtype", "float32")
        _require(isinstance(dtype, str) and dtype in POLICIES, "its input has a strange dtype")
        self.budget.output((None, *shape[1:]), [])
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

    def graph(self, architecture: Any, inputs: Any, layers: list[Apply]) -> Any:
        calls = architecture.get("calls")
        _require(
            isinstance(calls, list) and len(calls) <= 2 * MAX_LAYERS, "it has no list of calls"
        )
        values = _Values(inputs)
        for call in calls:
            _require(isinstance(call, dict), "a call is not a dict")
            index: Any = call.get("layer")
            args, kwargs = call.get("args"), call.get("kwargs") or {}
            _require(type(index) is int and 0 <= index < len(layers), "a call has no such layer")
            _require(isinstance(args, list) and isinstance(kwargs, dict), "a call is not plain")
            values.used = False
            args = [values.resolve(arg, 0) for arg in args]
            kwargs = {key: values.resolve(value, 0) for key, value in kwargs.items()}
            _require(values.used, "a call has no input")  # or Keras would compute it here and now
            values.results.append(layers[index](args, kwargs))
        end: Any = architecture.get("output")
        return values.resolve(end if isinstance(end, dict) else {"tensor": end}, 0)

    def layer(self, entry: Any, depth: int) -> Apply:
        """A callable that applies the layer; its sizes are checked before it makes its weights."""
        import keras

        self.budget.layer()
        _require(isinstance(entry, dict), "a layer is not a dict")
        if "model" in entry:
            inner = self.model(entry["model"], depth + 1)

            def apply_model(args: list[Any], kwargs: dict[str, Any]) -> Any:
                self.budget.call()
                _require(set(kwargs) <= CALL_ARGUMENTS, "a model is called with strange arguments")
                return inner(*args, **kwargs)

            return apply_model
        class_name, config = entry.get("class_name"), entry.get("config")
        _require(isinstance(class_name, str) and isinstance(config, dict), "a layer has no config")
        if class_name.startswith(OPERATION):
            return self.operation(class_name.removeprefix(OPERATION), config)
        _require(class_name in LAYERS, f"a layer is of the class {class_name!r}")
        count = entry.get("weights", 0)
        _require(
            type(count) is int and 0 <= count <= MAX_ARRAYS_OF_A_LAYER,
            "a layer has a strange number of weights",
        )
        weights = self.weights[self.next : self.next + count]
        self.next += count

        def inner_model(architecture: Any) -> Any:
            self.budget.layer()
            return _Builder(weights, self.budget).model(architecture, depth + 1)

        arguments = layer_arguments(class_name, config, inner_model)
        layer = getattr(keras.layers, class_name)(**arguments)
        return _Layer(layer, class_name, weights, entry, self.budget).apply

    def operation(self, name: str, config: dict[str, Any]) -> Apply:
        """A callable that applies a function of keras.ops."""
        _require(name in OPERATIONS, f"it has an operation {name!r}")
        _require(set(config) <= set(OPERATIONS[name]), f"{name} has arguments that are not its own")
        settings = {k: _tuples(plain(v, f"{name}'s {k}")) for k, v in config.items()}
        for key in ("num", "indices_or_sections"):  # Keras makes each part before it counts them
            parts = settings.get(key)
            _require(not isinstance(parts, int) or parts <= MAX_PARTS, f"{name} makes many parts")
        first = [settings.pop("subscripts")] if "subscripts" in settings else []
        function: Callable[..., Any] = get_item if name == "get_item" else function_of(name)

        def apply(args: list[Any], kwargs: dict[str, Any]) -> Any:
            import keras

            self.budget.call()
            if name == "get_item" and len(args) == 2 and isinstance(args[1], list):
                args = [args[0], tuple(args[1])]
            if name in TENSORS:
                kwargs, args = dict(zip(TENSORS[name], args, strict=False)) | kwargs, []
            result = function(*first, *args, **settings, **kwargs)
            for tensor in keras.tree.flatten(result):
                self.budget.output(tuple(tensor.shape), [])
            return result

        return apply


class _Values:
    """What the calls of a functional model may be given: its input, earlier results, constants."""

    def __init__(self, inputs: Any) -> None:
        self.inputs = inputs
        self.results: list[Any] = []
        self.used = False  # whether a tensor was resolved

    def resolve(self, value: Any, depth: int) -> Any:
        import keras

        _require(depth < 6, "a call is nested too deep")
        if isinstance(value, list):
            _require(len(value) <= 1_000, "a call has a long list")
            return [self.resolve(v, depth + 1) for v in value]
        if not isinstance(value, dict):
            return plain(value, "an argument of a call")
        if "tensor" not in value:
            return constant(value)
        k, part = value["tensor"], value.get("part")
        _require(type(k) is int and -1 <= k < len(self.results), "a call has no such input")
        self.used = True
        result = self.inputs if k == -1 else self.results[k]
        parts = keras.tree.flatten(result)
        if part is None:
            _require(len(parts) == 1, "a call takes several results as one")
            return parts[0]
        _require(type(part) is int and 0 <= part < len(parts), "a call has no such input")
        return parts[part]


class _Layer:
    """One layer, whose weights are set when it is first applied."""

    def __init__(
        self,
        layer: Any,
        class_name: str,
        weights: list[np.ndarray],
        entry: dict[str, Any],
        budget: _Budget,
    ) -> None:
        self.layer = layer
        self.class_name = class_name
        self.weights = weights
        self.trainable = entry.get("trainable", True) is not False
        self.budget = budget
        self.ready = False

    def apply(self, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call the layer with symbolic tensors."""
        import keras

        self.budget.call()
        _require(set(kwargs) <= CALL_ARGUMENTS, "a layer is called with strange arguments")
        shapes = keras.tree.map_structure(_shape, args[0] if args else None)
        claimed = self.claimed_shape(args, kwargs)
        if claimed is not None:
            self.budget.output(claimed, self.weights)
        with weights_at_most(sum(w.size for w in self.weights), self.class_name):
            result = self.layer(*args, **kwargs)
            if not self.ready:
                self.set_weights(keras.tree.flatten(result)[0].shape, shapes)
        if claimed is None:
            for tensor in keras.tree.flatten(result):
                self.budget.output(tuple(tensor.shape), self.weights)
        return result

    def claimed_shape(self, args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, ...] | None:
        """The output's shape, said before it is computed; None when this layer can't say it."""
        if len(args) != 1 or kwargs.keys() - {"training"} or not hasattr(args[0], "shape"):
            return None
        try:
            output = tuple(self.layer.compute_output_shape(tuple(args[0].shape)))
        except Exception:  # some need their weights first
            return None
        return output if all(n is None or isinstance(n, int) for n in output) else None

    def set_weights(self, output: Any, shapes: Any) -> None:
        layer, weights = self.layer, self.weights
        activation: Any = getattr(layer, "activation", None)
        if len(layer.get_weights()) < len(weights) and hasattr(activation, "build"):
            activation.build(tuple(output))  # PReLU() as an activation has weights
        wanted = [tuple(w.shape) for w in layer.get_weights()]
        if wanted != [w.shape for w in weights]:
            raise UnsupportedNetworkError(
                f"The weights of the {self.class_name} layer have the shapes "
                f"{[w.shape for w in weights]}; expected {wanted} for an input of shape {shapes}."
            )
        layer.set_weights(weights)
        if self.class_name == "Normalization":
            layer.finalize_state()
        layer.trainable = self.trainable
        self.ready = True


def _tuples(value: Any) -> Any:
    """Sizes and axes as Keras's operations want them."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _shape(value: Any) -> Any:
    return tuple(value.shape) if hasattr(value, "shape") else value


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise UnsupportedNetworkError(f"The network can't be rebuilt: {otherwise}.")
