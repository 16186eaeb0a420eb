"""What happens inside a network: kernels, feature maps and its probabilities for an image."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from fmnist_lab.errors import CourseError
from fmnist_lab.plots.images import draw_bars
from fmnist_lab.plots.style import COLOURS, Chart, new_chart, styled, write_in_cell
from fmnist_lab.plots.values import (
    as_images,
    class_name,
    count_text,
    signed_norm,
    size_text,
    value_limits,
)


@styled
def feature_maps(image: ArrayLike, kernels: ArrayLike, maps: Any, pooled: Any = None) -> Chart:
    """An image, kernels with their numbers, and the map that each gives, then pooled if given.

    ``kernels`` is (h, w), (k, h, w) or as Keras has them, (h, w, 1, k); ``maps`` and
    ``pooled`` are (h, w), (k, h, w), a list of those, or as Keras gives them, (1, h, w, k).
    Brighter means larger. Zero is mid-grey in maps with negative values, and black in others;
    below each map stands which.
    """
    picture = as_images(image)[0]
    filters = _as_kernels(kernels)
    results = _as_maps(maps)
    smaller = [] if pooled is None else _as_maps(pooled)
    for name, arrays in (("maps", results), ("pooled maps", smaller)):
        if len(arrays) != len(filters) and (arrays or name == "maps"):
            raise CourseError(
                f"feature_maps got {len(filters)} kernels and {len(arrays)} {name}: "
                "expected one for each kernel."
            )
    count = len(filters)
    steps = 3 if smaller else 2
    sizes = [1.0] + [1.35] * (steps - 1)
    if count == 1:
        # The panels stand in the order of the calculation, from left to right.
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
    _draw_image(shown, picture, f"image, {size_text(picture)}")
    facts = []
    for number, (axes, kernel, result) in enumerate(
        zip(places, filters, results, strict=True), start=1
    ):
        _draw_kernel(axes[0], kernel)
        axes[0].set_title("kernel" if count == 1 else f"kernel {number}")
        zero = "mid-grey" if result.min() < 0 else "black"
        words = "; ".join(" ".join(f"{value:g}" for value in row) for row in kernel.round(3))
        fact = (
            f"{'The kernel' if count == 1 else f'Kernel {number}'} ({words}) gives a map of "
            f"{size_text(result)} from {result.min():.3g} to {result.max():.3g}, "
            f"mean {result.mean():.3g}"
        )
        panels = [("feature map", result)]
        if smaller:
            panels.append(("pooled", smaller[number - 1]))
            fact += f"; pooled, {size_text(panels[1][1])}, mean {panels[1][1].mean():.3g}"
        for below, (name, values) in zip(axes[1:], panels, strict=True):
            drawn = below.imshow(values, norm=signed_norm(result))
            below.set_title(f"{name}, {size_text(values)}")
            below.axis("off")
            bar = figure.colorbar(drawn, ax=below, shrink=0.8, location="bottom", aspect=14)
            bar.set_label(f"0 is {zero}")
        facts.append(f"{fact}; 0 is {zero}.")
    figure.alt_text = (
        f"An image of {size_text(picture)} pixels and {count_text(count, 'feature map')}. "
        + " ".join(facts)
    )
    return figure


@styled
def probabilities(image: ArrayLike, probabilities: ArrayLike, label: int | None = None) -> Chart:
    """An image and the probability that a network gives each class; ``label`` is the truth."""
    picture = as_images(image)[0]
    shares = np.asarray(probabilities, dtype=float).ravel()
    figure = new_chart(7.2, 3.4)
    left, right = figure.subplots(1, 2, width_ratios=[1, 1.5])
    _draw_image(left, picture, "" if label is None else f"true: {class_name(label)}")
    names = [f"{class_name(k)}{' (true)' if k == label else ''}" for k in range(len(shares))]
    draw_bars(right, shares, [f"{share:.1%}" for share in shares], names, COLOURS[0])
    right.set_xlim(0, 1.15)
    right.set_xticks([0, 0.25, 0.5, 0.75, 1])
    right.set_xlabel("probability")
    order = np.argsort(shares)[::-1]
    figure.alt_text = (
        (f"An image of class {class_name(label)}. " if label is not None else "An image. ")
        + "The network's probabilities: "
        + ", ".join(f"{class_name(k)} {shares[k]:.1%}" for k in order[:3])
        + f"; every other class at most {shares[order[3]]:.1%}."
        if len(shares) > 3
        else "An image and its probabilities."
    )
    return figure


def _as_kernels(kernels: ArrayLike) -> NDArray[Any]:
    array = np.asarray(kernels, dtype=float)
    if array.ndim == 4:
        # Keras has (height, width, input channels, filters); the first channel is shown.
        return np.moveaxis(array[:, :, 0, :], -1, 0)
    return array[np.newaxis] if array.ndim == 2 else array


def _as_maps(maps: Any) -> list[NDArray[Any]]:
    if isinstance(maps, list | tuple):
        return [np.asarray(part, dtype=float) for part in maps]
    array = np.asarray(maps, dtype=float)
    if array.ndim == 4 and len(array) == 1:
        array = np.moveaxis(array[0], -1, 0)
    return [array] if array.ndim == 2 else list(array)


def _draw_image(axes: Axes, picture: NDArray[Any], title: str) -> None:
    low, high = value_limits(picture)
    axes.imshow(picture, vmin=low, vmax=high)
    axes.set_title(title)
    axes.axis("off")


def _draw_kernel(axes: Axes, kernel: NDArray[Any]) -> None:
    axes.imshow(kernel, norm=signed_norm(np.concatenate([kernel, -kernel])))
    largest = float(np.abs(kernel).max()) or 1.0
    for (row, column), number in np.ndenumerate(kernel):
        dark = number <= -0.1 * largest
        write_in_cell(axes, row, column, f"{number:.3g}", on_dark=dark, fontsize=9)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set(visible=True, color="#888888")
