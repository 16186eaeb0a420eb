"""What is shown while it runs: a live bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from fmnist_ref import training
from fmnist_ref.recipes import Plan


def cost(plan: Plan, rows: int, forward_flops: int) -> float:
    """Floating-point operations of a whole training: forward, and twice that backward."""
    return 3.0 * forward_flops * plan.training.epochs * min(plan.training.train_rows or rows, rows)


class Display:
    """Stage, epoch, accuracy, loss and time left; the bar counts operations, not epochs.

    `total` is the cost of everything that will be trained (see `cost`).
    """

    def __init__(self, console: Console, total: float) -> None:
        self.console = console
        self.total = total
        self.done = 0.0
        self._counted = 0.0  # of `done`, what this process computed itself
        self._started = time.monotonic()
        self._live: Progress | None = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self.console.is_terminal:
            self._live = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                TaskProgressColumn(),
                TimeRemainingColumn(compact=True),
                TextColumn("left"),
                console=self.console,
            )
            self._live.start()
            self._task = self._live.add_task("starting", total=self.total)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.stop()

    def say(self, text: str) -> None:
        """A line that stays."""
        self.console.print(text, highlight=False, soft_wrap=True)

    def trainer(self, stage: str, plan_cost: float) -> training.Report:
        """A callback for one training, whose whole cost is `plan_cost`."""
        begun = self.done
        state = {"last": 0}

        def report(progress: training.Progress) -> None:
            share = (progress.epoch + progress.share_of_epoch) / progress.epochs
            before, self.done = self.done, begun + plan_cost * share
            self._counted += self.done - before if progress.epoch - state["last"] <= 1 else 0.0
            finished_epoch = progress.epoch > state["last"]
            state["last"] = progress.epoch
            logs = progress.logs
            numbers = f"accuracy {logs['accuracy']:.3f}, loss {logs['loss']:.3f}"
            if "val_accuracy" in logs:
                numbers += f", validation {logs['val_accuracy']:.3f} / {logs['val_loss']:.3f}"
            running = min(progress.epoch + (not finished_epoch), progress.epochs)
            text = f"{stage}: epoch {running} of {progress.epochs}, {numbers}"
            if self._live:
                self._live.update(self._task, description=text, completed=self.done)
            elif finished_epoch:
                self.say(f"{text}{self._time_left()}")

        return report

    def skip(self, plan_cost: float) -> None:
        """Count work that an earlier, interrupted run has done."""
        self.done += plan_cost
        if self._live:
            self._live.update(self._task, completed=self.done)

    def _time_left(self) -> str:
        elapsed = time.monotonic() - self._started
        if not self._counted:
            return ""
        left = (self.total - self.done) * elapsed / self._counted
        return f", about {left / 60:.0f} min left" if left >= 90 else f", about {left:.0f} s left"
