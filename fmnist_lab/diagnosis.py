"""What the curves of a finished training show: one rule for lesson 05, the clinic and fmnist_ref."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

Diagnosis = Literal["underfitting", "overfitting", "good fit"]
DIAGNOSES: tuple[Diagnosis, ...] = get_args(Diagnosis)

# Two scores of one good run don't differ as much by chance: on 12,000 validation images the
# standard error of an accuracy of 92 % is 0.0025.
LARGE_GAP = 0.04
# A validation loss that goes up and down from epoch to epoch stays below this multiple of its
# lowest value.
RISEN_LOSS = 1.1


def diagnose(history: Mapping[str, Sequence[float]], target: float = 0.92) -> Diagnosis:
    """Judge a training by its last epoch; the first of the three that holds counts.

    Overfitting: training accuracy leads validation accuracy by more than `LARGE_GAP`, and the
    validation loss has risen above `RISEN_LOSS` times its lowest value. Underfitting: neither
    accuracy reaches ``target``. Everything else is a good fit.

    ``history`` holds one value per epoch of "accuracy", "val_accuracy" and "val_loss".
    """
    training, validation = history["accuracy"][-1], history["val_accuracy"][-1]
    large_gap = training - validation > LARGE_GAP
    if large_gap and history["val_loss"][-1] > RISEN_LOSS * min(history["val_loss"]):
        return "overfitting"
    return "underfitting" if max(training, validation) < target else "good fit"
