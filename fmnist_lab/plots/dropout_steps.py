"""Dropout drawn on a small network: which units are crossed out in two steps, and none at the end."""

from __future__ import annotations

from matplotlib.axes import Axes

from fmnist_lab.plots.style import COLOURS, Chart, new_chart, styled

BEFORE, UNITS, AFTER = 4, 6, 3  # units of the layer before, of the drawn layer, of the next one
RATE = 0.5
# The units that are crossed out, counted from the top: half of them, then by chance fewer.
STEPS = (("training step 1", (1, 2, 5)), ("training step 2", (0, 3)), ("when predicting", ()))


@styled
def dropped_units() -> Chart:
    """A layer of six units, each giving 1, behind which stands dropout with rate 0.5.

    Two training steps and a prediction: a dropped unit is crossed out and has no lines.
    """
    figure = new_chart(9.0, 3.9)
    facts = []
    for axes, (title, dropped) in zip(figure.subplots(1, len(STEPS)), STEPS, strict=True):
        value = 1 / (1 - RATE) if dropped else 1.0
        total = value * (UNITS - len(dropped))
        _draw_network(axes, dropped, value)
        axes.set_title(title)
        kept = f"{UNITS - len(dropped)} units give {value:g} each"
        axes.text(
            1, -UNITS / 2 - 0.2, f"{kept}\ntogether: {total:g}", ha="center", va="top", fontsize=10
        )
        numbers = " and ".join(", ".join(str(k + 1) for k in dropped).rsplit(", ", 1))
        gone = (
            f"units {numbers} are crossed out and joined to nothing"
            if dropped
            else "no unit is crossed out"
        )
        facts.append(f"{title}: {gone}, {kept}, together {total:g}")
    figure.alt_text = (
        f"A small network, drawn three times: {BEFORE} units, a layer of {UNITS} units that each "
        f"give 1, then {AFTER} units. Behind the layer of {UNITS} stands dropout with rate {RATE:g}. "
        + "; ".join(facts)
        + "."
    )
    return figure


def _draw_network(axes: Axes, dropped: tuple[int, ...], value: float) -> None:
    """Three columns of circles, and the lines between those that take part."""
    places = [
        [(column, (size - 1) / 2 - k) for k in range(size)]
        for column, size in enumerate((BEFORE, UNITS, AFTER))
    ]
    kept = [place for k, place in enumerate(places[1]) if k not in dropped]
    for left, right in ((places[0], kept), (kept, places[2])):
        for x0, y0 in left:
            for x1, y1 in right:
                axes.plot((x0, x1), (y0, y1), color="#888888", linewidth=0.8, zorder=1)
    for column, units in enumerate(places):
        for k, (x, y) in enumerate(units):
            gone = column == 1 and k in dropped
            axes.plot(
                x,
                y,
                marker="o",
                markersize=20,
                markerfacecolor=COLOURS[4] if column == 1 and not gone else "white",
                markeredgecolor="#888888" if gone else "black",
                zorder=2,
            )
            if gone:
                axes.plot(x, y, marker="x", markersize=20, markeredgewidth=2.2, color="black")
            elif column == 1:
                axes.text(x, y, f"{value:g}", ha="center", va="center", fontsize=10, zorder=3)
    axes.set(xlim=(-0.3, 2.3), ylim=(-UNITS / 2 - 1.4, UNITS / 2))
    axes.axis("off")
