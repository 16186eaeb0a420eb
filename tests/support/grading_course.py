"""A class that ``autograder grade`` grades, and clusters of workers for it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder import cli
from fmnist_lab import data
from support.course import ROOT, SOURCE
from support.nbgrader_class import NAME, Class

CHECKS = """
import os, signal
from autograder.checks import Function, expect, fail, graded

@graded(points=4, statement="`double` gives twice its input.", codes=("wrong-shape",))
def check_double(double: Function) -> float:
    got = expect.number(double(3), "double(3)")
    if got == 666:
        os.kill(os.getpid(), signal.SIGKILL)  # as a bug in the judge might
    if abs(got - 6) > 1:
        fail("wrong-type", f"double(3) is {got:g}; expected 6.")
    return 1.0 if got == 6 else 0.5

@graded(points=2, statement="`treble` gives three times its input.")
def check_treble(treble: Function) -> None:
    if expect.number(treble(3), "treble(3)") != 9:
        fail("wrong-type", "treble(3) is wrong.")
"""
RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "treble": "def treble(x):\n    return 3 * x",
    "essay": "Words.",
}
NEARLY = {**RIGHT, "double": "def double(x):\n    return 2 * x + 1"}
WRONG = {**RIGHT, "double": "def double(x):\n    return x"}


class Course(Class):
    """A class whose grading runs in processes of its own."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / "course")
        self.checks = directory / "small_lesson.py"
        directory.mkdir(exist_ok=True)
        self.checks.write_text(CHECKS)
        (self.course / "solutions" / NAME).mkdir(parents=True)
        (self.course / "solutions" / NAME / f"{NAME}.py").write_text(SOURCE)
        shutil.copy(ROOT / "nbgrader_config.py", self.course)

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SMALL_CHECKS": str(self.checks),
            "PYTHONPATH": str(ROOT / "tests"),
            "DASK_DISTRIBUTED__WORKER__PRELOAD": json.dumps(["support.small_checks"]),
        }

    def run_python(self, code: str) -> None:
        """Run ``code`` in the course, in a process of its own with the lesson's name as argument."""
        run = subprocess.run(
            [sys.executable, "-c", code, NAME],
            cwd=self.course,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert run.returncode == 0, run.stderr

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """``autograder grade`` in its own process group."""
        return subprocess.Popen(
            [sys.executable, "-m", "support.small_checks", "grade", "02", *arguments],
            cwd=self.course,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def grade(self, *arguments: str, status: int = 0) -> dict[str, Any]:
        """Grade, and give the summary."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=600)
        assert process.returncode == status, (out, err)
        self.said = err
        if status:
            return {}
        summary: dict[str, Any] = json.loads(
            (self.course / ".autograder" / f"{NAME}.json").read_text()
        )
        return summary

    def book(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        """All that the gradebook says of the lesson, but for the order in which it was written."""
        found = {}
        with self.gradebook() as gradebook:
            for submission in gradebook.assignment_submissions(NAME):
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        found[submission.student_id, grade.name] = (
                            submission.timestamp,
                            grade.auto_score,
                            grade.manual_score,
                            grade.needs_manual_grade,
                            notebook.late_submission_penalty,
                        )
        return found

    def shown(self) -> dict[str, Any]:
        """Every autograded notebook and verdict, but for what differs from run to run."""
        found = {}
        for path in sorted((self.course / "autograded").glob(f"*/{NAME}")):
            notebook = nbformat.read(path / f"{NAME}.ipynb", as_version=4)
            verdict = json.loads((path / "verdict.json").read_text())
            del verdict["resources"]
            found[path.parent.name] = (
                [(c.cell_type, c.source, c.get("outputs")) for c in notebook.cells],
                verdict,
            )
        return found


def fill(made: Course, more: int = 0) -> None:
    made.hand_in("ada", RIGHT)
    made.hand_in("bob", {})
    made.hand_in("cyd", NEARLY)
    made.place("dan")
    made.hand_in("eve", RIGHT, timestamp="2026-03-01 00:00:00 UTC")
    made.hand_in("fay", {**WRONG, "treble": "import os; os._exit(0)"})
    for number in range(more):
        made.hand_in(f"x{number:02d}", {**WRONG, "essay": f"Words {number}."})


def enrol(made: Course) -> None:
    """The assignment with its due date, and a penalty for those who are late."""
    config = made.course / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    from autograder.nbgrader_plugin.assignment import build_assignments

    build_assignments([made.lesson], gradebook=True)
    with made.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-02-01")


def one_at_a_time(made: Course, place: Path) -> Course:
    """The same class, graded by ``nbgrader autograde``."""
    other = Course(place)
    shutil.copy(made.checks, other.checks)
    for name in ("submitted", ".autograder", "nbgrader_config.py"):
        source, target = made.course / name, other.course / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("cache"))
        else:
            shutil.copy(source, target)
    enrol_again = other.course / "nbgrader_config.py"
    text = enrol_again.read_text().replace("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n", "")
    enrol_again.write_text(text)
    enrol(other)
    other.run_python(AUTOGRADE)
    return other


AUTOGRADE = """
import sys
from support import small_checks
small_checks.install()
from nbgrader.apps import NbGraderApp
sys.argv = ["nbgrader", "autograde", sys.argv[1]]
NbGraderApp.launch_instance()
"""


def digest(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and ".autograder" not in path.parts
    }


def wait_for(what: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def process_group(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[2])
    except (OSError, IndexError):
        return 0


class Cluster:
    """A scheduler and workers as on machines of their own."""

    def __init__(self, made: Course, place: Path) -> None:
        self.made, self.place = made, place
        self.file = place / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "scheduler",
            *("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter"),
            *("--scheduler-file", str(self.file)),
        )
        wait_for(self.file.is_file)
        self.address = json.loads(self.file.read_text())["address"]

    def _start(
        self, kind: str, *arguments: str, cwd: Path | None = None, **more: str
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, *arguments],
            cwd=cwd or self.place,
            env={**self.made.environment(), **more},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def worker(self, name: str, **more: str) -> subprocess.Popen[bytes]:
        """A worker with directories of its own: for its files, and for the data set."""
        own = self.place / name
        (own / "data").mkdir(parents=True)
        if "FMNIST_CACHE" not in more:
            data.load_table("train")  # fetched if no test before this one has
            shutil.copy(data.cache_directory() / "train.npy", own / "data")
        return self._start(
            "worker",
            *(self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(own), "--name", name),
            cwd=own,
            **{"FMNIST_CACHE": str(own / "data"), "TMPDIR": str(own), **more},
        )

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def refused(
    capsys: pytest.CaptureFixture[str],
    course: Path,
    *arguments: str,
    written: bool = False,
    status: int = 2,
) -> str:
    """The one sentence; nothing has changed."""
    before = digest(course)
    assert cli.main(["grade", *arguments]) == status
    said = capsys.readouterr()
    assert said.out == ""
    lines = [line for line in said.err.splitlines() if line]
    assert len(lines) == 1 and lines[0].startswith("error: ")
    if not written:
        assert digest(course) == before
    return lines[0]
