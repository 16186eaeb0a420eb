"""Record the real runs that lessons and widgets show, into fmnist_lab/recorded/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from fmnist_lab import recorded
from fmnist_ref import environment, training
from fmnist_ref.display import Display, cost
from fmnist_ref.recipes import RECIPES, NetworkConfig, Plan, Training

DROPOUT_RATES = (0.0, 0.25, 0.5, 0.75)
WIDTHS = (8, 32)
EPOCHS = 20
SEED = 0


def grid_plan(dropout: float, width: int) -> Plan:
    """Two convolutions of `width` and twice `width` filters; one dropout rate throughout."""
    network = NetworkConfig(
        filters=(width, 2 * width),
        dense_units=4 * width,
        block_dropout=dropout,
        flatten_dropout=dropout,
        dense_dropout=dropout,
    )
    return Plan(network, Training(epochs=EPOCHS))


def record(work: Path, console: Console) -> None:
    """Train the whole grid, the baseline and the final network; write the recorded files.

    Checkpoints in `work` let an interrupted recording go on. Nothing here reads the
    test set.
    """
    recipe = RECIPES["plain"]
    arrays = training.Arrays(*recorded.training_arrays())
    plans = {
        f"dropout {dropout:g}, width {width}": (dropout, width, grid_plan(dropout, width))
        for width in WIDTHS
        for dropout in DROPOUT_RATES
    }
    named = {"baseline": recipe.baseline, "fix": recipe.final}

    every = [*named.values(), *(plan for *_, plan in plans.values())]
    with Display(console, sum(cost(plan, arrays) for plan in every)) as display:

        def train(name: str, plan: Plan, checkpoint: str) -> training.FitResult:
            report = display.trainer(name, cost(plan, arrays))
            return training.train(plan, arrays, SEED, work / checkpoint, report)

        for name, plan in named.items():
            trained = train(name, plan, f"{name}.npz")
            recorded.write_network(name, trained.model)
            if name == "fix":
                probabilities = trained.model.predict(arrays.x_val, batch_size=1000, verbose=0)
                recorded.write_predictions(probabilities)
        runs: list[dict[str, Any]] = []
        for name, (dropout, width, plan) in plans.items():
            trained = train(name, plan, f"dropout-{dropout:g}-width-{width}.npz")
            runs.append(
                {
                    "dropout": dropout,
                    "width": width,
                    "batch_size": plan.training.batch_size,
                    "learning_rate": plan.training.learning_rate,
                    "seed": SEED,
                    "history": trained.history,
                    "seconds": round(trained.seconds, 1),
                }
            )
    recorded.write_curves(
        runs,
        made_by="fmnist-ref record",
        machine=environment.machine(),
        versions=environment.versions(),
    )
    console.print(f"recorded {len(runs)} runs and {len(named)} networks")
