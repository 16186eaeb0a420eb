"""A network as plain data: its architecture as JSON-like values, its weights as arrays.

Neither direction uses Keras's own serialiser. ``rebuild`` makes each layer through a table of
Keras's layer classes and plain arguments, and each operation through a table of functions of
keras.ops, after sizes were bounded, so that an architecture from an untrusted process can do
nothing but be a network. Initialisers and constraints are dropped: they only matter to training.

The architecture::

    {"format": 1, "kind": "Sequential" or "Functional", "name": ..., "input_dtype": "float32",
     "input_shape": [null, 28, 28, 1], "output_shape": [null, 10],
     "layers": [{"class_name", "name", "config", "trainable", "weights": how many}, ...],
     "calls": [{"layer": index, "args": [...], "kwargs": {...}}, ...], "output": 3}

``calls`` and ``output`` are those of a functional model. In ``args`` and ``kwargs`` the value
``{"tensor": k}`` is the result of call k, or the model's input for k = -1; "part" says which, when
a call gives several. ``{"array": [...], "dtype": ...}`` is a constant, ``{"slice": [first, end,
step]}`` or ``{"slice": "..."}`` a part of an index. An operation is a layer whose class name is
its function's, ``keras.ops.mean``. A nested model is a layer with its own architecture under
"model". A layer or model inside a layer's arguments is ``{"layer": class name, "config": {...}}``
or ``{"model": architecture}``.
"""

from __future__ import annotations

from autograder.networks.architecture import followers
from autograder.networks.compiled import compiled_of, fitted_of
from autograder.networks.defaults import keras_defaults
from autograder.networks.export import export, outline
from autograder.networks.layers import LAYERS, UnsupportedNetworkError
from autograder.networks.rebuild import rebuild
from autograder.networks.view import flat_layers

__all__ = [
    "LAYERS",
    "UnsupportedNetworkError",
    "compiled_of",
    "export",
    "fitted_of",
    "flat_layers",
    "followers",
    "keras_defaults",
    "outline",
    "rebuild",
]
