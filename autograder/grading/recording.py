"""Records a run so that it can be judged again: what crossed from the box, and networks' outputs.

While a submission is judged, ``Recorder`` notes each exchange with its box: the hash of the
request, and the answer. It notes the outputs of networks too. ``judge_again`` runs today's checks
on a recording. While their requests are the recorded ones, in the same order, they get the answers
that the box gave, and no code is run. At any other request there is no verdict, and the submission
must run again.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from autograder.bridge.client import Bridge, Transport, pack_request
from autograder.checks import Network
from autograder.course import Lesson
from autograder.judge import GradingResult, Isolation, JudgeSession, RunResult, seed_of
from autograder.judge.grader import Grader, context_for
from autograder.judge.runs import GradingRun
from autograder.judge.verdict import Flag
from fmnist_lab.errors import CourseError

_SIZE = struct.Struct("<Q")
MAX_RECORDED_BYTES = 256 * 2**20  # of answers; a run with more is not recorded


def judge_and_record(
    session: JudgeSession, lesson: Lesson, notebook: Any, files: Mapping[str, bytes]
) -> tuple[GradingResult, bytes | None]:
    """Judge as ``session.judge`` does; return the result and a recording.

    The recording is None when the run was stopped, or when its answers were too large together.
    """
    recorder = Recorder()
    run = session.run(lesson, notebook, files, recorder)
    recording = recorder.to_bytes(run) if not run.result.outcome and recorder.room >= 0 else None
    return run.grader.result(run.result), recording


class Recorder:
    """Notes what a box and networks answer while the checks of one submission are judged."""

    def __init__(self) -> None:
        self.room = MAX_RECORDED_BYTES
        self._blobs: dict[str, tuple[int, bytes]] = {}  # by hash: each is kept once
        self._checks: list[tuple[str, list[tuple[str, int, int]]]] = []
        self._predictions: dict[str, tuple[int, tuple[int, ...]]] = {}

    def transport(self, check_id: str, transport: Transport) -> Transport:
        """A transport for one check that notes what passes through ``transport``."""
        exchanges: list[tuple[str, int, int]] = []
        self._checks.append((check_id, exchanges))
        return _RecordingTransport(self, transport, exchanges)

    def predictor(
        self, predict: Callable[[Network, np.ndarray], np.ndarray]
    ) -> Callable[[Network, np.ndarray], np.ndarray]:
        """A function that notes what ``predict(network, x)`` gives."""

        def predict_and_note(network: Network, x: np.ndarray) -> np.ndarray:
            output = predict(network, x)
            blob = self.add(np.ascontiguousarray(output).tobytes())
            self._predictions[_prediction_key(network, x)] = blob, output.shape
            return output

        return predict_and_note

    def add(self, blob: bytes) -> int:
        """Keep ``blob``, and return its number among the kept ones."""
        return self._blobs.setdefault(_hash(blob), (len(self._blobs), blob))[0]

    def to_bytes(self, run: GradingRun) -> bytes:
        """All that judging the run again needs."""
        blobs = [blob for _, blob in self._blobs.values()]
        head = {
            "checks": self._checks,
            "predictions": self._predictions,
            "outputs": run.result.outputs,
            "errors": run.result.errors,
            "reasons": run.result.reasons,
            "resources": run.result.resources,
            "cells": run.grader.cells,
            "remarks": run.grader.remarks,
            "interrupted": run.result.interrupted,
            "flags": [asdict(flag) for flag in run.grader.flags],
            "isolation": run.grader.isolation,
            "sizes": [len(blob) for blob in blobs],
        }
        text = json.dumps(head).encode()
        return b"".join([_SIZE.pack(len(text)), text, *blobs])


@dataclass
class _RecordingTransport:
    recorder: Recorder
    transport: Transport
    exchanges: list[tuple[str, int, int]]

    def exchange(
        self, request: bytes, computing: float, waiting: float
    ) -> tuple[int, bytes | bytearray]:
        text_length, body = self.transport.exchange(request, computing, waiting)
        self.recorder.room -= len(body)
        if self.recorder.room >= 0:  # else the run is judged all the same, but not recorded
            entry = _hash(request), text_length, self.recorder.add(bytes(body))
            self.exchanges.append(entry)
        return text_length, body


# --- judging again -----------------------------------------------------------------------


class ReplayMismatchError(BaseException):
    """A check sends a request that was not recorded.

    It passes through the bridge and the check up to ``judge_again``. It is no Exception, since
    checks catch the exceptions that calls raise.
    """


class Replay:
    """A transport that gives the recorded answers while the requests are the recorded ones."""

    def __init__(self, exchanges: list[tuple[str, int, bytes]]) -> None:
        self.remaining = deque(exchanges)

    def exchange(self, request: bytes, computing: float, waiting: float) -> tuple[int, bytes]:
        """The recorded answer. Raises ReplayMismatchError for another request."""
        if not self.remaining or self.remaining[0][0] != _hash(request):
            raise ReplayMismatchError
        _, text_length, body = self.remaining.popleft()
        return text_length, body


def judge_again(
    recording: bytes, lesson: Lesson, submission: str, secret: bytes
) -> GradingResult | None:
    """The verdict of today's checks on a recorded run; None when the submission must run again.

    It must run again, too, when this machine does not have the data that the checks need.
    """
    try:
        (length,) = _SIZE.unpack_from(recording)
        head = json.loads(recording[_SIZE.size : _SIZE.size + length])
        start, blobs = _SIZE.size + length, []
        for size in head["sizes"]:
            blobs.append(recording[start : start + size])
            start += size
        return _judge_again(head, blobs, lesson, submission, secret)
    except (ReplayMismatchError, CourseError, KeyError, ValueError, TypeError, struct.error):
        return None


def _judge_again(
    head: dict[str, Any], blobs: list[bytes], lesson: Lesson, submission: str, secret: bytes
) -> GradingResult:
    def predict(network: Network, x: np.ndarray) -> np.ndarray:
        prediction = head["predictions"].get(_prediction_key(network, x))
        if prediction is None:
            raise ReplayMismatchError
        number, shape = prediction
        return np.frombuffer(blobs[number], np.float32).reshape(shape).copy()

    grader = Grader(
        lesson,
        submission,
        partial(seed_of, secret, submission),
        context_for(lesson, predict),
        Isolation(head["isolation"]),
    )
    grader.cells, grader.remarks = head["cells"], head["remarks"]
    grader.flags = [Flag(**flag) for flag in head["flags"]]
    for check_id, exchanges in head["checks"]:
        check = lesson.checks.get(check_id)
        if check is None:
            raise ReplayMismatchError
        replay = Replay([(sha, text_length, blobs[n]) for sha, text_length, n in exchanges])
        grader.judge(check, Bridge(replay))
        if replay.remaining:
            raise ReplayMismatchError
    run = RunResult(
        head["outputs"],
        head["errors"],
        resources=head["resources"],
        reasons=head.get("reasons", {}),  # recordings of earlier releases have none
        interrupted=head["interrupted"],
    )
    return grader.result(run)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _prediction_key(network: Network, x: np.ndarray) -> str:
    return _hash(pack_request({"network": network, "x": x}))
