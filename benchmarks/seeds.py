"""Ten seeds of a recipe's final network, each looking at the test set once.

    python benchmarks/seeds.py [--recipe fast] [--epochs N] [--seeds 1-10] [--validation]
                               [--out runs/seeds]

The seed decides the split, the first weights, the order of images and dropout. A finished
seed is kept in --out and not run again. Prints each seed, then mean, standard deviation
and the worst, and says which seeds missed the target. Exit status 1 when one did.

--validation is for choosing: no recipe trains on the validation images, these alone are
scored, and the test images stay closed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from fmnist_lab import data
from fmnist_lab.errors import CourseError
from fmnist_lab.files import write_json
from fmnist_ref import models, preprocess, training
from fmnist_ref.display import Display, cost
from fmnist_ref.environment import machine, versions
from fmnist_ref.recipes import Plan, recipe_named

TARGET_ACCURACY, TARGET_LOSS = 0.92, 0.25


def one_seed(plan: Plan, seed: int, test: bool, out: Path, console: Console) -> dict[str, float]:
    """Train with one seed and score it, or read what was scored before."""
    kept = out / f"seed-{seed}.json"
    made = {"plan": plan.as_dict(), "machine": machine(), "versions": versions()}
    if kept.exists():
        stored = json.loads(kept.read_text())
        if {k: stored.get(k) for k in made} == json.loads(json.dumps(made)):
            return stored["scores"]
    images, labels = preprocess.preprocess(data.load_table("train"))
    arrays = training.Arrays(*preprocess.train_validation_split(images, labels, 0.2, seed))
    total = cost(plan, arrays)
    with Display(console, total) as display:
        trained = training.train(
            plan, arrays, seed, out / f"seed-{seed}.npz", display.trainer(f"seed {seed}", total)
        )
    model = models.with_test_time_augmentation(trained.model, plan.network)
    scored = {}
    if not plan.training.validation_too:
        scored["validation"] = arrays.x_val, arrays.y_val
    if test:
        scored["test"] = preprocess.preprocess(data.load_table("test"))
    scores: dict[str, float] = {"seed": seed}
    for name, (x, y) in scored.items():
        loss, accuracy = training.scores(model, x, y)
        scores |= {f"{name}_accuracy": accuracy, f"{name}_loss": loss}
    scores["seconds"] = trained.seconds
    write_json(kept, {**made, "scores": scores})
    return scores


def seeds(text: str) -> range:
    """'0-2' or '4' to whole numbers."""
    first, _, last = text.partition("-")
    numbers = range(int(first), int(last or first) + 1)
    if not numbers:
        raise ValueError(text)
    return numbers


def positive(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recipe", default="fast")
    parser.add_argument("--epochs", type=positive, help="other than the recipe's own number")
    parser.add_argument(
        "--seeds", type=seeds, default="1-10", help="first-last, or one (default: 1-10)"
    )
    parser.add_argument(
        "--validation", action="store_true", help="score validation images, no test images"
    )
    parser.add_argument("--out", type=Path, default=Path("runs/seeds"))
    options = parser.parse_args()
    plan, name = recipe_named(options.recipe).final, options.recipe
    if options.epochs:
        plan = replace(plan, training=replace(plan.training, epochs=options.epochs))
        name += f", {options.epochs} epochs"
    out = options.out / name.replace(", ", "-").replace(" ", "-")
    if options.validation:
        plan = replace(plan, training=replace(plan.training, validation_too=False))
        out = out.with_name(f"{out.name}-validation")
    console = Console()
    print(f"1-minute load before the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    rows = [one_seed(plan, seed, not options.validation, out, console) for seed in options.seeds]

    table = Table(title=f"Recipe {name}: {len(rows)} seeds")
    columns = [key for key in rows[0] if key != "seed"]
    for column in ["seed", *columns]:
        table.add_column(column.replace("_", " "), justify="right")
    digits = {"seconds": 1}
    for row in rows:
        table.add_row(str(row["seed"]), *(f"{row[c]:.{digits.get(c, 4)}f}" for c in columns))
    summary = {}
    for measure, function in (
        ("mean", statistics.fmean),
        ("standard deviation", statistics.stdev),
        ("lowest", min),
        ("highest", max),
    ):
        if len(rows) == 1:
            break
        summary[measure] = {c: function([row[c] for row in rows]) for c in columns}
        table.add_row(measure, *(f"{summary[measure][c]:.{digits.get(c, 4)}f}" for c in columns))
    console.print(table)
    part = "validation" if options.validation else "test"
    missed = [
        row["seed"]
        for row in rows
        if row[f"{part}_accuracy"] < TARGET_ACCURACY or row[f"{part}_loss"] > TARGET_LOSS
    ]
    write_json(
        out / "seeds.json",
        {
            "recipe": name,
            "machine": machine(),
            "versions": versions(),
            "rows": rows,
            "summary": summary,
            "missed": missed,
        },
    )
    print(
        f"{len(rows) - len(missed)} of {len(rows)} seeds reached "
        f"{TARGET_ACCURACY:.1%} at a {part} loss of {TARGET_LOSS} or less"
        + (f"; missed by seeds {', '.join(map(str, missed))}" if missed else "")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CourseError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        print("stopped; finished seeds are kept, and the same command goes on", file=sys.stderr)
        sys.exit(130)
