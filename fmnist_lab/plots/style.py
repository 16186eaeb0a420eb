"""What every chart shares: its class, its colours, and how it is shown with its text."""

from __future__ import annotations

import base64
import functools
import html as html_module
import io
from collections.abc import Callable
from typing import Any, ParamSpec

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from fmnist_lab import display

# Okabe and Ito's palette, in an order whose neighbours also differ in lightness.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DPI = 100  # of the screen; pictures are drawn at twice that resolution

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
    """Have a function draw its chart in the course's style, whatever the global rcParams are."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Chart:
        # A text takes its font when it is created, so the whole drawing happens in here.
        with matplotlib.rc_context(_STYLE):
            return function(*args, **kwargs)

    return wrapped


def new_chart(width: float, height: float) -> Chart:
    """An empty chart; ``width`` and ``height`` are in inches."""
    return Chart(figsize=(width, height), dpi=DPI, layout="constrained")


def write_in_cell(
    axes: Axes, row: int, column: int, text: str, *, on_dark: bool, **font: Any
) -> None:
    """Write ``text`` into the middle of a cell of a matrix that is drawn as an image."""
    colour = "white" if on_dark else "black"
    axes.text(column, row, text, ha="center", va="center", color=colour, **font)


def show(figure: Figure) -> None:
    """Display a figure as a picture with its text alternative; in a script print the text."""
    display.show(bundle(figure))


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
