"""Training: stopped, it keeps what it has; importing stays quick and quiet."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from fmnist_lab import _startup, recorded, training


@pytest.fixture
def parts():
    """A small network, 640 training and two different sets of 100 validation images."""
    import keras

    keras.utils.set_random_seed(0)
    x, y, x_val, y_val = recorded.training_arrays()
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10, "softmax")]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, (x[:640], y[:640]), (x_val[:100], y_val[:100]), (x_val[-100:], y_val[-100:])


def test_fit_prints_a_line_an_epoch_and_returns_the_history(parts, capsys):
    model, train, validation, _ = parts
    history = training.fit(model, *train, validation_data=validation, epochs=2)
    assert len(history.history["val_accuracy"]) == 2
    first, second = capsys.readouterr().out.splitlines()
    accuracy, val_accuracy = (history.history[key][0] for key in ("accuracy", "val_accuracy"))
    assert first == f"epoch 1 of 2, accuracy {accuracy:.3f}, validation {val_accuracy:.3f}"
    assert second.startswith("epoch 2 of 2, accuracy ")


@pytest.mark.parametrize("moment", ["on_train_batch_end", "on_test_batch_end"])
def test_stopped_training_keeps_history_and_weights_and_can_go_on(parts, capsys, moment):
    import keras

    model, train, validation, other = parts
    reached: list[list[np.ndarray]] = []

    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            reached.append(model.get_weights())

    def interrupt(self, batch, logs=None):
        if reached:
            raise KeyboardInterrupt

    setattr(Stop, moment, interrupt)
    history = training.fit(model, *train, validation_data=validation, epochs=5, callbacks=[Stop()])
    assert "Stopped after 1 whole epoch." in capsys.readouterr().out
    assert history.epoch == [0]
    assert len(history.history["val_loss"]) == 1
    moved = [np.abs(a - b).max() for a, b in zip(model.get_weights(), reached[0], strict=True)]
    assert 0 < max(moved) < 0.5  # further than the whole epoch, not back at the start

    again = training.fit(model, *train, validation_data=other, epochs=1)
    loss, accuracy = model.evaluate(*other, verbose=0)
    assert again.history["val_loss"][-1] == pytest.approx(loss, rel=1e-4)
    assert again.history["val_accuracy"][-1] == pytest.approx(accuracy, abs=1e-4)


def test_stopped_training_gives_early_stopping_its_say(parts):
    import keras

    model, train, validation, _ = parts

    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if epoch == 0:
                self.best = model.get_weights()
                # From here on it can only get worse.
                model.optimizer.learning_rate = 10.0

        def on_train_batch_end(self, batch, logs=None):
            if hasattr(self, "best") and batch == 10:
                raise KeyboardInterrupt

    stop = Stop()
    early = keras.callbacks.EarlyStopping("val_loss", patience=3, restore_best_weights=True)
    training.fit(model, *train, validation_data=validation, epochs=5, callbacks=[early, stop])
    for kept, best in zip(model.get_weights(), stop.best, strict=True):
        assert np.array_equal(kept, best)


def test_a_live_curve_that_is_passed_is_not_doubled(parts, capsys):
    model, train, _, _ = parts
    training.fit(model, *train, epochs=1, callbacks=[training.LiveCurve()])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_line_says_what_there_is():
    assert training.line(3, 10, {"accuracy": 0.8714, "val_accuracy": 0.874}, 12.4) == (
        "epoch 3 of 10, accuracy 0.871, validation 0.874, 12 s left"
    )
    assert training.line(1, 2, {"loss": 0.5, "val_loss": 0.25}, None) == (
        "epoch 1 of 2, loss 0.500, validation 0.250"
    )
    assert training.line(2, 2, {"acc": 0.5}, 0.0) == "epoch 2 of 2, accuracy 0.500"


def test_nothing_heavy_is_imported_before_it_is_used():
    code = (
        "import sys, fmnist_lab; from fmnist_lab import progress, predict, training;"
        "heavy = {'tensorflow', 'keras', 'pandas', 'ipywidgets', 'matplotlib', 'IPython'};"
        "print(sorted(heavy & set(sys.modules)));"
        "from fmnist_lab import data, plots, recorded, widgets;"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "['matplotlib']"]


def test_only_notes_are_dropped_from_what_tensorflow_writes():
    notes = (
        b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
        b"I0000 00:00:1795551025.116195   11492 port.cc:153] oneDNN custom operations are on.\n"
        b"2025-09-17 14:44:05.157831: I external/xla/cudart_stub.cc:32] Could not find cuda\n"
    )
    kept = (
        b"E0000 00:00:1758131045.203198 3722035 cuda_dnn.cc:8579] Unable to register cuDNN\n"
        b"W0000 00:00:1758131045.228 1 x.cc:1] something\n"
        b"UserWarning: keep me\n"
        b"Important: and me"
    )
    assert _startup.without_notes(notes + kept) == kept
