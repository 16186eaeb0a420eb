"""How good a network is: its confusion matrix, its mistakes, and tables of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_lab.errors import CourseError
from fmnist_lab.plots.images import mosaic
from fmnist_lab.plots.style import COLOURS, Chart, new_chart, styled, write_in_cell
from fmnist_lab.plots.values import as_history, as_images, class_name, count_text, labels_for


@styled
def confusion(matrix: ArrayLike, title: str = "") -> Chart:
    """A confusion matrix with the count in each cell; rows are true, columns predicted."""
    counts = np.asarray(matrix)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise CourseError(
            f"confusion expects a square matrix, rows true and columns predicted, "
            f"and got an array of shape {counts.shape}."
        )
    size = len(counts)
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.zeros(counts.shape), where=totals > 0)
    figure = new_chart(7.4, 6.6)
    axes = figure.add_subplot()
    axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)
    for (row, column), number in np.ndenumerate(counts):
        weight = "bold" if row == column else "normal"
        dark = shares[row, column] > 0.4
        write_in_cell(axes, row, column, f"{number:g}", on_dark=dark, fontsize=9, fontweight=weight)
    names = [class_name(k) for k in range(size)]
    axes.set_xticks(np.arange(size), names, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(np.arange(size), names)
    axes.set_xlabel("predicted class")
    axes.set_ylabel("true class")
    axes.spines[:].set_visible(False)
    axes.set_title(title or "Confusion matrix (darker: a larger share of the row)")
    figure.alt_text = _confusion_in_words(counts)
    return figure


def _confusion_in_words(counts: NDArray[Any]) -> str:
    total = counts.sum()
    text = f"Confusion matrix of {total:,g} predictions"
    if not total:
        return text + "."
    text += f", {np.trace(counts) / total:.1%} of them right."
    rows = counts.sum(axis=1)
    recalls = {k: counts[k, k] / rows[k] for k in range(len(counts)) if rows[k]}
    best, worst = max(recalls, key=recalls.__getitem__), min(recalls, key=recalls.__getitem__)
    text += (
        f" Recognised best: {class_name(best)} ({recalls[best]:.1%}); "
        f"worst: {class_name(worst)} ({recalls[worst]:.1%})."
    )
    wrong = counts - np.diag(np.diag(counts))
    pairs = [np.unravel_index(k, wrong.shape) for k in np.argsort(wrong, axis=None)[::-1][:3]]
    named = [
        f"{class_name(int(true))} taken for {class_name(int(predicted))}, {wrong[true, predicted]:g} times"
        for true, predicted in pairs
        if wrong[true, predicted] > 0
    ]
    return text + (f" Most frequent mistakes: {'; '.join(named)}." if named else " No mistakes.")


@styled
def misclassified(
    images: ArrayLike,
    y_true: ArrayLike,
    y_pred: ArrayLike,
    probabilities: ArrayLike | None = None,
    count: int = 12,
) -> Chart:
    """Images that were classified wrongly, the most confident mistakes first.

    Without ``probabilities`` (n, 10) they come in the order of the data.
    """
    array = np.asarray(images)
    truth, predicted = labels_for(array, y_true), labels_for(array, y_pred)
    wrong = np.flatnonzero(truth != predicted)
    confidence = None
    if probabilities is not None:
        confidence = np.asarray(probabilities, dtype=float)[np.arange(len(predicted)), predicted]
        wrong = wrong[np.argsort(-confidence[wrong], kind="stable")]
    chosen = wrong[:count]
    if not len(chosen):
        figure = new_chart(4, 1)
        figure.text(0.5, 0.5, "No mistakes among these images.", ha="center", va="center")
        figure.alt_text = f"No mistakes among {count_text(len(truth), 'image')}."
        return figure
    titles = []
    for k in chosen:
        confident = f" {confidence[k]:.0%}" if confidence is not None else ""
        titles.append(f"true: {class_name(truth[k])}\nsays: {class_name(predicted[k])}{confident}")
    figure = mosaic(as_images(array[chosen]), titles, columns=4, size=1.6, gap=0.45)
    figure.alt_text = (
        f"{len(chosen)} of {count_text(len(wrong), 'mistake')} among {count_text(len(truth), 'image')}: "
        + "; ".join(title.replace("\n", ", ") for title in titles)
        + "."
    )
    return figure


@styled
def error_bars(
    rows: Sequence[tuple[str, float, float]],
    xlabel: str = "accuracy (share right)",
    target: float | None = None,
) -> Chart:
    """One point with its error bar per line: ``(name, mean, half-width)``, first row on top."""
    figure = new_chart(7.0, 0.42 * len(rows) + 1.2)
    axes = figure.add_subplot()
    for position, (_, mean, half) in enumerate(rows):
        axes.errorbar(mean, position, xerr=half, fmt="o", color=COLOURS[0], capsize=4)
    if target is not None:
        axes.axvline(target, color="black", linestyle=":", label=f"target {target:g}")
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0)
    axes.set_yticks(
        range(len(rows)), [f"{name}   {mean:.3f} ± {half:.3f}" for name, mean, half in rows]
    )
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlabel(xlabel)
    axes.margins(x=0.12)
    axes.grid(axis="x")
    figure.alt_text = f"{count_text(len(rows), 'result')} with error bars, {xlabel}: " + "; ".join(
        f"{name} {mean:.4f} ± {half:.4f}" for name, mean, half in rows
    )
    figure.alt_text += f". The target is {target:g}." if target is not None else "."
    return figure


@styled
def dropout_table(
    results: Sequence[Mapping[str, Any]],
    value: str = "val_accuracy",
    epochs: Sequence[int] = (1, 2, 5, 10, 20),
) -> Chart:
    """A table of dropout rates (rows) by epochs (columns), the best of each column marked.

    ``results`` are rows with ``dropout``, ``epochs`` and ``value``, or recorded runs of
    one width, read after each of ``epochs``.
    """
    cells: dict[tuple[float, int], float] = {}
    for row in results:
        if "history" in row:
            history = as_history(row)[value]
            by_epoch = {e: float(history[e - 1]) for e in epochs if e <= len(history)}
        else:
            by_epoch = {int(row["epochs"]): float(row[value])}
        for epoch, number in by_epoch.items():
            key = (float(row["dropout"]), epoch)
            if key in cells:
                raise CourseError(
                    f"dropout_table got two results for dropout {key[0]:g} after {epoch} epochs: "
                    "expected one; pass the runs of one width and one seed."
                )
            cells[key] = number
    rates = sorted({rate for rate, _ in cells})
    columns = sorted({epoch for _, epoch in cells})
    table = np.full((len(rates), len(columns)), np.nan)
    for (rate, epoch), number in cells.items():
        table[rates.index(rate), columns.index(epoch)] = number
    figure = new_chart(1.0 * len(columns) + 2.0, 0.5 * len(rates) + 1.4)
    axes = figure.add_subplot()
    low, high = np.nanmin(table), np.nanmax(table)
    best = (np.nanmin if "loss" in value else np.nanmax)(table, axis=0)
    axes.imshow(table, cmap="Blues", vmin=low - (high - low) * 0.3, vmax=high, aspect="auto")
    for (row_number, column), number in np.ndenumerate(table):
        if not np.isnan(number):
            dark = number > low + 0.55 * (high - low)
            mark, weight = (" *", "bold") if number == best[column] else ("", "normal")
            text = f"{number:.3f}{mark}"
            write_in_cell(axes, row_number, column, text, on_dark=dark, fontweight=weight)
    axes.set_xticks(range(len(columns)), [str(epoch) for epoch in columns])
    axes.set_yticks(range(len(rates)), [f"{rate:g}" for rate in rates])
    axes.set_xlabel("epochs")
    axes.set_ylabel("dropout rate")
    axes.spines[:].set_visible(False)
    score = value.replace("val_", "validation ")
    axes.set_title(f"{score} (* best of its column)", fontsize=11)
    figure.alt_text = f"Table of {score}: " + "; ".join(
        f"dropout {rate:g} "
        + ", ".join(
            f"{table[i, j]:.3f} after {count_text(epoch, 'epoch')}"
            for j, epoch in enumerate(columns)
            if not np.isnan(table[i, j])
        )
        for i, rate in enumerate(rates)
    )
    figure.alt_text += ". Best: " + "; ".join(
        f"dropout {' and '.join(f'{rates[i]:g}' for i in np.flatnonzero(table[:, j] == best[j]))} "
        f"after {count_text(epoch, 'epoch')}"
        for j, epoch in enumerate(columns)
    )
    figure.alt_text += "."
    return figure
