"""Run jobs in fresh processes that don't pay for imports again.

``Fresh`` starts one Python that imports what the jobs need and then does nothing but fork: each
job is a child of a process that has never run one. For our own code only: students' processes
are never forked from a shared template.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from fmnist_lab.errors import EnvironmentFailure

QUIET = {
    "MPLBACKEND": "Agg",
    "CUDA_VISIBLE_DEVICES": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "KERAS_BACKEND": "tensorflow",
}


class Fresh:
    """A template process; ``run`` gives the answer of one job, one at a time."""

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - as long-lived as the process
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder._fresh", *preload],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            env={**os.environ, **QUIET},
            text=True,
        )

    def run(self, cells: list[tuple[str, str]], seconds: float, cwd: Path) -> dict[str, Any]:
        """Run the cells in a new process in ``cwd``; {"status": ...} says how it ended.

        "ok" comes with what ``run_cells`` gives, "too slow" and "died" with nothing.
        """
        assert self.process.stdin and self.process.stdout
        with tempfile.TemporaryDirectory(prefix="autograder-") as place:
            job = Path(place) / "job.json"
            answer = Path(place) / "answer.json"
            job.write_text(
                json.dumps(
                    {
                        "cells": cells,
                        "seconds": seconds,
                        "cwd": str(cwd),
                        "answer": str(answer),
                    }
                )
            )
            try:
                self.process.stdin.write(f"{job}\n")
                self.process.stdin.flush()
                status = self.process.stdout.readline().strip()
            except OSError:
                status = ""
            if status == "ok" and answer.is_file():
                return {"status": "ok", **json.loads(answer.read_text())}
            if not status:
                self.said.seek(0)
                last = self.said.read().decode(errors="replace").strip().splitlines()[-1:]
                raise EnvironmentFailure(
                    "The process that runs submissions ended with status "
                    f"{self.process.wait(10)}: {''.join(last) or 'it said nothing'}"
                )
            return {"status": status if status == "too slow" else "died"}

    def __enter__(self) -> Fresh:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            assert self.process.stdin and self.process.stdout
            self.process.stdin.close()
            self.process.stdout.close()
        self.process.terminate()
        self.process.wait()
        self.said.close()


def _serve(preload: Sequence[str]) -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what an import prints is no answer
    for name in preload:
        __import__(name)
    for line in sys.stdin:
        job = json.loads(Path(line.strip()).read_text())
        print(_one(job), file=answers, flush=True)


def _one(job: dict[str, Any]) -> str:
    child = os.fork()
    if child == 0:
        try:
            _child(job)
            os._exit(0)
        except BaseException:
            os._exit(1)
    deadline = time.monotonic() + job["seconds"]
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "ok" if status == 0 else "died"
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "too slow"


def _child(job: dict[str, Any]) -> None:
    from autograder._cells import run_cells

    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)
    os.chdir(job["cwd"])
    answer = run_cells([(name, code) for name, code in job["cells"]])
    Path(job["answer"]).write_text(json.dumps(answer))


if __name__ == "__main__":
    _serve(sys.argv[1:])
