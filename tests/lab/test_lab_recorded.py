"""Recorded runs and the ready-made split."""

from __future__ import annotations

import numpy as np
import pytest

from fmnist_lab import recorded
from fmnist_lab.errors import CourseError, MachineError

HISTORY = {
    "loss": [0.51234567, 0.4],
    "accuracy": [0.8, 0.9],
    "val_loss": [0.5, 0.4],
    "val_accuracy": [0.8, 0.85],
}
RUN = {
    "dropout": 0.5,
    "width": 8,
    "batch_size": 64,
    "learning_rate": 0.001,
    "seed": 0,
    "history": HISTORY,
    "seconds": 12.5,
}


def test_the_split_is_stratified_shuffled_complete_and_repeatable(train_table):
    labels = train_table[:, 0]
    train, validation = recorded.split_indices(labels)
    assert (len(train), len(validation)) == (48_000, 12_000)
    assert np.array_equal(np.sort(np.concatenate([train, validation])), np.arange(60_000))
    assert np.bincount(labels[validation]).tolist() == [1200] * 10
    for part in (train, validation):
        # Sorted by class, or left in the order of the file, these would be 0 or 1.
        assert 0.4 < np.mean(np.diff(part) > 0) < 0.6
        assert np.mean(np.diff(labels[part].astype(int)) == 0) < 0.15
    again = recorded.split_indices(labels)
    assert np.array_equal(train, again[0]) and np.array_equal(validation, again[1])
    assert not np.array_equal(validation, recorded.split_indices(labels, seed=1)[1])
    assert len(recorded.split_indices(labels, fraction=0.25)[1]) == 15_000


def test_arrays_are_ready_for_a_network_and_keep_their_labels(train_table, test_table):
    x_train, y_train, x_val, y_val = recorded.training_arrays()
    assert x_train.shape == (48_000, 28, 28, 1) and x_val.shape == (12_000, 28, 28, 1)
    assert x_train.dtype == np.float32 and (x_train.min(), x_train.max()) == (0, 1)
    train, validation = recorded.split_indices(train_table[:, 0])
    for x, y, positions in ((x_train, y_train, train), (x_val, y_val, validation)):
        rows = train_table[positions[:50]]
        assert np.array_equal(y[:50], rows[:, 0])
        assert np.array_equal((x[:50] * 255).round().reshape(50, 784), rows[:, 1:])
    with pytest.raises(ValueError, match="read-only"):
        x_train[0] = 0
    x_test, y_test = recorded.test_arrays()
    assert x_test.shape == (10_000, 28, 28, 1)
    assert np.array_equal(y_test, test_table[:, 0])


def test_curves_come_back_and_each_run_is_a_line(tmp_path):
    path = recorded.write_curves(
        [RUN, {**RUN, "width": 16}],
        made_by="a test",
        machine="two cores",
        versions={"keras": "3"},
        folder=tmp_path,
    )
    runs = recorded.curves(tmp_path)
    assert [run["width"] for run in runs] == [8, 16]
    assert runs[0] == {**RUN, "history": {**HISTORY, "loss": [0.5123, 0.4]}}
    assert sum(line.startswith('{"dropout"') for line in path.read_text().splitlines()) == 2
    assert list(tmp_path.iterdir()) == [path]


def test_cases_of_the_clinic_come_back_and_each_is_a_line(tmp_path):
    case = {"about": "all images, no dropout", "seed": 0, "history": HISTORY}
    origin = {"made_by": "a test", "machine": "", "versions": {}, "folder": tmp_path}
    path = recorded.write_clinic_cases([case, case], **origin)
    found = recorded.clinic_cases(tmp_path)
    assert found == [{**case, "history": {**HISTORY, "loss": [0.5123, 0.4]}}] * 2
    assert sum(line.startswith('{"about"') for line in path.read_text().splitlines()) == 2
    with pytest.raises(ValueError, match="run 0 lacks about"):
        recorded.write_clinic_cases([RUN], **origin)


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ({key: value for key, value in RUN.items() if key != "seed"}, "run 0 lacks seed"),
        ({**RUN, "history": {"loss": [1.0]}}, "run 0 lacks history.accuracy"),
        ({**RUN, "history": {**HISTORY, "loss": [1.0]}}, "unequal length"),
    ],
)
def test_an_incomplete_run_is_not_written(tmp_path, run, message):
    with pytest.raises(ValueError, match=message):
        recorded.write_curves([run], made_by="", machine="", versions={}, folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_predictions_come_back_with_their_labels(tmp_path):
    shares = np.random.default_rng(0).dirichlet(np.ones(10), size=12_000).astype(np.float32)
    recorded.write_predictions(shares, tmp_path)
    found = recorded.predictions(tmp_path)
    assert found["probabilities"].dtype == np.float32
    assert np.abs(found["probabilities"] - shares).max() < 1e-3
    assert np.array_equal(found["labels"], recorded.training_arrays()[3])
    with pytest.raises(ValueError, match="expected probabilities"):
        recorded.write_predictions(shares[:, :9], tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"curves\.json is missing from .*fmnist-ref record"):
        recorded.curves(tmp_path)
    with pytest.raises(CourseError, match=r"networks/nothing\.json"):
        recorded.network_weights("nothing")


def test_a_writer_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = recorded.write_predictions(np.full((2, 10), 0.1), tmp_path)
    before = path.read_bytes()

    def full_disk(file, **arrays):
        file.write(b"half of ")
        raise OSError("No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full_disk)
    with pytest.raises(MachineError, match=r"predictions.npz can't be written .No space"):
        recorded.write_predictions(np.full((2, 10), 0.1), tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_network_comes_back_with_its_weights(tmp_path):
    import keras

    layers = [keras.Input((28, 28, 1))]
    layers += [keras.layers.Conv2D(2, 3) for _ in range(6)]  # w000 ... w011, sorted by number
    model = keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10)])
    model.compile("adam", "mse")
    recorded.write_network("small", model, tmp_path)
    architecture, weights = recorded.network_weights("small", tmp_path)
    assert "compile_config" not in architecture
    assert [array.shape for array in weights] == [array.shape for array in model.get_weights()]
    x = recorded.training_arrays()[2][:8]
    again = recorded.network("small", tmp_path)
    np.testing.assert_allclose(again(x), model(x), rtol=1e-5)
