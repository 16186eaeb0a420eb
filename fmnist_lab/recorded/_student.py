"""The student's own network, carried from lesson 06 to lesson 07.

``model_06.json`` is ``model.to_json()`` without how it was compiled, ``model_06.npz`` the
arrays of ``model.get_weights()`` as ``w000``, ``w001``, ...
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from fmnist_lab.errors import CourseError
from fmnist_lab.lessons import MODEL_FILES, MODEL_LESSON
from fmnist_lab.recorded._files import architecture_of, network, read_weights, write_model

ARCHITECTURE, WEIGHTS = MODEL_FILES


def save_student_model(model: Any, directory: str | Path = ".") -> Path:
    """Write the network's two files into ``directory``; returns the path of the architecture.

    A subclassed network raises CourseError: it has no architecture that can be written.
    """
    import keras

    images = np.random.default_rng(0).random((4, 28, 28, 1), dtype=np.float32)
    try:
        if model.inputs and type(model) is not keras.Sequential:
            model = keras.Model(model.inputs, model.outputs)  # without a class of the student's own
        architecture = _portable(architecture_of(model))
        # A network that can't be rebuilt here can't be rebuilt in lesson 07 either.
        rebuilt = keras.models.model_from_json(json.dumps(architecture))
        rebuilt.set_weights(model.get_weights())
        before, after = (m(images, training=False) for m in (model, rebuilt))
        same = np.allclose(before, after, rtol=1e-3, atol=1e-5)
    except Exception as problem:  # Keras raises many kinds for a network of one's own class
        reason = " ".join(str(problem).split())[:200]
        raise CourseError(
            f"The network can't be saved as architecture and weights ({reason}). "
            f"{_what_to_do(model)}"
        ) from None
    if not same:
        raise CourseError(
            "The network can't be saved: built anew from its layers, it gives other outputs. "
            f"{_what_to_do(model)}"
        )
    return write_model(Path(directory) / ARCHITECTURE, model, architecture)


def _what_to_do(model: Any) -> str:
    names = sorted({type(layer).__name__ for layer in getattr(model, "layers", [])})
    return (
        "Build it with keras.Sequential or keras.Model(inputs, outputs) of layers from "
        f"keras.layers, with activations given by their names. Its layers: {', '.join(names)}."
    )


# TensorFlow's activations under the names that they have inside, and what Keras calls them.
ACTIVATIONS = {"softmax_v2": "softmax", "log_softmax_v2": "log_softmax", "swish": "silu"}
TRAINING_ONLY = ("_initializer", "_regularizer", "_constraint")


def _portable(value: Any, key: str = "") -> Any:
    """The architecture without what Keras can write and not read back.

    That are functions of TensorFlow as activations, and what only training needs, where it is of
    the student's own.
    """
    if isinstance(value, list):
        return [_portable(item, key) for item in value]
    if not isinstance(value, dict):
        return value
    if key.endswith(TRAINING_ONLY) and not str(value.get("module")).startswith("keras"):
        return None
    if key.endswith("activation") and value.get("class_name") == "function":
        return ACTIVATIONS.get(value.get("config", ""), value)
    kept = {name: _portable(item, name) for name, item in value.items()}
    if value.get("class_name") == "RandomShear":  # Keras writes (-0.2, 0.2) of 0.2
        for name in ("x_factor", "y_factor"):
            kept["config"][name] = max(kept["config"][name])
    return kept


def load_student_model(directory: str | Path = ".") -> Any:
    """The network that lesson 06 saved, or else the recorded ``"fix"``; prints which.

    Looks in ``directory`` and in the lesson's own directory beside it. The network comes
    compiled with cross-entropy and accuracy; ``from_logits`` matches what it outputs.
    Files that can't be used are named, and the recorded network takes their place.
    """
    here = Path(directory)
    model = None
    for folder in (here, here.resolve().parent / MODEL_LESSON):
        if not any((folder / name).is_file() for name in MODEL_FILES):
            continue
        try:
            model = _read(folder)
            print(f"Your own network, from {folder / ARCHITECTURE}.")
        except CourseError as problem:
            print(f"{problem} Run lesson 06 again to use yours.")
        break
    if model is None:
        model = network("fix")
        print("The recorded network, trained in advance.")
    return _compiled(model)


def _read(folder: Path) -> Any:
    import keras

    lacking = [name for name in MODEL_FILES if not (folder / name).is_file()]
    if lacking:
        raise CourseError(f"{lacking[0]} is missing from {folder}, where its counterpart lies.")
    try:
        model = keras.models.model_from_json((folder / ARCHITECTURE).read_text("utf-8"))
        model.set_weights(read_weights(folder / WEIGHTS))
    except Exception as problem:  # whatever Keras, zipfile and json raise for a damaged file
        reason = " ".join(str(problem).split())[:200]
        raise CourseError(
            f"The network in {folder} can't be read: {type(problem).__name__}: {reason}."
        ) from None
    shapes = model.input_shape, model.output_shape
    if shapes != ((None, 28, 28, 1), (None, 10)):
        raise CourseError(
            f"The network in {folder} goes from {shapes[0]} to {shapes[1]}; expected from "
            "(None, 28, 28, 1) to (None, 10)."
        )
    return model


def _compiled(model: Any) -> Any:
    import keras

    rng = np.random.default_rng(0)
    images = rng.random((16, 28, 28, 1), dtype=np.float32)
    scores = np.asarray(model(images, training=False))
    probabilities = scores.min() >= 0 and np.allclose(scores.sum(axis=1), 1, atol=1e-3)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=not probabilities)
    model.compile(loss=loss, metrics=["accuracy"])
    return model
