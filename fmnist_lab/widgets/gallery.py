"""The images behind a cell of the confusion matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_lab import plots
from fmnist_lab.errors import CourseError
from fmnist_lab.widgets.controls import (
    ANY,
    box_of,
    class_options,
    draw_on_change,
    number_field,
    restart,
    row_of,
    show_panel,
)


def error_gallery(
    images: ArrayLike,
    y_true: ArrayLike,
    y_pred: ArrayLike,
    probabilities: ArrayLike | None = None,
    static: bool = False,
) -> None:
    """The pictures behind a cell of the confusion matrix: choose a true and a predicted class."""
    state = GalleryState(images, y_true, y_pred, probabilities)
    show_panel(lambda: gallery_box(state), state.figure(), static)


class GalleryState:
    """Predictions beside the truth, and the mistakes that a choice of classes leaves."""

    page = 12

    def __init__(
        self,
        images: ArrayLike,
        y_true: ArrayLike,
        y_pred: ArrayLike,
        probabilities: ArrayLike | None = None,
    ) -> None:
        self.images = np.asarray(images)
        self.y_true = np.asarray(y_true).ravel()
        self.y_pred = np.asarray(y_pred).ravel()
        self.probabilities = None if probabilities is None else np.asarray(probabilities)
        lengths = {len(self.images), len(self.y_true), len(self.y_pred)}
        if len(lengths) != 1:
            raise CourseError(
                f"error_gallery got {len(self.images)} images, {len(self.y_true)} true and "
                f"{len(self.y_pred)} predicted labels: expected equally many of each."
            )

    def positions(self, true: int = ANY, predicted: int = ANY) -> NDArray[np.intp]:
        """Mistakes with these classes, the most confident first if probabilities are known."""
        matches = self.y_true != self.y_pred
        if true != ANY:
            matches = matches & (self.y_true == true)
        if predicted != ANY:
            matches = matches & (self.y_pred == predicted)
        positions = np.flatnonzero(matches)
        if self.probabilities is not None:
            confidence = self.probabilities[positions, self.y_pred[positions]]
            positions = positions[np.argsort(-confidence, kind="stable")]
        return positions

    def figure(self, true: int = ANY, predicted: int = ANY, page: int = 0) -> plots.Chart:
        """One page of those mistakes."""
        positions = self.positions(true, predicted)
        first = page * self.page
        chosen = positions[first : first + self.page]
        figure = plots.misclassified(
            self.images[chosen],
            self.y_true[chosen],
            self.y_pred[chosen],
            None if self.probabilities is None else self.probabilities[chosen],
            count=self.page,
        )
        # The figure knows its own page only; its text has to count the mistakes of all pages.
        among = f"among {len(self.images):,} images"
        if len(chosen):
            listed = figure.alt_text.split(": ", 1)[1]
            last = first + len(chosen)
            figure.alt_text = (
                f"Mistakes {first + 1} to {last} of {len(positions):,} {among}: {listed}"
            )
        else:
            figure.alt_text = f"No mistakes of this kind {among}."
        return figure


def gallery_box(state: GalleryState) -> Any:
    """The controls of :func:`error_gallery`: ``.true .predicted .number .count .picture``."""
    import ipywidgets as widgets

    true = widgets.Dropdown(options=class_options("any"), description="True class")
    predicted = widgets.Dropdown(options=class_options("any"), description="Predicted")
    number, steps = number_field("Page", 1)
    count, picture = widgets.HTML(), widgets.HTML()

    def draw(_: Any) -> None:
        picture.value = plots.html(state.figure(true.value, predicted.value, number.value - 1))

    def choose(_: Any) -> None:
        mistakes = len(state.positions(true.value, predicted.value))
        count.value = (
            f"<span role='status'>{mistakes:,} mistake{'' if mistakes == 1 else 's'}</span>"
        )
        restart(number, -(-mistakes // state.page), draw)

    draw_on_change(choose, true, predicted)
    return box_of(
        [row_of([true, predicted, count]), steps, picture],
        true=true,
        predicted=predicted,
        number=number,
        previous=steps.previous,
        next=steps.next,
        count=count,
        picture=picture,
    )
