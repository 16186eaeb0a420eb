"""Run the student's code with nothing of it reaching the cell, and within a time limit.

nbgrader gives zero points to a graded cell with any output on standard error, so warnings, log
lines and C++ messages must not get there. Python's streams and file descriptors 1 and 2 are
redirected. That is not enough: a logging handler keeps the stream object that was standard error
when the handler was made, and in a notebook this object sends text to the front end, not to a
descriptor. So ``write`` is replaced on these live objects too, and put back afterwards.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextvars import ContextVar
from types import FrameType
from typing import IO, Any, TextIO

from fmnist_lab.limits import CALL_CLOCK_FACTOR

LOOK_AGAIN_SECONDS = 0.25  # between two looks at a call whose limit may have passed
MAX_PRINTED_CHARACTERS = 2000  # of the student's output, for the panel
CUT = "[Cut here: your code printed more than is shown.]"


class TimeLimitReachedError(BaseException):
    """The call ran past its deadline.

    It is no Exception, so that ``except Exception`` in the student's code doesn't catch it.
    """


_is_recording = ContextVar("is_recording", default=True)


def is_recording() -> bool:
    """Whether what the student's code prints now is kept for the panel."""
    return _is_recording.get()


@contextlib.contextmanager
def unrecorded() -> Iterator[None]:
    """Keep nothing of what is printed in the ``with`` block.

    It is for further questions to a student's function: their inputs are unusual, so that a
    warning about them would mislead.
    """
    token = _is_recording.set(False)
    try:
        yield
    finally:
        _is_recording.reset(token)


class CapturedOutput(io.TextIOBase):
    """A stream that keeps what is printed.

    ``text`` is bounded, and says so when it was cut; ``lines`` counts all that came.
    """

    encoding = "utf-8"

    def __init__(self) -> None:
        self.lines = 0
        self._buffer = io.StringIO()
        self._room = MAX_PRINTED_CHARACTERS + 1  # one more tells that there was more

    def write(self, text: str) -> int:
        """Keep the text while there is room. TensorFlow's warnings about its tracing are dropped."""
        is_kept = isinstance(text, str) and not text.startswith("WARNING:tensorflow:")
        if is_kept:
            self.lines += text.count("\n")
        if is_kept and self._room > 0 and is_recording():
            self._buffer.write(text[: self._room])
            self._room -= len(text)
        return len(text)

    def writable(self) -> bool:
        """Whether the stream can be written: it always can."""
        return True

    @property
    def text(self) -> str:
        """What was printed, ``shortened``."""
        return shortened(self._buffer.getvalue())


def shortened(text: str) -> str:
    """The text up to ``MAX_PRINTED_CHARACTERS``, in whole lines or words, and that it was cut."""
    if len(text) <= MAX_PRINTED_CHARACTERS:
        return text
    kept = text[: MAX_PRINTED_CHARACTERS - len(CUT)]
    for separator in ("\n", " "):
        whole, found, _ = kept.rpartition(separator)
        if found:
            return f"{whole}\n{CUT}"
    return f"{kept[:-1]}\n{CUT}"


def _flush(streams: list[Any]) -> None:
    for stream in streams:
        with contextlib.suppress(Exception):
            stream.flush()


@contextlib.contextmanager
def _descriptors_to(sink: IO[bytes]) -> Iterator[None]:
    saved: list[tuple[int, int]] = []
    for fd in (1, 2):
        with contextlib.suppress(OSError):  # a process may have no standard streams
            saved.append((fd, os.dup(fd)))
            os.dup2(sink.fileno(), fd)
    try:
        yield
    finally:
        for fd, copy in saved:
            os.dup2(copy, fd)
            os.close(copy)


@contextlib.contextmanager
def _writes_to(output: CapturedOutput, streams: list[Any]) -> Iterator[None]:
    """Set ``write`` on the stream objects themselves; deleting that attribute restores the class's method."""
    changed: list[Any] = []
    for stream in {id(stream): stream for stream in streams}.values():
        with contextlib.suppress(Exception):
            stream.write = output.write
            changed.append(stream)
    try:
        yield
    finally:
        for stream in changed:
            with contextlib.suppress(Exception):
                del stream.write


@contextlib.contextmanager
def capture_output() -> Iterator[CapturedOutput]:
    """Inside the ``with`` block, everything printed, warned or logged goes to a CapturedOutput.

    Inside another ``capture_output`` it changes nothing, and gives the other's CapturedOutput.
    """
    if isinstance(sys.stderr, CapturedOutput):
        yield sys.stderr
        return
    output = CapturedOutput()
    standard = [sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__]
    _flush(standard)
    old = sys.stdout, sys.stderr
    with (
        tempfile.TemporaryFile() as sink,
        warnings.catch_warnings(),
        _descriptors_to(sink),
        _writes_to(output, [sys.stdout, sys.stderr, *_handler_streams()]),
    ):
        sys.stdout = sys.stderr = output
        warnings.showwarning = _show_warning  # catch_warnings puts the old one back
        try:
            yield output
        finally:
            sys.stdout, sys.stderr = old
            _flush(standard)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Write a warning to standard error, whatever a test runner has set up to collect it."""
    text = warnings.formatwarning(message, category, filename, lineno, line)
    (file or sys.stderr).write(text)


def _handler_streams() -> list[Any]:
    """Streams of the logging handlers that write to some standard stream."""
    streams = []
    for reference in list(logging._handlerList):  # type: ignore[attr-defined]
        handler = reference() if callable(reference) else reference
        stream = getattr(handler, "stream", None)
        name = getattr(stream, "name", None)
        if stream is not None and name in ("stdout", "stderr", "<stdout>", "<stderr>"):
            streams.append(stream)
    return streams


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReachedError in the ``with`` block after ``seconds`` of computing.

    Computing is what counts, so that a busy machine fails nobody; by the clock the block may
    take CALL_CLOCK_FACTOR times as long. The limit uses the real-time timer of the main thread
    (Unix) and puts back the timer that was there before; elsewhere there is no limit. Code that
    stays inside one C call is only stopped after it.
    """
    in_main_thread = threading.current_thread() is threading.main_thread()
    if not in_main_thread or not hasattr(signal, "setitimer"):
        yield
        return

    over = False
    started, computed = time.monotonic(), time.process_time()

    def ring(signum: int, frame: FrameType | None) -> None:
        if not over and (
            time.process_time() - computed >= seconds
            or time.monotonic() - started >= CALL_CLOCK_FACTOR * seconds
        ):
            raise TimeLimitReachedError

    old_handler = signal.signal(signal.SIGALRM, ring)
    # The timer repeats, to look again, and since a bare `except:` may swallow the exception.
    old_remaining, old_interval = signal.setitimer(signal.ITIMER_REAL, seconds, LOOK_AGAIN_SECONDS)
    try:
        yield
    finally:
        try:
            over = True
        finally:  # A signal just before that line must not leave the timer running.
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old_handler)
            if old_remaining:
                remaining = max(old_remaining - (time.monotonic() - started), 0.001)
                signal.setitimer(signal.ITIMER_REAL, remaining, old_interval)
