"""A run of the corpus that is killed leaves no process behind."""

from __future__ import annotations

import subprocess
import sys
import time

import psutil

from support.course import ROOT

PATIENCE_SECONDS = 300.0  # for a machine that is busy with other things


def test_its_processes_end_when_it_is_killed() -> None:
    command = [sys.executable, "-m", "autograder.cli", "verify", "02", "--part", "submissions"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    began, workers = time.monotonic(), []
    try:
        # A worker is ready when it has started the second process of its box.
        while not any(worker.children() for worker in workers):
            assert process.poll() is None and time.monotonic() - began < PATIENCE_SECONDS
            time.sleep(0.2)
            workers = [
                child
                for child in psutil.Process(process.pid).children()
                if "spawn_main" in " ".join(child.cmdline())
            ]
    finally:
        process.kill()
        process.wait()
    _, alive = psutil.wait_procs(workers, PATIENCE_SECONDS)
    for worker in alive:
        worker.kill()
    assert not alive
