"""What a worker does: says who it is, and judges what it is sent. One at a time."""

from __future__ import annotations

import atexit
import hashlib
import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course import Lesson
from fmnist_lab.errors import CourseError

if TYPE_CHECKING:
    from autograder.grading.recording import TapedSession
    from autograder.judge import GradingResult
    from autograder.sandbox import Limits


@dataclass(frozen=True)
class Task:
    """One screened submission on its way: the notebook as JSON, the files beside it by path."""

    lesson: str
    notebook: str = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    secret: bytes = field(repr=False)
    sandboxed: bool
    limits: Limits


@dataclass(frozen=True)
class TaskResult:
    """What came of it: a verdict and a recording; or why there is none.

    ``failed`` is the kind of exception that the judge raised, ``stopped`` a sentence about what
    is wrong with the machine.
    """

    judged: bytes = b""
    recording: bytes | None = None
    failed: str = ""
    stopped: str = ""


class _Node(dict[str, Any]):
    """A notebook's dicts with their keys as attributes, as nbformat's: importing that takes long."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


_lock = threading.Lock()
_sessions: dict[str, TapedSession] = {}


def who(lesson: str, sandboxed: bool) -> dict[str, str]:
    """The fingerprint of this process's course; "problem" says why it can't judge, or is ""."""
    from autograder.grading.cache_keys import fingerprint
    from autograder.judge.course_mount import data_files
    from autograder.judge.session import machine_errors

    about = Lesson(Path(), lesson)
    problem = ""
    try:
        with machine_errors():
            if sandboxed:
                from autograder.sandbox import require_sandbox

                require_sandbox()
            data_files(("train", "test") if about.traits.uses_keras else ("train",))
    except CourseError as error:
        problem = str(error)
    return {**fingerprint(about), "problem": problem}


def judge(task: Task) -> TaskResult:
    """Judge one submission; never raises for what a submission does."""
    with _lock:
        try:
            from autograder.judge.session import machine_errors

            with machine_errors():
                judged, recording = _session(task).judge_taped(
                    Lesson(Path(), task.lesson),
                    json.loads(task.notebook, object_hook=_Node),
                    task.files,
                )
                return TaskResult(to_bytes(judged), recording)
        except CourseError as error:
            return TaskResult(stopped=str(error))
        except Exception as error:
            import traceback

            return TaskResult(failed=f"{type(error).__name__}\n{traceback.format_exc()}")


def _session(task: Task) -> TapedSession:
    """The session that judges such tasks; it lives as long as the process."""
    from autograder.grading.recording import TapedSession

    about: list[Any] = [task.sandboxed, asdict(task.limits)]
    key = hashlib.sha256(json.dumps(about).encode() + task.secret).hexdigest()
    if key not in _sessions:
        close()
        _sessions[key] = TapedSession(
            Path(), sandboxed=task.sandboxed, limits=task.limits, secret=task.secret
        )
    return _sessions[key]


def close() -> None:
    """End this process's session."""
    while _sessions:
        _sessions.popitem()[1].close()


atexit.register(close)


def to_bytes(judged: GradingResult) -> bytes:
    """A verdict and its outputs as JSON."""
    about = {"verdict": json.loads(judged.verdict.to_json()), "outputs": judged.outputs}
    return json.dumps(about).encode()


def from_bytes(content: bytes) -> GradingResult:
    """Read one back."""
    from autograder.judge import GradingResult, Verdict

    about = json.loads(content)
    return GradingResult(Verdict.from_json(json.dumps(about["verdict"])), about["outputs"])
