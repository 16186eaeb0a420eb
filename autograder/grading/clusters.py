"""Makes worker pools: of processes on this machine, or of a running Dask scheduler's workers."""

from __future__ import annotations

import logging
import os
from typing import Any

from autograder.course import Lesson
from autograder.grading.workers import WorkerPool
from fmnist_lab.errors import CourseError

SCHEDULER_TIMEOUT_SECONDS = 20.0  # for a scheduler to answer
WORKER_MEMORY_BYTES = 4 * 2**30  # for a box that uses all it may, and for the judge


def default_workers() -> int:
    """How many workers this machine can hold: one per processor, if there is memory for each."""
    import psutil

    processors = len(os.sched_getaffinity(0))
    fit_in_memory = int(psutil.virtual_memory().available // WORKER_MEMORY_BYTES)
    return max(1, min(processors, fit_in_memory))


def start_local_pool(lesson: Lesson, sandboxed: bool, workers: int) -> WorkerPool:
    """Worker processes on this machine, which this process alone can reach."""
    import dask
    import distributed

    silence_dask()
    dask.config.set(
        {
            "distributed.worker.memory.target": False,
            "distributed.worker.memory.spill": False,
            "distributed.worker.memory.pause": False,
            "distributed.comm.timeouts.connect": "20s",
            # By default Dask measures itself 50 and 100 times a second, which takes a tenth of
            # what two cores can do.
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
        # The scheduler listens for HTTP in any case; 8787, its default port, may be taken.
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        memory_limit=WORKER_MEMORY_BYTES,
        silence_logs=logging.CRITICAL,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    client = distributed.Client(cluster, set_as_default=False)
    return WorkerPool(lesson, sandboxed, client, cluster)


def connect_to_pool(lesson: Lesson, sandboxed: bool, address: str) -> WorkerPool:
    """The workers of a running scheduler; the TLS settings come from Dask's configuration files.

    Raises CourseError when the scheduler can't be reached or it runs another version of Dask.
    """
    import distributed
    from distributed.comm.core import FatalCommClosedError

    silence_dask()
    security = _security(address)
    try:
        client = distributed.Client(
            address, timeout=SCHEDULER_TIMEOUT_SECONDS, set_as_default=False, security=security
        )
    except FatalCommClosedError:
        raise CourseError(
            f"The scheduler at {address} and this machine don't trust each other's certificates; "
            f"expected one that {security.tls_ca_file} has signed. Put the same files on both."
        ) from None
    except Exception as error:
        reason = " ".join(str(error).split())
        raise CourseError(
            f"There is no scheduler that can be reached at {address} ({type(error).__name__}: "
            f"{reason:.150}). Start one with `dask scheduler`, or give its address, such as "
            "tls://host:8786."
        ) from None
    pool = WorkerPool(lesson, sandboxed, client)
    try:
        _check_versions(client, address)
    except BaseException:
        pool.close()
        raise
    return pool


def _security(address: str) -> Any:
    """The TLS settings in Dask's configuration.

    Raises CourseError, naming the setting, for files with which a Dask client would fail obscurely.
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
        is_path = encrypted and "\n" not in path  # Dask takes a certificate's text, too
        if is_path and not os.access(path, os.R_OK):
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


def _check_versions(client: Any, address: str) -> None:
    """Raise CourseError unless scheduler and workers run this machine's Dask and Python."""
    try:
        reported = client.get_versions(check=False)
    except Exception as error:
        raise CourseError(
            f"The scheduler at {address} does not say its version ({type(error).__name__}); it "
            "may run another version of Dask. Install the same there."
        ) from None
    here = _compared_versions(reported["client"])
    processes = {f"The scheduler {address}": reported["scheduler"]}
    processes |= {f"The worker {worker}": about for worker, about in reported["workers"].items()}
    for process, about in processes.items():
        there = _compared_versions(about)
        for name, expected in here.items():
            if there[name] != expected:
                raise CourseError(
                    f"{process} has {name} {there[name]}; expected {expected}, as here. Install "
                    "the same version there."
                )


def _compared_versions(about: Any) -> dict[str, str]:
    """What must agree, of what Dask reports of a process: its version, and Python's first two."""
    packages = (about or {}).get("packages", {})
    python = str(packages.get("python", "")).split(".")[:2]
    return {"distributed": str(packages.get("distributed")), "Python": ".".join(python)}


def silence_dask() -> None:
    """Turn off what Dask logs of lost workers; the pool says it in its own words.

    On import Dask gives some loggers, ``distributed.client`` among them, a level of their own,
    which overrides their parent's; so each is set.
    """
    families = ("distributed", "tornado", "asyncio")
    existing = [name for name in logging.root.manager.loggerDict if name.startswith(families)]
    for name in {*families, *existing}:
        logging.getLogger(name).setLevel(logging.CRITICAL)
