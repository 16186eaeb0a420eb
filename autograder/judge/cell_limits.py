"""What ends a cell while it runs: the budget of computing, and waiting without computing."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from autograder.bridge import protocol
from autograder.bridge.client import BoxLostError, Transport
from autograder.sandbox.limits import Limits
from fmnist_lab.limits import AFTER_BUDGET_SECONDS

LOOK_SECONDS = 1.0  # between two questions to the box for what it has used
WINDOW_SECONDS = 3.0  # a box without control groups is measured once a second
# A box that gets less of one core than this is waiting. On a machine where ten processes wait for
# each core, a training still gets five times as much.
WAITING_SHARE = 0.02
LONGEST_WINDOW_SECONDS = 10.0  # counts of a longer one: then it was the machine that stood still


class CellLimits:
    """Watches the cells of one notebook.

    ``used`` gives the CPU seconds that the box has used so far. Only a box that is not computing
    has its time counted by the clock, so that a busy machine stops nobody. Time in which the judge
    itself works does not count.
    """

    def __init__(self, limits: Limits, used: Callable[[], float]) -> None:
        self.limits = limits
        self.cpu_seconds = 0.0  # of the box, when last asked
        self.interrupted = False  # whether the cell that runs was interrupted
        self._used = used
        self._waited = 0.0
        self._interrupt_at = limits.budget_seconds
        self._asked = self._window_began = 0.0
        self._window_cpu = 0.0

    def begin_cell(self) -> None:
        """A cell starts to run. After the budget, each has some seconds."""
        self.interrupted = False
        self._asked = self._window_began = time.monotonic()
        self._window_cpu = self.cpu_seconds
        if self.cpu_seconds >= self.limits.budget_seconds:
            self._interrupt_at = self.cpu_seconds + AFTER_BUDGET_SECONDS

    def wants_interrupt(self) -> bool:
        """Whether the cell is to be interrupted now: at the budget, and after it again and again."""
        now = time.monotonic()
        if now - self._asked < LOOK_SECONDS:
            return False
        self._asked = now
        self.cpu_seconds = self._used()
        self._count_waiting(now, LONGEST_WINDOW_SECONDS)
        if self.cpu_seconds < self._interrupt_at:
            return False
        self._interrupt_at = self.cpu_seconds + AFTER_BUDGET_SECONDS
        self.interrupted = True
        return True

    def watched(self, transport: Transport) -> Transport:
        """The transport, with the time in which the box does not compute counted as waiting."""
        return _WatchedTransport(self, transport)

    def after_call(self, began: float) -> None:
        """A question to the box that was asked at ``began`` has been answered, or not."""
        now = time.monotonic()
        if now - began >= WINDOW_SECONDS:
            # The CPU time since the box was last asked about it: rather too much than too little.
            self._window_began, self._window_cpu = began, self.cpu_seconds
            self.cpu_seconds = self._used()
            self._count_waiting(now)

    @property
    def waited_too_long(self) -> bool:
        """Whether the cells have waited, all together, for longer than they may."""
        return self._waited > self.limits.waiting_seconds

    def _count_waiting(self, now: float, longest: float = math.inf) -> None:
        seconds = now - self._window_began
        if seconds < WINDOW_SECONDS:
            return
        if self.cpu_seconds - self._window_cpu < WAITING_SHARE * seconds:
            self._waited += min(seconds, longest)
        self._window_began, self._window_cpu = now, self.cpu_seconds


@dataclass
class _WatchedTransport:
    limits: CellLimits
    transport: Transport

    def exchange(self, request: bytes, computing: float, waiting: float) -> protocol.Frame:
        if self.limits.waited_too_long:
            raise BoxLostError("no-answer", "The notebook waited for longer than it may.")
        began = time.monotonic()
        try:
            return self.transport.exchange(request, computing, waiting)
        finally:
            self.limits.after_call(began)
