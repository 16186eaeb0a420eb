"""What is shown while a run goes on: a live bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from fmnist_ref import models, training
from fmnist_ref.recipes import Plan

# What an image costs besides its convolutions and dense layers (pooling, dropout, moving
# arrays), as operations at the rate of a convolution: measured on small networks.
OVERHEAD = 2.5e6


def cost(plan: Plan, arrays: training.Arrays) -> float:
    """Work of a whole training, in floating-point operations: forward, twice that backward."""
    images = plan.training.epochs * arrays.rows(plan.training)
    return images * (3.0 * models.forward_flops(plan.network) + OVERHEAD)


class Display:
    """Stage, epoch, accuracy, loss and time left; the bar counts operations, not epochs.

    `total` is the cost of everything that will be trained (see `cost`). In a terminal that
    can redraw, two lines: the numbers, which alone fill 80 columns, and the bar.
    """

    def __init__(self, console: Console, total: float) -> None:
        self.console = console
        self.total = total
        self.done = 0.0
        self._planned = 0.0  # the cost of all trainings that have begun
        # (time, work done) at the end of the first epoch, whose time includes TensorFlow's start
        self._since: tuple[float, float] | None = None
        self._live: Live | None = None
        self._numbers = "starting TensorFlow"
        self._bar = Progress(
            BarColumn(bar_width=40), TaskProgressColumn(), TextColumn("{task.description}")
        )
        self._task = self._bar.add_task("", total=total)

    def __rich__(self) -> Group:
        return Group(Text(self._numbers), self._bar)

    def __enter__(self) -> Self:
        if self.console.is_interactive:
            self._live = Live(self, console=self.console)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()

    def say(self, text: str) -> None:
        """A line that stays."""
        self.console.print(text, highlight=False, soft_wrap=True)

    def trainer(self, stage: str, plan_cost: float) -> training.Report:
        """A callback for the next training, whose whole cost is `plan_cost`.

        A training that an interrupted run has finished never calls it, but is in the total.
        """
        cost_before = self._planned
        self._planned += plan_cost

        def report(progress: training.TrainingProgress) -> None:
            share = (progress.epoch + progress.share_of_epoch) / progress.epochs
            self.done = cost_before + plan_cost * share
            finished_epoch = progress.share_of_epoch == 0
            logs = progress.logs
            numbers = f"accuracy {logs['accuracy']:.3f}, loss {logs['loss']:.3f}"
            if "val_accuracy" in logs:
                numbers += f", validation {logs['val_accuracy']:.3f} / {logs['val_loss']:.3f}"
            running = min(progress.epoch + (not finished_epoch), progress.epochs)
            text = f"{stage}: epoch {running} of {progress.epochs}, {numbers}"
            time_left = self._time_left(finished_epoch)
            self._numbers = text
            self._bar.update(self._task, description=time_left, completed=self.done)
            if not self._live and finished_epoch:
                self.say(f"{text}, {time_left}" if time_left else text)

        return report

    def _time_left(self, finished_epoch: bool) -> str:
        """Empty until an epoch has been timed."""
        now = time.monotonic()
        if self._since is None:
            if finished_epoch:
                self._since = (now, self.done)
            return ""
        started, before = self._since
        seconds = (self.total - self.done) * (now - started) / (self.done - before)
        return (
            f"about {seconds / 60:.0f} min left" if seconds >= 90 else f"about {seconds:.0f} s left"
        )
