"""Figures with a text alternative.

Each function returns a :class:`Chart`, a matplotlib figure whose ``alt_text`` says in
words what the picture shows, computed from the same data. As the last line of a cell, or
through :func:`show`, it appears as a picture with that text as its alternative and below
it. ``chart.savefig(path)`` writes it to a file; :func:`png` gives its bytes.

No chart depends on colour: markers, hatches, line styles and printed numbers say the same.
pyplot and the global rcParams are left alone.
"""

from __future__ import annotations

import base64
import functools
import html as html_module
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ParamSpec

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from fmnist_lab import _display
from fmnist_lab.data import CLASS_NAMES
from fmnist_lab.errors import CourseError

# Okabe and Ito's palette, in an order whose neighbours also differ in lightness.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
MOST_IMAGES = 200
DPI = 100  # of the screen; pictures are drawn at twice that

_STYLE: dict[Any, Any] = {
    "figure.dpi": DPI,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": "black",
    "axes.titlesize": 11,
    "axes.labelsize": 10,
    "axes.facecolor": "white",
    "axes.edgecolor": "#444444",
    "axes.labelcolor": "black",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.8,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "xtick.color": "#222222",
    "ytick.color": "#222222",
    "legend.fontsize": 9,
    "legend.frameon": False,
    "image.interpolation": "nearest",
    "image.cmap": "gray",
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
}


class Chart(Figure):
    """A matplotlib figure with a text alternative that a notebook shows along with it."""

    alt_text: str = ""

    def _ipython_display_(self) -> None:
        show(self)


P = ParamSpec("P")


def styled(function: Callable[P, Chart]) -> Callable[P, Chart]:
    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Chart:
        # Text takes its font when it is made, so the whole drawing happens in here.
        with matplotlib.rc_context(_STYLE):
            return function(*args, **kwargs)

    return wrapped


def new_chart(width: float, height: float) -> Chart:
    return Chart(figsize=(width, height), dpi=DPI, layout="constrained")


# --- showing -----------------------------------------------------------------


def show(figure: Figure) -> None:
    """Display a figure as a picture with its text alternative; in a script print the text."""
    _display.show(bundle(figure))


def png(figure: Figure) -> bytes:
    """The figure as PNG, at twice the screen's resolution."""
    file = io.BytesIO()
    with matplotlib.rc_context(_STYLE):
        figure.savefig(file, format="png", dpi=2 * DPI)
    return file.getvalue()


def html(figure: Figure, caption: str = "") -> str:
    """The figure as HTML: the picture, its alternative text, and that text to unfold."""
    text = _alternative(figure)
    width = round(figure.get_figwidth() * DPI)
    picture = base64.b64encode(png(figure)).decode()
    below = f"<figcaption>{html_module.escape(caption)}</figcaption>" if caption else ""
    return (
        "<figure style='margin:0'>"
        f"<img alt='{html_module.escape(text, quote=True)}' width='{width}' "
        f"style='max-width:100%;height:auto' src='data:image/png;base64,{picture}'>{below}"
        f"<details><summary>Description of the figure</summary>{html_module.escape(text)}"
        "</details></figure>"
    )


def bundle(figure: Figure, caption: str = "") -> dict[str, str]:
    """The MIME bundle of a figure: text/html and text/plain."""
    plain = f"{caption}\n{_alternative(figure)}" if caption else _alternative(figure)
    return {"text/html": html(figure, caption), "text/plain": plain}


def _alternative(figure: Figure) -> str:
    return getattr(figure, "alt_text", "") or "Figure without a description."


# --- images ------------------------------------------------------------------


@styled
def image_grid(
    images: ArrayLike,
    labels: ArrayLike | None = None,
    titles: Sequence[str] | None = None,
    columns: int = 10,
) -> Chart:
    """Images side by side, with the class name (``labels``) or ``titles`` above each.

    ``images`` is (n, h, w), (n, h, w, 1), (n, 784) or one image (h, w), at most 200. Beside
    ``titles`` of up to ten images the text alternative gives their brightness.
    """
    pictures = as_images(images)
    if len(pictures) > MOST_IMAGES:
        raise CourseError(
            f"image_grid draws at most {MOST_IMAGES} images and got {len(pictures)}: "
            "pass fewer, for example images[:20]."
        )
    measured = titles is not None and len(pictures) <= 10
    if titles is None and labels is not None:
        titles = [_name(label) for label in np.asarray(labels).ravel()]
    if titles is not None and len(titles) != len(pictures):
        raise CourseError(
            f"image_grid got {len(pictures)} images and {len(titles)} titles: "
            "expected one title for each image."
        )
    figure = _mosaic(pictures, titles, columns, size=2.2 if len(pictures) == 1 else 0.95, gap=0.1)
    what = f"{_count(len(pictures), 'image')} of {pictures.shape[1]} by {pictures.shape[2]} pixels"
    lines = [title.replace("\n", ", ") for title in titles or ()]
    if measured:
        lines = [
            f"{line} ({_brightness(line, picture)})"
            for line, picture in zip(lines, pictures, strict=True)
        ]
    names = "; ".join(lines)
    figure.alt_text = f"{what}, values {_span(pictures)}." + (
        f" In order: {names}." if names else ""
    )
    return figure


def _brightness(title: str, picture: NDArray[Any]) -> str:
    """A picture's largest and mean value, the mean only where the title does not give one."""
    largest = f"largest {picture.max():.3g}"
    return largest if re.search(r"mean \d", title) else f"{largest}, mean {picture.mean():.3g}"


@styled
def one_image(
    image: ArrayLike, label: int, position: int | None = None, prediction: int | None = None
) -> Chart:
    """One image, large, with its rows and columns numbered, its label and its prediction."""
    picture = as_images(image)[0]
    figure = new_chart(4.4, 4.6)
    axes = figure.add_subplot()
    low, high = _limits(picture[np.newaxis])
    axes.imshow(picture, vmin=low, vmax=high)
    axes.set_xlabel("column")
    axes.set_ylabel("row")
    words = f"{'' if position is None else f'index {position}: '}{label} {_name(label)}"
    if prediction is not None:
        right = "right" if prediction == label else "wrong"
        words += f"\npredicted: {prediction} {_name(prediction)} ({right})"
    axes.set_title(words)
    # A tenth of the brightest: the background is not exactly zero everywhere.
    inked = np.argwhere(picture > low + 0.1 * (picture.max() - low))
    figure.alt_text = (
        f"{words.replace(chr(10), '; ')}. {picture.shape[0]} by {picture.shape[1]} pixels, "
        f"values {_span(picture)}, mean {picture.mean():.3g}."
    )
    if len(inked):
        (top, left), (bottom, right_edge) = inked.min(axis=0), inked.max(axis=0)
        figure.alt_text += (
            f" The item covers rows {top} to {bottom} and columns {left} to {right_edge}."
        )
    return figure


@styled
def samples_by_class(
    images: ArrayLike, labels: ArrayLike, per_class: int = 8, seed: int = 0
) -> Chart:
    """A row of images for each of the ten classes, drawn at random with ``seed``."""
    given = np.asarray(images)
    targets = _labels_for(given, labels)
    rng = np.random.default_rng(seed)
    rows = []
    for label in range(10):
        positions = np.flatnonzero(targets == label)
        rows.append(rng.choice(positions, size=min(per_class, len(positions)), replace=False))
    blank = np.zeros_like(as_images(given[:1])[0])
    pictures = np.stack(
        [
            as_images(given[row[column]])[0] if column < len(row) else blank
            for row in rows
            for column in range(per_class)
        ]
    )
    names = [f"{_name(label)}  {label}" for label in range(10)]
    figure = _mosaic(pictures, None, per_class, size=0.7, gap=0.06, row_names=names)
    shown = [len(row) for row in rows]
    figure.alt_text = (
        f"Ten rows, one for each class, of up to {per_class} images drawn at random: "
        + "; ".join(f"{label} {_name(label)}, {count} shown" for label, count in enumerate(shown))
        + "."
    )
    return figure


@styled
def class_bars(counts: ArrayLike | Mapping[str, ArrayLike], title: str = "") -> Chart:
    """Bars of how many examples each class has; several sets side by side for a mapping.

    ``counts`` is (10,), or ``{name: counts}``.
    """
    sets = dict(counts) if isinstance(counts, Mapping) else {title or "Examples": counts}
    figure = new_chart(3.4 * len(sets) + 1.2, 3.6)
    facts = []
    for position, (name, values) in enumerate(sets.items()):
        bars = np.asarray(values, dtype=float).ravel()
        axes = figure.add_subplot(1, len(sets), position + 1)
        drawn = axes.barh(np.arange(len(bars)), bars, color=COLOURS[position % len(COLOURS)])
        axes.bar_label(
            drawn,
            labels=[f"{value:,.4g}" if value < 1 else f"{value:,.0f}" for value in bars],
            padding=3,
            fontsize=9,
        )
        axes.set_yticks(np.arange(len(bars)))
        axes.set_yticklabels(
            [f"{_name(k)}  {k}" for k in range(len(bars))] if position == 0 else []
        )
        axes.invert_yaxis()
        axes.set_xlabel("examples")
        axes.set_title(name)
        axes.margins(x=0.18)
        axes.xaxis.set_major_locator(MaxNLocator(4))
        axes.xaxis.set_major_formatter("{x:,g}")
        facts.append(f"{name}: {_bars_in_words(bars)}")
    figure.alt_text = "Bar chart of examples in each class. " + " ".join(facts)
    return figure


def _bars_in_words(bars: NDArray[Any]) -> str:
    if len(bars) and np.all(bars == bars[0]):
        return f"all {len(bars)} classes have {bars[0]:,g}, {bars.sum():,g} together."
    each = ", ".join(f"{_name(k)} {value:,g}" for k, value in enumerate(bars))
    return f"{each}; {bars.sum():,g} together."


@styled
def pixel_histogram(images: ArrayLike, title: str = "") -> Chart:
    """How often each pixel value occurs, on a logarithmic scale."""
    values = np.asarray(images).ravel()
    figure = new_chart(6.0, 3.2)
    axes = figure.add_subplot()
    low, high = float(values.min()), float(values.max())
    whole = np.issubdtype(values.dtype, np.integer) and low >= 0 and high <= 255
    bins: Any = np.arange(0, 257, 4) - 0.5 if whole else 64
    axes.hist(values.astype(np.float64), bins=bins, color=COLOURS[0], log=True)
    axes.set_xlabel(f"pixel value ({values.dtype}{', 4 values a bar' if whole else ''})")
    axes.set_ylabel("pixels (logarithmic)")
    axes.set_title(title or "Pixel values")
    axes.grid(axis="y")
    zero = float(np.mean(values == 0))
    figure.alt_text = (
        f"Histogram of {values.size:,} pixel values of type {values.dtype}: from {low:g} to "
        f"{high:g}, mean {float(values.mean(dtype=np.float64)):.4g}; {zero:.0%} are exactly zero."
    )
    return figure


def _mosaic(
    pictures: NDArray[Any],
    titles: Sequence[str] | None,
    columns: int,
    size: float,
    gap: float,
    row_names: Sequence[str] = (),
) -> Chart:
    """Pictures in rows, each ``size`` inches wide with its title above.

    All in one Axes: a hundred of them would take seconds to lay out.
    """
    columns = max(1, min(columns, len(pictures)))
    rows = -(-len(pictures) // columns)
    lines = max((title.count("\n") + 1 for title in titles), default=0) if titles else 0
    above = 0.16 * lines + (0.06 if lines else 0.0)
    left = 1.3 if row_names else gap / 2
    high = size * pictures.shape[1] / pictures.shape[2] if len(pictures) else size
    width = left + columns * (size + gap) + (0 if row_names else -gap / 2)
    below = min(gap, 0.14)
    height = rows * (above + high + below)
    figure = Chart(figsize=(width, height), dpi=DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    low, top = _limits(pictures)
    for position, picture in enumerate(pictures):
        x = left + position % columns * (size + gap)
        y = below / 2 + position // columns * (above + high + below) + above
        axes.imshow(picture, vmin=low, vmax=top, extent=(x, x + size, y + high, y))
        if titles:
            axes.text(x + size / 2, y - 0.05, titles[position], ha="center", va="bottom", size=9)
        if row_names and position % columns == 0:
            axes.text(
                x - 0.1, y + high / 2, row_names[position // columns], ha="right", va="center"
            )
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure


# --- training curves ---------------------------------------------------------


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
    figure.alt_text = f"{_count(len(named), 'small chart')} of {metric} by epoch. " + " ".join(
        _run_in_words(name, run) for name, run in named.items()
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
    return f"{f'{name}: ' if name else ''}{_count(epochs, 'epoch')}; {'; '.join(parts)}."


# --- networks ----------------------------------------------------------------


@styled
def feature_maps(image: ArrayLike, kernels: ArrayLike, maps: Any, pooled: Any = None) -> Chart:
    """An image, kernels with their numbers, and the map that each gives, then pooled if given.

    ``kernels`` is (h, w), (k, h, w) or as Keras has them, (h, w, 1, k); ``maps`` and
    ``pooled`` are (h, w), (k, h, w), a list of those, or as Keras gives them, (1, h, w, k).
    Brighter means larger; in maps with negative values mid-grey is zero.
    """
    picture = as_images(image)[0]
    filters = _as_kernels(kernels)
    results = _as_maps(maps)
    smaller = [] if pooled is None else _as_maps(pooled)
    for name, found in (("maps", results), ("pooled maps", smaller)):
        if len(found) != len(filters) and (found or name == "maps"):
            raise CourseError(
                f"feature_maps got {len(filters)} kernels and {len(found)} {name}: "
                "expected one for each kernel."
            )
    count = len(filters)
    steps = 3 if smaller else 2
    sizes = [1.0] + [1.35] * (steps - 1)
    if count == 1:
        # In the order of the calculation, from left to right.
        figure = new_chart(2.75 * (steps + 1), 3.2)
        shown, *row = figure.subplots(1, steps + 1, width_ratios=[1.35, *sizes])
        places = [row]
    else:
        figure = new_chart(2.4 * (count + 1) + 0.4, 2.2 * steps)
        grid = figure.subplots(steps, count + 1, height_ratios=sizes)
        for axes in grid[:, 0]:
            axes.axis("off")
        shown = grid[1, 0]
        places = list(grid[:, 1:].T)
    low, high = _limits(picture[np.newaxis])
    shown.imshow(picture, vmin=low, vmax=high)
    shown.set_title(f"image, {_by(picture)}")
    shown.axis("off")
    facts = []
    for number, (axes, kernel, result) in enumerate(
        zip(places, filters, results, strict=True), start=1
    ):
        _numbers(axes[0], kernel)
        axes[0].set_title("kernel" if count == 1 else f"kernel {number}")
        words = "; ".join(" ".join(f"{value:g}" for value in row) for row in kernel.round(3))
        fact = (
            f"{'The kernel' if count == 1 else f'Kernel {number}'} ({words}) gives a map of "
            f"{_by(result)} from {result.min():.3g} to {result.max():.3g}, "
            f"mean {result.mean():.3g}"
        )
        panels = [("feature map", result)]
        if smaller:
            panels.append(("pooled", smaller[number - 1]))
            fact += f"; pooled, {_by(panels[1][1])}, mean {panels[1][1].mean():.3g}"
        for below, (name, values) in zip(axes[1:], panels, strict=True):
            drawn = below.imshow(values, norm=_signed_norm(result))
            below.set_title(f"{name}, {_by(values)}")
            below.axis("off")
            figure.colorbar(drawn, ax=below, shrink=0.8, location="bottom", aspect=14)
        facts.append(fact + ".")
    figure.alt_text = (
        f"An image of {_by(picture)} pixels and {_count(count, 'feature map')}. " + " ".join(facts)
    )
    return figure


@styled
def probabilities(image: ArrayLike, probabilities: ArrayLike, label: int | None = None) -> Chart:
    """An image and the probability that a network gives each class; ``label`` is the truth."""
    picture = as_images(image)[0]
    shares = np.asarray(probabilities, dtype=float).ravel()
    figure = new_chart(7.2, 3.4)
    left, right = figure.subplots(1, 2, width_ratios=[1, 1.5])
    low, high = _limits(picture[np.newaxis])
    left.imshow(picture, vmin=low, vmax=high)
    left.axis("off")
    if label is not None:
        left.set_title(f"true: {_name(label)}")
    drawn = right.barh(np.arange(len(shares)), shares, color=COLOURS[0])
    right.bar_label(drawn, labels=[f"{share:.1%}" for share in shares], padding=3, fontsize=9)
    right.set_yticks(np.arange(len(shares)))
    right.set_yticklabels(
        [f"{_name(k)}{' (true)' if k == label else ''}" for k in range(len(shares))]
    )
    right.invert_yaxis()
    right.set_xlim(0, 1.15)
    right.set_xticks([0, 0.25, 0.5, 0.75, 1])
    right.set_xlabel("probability")
    order = np.argsort(shares)[::-1]
    figure.alt_text = (
        (f"An image of class {_name(label)}. " if label is not None else "An image. ")
        + "The network's probabilities: "
        + ", ".join(f"{_name(k)} {shares[k]:.1%}" for k in order[:3])
        + f"; every other class at most {shares[order[3]]:.1%}."
        if len(shares) > 3
        else "An image and its probabilities."
    )
    return figure


# --- evaluation --------------------------------------------------------------


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
    for row in range(size):
        for column in range(size):
            axes.text(
                column,
                row,
                f"{counts[row, column]:g}",
                ha="center",
                va="center",
                fontsize=9,
                color="white" if shares[row, column] > 0.4 else "black",
                fontweight="bold" if row == column else "normal",
            )
    names = [_name(k) for k in range(size)]
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
        f" Recognised best: {_name(best)} ({recalls[best]:.1%}); "
        f"worst: {_name(worst)} ({recalls[worst]:.1%})."
    )
    wrong = counts - np.diag(np.diag(counts))
    pairs = [np.unravel_index(k, wrong.shape) for k in np.argsort(wrong, axis=None)[::-1][:3]]
    named = [
        f"{_name(int(true))} taken for {_name(int(said))}, {wrong[true, said]:g} times"
        for true, said in pairs
        if wrong[true, said] > 0
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
    given = np.asarray(images)
    truth, said = _labels_for(given, y_true), _labels_for(given, y_pred)
    wrong = np.flatnonzero(truth != said)
    confidence = None
    if probabilities is not None:
        confidence = np.asarray(probabilities, dtype=float)[np.arange(len(said)), said]
        wrong = wrong[np.argsort(-confidence[wrong], kind="stable")]
    chosen = wrong[:count]
    if not len(chosen):
        figure = new_chart(4, 1)
        figure.text(0.5, 0.5, "No mistakes among these images.", ha="center", va="center")
        figure.alt_text = f"No mistakes among {_count(len(truth), 'image')}."
        return figure
    titles = []
    for k in chosen:
        sure = f" {confidence[k]:.0%}" if confidence is not None else ""
        titles.append(f"true: {_name(truth[k])}\nsays: {_name(said[k])}{sure}")
    figure = _mosaic(as_images(given[chosen]), titles, columns=4, size=1.6, gap=0.45)
    figure.alt_text = (
        f"{len(chosen)} of {_count(len(wrong), 'mistake')} among {_count(len(truth), 'image')}: "
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
    """One point with its error bar a line: ``(name, mean, half-width)``, first row on top."""
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
    figure.alt_text = f"{_count(len(rows), 'result')} with error bars, {xlabel}: " + "; ".join(
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
    """A table of dropout rates (rows) by epochs (columns), the number in each cell.

    ``results`` are rows with ``dropout``, ``epochs`` and ``value``, or recorded runs of
    one width, read after each of ``epochs``.
    """
    cells: dict[tuple[float, int], float] = {}
    for row in results:
        if "history" in row:
            history = as_history(row)[value]
            found = {e: float(history[e - 1]) for e in epochs if e <= len(history)}
        else:
            found = {int(row["epochs"]): float(row[value])}
        for epoch, number in found.items():
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
    axes.imshow(table, cmap="Blues", vmin=low - (high - low) * 0.3, vmax=high, aspect="auto")
    for (row_number, column), number in np.ndenumerate(table):
        if not np.isnan(number):
            dark = number > low + 0.55 * (high - low)
            axes.text(
                column,
                row_number,
                f"{number:.3f}{' *' if number == _best(table, value) else ''}",
                ha="center",
                va="center",
                color="white" if dark else "black",
            )
    axes.set_xticks(range(len(columns)), [str(epoch) for epoch in columns])
    axes.set_yticks(range(len(rates)), [f"{rate:g}" for rate in rates])
    axes.set_xlabel("epochs")
    axes.set_ylabel("dropout rate")
    axes.spines[:].set_visible(False)
    axes.set_title(f"{value.replace('val_', 'validation ')} (* best)", fontsize=11)
    figure.alt_text = f"Table of {value.replace('val_', 'validation ')}: " + "; ".join(
        f"dropout {rate:g} "
        + ", ".join(
            f"{table[i, j]:.3f} after {_count(epoch, 'epoch')}"
            for j, epoch in enumerate(columns)
            if not np.isnan(table[i, j])
        )
        for i, rate in enumerate(rates)
    )
    figure.alt_text += "."
    return figure


def _best(table: NDArray[Any], value: str) -> float:
    return float(np.nanmin(table) if "loss" in value else np.nanmax(table))


# --- shapes and names --------------------------------------------------------


def as_images(images: ArrayLike) -> NDArray[Any]:
    """``images`` as (n, h, w): from (h, w), (n, h, w), (n, h, w, 1), (784,) or (n, 784)."""
    array = np.asarray(images)
    if array.ndim and array.shape[-1] == 784 and array.ndim <= 2:
        array = array.reshape(-1, 28, 28)
    if array.ndim in (3, 4) and array.shape[-1] == 1:
        array = array[..., 0]
    if array.ndim == 2:
        array = array[np.newaxis]
    if array.ndim != 3:
        raise CourseError(
            "expected images of shape (n, 28, 28), (n, 28, 28, 1) or (n, 784), "
            f"or one image (28, 28), and got an array of shape {np.shape(images)}."
        )
    return array


def as_history(run: Any) -> dict[str, list[float]]:
    """The dict of lists in a Keras History, a dict, or a recorded run; ``acc`` is accuracy."""
    found = getattr(run, "history", run)
    if isinstance(found, Mapping) and isinstance(found.get("history"), Mapping):
        found = found["history"]
    if not isinstance(found, Mapping):
        raise CourseError(
            "expected a History from model.fit, or its dict of lists such as "
            f"{{'loss': [...], 'val_loss': [...]}}, and got {type(run).__name__}."
        )
    rename = {"acc": "accuracy", "val_acc": "val_accuracy"}
    return {
        rename.get(key, str(key)): [float(number) for number in values]
        for key, values in found.items()
    }


def as_histories(history: Any) -> dict[str, dict[str, list[float]]]:
    """``{name: dict of lists}``, a single history under the empty name."""
    if isinstance(history, Mapping) and not {"loss", "history", "accuracy"} & set(history):
        return {str(name): as_history(run) for name, run in history.items()}
    return {"": as_history(history)}


def run_title(run: Mapping[str, Any]) -> str:
    """``dropout 0.5, width 32``: what names a recorded run."""
    return f"dropout {run['dropout']:g}, width {run['width']}"


def _labels_for(images: NDArray[Any], labels: ArrayLike) -> NDArray[np.intp]:
    found = np.asarray(labels).ravel().astype(np.intp)
    if len(found) != len(images):
        raise CourseError(
            f"got {len(images)} images and {len(found)} labels: expected one label for each image."
        )
    return found


def _as_kernels(kernels: ArrayLike) -> NDArray[Any]:
    array = np.asarray(kernels, dtype=float)
    if array.ndim == 4:
        # Keras: (height, width, in channels, filters); the first channel is shown.
        return np.moveaxis(array[:, :, 0, :], -1, 0)
    return array[np.newaxis] if array.ndim == 2 else array


def _as_maps(maps: Any) -> list[NDArray[Any]]:
    if isinstance(maps, list | tuple):
        return [np.asarray(part, dtype=float) for part in maps]
    array = np.asarray(maps, dtype=float)
    if array.ndim == 4 and len(array) == 1:
        array = np.moveaxis(array[0], -1, 0)
    return [array] if array.ndim == 2 else list(array)


def _limits(images: NDArray[Any]) -> tuple[float, float]:
    # One scale for all pictures of a figure, the natural one of the data where it fits.
    finite = images[np.isfinite(images)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    if low >= 0:
        return 0.0, 1.0 if 0 < high <= 1 else 255.0 if high <= 255 else high
    return low, high


def _signed_norm(values: NDArray[Any]) -> Normalize:
    # Symmetric where there are negative values, so that mid-grey is zero.
    largest = float(np.abs(values).max()) or 1.0
    return Normalize(vmin=-largest if values.min() < 0 else 0.0, vmax=largest)


def _numbers(axes: Axes, kernel: NDArray[Any]) -> None:
    axes.imshow(kernel, norm=_signed_norm(np.concatenate([kernel, -kernel])))
    largest = float(np.abs(kernel).max()) or 1.0
    for (row, column), number in np.ndenumerate(kernel):
        axes.text(
            column,
            row,
            f"{number:.3g}",
            ha="center",
            va="center",
            fontsize=9,
            color="black" if number > -0.1 * largest else "white",
        )
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set(visible=True, color="#888888")


def _name(label: Any) -> str:
    number = int(label)
    return CLASS_NAMES[number] if 0 <= number < len(CLASS_NAMES) else f"class {number}"


def _by(array: NDArray[Any]) -> str:
    return f"{array.shape[0]} x {array.shape[1]}"


def _span(values: NDArray[Any]) -> str:
    return f"{values.min():.3g} to {values.max():.3g}" if values.size else "none"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
