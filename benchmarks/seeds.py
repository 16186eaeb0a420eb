"""Ten seeds of a recipe's final network, each looking at the test set once.

    python benchmarks/seeds.py [--recipe fast] [--seeds 1-10] [--out runs/seeds]

The seed decides the split, the first weights, the order of images and dropout. A finished
seed is kept in --out and not run again. Prints each seed, then mean, standard deviation
and the worst, and says which seeds missed the target. Exit status 1 when one did.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from fmnist_lab import data
from fmnist_lab.errors import CourseError
from fmnist_ref import models, preprocess, split, training
from fmnist_ref.display import Display, cost
from fmnist_ref.files import write_json
from fmnist_ref.recipes import recipe_named
from fmnist_ref.run import machine, versions

TARGET_ACCURACY, TARGET_LOSS = 0.92, 0.25


def one_seed(recipe_name: str, seed: int, out: Path, console: Console) -> dict[str, float]:
    """Train with one seed and score the test set, or read what was scored before."""
    plan = recipe_named(recipe_name).final
    kept = out / f"seed-{seed}.json"
    if kept.exists():
        stored = json.loads(kept.read_text())
        if stored["plan"] == json.loads(json.dumps(plan.as_dict())):
            return stored["scores"]
    images, labels = preprocess.preprocess(data.load_table("train"))
    arrays = training.Arrays(*split.train_validation_split(images, labels, 0.2, seed))
    total = cost(plan, len(arrays.x_train), models.forward_flops(plan.network))
    with Display(console, total) as display:
        trained = training.train(
            plan, arrays, seed, out / f"seed-{seed}.npz", display.trainer(f"seed {seed}", total)
        )
    model = models.finished(trained.model, plan.network)
    val_loss, val_accuracy = training.scores(model, arrays.x_val, arrays.y_val)
    test_loss, test_accuracy = training.scores(
        model, *preprocess.preprocess(data.load_table("test"))
    )
    scores = {
        "seed": seed,
        "validation_accuracy": val_accuracy,
        "validation_loss": val_loss,
        "test_accuracy": test_accuracy,
        "test_loss": test_loss,
        "seconds": trained.seconds,
    }
    write_json(kept, {"plan": plan.as_dict(), "scores": scores})
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recipe", default="fast")
    parser.add_argument("--seeds", default="1-10", help="first-last (default: 1-10)")
    parser.add_argument("--out", type=Path, default=Path("runs/seeds"))
    options = parser.parse_args()
    first, last = map(int, options.seeds.split("-"))
    console = Console()
    print(f"1-minute load before the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    rows = [one_seed(options.recipe, seed, options.out, console) for seed in range(first, last + 1)]

    table = Table(title=f"Recipe {options.recipe}: {len(rows)} seeds")
    columns = [key for key in rows[0] if key != "seed"]
    for name in ["seed", *columns]:
        table.add_column(name.replace("_", " "), justify="right")
    digits = {"seconds": 1}
    for row in rows:
        table.add_row(str(row["seed"]), *(f"{row[c]:.{digits.get(c, 4)}f}" for c in columns))
    summary = {}
    for name, function in (
        ("mean", statistics.fmean),
        ("standard deviation", statistics.stdev),
        ("lowest", min),
        ("highest", max),
    ):
        summary[name] = {c: function([row[c] for row in rows]) for c in columns}
        table.add_row(name, *(f"{summary[name][c]:.{digits.get(c, 4)}f}" for c in columns))
    console.print(table)
    missed = [
        row["seed"]
        for row in rows
        if row["test_accuracy"] < TARGET_ACCURACY or row["test_loss"] > TARGET_LOSS
    ]
    write_json(
        options.out / "seeds.json",
        {
            "recipe": options.recipe,
            "machine": machine(),
            "versions": versions(),
            "rows": rows,
            "summary": summary,
            "missed": missed,
        },
    )
    print(
        f"{len(rows) - len(missed)} of {len(rows)} seeds reached "
        f"{TARGET_ACCURACY:.1%} at a test loss of {TARGET_LOSS} or less"
        + (f"; missed by seeds {', '.join(map(str, missed))}" if missed else "")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CourseError as error:
        sys.exit(f"error: {error}")
