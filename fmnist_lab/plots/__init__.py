"""Figures with a text alternative.

Each function returns a :class:`Chart`, a matplotlib figure whose ``alt_text`` says in
words what the picture shows, computed from the same data. As the last line of a cell, or
through :func:`show`, it appears as a picture with that text as its alternative and below
it. ``chart.savefig(path)`` writes it to a file; :func:`png` gives its bytes.

No chart depends on colour: markers, hatches, line styles and printed numbers say the same.
pyplot and the global rcParams are left alone.
"""

from __future__ import annotations

from fmnist_lab.plots.chance import (
    best_of_looks,
    calibration,
    class_recalls,
    leaderboard,
    redrawn_test_sets,
)
from fmnist_lab.plots.dropped_units import dropped_units
from fmnist_lab.plots.evaluation import confusion, dropout_table, error_bars, misclassified
from fmnist_lab.plots.images import (
    class_bars,
    image_grid,
    one_image,
    pixel_histogram,
    samples_by_class,
)
from fmnist_lab.plots.losses import losses_by_rate, price_curve
from fmnist_lab.plots.networks import feature_maps, probabilities
from fmnist_lab.plots.steps import convolution_steps, kernels, pooling_steps
from fmnist_lab.plots.style import COLOURS, Chart, bundle, html, new_chart, png, show, styled
from fmnist_lab.plots.training_curves import curves, curves_grid, learning_rates
from fmnist_lab.plots.values import as_history, as_images, run_title

__all__ = [
    "COLOURS",
    "Chart",
    "as_history",
    "as_images",
    "best_of_looks",
    "bundle",
    "calibration",
    "class_bars",
    "class_recalls",
    "confusion",
    "convolution_steps",
    "curves",
    "curves_grid",
    "dropout_table",
    "dropped_units",
    "error_bars",
    "feature_maps",
    "html",
    "image_grid",
    "kernels",
    "leaderboard",
    "learning_rates",
    "losses_by_rate",
    "misclassified",
    "new_chart",
    "one_image",
    "pixel_histogram",
    "png",
    "pooling_steps",
    "price_curve",
    "probabilities",
    "redrawn_test_sets",
    "run_title",
    "samples_by_class",
    "show",
    "styled",
]
