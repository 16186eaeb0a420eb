"""A run that can be judged again: what crossed from the box, and what each call answered.

While a submission is judged, each exchange with its box is noted: the hash of the request, and
the answer. ``judge_again`` runs the checks as they are now on the notes. As long as they ask
what was asked, in the same order, they hear what they would hear from the box, and nothing is
run. When they ask anything else, there is no verdict: the submission must run again. Networks'
outputs in the clean box are noted too.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections import deque
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.bridge import protocol
from autograder.bridge.client import Bridge
from autograder.checks import Check, CheckResult, Network
from autograder.course import Lesson
from autograder.judge import GradingResult, JudgeSession
from autograder.judge.predictor import PredictionService
from autograder.judge.session import GradingRun, context_for, seed_of, submission_hash
from fmnist_lab.errors import CourseError

_SIZE = struct.Struct("<Q")
RECORDED_BYTES = 256 * 2**20  # of answers; what says more is not kept


class TapedSession(JudgeSession):
    """A session that notes what it hears."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clean: _TapedClean = _TapedClean(self._clean_process)

    def judge_taped(
        self, lesson: Lesson, notebook: Any, files: Mapping[str, bytes]
    ) -> tuple[GradingResult, bytes | None]:
        """As ``judge``, with a recording; None for a run that didn't come to its end or said much."""
        self.clean.noted = {}
        run = _Taped(self, lesson, submission_hash(notebook, files))
        run.go(notebook, files)
        whole = not run.outcome and run.room >= 0
        recording = run.recording(self.clean.noted) if whole else None
        return run.judged(), recording


class _Taped(GradingRun):
    def __init__(self, session: Any, lesson: Lesson, submission: str) -> None:
        super().__init__(session, lesson, submission)
        self.blobs = _Blobs()
        self.room = RECORDED_BYTES
        self.asked: list[tuple[str, list[tuple[str, int, int]]]] = []

    def ask(self, check: Check, bridge: Bridge) -> CheckResult:
        exchanges: list[tuple[str, int, int]] = []
        self.asked.append((check.id, exchanges))

        def note(request: bytes, text: int, body: bytes) -> None:
            self.room -= len(body)
            if self.room < 0:  # judged all the same, and run again where it must be judged again
                return
            exchanges.append((_hash(request), text, self.blobs.add(body)))

        bridge.heard = note
        try:
            return super().ask(check, bridge)
        finally:
            bridge.heard = None

    def recording(self, predictions: Mapping[str, np.ndarray]) -> bytes:
        """All that judging it again needs."""
        head = {
            "checks": self.asked,
            "predictions": {
                key: [self.blobs.add(np.ascontiguousarray(made).tobytes()), made.shape]
                for key, made in predictions.items()
            },
            "outputs": self.outputs,
            "errors": self.errors,
            "resources": self.resources,
            "places": self.places,
            "flags": list(self.flags),
            "sandboxed": self.session.sandboxed,
            "sizes": [len(blob) for blob in self.blobs.all],
        }
        text = json.dumps(head).encode()
        return b"".join([_SIZE.pack(len(text)), text, *self.blobs.all])


class _TapedClean(PredictionService):
    """Notes what networks answered."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.noted: dict[str, np.ndarray] = {}

    def predict(self, network: Network, x: np.ndarray) -> np.ndarray:
        made = super().predict(network, x)
        self.noted[_prediction_key(network, x)] = made
        return made


class _Blobs:
    """Pieces of bytes, each kept once."""

    def __init__(self) -> None:
        self.all: list[bytes] = []
        self._index: dict[str, int] = {}

    def add(self, blob: bytes) -> int:
        key = _hash(blob)
        if key not in self._index:
            self._index[key] = len(self.all)
            self.all.append(blob)
        return self._index[key]


# --- judging again -----------------------------------------------------------------------


class _RecordingDiffersError(BaseException):
    """A check asks what was not asked. No Exception: checks catch those."""


def judge_again(
    recording: bytes, lesson: Lesson, submission: str, secret: bytes
) -> GradingResult | None:
    """The verdict of today's checks on a recorded run; None when it must run again."""
    try:
        (length,) = _SIZE.unpack_from(recording)
        head = json.loads(recording[_SIZE.size : _SIZE.size + length])
        start, blobs = _SIZE.size + length, []
        for size in head["sizes"]:
            blobs.append(recording[start : start + size])
            start += size
        again = _Again(_Stored(secret, head["sandboxed"]), lesson, submission)
        return again.judge_all(head, blobs)
    except (
        _RecordingDiffersError,
        KeyError,
        ValueError,
        struct.error,
        CourseError,
    ):  # the last: no data here
        return None


class _Stored:
    """The part of a session that judging again needs."""

    def __init__(self, secret: bytes, sandboxed: bool) -> None:
        self.secret = secret
        self.sandboxed = sandboxed

    def seed(self, submission: str, check_id: str) -> str:
        """As a session's."""
        return seed_of(self.secret, submission, check_id)


class _Again(GradingRun):
    def __init__(self, stored: _Stored, lesson: Lesson, submission: str) -> None:
        super().__init__(stored, lesson, submission)  # type: ignore[arg-type]

    def judge_all(self, head: dict[str, Any], blobs: list[bytes]) -> GradingResult:
        """Run the checks in the order of the recording."""
        predictions = head["predictions"]

        def predict(network: Network, x: np.ndarray) -> np.ndarray:
            noted = predictions.get(_prediction_key(network, x))
            if noted is None:
                raise _RecordingDiffersError
            return np.frombuffer(blobs[noted[0]], np.float32).reshape(noted[1]).copy()

        self.outputs, self.errors = head["outputs"], head["errors"]
        self.resources, self.places, self.flags = head["resources"], head["places"], head["flags"]
        self.context = context_for(self.lesson, predict)
        for check_id, exchanges in head["checks"]:
            check = self.lesson.checks.get(check_id)
            if check is None:
                raise _RecordingDiffersError
            bridge = _Replay([(sha, text, blobs[at]) for sha, text, at in exchanges])
            self.results[check_id] = self.ask(check, bridge)
            if bridge.left:
                raise _RecordingDiffersError
        return self.judged()


class _Replay(Bridge):
    """Answers as the box did, as long as it is asked what the box was asked."""

    def __init__(self, exchanges: list[tuple[str, int, bytes]]) -> None:
        self.lost, self.late, self.printed, self.heard = "", False, "", None
        self.left = deque(exchanges)

    def _exchange(self, request: bytes, computing: float, waiting: float) -> tuple[int, bytes]:
        if not self.left or self.left[0][0] != _hash(request):
            raise _RecordingDiffersError
        _, text, body = self.left.popleft()
        return text, body


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _prediction_key(network: Network, x: np.ndarray) -> str:
    from autograder.judge.predictor import _write

    return _hash(protocol.pack({"network": network, "x": x}, _write))
