"""The workers: who they are, what each is doing, and what to do when one is gone.

Submissions are handed to workers by name, at most AHEAD to each, so that it is known which one a
worker was judging when it died: that one is tried once more elsewhere, and set aside when its
second worker dies too. Dask's own count of such deaths belongs to the scheduler's settings.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from autograder.grading.cache_keys import fingerprint
from autograder.grading.worker import Task, TaskResult, judge, who
from autograder.nbgrader_plugin.errors import KEPT, GradingStoppedError
from fmnist_lab.errors import CourseError

if TYPE_CHECKING:
    from autograder.course import Lesson

AHEAD = 2  # submissions with one worker: the one it judges and the one that waits there
TRIES = 2  # workers that a submission may take with it
LOOK = 1.0  # seconds between two looks at who is there
REACH = 20.0  # seconds for a scheduler to answer
WAIT = 60.0  # seconds without any worker, after which grading stops
PER_WORKER = 4 * 2**30  # bytes of memory: a box at its bound, and the judge
LOST = "worker-lost"


@dataclass
class Job:
    """One submission to be judged; ``about`` is the caller's."""

    name: str
    task: Task
    about: Any
    lost: int = 0  # workers that died judging it


@dataclass
class _Worker:
    address: str
    jobs: list[tuple[str, Job, Any]] = field(default_factory=list)  # key, job, future: in order


class WorkerPool:
    """The workers of a cluster. A context manager."""

    def __init__(self, lesson: Lesson, sandboxed: bool, client: Any, close: Callable[[], None]):
        self.lesson = lesson
        self.sandboxed = sandboxed
        self.client = client
        self._close = close
        self.workers: dict[str, _Worker] = {}
        self.refused: dict[str, str] = {}  # address: why it gets nothing
        self._again: list[Job] = []
        self._done: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self._numbers = itertools.count()
        self._looked = time.monotonic()
        self._seen: float | None = None  # when there last was a worker

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *exc: object) -> None:
        self._close()

    @property
    def running(self) -> list[str]:
        """The names of what is being judged now, as far as that is known."""
        return [worker.jobs[0][1].name for worker in self.workers.values() if worker.jobs]

    def muster(self) -> None:
        """Wait for the first workers. Raises CourseError when one can't judge like the others."""
        started = time.monotonic()
        while not self.workers:
            self._look()
            if self.refused:  # even when others can: it is for the instructor to decide
                address, why = next(iter(self.refused.items()))
                raise CourseError(f"The worker {address} can't judge: {why}")
            if time.monotonic() - started > WAIT:
                raise CourseError(
                    f"The scheduler has no workers after {WAIT:g} seconds. Start some."
                )
            time.sleep(0.1)

    def run(
        self,
        jobs: Callable[[], Job | None],
        done: Callable[[Job, TaskResult], None],
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        """Judge what ``jobs`` gives until that is None; ``done`` hears of each, once.

        ``waiting`` is called whenever one is waited for. Raises GradingStoppedError when it can't go on.
        """
        more = True
        while True:
            for worker in sorted(self.workers.values(), key=lambda w: len(w.jobs)):
                while len(worker.jobs) < AHEAD:
                    job = self._again.pop() if self._again else (jobs() if more else None)
                    if job is None:
                        more = False
                        break
                    self._hand(worker, job)
            if not (more or self._again or any(w.jobs for w in self.workers.values())):
                return
            waiting()
            with contextlib.suppress(queue.Empty):
                self._came(*self._done.get(timeout=0.3), done)
            if time.monotonic() - self._looked > LOOK:
                self._try_again(self._look(), done)

    # --- one submission

    def _hand(self, worker: _Worker, job: Job) -> None:
        key = f"judge-{next(self._numbers)}-{os.getpid()}-{os.urandom(4).hex()}"
        try:
            future = self.client.submit(
                judge, job.task, key=key, pure=False, workers=[worker.address], retries=0
            )
        except Exception as error:  # the client has closed itself: it could not reconnect
            raise _silent(error) from None
        worker.jobs.append((key, job, future))
        address = worker.address
        future.add_done_callback(lambda _: self._done.put((address, key)))

    def _came(self, address: str, key: str, done: Callable[[Job, TaskResult], None]) -> None:
        worker = self.workers.get(address)
        found = next((entry for entry in worker.jobs if entry[0] == key), None) if worker else None
        if worker is None or found is None:
            return  # given up already
        _, job, future = found
        result: TaskResult | None = None
        if future.status == "finished":
            with contextlib.suppress(Exception):  # its worker died with it, say
                result = future.result(timeout=30)
        elif future.status == "error":
            error = future.exception()
            if type(error).__name__ == "KilledWorker":  # of all that this worker had, begun or not
                self._try_again(self._bury(address), done)
                return
            result = TaskResult(failed=f"{type(error).__name__}\n{error!s:.500}")
        worker.jobs.remove(found)
        future.release()
        if result is None:  # Dask cancels everything when its connection breaks, and goes on
            self._try_again([job, *self._look()], done)
        elif result.stopped:
            raise GradingStoppedError(f"The worker {address} stopped: {result.stopped} {KEPT}")
        else:
            done(job, result)

    def _try_again(self, homeless: list[Job], done: Callable[[Job, TaskResult], None]) -> None:
        for job in homeless:
            if job.lost >= TRIES:
                done(job, TaskResult(failed=LOST))
            else:
                self._again.append(job)

    # --- the workers

    def _look(self) -> list[Job]:
        """See who has come and gone; the jobs of those that are gone."""
        self._looked = time.monotonic()
        try:
            there = set(self.client.nthreads())
        except Exception as error:
            raise _silent(error) from None
        homeless = [job for gone in self.workers.keys() - there for job in self._bury(gone)]
        for address in there - self.workers.keys() - self.refused.keys():
            why = self._problem(address)
            if why is None:
                continue  # gone again
            if why:
                self.refused[address] = why
                if self._seen is not None:  # before, muster tells
                    print(f"The worker {address} gets nothing: {why}", file=sys.stderr, flush=True)
            else:
                self.workers[address] = _Worker(address)
        if self.workers:
            self._seen = time.monotonic()
        elif self._seen is not None and time.monotonic() - self._seen > WAIT:
            raise GradingStoppedError(f"There has been no worker for {WAIT:g} seconds. {KEPT}")
        return homeless

    def _bury(self, address: str) -> list[Job]:
        """Forget a worker that is gone; its jobs. The first that had not come back counts as lost.

        None does that Dask has cancelled: then the connection broke, and not the worker.
        """
        entries = self.workers.pop(address).jobs
        for job in [job for _, job, future in entries if future.status in ("pending", "error")][:1]:
            job.lost += 1
        for _, _, future in entries:
            with contextlib.suppress(Exception):
                future.cancel()
        return [job for _, job, _ in entries]

    def _problem(self, address: str) -> str | None:
        """Why this worker must get nothing; "" when it is like the coordinator, None when gone."""
        try:
            answer = self.client.run(
                who, self.lesson.name, self.sandboxed, workers=[address], on_error="return"
            )[address]
        except Exception:
            return None
        if isinstance(answer, BaseException):
            if isinstance(answer, OSError) and (
                answer.errno is None or isinstance(answer, (ConnectionError, TimeoutError))
            ):  # Dask's own have no number; CommClosedError is one of them
                return None
            return (
                f"it does not have this course ({type(answer).__name__}: {answer!s:.100}). Install "
                "the same version there and restart the worker."
            )
        for what, wanted in fingerprint(self.lesson).items():
            if answer.get(what) != wanted:
                return (
                    f"it has another version of {what}: {answer.get(what) or 'none'}; expected "
                    f"{wanted}. Install the same version there and restart the worker."
                )
        return str(answer["problem"])


def _silent(error: Exception) -> GradingStoppedError:
    return GradingStoppedError(
        f"The scheduler no longer answers ({type(error).__name__}). Start it and run this again. "
        f"{KEPT}"
    )


# --- clusters ----------------------------------------------------------------------------


def default_workers() -> int:
    """As many as there are processors, as long as there is memory for each."""
    import psutil

    processors = len(os.sched_getaffinity(0))
    return max(1, min(processors, int(psutil.virtual_memory().available // PER_WORKER)))


def local(lesson: Lesson, sandboxed: bool, workers: int) -> WorkerPool:
    """A cluster on this machine, reachable by this process alone."""
    import dask
    import distributed

    _quieten()
    dask.config.set(
        {
            "distributed.worker.memory.target": False,
            "distributed.worker.memory.spill": False,
            "distributed.worker.memory.pause": False,
            "distributed.comm.timeouts.connect": "20s",
            # Dask looks at itself 50 and 100 times a second: a tenth of what two cores can do
            "distributed.admin.tick.interval": "1s",
            "distributed.admin.system-monitor.interval": "10s",
            "distributed.admin.system-monitor.gil.enabled": False,
            "distributed.worker.profile.enabled": False,
        }
    )
    cluster = distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        security=True,  # keys made now: other users of the machine can't speak to it
        protocol="tls://",
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=PER_WORKER,
        silence_logs=logging.CRITICAL,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    client = distributed.Client(cluster, set_as_default=False)

    def close() -> None:
        with contextlib.suppress(Exception):
            client.close(timeout=10)
        with contextlib.suppress(Exception):
            cluster.close(timeout=20)

    return WorkerPool(lesson, sandboxed, client, close)


def existing(lesson: Lesson, sandboxed: bool, address: str) -> WorkerPool:
    """The cluster of a running scheduler; TLS is Dask's (its configuration files).

    Raises CourseError when it can't be reached or speaks another version.
    """
    import distributed
    from distributed.comm.core import FatalCommClosedError

    _quieten()
    security = _security(address)
    try:
        client = distributed.Client(address, timeout=REACH, set_as_default=False, security=security)
    except FatalCommClosedError:
        raise CourseError(
            f"The scheduler at {address} and this machine don't trust each other's certificates; "
            f"expected one that {security.tls_ca_file} has signed. Put the same files on both."
        ) from None
    except Exception as error:
        said = " ".join(str(error).split())
        raise CourseError(
            f"There is no scheduler that can be reached at {address} ({type(error).__name__}: "
            f"{said:.150}). Start one with `dask scheduler`, or give its address, such as "
            "tls://host:8786."
        ) from None

    def close() -> None:
        with contextlib.suppress(Exception):
            client.close(timeout=10)

    crew = WorkerPool(lesson, sandboxed, client, close)
    try:
        _same_versions(client, address)
    except BaseException:
        close()
        raise
    return crew


def _security(address: str) -> Any:
    """TLS as Dask's configuration has it.

    Raises CourseError for what a client would only trip over, and be left half made.
    """
    import distributed

    security = distributed.Security()
    files = {
        "ca-file": security.tls_ca_file,
        "client.cert": security.tls_client_cert,
        "client.key": security.tls_client_key,
    }
    encrypted = address.startswith(("tls://", "wss://"))
    missing = [name for name, path in files.items() if not path]
    if encrypted and missing:
        raise CourseError(
            f"{address} wants certificates, but Dask's configuration here has no "
            f"distributed.comm.tls.{missing[0]}; docs/grading.md says how to make and name them."
        )
    if security.require_encryption and not encrypted:
        raise CourseError(
            f"Dask's configuration here requires encryption, and {address} has none; expected an "
            "address that begins with tls://."
        )
    for name, path in files.items():
        if encrypted and "\n" not in path and not os.access(path, os.R_OK):
            raise CourseError(
                f"{path} can't be read; Dask's configuration names it as distributed.comm.tls.{name}."
            )
    try:
        security.get_connection_args("client")
    except (OSError, ValueError) as error:
        raise CourseError(
            f"The certificate and key in {', '.join(dict.fromkeys(files.values()))} can't be used "
            f"({error!s:.100}). Make them anew, and copy them to every machine."
        ) from None
    return security


def _same_versions(client: Any, address: str) -> None:
    try:
        found = client.get_versions(check=False)
    except Exception as error:
        raise CourseError(
            f"The scheduler at {address} does not say its version ({type(error).__name__}); it "
            "may run another version of Dask. Install the same there."
        ) from None
    own = _versions(found["client"])
    for where, about in [("scheduler", found["scheduler"]), *found["workers"].items()]:
        theirs = _versions(about)
        for name, wanted in own.items():
            if theirs.get(name) != wanted:
                what = f"the worker {where}" if where != "scheduler" else f"the scheduler {address}"
                raise CourseError(
                    f"{what[0].upper()}{what[1:]} has {name} {theirs.get(name)}; expected "
                    f"{wanted}, as here. Install the same version there."
                )


def _versions(about: Any) -> dict[str, str]:
    packages = (about or {}).get("packages", {})
    python = str(packages.get("python", "")).split(".")[:2]
    return {"distributed": str(packages.get("distributed")), "Python": ".".join(python)}


def _quieten() -> None:
    """What Dask says of lost workers is said here in other words.

    On import Dask gives some loggers, ``distributed.client`` among them, a level of their own,
    which their parent's does not reach; so each is set.
    """
    families = ("distributed", "tornado", "asyncio")
    made = [name for name in logging.root.manager.loggerDict if name.startswith(families)]
    for name in {*families, *made}:
        logging.getLogger(name).setLevel(logging.CRITICAL)


class Later:
    """Something slow that is made by a thread of its own; ``get`` waits for it."""

    def __init__(self, make: Callable[[], WorkerPool]) -> None:
        self._crew: WorkerPool | None = None
        self._problem: BaseException | None = None

        def work() -> None:
            try:
                self._crew = make()
            except BaseException as problem:
                self._problem = problem

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def get(self) -> WorkerPool:
        """The crew; what went wrong is raised here."""
        self._thread.join()
        if self._problem is not None:
            raise self._problem
        assert self._crew is not None
        return self._crew

    def discard(self) -> None:
        """Close it, whether or not anyone asked for it."""
        self._thread.join()
        if self._crew is not None:
            self._crew.__exit__()
