"""Check of lesson 05: the history of a training."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from autograder.checks import Function, fail, graded
from autograder.checks.values import describe

# what fit returns, or the dict inside it: both are accepted
HISTORY_EXAMPLE = 'list(getattr(history, "history", history))'


@graded(
    points=1,
    statement="`history` holds loss and accuracy, training and validation, of every epoch.",
    codes=(
        "history-lost",
        "history-not-called",
        "history-empty",
        "history-uneven",
        "history-without-validation",
        "history-without-accuracy",
        "history-one-epoch",
        "history-not-learning",
        "history-in-percent",
        "history-validation-apart",
    ),
)
def check_training_history(history: object) -> None:
    """Four lists of the same length, at least three epochs, and something was learned."""

    def explain(code: str, observed: str) -> NoReturn:
        fail(code, observed, HISTORY_EXAMPLE)

    if isinstance(history, Function):
        fail(
            "history-not-called",
            "`history` is a function, a method or a class; expected what `fit` returns.",
            "type(history)",
        )
    history = _by_name(history)
    if not isinstance(history, dict):
        fail(
            "history-lost",
            f"`history` is {describe(history)}; expected what `fit` returns.{_more(history)}",
            "type(history)",
        )
    lists = {
        str(key): values for key, value in history.items() if (values := _values(value)) is not None
    }
    if not lists and not history:
        explain(
            "history-empty",
            "`history` is empty: no epoch was recorded.",
        )
    if isinstance(history.get("loss"), (int, float)):
        explain(
            "history-lost",
            f"`loss` in `history` is one number, {history['loss']:.4g}; expected the list that `fit` "
            "records, one value for each epoch. `evaluate` gives single numbers.",
        )
    if "loss" not in lists:
        explain(
            "history-lost",
            f"`history` has the entries {sorted(map(str, history))[:8]}; expected the lists that "
            "`fit` returns, `loss` among them.",
        )
    if "val_loss" not in lists:
        explain(
            "history-without-validation",
            f"`history` has the entries {sorted(lists)}; expected `val_loss` as well.",
        )
    accuracies = [k for k in lists if "acc" in k and f"val_{k}" in lists]
    if not accuracies:
        explain(
            "history-without-accuracy",
            f"`history` has the entries {sorted(lists)}; expected an accuracy as well.",
        )
    keys = ["loss", "val_loss", accuracies[0], f"val_{accuracies[0]}"]
    lengths = {len(lists[key]) for key in keys}
    if lengths == {0}:
        explain("history-empty", "The lists of `history` are empty: no epoch was recorded.")
    if len(lengths) != 1:
        counts = ", ".join(f"`{key}` {len(lists[key])}" for key in keys)
        explain(
            "history-uneven",
            f"The lists have different numbers of values: {counts}. Expected one for each epoch.",
        )
    if lengths.pop() < 3:
        fail(
            "history-one-epoch",
            f"`history` is too short, {len(lists['loss'])} of the 7 epochs; expected at least 3: a "
            "curve needs points.",
            'len(plots.as_history(history)["loss"])',
        )
    _check_last_epoch(keys, {key: lists[key][-1] for key in keys})


def _check_last_epoch(keys: list[str], last: dict[str, float]) -> None:
    """Shares, and something was learned. ``keys`` are loss and accuracy, with and without val_."""
    val_accuracy = last[keys[3]]
    if 1 < val_accuracy <= 100:
        fail(
            "history-in-percent",
            f"After the last epoch the validation accuracy is {val_accuracy:.4g}; expected a share "
            "between 0 and 1, as `fit` records it.",
            'plots.as_history(history)["val_accuracy"]'.replace("val_accuracy", keys[3]),
        )
    if not all(np.isfinite(value) for value in last.values()) or not 0.6 <= val_accuracy <= 1:
        observed = (
            f"After the last epoch the validation accuracy is {val_accuracy:.3f} and the loss "
            f"{last['loss']:.3g}; expected an accuracy above 0.6."
        )
        if last[keys[2]] >= 0.6 and np.isfinite(last["loss"]):
            fail(
                "history-validation-apart",
                f"{observed} Training ended at {last[keys[2]]:.3f}.",
                'plots.as_history(history)["val_accuracy"]',
            )
        fail("history-not-learning", observed, 'plots.as_history(history)["loss"]')


def _by_name(history: object) -> object:
    """The dict of lists that other forms stand for.

    A list with a dict for each epoch, a list of what several calls of ``fit`` returned, or a dict
    of dicts by epoch.
    """
    if isinstance(history, (list, tuple)) and len(history) > 1:
        runs = [run for run in history if isinstance(run, dict) and _values(run.get("loss"))]
        if len(runs) == len(history):
            names = [name for name in runs[0] if all(_values(run.get(name)) for run in runs)]
            return {name: [v for run in runs for v in _values(run[name]) or ()] for name in names}
    if isinstance(history, list) and history and all(isinstance(e, dict) for e in history):
        names = [name for name in history[0] if all(name in epoch for epoch in history)]
        if "loss" in names and not isinstance(history[0]["loss"], (list, dict)):
            return {name: [epoch[name] for epoch in history] for name in names}
    if isinstance(history, dict):
        return {k: list(v.values()) if isinstance(v, dict) else v for k, v in history.items()}
    return history


def _more(history: object) -> str:
    """A sentence about where the lists of `fit` may be in a value of another kind."""
    if isinstance(history, np.ndarray) and history.ndim == 2:
        return (
            " An array has no names for its columns, and a table of pandas without a column `loss` "
            "is seen as an array here."
        )
    for place, item in enumerate(history if isinstance(history, (list, tuple)) else ()):
        if isinstance(item, dict) and "loss" in item:
            return (
                f" That is item {place} of it, `history[{place}]`: a comma, or brackets around it, "
                "put it into a list or tuple."
            )
    return ""


def _values(value: object) -> list[float] | None:
    """A list of numbers, or None for anything else."""
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iuf":
        value = value.tolist()
    if not isinstance(value, (list, tuple)):
        return None
    # What a training loop computes with TensorFlow are tensors, which arrive as arrays.
    value = [v.item() if isinstance(v, np.ndarray) and v.ndim == 0 else v for v in value]
    numbers = [float(v) for v in value if isinstance(v, (int, float))]
    return numbers if len(numbers) == len(value) else None
