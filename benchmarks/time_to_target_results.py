"""What came of the runs of time_to_target.py: in numbers, as a table, as a picture, in words."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from published_recipes import PUBLISHED
from rich.table import Table

from fmnist_lab.files import write_atomically

TARGET_ACCURACY, TARGET_LOSS = 0.92, 0.25


def reached(epochs: Sequence[dict[str, float]]) -> dict[str, float] | None:
    """The first epoch after which accuracy and loss are both as good as the target."""
    return next(
        (
            e
            for e in epochs
            if e["test_accuracy"] >= TARGET_ACCURACY and e["test_loss"] <= TARGET_LOSS
        ),
        None,
    )


def summarize(name: str, runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Medians over seeds of one recipe's runs; None for a target that half did not reach."""
    hits = [reached(run["epochs"]) for run in runs]
    last = [run["epochs"][-1] for run in runs]

    def to_target(key: str) -> float | None:
        value = statistics.median([hit[key] if hit else math.inf for hit in hits])
        return None if math.isinf(value) else value

    return {
        "recipe": name,
        "seeds": [run["job"]["seed"] for run in runs],
        "parameters": runs[0]["parameters"],
        "epochs": statistics.median([len(run["epochs"]) for run in runs]),
        "planned_epochs": runs[0]["job"]["planned_epochs"],
        "seconds": statistics.median([e["seconds"] for e in last]),
        "cores_used": statistics.median([e["cpu_seconds"] / e["seconds"] for e in last]),
        "seeds_that_reached": sum(hit is not None for hit in hits),
        "epochs_to_target": to_target("epoch"),
        "seconds_to_target": to_target("seconds"),
        "flops_to_target": to_target("flops"),
        "flops": statistics.median([e["flops"] for e in last]),
        "test_accuracy": statistics.median([e["test_accuracy"] for e in last]),
        "test_loss": statistics.median([e["test_loss"] for e in last]),
    }


def compare(rows: list[dict[str, Any]]) -> None:
    """Adds to each row its time as a multiple of ours, the first of our recipes."""
    ours = next((row for row in rows if row["recipe"] not in PUBLISHED), None)
    unit = ours and ours["seconds_to_target"]
    for row in rows:
        row["times_ours"] = (row["seconds_to_target"] or row["seconds"]) / unit if unit else None
        row["times_ours_is_a_bound"] = row["seconds_to_target"] is None


def target_words(row: dict[str, Any]) -> str:
    """'8 epochs, 61 s, 4.1 TFLOP' or 'not reached in 10 epochs', and of how many seeds."""
    hits, seeds = row["seeds_that_reached"], len(row["seeds"])
    if row["seconds_to_target"] is None:
        words = f"not reached in {_count(row['epochs'], 'epoch')}"
        return words if not hits else f"{words} ({hits} of {seeds} seeds did)"
    words = (
        f"{_count(row['epochs_to_target'], 'epoch')}, {row['seconds_to_target']:.0f} s, "
        f"{row['flops_to_target'] / 1e12:.1f} TFLOP"
    )
    return words if hits == seeds else f"{words} ({hits} of {seeds} seeds)"


def ratio_words(row: dict[str, Any]) -> str:
    """'4.2', 'over 4.2' for a recipe that has not reached the target, '-' when ours has not."""
    if row["times_ours"] is None:
        return "-"
    return f"{'over ' if row['times_ours_is_a_bound'] else ''}{row['times_ours']:.1f}"


def _count(number: float, noun: str) -> str:
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def table(rows: Sequence[dict[str, Any]]) -> Table:
    """The comparison, a row for each recipe."""
    shown = Table(title=f"Time to {TARGET_ACCURACY:.1%} test accuracy at {TARGET_LOSS} test loss")
    for heading in (
        "recipe",
        "seeds",
        "parameters",
        "epochs",
        "seconds",
        "to the target",
        "time / ours",
        "last accuracy",
        "last loss",
    ):
        numbers = heading not in ("recipe", "seeds", "to the target")
        shown.add_column(heading, justify="right" if numbers else "left")
    for row in rows:
        shown.add_row(
            row["recipe"],
            ", ".join(map(str, row["seeds"])),
            f"{row['parameters']:,}",
            f"{row['epochs']:g} of {row['planned_epochs']}",
            f"{row['seconds']:.0f}",
            target_words(row),
            ratio_words(row),
            f"{row['test_accuracy']:.2%}",
            f"{row['test_loss']:.3f}",
        )
    return shown


def words(rows: Sequence[dict[str, Any]], runs: Sequence[dict[str, Any]]) -> str:
    """The figure for those who do not see it: what is drawn, then every point."""
    lines = [
        "Test accuracy against seconds in training, a line for each seed of each recipe, a point",
        f"for each epoch; a level line at the target's {TARGET_ACCURACY:.1%}. Recipes differ by",
        "marker and by line style as well as by colour.",
        "",
    ]
    lines += [
        f"{row['recipe']}: {target_words(row)}; at the end {row['test_accuracy']:.2%} and "
        f"{row['test_loss']:.3f} after {row['seconds']:.0f} s; time / ours: {ratio_words(row)}"
        for row in rows
    ]
    for run in runs:
        lines += ["", f"{run['job']['recipe']}, seed {run['job']['seed']}"]
        lines += [
            f"  epoch {e['epoch']}: {e['seconds']:.1f} s, {e['test_accuracy']:.2%}, "
            f"loss {e['test_loss']:.3f}"
            for e in run["epochs"]
        ]
    return "\n".join(lines) + "\n"


def draw(path: Path, runs: Sequence[dict[str, Any]]) -> None:
    """Accuracy against seconds, both axes stretched: seconds and errors are logarithmic."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    figure, axes = plt.subplots(figsize=(9, 5.5), layout="constrained")
    names = list(dict.fromkeys(run["job"]["recipe"] for run in runs))
    for run in runs:
        style = names.index(run["job"]["recipe"])
        axes.plot(
            [e["seconds"] for e in run["epochs"]],
            [1 - e["test_accuracy"] for e in run["epochs"]],
            color=f"C{style % 10}",
            marker="osD^vPX*<>"[style % 10],
            linestyle=("-", "--", "-.", ":")[style % 4],
            linewidth=1.2,
            markersize=5,
            label=run["job"]["recipe"] if run["job"]["seed"] == _first_seed(runs, run) else None,
        )
    axes.axhline(1 - TARGET_ACCURACY, color="black", linewidth=1)
    axes.annotate(
        f"target {TARGET_ACCURACY:.1%}",
        (1, 1 - TARGET_ACCURACY),
        xycoords=("axes fraction", "data"),
        xytext=(-4, 4),
        textcoords="offset points",
        ha="right",
    )
    axes.set(xscale="log", yscale="log", xlabel="seconds in training", ylabel="test accuracy")
    ticks = [0.9, 0.7, 0.5, 0.3, 0.2, 0.15, 0.12, 0.1, 0.09, 0.08, 0.07, 0.06, 0.05]
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda error, _: f"{1 - error:.0%}"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: f"{seconds:g}"))
    axes.xaxis.set_minor_formatter(
        FuncFormatter(lambda seconds, _: f"{seconds:g}" if f"{seconds:g}"[0] in "25" else "")
    )
    axes.invert_yaxis()
    axes.grid(alpha=0.3)
    axes.legend(title="recipe, a line a seed")
    with write_atomically(path) as stream:
        figure.savefig(stream, format="png", dpi=150)
    plt.close(figure)


def _first_seed(runs: Sequence[dict[str, Any]], run: dict[str, Any]) -> int:
    return next(r["job"]["seed"] for r in runs if r["job"]["recipe"] == run["job"]["recipe"])
