"""Recorded training runs to diagnose: underfitting, overfitting or a good fit."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fmnist_lab import plots
from fmnist_lab.diagnosis import DIAGNOSES, Diagnosis, diagnose
from fmnist_lab.errors import CourseError
from fmnist_lab.widgets.controls import box_of, draw_on_change, show_panel


def curve_clinic(cases: Sequence[Mapping[str, Any]], static: bool = False) -> None:
    """Recorded training runs: choose one, say what it suffers from, then see what was trained."""
    if not cases:
        raise CourseError("curve_clinic got no cases: pass fmnist_lab.recorded.clinic_cases().")
    diagnosis, why = explained_case(cases[0])
    show_panel(
        lambda: clinic_box(cases),
        case_figure(cases[0], 1),
        static,
        answer=f"Diagnosis: {diagnosis}. {why}",
    )


def explained_case(case: Mapping[str, Any]) -> tuple[Diagnosis, str]:
    """The diagnosis of a recorded case, the numbers that say so, and what was trained."""
    diagnosis, why = explained_diagnosis(case)
    return diagnosis, f"{why} What was trained: {case['about']}."


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
            why += (
                " Validation lies above training: dropout is off when validating, and the training "
                "accuracy is the mean over the epoch."
            )
    elif validation >= target:
        why += " Validation is at the target, and training is not far ahead."
    else:
        why += " Training is at the target and validation is not, yet its loss has not turned."
    return diagnosis, why


def case_figure(case: Mapping[str, Any], number: int, target: float = 0.92) -> plots.Chart:
    """The curves of a recorded case; neither the picture nor its text says what it shows."""
    return plots.curves(case, target=target, title=f"case {number}")


def clinic_box(cases: Sequence[Mapping[str, Any]]) -> Any:
    """The controls of :func:`curve_clinic`: ``.case .guess .reveal .picture .answer``."""
    import ipywidgets as widgets

    case = widgets.Dropdown(
        options=[(f"{number} of {len(cases)}", number) for number in range(1, len(cases) + 1)],
        description="Case",
    )
    guess = widgets.RadioButtons(
        options=DIAGNOSES, value=None, description="It shows", layout=widgets.Layout(width="auto")
    )
    button = widgets.Button(description="Reveal", button_style="primary")
    picture, answer = widgets.HTML(), widgets.HTML()
    first_guesses: dict[int, bool] = {}  # by the number of the case: was it right?

    def draw(_: Any) -> None:
        guess.value = None
        answer.value = ""
        picture.value = plots.html(case_figure(cases[case.value - 1], case.value))

    def reveal(_: Any) -> None:
        if guess.value is None:
            answer.value = "<p role='status'>Choose an answer first.</p>"
            return
        diagnosis, why = explained_case(cases[case.value - 1])
        first_guesses.setdefault(case.value, guess.value == diagnosis)
        right = sum(first_guesses.values())
        answer.value = (
            f"<p role='status'>You said {guess.value}. By the numbers: "
            f"<strong>{diagnosis}</strong>. {html.escape(why)}</p>"
            f"<p>Right at the first try: {right} of {len(first_guesses)}.</p>"
        )

    button.on_click(reveal)
    draw_on_change(draw, case)
    return box_of(
        [case, picture, guess, button, answer],
        case=case,
        guess=guess,
        reveal=button,
        picture=picture,
        answer=answer,
    )
