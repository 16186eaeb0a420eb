"""The recorded files: one place for their formats, their readers and their writers.

``curves.json``
    ``{"made_by", "machine", "versions", "runs": [run, ...]}``; a run is ``{"dropout",
    "width", "batch_size", "learning_rate", "seed", "history", "seconds"}`` and its history
    four equally long lists, ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy``.
``clinic.json``
    ``{"made_by", "machine", "versions", "cases": [case, ...]}``; a case of the curve clinic is
    ``{"about", "seed", "history"}``: what was trained, in words, and a history as above.
``predictions.npz``
    ``probabilities``, float16 (12000, 10): a network's output for the validation images, in
    the order of :func:`fmnist_lab.recorded.training_arrays`.
``networks/NAME.json`` and ``networks/NAME.npz``
    the architecture, as ``model.to_json()`` gives it, and the weights in the order of
    ``model.get_weights()`` as arrays ``w000``, ``w001``, ...
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_atomically, write_bytes
from fmnist_lab.recorded._arrays import training_arrays

FOLDER = Path(__file__).parent
HISTORY_KEYS = ("loss", "accuracy", "val_loss", "val_accuracy")
CASE_KEYS = ("about", "seed", "history")
RUN_KEYS = ("dropout", "width", "batch_size", "learning_rate", "seed", "history", "seconds")


def curves(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The recorded training runs, one dict for each run (see this module's description)."""
    content = json.loads(existing("curves.json", folder).read_text(encoding="utf-8"))
    return cast(list[dict[str, Any]], content["runs"])


def clinic_cases(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The cases of the curve clinic, as many of each diagnosis, in the order of the clinic."""
    content = json.loads(existing("clinic.json", folder).read_text(encoding="utf-8"))
    return cast(list[dict[str, Any]], content["cases"])


def predictions(folder: Path = FOLDER) -> dict[str, NDArray[Any]]:
    """A recorded network's ``probabilities``, float32 (12000, 10), and the true ``labels``."""
    with np.load(existing("predictions.npz", folder), allow_pickle=False) as stored:
        probabilities = stored["probabilities"].astype(np.float32)
    return {"probabilities": probabilities, "labels": training_arrays()[3]}


def network_weights(name: str, folder: Path = FOLDER) -> tuple[dict[str, Any], list[NDArray[Any]]]:
    """The architecture (as Keras's JSON) and the weights of a recorded network.

    ``"baseline"`` underfits near 88 %; ``"fix"`` reaches the course's target.
    """
    architecture = json.loads(existing(f"networks/{name}.json", folder).read_text("utf-8"))
    return architecture, read_weights(existing(f"networks/{name}.npz", folder))


def network(name: str, folder: Path = FOLDER) -> Any:
    """A recorded network as a Keras model, not compiled: ``"baseline"`` or ``"fix"``."""
    import keras

    architecture, weights = network_weights(name, folder)
    model = keras.models.model_from_json(json.dumps(architecture))
    model.set_weights(weights)
    return model


def write_curves(
    runs: Sequence[Mapping[str, Any]],
    *,
    made_by: str,
    machine: str,
    versions: Mapping[str, str],
    folder: Path = FOLDER,
) -> Path:
    """Write ``curves.json``; a run that lacks a field or has lists of unequal length raises."""
    return _write_trainings(
        folder / "curves.json",
        "runs",
        runs,
        RUN_KEYS,
        {"made_by": made_by, "machine": machine, "versions": dict(versions)},
    )


def write_clinic_cases(
    cases: Sequence[Mapping[str, Any]],
    *,
    made_by: str,
    machine: str,
    versions: Mapping[str, str],
    folder: Path = FOLDER,
) -> Path:
    """Write ``clinic.json``; a case that lacks a field or has lists of unequal length raises."""
    return _write_trainings(
        folder / "clinic.json",
        "cases",
        cases,
        CASE_KEYS,
        {"made_by": made_by, "machine": machine, "versions": dict(versions)},
    )


def _write_trainings(
    path: Path,
    name: str,
    runs: Sequence[Mapping[str, Any]],
    keys: Sequence[str],
    head: Mapping[str, Any],
) -> Path:
    for number, run in enumerate(runs):
        lacking = [key for key in keys if key not in run]
        lacking += [f"history.{key}" for key in HISTORY_KEYS if key not in run.get("history", {})]
        if lacking:
            raise ValueError(f"run {number} lacks {', '.join(lacking)}")
        lengths = {key: len(run["history"][key]) for key in HISTORY_KEYS}
        if len(set(lengths.values())) != 1:
            raise ValueError(f"run {number} has lists of unequal length: {lengths}")
    rounded_runs = [
        {
            **{key: run[key] for key in keys},
            # Four decimals are a hundredth of a point, and keep the file small.
            "history": {
                key: [round(float(value), 4) for value in run["history"][key]]
                for key in HISTORY_KEYS
            },
        }
        for run in runs
    ]
    # Each run is one line, so that a new recording gives a readable difference.
    lines = ",\n".join(json.dumps(run) for run in rounded_runs)
    text = json.dumps(head, indent=1)[:-2] + f',\n "{name}": [\n{lines}\n]}}\n'
    write_bytes(path, text.encode())
    return path


def write_predictions(probabilities: NDArray[Any], folder: Path = FOLDER) -> Path:
    """Write ``predictions.npz``; the rows follow ``training_arrays()``'s validation images."""
    if probabilities.ndim != 2 or probabilities.shape[1] != 10:
        raise ValueError(f"expected probabilities (n, 10), got {probabilities.shape}")
    path = folder / "predictions.npz"
    with write_atomically(path) as stream:
        np.savez_compressed(stream, probabilities=probabilities.astype(np.float16))
    return path


def write_network(name: str, model: Any, folder: Path = FOLDER) -> Path:
    """Write ``networks/NAME.json`` and ``networks/NAME.npz``; returns the path of the first."""
    return write_model(folder / "networks" / f"{name}.json", model)


def architecture_of(model: Any) -> dict[str, Any]:
    """``model.to_json()`` without how the network was compiled."""
    architecture: dict[str, Any] = json.loads(model.to_json())
    architecture.pop("compile_config", None)
    return architecture


def write_model(path: Path, model: Any, architecture: dict[str, Any] | None = None) -> Path:
    """Write a network's weights beside ``path``, with the suffix npz, and its architecture there."""
    arrays: dict[str, Any] = {f"w{k:03}": array for k, array in enumerate(model.get_weights())}
    with write_atomically(path.with_suffix(".npz")) as stream:
        np.savez_compressed(stream, **arrays)
    described = architecture_of(model) if architecture is None else architecture
    write_bytes(path, (json.dumps(described, indent=1) + "\n").encode())
    return path


def read_weights(path: Path) -> list[NDArray[Any]]:
    """The arrays ``w000``, ``w001``, ... of a file that `write_model` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return [stored[key] for key in sorted(stored.files)]


def existing(name: str, folder: Path) -> Path:
    path = folder / name
    if not path.is_file():
        raise CourseError(
            f"The recorded file {name} is missing from {path.parent}: expected it to come with "
            "the course; install the course again, or run `fmnist-ref record` to make it."
        )
    return path
