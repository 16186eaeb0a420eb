"""A fair comparison: one network, one seed, one split; only dropout and epochs differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from fmnist_ref.recipes import Plan, Recipe
from fmnist_ref.training import Arrays, FitResult, Report, train


@dataclass(frozen=True)
class ExperimentRow:
    """One cell of the comparison, scored on validation after `epochs` epochs."""

    dropout: float
    epochs: int
    accuracy: float
    val_accuracy: float
    val_loss: float


def with_dropout(plan: Plan, rate: float, epochs: int) -> Plan:
    """The same network and training with every dropout rate replaced."""
    network = replace(plan.network, block_dropout=rate, flatten_dropout=rate, dense_dropout=rate)
    return Plan(network, replace(plan.training, epochs=epochs))


def compare(
    recipe: Recipe,
    arrays: Arrays,
    seed: int,
    directory: Path,
    report_for: Callable[[str], Report | None],
) -> tuple[list[ExperimentRow], dict[float, FitResult]]:
    """Train the baseline's network once for each dropout rate, to the longest epoch count.

    The learning rate is constant, so a shorter training is the beginning of a longer one, and its
    scores stand in the longer one's history. The training at the baseline's dropout rate goes on
    from the baseline's checkpoint, when `directory` holds it as `baseline.npz`. `report_for` gives
    the callback for a stage's name. Returns the rows and the trainings by dropout rate.
    """
    rows: list[ExperimentRow] = []
    trained: dict[float, FitResult] = {}
    for rate in recipe.dropout_rates:
        plan = with_dropout(recipe.baseline, rate, max(recipe.epochs_compared))
        checkpoint, shorter = directory / f"dropout-{rate:g}.npz", directory / "baseline.npz"
        report = report_for(f"dropout {rate:g}")
        trained[rate] = train(plan, arrays, seed, checkpoint, report, shorter)
        history = trained[rate].history
        for epochs in recipe.epochs_compared:
            scores = (history[key][epochs - 1] for key in ("accuracy", "val_accuracy", "val_loss"))
            rows.append(ExperimentRow(rate, epochs, *scores))
    return rows, trained


def best(rows: list[ExperimentRow]) -> ExperimentRow:
    """The highest validation accuracy; of equals, the lower validation loss."""
    return max(rows, key=lambda row: (row.val_accuracy, -row.val_loss))
