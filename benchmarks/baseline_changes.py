"""What one change more does to the baseline without dropout: the table of lesson 06, section 5.

    python benchmarks/baseline_changes.py

Four trainings with seed 0, four minutes of computing. The test images are not read.
"""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from fmnist_lab import recorded
from fmnist_lab.keras_setup import load_keras

BATCH_SIZE, EPOCHS, RATE, PEAK = 128, 7, 0.001, 0.004


def main() -> None:
    table = Table("changed", "training", "validation", title="The baseline without dropout")
    for name, change in (
        ("nothing: 7 epochs, Adam at 0.001", {}),
        ("20 epochs", {"epochs": 20}),
        ("twice as many filters and units", {"width": 2}),
        ("a learning rate that rises and falls", {"one_cycle": True}),
    ):
        history = train(**change)
        scores = (history[key][-1] for key in ("accuracy", "val_accuracy"))
        table.add_row(name, *(f"{score:.3f}" for score in scores))
    Console().print(table)


def train(epochs: int = EPOCHS, width: int = 1, one_cycle: bool = False) -> dict[str, Any]:
    """The history of one training; ``width`` multiplies the filters and the hidden units."""
    load_keras()
    import keras
    from keras import layers

    x_train, y_train, x_val, y_val = recorded.training_arrays()
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (16, 32):
        model.add(layers.Conv2D(width * filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
    # dropout 0 does nothing, but the lesson's network has it, and each layer takes a seed
    model.add(layers.Dropout(0.0))
    model.add(layers.Flatten())
    model.add(layers.Dense(width * 64, activation="relu"))
    model.add(layers.Dropout(0.0))
    model.add(layers.Dense(10, activation="softmax"))
    steps = epochs * -(-len(x_train) // BATCH_SIZE)
    rate: Any = RATE
    if one_cycle:
        rate = keras.optimizers.schedules.CosineDecay(
            PEAK / 10, steps - steps // 4, warmup_target=PEAK, warmup_steps=steps // 4
        )
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
        steps_per_execution=25,
    )
    fitted = model.fit(
        x_train,
        y_train,
        validation_data=(x_val, y_val),
        batch_size=BATCH_SIZE,
        epochs=epochs,
        verbose=0,
    )
    history: dict[str, Any] = fitted.history
    return history


if __name__ == "__main__":
    main()
