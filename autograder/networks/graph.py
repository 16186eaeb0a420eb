"""Writes a functional model down, call by call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.networks.layers import CALL_ARGUMENTS, UnsupportedNetworkError
from autograder.networks.operations import OPERATIONS, operation_name
from autograder.networks.settings import plain

MAX_CONSTANT = 100_000  # numbers in one array that a model computes with


class Graph:
    """Writes down a functional model, from its output back to its input.

    ``add_layer`` adds a live layer to ``architecture``. Without ``strict``, what has no plain form
    is left out.
    """

    def __init__(
        self,
        model: Any,
        architecture: dict[str, Any],
        add_layer: Callable[[Any], None],
        strict: bool = True,
    ) -> None:
        self.model = model
        self.architecture = architecture
        self.add_layer = add_layer
        self.strict = strict
        self.index: dict[int, int] = {}  # id of an operation: its place in "layers"
        self.done: dict[tuple[int, int], int] = {}  # (id of operation, node): its call
        self.calls: list[dict[str, Any]] = []

    def walk(self) -> None:
        """Fill in "layers", "calls" and "output"."""
        import keras

        layers = self.architecture["layers"]
        operations = [o for o in self.model.operations if type(o) is not keras.layers.InputLayer]
        # Layers first, in the order in which the model has their weights.
        for layer in operations:
            if isinstance(layer, keras.layers.Layer):
                self.index[id(layer)] = len(layers)
                self.add_layer(layer)
        for operation in operations:
            if not isinstance(operation, keras.layers.Layer):
                self.index[id(operation)] = len(layers)
                layers.append(self.operation(operation))
        self.write(self.model.outputs[0])
        output = self.reference(self.model.outputs[0])
        self.architecture |= {"calls": self.calls, "output": output}

    def write(self, output: Any) -> None:
        """Write down the calls that lead to this tensor, each after those whose results it takes."""
        waiting = [output]  # not by recursion: a network may be a thousand layers deep
        while waiting:
            tensor = waiting[-1]
            operation, node_index, _ = tensor._keras_history
            if tensor is self.model.inputs[0] or (id(operation), node_index) in self.done:
                waiting.pop()
                continue
            missing = [
                t
                for t in operation._inbound_nodes[node_index].arguments.keras_tensors
                if t is not self.model.inputs[0]
                and (id(t._keras_history[0]), t._keras_history[1]) not in self.done
            ]
            waiting += reversed(missing)
            if not missing:
                self.call(operation, node_index)
                waiting.pop()

    def reference(self, tensor: Any) -> dict[str, int]:
        """{"tensor": call}, with "part" where a call gives several; the input is call -1."""
        if tensor is self.model.inputs[0]:
            return {"tensor": -1}
        operation, node_index, part = tensor._keras_history
        found = {"tensor": self.done[id(operation), node_index]}
        several = len(operation._inbound_nodes[node_index].outputs) > 1
        return found | {"part": int(part)} if several else found

    def call(self, operation: Any, node_index: int) -> None:
        """Write down one call."""
        arguments = operation._inbound_nodes[node_index].arguments
        what = f"call of {operation.name!r}"
        args = [self.argument(a, what) for a in arguments.args]
        kwargs = {k: self.argument(v, what) for k, v in arguments.kwargs.items() if v is not None}
        layer = self.index[id(operation)]
        is_layer = "." not in self.architecture["layers"][layer]["class_name"]
        strange = set(kwargs) - CALL_ARGUMENTS if is_layer else set()
        if strange and self.strict:
            raise UnsupportedNetworkError(
                f"The layer {operation.name!r} is called with `{min(strange)}`, which can't be "
                "judged here. Leave this argument out."
            )
        self.done[id(operation), node_index] = len(self.calls)
        self.calls.append({"layer": layer, "args": args, "kwargs": kwargs})

    def argument(self, value: Any, what: str) -> Any:
        """An argument of a call as a plain value; see the package's text."""
        import keras

        if isinstance(value, keras.KerasTensor):
            return self.reference(value)
        if isinstance(value, (list, tuple)):
            return [self.argument(v, what) for v in value]
        if isinstance(value, slice):
            return {"slice": [plain(n, what) for n in (value.start, value.stop, value.step)]}
        if value is Ellipsis:
            return {"slice": "..."}
        if not self.strict and not isinstance(value, (bool, int, float)):
            return None
        if hasattr(value, "__array__") and np.shape(value) != ():
            array = np.asarray(value)
            array = array if array.dtype.kind in "fiub" else array.astype(np.float32)
            if array.size > MAX_CONSTANT:
                raise UnsupportedNetworkError(
                    f"The model computes with an array of {array.size:,} numbers (in the {what}); "
                    f"at most {MAX_CONSTANT:,} can be judged here."
                )
            return {"array": array.tolist(), "dtype": str(array.dtype)}
        if hasattr(value, "__array__"):
            value = np.asarray(value).item()
        return plain(value, what)

    def operation(self, operation: Any) -> dict[str, Any]:
        """The entry of a function of keras.ops, such as ``keras.ops.mean(x)`` or ``x / 255``."""
        name = operation_name(operation)
        if name not in OPERATIONS and self.strict:
            raise UnsupportedNetworkError(
                f"The model uses the operation {operation.name!r} (`keras.ops.{name}`), which "
                "can't be judged here. Write it with other operations of keras.ops or with layers."
            )
        what = f"call of {operation.name!r}"
        config = {
            key: plain(getattr(operation, key), what)
            for key in OPERATIONS.get(name, ())
            if hasattr(operation, key)
        }
        return {
            "class_name": f"keras.ops.{name}",
            "name": str(operation.name),
            "config": config,
            "trainable": True,
            "weights": 0,
        }
