"""The judge's side of the bridge: asks the box, and believes nothing that it says."""

from __future__ import annotations

import re
import select
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from autograder.bridge import protocol
from autograder.checks.capture import MAX_PRINTED_CHARACTERS, WALL_TIME_FACTOR
from autograder.checks.failures import CheckFailedError
from autograder.checks.function import CallResult, Function
from autograder.checks.network import Network

ADMITTING = 60.0
GRACE = 5.0  # seconds after a deadline for the box to keep it by itself
DYING = 2.0  # seconds between hanging up and being gone
LOOK = 0.2  # seconds between two looks at the box
_CODE = re.compile(r"[a-z][a-z0-9-]{0,50}")
# Codes that only the judge may give.
_OURS = {"check-broken", "not-reached", "cell-missing", "part-of-the-points", "no-answer"}


class Box(Protocol):
    """What is needed of a box (``autograder.sandbox.KernelBox``)."""

    @property
    def ended(self) -> str | None:
        """How the box ended; None while it runs."""

    def usage(self) -> Any:
        """What the box has used so far."""

    def kill(self) -> None:
        """End the box."""


NONSENSE = "The notebook's process gave an answer that can't be read."


class BoxLostError(CheckFailedError):
    """The box is gone, silent or talks nonsense."""


class CallTimeoutError(BoxLostError):
    """No answer within the deadline; the box is gone."""


def nonsense() -> BoxLostError:
    """One whole frame that holds nothing proper: the next one may, so the box lives on."""
    return BoxLostError("no-answer", NONSENSE)


class Bridge:
    """One connection to one box, made before any code of the student's ran.

    An answer that can't be read is no evidence. When none comes in time, or what comes is no
    frame, the box is killed, and every later question raises NoEvidence; ``lost`` says why, in a
    sentence. ``heard``, when set, is told each request, the length of its answer's JSON, and the
    answer's body.
    """

    def __init__(self, box: Box, path: Path) -> None:
        self.box = box
        self.lost = ""
        self.late = False
        self.printed = ""
        self.heard: Callable[[bytes, int, bytes], None] | None = None
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        deadline = time.monotonic() + 60
        while True:
            try:
                self.socket.connect(str(path))
                break
            except (FileNotFoundError, ConnectionRefusedError):
                if box.ended or time.monotonic() > deadline:
                    self.socket.close()
                    raise BoxLostError("no-answer", "The kernel did not start.") from None
                time.sleep(0.01)
        self.socket.setblocking(False)

    def hello(self) -> None:
        """Wait for the kernel. NoEvidence when it doesn't come."""
        if self._ask({"do": "hello"}, 120, 120).get("ready") is not True:
            raise self.lose("The kernel did not start.")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files into the box's working directory, before any cell has run."""
        content = {name: np.frombuffer(data, np.uint8) for name, data in files.items()}
        self._value(self._ask({"do": "put", "files": content}, 60, 60))

    def get(self, name: str, kind: str) -> Any:
        """One of the notebook's objects, as ``admit`` gives it; Failed as ``admit`` says."""
        request = {"do": "get", "name": name, "kind": kind}
        value = self._value(self._ask(request, ADMITTING, WALL_TIME_FACTOR * ADMITTING))
        if kind == "Function" and not isinstance(value, Function):
            raise nonsense()
        if kind == "Network" and not isinstance(value, Network):
            raise nonsense()
        return value

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def lose(self, why: str) -> BoxLostError:
        """Kill the box; the exception to raise."""
        if not self.lost:
            self.lost = why
            self.socket.close()
            self.box.kill()
        return BoxLostError("no-answer", self.lost)

    # --- objects that stay in the box ----------------------------------------------------

    def _caller(self, handle: int) -> Callable[..., CallResult]:
        def call(args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float) -> CallResult:
            request = {
                "do": "call",
                "handle": handle,
                "args": list(args),
                "kwargs": dict(kwargs),
                "deadline": deadline,
            }
            try:
                answer = self._ask(request, deadline, WALL_TIME_FACTOR * deadline)
            except CallTimeoutError:
                return CallResult(code="too-slow")
            if "raised" in answer:
                return self._raised(answer["raised"])
            return CallResult(value=self._value(answer))

        return call

    def _model(self, handle: int, method: str) -> Callable[..., Any]:
        def ask(*args: np.ndarray) -> Any:
            request = {"do": "model", "handle": handle, "method": method, "args": list(args)}
            try:
                return self._value(self._ask(request, 60, WALL_TIME_FACTOR * 60))
            except CallTimeoutError:
                raise CheckFailedError(
                    "too-slow", "The model did not answer within 60 seconds."
                ) from None

        return ask

    def _evaluate(self, handle: int) -> Callable[[np.ndarray, np.ndarray], dict[str, float]]:
        ask = self._model(handle, "ask")

        def evaluate(x: np.ndarray, y: np.ndarray) -> dict[str, float]:
            answer = ask(x, y)
            if not isinstance(answer, dict):
                raise nonsense()
            return {
                str(key): float(value)
                for key, value in answer.items()
                if isinstance(value, (int, float))
            }

        return evaluate

    def _respond(self, handle: int) -> Callable[[np.ndarray], np.ndarray]:
        ask = self._model(handle, "respond")

        def respond(x: np.ndarray) -> np.ndarray:
            answer = ask(x)
            if not isinstance(answer, np.ndarray) or answer.dtype.kind not in "fiu":
                raise nonsense()
            return answer.astype(np.float32)

        return respond

    # --- asking --------------------------------------------------------------------------

    def _ask(self, request: dict[str, Any], computing: float, waiting: float) -> dict[str, Any]:
        """The box's answer; NoEvidence when there is none."""
        if self.lost:
            raise BoxLostError("no-answer", self.lost)
        text, body = self._exchange(protocol.pack(request, _write_special), computing, waiting)
        try:
            answer = protocol.unpack(body, text, self._special)
        except (protocol.ProtocolError, MemoryError):
            answer = None
        if not isinstance(answer, dict):
            raise nonsense()
        printed = answer.get("printed")
        if isinstance(printed, str):
            self.printed = (self.printed + printed)[:MAX_PRINTED_CHARACTERS]
        return answer

    def _exchange(
        self, request: bytes, computing: float, waiting: float
    ) -> tuple[int, bytes | bytearray]:
        """One frame out, one frame in: the length of its JSON, and its body."""
        wait = _Wait(self.box, computing * 2 + GRACE, waiting + GRACE)
        try:
            self._send(request, wait)
            text, rest = protocol.head(bytes(self._receive(protocol.HEAD.size, wait)))
            body = self._receive(text + rest, wait)
        except _DeadlinePassedError:
            self.late = True
            self.lose("The notebook was stopped: it did not answer in time.")
            raise CallTimeoutError("too-slow", self.lost) from None
        except _BoxEndedError:
            raise self.lose("The notebook's process ended.") from None
        except (OSError, EOFError):
            # Its end is heard here first; only the box knows what it died of.
            until = time.monotonic() + DYING
            while not self.box.ended and time.monotonic() < until:
                time.sleep(0.02)
            raise self.lose("The notebook's process hung up.") from None
        except (protocol.ProtocolError, MemoryError):
            raise self.lose(NONSENSE) from None
        if self.heard is not None:
            self.heard(request, text, bytes(body))
        return text, body

    def _value(self, answer: dict[str, Any]) -> Any:
        failed = answer.get("failed")
        if isinstance(failed, dict):
            code, observed, example = (failed.get(k) for k in ("code", "observed", "example"))
            texts = isinstance(code, str) and isinstance(observed, str) and isinstance(example, str)
            if texts and _CODE.fullmatch(str(code)) and code not in _OURS:
                raise CheckFailedError(str(code), str(observed)[:2000], str(example)[:2000])
        if "value" not in answer:
            raise nonsense()
        return answer["value"]

    def _raised(self, raised: Any) -> CallResult:
        fields = raised if isinstance(raised, dict) else {}
        types = fields.get("types")
        if not isinstance(types, list) or not all(isinstance(t, str) for t in types):
            raise nonsense()
        message, place, code = (fields.get(k) for k in ("message", "place", "code"))
        if not (isinstance(message, str) and isinstance(place, str) and isinstance(code, str)):
            raise nonsense()
        if (code and not _CODE.fullmatch(code)) or code in _OURS or not (code or types):
            raise nonsense()
        return CallResult(
            exception_types=tuple(t[:100] for t in types[:20]),
            message=message[:500],
            place=place[:500],
            code=code,
        )

    def _special(self, kind: str, fields: Mapping[str, Any], reader: protocol.Reader) -> Any:
        handle = fields.get("handle")
        if type(handle) is not int:
            raise protocol.ProtocolError("a handle")
        if kind == "function":
            name = protocol.text_of(fields.get("name"), 200)
            return Function(name, self._caller(handle))
        if kind == "network":
            return Network(
                **protocol.read_network(fields, reader),
                ask=self._evaluate(handle),
                respond=self._respond(handle),
            )
        raise protocol.ProtocolError(kind)

    def _ready(self, event: int) -> bool:
        poll = select.poll()
        poll.register(self.socket, event)
        return bool(poll.poll(LOOK * 1000))

    def _send(self, data: bytes, wait: _Wait) -> None:
        view = memoryview(data)
        while view:
            wait.until(lambda: self._ready(select.POLLOUT))
            view = view[self.socket.send(view[: 2**20]) :]

    def _receive(self, count: int, wait: _Wait) -> bytearray:
        # Memory is taken as the bytes come: a forged length alone costs nothing.
        data = bytearray()
        while len(data) < count:
            wait.until(lambda: self._ready(select.POLLIN))
            piece = self.socket.recv(min(count - len(data), 2**20))
            if not piece:
                raise EOFError
            data += piece
        return data


class _DeadlinePassedError(Exception):
    """The deadline has passed."""


class _BoxEndedError(Exception):
    """The box has ended."""


class _Wait:
    """Waits as long as the box lives and has neither computed nor waited too much."""

    def __init__(self, box: Box, computing: float, waiting: float) -> None:
        self.box = box
        self.computing, self.waiting = computing, waiting
        self.started = time.monotonic()
        self.used: float | None = None
        self.looked = self.started

    def until(self, ready: Callable[[], bool]) -> None:
        """Return when ``ready`` (which itself waits a moment) says so."""
        while True:
            if ready():
                if time.monotonic() - self.started > self.waiting:
                    raise _DeadlinePassedError  # drips don't keep a call alive
                return
            if self.box.ended:
                raise _BoxEndedError
            now = time.monotonic()
            if now - self.started > self.waiting:
                raise _DeadlinePassedError
            if now - self.looked > 1:
                self.looked = now
                used = self.box.usage().cpu_seconds
                if self.used is None:
                    self.used = used
                elif used - self.used > self.computing:
                    raise _DeadlinePassedError


def _write_special(value: Any, writer: protocol.Writer) -> protocol.Tree:
    if isinstance(value, Network):
        return protocol.write_network(value, writer)
    raise TypeError(f"a {type(value).__name__} can't be sent")
