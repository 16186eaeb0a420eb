"""How a model was compiled and fitted, as plain values."""

from __future__ import annotations

import contextlib
import re
from typing import Any

import numpy as np

MAX_CURVES, MAX_EPOCHS, MAX_NAME = 20, 1_000, 100  # of a history that are looked at


def compiled_of(model: Any) -> dict[str, Any] | None:
    """{"optimizer": {"class_name", "config"}, "loss": {"name", "config"}, "metrics": [names]}.

    None when the model is not compiled. Names are in snake case whichever way they were given
    ("mse" and MeanSquaredError() are "mean_squared_error"); "acc" is "accuracy".
    """
    if not getattr(model, "compiled", False):
        return None
    optimizer = _inner_optimizer(model.optimizer)
    settings = getattr(model, "_compile_config", None)
    compile_arguments = settings.config if settings is not None else {}
    metrics = _flat(compile_arguments.get("metrics")) + _flat(
        compile_arguments.get("weighted_metrics")
    )
    return {
        "optimizer": {
            "class_name": type(optimizer).__name__,
            "config": _values(optimizer.get_config()) if optimizer is not None else {},
        },
        "loss": _loss(compile_arguments.get("loss", model.loss)),
        "metrics": [_metric(m) for m in metrics],
    }


def _inner_optimizer(optimizer: Any) -> Any:
    """The optimizer itself, where mixed precision has put one around it that scales the loss."""
    import keras

    while isinstance(optimizer, keras.optimizers.LossScaleOptimizer):
        optimizer = optimizer.inner_optimizer
    return optimizer


def fitted_of(model: Any) -> dict[str, Any] | None:
    """{"history": {name: [a number for each epoch]}, "steps": in one epoch} of the last fit.

    None when the model was not fitted. It is what the student's own process says, good enough for
    advice.
    """
    try:
        history = {
            str(name)[:MAX_NAME]: [float(value) for value in values[:MAX_EPOCHS]]
            for name, values in list(model.history.history.items())[:MAX_CURVES]
        }
        steps = (getattr(model.history, "params", None) or {}).get("steps")
    except Exception:  # the student may have put anything in the place of Keras's History
        return None
    return {"history": history, "steps": int(steps) if steps else 0} if history else None


def _flat(value: Any) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [inner for item in value for inner in _flat(item)]
    return [value]


def _loss(loss: Any) -> dict[str, Any]:
    import keras

    loss = next(iter(_flat(loss)), "")
    config: dict[str, Any] = {}
    if isinstance(loss, str):
        try:
            loss = keras.losses.get(loss)
        except Exception:
            return {"name": loss, "config": {}}
    if isinstance(loss, keras.losses.Loss):
        name = _snake(type(loss).__name__)
        with contextlib.suppress(Exception):
            config = _values(loss.get_config())
    else:
        name = getattr(loss, "__name__", type(loss).__name__)
    config.pop("name", None)
    if name.endswith("crossentropy"):
        config.setdefault("from_logits", False)
    return {"name": name, "config": config}


def _metric(metric: Any) -> str:
    if isinstance(metric, str):
        return "accuracy" if metric == "acc" else metric
    if isinstance(metric, type) or not callable(metric):
        return type(metric).__name__
    return str(getattr(metric, "__name__", "")) or _snake(type(metric).__name__)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _values(config: Any) -> Any:
    """Plain values of a config; what isn't plain becomes the name of its class."""
    if config is None or isinstance(config, (bool, int, str)):
        return config
    if isinstance(config, (float, np.number)):
        return float(config)
    if isinstance(config, dict):
        return {str(k): _values(v) for k, v in config.items()}
    if isinstance(config, (list, tuple)):
        return [_values(v) for v in config]
    return type(config).__name__
