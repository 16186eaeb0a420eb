"""The grader's end of a connection to a box: frames that cross before a deadline or not at all."""

from __future__ import annotations

import contextlib
import os
import select
import time
from typing import Any, Protocol

from autograder.bridge.protocol import HEAD, head

POLL_SECONDS = 0.2  # between two looks at the box while no byte can be sent or read
USAGE_SECONDS = 1.0  # between two questions to the box for what it has used
CHUNK_BYTES = 2**20


class RunningBox(Protocol):
    """What a connection needs of a box (``autograder.sandbox.Box``)."""

    @property
    def ended(self) -> str | None:
        """How the box ended; None while it runs."""

    def usage(self) -> Any:
        """What the box has used so far."""

    def kill(self) -> None:
        """End the box."""


class DeadlinePassedError(Exception):
    """The box has computed, or has been waited for, longer than it may."""


class BoxEndedError(Exception):
    """The box has ended."""


class Deadline:
    """How long a box may compute, and how long it may take, from now on.

    ``cpu_seconds`` bounds the processor time, ``wall_seconds`` the time by the clock.
    ``used_before`` are the CPU seconds that the box had used when the deadline began. With None
    they are first read about a second later: most calls end before that, and the supervisor need
    not be asked.
    """

    def __init__(
        self,
        box: RunningBox,
        cpu_seconds: float,
        wall_seconds: float,
        used_before: float | None = None,
    ) -> None:
        self.box = box
        self.cpu_seconds = cpu_seconds
        self.wall_seconds = wall_seconds
        self._used_before = used_before
        self._started = self._asked = time.monotonic()

    def check_wall(self) -> None:
        """Raises DeadlinePassedError when too much time has passed by the clock."""
        if time.monotonic() - self._started > self.wall_seconds:
            raise DeadlinePassedError

    def check(self) -> None:
        """Raises BoxEndedError or DeadlinePassedError when no answer will come in time."""
        if self.box.ended:
            raise BoxEndedError
        self.check_wall()
        if time.monotonic() - self._asked > USAGE_SECONDS:
            self._asked = time.monotonic()
            used = self.box.usage().cpu_seconds
            if self._used_before is None:
                self._used_before = used
            elif used - self._used_before > self.cpu_seconds:
                raise DeadlinePassedError


def exchange_frames(
    read_fd: int, write_fd: int, request: bytes, deadline: Deadline
) -> tuple[int, bytearray]:
    """Send one frame and read one: the length of its JSON, and its body.

    The descriptors never block; both may be the same socket. Raises DeadlinePassedError,
    BoxEndedError, EOFError or OSError when the other side hung up, and ProtocolError or
    MemoryError for what is no frame.
    """
    view = memoryview(request)
    while view:
        _wait(write_fd, select.POLLOUT, deadline)
        with contextlib.suppress(BlockingIOError):
            view = view[os.write(write_fd, view[:CHUNK_BYTES]) :]
    text_length, rest_length = head(bytes(_receive(read_fd, HEAD.size, deadline)))
    return text_length, _receive(read_fd, text_length + rest_length, deadline)


def _receive(fd: int, count: int, deadline: Deadline) -> bytearray:
    # Memory is taken as the bytes come: a forged length alone costs nothing.
    data = bytearray()
    while len(data) < count:
        _wait(fd, select.POLLIN, deadline)
        piece = os.read(fd, min(count - len(data), CHUNK_BYTES))
        if not piece:
            raise EOFError
        data += piece
    return data


def _wait(fd: int, event: int, deadline: Deadline) -> None:
    poll = select.poll()
    poll.register(fd, event)
    while not poll.poll(POLL_SECONDS * 1000):
        deadline.check()
    deadline.check_wall()  # a box that sends single bytes slowly must not prolong a call
