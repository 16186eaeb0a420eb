"""The worker pool: the workers, the submissions that each one has, and what follows when one dies.

The pool hands each submission to a worker by name, at most QUEUE_PER_WORKER to each, so it knows
which one a worker was judging when it died. That submission is tried once more on another worker,
and given up when its second worker dies too. (Dask counts deaths as well, but its limit is one of
the scheduler's settings, and it also counts the submissions that only waited on a dead worker.)
"""

from __future__ import annotations

import contextlib
import logging
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.course import Lesson
from autograder.grading.cache_keys import fingerprint
from autograder.grading.worker import (
    JudgeFailed,
    JudgingTask,
    MachineFailed,
    TaskResult,
    judge_task,
    worker_info,
)
from autograder.nbgrader_plugin.errors import RESULTS_KEPT, GradingStoppedError
from fmnist_lab.errors import CourseError

QUEUE_PER_WORKER = 2  # the submission that the worker judges, and the one that waits there
MAX_WORKER_DEATHS = 2  # that one submission may cause
REFRESH_SECONDS = 1.0  # between two looks at which workers there are
NO_WORKERS_TIMEOUT_SECONDS = 60.0  # after so long without any worker, grading stops
RESULT_TIMEOUT_SECONDS = 30.0  # for a result that Dask says is there

logger = logging.getLogger(__name__)


@dataclass
class Job:
    """One submission to be judged: the caller's ``key`` for it, and its student's ``name``."""

    key: str
    name: str
    task: JudgingTask
    deaths: int = 0  # of workers that were judging it


@dataclass(frozen=True)
class WorkersDied:
    """The result of a submission that was given up, since MAX_WORKER_DEATHS workers died judging it."""


@dataclass(frozen=True)
class _QueuedJob:
    """A job that a worker has, with Dask's future for it."""

    job: Job
    future: Any


@dataclass
class _Worker:
    address: str
    assignments: list[_QueuedJob] = field(default_factory=list)  # in the order of their judging


class WorkerPool:
    """The workers of a Dask cluster, until ``close``.

    ``client`` is Dask's; ``cluster`` is one that ends with this pool. ``workers`` are by address;
    ``refused`` says, by address, why a worker of the cluster gets nothing.
    """

    def __init__(self, lesson: Lesson, sandboxed: bool, client: Any, cluster: Any = None) -> None:
        self.lesson = lesson
        self.sandboxed = sandboxed
        self.client = client
        self.cluster = cluster
        self.workers: dict[str, _Worker] = {}
        self.refused: dict[str, str] = {}
        self._retries: list[Job] = []
        self._ended: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()  # address, key
        self._refreshed = time.monotonic()
        self._last_with_workers: float | None = None

    def close(self) -> None:
        """Leave the scheduler, and end the cluster that is this pool's own."""
        with contextlib.suppress(Exception):
            self.client.close(timeout=10)
        if self.cluster is not None:
            with contextlib.suppress(Exception):
                self.cluster.close(timeout=20)

    @property
    def running(self) -> list[str]:
        """The names of what is being judged now, as far as that is known."""
        workers = self.workers.values()
        return [worker.assignments[0].job.name for worker in workers if worker.assignments]

    def wait_for_workers(self) -> None:
        """Wait for the first workers. Raises CourseError when one can't judge like the others."""
        started = time.monotonic()
        while not self.workers:
            self.refresh()
            if self.refused:  # even when other workers can judge: the instructor decides
                address, problem = next(iter(self.refused.items()))
                raise CourseError(f"The worker {address} can't judge: {problem}")
            if time.monotonic() - started > NO_WORKERS_TIMEOUT_SECONDS:
                raise CourseError(
                    f"The scheduler has no workers after {NO_WORKERS_TIMEOUT_SECONDS:g} seconds. "
                    "Start some."
                )
            time.sleep(0.1)

    def run(
        self,
        jobs: Iterator[Job],
        on_result: Callable[[Job, TaskResult | WorkersDied], None],
        on_wait: Callable[[], None],
    ) -> None:
        """Judge all ``jobs``; ``on_result`` is called once for each.

        ``on_wait`` is called whenever a result is waited for. Raises GradingStoppedError when it
        can't go on.
        """
        self._on_result = on_result
        more = True
        while True:
            for worker in sorted(self.workers.values(), key=lambda w: len(w.assignments)):
                while len(worker.assignments) < QUEUE_PER_WORKER:
                    job = self._retries.pop() if self._retries else next(jobs, None)
                    if job is None:
                        more = False
                        break
                    self.submit(worker, job)
            if not (more or self._retries or any(w.assignments for w in self.workers.values())):
                return
            on_wait()
            with contextlib.suppress(queue.Empty):
                self._collect(*self._ended.get(timeout=0.3))
            if time.monotonic() - self._refreshed > REFRESH_SECONDS:
                self._retry(self.refresh())

    # --- one submission

    def submit(self, worker: _Worker, job: Job) -> None:
        """Send the job to this worker."""
        try:
            future = self.client.submit(  # pure=False: Dask gives each task a key of its own
                judge_task, job.task, pure=False, workers=[worker.address], retries=0
            )
        except Exception as error:  # the client has closed itself: it could not reconnect
            raise _scheduler_gone(error) from None
        worker.assignments.append(_QueuedJob(job, future))
        future.add_done_callback(lambda _: self._ended.put((worker.address, future.key)))
        logger.debug("%s goes to %s", job.name, worker.address)

    def _collect(self, address: str, key: str) -> None:
        """Take the result of a job that has ended, one way or another."""
        worker = self.workers.get(address)
        assignments = worker.assignments if worker is not None else []
        ended = next((a for a in assignments if a.future.key == key), None)
        if ended is None:
            return  # its worker was forgotten meanwhile
        result: TaskResult | None = None
        if ended.future.status == "finished":
            with contextlib.suppress(Exception):  # the worker may have died with the result
                result = ended.future.result(timeout=RESULT_TIMEOUT_SECONDS)
        elif ended.future.status == "error":
            error = ended.future.exception()
            if type(error).__name__ == "KilledWorker":  # raised for every job of that worker
                self._retry(self.forget_worker(address))
                return
            result = JudgeFailed(type(error).__name__, f"{error!s:.500}")
        assignments.remove(ended)
        ended.future.release()
        if result is None:
            # Dask cancels all futures when its connection breaks, and then reconnects.
            self._retry([ended.job, *self.refresh()])
        elif isinstance(result, MachineFailed):
            raise GradingStoppedError(
                f"The worker {address} stopped: {result.message} {RESULTS_KEPT}"
            )
        else:
            self._on_result(ended.job, result)

    def _retry(self, orphaned_jobs: list[Job]) -> None:
        for job in orphaned_jobs:
            if job.deaths >= MAX_WORKER_DEATHS:
                self._on_result(job, WorkersDied())
            else:
                self._retries.append(job)

    # --- the workers

    def refresh(self) -> list[Job]:
        """See which workers have come and gone; gives the jobs of those that are gone."""
        self._refreshed = time.monotonic()
        try:
            present = set(self.client.nthreads())
        except Exception as error:
            raise _scheduler_gone(error) from None
        gone_addresses = self.workers.keys() - present
        orphaned_jobs = [job for address in gone_addresses for job in self.forget_worker(address)]
        for address in present - self.workers.keys() - self.refused.keys():
            problem = self._problem_of(address)
            if problem is None:
                continue  # it is gone again
            if problem:
                self.refused[address] = problem
                if self._last_with_workers is not None:  # wait_for_workers raises it otherwise
                    logger.warning("The worker %s gets nothing: %s", address, problem)
            else:
                logger.info("The worker %s is ready to judge", address)
                self.workers[address] = _Worker(address)
        now = time.monotonic()
        if self.workers:
            self._last_with_workers = now
        elif (
            self._last_with_workers is not None
            and now - self._last_with_workers > NO_WORKERS_TIMEOUT_SECONDS
        ):
            raise GradingStoppedError(
                f"There has been no worker for {NO_WORKERS_TIMEOUT_SECONDS:g} seconds. "
                f"{RESULTS_KEPT}"
            )
        return orphaned_jobs

    def forget_worker(self, address: str) -> list[Job]:
        """Forget a worker that is gone, and give its jobs.

        Its first job without a result is the one that it was judging: the death counts against
        that job. A cancelled job does not count: Dask cancels jobs when the connection to the
        scheduler breaks, and then the worker may well be alive.
        """
        assignments = self.workers.pop(address).assignments
        unfinished = [a for a in assignments if a.future.status in ("pending", "error")]
        if unfinished:
            unfinished[0].job.deaths += 1
            logger.info("The worker %s died; it had %s", address, unfinished[0].job.name)
        for assignment in assignments:
            with contextlib.suppress(Exception):
                assignment.future.cancel()
        return [assignment.job for assignment in assignments]

    def _problem_of(self, address: str) -> str | None:
        """Why this worker must get nothing; "" when it is like the coordinator, None when gone."""
        try:
            answers = self.client.run(
                worker_info, self.lesson.name, self.sandboxed, workers=[address], on_error="return"
            )
            answer = answers[address]
        except Exception:
            return None
        if isinstance(answer, OSError) and (
            answer.errno is None or isinstance(answer, (ConnectionError, TimeoutError))
        ):
            return None  # it could not be asked; Dask's own errors of this kind have no errno
        if isinstance(answer, BaseException):
            return (
                f"it does not have this course ({type(answer).__name__}: {answer!s:.100}). Install "
                "the same version there and restart the worker."
            )
        for what, expected in fingerprint(self.lesson).items():
            if answer.get(what) != expected:
                return (
                    f"it has another version of {what}: {answer.get(what) or 'none'}; expected "
                    f"{expected}. Install the same version there and restart the worker."
                )
        return str(answer["problem"])


def _scheduler_gone(error: Exception) -> GradingStoppedError:
    return GradingStoppedError(
        f"The scheduler no longer answers ({type(error).__name__}). Start it and run this again. "
        f"{RESULTS_KEPT}"
    )
