"""Recorded training runs to diagnose: underfitting, overfitting or a good fit."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fmnist_lab import plots
from fmnist_lab.diagnosis import DIAGNOSES, Diagnosis, diagnose
from fmnist_lab.errors import CourseError
from fmnist_lab.widgets.controls import box_of, draw_on_change, row_of, show_panel


def curve_clinic(curves: Sequence[Mapping[str, Any]], static: bool = False) -> None:
    """Recorded training runs: choose one, say what it suffers from, then see the numbers."""
    if not curves:
        raise CourseError("curve_clinic got no runs: pass fmnist_lab.recorded.curves().")
    first = clinic_figure(curves[0], revealed=True)
    show_panel(lambda: clinic_box(curves), first, static)


def explained_diagnosis(history: Any, target: float = 0.92) -> tuple[Diagnosis, str]:
    """What `diagnose` says of a run, and the numbers of the run that say so."""
    run = plots.as_history(history)
    train, validation = run["accuracy"][-1], run["val_accuracy"][-1]
    lowest = int(np.argmin(run["val_loss"]))
    diagnosis = diagnose(run, target)
    why = (
        f"Last epoch: training accuracy {train:.3f}, validation {validation:.3f}, "
        f"gap {train - validation:+.3f}. Validation loss was lowest in epoch {lowest + 1} "
        f"({run['val_loss'][lowest]:.3f}) and ended at {run['val_loss'][-1]:.3f}."
    )
    if diagnosis == "overfitting":
        why += " Training goes on improving while validation gets worse."
    elif diagnosis == "underfitting":
        why += f" Neither reaches {target:g}: there is more to learn than was learned."
        if train < validation:
            why += " Validation lies above training since dropout is off when validating."
    elif validation >= target:
        why += " Validation is at the target, and training is not far ahead."
    else:
        why += " Training is at the target and validation is not, yet its loss has not turned."
    return diagnosis, why


def clinic_figure(run: Mapping[str, Any], revealed: bool, target: float = 0.92) -> plots.Chart:
    """The curves of a recorded run; the text has the diagnosis once ``revealed``."""
    figure = plots.curves(run, target=target, title=plots.run_title(run))
    if revealed:
        diagnosis, why = explained_diagnosis(run, target)
        figure.alt_text += f" Diagnosis: {diagnosis}. {why}"
    return figure


def clinic_box(curves: Sequence[Mapping[str, Any]]) -> Any:
    """The controls of :func:`curve_clinic`: ``.dropout .width .guess .reveal .picture .answer``."""
    import ipywidgets as widgets

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
        options=DIAGNOSES, value=None, description="It shows", layout=widgets.Layout(width="auto")
    )
    button = widgets.Button(description="Reveal", button_style="primary")
    picture, answer = widgets.HTML(), widgets.HTML()

    def draw(_: Any) -> None:
        guess.value = None
        answer.value = ""
        run = runs.get((dropout.value, width.value))
        picture.value = (
            plots.html(clinic_figure(run, revealed=False))
            if run
            else "<p role='status'>This combination was not recorded.</p>"
        )

    def reveal(_: Any) -> None:
        run = runs.get((dropout.value, width.value))
        if run is None:
            return
        if guess.value is None:
            answer.value = "<p role='status'>Choose an answer first.</p>"
            return
        diagnosis, why = explained_diagnosis(run)
        answer.value = (
            f"<p role='status'>You said {guess.value}. By the numbers: "
            f"<strong>{diagnosis}</strong>. {html.escape(why)}</p>"
        )

    button.on_click(reveal)
    draw_on_change(draw, dropout, width)
    return box_of(
        [row_of([dropout, width]), picture, guess, button, answer],
        dropout=dropout,
        width=width,
        guess=guess,
        reveal=button,
        picture=picture,
        answer=answer,
    )
