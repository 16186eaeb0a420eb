"""The controls that the widgets share, and how a widget is shown with its still picture."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from fmnist_lab import display, plots
from fmnist_lab.data import CLASS_NAMES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The value of "all classes" in a list of classes: a Dropdown shows None as an empty line.
ANY = -1


def show_panel(make_box: Callable[[], Any], first: Figure, static: bool, answer: str = "") -> None:
    """Show a widget and its first picture; the picture alone if ``static`` or without ipywidgets.

    Where the panel asks a question about its first picture, ``answer`` stands folded up below it.
    """
    try:
        box = None if static else make_box()
    except ImportError:
        box = None
    still = plots.bundle(first)
    if answer:
        still["text/plain"] += f"\n{answer}"
        folded = f"<details><summary>Answer</summary>{html.escape(answer)}</details>"
        still["text/html"] += folded
    if box is None:
        display.show(still)
        return
    display.show(
        {
            **box._repr_mimebundle_(),
            "text/plain": "A control panel: run this cell in JupyterLab to use it.",
            "text/html": "<p>A control panel: run this cell in JupyterLab to use it.</p>",
        }
    )
    # A page made from the notebook can't run the panel, nor can the notebook when it is opened
    # again: the picture stands for it there. Beside a running panel the picture is folded up.
    unfolded = "" if display.has_front_end() else " open"
    display.show(
        {
            "text/plain": still["text/plain"],
            "text/html": f"<details{unfolded}><summary>Still picture (run this cell again if the "
            f"control panel is gone)</summary>{still['text/html']}</details>",
        }
    )


def number_field(name: str, most: int) -> tuple[Any, Any]:
    """A field for a number from 1 to ``most``, and a row that steps through them.

    ipywidgets' sliders have no name that a screen reader could say; this field has one.
    """
    import ipywidgets as widgets

    number = widgets.BoundedIntText(
        value=1, min=1, max=most, description=name, layout=widgets.Layout(width="180px")
    )
    narrow = widgets.Layout(width="100px")
    previous = widgets.Button(description="Previous", layout=narrow)
    following = widgets.Button(description="Next", layout=narrow)
    of = widgets.Label(f"of {most:,}")

    def move(button: Any) -> None:
        step = 1 if button is following else -1
        number.value = min(max(number.value + step, number.min), number.max)

    previous.on_click(move)
    following.on_click(move)
    number.observe(lambda _: setattr(of, "value", f"of {number.max:,}"), "max")
    # On a phone, too, the buttons stand beside each other, and the number then below them.
    row = row_of([previous, following, number, of])
    row.previous, row.next = previous, following
    return number, row


def restart(number: Any, most: int, draw: Callable[[Any], None]) -> None:
    """Set a number that ``draw`` observes to 1 of ``most``, and draw once."""
    number.unobserve(draw, "value")
    number.value = 1
    number.max = max(1, most)
    number.observe(draw, "value")
    draw(None)


def draw_on_change(draw: Callable[[Any], None], *controls: Any) -> None:
    """Draw now, and whenever the value of one of ``controls`` changes."""
    for control in controls:
        control.observe(draw, "value")
    draw(None)


def row_of(children: Sequence[Any]) -> Any:
    """Controls beside each other, or below where the window is narrow."""
    import ipywidgets as widgets

    return widgets.HBox(children, layout=widgets.Layout(flex_flow="row wrap"))


def box_of(children: Sequence[Any], **parts: Any) -> Any:
    """Controls below each other; each of ``parts`` becomes an attribute of the box."""
    import ipywidgets as widgets

    box = widgets.VBox(children)
    for name, part in parts.items():
        setattr(box, name, part)
    return box


def class_options(for_any: str) -> list[tuple[str, int]]:
    """A Dropdown's options: ``for_any``, whose value is `ANY`, and then the ten classes."""
    return [(for_any, ANY), *((f"{k} {name}", k) for k, name in enumerate(CLASS_NAMES))]
