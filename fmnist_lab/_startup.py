"""Keeps TensorFlow's start-up notes out of the notebook.

TF_CPP_MIN_LOG_LEVEL should do it, but since TensorFlow 2.19 the lines that are written
before its logging starts ignore it (tensorflow/tensorflow issue 100442), and the first
cell with ``import keras`` shows six lines about CUDA and oneDNN in red.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

VARIABLE = "TF_CPP_MIN_LOG_LEVEL"

# abseil's lines start with a letter for the severity, the month and the day; those of
# TensorFlow's older logger with a date and then the letter. Only I, information, is dropped.
_NOTE = re.compile(
    rb"I\d{4} \d|\d{4}-\d\d-\d\d [\d:.]+: I |WARNING: All log messages before absl"
    rb"|To enable the following instructions"
)


def install() -> None:
    """Set the variable, and filter what ``import tensorflow`` writes to standard error.

    Whoever has asked for more lines through the variable gets them: nothing is filtered.
    A process that inherits our own "3" is filtered as its parent was.
    """
    if os.environ.get(VARIABLE, "3") != "3" or "tensorflow" in sys.modules:
        return
    os.environ[VARIABLE] = "3"
    sys.meta_path.insert(0, _Finder())


def without_notes(text: bytes) -> bytes:
    """``text`` less the lines that are TensorFlow's notes; warnings and errors stay."""
    return b"".join(line for line in text.splitlines(keepends=True) if not _NOTE.match(line))


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != "tensorflow":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module

        def run_quietly(module: ModuleType) -> None:
            with _filtered_stderr():
                run(module)

        spec.loader.exec_module = run_quietly  # type: ignore[method-assign]
        return spec


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
