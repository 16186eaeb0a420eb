"""Run the student's code with nothing of it reaching the cell, and within a time limit.

nbgrader gives a graded cell with any standard-error output zero points, so warnings, log lines
and C++ messages must not get there: Python's streams, the streams that logging handlers hold
since earlier, and file descriptors 1 and 2 are all redirected.
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
from types import FrameType
from typing import IO, Any

WALL_TIME_FACTOR = 5  # how many times its time limit a call may take when it waits or must wait
MAX_PRINTED_CHARACTERS = 2000  # characters of the student's prints that a panel shows


class TimeLimitReachedError(BaseException):
    """The call ran past its deadline. Not an Exception: ``except Exception`` must not eat it."""


class Output:
    """What was printed: ``text`` is bounded, however much came."""

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        self._room = MAX_PRINTED_CHARACTERS

    def write(self, text: str) -> int:
        """Keep what there is room for, but not TensorFlow's warnings about its own tracing."""
        if isinstance(text, str) and text.startswith("WARNING:tensorflow:"):
            return len(text)
        if self._room > 0 and isinstance(text, str):
            self._buffer.write(text[: self._room])
            self._room -= len(text)
        return len(text)

    @property
    def text(self) -> str:
        """The first ``MAX_PRINTED_CHARACTERS`` characters of everything printed."""
        return self._buffer.getvalue()


class _Stream(io.TextIOBase):
    """A text stream into an Output."""

    encoding = "utf-8"

    def __init__(self, output: Output) -> None:
        self.output = output

    def write(self, text: str) -> int:
        return self.output.write(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


def _flush(stream: Any) -> None:
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
def capture_output() -> Iterator[Output]:
    """Keep everything printed, warned or logged inside from the outside world.

    Inside another ``capture_output`` it changes nothing, and gives that one's Output.
    """
    if isinstance(sys.stderr, _Stream):
        yield sys.stderr.output
        return
    output = Output()
    stream = _Stream(output)
    standard = [sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__]
    for each in standard:
        _flush(each)
    # A logging handler made earlier holds the stream object of that time, which need not write
    # to a descriptor at all: its write method is shadowed on the instance.
    held = [sys.stdout, sys.stderr, *_handler_streams()]
    shadowed: list[Any] = []
    for each in held:
        if any(each is other for other in shadowed):
            continue
        with contextlib.suppress(Exception):
            each.write = output.write
            shadowed.append(each)
    old = sys.stdout, sys.stderr
    with (
        tempfile.TemporaryFile() as sink,
        warnings.catch_warnings(),
        _descriptors_to(sink),
    ):
        sys.stdout = sys.stderr = stream
        try:
            yield output
        finally:
            sys.stdout, sys.stderr = old
            for each in standard:
                _flush(each)
            for each in shadowed:
                with contextlib.suppress(Exception):
                    del each.write


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
    """Raise TimeIsUp in the block after ``seconds`` of computing, or PATIENCE times as much waiting.

    Computing is what counts, so that a busy machine fails nobody. Uses the real-time timer of the main thread (Unix) and puts back whatever was there before;
    elsewhere there is no limit. Code that stays inside one C call is only stopped after it.
    """
    usable = hasattr(signal, "setitimer") and (
        threading.current_thread() is threading.main_thread()
    )
    if not usable:
        yield
        return

    over = False
    started, computed = time.monotonic(), time.process_time()

    def ring(signum: int, frame: FrameType | None) -> None:
        if not over and (
            time.process_time() - computed >= seconds
            or time.monotonic() - started >= WALL_TIME_FACTOR * seconds
        ):
            raise TimeLimitReachedError

    old_handler = signal.signal(signal.SIGALRM, ring)
    # The timer repeats: to look again, and for a bare `except:` that swallows the exception.
    old_left, old_interval = signal.setitimer(signal.ITIMER_REAL, seconds, 0.25)
    try:
        yield
    finally:
        try:
            over = True
        finally:  # a ring just before that line must not leave the timer running
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old_handler)
            if old_left:
                left = max(old_left - (time.monotonic() - started), 0.001)
                signal.setitimer(signal.ITIMER_REAL, left, old_interval)
