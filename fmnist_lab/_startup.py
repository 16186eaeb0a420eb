"""Mends two things that TensorFlow and Keras do, as they are imported.

TensorFlow's start-up notes stay out of the notebook. TF_CPP_MIN_LOG_LEVEL should do it, but
since TensorFlow 2.19 the lines that are written before its logging starts ignore it
(tensorflow/tensorflow issue 100442), and the first cell with ``import keras`` shows six lines
about CUDA and oneDNN in red.

``fit``, ``evaluate`` and ``predict`` on arrays end when they are done. A tf.data iterator is
tuned by a thread that looks after 10 ms, 20 ms, 40 ms and so on, and on a busy machine the
iterator's end waits for its next look: up to as long again as the epoch took (seen with
TensorFlow 2.21: 12 seconds of training came back after 20). There is nothing to tune in
batches of arrays in memory, so Keras's datasets are made without it; the numbers are the same.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

VARIABLE = "TF_CPP_MIN_LOG_LEVEL"
ADAPTER = "keras.src.trainers.data_adapters.array_data_adapter"

# abseil's lines start with a letter for the severity, the month and the day; those of
# TensorFlow's older logger with a date and then the letter. Only I, information, is dropped.
_NOTE = re.compile(
    rb"I\d{4} \d|\d{4}-\d\d-\d\d [\d:.]+: I |WARNING: All log messages before absl"
    rb"|To enable the following instructions"
)


def install() -> None:
    """Have both mended when the modules are imported, or now where they already are.

    Whoever has asked for more of TensorFlow's lines through the variable gets them: nothing is
    filtered. A process that inherits our own "3" is filtered as its parent was.
    """
    if os.environ.get(VARIABLE, "3") == "3" and "tensorflow" not in sys.modules:
        os.environ[VARIABLE] = "3"
        sys.meta_path.insert(0, _Finder("tensorflow", _run_quietly))
    if ADAPTER in sys.modules:
        _without_tuning(sys.modules[ADAPTER])
    else:
        sys.meta_path.insert(0, _Finder(ADAPTER, _run_without_tuning))


def without_notes(text: bytes) -> bytes:
    """``text`` less the lines that are TensorFlow's notes; warnings and errors stay."""
    return b"".join(line for line in text.splitlines(keepends=True) if not _NOTE.match(line))


class _Finder(MetaPathFinder):
    """Has one module's code run by ``instead(run, module)``, once."""

    def __init__(
        self, name: str, instead: Callable[[Callable[[ModuleType], None], ModuleType], None]
    ) -> None:
        self.name, self.instead = name, instead

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module
        spec.loader.exec_module = lambda module: self.instead(run, module)  # type: ignore[method-assign]
        return spec


def _run_quietly(run: Callable[[ModuleType], None], module: ModuleType) -> None:
    with _filtered_stderr():
        run(module)


def _run_without_tuning(run: Callable[[ModuleType], None], module: ModuleType) -> None:
    run(module)
    _without_tuning(module)


def _without_tuning(module: ModuleType) -> None:
    adapter: Any = getattr(module, "ArrayDataAdapter", None)
    made = getattr(adapter, "get_tf_dataset", None)
    if made is None:  # another Keras: training may wait, as it does without the course
        return

    def get_tf_dataset(self: Any) -> Any:
        import tensorflow as tf

        options = tf.data.Options()
        options.autotune.enabled = False
        return made(self).with_options(options)

    adapter.get_tf_dataset = get_tf_dataset


@contextlib.contextmanager
def _filtered_stderr() -> Iterator[None]:
    # The lines come from C++, so it is the file descriptor that has to be caught.
    with tempfile.TemporaryFile() as caught:
        try:
            kept = os.dup(2)
        except OSError:  # a process without standard error
            yield
            return
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            caught.seek(0)
            rest = without_notes(caught.read())
            if rest:
                os.write(2, rest)
