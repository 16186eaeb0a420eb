"""Results of real runs, so that any lesson can be the first one opened.

Arrays come from the data set; curves, predictions and networks from files in this
directory, made by ``fmnist-ref record`` and documented in :mod:`fmnist_lab.recorded._files`.
"""

from __future__ import annotations

from fmnist_lab.recorded._arrays import split_indices, test_arrays, training_arrays
from fmnist_lab.recorded._files import (
    clinic_cases,
    curves,
    network,
    network_weights,
    predictions,
    write_clinic_cases,
    write_curves,
    write_network,
    write_predictions,
)
from fmnist_lab.recorded._leaderboard import leaderboard, write_leaderboard
from fmnist_lab.recorded._student import load_student_model, save_student_model

__all__ = [
    "clinic_cases",
    "curves",
    "leaderboard",
    "load_student_model",
    "network",
    "network_weights",
    "predictions",
    "save_student_model",
    "split_indices",
    "test_arrays",
    "training_arrays",
    "write_clinic_cases",
    "write_curves",
    "write_leaderboard",
    "write_network",
    "write_predictions",
]
