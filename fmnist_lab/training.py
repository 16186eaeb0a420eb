"""Live progress while a network trains, and training that can be stopped.

Keras is loaded when :class:`LiveCurve` or :func:`fit` is first used, not before.
"""

from __future__ import annotations

import contextlib
import time
from functools import lru_cache
from typing import Any


def __getattr__(name: str) -> Any:
    # `LiveCurve` derives from keras.callbacks.Callback, which takes seconds to import.
    if name == "LiveCurve":
        return _live_curve_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def live_curve() -> Any:
    """A new ``LiveCurve`` callback."""
    return _live_curve_class()()


def fit(model: Any, *args: Any, **kwargs: Any) -> Any:
    """``model.fit`` with a live curve, that the Stop button ends without an error.

    Takes what ``model.fit`` takes and returns its History. Stopped, it returns the
    History of the epochs that were finished, and the model keeps what it has learned.
    """
    callbacks = list(kwargs.pop("callbacks", None) or [])
    if not any(isinstance(callback, _live_curve_class()) for callback in callbacks):
        callbacks.append(live_curve())
    kwargs.setdefault("verbose", 0)
    try:
        return model.fit(*args, callbacks=callbacks, **kwargs)
    except KeyboardInterrupt:
        # Keras keeps the validation iterator of an unfinished fit, and a later fit would
        # validate on the old data.
        with contextlib.suppress(AttributeError):
            del model._eval_epoch_iterator
        epochs = len(model.history.epoch)
        print(
            f"Stopped after {epochs} whole epoch{'' if epochs == 1 else 's'}. "
            "The model keeps what it has learned, the history holds those epochs."
        )
        return model.history


def line(epoch: int, epochs: int, logs: dict[str, float], seconds_left: float | None) -> str:
    """``epoch 3 of 10, accuracy 0.871, validation 0.874, 12 s left``."""
    parts = [f"epoch {epoch} of {epochs}"]
    for key, name in (("accuracy", "accuracy"), ("acc", "accuracy")):
        if key in logs:
            parts.append(f"{name} {logs[key]:.3f}")
            if f"val_{key}" in logs:
                parts.append(f"validation {logs[f'val_{key}']:.3f}")
    if len(parts) == 1 and "loss" in logs:
        parts.append(f"loss {logs['loss']:.3f}")
        if "val_loss" in logs:
            parts.append(f"validation {logs['val_loss']:.3f}")
    if seconds_left is not None and epoch < epochs:
        parts.append(f"{seconds_left:.0f} s left")
    return ", ".join(parts)


def in_notebook() -> bool:
    """Whether output goes to a notebook's kernel, where a display can be updated."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


@lru_cache(maxsize=1)
def _live_curve_class() -> type:
    import keras

    class LiveCurve(keras.callbacks.Callback):
        """Shows, after each epoch, the curve so far and one line; plain lines outside a notebook.

        Use it as ``model.fit(..., callbacks=[LiveCurve()], verbose=0)``.
        """

        def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
            """Start the clock and an empty display."""
            self.history: dict[str, list[float]] = {}
            self._clock: list[float] = []
            self._display: Any = None

        def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
            """Add the epoch to the curve and the line."""
            values = {key: float(value) for key, value in (logs or {}).items()}
            for key, value in values.items():
                self.history.setdefault(key, []).append(value)
            self._clock.append(time.monotonic())
            epochs = int(self.params.get("epochs", epoch + 1))
            left = None
            if len(self._clock) > 1:
                # The first epoch includes the compilation: it says nothing of the others.
                each = (self._clock[-1] - self._clock[0]) / (len(self._clock) - 1)
                left = each * (epochs - epoch - 1)
            self._show(line(epoch + 1, epochs, values, left))

        def _show(self, text: str) -> None:
            if not in_notebook():
                print(text, flush=True)
                return
            from IPython.display import display

            from fmnist_lab import plots

            figure = plots.curves(self.history)
            bundle = plots.bundle(figure, caption=text)
            if self._display is None:
                self._display = display(bundle, raw=True, display_id=True)
            else:
                self._display.update(bundle, raw=True)

    return LiveCurve
