"""Run submissions of the corpus through the judge, in one process or in several.

Each worker process keeps one judging session and judges units one after the other in it. It also
watches, with a SideEffectMonitor, that no submission changes or leaves anything outside its box.
"""

from __future__ import annotations

import atexit
import itertools
import logging
import multiprocessing
import os
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.corpus.compare import Mismatch, MismatchKind, compare
from autograder.corpus.monitor import SideEffectMonitor, marked_processes
from autograder.corpus.selection import Batch, Unit, is_light, limits_of, units
from autograder.corpus.submissions import CorpusSubmission, notebook_of, write_submission
from autograder.course.log import show_log_of_worker
from autograder.judge import GradingResult, JudgeSession, judge_screened
from autograder.sandbox import require_sandbox
from autograder.screening import screen_submission
from fmnist_lab.errors import MachineError

logger = logging.getLogger(__name__)

# The corpus is judged with the same inputs in each run, whatever the course's own secret is.
SECRET = b"the verdict corpus is judged with the same inputs each time"
# The run is stopped when no process has finished a unit for so long.
SILENCE_TIMEOUT_SECONDS = 1800.0


@dataclass(frozen=True)
class VerifyOptions:
    """How to run the corpus; ``jobs`` is the number of worker processes."""

    jobs: int = 1
    everything: bool = False
    sandboxed: bool = True


@dataclass(frozen=True)
class VerifyResult:
    """What came of one submission.

    ``wrong`` is a MismatchKind, or "" when the verdict is the expected one; ``problem`` says in
    words what is wrong. ``seconds`` is wall time. ``lesson`` is "" for what all submissions
    together have left behind.
    """

    lesson: str
    name: str
    kind: str
    seconds: float
    wrong: str = ""
    problem: str = ""
    points: float = 0.0
    cpu_seconds: float = 0.0


def verify(
    chosen: Sequence[CorpusSubmission],
    options: VerifyOptions,
    on_result: Callable[[VerifyResult], None] = lambda result: None,
) -> list[VerifyResult]:
    """Judge the submissions, ``options.jobs`` at a time; ``on_result`` gets each result at once.

    Raises SandboxUnavailableError where no sandbox can be had, and MachineError for hostile
    submissions without one: they are only run in a sandbox.
    """
    if options.sandboxed:
        require_sandbox()
    elif any(submission.kind == "hostile" for submission in chosen):
        raise MachineError(
            "Hostile submissions are only run in a sandbox. Omit --no-sandbox, or choose other "
            "submissions."
        )
    processes_before, results = marked_processes(), []
    for result in run_units(units(chosen, not options.everything), options):
        on_result(result)
        results.append(result)
    remaining = sorted(marked_processes() - processes_before)
    return [*results, _left_behind(remaining)] if remaining else results


def run_units(work: Sequence[Unit], options: VerifyOptions) -> Iterator[VerifyResult]:
    """The results of the units, in this process or, with several jobs, in processes of their own.

    Raises MachineError when a process ends, is silent for too long or can't judge.
    """
    jobs = min(options.jobs, len(work))
    if jobs > 1:
        yield from _run_in_processes(work, options, jobs)
        return
    with closing(CorpusWorker(options)) as worker:
        for unit in work:
            yield from worker.judge_unit(unit)
        yield from worker.finish()


def _run_in_processes(
    work: Sequence[Unit], options: VerifyOptions, jobs: int
) -> Iterator[VerifyResult]:
    """Give each process its next unit when it has finished one, and a final check at the end.

    Each process is a pool of its own, which guarantees that each runs its final check. When this
    ends early, a process still finishes its current unit.
    """
    remaining = iter(work)
    with ExitStack() as stack:
        running: dict[Future[list[VerifyResult]], tuple[ProcessPoolExecutor, Unit | None]] = {}
        for unit in itertools.islice(remaining, jobs):
            spawn = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(1, spawn, _start_worker, (options,))
            stack.enter_context(pool)
            running[pool.submit(_judge_in_worker, unit)] = pool, unit
        while running:
            done, _ = wait(running, SILENCE_TIMEOUT_SECONDS, FIRST_COMPLETED)
            if not done:
                for process in multiprocessing.active_children():
                    process.terminate()
                raise MachineError(
                    "The processes that judge the corpus have been silent for "
                    f"{SILENCE_TIMEOUT_SECONDS:g} s."
                )
            for future in done:
                pool, finished_unit = running.pop(future)
                yield from _results_of(future)
                if finished_unit is not None:
                    next_unit = next(remaining, None)
                    running[pool.submit(_judge_in_worker, next_unit)] = pool, next_unit


def _results_of(future: Future[list[VerifyResult]]) -> list[VerifyResult]:
    try:
        return future.result()
    except BrokenProcessPool:
        raise MachineError("A process that judges the corpus ended without a result.") from None
    except Exception as error:
        expected = isinstance(error, MachineError)
        text = str(error) if expected else "".join(traceback.format_exception(error))
        raise MachineError(f"The corpus can't be judged: {text}") from error


_worker: CorpusWorker | None = None  # the one of this worker process


def _start_worker(options: VerifyOptions) -> None:
    global _worker
    show_log_of_worker()
    _worker = CorpusWorker(options)
    atexit.register(_worker.close)  # also when the run is stopped
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process and its boxes when the one that started it is gone, killed for instance.

    A pool's process would wait for its next unit for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None and _worker is not None:
        parent.join()
        with suppress(Exception):
            _worker.close()
        os._exit(1)


def _judge_in_worker(unit: Unit | None) -> list[VerifyResult]:
    """Judge a unit or, for None, finish."""
    assert _worker is not None
    return _worker.finish() if unit is None else list(_worker.judge_unit(unit))


def _left_behind(changes: Sequence[str]) -> VerifyResult:
    """The result for changes that can't be put down to one submission."""
    return VerifyResult(
        "", "after all of them", "hostile", 0.0, MismatchKind.LEFT_BEHIND, "; ".join(changes)
    )


class CorpusWorker:
    """A judging session, and a monitor of what no submission may change."""

    def __init__(self, options: VerifyOptions) -> None:
        self.options = options
        self.monitor = SideEffectMonitor()
        self._sessions: dict[bool, JudgeSession] = {}  # at most one

    def close(self) -> None:
        """End the session and put the environment back; may be called twice."""
        self._close_session()
        self.monitor.close()

    def finish(self) -> list[VerifyResult]:
        """End the session; a result if something is left behind when all boxes have ended."""
        self._close_session()
        changes = self.monitor.final_changes()
        return [_left_behind(changes)] if changes else []

    def _close_session(self) -> None:
        while self._sessions:
            self._sessions.popitem()[1].close()

    def session(self, light: bool) -> JudgeSession:
        """The session for lessons without TensorFlow (``light``) or with it.

        The two have different limits; the session of the other kind is closed.
        """
        if light not in self._sessions:
            self._close_session()
            self._sessions[light] = JudgeSession(
                self.monitor.course,
                sandboxed=self.options.sandboxed,
                limits=limits_of(light, self.options.everything),
                secret=SECRET,
                ahead=False,
            )
        return self._sessions[light]

    def judge_unit(self, unit: Iterable[Batch]) -> Iterator[VerifyResult]:
        """Judge batches in one session. After an unexpected verdict, judge the batch's parts alone."""
        for batch in unit:
            results = self._judge_batch(batch)
            if len(batch) > 1 and any(result.wrong for result in results):
                results = [result for alone in batch for result in self._judge_batch((alone,))]
            yield from results

    def _judge_batch(self, batch: Batch) -> list[VerifyResult]:
        """Judge what one box runs, compare, and look for side effects of a hostile submission."""
        started = time.monotonic()
        grading_result = self.judge(batch)
        mismatches = [compare(submission, grading_result, batch) for submission in batch]
        changes = self.monitor.changes() if batch[0].kind == "hostile" else []
        if changes:
            problems = [*changes, *(m.problem for m in mismatches if m is not None)]
            mismatches = [Mismatch(MismatchKind.LEFT_BEHIND, "; ".join(problems))]
        verdict = grading_result.verdict
        seconds = (time.monotonic() - started) / len(batch)
        cpu_seconds = verdict.resources.get("cpu_seconds", 0.0) / len(batch)
        logger.debug("%s: %.1f s", ", ".join(submission.name for submission in batch), seconds)
        return [
            VerifyResult(
                submission.lesson.name,
                submission.name,
                submission.kind,
                round(seconds, 2),
                mismatch.kind if mismatch else "",
                mismatch.problem if mismatch else "",
                verdict.points,
                round(cpu_seconds, 2),
            )
            for submission, mismatch in zip(batch, mismatches, strict=True)
        ]

    def judge(self, batch: Batch) -> GradingResult:
        """Judge a batch as a student would hand it in; a rejected one only as far as its check."""
        first, lesson = batch[0], batch[0].lesson
        session = self.session(is_light(lesson))
        if first.kind == "rejected":
            return session.judge(lesson, notebook_of(batch))
        with tempfile.TemporaryDirectory(
            prefix="handed-in-", dir=self.monitor.scratch, ignore_cleanup_errors=True
        ) as place:
            directory = Path(place) / "someone" / lesson.name
            directory.mkdir(parents=True)
            write_submission(batch, directory)
            return judge_screened(session, lesson, screen_submission(directory, lesson))
