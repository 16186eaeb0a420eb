"""Look at images one by one, all of them or those of one class."""

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


def image_browser(
    images: ArrayLike,
    labels: ArrayLike,
    predictions: ArrayLike | None = None,
    static: bool = False,
) -> None:
    """Look at images one by one, all or of one class; with predictions, only the mistakes."""
    state = BrowserState(images, labels, predictions)
    show_panel(lambda: browser_box(state), state.figure(0), static)


class BrowserState:
    """The images, and which of them a choice of class leaves."""

    def __init__(
        self, images: ArrayLike, labels: ArrayLike, predictions: ArrayLike | None = None
    ) -> None:
        self.images = np.asarray(images)
        self.labels = np.asarray(labels).ravel()
        self.predictions = None if predictions is None else np.asarray(predictions).ravel()
        for name, values in (("labels", self.labels), ("predictions", self.predictions)):
            if values is not None and len(values) != len(self.images):
                raise CourseError(
                    f"image_browser got {len(self.images)} images and {len(values)} {name}: "
                    "expected one for each image."
                )

    def positions(self, label: int = ANY, only_mistakes: bool = False) -> NDArray[np.intp]:
        """Positions of the images of a class (``ANY``: all), of mistakes alone if asked."""
        matches = np.ones(len(self.labels), dtype=bool) if label == ANY else self.labels == label
        if only_mistakes and self.predictions is not None:
            matches = matches & (self.predictions != self.labels)
        return np.flatnonzero(matches)

    def figure(self, position: int) -> plots.Chart:
        """One image with its pixel axes, its label and its prediction."""
        prediction = None if self.predictions is None else int(self.predictions[position])
        return plots.one_image(
            self.images[position], int(self.labels[position]), position, prediction=prediction
        )


def browser_box(state: BrowserState) -> Any:
    """The controls of :func:`image_browser`: ``.number .classes .previous .next .picture``."""
    import ipywidgets as widgets

    classes = widgets.Dropdown(options=class_options("all classes"), description="Class")
    number, steps = number_field("Image", len(state.images))
    mistakes = widgets.Checkbox(description="only mistakes", indent=False)
    picture = widgets.HTML()
    positions: NDArray[np.intp]

    def draw(_: Any) -> None:
        if len(positions):
            picture.value = plots.html(state.figure(int(positions[number.value - 1])))
        else:
            picture.value = "<p role='status'>No image is left by this choice.</p>"

    def choose(_: Any) -> None:
        nonlocal positions
        positions = state.positions(classes.value, mistakes.value)
        number.disabled = not len(positions)
        restart(number, len(positions), draw)

    draw_on_change(choose, classes, mistakes)
    filters = [classes] if state.predictions is None else [classes, mistakes]
    return box_of(
        [row_of(filters), steps, picture],
        classes=classes,
        mistakes=mistakes,
        number=number,
        previous=steps.previous,
        next=steps.next,
        picture=picture,
    )
