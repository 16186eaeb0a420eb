"""How a kernel or a pooling window goes over an image: places drawn, each result written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from fmnist_lab.errors import CourseError
from fmnist_lab.plots.style import DPI, Chart, new_chart, styled
from fmnist_lab.plots.values import size_text

MOST = 9  # rows or columns of numbers that can be read
_CELL = 0.34  # inches
_SHADE, _DONE, _LEFT_OUT = "#cfe3f2", "#ffffff", "#eeeeee"
_GAP = 1.5  # cells between two tables of numbers


class _Place(NamedTuple):
    """One value of the result: where it belongs, its window's corner, how it is computed."""

    row: int
    column: int
    top: int
    left: int
    words: str
    value: float


@styled
def convolution_steps(image: ArrayLike, kernel: ArrayLike) -> Chart:
    """A kernel at the first, the second and the last place, and the sums of all places.

    ``image`` and ``kernel`` hold a few small numbers each, for example 3 x 4 and 2 x 2. The
    kernel stays inside the image and is not flipped.
    """
    numbers, weights = _table(image, "image"), _table(kernel, "kernel")
    _refuse_larger(weights.shape, numbers.shape, "kernel")
    rows, columns = (a - b + 1 for a, b in zip(numbers.shape, weights.shape, strict=True))
    places = []
    for y, x in np.ndindex(rows, columns):
        window = numbers[y : y + weights.shape[0], x : x + weights.shape[1]]
        pairs = zip(window.ravel(), weights.ravel(), strict=True)
        terms = " + ".join(f"{_text(pixel)}·{_text(weight)}" for pixel, weight in pairs)
        total = float((window * weights).sum())
        places.append(_Place(y, x, y, x, f"{terms} = {total:g}", total))
    names = ("image", "kernel", "result")
    figure = _draw(numbers, weights.shape, places, (rows, columns), names, weights)
    figure.alt_text = (
        f"An image of {size_text(numbers)} numbers ({_in_words(numbers)}), a kernel of "
        f"{size_text(weights)} ({_in_words(weights)}), and the map of {rows} x {columns} that it "
        "gives. Drawn are the first, the second and the last place of the kernel, which moves by "
        "one column, and at the end of a row to the next row. "
    ) + _sentences(places)
    return figure


@styled
def pooling_steps(image: ArrayLike, size: int = 2) -> Chart:
    """A max pooling window at the first, the second and the last place, and all largest values.

    Rows and columns that fill no window are shaded and crossed out.
    """
    numbers = _table(image, "image")
    _refuse_larger((size, size), numbers.shape, "window")
    rows, columns = (length // size for length in numbers.shape)
    places = []
    for y, x in np.ndindex(rows, columns):
        top, left = y * size, x * size
        window = numbers[top : top + size, left : left + size]
        listed = ", ".join(f"{value:g}" for value in window.ravel())
        largest = float(window.max())
        places.append(_Place(y, x, top, left, f"largest of {listed} is {largest:g}", largest))
    figure = _draw(numbers, (size, size), places, (rows, columns), ("map", "result"))
    ends = ((rows * size, numbers.shape[0], "row"), (columns * size, numbers.shape[1], "column"))
    left_out = [f"{name}{_span(first, last)}" for first, last, name in ends if last > first]
    out = f"No window has room for {' and '.join(left_out)}: left out. " if left_out else ""
    figure.alt_text = (
        f"A map of {size_text(numbers)} numbers ({_in_words(numbers)}), pooled with windows of "
        f"{size} x {size} to {rows} x {columns}. Drawn are the first, the second and the last "
        f"window; they do not overlap. {out}"
    ) + _sentences(places)
    return figure


@styled
def kernels(kernels: Sequence[ArrayLike], titles: Sequence[str]) -> Chart:
    """Kernels side by side with their numbers, on one scale of grey: black is most negative."""
    tables = [_table(kernel, "kernel") for kernel in kernels]
    if len(tables) != len(titles):
        raise CourseError(
            f"kernels got {len(tables)} kernels and {len(titles)} titles: "
            "expected one title for each kernel."
        )
    largest = max(float(np.abs(table).max()) for table in tables) or 1.0
    figure = new_chart(1.75 * len(tables), 2.1)
    row = figure.subplots(1, len(tables), squeeze=False)[0]
    for axes, table, title in zip(row, tables, titles, strict=True):
        axes.imshow(table, vmin=-largest, vmax=largest)
        for (y, x), value in np.ndenumerate(table):
            colour = "white" if value < -0.1 * largest else "black"
            axes.text(x, y, _short(value), ha="center", va="center", color=colour, fontsize=10)
        axes.set_title(title)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set(visible=True, color="#888888")
    figure.alt_text = " ".join(
        f"{title}: {'; '.join(' '.join(_short(value) for value in row) for row in table)}."
        for title, table in zip(titles, tables, strict=True)
    )
    return figure


def _table(values: ArrayLike, name: str) -> NDArray[Any]:
    table = np.asarray(values, dtype=float)
    if table.ndim != 2 or not table.size or max(table.shape) > MOST:
        raise CourseError(
            f"the {name} of this drawing has 1 to {MOST} rows and columns of numbers, "
            f"and got the shape {table.shape}."
        )
    return table


def _refuse_larger(small: tuple[int, ...], large: tuple[int, ...], name: str) -> None:
    if any(inner > outer or inner < 1 for inner, outer in zip(small, large, strict=True)):
        raise CourseError(
            f"a {name} of {small[0]} x {small[1]} has no place in {large[0]} x {large[1]} numbers."
        )


def _draw(
    numbers: NDArray[Any],
    window: tuple[int, ...],
    places: list[_Place],
    shape: tuple[int, int],
    names: tuple[str, ...],
    weights: NDArray[Any] | None = None,
) -> Chart:
    """The drawn places one below the other; below them what the places between them give."""
    drawn = {0: "first place", 1: "second place", len(places) - 1: "last place"}
    if len(places) == 1:
        drawn = {0: "the only place"}
    rest = [place for number, place in enumerate(places) if number not in drawn]
    of_kernel = 0 if weights is None else len(weights)
    beside = max(shape[0], of_kernel) + 0.75  # the row of the words, right of the image
    tall = 2.4 + max(len(numbers), beside + 0.5)
    kernel_left = numbers.shape[1] + _GAP
    result_left = kernel_left + (0.0 if weights is None else weights.shape[1] + _GAP)
    longest = max(len(place.words) for place in places)
    width = _CELL * (2 + max(result_left + shape[1], kernel_left)) + 0.1
    width = max(width, 0.078 * longest + _CELL * (kernel_left + 1), 0.078 * (longest + 20))
    below = 0.75 * len(rest) + 1.3 if rest else 0.0
    names_high = 0.7
    height = names_high + tall * len(drawn) + below
    figure = Chart(figsize=(width, _CELL * height), dpi=DPI)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(-1.0, width / _CELL - 1.0)
    axes.set_ylim(height, 0)
    axes.axis("off")
    font: dict[str, Any] = {"va": "center", "fontsize": 10}
    bold = {**font, "fontweight": "bold"}
    lefts = (0.0, result_left) if weights is None else (0.0, kernel_left, result_left)
    for left, name in zip(lefts, names, strict=True):
        axes.text(left, names_high + 0.85, name, **font)
    for position, (number, name) in enumerate(drawn.items()):
        place, top = places[number], names_high + position * tall + 1.8
        title = f"{name}: row {place.row}, column {place.column} of the result"
        axes.text(-0.6, top - 1.35 - (0 if position else names_high), title, **bold)
        _draw_numbers(axes, numbers, 0.0, top, _marks_window(place, window, places))
        middle = top + window[0] / 2
        if weights is not None:
            axes.text(kernel_left - 0.9, middle, "×", ha="center", va="center", fontsize=13)
            _draw_numbers(axes, weights, kernel_left, top, lambda y, x: "window", indices=False)
        axes.text(result_left - 0.95, middle, "→", ha="center", va="center", fontsize=13)
        result = np.full(shape, np.nan)
        for done in places[: number + 1]:
            result[done.row, done.column] = done.value
        here = (place.row, place.column)
        _draw_numbers(
            axes, result, result_left, top, lambda *at, here=here: "window" if at == here else ""
        )
        axes.text(kernel_left - 0.75, top + beside, place.words, **font)
    if rest:
        top = names_high + tall * len(drawn) + 0.4
        axes.text(-0.6, top, "the others" if len(rest) > 1 else "the other", **bold)
        for line, place in enumerate(rest, start=1):
            words = f"row {place.row}, column {place.column}:  {place.words}"
            axes.text(-0.6, top + 0.1 + 0.75 * line, words, **font)
    return figure


def _marks_window(
    place: _Place, window: tuple[int, ...], places: list[_Place]
) -> Callable[[int, int], str]:
    bottom = max(other.top for other in places) + window[0]
    right = max(other.left for other in places) + window[1]

    def mark(y: int, x: int) -> str:
        if place.top <= y < place.top + window[0] and place.left <= x < place.left + window[1]:
            return "window"
        return "left out" if y >= bottom or x >= right else ""

    return mark


def _draw_numbers(
    axes: Axes,
    numbers: NDArray[Any],
    left: float,
    top: float,
    mark: Callable[[int, int], str],
    indices: bool = True,
) -> None:
    """A table of numbers; ``mark`` says of a cell whether it is in the window or left out."""
    later = []
    for (y, x), value in np.ndenumerate(numbers):
        kind = mark(y, x)
        corner = (left + x, top + y)
        face = {"window": _SHADE, "left out": _LEFT_OUT}.get(kind, _DONE)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=face, edgecolor="#888888", linewidth=0.8))
        if kind == "left out":
            axes.plot([corner[0] + 0.1, corner[0] + 0.9], [corner[1] + 0.9, corner[1] + 0.1],
                      color="#777777", linewidth=0.9)  # fmt: skip
        if kind == "window":
            later.append((y, x))
        if not np.isnan(value):
            bold = "bold" if kind == "window" else "normal"
            axes.text(corner[0] + 0.5, corner[1] + 0.52, f"{value:g}", ha="center", va="center",
                      fontsize=10, fontweight=bold)  # fmt: skip
    rows, columns = zip(*later, strict=True)
    axes.add_patch(
        Rectangle(
            (left + min(columns), top + min(rows)),
            max(columns) - min(columns) + 1,
            max(rows) - min(rows) + 1,
            fill=False,
            edgecolor="black",
            linewidth=2.2,
        )
    )
    if indices:
        for x in range(numbers.shape[1]):
            axes.text(left + x + 0.5, top - 0.35, str(x), ha="center", va="center", fontsize=9,
                      color="#555555")  # fmt: skip
        for y in range(numbers.shape[0]):
            axes.text(left - 0.35, top + y + 0.5, str(y), ha="center", va="center", fontsize=9,
                      color="#555555")  # fmt: skip


def _sentences(places: list[_Place]) -> str:
    return " ".join(
        f"Row {place.row}, column {place.column}: {place.words}." for place in places
    ).replace("·", " times ")


def _text(value: float) -> str:
    return f"({value:g})" if value < 0 else f"{value:g}"


def _short(value: float) -> str:
    """Two decimals at most, and no minus before a zero."""
    return f"{round(float(value), 2) + 0.0:g}"


def _in_words(table: NDArray[Any]) -> str:
    return "; ".join(" ".join(f"{value:g}" for value in row) for row in table)


def _span(first: int, last: int) -> str:
    return f" {first}" if last - first == 1 else f"s {first} to {last - 1}"
