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

    try:
        # A network that can't be rebuilt here can't be rebuilt in lesson 07 either.
        rebuilt = keras.models.model_from_json(json.dumps(architecture_of(model)))
        rebuilt.set_weights(model.get_weights())
    except Exception as problem:  # Keras raises many kinds for a network of one's own class
        reason = " ".join(str(problem).split())[:200]
        raise CourseError(
            f"The network can't be saved as architecture and weights ({reason}): expected "
            "keras.Sequential or keras.Model(inputs, outputs) with Keras's own layers; build it so."
        ) from None
    return write_model(Path(directory) / ARCHITECTURE, model)


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
