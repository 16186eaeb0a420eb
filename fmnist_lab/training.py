"""Live progress while a network trains, and training that can be stopped.

Keras is loaded when :class:`LiveCurve` is first asked for, not before.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from functools import lru_cache, wraps
from typing import Any

from fmnist_lab import computing, display

# Drawing the curve takes a third of a second, so after short epochs it is not always drawn.
REDRAW_SECONDS = 2.0


def __getattr__(name: str) -> Any:
    # `LiveCurve` derives from keras.callbacks.Callback, which takes seconds to import.
    if name == "LiveCurve":
        return _live_curve_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def line(epoch: int, epochs: int, logs: dict[str, float], seconds_left: float | None) -> str:
    """``epoch 3 of 10, accuracy 0.871, validation 0.874, 12 s left``."""
    parts = [f"epoch {epoch} of {epochs}"]
    key = next((key for key in ("accuracy", "acc", "loss") if key in logs), "")
    if key:
        parts.append(f"{'loss' if key == 'loss' else 'accuracy'} {logs[key]:.3f}")
    if f"val_{key}" in logs:
        parts.append(f"validation {logs[f'val_{key}']:.3f}")
    if seconds_left is not None and epoch < epochs:
        parts.append(f"{seconds_left:.0f} s left")
    return ", ".join(parts)


def stop_every_fit_gently() -> None:
    """From now on an interrupt ends ``fit`` as LiveCurve does: it returns, and the rest goes on.

    The box where a notebook is graded does so, for the training that uses up the budget: a
    function that trains and returns its network comes to its end. In one cell the first interrupt
    alone is gentle, so that a loop of trainings ends too.
    """
    import keras

    plain_fit = keras.Model.fit
    stopped_cells: set[object] = set()

    @wraps(plain_fit)
    def fit(model: Any, *args: Any, **kwargs: Any) -> Any:
        def stop(number: int, frame: Any) -> None:
            ipython = sys.modules.get("IPython")
            shell = ipython.get_ipython() if ipython else None
            cell = getattr(shell, "execution_count", None)
            if cell in stopped_cells:
                raise KeyboardInterrupt
            stopped_cells.add(cell)
            model.stop_training = True

        if threading.current_thread() is not threading.main_thread():
            return plain_fit(model, *args, **kwargs)
        handler = signal.signal(signal.SIGINT, stop)
        try:
            return plain_fit(model, *args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, handler)

    keras.Model.fit = fit


@lru_cache(maxsize=1)
def _live_curve_class() -> type:
    import keras

    class LiveCurve(keras.callbacks.Callback):
        """Shows, after each epoch, the curve so far and one line; plain lines outside a notebook.

        Use it as ``model.fit(..., callbacks=[LiveCurve()], verbose=0)``. Jupyter's Stop
        button, or Ctrl-C, ends training after the batch at hand, validates once more
        and lets ``fit`` return its History; the model keeps what it has learned. A second
        press breaks off at once.
        """

        def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
            """Start the clock and an empty display."""
            self.history: dict[str, list[float]] = {}
            self._epoch_ends: list[float] = []
            self._computing = computing.TrainingTime()
            self._warned = False
            self._handle: Any = None
            self._text = ""
            self._drawn_at = -REDRAW_SECONDS  # on the clock of time.monotonic
            self._stopped = False
            self._handler: Any = None
            if threading.current_thread() is threading.main_thread():
                self._handler = signal.signal(signal.SIGINT, self._stop)

        def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
            """Add the epoch to the curve and the line."""
            values = {key: float(value) for key, value in (logs or {}).items()}
            for key, value in values.items():
                self.history.setdefault(key, []).append(value)
            self._epoch_ends.append(time.monotonic())
            epochs = int(self.params.get("epochs", epoch + 1))
            seconds_left = None
            if len(self._epoch_ends) > 1:
                # The first epoch is left out, since it includes the compilation.
                seconds = self._epoch_ends[-1] - self._epoch_ends[0]
                seconds_left = seconds / (len(self._epoch_ends) - 1) * (epochs - epoch - 1)
            self._text = line(epoch + 1, epochs, values, None)
            so_far = line(epoch + 1, epochs, values, seconds_left)
            warning = self._computing.after_epoch(epoch + 1, epochs)
            is_new, self._warned = bool(warning) and not self._warned, bool(warning)
            if not display.in_notebook():
                print(so_far, *([warning] if is_new else []), sep="\n", flush=True)
            elif is_new or time.monotonic() - self._drawn_at >= REDRAW_SECONDS:
                self._draw(f"{so_far}. {warning}" if warning else so_far)

        def on_train_end(self, logs: dict[str, float] | None = None) -> None:
            """Draw all epochs, with no time left: training may have been stopped early."""
            self._restore_handler()
            self._text += self._computing.taken() if self._text else ""
            if self._stopped:
                self._text += ". Stopped; the model keeps what it has learned."
                if not display.in_notebook():
                    print(self._text, flush=True)
            if self._text and display.in_notebook():
                self._draw(self._text)

        def _stop(self, number: int, frame: Any) -> None:
            self._restore_handler()
            self._stopped = True
            self.model.stop_training = True

        def _restore_handler(self) -> None:
            if self._handler is not None:
                signal.signal(signal.SIGINT, self._handler)
                self._handler = None

        def _draw(self, caption: str) -> None:
            from fmnist_lab import plots

            shown = plots.bundle(plots.curves(self.history), caption=caption)
            self._handle = display.show(shown, self._handle)
            self._drawn_at = time.monotonic()

    return LiveCurve
