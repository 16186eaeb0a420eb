"""The rows that lesson 08 shows on its leaderboard, measured as an entry of a student is.

    python benchmarks/leaderboard.py [--rows plain fast best] [--out runs/leaderboard]

Three trainings per row, with seeds 0, 1 and 2, on the course's 48,000 training images; each is scored
on the 10,000 test images. The computing of all threads counts as CPU seconds. A finished training is kept
in --out and not run again. Each measured row takes its place in
fmnist_lab/recorded/leaderboard.json; the others stay as they are there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fmnist_lab import recorded
from fmnist_lab.files import write_json
from fmnist_lab.keras_setup import load_keras
from fmnist_ref import models, training
from fmnist_ref.environment import machine, versions
from fmnist_ref.recipes import recipe_named

if TYPE_CHECKING:
    import keras

SEEDS = (0, 1, 2)
ROWS = ("plain", "fast", "best")


def plain(seed: int, arrays: training.Arrays) -> keras.Model:
    """Lesson 08's `plain_model`, trained by its standard recipe."""
    load_keras()
    import keras
    from keras import layers

    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(32, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(arrays.x_train, arrays.y_train, batch_size=128, epochs=8, verbose=0)
    return model


def of_recipe(name: str) -> Callable[[int, training.Arrays], keras.Model]:
    """How to train the final network of a recipe, on the training images alone."""
    plan = recipe_named(name).final
    plan = replace(plan, training=replace(plan.training, validation_too=False))

    def trained(seed: int, arrays: training.Arrays) -> keras.Model:
        fitted = training.train(plan, arrays, seed)
        return models.with_test_time_augmentation(fitted.model, plan.network)

    return trained


def one_training(row: str, seed: int, out: Path) -> dict[str, float]:
    """Train and score once, or read what was measured before."""
    kept = out / f"{row}-{seed}.json"
    made = {"machine": machine(), "versions": versions()}
    if kept.exists():
        stored = json.loads(kept.read_text())
        if {key: stored.get(key) for key in made} == json.loads(json.dumps(made)):
            return dict(stored["measured"])
    arrays = training.Arrays(*recorded.training_arrays())
    arrays = replace(arrays, x_val=arrays.x_val[:0], y_val=arrays.y_val[:0])
    x_test, y_test = recorded.test_arrays()
    build = plain if row == "plain" else of_recipe(row)
    began = time.process_time()
    model = build(seed, arrays)
    spent = time.process_time() - began
    scores = model.predict(x_test, batch_size=500, verbose=0)
    measured = {
        "accuracy": float((scores.argmax(axis=1) == y_test).mean()),
        "cpu_seconds": spent,
        "parameters": model.count_params(),
    }
    write_json(kept, {**made, "measured": measured})
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=ROWS)
    parser.add_argument("--out", type=Path, default=Path("runs/leaderboard"))
    options = parser.parse_args()
    print(f"1-minute load before the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    rows: dict[str, Any] = {row["name"]: row for row in recorded.leaderboard()}
    for name in options.rows:
        trainings = []
        for seed in SEEDS:
            trainings.append(one_training(name, seed, options.out))
            print(name, seed, trainings[-1], flush=True)
        accuracies = [t["accuracy"] for t in trainings]
        rows[name] = {
            "name": name,
            "parameters": trainings[0]["parameters"],
            "accuracies": accuracies,
            "cpu_seconds": round(sum(t["cpu_seconds"] for t in trainings)),
            "training_images": 48_000,
            "made_by": "python benchmarks/leaderboard.py",
        }
        print(f"{name}: mean {statistics.fmean(accuracies):.4f}")
        recorded.write_leaderboard([rows[key] for key in ROWS if key in rows])


if __name__ == "__main__":
    main()
