"""Training that gives the same numbers twice and goes on where it was stopped."""

from __future__ import annotations

import json
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from fmnist_lab.files import write_atomically
from fmnist_lab.keras_setup import load_keras
from fmnist_ref import augmentation, environment, models
from fmnist_ref.recipes import Plan, Training

if TYPE_CHECKING:
    import keras

EVALUATION_BATCH = 1000


@dataclass
class Arrays:
    """Images (n, 28, 28, 1) float32 in [0, 1], labels (n,) integers 0-9."""

    x_train: NDArray[np.float32]
    y_train: NDArray[np.integer]
    x_val: NDArray[np.float32]
    y_val: NDArray[np.integer]

    def rows(self, training: Training) -> int:
        """How many images a training uses in an epoch."""
        if training.validation_too:
            return len(self.x_train) + len(self.x_val)
        return len(self.x_train[: training.train_rows])

    def for_training(self, training: Training) -> Arrays:
        """What a training uses: its rows, and no validation images if it trains on them."""
        if training.validation_too:
            return Arrays(
                np.concatenate([self.x_train, self.x_val]),
                np.concatenate([self.y_train, self.y_val]),
                self.x_val[:0],
                self.y_val[:0],
            )
        rows = slice(training.train_rows)
        return Arrays(self.x_train[rows], self.y_train[rows], self.x_val, self.y_val)


@dataclass
class FitResult:
    """A network after its last epoch, its history (one value per epoch) and its cost.

    history: loss, accuracy and, where there are validation images, val_loss and val_accuracy.
    """

    model: keras.Model
    history: dict[str, list[float]]
    seconds: float = 0.0


@dataclass
class TrainingProgress:
    """What is reported after every `models.STEPS_PER_CALL` steps and after every epoch."""

    epoch: int  # finished epochs
    epochs: int
    share_of_epoch: float  # of the running epoch, 0 to 1
    logs: dict[str, float]


Report = Callable[[TrainingProgress], None]


def make_deterministic(seed: int) -> None:
    """Make the same seed give the same numbers on the same machine: seed Python, NumPy and Keras,
    and let TensorFlow use only operations that add in a fixed order (no slower here)."""
    load_keras()
    import keras
    import tensorflow as tf

    # With several networks in one process TensorFlow warns that a function is traced again.
    tf.get_logger().setLevel("ERROR")
    tf.config.experimental.enable_op_determinism()
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)


def train(
    plan: Plan,
    arrays: Arrays,
    seed: int,
    checkpoint: Path | None = None,
    report: Report | None = None,
    shorter: Path | None = None,
) -> FitResult:
    """Train a network by its plan, with a checkpoint after each epoch.

    With a checkpoint of the same plan and seed, made here with the same packages, training goes
    on after its last finished epoch and ends with the very numbers of an undisturbed run: each
    epoch's order of rows comes from (seed, epoch), and the checkpoint holds the weights, the
    optimiser and the state of dropout's random numbers.

    shorter: a finished checkpoint of the same training with fewer epochs, to begin from when
    there is none of this one. At a constant rate the longer training begins with the very same
    epochs; with a schedule it does not, and the file is not used.
    """
    make_deterministic(seed)
    training = plan.training
    arrays = arrays.for_training(training)
    x_train, y_train = arrays.x_train, arrays.y_train
    rows = len(x_train)
    steps = -(-rows // training.batch_size)
    model = models.build(plan.network)
    models.compile_for(model, training, steps * training.epochs)
    model.optimizer.build(model.trainable_variables)
    if plan.network.pca_filters:
        models.set_pca_filters(model, x_train)

    history: dict[str, list[float]] = {}
    seconds = 0.0
    identity: dict[str, Any] = {
        "plan": plan.as_dict(),
        "seed": seed,
        "versions": environment.versions(),
        "machine": environment.machine(),
    }
    if training.schedule == "constant":
        del identity["plan"]["training"]["epochs"]
    for path in (checkpoint, shorter):
        stored = _load(path, model, identity, training.epochs) if path is not None else None
        if stored is not None:
            history, seconds = stored
            break
    callbacks = [_reporting_callback(report, training.epochs, steps)] if report else []
    for epoch in range(len(history.get("loss", ())), training.epochs):
        started = time.perf_counter()
        rng = np.random.default_rng([seed, epoch])
        order = rng.permutation(rows)
        x_epoch = augmentation.augment(x_train[order], training, rng)
        fitted = model.fit(
            x_epoch,
            y_train[order],
            batch_size=training.batch_size,
            initial_epoch=epoch,
            epochs=epoch + 1,
            shuffle=False,
            verbose=0,
            callbacks=callbacks,
        )
        logs = {key: float(fitted.history[key][-1]) for key in ("loss", "accuracy")}
        if len(arrays.x_val):
            logs["val_loss"], logs["val_accuracy"] = scores(model, arrays.x_val, arrays.y_val)
        seconds += time.perf_counter() - started
        for key, value in logs.items():
            history.setdefault(key, []).append(value)
        if checkpoint is not None:
            meta = {"identity": identity, "history": history, "seconds": seconds}
            _save(checkpoint, model, meta)
        if report:
            report(TrainingProgress(epoch + 1, training.epochs, 0.0, logs))
    return FitResult(model, history, seconds)


def scores(
    model: keras.Model, x: NDArray[np.float32], y: NDArray[np.integer]
) -> tuple[float, float]:
    """Mean cross-entropy and accuracy over all rows, dropout off."""
    values = model.evaluate(x, y, batch_size=EVALUATION_BATCH, verbose=0, return_dict=True)
    right = round(float(values["accuracy"]) * len(y))  # Keras gives the share in float32
    return float(values["loss"]), right / len(y)


def _reporting_callback(report: Report, epochs: int, steps: int) -> Any:
    import keras

    class Reporting(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            self.epoch = epoch

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            if batch + 1 < steps:  # the end of an epoch is reported after its validation
                report(TrainingProgress(self.epoch, epochs, (batch + 1) / steps, dict(logs or {})))

    return Reporting()


def _state(model: keras.Model) -> list[Any]:
    """Everything that the next epoch depends on: weights, moving averages, the states of
    the random generators (all in `variables`), and the optimiser's moments."""
    return [*model.variables, *model.optimizer.variables]


def _save(path: Path, model: keras.Model, meta: dict[str, Any]) -> None:
    arrays: dict[str, Any] = {
        f"v{i:04d}": np.asarray(v.numpy()) for i, v in enumerate(_state(model))
    }
    with write_atomically(path) as stream:
        np.savez(stream, meta=np.array(json.dumps(meta)), **arrays)


def _load(
    path: Path, model: keras.Model, identity: dict[str, Any], epochs: int
) -> tuple[dict[str, list[float]], float] | None:
    """Put a checkpoint into the model; None when there is none of this identity, it is damaged,
    or it went on for more than `epochs`."""
    state = _state(model)
    try:
        with np.load(path, allow_pickle=False) as stored:
            meta = json.loads(str(stored["meta"]))
            if meta["identity"] != json.loads(json.dumps(identity)):
                return None
            history, seconds = meta["history"], float(meta["seconds"])
            values = [stored[f"v{i:04d}"] for i in range(len(state))]
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error):
        return None
    if len(history["loss"]) > epochs:
        return None
    for variable, value in zip(state, values, strict=True):
        variable.assign(value)
    return history, seconds
