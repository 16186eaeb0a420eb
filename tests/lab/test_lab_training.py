"""Training: stopped, it keeps what it has; importing stays quick and quiet."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from fmnist_lab import keras_setup, recorded, training


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


def test_a_line_an_epoch_outside_a_notebook(parts, capsys):
    model, train, validation, _ = parts
    live = training.LiveCurve()
    history = model.fit(*train, validation_data=validation, epochs=2, verbose=0, callbacks=[live])
    first, second = capsys.readouterr().out.splitlines()
    accuracy, val_accuracy = (history.history[key][0] for key in ("accuracy", "val_accuracy"))
    assert first == f"epoch 1 of 2, accuracy {accuracy:.3f}, validation {val_accuracy:.3f}"
    assert second.startswith("epoch 2 of 2, accuracy ")
    assert live.history == history.history


@pytest.mark.parametrize("moment", ["on_train_batch_end", "on_test_batch_end"])
def test_stopped_training_returns_its_history_and_can_go_on(parts, capsys, moment):
    import keras

    model, train, validation, other = parts
    before = signal.getsignal(signal.SIGINT)
    batches = []

    class Press(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.epoch = epoch

        def on_train_batch_begin(self, batch, logs=None):
            batches.append(batch)

    def press(self, batch, logs=None):
        if self.epoch == 1 and batch == 3:
            signal.raise_signal(signal.SIGINT)

    setattr(Press, moment, press)
    history = model.fit(
        *train,
        validation_data=validation,
        epochs=5,
        verbose=0,
        callbacks=[training.LiveCurve(), Press()],
    )
    assert history.epoch == [0, 1]
    assert [len(values) for values in history.history.values()] == [2, 2, 2, 2]
    # 20 batches an epoch; pressed while validating, the second epoch was whole.
    assert len(batches) == (24 if moment == "on_train_batch_end" else 40)
    assert signal.getsignal(signal.SIGINT) is before
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .endswith("Stopped; the model keeps what it has learned.")
    )

    again = model.fit(*train, validation_data=other, epochs=1, verbose=0)
    loss, _ = model.evaluate(*other, verbose=0)
    assert again.history["val_loss"] == [pytest.approx(loss, rel=1e-4)]


def test_a_second_press_breaks_off_at_once(parts):
    import keras

    model, train, _, _ = parts
    before = signal.getsignal(signal.SIGINT)
    batches = []

    class Press(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            batches.append(batch)
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        model.fit(*train, verbose=0, callbacks=[training.LiveCurve(), Press()])
    assert batches == [0]
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_ends_a_plain_fit_gently_once_in_a_cell(parts, monkeypatch):
    import keras

    model, train, _, _ = parts
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    training.stop_every_fit_gently()
    before = signal.getsignal(signal.SIGINT)

    class Press(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            signal.raise_signal(signal.SIGINT)

    assert model.fit(*train, epochs=3, verbose=0, callbacks=[Press()]).epoch == [0]
    with pytest.raises(KeyboardInterrupt):
        model.fit(*train, epochs=3, verbose=0, callbacks=[Press()])
    assert signal.getsignal(signal.SIGINT) is before
    with ThreadPoolExecutor() as pool:
        assert pool.submit(model.fit, *train, verbose=0).result().epoch == [0]


def test_training_works_where_signals_cannot_be_set(parts):
    model, train, _, _ = parts
    with ThreadPoolExecutor() as pool:
        fitted = pool.submit(model.fit, *train, verbose=0, callbacks=[training.LiveCurve()])
        assert fitted.result().epoch == [0]


def test_a_training_beyond_the_budget_is_told_while_it_runs(parts, capsys, monkeypatch):
    model, train, _, _ = parts
    monkeypatch.setattr(training.computing, "TOLD_SECONDS", 0.0)
    monkeypatch.setattr(training.computing, "BUDGET_SECONDS", 0.0)
    model.fit(*train, epochs=3, verbose=0, callbacks=[training.LiveCurve()])
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if line.startswith("All 3 epochs will take about ")]
    assert len(told) == 1  # from the second epoch on, and once
    monkeypatch.setenv("FMNIST_IN_BOX", "1")
    model.fit(*train, epochs=3, verbose=0, callbacks=[training.LiveCurve()])
    assert "will take" not in capsys.readouterr().out


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
    assert done.stdout.splitlines() == ["[]", "[]"]


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
    assert keras_setup.without_notes(notes + kept) == kept


FITTED = """
import sys
{first}
{second}
import numpy as np
import keras
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", jit_compile=False)
x, y = np.random.rand(100, 5), np.arange(100) % 3
dataset = ArrayDataAdapter(x, y, batch_size=8, shuffle=True).get_tf_dataset()
print(dataset.options().autotune.enabled)
model.fit(x, y, batch_size=8, epochs=3, verbose=0)
print(float(np.abs(model.get_weights()[0]).sum()))
"""

PREPARE = "import fmnist_lab; fmnist_lab.prepare_keras()"


def test_training_on_arrays_is_not_tuned_whatever_is_imported_first_and_gives_the_same_numbers():
    def fitted(first: str, second: str) -> list[str]:
        code = FITTED.format(first=first, second=second)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        return [line for line in done.stdout.splitlines() if "is loaded" not in line]

    (as_keras_does, numbers), *ours = (
        fitted("", ""),
        fitted("import keras", PREPARE),
        fitted(PREPARE, PREPARE),
    )
    assert as_keras_does == "None"  # neither on nor off: TensorFlow then tunes
    assert ours == [["False", numbers]] * 2
