"""What the lesson notebooks import: data, figures, widgets, training progress.

Importing it is quick: a submodule is loaded when it is first used, and nothing
here loads TensorFlow, pandas, matplotlib or ipywidgets.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from fmnist_lab.keras_setup import prepare_keras
from fmnist_lab.progress_file import progress
from fmnist_lab.questions import predict, reveal

if TYPE_CHECKING:
    from fmnist_lab import averages, data, plots, recorded, training, widgets

__all__ = [
    "averages",
    "data",
    "plots",
    "predict",
    "prepare_keras",
    "progress",
    "recorded",
    "reveal",
    "training",
    "widgets",
]

_LAZY = {"averages", "data", "plots", "recorded", "training", "widgets"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return importlib.import_module(f"fmnist_lab.{name}")
    raise AttributeError(f"module 'fmnist_lab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
