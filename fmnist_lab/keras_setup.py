"""Loads Keras, and corrects three things that TensorFlow and Keras do.

TensorFlow's start-up notes stay out of the notebook. TF_CPP_MIN_LOG_LEVEL should do it, but
since TensorFlow 2.19 the lines that are written before its logging starts ignore it
(tensorflow/tensorflow issue 100442), and the first cell with ``import keras`` shows six lines
about CUDA and oneDNN in red.

``fit``, ``evaluate`` and ``predict`` on arrays end when they are done. A tf.data iterator is
tuned by a thread that wakes after 10 ms, 20 ms, 40 ms and so on, and on a busy machine the
iterator closes only when it next wakes, which can double the time of an epoch (seen with
TensorFlow 2.21: 12 seconds of training came back after 20). There is nothing to tune in
batches of arrays in memory, so Keras's datasets are made without it; the numbers are the same.

Packages that Keras only offers to work with are loaded when they are used (`keras_imports`).
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

from fmnist_lab import computing
from fmnist_lab.keras_imports import without_optional_packages

LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL"

# abseil's lines start with a letter for the severity, the month and the day; those of
# TensorFlow's older logger with a date and then the letter. Only I, information, is dropped.
_NOTE = re.compile(
    rb"I\d{4} \d|\d{4}-\d\d-\d\d [\d:.]+: I |WARNING: All log messages before absl"
    rb"|To enable the following instructions"
)


def prepare_keras() -> None:
    """Load Keras as `load_keras` does, and say in one line what that is; for setup cells.

    From then on the computing of cells is measured, so that checks and `hand-in` can speak of it.
    """
    load_keras()
    computing.watch()
    print(
        "Keras is loaded: TensorFlow's start-up notes are hidden, tf.data does not tune batches "
        "of arrays, and pandas, scikit-learn and matplotlib wait until they are used."
    )


@functools.cache
def load_keras() -> None:
    """Import Keras without TensorFlow's notes, tf.data's tuning of arrays, and optional packages.

    The notes are shown to whoever has set TF_CPP_MIN_LOG_LEVEL to anything but "3".
    """
    hidden = os.environ.setdefault(LOG_LEVEL, "3") == "3" and "tensorflow" not in sys.modules
    with (
        without_optional_packages(),
        _stderr_without_notes() if hidden else contextlib.nullcontext(),
    ):
        import keras  # noqa: F401
    _disable_tuning()


def without_notes(text: bytes) -> bytes:
    """``text`` less the lines that are TensorFlow's notes; warnings and errors stay."""
    return b"".join(line for line in text.splitlines(keepends=True) if not _NOTE.match(line))


def _disable_tuning() -> None:
    try:
        from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

        original = ArrayDataAdapter.get_tf_dataset
    except (ImportError, AttributeError):  # another Keras: training may wait for the tuning
        return

    def get_tf_dataset(self: Any) -> Any:
        import tensorflow as tf

        options = tf.data.Options()
        options.autotune.enabled = False
        return original(self).with_options(options)

    ArrayDataAdapter.get_tf_dataset = get_tf_dataset


@contextlib.contextmanager
def _stderr_without_notes() -> Iterator[None]:
    # The lines come from C++, so it is the file descriptor that has to be caught.
    with tempfile.TemporaryFile() as caught:
        try:
            stderr = os.dup(2)
        except OSError:  # a process without standard error
            yield
            return
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
            caught.seek(0)
            rest = without_notes(caught.read())
            if rest:
                os.write(2, rest)
