"""What a worker process does: it reports its versions, and judges one submission at a time."""

from __future__ import annotations

import atexit
import json
import logging
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import sandbox
from autograder.course import Lesson
from autograder.course.log import show_log_of_worker
from autograder.grading.cache_keys import fingerprint
from autograder.grading.recording import judge_and_record
from autograder.judge import GradingResult, JudgeSession, Verdict, machine_errors
from autograder.judge.course_mount import data_files
from fmnist_lab.errors import CourseError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class JudgingTask:
    """A screened submission for a worker: the notebook as JSON, the files beside it by path."""

    lesson: str
    notebook: str = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    secret: bytes = field(repr=False)
    sandboxed: bool


@dataclass(frozen=True)
class TaskJudged:
    """The result as ``to_bytes`` writes it, and the recording of the run, if it can be kept."""

    result: bytes
    recording: bytes | None = None


@dataclass(frozen=True)
class JudgeFailed:
    """The judge raised an exception, which is a mistake of ours: its class and its traceback."""

    error_name: str
    details: str = ""


@dataclass(frozen=True)
class MachineFailed:
    """The worker's machine can't judge: ``message`` is a sentence that says why."""

    message: str


TaskResult = TaskJudged | JudgeFailed | MachineFailed


class _NotebookNode(dict[str, Any]):
    """Dicts with their keys as attributes, as nbformat's NotebookNode has them.

    A worker needs nothing else of nbformat, whose import takes as long as judging a notebook.
    """

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


_lock = threading.Lock()
# At most one session, by what it was made with: whether sandboxed, and the secret.
_sessions: dict[tuple[bool, bytes], JudgeSession] = {}


def worker_info(lesson: str, sandboxed: bool) -> dict[str, str]:
    """The fingerprint of this process's course; "problem" says why it can't judge, or is "".

    A dictionary, since the coordinator that reads it may have another version of this module.
    """
    show_log_of_worker()
    about = Lesson(Path(), lesson)
    problem = ""
    try:
        with machine_errors():
            if sandboxed:
                sandbox.require_sandbox()
            data_files(("train", "test") if about.traits.uses_keras else ("train",))
    except CourseError as error:
        problem = str(error)
    return {**fingerprint(about), "problem": problem}


def judge_task(task: JudgingTask) -> TaskResult:
    """Judge one submission; never raises for what a submission does."""
    with _lock:
        started = time.monotonic()
        try:
            with machine_errors():
                result, recording = judge_and_record(
                    _session(task),
                    Lesson(Path(), task.lesson),
                    json.loads(task.notebook, object_hook=_NotebookNode),
                    task.files,
                )
        except CourseError as error:
            return MachineFailed(str(error))
        except Exception as error:
            return JudgeFailed(type(error).__name__, traceback.format_exc())
        logger.info("Judged in %.1f s", time.monotonic() - started)
        return TaskJudged(to_bytes(result), recording)


def _session(task: JudgingTask) -> JudgeSession:
    """The session that judges such tasks; it lives until a task of another kind comes."""
    key = task.sandboxed, task.secret
    if key not in _sessions:
        close_session()
        _sessions[key] = JudgeSession(Path(), sandboxed=task.sandboxed, secret=task.secret)
    return _sessions[key]


@atexit.register
def close_session() -> None:
    """End this process's session."""
    while _sessions:
        _sessions.popitem()[1].close()


def to_bytes(result: GradingResult) -> bytes:
    """A verdict and its outputs as JSON."""
    content = {"verdict": json.loads(result.verdict.to_json()), "outputs": result.outputs}
    return json.dumps(content).encode()


def from_bytes(content: bytes) -> GradingResult:
    """Read a result back. Raises CourseError, ValueError, KeyError or TypeError for another."""
    parts = json.loads(content)
    return GradingResult(Verdict.from_json(json.dumps(parts["verdict"])), parts["outputs"])
