"""How far grading has come: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

SECONDS_BETWEEN_LINES = 10.0  # where there is no terminal
MAX_NAMES_SHOWN = 4


class GradingProgress:
    """Counts the submissions that are done, and shows it; a context manager.

    ``running`` gives the names of what is judged now.
    """

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.total = total
        self.done = self.failed = 0
        self.running: Callable[[], list[str]] = list
        self._started = time.monotonic()
        self._ran = 0  # how many of these had their notebook run now
        self._last = 0.0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> GradingProgress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[line]}"),
                console=Console(stderr=True),
            )
            self._task = self._bar.add_task(self.what, total=self.total, line="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, failed: bool, ran: bool) -> None:
        """Count one more. ``failed``: it was not judged in full. ``ran``: its notebook was run now."""
        self.done += 1
        self.failed += failed
        self._ran += ran
        self.show(last=self.done == self.total)

    def show(self, last: bool = False) -> None:
        """Show how far it is."""
        if self._bar is not None:
            self._bar.update(self._task, completed=self.done, line=self.line())
            return
        now = time.monotonic()
        if last or now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            print(f"{self.what}: {self.line()}", file=sys.stderr, flush=True)

    def line(self) -> str:
        """The line, such as "12 of 40 done, 1 failed, 28 left, about 2 min; now ada, bob"."""
        remaining = self.total - self.done
        parts = [f"{self.done} of {self.total} done", f"{self.failed} failed", f"{remaining} left"]
        names = self.running() if remaining else []
        # Only runs take time; where there are none, the writing of grades does.
        counted = self._ran if self._ran or names else self.done
        if remaining and counted >= 2:
            parts.append(duration(remaining * (time.monotonic() - self._started) / counted))
        line = ", ".join(parts)
        if names:
            more = " ..." if len(names) > MAX_NAMES_SHOWN else ""
            line += f"; now {', '.join(names[:MAX_NAMES_SHOWN])}{more}"
        return line


def duration(seconds: float) -> str:
    """A duration in words, such as "about 2 min"."""
    if seconds < 90:
        return f"about {max(seconds, 1):.0f} s"
    if seconds < 5400:
        return f"about {seconds / 60:.0f} min"
    return f"about {seconds / 3600:.1f} h"
