"""What a guess costs, and how a loss moves from step to step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.ticker import MaxNLocator

from fmnist_lab.errors import CourseError
from fmnist_lab.plots.style import COLOURS, MARKERS, Chart, new_chart, styled

LINES = ("-", "--", ":", "-.")


@styled
def price_curve(marked: Sequence[float] = (0.05, 0.5, 0.9)) -> Chart:
    """The cross-entropy of one image, -log p, by the probability p that its true class got.

    The probabilities in ``marked`` are drawn as points with their price.
    """
    if not all(0 < p <= 1 for p in marked):
        raise CourseError(f"price_curve marks probabilities above 0 and up to 1, not {marked}.")
    figure = new_chart(6.2, 3.3)
    axes = figure.add_subplot()
    p = np.linspace(0.005, 1, 400)
    axes.plot(p, -np.log(p), color=COLOURS[0])
    for at in marked:
        price = abs(np.log(at))
        axes.plot(at, price, "o", color="black")
        axes.annotate(f"p = {at:g}: {price:.2f}", (at, price), (8, 6), textcoords="offset points")
    axes.set(
        xlabel="probability p of the true class",
        ylabel="price: loss of this image",
        xticks=np.linspace(0, 1, 6),
        xlim=(-0.05, 1.2),
    )
    axes.grid(axis="y")
    prices = ", ".join(f"{abs(np.log(at)):.2f} at p = {at:g}" for at in marked)
    figure.alt_text = (
        "Curve of minus log p: the price of one image, for p from 0 to 1. It falls all the way, "
        f"steeply near p = 0, where it is above 5, to 0 at p = 1. Marked: {prices}."
    )
    return figure


@styled
def losses_by_rate(losses: Mapping[float, Sequence[float]]) -> Chart:
    """The loss after each step, a line for each learning rate: ``{rate: [loss, ...]}``.

    The first loss of a list is the one before the first step.
    """
    if not losses or not all(len(values) for values in losses.values()):
        raise CourseError("losses_by_rate got no losses: expected {rate: [loss, ...]}.")
    figure = new_chart(6.6, 3.5)
    axes = figure.add_subplot()
    facts = []
    for position, (rate, values) in enumerate(losses.items()):
        axes.plot(
            range(len(values)),
            values,
            linestyle=LINES[position % len(LINES)],
            color=COLOURS[position % len(COLOURS)],
            marker=MARKERS[position % len(MARKERS)],
            markevery=max(1, len(values) // 10),
            label=f"learning rate {rate:g}",
        )
        rises = int(np.sum(np.diff(values) > 0))
        facts.append(
            f"{rate:g}: from {values[0]:.2f} to {values[-1]:.2f}, highest {max(values):.2f}, "
            f"rising in {rises} of {len(values) - 1} steps"
        )
    axes.set(xlabel="steps taken", ylabel="loss (cross-entropy)")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.grid(axis="y")
    axes.legend()
    figure.alt_text = f"Loss by step for each learning rate. {'; '.join(facts)}."
    return figure
