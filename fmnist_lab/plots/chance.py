"""How far chance reaches: redrawn test sets, many looks, classes, calibration, a leaderboard."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from fmnist_lab.plots.style import COLOURS, Chart, new_chart, styled
from fmnist_lab.plots.values import class_name, count_text

GREY = "#bbbbbb"


@styled
def redrawn_test_sets(accuracies: ArrayLike, accuracy: float, images: int) -> Chart:
    """A histogram of the accuracies on redrawn test sets, with the middle 95 % of them marked.

    ``accuracies`` are shares, ``accuracy`` that of the test set itself, which has ``images`` images.
    """
    shares = np.asarray(accuracies, dtype=float)
    low, high = (float(edge) for edge in np.percentile(shares, [2.5, 97.5]))
    hits = np.round(shares * images)
    step = max(1, round(float(hits.std()) / 5))  # whole images, so that no bar gets more values
    bins = 100 * np.arange(hits.min() - 0.5, hits.max() + step, step) / images
    figure = new_chart(7.0, 3.1)
    axes = figure.add_subplot()
    axes.hist(100 * shares, bins=bins.tolist(), color=GREY, edgecolor="#666666")
    axes.axvline(100 * accuracy, color="black", label=f"your test accuracy, {accuracy:.2%}")
    for edge, name in ((low, "the middle 95 %"), (high, "")):
        axes.axvline(100 * edge, color="black", linestyle="--", label=name)
        axes.text(
            100 * edge,
            0.97,
            f" {edge:.2%} ",
            transform=axes.get_xaxis_transform(),
            ha="right" if edge == low else "left",
            va="top",
        )
    axes.set_xlabel("accuracy on a redrawn test set (%)")
    axes.set_ylabel("redrawn test sets")
    figure.legend(loc="outside upper center", ncols=2)
    figure.alt_text = (
        f"Histogram of the accuracy on {len(shares):,} redrawn test sets: a bell around "
        f"{accuracy:.2%}, with 95 % of them between {low:.2%} and {high:.2%}."
    )
    return figure


@styled
def best_of_looks(looks: Sequence[int], best: ArrayLike, truth: float) -> Chart:
    """The best accuracy of so many looks (shares), beside the true one of every network."""
    shares = np.asarray(best, dtype=float)
    figure = new_chart(7.0, 3.1)
    axes = figure.add_subplot()
    axes.semilogx(looks, 100 * shares, "o-", color=COLOURS[0], label="best of them, as reported")
    for k, share in zip(looks, shares, strict=True):
        axes.annotate(
            f"{100 * share:.2f}",
            (k, 100 * share),
            textcoords="offset points",
            xytext=(0, 6),
            ha="center",
            fontsize=9,
        )
    axes.axhline(100 * truth, color="black", linestyle="--", label="true accuracy of every network")
    axes.set_xlabel("number of looks at the test set")
    axes.set_ylabel("accuracy (%)")
    axes.set_xticks(looks, [str(k) for k in looks])
    axes.minorticks_off()
    axes.margins(y=0.2)
    axes.legend(loc="center right")
    figure.alt_text = (
        "The best of k looks on pure noise: "
        + ", ".join(f"{share:.2%} of {k}" for k, share in zip(looks, shares, strict=True))
        + f". The true accuracy is {truth:.2%} throughout."
    )
    return figure


@styled
def class_recalls(recall: ArrayLike, images: ArrayLike) -> Chart:
    """The recall of each class with its 95 % interval, the lowest at the bottom.

    ``images`` says how many images each class has. A class without images is left out.
    """
    shares, counts = np.asarray(recall, dtype=float), np.asarray(images, dtype=float)
    known = np.flatnonzero(np.isfinite(shares))
    order = known[np.argsort(shares[known])]
    margins = 1.96 * np.sqrt(shares[order] * (1 - shares[order]) / counts[order])
    figure = new_chart(7.0, 3.6)
    axes = figure.add_subplot()
    axes.barh(np.arange(len(order)), 100 * shares[order], xerr=100 * margins, color=GREY, capsize=3)
    for place, k in enumerate(order):
        axes.text(2, place, f"{100 * shares[k]:.1f}", va="center", fontsize=9)
    axes.set_yticks(np.arange(len(order)), [class_name(k) for k in order])
    axes.set_xlabel("recall (%), with 95 % interval")
    axes.set_xlim(0, 105)
    figure.alt_text = "Recall by class, lowest first: " + ", ".join(
        f"{class_name(k)} {shares[k]:.1%} plus or minus {100 * margin:.1f} points"
        for k, margin in zip(order, margins, strict=True)
    )
    figure.alt_text += "."
    return figure


def calibration_bins(confidence: ArrayLike, right: ArrayLike, least: int = 20) -> dict[str, Any]:
    """Ten bins of confidence: in each the mean confidence (``said``), the share that is right
    (``was``) and the number of ``images``; bins with fewer than ``least`` images are left out.

    ``ece`` is the expected calibration error, the mean distance of the two, weighted by images.
    """
    sure, hits = np.asarray(confidence, dtype=float), np.asarray(right, dtype=bool)
    bin_of = np.clip((sure * 10).astype(int), 0, 9)
    filled = [k for k in range(10) if np.sum(bin_of == k) >= least]
    said = np.array([sure[bin_of == k].mean() for k in filled])
    was = np.array([hits[bin_of == k].mean() for k in filled])
    images = np.array([np.sum(bin_of == k) for k in filled])
    ece = float(np.sum(images * np.abs(said - was)) / images.sum())
    return {"said": said, "was": was, "images": images, "ece": ece}


@styled
def calibration(confidence: ArrayLike, right: ArrayLike) -> Chart:
    """How often a network is right, against how sure it is; 95 % intervals."""
    bins = calibration_bins(confidence, right)
    said, was = bins["said"], bins["was"]
    margins = 1.96 * np.sqrt(was * (1 - was) / bins["images"])
    figure = new_chart(4.8, 4.4)
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], "--", color="#666666", label="perfectly calibrated")
    axes.errorbar(
        said,
        was,
        yerr=margins,
        fmt="o-",
        color=COLOURS[0],
        capsize=3,
        label="the network, 95 % intervals",
    )
    axes.set_xlabel("mean confidence")
    axes.set_ylabel("share that is right")
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    axes.set_title(f"expected calibration error {bins['ece']:.3f}")
    axes.legend()
    figure.alt_text = (
        f"Confidence against the share that is right, expected calibration error {bins['ece']:.3f}: "
        + ", ".join(
            f"{s:.2f} sure, {w:.2f} plus or minus {m:.2f} right"
            for s, w, m in zip(said, was, margins, strict=True)
        )
        + "."
    )
    return figure


@styled
def leaderboard(rows: Sequence[Mapping[str, Any]]) -> Chart:
    """Entries by accuracy, the best on top, with standard errors, parameters and cost.

    ``rows`` are those of `recorded.leaderboard`. A row with one training has no standard error.
    """
    ranked = sorted(rows, key=lambda row: -statistics.fmean(row["accuracies"]))
    figure = new_chart(8.6, 0.5 * len(ranked) + 1.3)
    axes = figure.add_subplot()
    labels, sentences = [], []
    for place, row in enumerate(ranked):
        values = [100 * value for value in row["accuracies"]]
        mean = statistics.fmean(values)
        half = statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else None
        marker = "o" if half is not None else "D"
        axes.errorbar(mean, place, xerr=half, fmt=marker, color=COLOURS[0], capsize=4)
        spread = f"± {half:.2f}" if half is not None else "(one training)"
        labels.append(f"{row['name']}   {mean:.2f} % {spread}")
        cost = _cost(row)
        axes.text(
            1.02,
            place,
            f"{row['parameters']:,} parameters\n{cost}",
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=9,
        )
        sentences.append(f"{labels[-1]}, {row['parameters']:,} parameters, {cost}")
    axes.set_yticks(range(len(ranked)), labels)
    axes.set_ylim(len(ranked) - 0.5, -0.5)
    axes.set_xlabel("accuracy (%), mean and standard error")
    axes.margins(x=0.12)
    axes.grid(axis="x")
    figure.alt_text = f"Leaderboard with {len(ranked)} entries, best first: "
    figure.alt_text += "; ".join(" ".join(sentence.split()) for sentence in sentences) + "."
    return figure


def _cost(row: Mapping[str, Any]) -> str:
    if "cpu_seconds" in row:
        trainings = len(row["accuracies"])
        return f"{row['cpu_seconds']:,} CPU s for {count_text(trainings, 'training')}"
    return f"{row['seconds']:,} s on two cores, one training"
