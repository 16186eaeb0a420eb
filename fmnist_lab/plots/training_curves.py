"""Loss and accuracy by epoch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from fmnist_lab.plots.style import COLOURS, MARKERS, Chart, new_chart, styled
from fmnist_lab.plots.values import as_histories, as_history, count_text, run_title


@styled
def curves(history: Any, target: float | None = None, title: str = "") -> Chart:
    """Loss and accuracy by epoch, training dashed and validation solid.

    ``history`` is a Keras History, its dict of lists, a recorded run, or a mapping
    ``{name: one of those}``. ``target`` draws a line in the accuracy panel.
    """
    runs = as_histories(history)
    figure = new_chart(9.0, 3.7 if len(runs) == 1 else 4.2)
    for position, metric in enumerate(("loss", "accuracy")):
        axes = figure.add_subplot(1, 2, position + 1)
        _draw_runs(axes, runs, metric)
        if target is not None and metric == "accuracy":
            axes.axhline(target, color="#000000", linestyle=":", label=f"target {target:g}")
        axes.set_ylabel(
            "accuracy (share right)" if metric == "accuracy" else "loss (cross-entropy)"
        )
        axes.set_title(f"{metric.capitalize()}{f', {title}' if title else ''}")
        if len(runs) == 1 and axes.get_legend_handles_labels()[0]:
            axes.legend()
    if len(runs) > 1:
        figure.legend(
            handles=_legend(runs, target), loc="outside lower center", ncols=min(4, len(runs) + 2)
        )
    figure.alt_text = "Loss and accuracy by epoch. " + " ".join(
        _run_in_words(name, run) for name, run in runs.items()
    )
    if target is not None:
        figure.alt_text += f" A dotted line marks the target accuracy, {target:g}."
    return figure


@styled
def curves_grid(
    runs: Any, metric: str = "accuracy", columns: int = 3, target: float | None = None
) -> Chart:
    """Small charts of many runs with shared axes: ``{title: history}`` or recorded runs."""
    named = (
        as_histories(runs)
        if isinstance(runs, Mapping)
        else {run_title(run): as_history(run) for run in runs}
    )
    columns = max(1, min(columns, len(named)))
    rows = -(-len(named) // columns)
    figure = new_chart(3.2 * columns, 2.5 * rows + 0.3)
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes in grid.ravel()[len(named) :]:
        axes.axis("off")
    for position, (name, run) in enumerate(named.items()):
        axes = grid.ravel()[position]
        _draw_runs(axes, {"": run}, metric)
        if target is not None and metric == "accuracy":
            axes.axhline(target, color="#000000", linestyle=":", label=f"target {target:g}")
        axes.set_title(name, fontsize=10)
        axes.tick_params(labelbottom=True)
        axes.set_xlabel("epoch" if position >= len(named) - columns else "")
        axes.set_ylabel("" if position % columns else metric)
    grid[0, 0].legend()
    figure.alt_text = f"{count_text(len(named), 'small chart')} of {metric} by epoch. " + " ".join(
        _run_in_words(name, run) for name, run in named.items()
    )
    return figure


@styled
def learning_rates(
    schedule: Callable[[int], Any], epochs: int, steps_per_epoch: int, title: str = ""
) -> Chart:
    """The learning rate that ``schedule`` gives for each step, by epoch."""
    steps = np.linspace(0, epochs * steps_per_epoch, 97).round().astype(int)
    values = np.array([float(schedule(int(step))) for step in steps])
    at = steps / steps_per_epoch
    figure = new_chart(6.0, 3.0)
    axes = figure.add_subplot()
    axes.plot(at, values, color=COLOURS[0])
    axes.set(xlabel="epoch", ylabel="learning rate", title=title, ylim=(0, None))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.grid(axis="y")
    top = int(values.argmax())
    figure.alt_text = (
        f"Learning rate over {count_text(epochs, 'epoch')} of {count_text(steps_per_epoch, 'step')} "
        f"each: {values[0]:.4f} at the start, highest {values[top]:.4f} at epoch {at[top]:.1f}, "
        f"{values[-1]:.4f} at the end."
    )
    return figure


def _draw_runs(axes: Axes, runs: Mapping[str, Mapping[str, Sequence[float]]], metric: str) -> None:
    for position, (name, run) in enumerate(runs.items()):
        for key, line, marker_fill in ((metric, "--", "white"), (f"val_{metric}", "-", None)):
            values = run.get(key)
            if not values:
                continue
            colour = COLOURS[position % len(COLOURS)]
            part = "validation" if key.startswith("val_") else "training"
            axes.plot(
                range(1, len(values) + 1),
                values,
                linestyle=line,
                color=colour,
                marker=MARKERS[position % len(MARKERS)],
                markerfacecolor=marker_fill or colour,
                markevery=max(1, len(values) // 10),
                label=f"{name}, {part}" if name else part,
            )
    axes.set_xlabel("epoch")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.grid(axis="y")


def _legend(names: Iterable[str], target: float | None) -> list[Line2D]:
    # A line for each run and two for what dashed and solid mean, not two for each run.
    handles = [
        Line2D(
            [], [], color=COLOURS[k % len(COLOURS)], marker=MARKERS[k % len(MARKERS)], label=name
        )
        for k, name in enumerate(names)
    ]
    grey: dict[str, Any] = {"color": "#555555", "marker": "o"}
    handles.append(Line2D([], [], **grey, linestyle="--", mfc="white", label="dashed: training"))
    handles.append(Line2D([], [], **grey, label="solid: validation"))
    if target is not None:
        handles.append(Line2D([], [], color="black", linestyle=":", label=f"target {target:g}"))
    return handles


def _run_in_words(name: str, run: Mapping[str, Sequence[float]]) -> str:
    parts = []
    for key, words in (
        ("loss", "training loss"),
        ("val_loss", "validation loss"),
        ("accuracy", "training accuracy"),
        ("val_accuracy", "validation accuracy"),
    ):
        values = run.get(key)
        if not values:
            continue
        # A training that diverged ends in NaN: the best epoch is sought among the numbers.
        known = np.nan_to_num(values, nan=np.inf if "loss" in key else -np.inf)
        best = int(np.argmin(known) if "loss" in key else np.argmax(known))
        fact = f"{words} {values[0]:.3f} to {values[-1]:.3f}"
        if key.startswith("val_") and best != len(values) - 1:
            fact += f" (best {values[best]:.3f} in epoch {best + 1})"
        parts.append(fact)
    epochs = max((len(values) for values in run.values()), default=0)
    return f"{f'{name}: ' if name else ''}{count_text(epochs, 'epoch')}; {'; '.join(parts)}."
