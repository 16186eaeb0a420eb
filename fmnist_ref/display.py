"""What is shown while it runs: a live bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from fmnist_ref import training
from fmnist_ref.recipes import Plan

# What an image costs beside its convolutions and dense layers (pooling, dropout, moving
# arrays), as operations at the rate of a convolution: measured on small networks.
OVERHEAD = 2.5e6


def cost(plan: Plan, rows: int, forward_flops: int) -> float:
    """Work of a whole training, in floating-point operations: forward, twice that backward."""
    images = plan.training.epochs * min(plan.training.train_rows or rows, rows)
    return images * (3.0 * forward_flops + OVERHEAD)


class Display:
    """Stage, epoch, accuracy, loss and time left; the bar counts operations, not epochs.

    `total` is the cost of everything that will be trained (see `cost`).
    """

    def __init__(self, console: Console, total: float) -> None:
        self.console = console
        self.total = total
        self.done = 0.0
        self._planned = 0.0  # cost of all trainings begun
        # (time, work) at the first finished epoch: what came before is start-up
        self._since: tuple[float, float] | None = None
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
        """A callback for the next training, whose whole cost is `plan_cost`.

        One that an interrupted run has finished never calls it, and counts all the same.
        """
        begun = self._planned
        self._planned += plan_cost

        def report(progress: training.Progress) -> None:
            share = (progress.epoch + progress.share_of_epoch) / progress.epochs
            self.done = begun + plan_cost * share
            finished_epoch = progress.share_of_epoch == 0
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

    def _time_left(self) -> str:
        now = time.monotonic()
        if self._since is None:
            self._since = (now, self.done)
            return ""
        started, before = self._since
        left = (self.total - self.done) * (now - started) / (self.done - before)
        return f", about {left / 60:.0f} min left" if left >= 90 else f", about {left:.0f} s left"
