"""Figures with a text alternative.

Each function returns a :class:`Chart`, a matplotlib figure whose ``alt_text`` says in
words what the picture shows, computed from the same data. As the last line of a cell, or
through :func:`show`, it appears as a picture with that text as its alternative and below
it. ``chart.savefig(path)`` writes it to a file; :func:`png` gives its bytes.

No chart depends on colour: markers, hatches, line styles and printed numbers say the same.
pyplot and the global rcParams are left alone. matplotlib is loaded with the first name that needs
it, so that a notebook without a figure does without.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fmnist_lab.plots.chance import (
        best_of_looks,
        calibration,
        class_recalls,
        leaderboard,
        redrawn_test_sets,
    )
    from fmnist_lab.plots.dropout_steps import dropped_units
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

# The module of each name. No module may have the name of one of its functions, since the import
# system makes a loaded module an attribute of this package.
_NAMES = {
    "chance": "best_of_looks calibration class_recalls leaderboard redrawn_test_sets",
    "dropout_steps": "dropped_units",
    "evaluation": "confusion dropout_table error_bars misclassified",
    "images": "class_bars image_grid one_image pixel_histogram samples_by_class",
    "losses": "losses_by_rate price_curve",
    "networks": "feature_maps probabilities",
    "steps": "convolution_steps kernels pooling_steps",
    "style": "COLOURS Chart bundle html new_chart png show styled",
    "training_curves": "curves curves_grid learning_rates",
    "values": "as_history as_images run_title",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
