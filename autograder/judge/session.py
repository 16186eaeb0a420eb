"""A session of judging: the course in the boxes, the prediction service, a box per submission."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.checks.registry import Check
from autograder.course import Lesson
from autograder.judge.boxes import BoxPool
from autograder.judge.course_mount import COURSE_IN_BOX, BoxContents, CourseMount, profile
from autograder.judge.errors import machine_errors
from autograder.judge.grader import Grader, context_for
from autograder.judge.predictor import PredictionService
from autograder.judge.runs import (
    GradingRun,
    NotebookRun,
    Predict,
    RunRecorder,
    RunUntilCheck,
    UseBox,
)
from autograder.judge.seeds import course_secret, seed_of, submission_hash
from autograder.judge.verdict import GradingResult, Isolation, RunResult

if TYPE_CHECKING:
    from autograder.sandbox import Limits

logger = logging.getLogger(__name__)


class JudgeSession:
    """Judges submissions one after the other; a context manager.

    The prediction service and the packages for the boxes are made once. ``course`` is the
    course directory, where the secret is kept unless ``secret`` is given; ``limits`` are those of
    each student's box. ``ahead`` says whether the next submission's box is started while one is
    being judged. The process that makes a session reads the published data from then on:
    ``FMNIST_DATA`` is removed from its environment, since networks must be scored on the edition
    that boxes hold.
    """

    def __init__(
        self,
        course: Path,
        *,
        sandboxed: bool = True,
        limits: Limits | None = None,
        secret: bytes | None = None,
        ahead: bool = True,
    ) -> None:
        from autograder.sandbox import Limits, require_sandbox

        if sandboxed:
            require_sandbox()
        self.sandboxed = sandboxed
        self.secret = secret if secret is not None else course_secret(course)
        self.limits = limits or Limits()
        os.environ.pop("FMNIST_DATA", None)
        self.mount = CourseMount()
        self.boxes = BoxPool(self.mount, self.limits, sandboxed=sandboxed, prestart=ahead)
        self.predictor = PredictionService(self._start_predictor)

    def judge(
        self,
        lesson: Lesson,
        notebook: Any,
        files: Mapping[str, bytes] | None = None,
        *,
        student: str = "",
    ) -> GradingResult:
        """Run a submission and judge it. Whatever the submission does is in the verdict.

        Raises CourseError only for what the submission did not cause (no sandbox, no data).
        ``student`` has no influence; it names the submission in the log.
        """
        logger.debug("The student is %s", student or "not named")
        run = self.run(lesson, notebook, files or {})
        return run.grader.result(run.result)

    def run(
        self,
        lesson: Lesson,
        notebook: Any,
        files: Mapping[str, bytes],
        recorder: RunRecorder | None = None,
    ) -> GradingRun:
        """Judge as ``judge`` does, but return the run; ``recorder`` records the box's answers."""
        submission = submission_hash(notebook, files)
        logger.info("%s: judging submission %.12s", lesson.name, submission)
        predict: Predict = self.predictor.predict
        if recorder is not None:
            predict = recorder.predictor(predict)
        if lesson.traits.uses_keras:
            self.predictor.prepare()
        grader = Grader(
            lesson,
            submission,
            partial(seed_of, self.secret, submission),
            context_for(lesson, predict),
            Isolation.of(self.sandboxed),
        )
        open_box = partial(self.boxes.open, profile(lesson))
        run = GradingRun(open_box, self.limits, grader, recorder)
        run.run(notebook, files)
        return run

    def execute(self, notebook: Any, files: Mapping[str, bytes] | None = None) -> RunResult:
        """Run every code cell in a box, graded ones too, and judge nothing."""
        run = NotebookRun(partial(self.boxes.open, BoxContents()), self.limits)
        return run.run(notebook, files or {})

    def run_until_check(
        self,
        lesson: Lesson,
        check: Check,
        notebook: Any,
        files: Mapping[str, bytes],
        use_box: UseBox,
    ) -> RunResult:
        """Run a notebook as far as a check's cell, then let ``use_box`` ask its box.

        The box ends when ``use_box`` returns. Checks are not run; demonstrations are skipped, as
        when judging. When the cell is not reached, ``use_box`` is not called, and ``outcome``
        says why.
        """
        open_box = partial(self.boxes.open, profile(lesson))
        run = RunUntilCheck(open_box, self.limits, lesson, check, use_box)
        return run.run(notebook, files)

    def _start_predictor(self) -> Any:
        from autograder import sandbox

        box = sandbox.ProcessBox(
            [sys.executable, "-P", "-m", "autograder.bridge.predictor_server"],
            read_only=self.mount.read_only(()),
            python_path=[COURSE_IN_BOX],
            limits=sandbox.Limits(cpu_seconds=10**6, wall_seconds=10**6),
            sandboxed=self.sandboxed,
        )
        with machine_errors():  # a failed start is the machine's fault, not the check's
            box.start()
        return box

    def close(self) -> None:
        """End every process and delete every file of this session."""
        with (
            contextlib.ExitStack() as closing
        ):  # each callback is called, whatever the others raise
            closing.callback(self.mount.close)
            closing.callback(self.predictor.close)
            closing.callback(self.boxes.close)

    def __enter__(self) -> JudgeSession:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
