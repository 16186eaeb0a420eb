"""The three trainings of one entry: called in its box, measured and scored from outside."""

from __future__ import annotations

import hashlib
import json
import math
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import numpy as np

from autograder.bridge.client import BoxLostError, Bridge
from autograder.checks import CheckFailedError, Function, expect, fail
from autograder.checks.lessons.lesson_08 import MAX_PARAMETERS, UNTRAINED
from autograder.sandbox import Limits
from fmnist_lab import recorded

FORMAT = 1  # of the stored results
SEEDS = (0, 1, 2)
# No network of 500,000 parameters that was trained for minutes is known to reach this accuracy.
SUSPICIOUS_ACCURACY = 0.96
# The largest message, with 48,000 images, and its copies take 1 GiB of this.
BOX_MEMORY_BYTES = 4 * 2**30
MAX_REASON_CHARACTERS = 400


@dataclass(frozen=True)
class Budget:
    """``cpu_seconds`` are for the three calls together, ``notebook_seconds`` for the cells before."""

    parameters: int = MAX_PARAMETERS
    cpu_seconds: float = 900.0
    notebook_seconds: float = 300.0

    def limits(self) -> Limits:
        """The limits of a box in which the notebook and the three calls fit."""
        computing = self.cpu_seconds + self.notebook_seconds
        return Limits(BOX_MEMORY_BYTES, cpu_seconds=computing)


@dataclass(frozen=True)
class TrialImages:
    """``x`` and ``y`` to train on, ``x_new`` to be scored; ``labels`` of x_new are never sent."""

    x: np.ndarray
    y: np.ndarray
    x_new: np.ndarray
    labels: np.ndarray

    @classmethod
    def of_the_course(cls) -> TrialImages:
        """48,000 training images and the 10,000 test images, float32 (n, 28, 28, 1) in [0, 1]."""
        x, y, _, _ = recorded.training_arrays()
        return cls(x, y, *recorded.test_arrays())

    def digest(self) -> str:
        """The SHA-256 of all four arrays."""
        digest = hashlib.sha256()
        for array in (self.x, self.y, self.x_new, self.labels):
            digest.update(f"{array.dtype} {array.shape}\n".encode())
            digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


@dataclass(frozen=True)
class EntryResult:
    """What came of one submission. ``reason`` says why it has no rank, "" when it has one.

    ``accuracies`` holds one per finished training; ``cpu_seconds`` counts unfinished ones too.
    """

    accuracies: tuple[float, ...] = ()
    parameters: int = 0
    cpu_seconds: float = 0.0
    reason: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def mean(self) -> float:
        """The mean accuracy."""
        return statistics.fmean(self.accuracies)

    @property
    def standard_error(self) -> float:
        """The standard error of the mean."""
        return statistics.stdev(self.accuracies) / math.sqrt(len(self.accuracies))

    def to_json(self) -> str:
        """The result as JSON, for the file beside the verdict and for the cache."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: bytes) -> EntryResult | None:
        """Read a result; None for anything else."""
        try:
            content = json.loads(text)
            if content.pop("format") != FORMAT:
                return None
            for name in ("accuracies", "remarks"):
                content[name] = tuple(content[name])
            return cls(**content)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


@dataclass
class Trial:
    """Calls one submission's ``entry`` three times and collects what comes of it.

    ``order`` shuffles the images to be scored; ``on_progress`` gets a line after each training.
    """

    images: TrialImages
    budget: Budget
    order: np.random.Generator
    on_progress: Callable[[str], None] = lambda line: None
    accuracies: list[float] = field(default_factory=list)
    parameters: list[int] = field(default_factory=list)
    cpu_seconds: float = 0.0
    reason: str = ""
    entry_reached: bool = False

    def run_in_box(self, bridge: Bridge, box_cpu_seconds: Callable[[], float]) -> None:
        """Get ``entry`` from a box that has run its notebook, and call it."""
        self.entry_reached = True
        try:
            self.run(bridge.get("entry", "Function"), box_cpu_seconds)
        except CheckFailedError as failure:
            self.reason = self._reason_for(failure)

    def run(self, entry: Function, box_cpu_seconds: Callable[[], float]) -> None:
        """Call ``entry`` three times; ``box_cpu_seconds`` gives what its box has used so far."""
        try:
            for seed in SEEDS:
                at_start, used_before = box_cpu_seconds(), self.cpu_seconds
                try:
                    self._train(entry.with_deadline(self.budget.cpu_seconds - used_before), seed)
                finally:
                    self.cpu_seconds = used_before + box_cpu_seconds() - at_start
                if self.cpu_seconds > self.budget.cpu_seconds:
                    self.reason = self._over_budget()
                    return
                self.on_progress(
                    f"seed {seed}, accuracy {self.accuracies[-1]:.4f}, "
                    f"{self.cpu_seconds - used_before:.0f} CPU seconds"
                )
        except CheckFailedError as failure:
            self.reason = self._reason_for(failure)

    def result(self, message: str = "") -> EntryResult:
        """What came of it; ``message`` says how the notebook was stopped, if it was."""
        reason = self.reason
        finished = len(self.accuracies) == len(SEEDS)
        if not reason and not finished:
            reason = message or "The notebook did not come to its end."
            if not self.entry_reached:
                reason += " `entry` was not reached."
        remarks = []
        if finished and not reason:
            if len(set(self.accuracies)) == 1:
                remarks.append("Three equal accuracies: is a seed set inside?")
            if len(set(self.parameters)) > 1:
                remarks.append("The number of parameters changed between the trainings.")
            if statistics.fmean(self.accuracies) > SUSPICIOUS_ACCURACY:
                remarks.append(f"Above {SUSPICIOUS_ACCURACY:.0%}: look at the code.")
        plain = " ".join("".join(c if c.isprintable() else " " for c in reason).split())
        if len(plain) > MAX_REASON_CHARACTERS:
            plain = f"{plain[: MAX_REASON_CHARACTERS - 1]}…"
        parameters, cpu_seconds = max(self.parameters, default=0), round(self.cpu_seconds, 1)
        accuracies = tuple(self.accuracies)
        return EntryResult(accuracies, parameters, cpu_seconds, plain, tuple(remarks))

    def _train(self, entry: Function, seed: int) -> None:
        """One training and its score. Raises CheckFailedError for an entry that is not valid."""
        images = self.images
        order = self.order.permutation(len(images.labels))
        answer = entry(images.x, images.y, images.x_new[order], seed)
        replaced = "`entry` is not the notebook's own cell any more."
        if not isinstance(answer, dict) or not {"before", "parameters"} <= set(answer):
            fail("wrong-type", replaced)
        self.parameters.append(int(expect.number(answer["parameters"], "the number of parameters")))
        if self.parameters[-1] > self.budget.parameters:
            fail(
                "too-many-parameters",
                f"Over budget: {self.parameters[-1]:,} parameters; at most "
                f"{self.budget.parameters:,} are allowed.",
            )
        if "after" not in answer:  # `entry` trains nothing that is too large
            fail("wrong-type", replaced)
        shape, labels = (len(order), 10), images.labels[order]
        accuracy = {}
        for when in ("before", "after"):
            what = f"The scores for {len(order):,} images {when} training"
            scores = expect.array(answer[when], shape=shape, what=what)
            accuracy[when] = float(np.mean(scores.argmax(axis=1) == labels))
        if accuracy["before"] > UNTRAINED:
            fail(
                "starts-trained",
                f"Not from scratch: with seed {seed}, {accuracy['before']:.0%} of the new images "
                "were right before any training.",
            )
        self.accuracies.append(accuracy["after"])

    def _reason_for(self, failure: CheckFailedError) -> str:
        if failure.code == "not-implemented":
            return "`build_model` still raises NotImplementedError."
        if self.cpu_seconds > self.budget.cpu_seconds:
            return self._over_budget()
        if failure.code == "too-slow":
            # Either the box's own clock, which reads a little less than ours, has reached the
            # budget, or the entry waited without computing.
            near = self.cpu_seconds > 0.9 * self.budget.cpu_seconds
            return self._over_budget() if near else "It waited for too long without computing."
        # When the box has ended, the judge knows why, and `result` gets its message.
        return "" if isinstance(failure, BoxLostError) else failure.observed

    def _over_budget(self) -> str:
        finished, budget = len(self.accuracies), self.budget.cpu_seconds
        return (
            f"Over budget: {minutes(self.cpu_seconds)} CPU minutes, with {finished} of "
            f"{len(SEEDS)} trainings done; the three together have {minutes(budget)}."
        )


def minutes(seconds: float) -> str:
    """Seconds as minutes with one decimal."""
    return f"{seconds / 60:.1f}"
