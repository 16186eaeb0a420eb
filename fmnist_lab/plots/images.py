"""Pictures of the data: images, how many of each class there are, and their pixel values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from fmnist_lab.errors import CourseError
from fmnist_lab.plots.style import COLOURS, DPI, Chart, new_chart, styled
from fmnist_lab.plots.values import (
    as_images,
    class_name,
    count_text,
    labels_for,
    range_text,
    value_limits,
)

MOST_IMAGES = 200


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
        titles = [class_name(label) for label in np.asarray(labels).ravel()]
    if titles is not None and len(titles) != len(pictures):
        raise CourseError(
            f"image_grid got {len(pictures)} images and {len(titles)} titles: "
            "expected one title for each image."
        )
    figure = mosaic(pictures, titles, columns, size=2.2 if len(pictures) == 1 else 0.95, gap=0.1)
    lines = [title.replace("\n", ", ") for title in titles or ()]
    if measured:
        lines = [
            f"{line} ({_brightness(line, picture)})"
            for line, picture in zip(lines, pictures, strict=True)
        ]
    names = "; ".join(lines)
    figure.alt_text = (
        f"{count_text(len(pictures), 'image')} of {pictures.shape[1]} by {pictures.shape[2]} "
        f"pixels, values {range_text(pictures)}.{f' In order: {names}.' if names else ''}"
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
    low, high = value_limits(picture)
    axes.imshow(picture, vmin=low, vmax=high)
    axes.set_xlabel("column")
    axes.set_ylabel("row")
    words = f"{'' if position is None else f'index {position}: '}{label} {class_name(label)}"
    if prediction is not None:
        right = "right" if prediction == label else "wrong"
        words += f"\npredicted: {prediction} {class_name(prediction)} ({right})"
    axes.set_title(words)
    # The background is not exactly zero everywhere, so the item starts at a tenth of the brightest.
    item = np.argwhere(picture > low + 0.1 * (picture.max() - low))
    figure.alt_text = (
        f"{words.replace(chr(10), '; ')}. {picture.shape[0]} by {picture.shape[1]} pixels, "
        f"values {range_text(picture)}, mean {picture.mean():.3g}."
    )
    if len(item):
        (top, left), (bottom, right_edge) = item.min(axis=0), item.max(axis=0)
        figure.alt_text += (
            f" The item covers rows {top} to {bottom} and columns {left} to {right_edge}."
        )
    return figure


@styled
def samples_by_class(
    images: ArrayLike, labels: ArrayLike, per_class: int = 8, seed: int = 0
) -> Chart:
    """A row of images for each of the ten classes, drawn at random with ``seed``."""
    array = np.asarray(images)
    targets = labels_for(array, labels)
    rng = np.random.default_rng(seed)
    rows = []
    for label in range(10):
        positions = np.flatnonzero(targets == label)
        rows.append(rng.choice(positions, size=min(per_class, len(positions)), replace=False))
    blank = np.zeros_like(as_images(array[:1])[0])
    pictures = np.stack(
        [
            as_images(array[row[column]])[0] if column < len(row) else blank
            for row in rows
            for column in range(per_class)
        ]
    )
    names = [f"{class_name(label)}  {label}" for label in range(10)]
    figure = mosaic(pictures, None, per_class, size=0.7, gap=0.06, row_names=names)
    shown = "; ".join(
        f"{label} {class_name(label)}, {len(row)} shown" for label, row in enumerate(rows)
    )
    figure.alt_text = (
        f"Ten rows, one for each class, of up to {per_class} images drawn at random: {shown}."
    )
    return figure


@styled
def class_bars(counts: ArrayLike | Mapping[str, ArrayLike], title: str = "") -> Chart:
    """Bars of how many examples each class has; several sets side by side for a mapping.

    ``counts`` is (10,), or ``{name: counts}``.
    """
    counts_by_set = dict(counts) if isinstance(counts, Mapping) else {title or "Examples": counts}
    figure = new_chart(3.4 * len(counts_by_set) + 1.2, 3.6)
    facts = []
    for position, (name, values) in enumerate(counts_by_set.items()):
        bars = np.asarray(values, dtype=float).ravel()
        axes = figure.add_subplot(1, len(counts_by_set), position + 1)
        labels = [f"{value:,.4g}" if value < 1 else f"{value:,.0f}" for value in bars]
        names = [f"{class_name(k)}  {k}" if position == 0 else "" for k in range(len(bars))]
        draw_bars(axes, bars, labels, names, COLOURS[position % len(COLOURS)])
        axes.set_xlabel("examples")
        axes.set_title(name)
        axes.margins(x=0.18)
        axes.xaxis.set_major_locator(MaxNLocator(4))
        axes.xaxis.set_major_formatter("{x:,g}")
        facts.append(f"{name}: {_bars_in_words(bars)}")
    figure.alt_text = "Bar chart of examples in each class. " + " ".join(facts)
    return figure


def draw_bars(
    axes: Axes, values: NDArray[Any], labels: Sequence[str], names: Sequence[str], colour: str
) -> None:
    """Horizontal bars from top to bottom, with ``names`` before and ``labels`` behind them."""
    drawn = axes.barh(np.arange(len(values)), values, color=colour)
    axes.bar_label(drawn, labels=labels, padding=3, fontsize=9)
    axes.set_yticks(np.arange(len(values)), names)
    axes.invert_yaxis()


def _bars_in_words(bars: NDArray[Any]) -> str:
    if len(bars) and np.all(bars == bars[0]):
        return f"all {len(bars)} classes have {bars[0]:,g}, {bars.sum():,g} together."
    each = ", ".join(f"{class_name(k)} {value:,g}" for k, value in enumerate(bars))
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
    axes.set_xlabel(f"pixel value ({values.dtype}{', 4 values per bar' if whole else ''})")
    axes.set_ylabel("pixels (logarithmic)")
    axes.set_title(title or "Pixel values")
    axes.grid(axis="y")
    zero = float(np.mean(values == 0))
    figure.alt_text = (
        f"Histogram of {values.size:,} pixel values of type {values.dtype}: from {low:g} to "
        f"{high:g}, mean {float(values.mean(dtype=np.float64)):.4g}; {zero:.0%} are exactly zero."
    )
    return figure


def mosaic(
    pictures: NDArray[Any],
    titles: Sequence[str] | None,
    columns: int,
    size: float,
    gap: float,
    row_names: Sequence[str] = (),
) -> Chart:
    """Pictures in rows, each ``size`` inches wide with its title above.

    All stand in one Axes, because a hundred Axes would take seconds to lay out.
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
    low, top = value_limits(pictures)
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
