"""The claim of the README's first paragraph: the default recipe, in full, on one seed."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

LOADED = """
import sys, keras
from fmnist_lab import recorded
model = keras.models.load_model(sys.argv[1])
loss, accuracy = model.evaluate(*recorded.test_arrays(), batch_size=1000, verbose=0)
print(loss, accuracy)
"""


@pytest.fixture(scope="module")
def reference(tmp_path_factory, train_table, test_table):
    out = tmp_path_factory.mktemp("reference")
    command = [sys.executable, "-m", "fmnist_ref.cli", "run", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out, json.loads((out / "metrics.json").read_text())


@pytest.mark.slow
@pytest.mark.timeout(3000)
class TestDefaultRecipe:
    def test_it_reaches_the_target(self, reference):
        _, metrics = reference
        assert metrics["recipe"] == "fast"
        assert metrics["test_accuracy"] >= 0.92
        assert metrics["test_loss"] <= 0.25

    def test_the_baseline_underfits_near_88(self, reference):
        baseline = reference[1]["baseline"]
        history = baseline["history"]
        assert 0.87 <= baseline["test_accuracy"] <= 0.89
        assert baseline["diagnosis"] == "underfitting"
        assert history["accuracy"][-1] > history["accuracy"][-2], "no longer rising"
        assert history["accuracy"][-1] <= history["val_accuracy"][-1]

    def test_in_the_comparison_the_baseline_is_beaten_by_less_dropout_or_more_epochs(
        self, reference
    ):
        metrics = reference[1]
        comparison = metrics["comparison"]
        plan = metrics["baseline"]["plan"]
        assert comparison["best"]["val_accuracy"] > metrics["baseline"]["validation_accuracy"]
        assert (
            comparison["best"]["dropout"] < plan["network"]["block_dropout"]
            or comparison["best"]["epochs"] > plan["training"]["epochs"]
        )
        assert metrics["validation_accuracy"] > comparison["best"]["val_accuracy"]

    def test_it_keeps_to_three_gibibytes(self, reference):
        assert reference[1]["peak_memory_bytes"] < 3 * 2**30

    def test_the_saved_network_gives_the_reported_figures(self, reference):
        out, metrics = reference
        done = subprocess.run(
            [sys.executable, "-c", LOADED, str(out / "model.keras")],
            capture_output=True,
            text=True,
            check=True,
        )
        loss, accuracy = map(float, done.stdout.split())
        assert accuracy == pytest.approx(metrics["test_accuracy"], abs=1e-6)
        assert loss == pytest.approx(metrics["test_loss"], abs=1e-5)

    def test_recall_is_worst_for_shirts(self, reference):
        # a property of the data set: shirts look like T-shirts, pullovers and coats
        assert int(np.argmin(reference[1]["recall"])) == 6
