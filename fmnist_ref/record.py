"""Record the real runs that lessons and widgets show, into fmnist_lab/recorded/."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class ClinicCase:
    """A training of the curve clinic; `about` is read after the answer."""

    about: str
    plan: Plan
    epochs: int | None = None  # of a training of the grid: its first epochs


# Three cases of each kind, in an order that says nothing. Those of the grid cost no training.
CLINIC = (
    ClinicCase(
        "48,000 images, 8 and 16 filters, dropout 0.5 in three places, 20 epochs",
        grid_plan(0.5, 8),
    ),
    ClinicCase(
        "only 2,000 images, 16 and 32 filters, no dropout, 100 epochs",
        Plan(NetworkConfig((16, 32), 64), Training(epochs=100, train_rows=2000)),
    ),
    ClinicCase(
        "48,000 images, 32 and 64 filters, dropout 0.25 in three places, 20 epochs",
        grid_plan(0.25, 32),
    ),
    ClinicCase(
        "48,000 images, 8 and 16 filters, no dropout, stopped after 11 epochs",
        grid_plan(0.0, 8),
        epochs=11,
    ),
    ClinicCase(
        "48,000 images, 32 and 64 filters, no dropout, 20 epochs",
        grid_plan(0.0, 32),
    ),
    ClinicCase(
        "48,000 images, 32 and 64 filters, no dropout, stopped after 9 epochs",
        grid_plan(0.0, 32),
        epochs=9,
    ),
    ClinicCase(
        "48,000 images, 32 and 64 filters, dropout 0.25 in three places, stopped after 4 epochs",
        grid_plan(0.25, 32),
        epochs=4,
    ),
    ClinicCase(
        "only 6,000 images, 16 and 32 filters, dropout 0.3 before the last layer, 100 epochs",
        Plan(
            NetworkConfig((16, 32), 64, dense_dropout=0.3),
            Training(epochs=100, train_rows=6000),
        ),
    ),
    ClinicCase(
        "48,000 images, three convolutions with batch normalization, dropout 0.3 before the last "
        "layer, a learning rate that falls to 0, 6 epochs",
        RECIPES["fast"].final,
    ),
)


def record_clinic(work: Path, console: Console) -> None:
    """Train the cases of the curve clinic that the grid lacks, and write them all.

    Checkpoints in `work` let an interrupted recording go on.
    """
    arrays = training.Arrays(*recorded.training_arrays())
    grid = {grid_plan(run["dropout"], run["width"]): run for run in recorded.curves()}
    own = [case.plan for case in CLINIC if case.plan not in grid]
    cases: list[dict[str, Any]] = []
    with Display(console, sum(cost(plan, arrays) for plan in own)) as display:
        for number, case in enumerate(CLINIC, start=1):
            if case.plan in grid:
                history = grid[case.plan]["history"]
            else:
                report = display.trainer(f"case {number}", cost(case.plan, arrays))
                checkpoint = work / f"clinic-{number}.npz"
                history = training.train(case.plan, arrays, SEED, checkpoint, report).history
            cases.append(
                {
                    "about": case.about,
                    "seed": SEED,
                    "history": {key: values[: case.epochs] for key, values in history.items()},
                }
            )
    recorded.write_clinic_cases(cases, **_origin("fmnist-ref record --only clinic"))
    console.print(f"recorded {len(cases)} cases of the curve clinic")


def _origin(made_by: str) -> dict[str, Any]:
    return {
        "made_by": made_by,
        "machine": environment.machine(),
        "versions": environment.versions(),
    }


def record(work: Path, console: Console) -> None:
    """Train the whole grid, the baseline and the final network; write the recorded files.

    Checkpoints in `work` let an interrupted recording go on. Nothing here reads the
    test set. The curve clinic takes some of its cases from the grid: see `record_clinic`.
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
    recorded.write_curves(runs, **_origin("fmnist-ref record"))
    console.print(f"recorded {len(runs)} runs and {len(named)} networks")
    record_clinic(work, console)
