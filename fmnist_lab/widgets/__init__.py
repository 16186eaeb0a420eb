"""Interactive views: an image browser, a convolution explorer, a curve clinic, an error gallery.

Each function shows its widget and returns nothing. With ``static=True``, and where
ipywidgets is not installed, it shows its first picture with a text alternative. The picture
also stands beside the widget in the cell's output, for pages where no widget can run.

What a widget shows is computed by a plain function of its state (``*_figure``); the
``*_box`` functions build the controls around it and can be driven without a browser.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from fmnist_lab import _display, plots
from fmnist_lab.data import CLASS_NAMES
from fmnist_lab.errors import CourseError

# What "no choice" is in a list of classes: a Dropdown shows None as an empty line.
ANY = -1
VERDICTS = ("underfitting", "overfitting", "good fit")

KERNELS: dict[str, tuple[tuple[float, ...], ...]] = {
    "vertical edges": ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
    "horizontal edges": ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
    "all edges": ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
    "blur": ((0.1, 0.1, 0.1), (0.1, 0.2, 0.1), (0.1, 0.1, 0.1)),
    "sharpen": ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "leave as it is": ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
}


# --- what a notebook calls ---------------------------------------------------


def image_browser(
    images: ArrayLike,
    labels: ArrayLike,
    predictions: ArrayLike | None = None,
    static: bool = False,
) -> None:
    """Look at images one by one, all or of one class; with predictions, only the mistakes."""
    state = BrowserState(images, labels, predictions)
    _show(None if static else browser_box(state), state.figure(0))


def convolution_explorer(images: ArrayLike, static: bool = False) -> None:
    """Edit a 3x3 kernel and see the feature map: valid cross-correlation, as Conv2D does it."""
    pictures = plots.as_images(images)
    first = explorer_figure(pictures[0], np.array(KERNELS["vertical edges"]))
    _show(None if static else explorer_box(pictures), first)


def curve_clinic(curves: Sequence[Mapping[str, Any]], static: bool = False) -> None:
    """Recorded training runs: choose one, say what it suffers from, then see the numbers."""
    if not curves:
        raise CourseError("curve_clinic got no runs: pass fmnist_lab.recorded.curves().")
    first = clinic_figure(curves[0], revealed=True)
    _show(None if static else clinic_box(curves), first)


def error_gallery(
    images: ArrayLike,
    y_true: ArrayLike,
    y_pred: ArrayLike,
    probabilities: ArrayLike | None = None,
    static: bool = False,
) -> None:
    """The pictures behind a cell of the confusion matrix: choose a true and a predicted class."""
    state = GalleryState(images, y_true, y_pred, probabilities)
    _show(None if static else gallery_box(state), state.figure())


# --- image browser -----------------------------------------------------------


class BrowserState:
    """The images, and which of them a choice of class leaves."""

    def __init__(
        self, images: ArrayLike, labels: ArrayLike, predictions: ArrayLike | None = None
    ) -> None:
        self.images = np.asarray(images)
        self.labels = np.asarray(labels).ravel()
        self.predictions = None if predictions is None else np.asarray(predictions).ravel()
        for name, found in (("labels", self.labels), ("predictions", self.predictions)):
            if found is not None and len(found) != len(self.images):
                raise CourseError(
                    f"image_browser got {len(self.images)} images and {len(found)} {name}: "
                    "expected one for each image."
                )

    def positions(self, label: int = ANY, only_mistakes: bool = False) -> NDArray[np.intp]:
        """Positions of the images of a class (``ANY``: all), of mistakes alone if asked."""
        kept = np.ones(len(self.labels), dtype=bool) if label == ANY else self.labels == label
        if only_mistakes and self.predictions is not None:
            kept = kept & (self.predictions != self.labels)
        return np.flatnonzero(kept)

    def figure(self, position: int) -> plots.Chart:
        """One image with its pixel axes, its label and its prediction."""
        said = None if self.predictions is None else int(self.predictions[position])
        return plots.one_image(
            self.images[position], int(self.labels[position]), position, prediction=said
        )


def browser_box(state: BrowserState) -> Any:
    """The controls of :func:`image_browser`: ``.number .classes .previous .next .picture``."""
    widgets = _ipywidgets()
    if widgets is None:
        return None
    classes = widgets.Dropdown(
        options=_class_options("all classes"),
        description="Class",
    )
    number, steps = _numbers("Image", len(state.images))
    mistakes = widgets.Checkbox(description="only mistakes", indent=False)
    picture = widgets.HTML()
    kept = state.positions()

    def draw(_: Any = None) -> None:
        if len(kept):
            picture.value = plots.html(state.figure(int(kept[number.value - 1])))
        else:
            picture.value = "<p role='status'>No image is left by this choice.</p>"

    def choose(_: Any) -> None:
        nonlocal kept
        kept = state.positions(classes.value, mistakes.value)
        number.disabled = not len(kept)
        number.unobserve(draw, "value")
        number.value = 1
        number.max = max(1, len(kept))
        number.observe(draw, "value")
        draw()

    classes.observe(choose, "value")
    mistakes.observe(choose, "value")
    number.observe(draw, "value")
    draw()
    filters = [classes] if state.predictions is None else [classes, mistakes]
    return _box(
        [_row(filters), steps, picture],
        classes=classes,
        mistakes=mistakes,
        number=number,
        previous=steps.previous,
        next=steps.next,
        picture=picture,
    )


# --- convolution explorer ----------------------------------------------------


def correlate(image: NDArray[Any], kernel: NDArray[Any]) -> NDArray[np.float64]:
    """Valid cross-correlation: (h, w) and (kh, kw) give (h-kh+1, w-kw+1)."""
    windows = np.lib.stride_tricks.sliding_window_view(
        np.asarray(image, dtype=np.float64), kernel.shape
    )
    result: NDArray[np.float64] = np.einsum("ijkl,kl->ij", windows, kernel)
    return result


def pool(image: NDArray[Any]) -> NDArray[Any]:
    """2x2 max pooling; an odd last row or column is dropped, as Keras does by default."""
    height, width = (length // 2 for length in image.shape)
    blocks = image[: 2 * height, : 2 * width].reshape(height, 2, width, 2)
    result: NDArray[Any] = blocks.max(axis=(1, 3))
    return result


def explorer_figure(image: NDArray[Any], kernel: NDArray[Any], pooled: bool = False) -> plots.Chart:
    """The image, the kernel and the feature map, pooled if asked."""
    result = correlate(image, kernel)
    return plots.feature_maps(image, kernel, result, pool(result) if pooled else None)


def explorer_box(images: NDArray[Any]) -> Any:
    """The controls of :func:`convolution_explorer`: ``.cells .preset .number .pooling .picture``."""
    widgets = _ipywidgets()
    if widgets is None:
        return None
    preset = widgets.Dropdown(options=[*KERNELS, "own numbers"], description="Kernel")
    cells = [
        widgets.FloatText(
            value=KERNELS["vertical edges"][k // 3][k % 3],
            step=0.1,
            description=f"row {k // 3 + 1}, col {k % 3 + 1}",
            layout=widgets.Layout(width="190px"),
            style={"description_width": "95px"},
        )
        for k in range(9)
    ]
    number, steps = _numbers("Image", len(images))
    pooling = widgets.Checkbox(description="then 2x2 max pooling", indent=False)
    picture = widgets.HTML()
    loading = False

    def draw(_: Any = None) -> None:
        kernel = np.array([cell.value for cell in cells]).reshape(3, 3)
        figure = explorer_figure(images[number.value - 1], kernel, pooling.value)
        picture.value = plots.html(figure)

    def load(_: Any) -> None:
        nonlocal loading
        if preset.value not in KERNELS:
            return
        loading = True
        for cell, weight in zip(cells, np.ravel(KERNELS[preset.value]), strict=True):
            cell.value = float(weight)
        loading = False
        draw()

    def edit(_: Any) -> None:
        if not loading:
            preset.value = "own numbers"
            draw()

    for cell in cells:
        cell.observe(edit, "value")
    preset.observe(load, "value")
    number.observe(draw, "value")
    pooling.observe(draw, "value")
    draw()
    rows = [_row(cells[start : start + 3]) for start in (0, 3, 6)]
    return _box(
        [_row([preset, pooling]), *rows, steps, picture],
        cells=cells,
        preset=preset,
        number=number,
        pooling=pooling,
        picture=picture,
    )


# --- curve clinic ------------------------------------------------------------


def verdict(history: Any, target: float = 0.92) -> tuple[str, str]:
    """What a run suffers from, one of :data:`VERDICTS` or ``"mixed"``, and why.

    Overfitting: at the end training accuracy leads by more than 0.03, and validation loss
    has risen more than a tenth above its lowest value. Underfitting: neither accuracy comes
    within 0.005 of the target. Good fit: validation accuracy does. The first that holds counts.
    """
    run = plots.as_history(history)
    train, validation = run["accuracy"][-1], run["val_accuracy"][-1]
    gap = train - validation
    lowest = int(np.argmin(run["val_loss"]))
    rise = run["val_loss"][-1] / run["val_loss"][lowest] - 1
    why = (
        f"Last epoch: training accuracy {train:.3f}, validation {validation:.3f}, "
        f"gap {gap:+.3f}. Validation loss was lowest in epoch {lowest + 1} "
        f"({run['val_loss'][lowest]:.3f}) and ended at {run['val_loss'][-1]:.3f}."
    )
    if gap > 0.03 and rise > 0.1:
        return "overfitting", f"{why} Training goes on improving while validation gets worse."
    if max(train, validation) < target - 0.005:
        why += f" Neither reaches {target:g}: there is more to learn than was learned."
        if gap < 0:
            why += " Validation lies above training since dropout is off when validating."
        return "underfitting", why
    if validation >= target - 0.005:
        return "good fit", f"{why} Validation is at the target, and training not far ahead."
    return "mixed", f"{why} Training is at the target and validation is not, yet it has not turned."


def clinic_figure(run: Mapping[str, Any], revealed: bool, target: float = 0.92) -> plots.Chart:
    """The curves of a recorded run; the verdict is in the text once ``revealed``."""
    figure = plots.curves(run, target=target, title=plots.run_title(run))
    if revealed:
        name, why = verdict(run, target)
        figure.alt_text += f" Verdict: {name}. {why}"
    return figure


def clinic_box(curves: Sequence[Mapping[str, Any]]) -> Any:
    """The controls of :func:`curve_clinic`: ``.dropout .width .guess .reveal .picture .answer``."""
    widgets = _ipywidgets()
    if widgets is None:
        return None
    runs = {(run["dropout"], run["width"]): run for run in curves}
    rates = sorted({rate for rate, _ in runs})
    widths = sorted({width for _, width in runs})
    dropout = widgets.Dropdown(
        options=[(f"{rate:g}", rate) for rate in rates],
        value=curves[0]["dropout"],
        description="Dropout",
    )
    width = widgets.Dropdown(options=widths, value=curves[0]["width"], description="Width")
    guess = widgets.RadioButtons(
        options=VERDICTS, value=None, description="It shows", layout=widgets.Layout(width="auto")
    )
    button = widgets.Button(description="Reveal", button_style="primary")
    picture, answer = widgets.HTML(), widgets.HTML()

    def draw(_: Any = None) -> None:
        guess.value = None
        answer.value = ""
        run = runs.get((dropout.value, width.value))
        picture.value = (
            plots.html(clinic_figure(run, revealed=False))
            if run
            else "<p role='status'>This combination was not recorded.</p>"
        )

    def tell(_: Any) -> None:
        run = runs.get((dropout.value, width.value))
        if run is None:
            return
        if guess.value is None:
            answer.value = "<p role='status'>Choose an answer first.</p>"
            return
        name, why = verdict(run)
        answer.value = (
            f"<p role='status'>You said {guess.value}. By the numbers: "
            f"<strong>{name}</strong>. {html.escape(why)}</p>"
        )

    dropout.observe(draw, "value")
    width.observe(draw, "value")
    button.on_click(tell)
    draw()
    return _box(
        [_row([dropout, width]), picture, guess, button, answer],
        dropout=dropout,
        width=width,
        guess=guess,
        reveal=button,
        picture=picture,
        answer=answer,
    )


# --- error gallery -----------------------------------------------------------


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
        kept = self.y_true != self.y_pred
        if true != ANY:
            kept = kept & (self.y_true == true)
        if predicted != ANY:
            kept = kept & (self.y_pred == predicted)
        found = np.flatnonzero(kept)
        if self.probabilities is not None:
            sure = self.probabilities[found, self.y_pred[found]]
            found = found[np.argsort(-sure, kind="stable")]
        return found

    def figure(self, true: int = ANY, predicted: int = ANY, page: int = 0) -> plots.Chart:
        """One page of those mistakes."""
        found = self.positions(true, predicted)
        first = page * self.page
        chosen = found[first : first + self.page]
        figure = plots.misclassified(
            self.images[chosen],
            self.y_true[chosen],
            self.y_pred[chosen],
            None if self.probabilities is None else self.probabilities[chosen],
            count=self.page,
        )
        # the figure knows its page only; its words must count all of them
        among = f"among {len(self.images):,} images"
        if len(chosen):
            listed = figure.alt_text.split(": ", 1)[1]
            last = first + len(chosen)
            figure.alt_text = f"Mistakes {first + 1} to {last} of {len(found):,} {among}: {listed}"
        else:
            figure.alt_text = f"No mistakes of this kind {among}."
        return figure


def gallery_box(state: GalleryState) -> Any:
    """The controls of :func:`error_gallery`: ``.true .predicted .number .count .picture``."""
    widgets = _ipywidgets()
    if widgets is None:
        return None
    true = widgets.Dropdown(options=_class_options("any"), description="True class")
    predicted = widgets.Dropdown(options=_class_options("any"), description="Predicted")
    number, steps = _numbers("Page", 1)
    count, picture = widgets.HTML(), widgets.HTML()

    def draw(_: Any = None) -> None:
        picture.value = plots.html(state.figure(true.value, predicted.value, number.value - 1))

    def choose(_: Any = None) -> None:
        found = len(state.positions(true.value, predicted.value))
        count.value = f"<span role='status'>{found:,} mistake{'' if found == 1 else 's'}</span>"
        number.unobserve(draw, "value")
        number.value = 1
        number.max = max(1, -(-found // state.page))
        number.observe(draw, "value")
        draw()

    true.observe(choose, "value")
    predicted.observe(choose, "value")
    number.observe(draw, "value")
    choose()
    return _box(
        [
            _row([true, predicted, count]),
            steps,
            picture,
        ],
        true=true,
        predicted=predicted,
        number=number,
        previous=steps.previous,
        next=steps.next,
        count=count,
        picture=picture,
    )


# --- shared ------------------------------------------------------------------


def _ipywidgets() -> Any:
    try:
        import ipywidgets
    except ImportError:
        return None
    return ipywidgets


def _show(box: Any, first: Figure) -> None:
    if box is None:
        plots.show(first)
        return
    _display.show(
        {
            **box._repr_mimebundle_(),
            "text/plain": "A control panel: run this cell in JupyterLab to use it.",
            "text/html": "<p>A control panel: run this cell in JupyterLab to use it.</p>",
        }
    )
    # A page made from the notebook, and the notebook opened again tomorrow, can't run the
    # panel: the picture stands for it there. A person with a running panel has it folded up.
    unfolded = "" if _display.has_front_end() else " open"
    still = plots.bundle(first)
    _display.show(
        {
            "text/plain": still["text/plain"],
            "text/html": f"<details{unfolded}><summary>Still picture (run this cell again if the "
            f"control panel is gone)</summary>{still['text/html']}</details>",
        }
    )


def _numbers(name: str, most: int) -> tuple[Any, Any]:
    """A field for a number from 1 to ``most``, and a row that steps through them.

    ipywidgets' sliders have no name that a screen reader could say; this field has one.
    """
    widgets = _ipywidgets()
    number = widgets.BoundedIntText(
        value=1, min=1, max=most, description=name, layout=widgets.Layout(width="180px")
    )
    narrow = widgets.Layout(width="100px")
    previous = widgets.Button(description="Previous", layout=narrow)
    following = widgets.Button(description="Next", layout=narrow)
    of = widgets.Label(f"of {most:,}")

    def move(by: int) -> Callable[[Any], None]:
        def moved(_: Any) -> None:
            number.value = min(max(number.value + by, number.min), number.max)

        return moved

    def count(_: Any) -> None:
        of.value = f"of {number.max:,}"

    previous.on_click(move(-1))
    following.on_click(move(1))
    number.observe(count, "max")
    # Beside each other on a phone, too, where the number then stands below them.
    row = _row([previous, following, number, of])
    row.previous, row.next = previous, following
    return number, row


def _row(children: Sequence[Any]) -> Any:
    """Controls beside each other, or below where the window is narrow."""
    widgets = _ipywidgets()
    return widgets.HBox(children, layout=widgets.Layout(flex_flow="row wrap"))


def _box(children: Sequence[Any], **parts: Any) -> Any:
    box = _ipywidgets().VBox(children)
    for name, part in parts.items():
        setattr(box, name, part)
    return box


def _class_options(for_any: str) -> list[tuple[str, int]]:
    return [(for_any, ANY), *((f"{k} {name}", k) for k, name in enumerate(CLASS_NAMES))]
