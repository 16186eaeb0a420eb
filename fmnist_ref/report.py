"""The figures and the page: what a teacher would show in class."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from jinja2 import Environment, StrictUndefined, select_autoescape
from numpy.typing import NDArray

from fmnist_lab import plots
from fmnist_lab.data import CLASS_NAMES
from fmnist_lab.files import write_atomically
from fmnist_ref.conclusions import conclusions, percent, sources

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 120


class Published(NamedTuple):
    """A test accuracy (share of 10,000 images) as its submitter stated it."""

    name: str
    test_accuracy: float
    submitter: str


# From the table of submitted results in the data set's own README, which says of itself
# that its maintainers have not verified them.
PUBLISHED = (
    Published("people without training in fashion (1,000 images)", 0.835, "Leo"),
    Published("two convolutions with max pooling (Keras)", 0.876, "Kashif Rasul"),
    Published("XGBoost on scaled pixels", 0.898, "@anktplwl91"),
    Published("multilayer perceptron 256-128-64", 0.900, "@lianghong"),
    Published("two convolutions with max pooling, over 300 epochs", 0.916, "TensorFlow's tutorial"),
    Published("two convolutions, 113,000 parameters", 0.922, "Abel G."),
    Published("two convolutions, fewer than 100,000 parameters", 0.925, "@hardmaru"),
    Published(
        "three convolutions with pooling, two dense layers, dropout", 0.926, "Umberto Griffo"
    ),
    Published("VGG16, 26 million parameters", 0.935, "@QuantumLiu"),
    Published("ResNet18 with augmentation", 0.949, "Kyriakos Efthymiadis"),
    Published("wide residual network 40-4, 8.9 million parameters", 0.967, "@ajbrock"),
)


@dataclass(frozen=True)
class Picture:
    """A PNG file and the same facts in words."""

    file: Path
    alt_text: str

    @property
    def data_uri(self) -> str:
        """The picture inside the page, which then needs no other file."""
        return "data:image/png;base64," + base64.b64encode(self.file.read_bytes()).decode()


def draw(
    directory: Path,
    metrics: dict[str, Any],
    *,
    table: NDArray[np.uint8],
    images: NDArray[np.float32],
    labels: NDArray[np.integer],
    probabilities: NDArray[np.float32],
) -> dict[str, Picture]:
    """Save every figure as PNG in `directory`.

    table: the (n, 785) training table; images (m, 28, 28), labels (m,) and
    probabilities (m, 10) are the test set's.
    """
    train_images = table[:, 1:].reshape(-1, 28, 28)
    train_labels = table[:, 0]
    matrix = np.array(metrics["confusion_matrix"])
    predicted = probabilities.argmax(axis=1)
    trainings = {
        f"{name} ({one['diagnosis']})" if one["diagnosis"] else name: one["history"]
        for name, one in (("baseline", metrics["baseline"]), ("final", metrics["final"]))
    }
    figures = {
        "samples": plots.samples_by_class(train_images, train_labels),
        "class_counts": plots.class_bars(np.bincount(train_labels, minlength=10)),
        "curves": plots.curves(trainings, target=metrics["target"]["test_accuracy"]),
        "comparison": plots.dropout_table(metrics["comparison"]["rows"]),
        "confusion": plots.confusion(matrix),
    }
    for pair in metrics["most_confused"][:3]:
        rows = np.flatnonzero((labels == pair["true"]) & (predicted == pair["predicted"]))
        # the surest mistakes teach most
        rows = rows[np.argsort(-probabilities[rows, pair["predicted"]], kind="stable")][:8]
        if len(rows):
            name = f"confused_{pair['true']}_as_{pair['predicted']}"
            figures[name] = plots.misclassified(
                images[rows], labels[rows], predicted[rows], probabilities[rows], count=8
            )
    return {name: _save(figure, directory / f"{name}.png") for name, figure in figures.items()}


def _save(figure: Figure, file: Path) -> Picture:
    with write_atomically(file) as stream:
        figure.savefig(stream, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight")
    return Picture(file, figure.alt_text)  # type: ignore[attr-defined]


def write(file: Path, metrics: dict[str, Any], figures: dict[str, Picture]) -> None:
    """One self-contained HTML page."""
    environment = Environment(
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share, digits=2: percent(share, digits)
    source = resources.files("fmnist_ref").joinpath("report.html.j2").read_text("utf-8")
    page = environment.from_string(source).render(
        metrics=metrics,
        figures=figures,
        classes=CLASS_NAMES,
        published=PUBLISHED,
        conclusions=conclusions(metrics),
        sources=sources(metrics),
    )
    with write_atomically(file) as stream:
        stream.write(page.encode())
