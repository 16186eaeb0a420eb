"""The judge's side of the bridge: asks the box, and believes nothing that it says.

When no answer comes: the box itself stops a call at the call's deadline, and its process lives
on. When the box does not keep that deadline, ``BoxConnection`` kills the box some
seconds later; every later question then raises BoxLostError, and the judge ends the run.
"""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from autograder.bridge import protocol
from autograder.bridge.channel import (
    BoxEndedError,
    Deadline,
    DeadlinePassedError,
    RunningBox,
    exchange_frames,
)
from autograder.checks.calls import CallResult
from autograder.checks.capture import CUT, is_recording, shortened
from autograder.checks.failures import CheckFailedError
from autograder.checks.function import Function
from autograder.checks.network import Network
from fmnist_lab.limits import CALL_CLOCK_FACTOR

CONNECT_TIMEOUT_SECONDS = 60.0
PUT_TIMEOUT_SECONDS = 60.0
PUT_CLOCK_FACTOR = 10
MODEL_TIMEOUT_SECONDS = 60.0
GRACE_SECONDS = 5.0  # after a deadline, in which the box may keep the deadline by itself
MAX_EXCEPTION_TEXT = 800  # characters of each text about an exception
EXIT_WAIT_SECONDS = 2.0  # between the end of a connection and the end of the box
NONSENSE = "The notebook's process gave an answer that can't be read."
_CODE = re.compile(r"[a-z][a-z0-9-]{0,50}")
# Codes that only the judge may give.
_JUDGE_CODES = {"check-broken", "not-reached", "cell-missing", "part-of-the-points", "no-answer"}

logger = logging.getLogger(__name__)


class BoxLostError(CheckFailedError):
    """The box has no answer: it is gone, it is silent, or its answer can't be read."""


class CallTimeoutError(BoxLostError):
    """There was no answer before the deadline; the box has been killed."""


def unreadable_answer() -> BoxLostError:
    """The error for a whole frame that holds no proper answer: the box lives on."""
    return BoxLostError("no-answer", NONSENSE)


def pack_request(request: dict[str, Any]) -> bytes:
    """The frame of a request, which may hold networks."""

    def write_special(value: Any, writer: protocol.Writer) -> protocol.Tree:
        if isinstance(value, Network):
            return protocol.write_network(value, writer)
        raise TypeError(f"a {type(value).__name__} can't be sent")

    return protocol.pack(request, write_special)


class Transport(Protocol):
    """Carries a request to a box, and gives the answer."""

    def exchange(self, request: bytes, computing: float, waiting: float) -> protocol.Frame:
        """The answer's frame.

        The box should answer after at most ``computing`` seconds of processor time and
        ``waiting`` seconds by the clock. Raises BoxLostError when there is no answer.
        """


class BoxConnection:
    """The transport to a box: one connection, made before any code of the student's ran.

    When no answer comes in time, or what comes is no frame, the box is killed, and every later
    exchange raises BoxLostError. ``lost`` then says why, in a sentence, and ``timed_out``
    whether a deadline was the reason.
    """

    def __init__(self, box: RunningBox, path: Path) -> None:
        self.box = box
        self.lost = ""
        self.timed_out = False
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        deadline = time.monotonic() + CONNECT_TIMEOUT_SECONDS
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

    def exchange(self, request: bytes, computing: float, waiting: float) -> protocol.Frame:
        """The answer to a request; see ``Transport``."""
        if self.lost:
            raise BoxLostError("no-answer", self.lost)
        fd = self.socket.fileno()
        deadline = Deadline(self.box, computing * 2 + GRACE_SECONDS, waiting + GRACE_SECONDS)
        try:
            return exchange_frames(fd, fd, request, deadline)
        except DeadlinePassedError:
            self.timed_out = True
            self._lose("The notebook was stopped: it did not answer in time.")
            raise CallTimeoutError("too-slow", self.lost) from None
        except BoxEndedError:
            raise self._lose("The notebook's process ended.") from None
        except (OSError, EOFError):
            # The connection ends before the box does. The box is given time to end by itself, so
            # that its supervisor can report why.
            until = time.monotonic() + EXIT_WAIT_SECONDS
            while not self.box.ended and time.monotonic() < until:
                time.sleep(0.02)
            raise self._lose("The notebook's process hung up.") from None
        except (protocol.ProtocolError, MemoryError):
            raise self._lose(NONSENSE) from None

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()

    def _lose(self, why: str) -> BoxLostError:
        """Kill the box, and return the exception to raise."""
        logger.info("A box is lost: %s", why)
        self.lost = why
        self.socket.close()
        self.box.kill()
        return BoxLostError("no-answer", why)


class Bridge:
    """Asks a box for the notebook's objects, and for what they answer.

    A question whose answer can't be read raises BoxLostError, and earns nothing. ``printed`` is
    what the student's code printed meanwhile.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.printed = ""

    def hello(self) -> None:
        """Wait for the kernel. Raises BoxLostError when it does not come."""
        seconds = protocol.KERNEL_TIMEOUT_SECONDS
        answer = self._ask({"do": "hello"}, seconds, seconds)
        if answer.get("ready") is not True:
            raise BoxLostError("no-answer", "The kernel did not start.")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files into the box's working directory, before any cell has run."""
        content = {name: np.frombuffer(data, np.uint8) for name, data in files.items()}
        request = {"do": "put", "files": content}
        # No code of the student's has run: what takes long by the clock is a busy machine.
        waiting = PUT_CLOCK_FACTOR * PUT_TIMEOUT_SECONDS
        self._value(self._ask(request, PUT_TIMEOUT_SECONDS, waiting))

    def get(self, name: str, kind: str) -> Any:
        """One of the notebook's objects, as ``validate_object`` gives it.

        Raises CheckFailedError for what ``validate_object`` refuses.
        """
        seconds = protocol.READ_OBJECT_TIMEOUT_SECONDS
        request = {"do": "get", "name": name, "kind": kind}
        value = self._value(self._ask(request, seconds, CALL_CLOCK_FACTOR * seconds))
        if not isinstance(value, {"Function": Function, "Network": Network}.get(kind, object)):
            raise unreadable_answer()
        return value

    # --- objects that stay in the box ----------------------------------------------------

    def _call(
        self, handle: int, args: tuple[Any, ...], kwargs: Mapping[str, Any], deadline: float
    ) -> CallResult:
        request = {
            "do": "call",
            "handle": handle,
            "args": list(args),
            "kwargs": dict(kwargs),
            "deadline": deadline,
        }
        try:
            answer = self._ask(request, deadline, CALL_CLOCK_FACTOR * deadline)
        except CallTimeoutError:
            return CallResult(code="too-slow")
        if "raised" in answer:
            return self._raised(answer["raised"])
        printed = answer.get("printed")
        lines = printed.count("\n") if isinstance(printed, str) else 0
        return CallResult(value=self._value(answer), printed_lines=lines)

    def _ask_model(self, handle: int, method: str, *args: np.ndarray) -> Any:
        seconds = MODEL_TIMEOUT_SECONDS
        request = {"do": "model", "handle": handle, "method": method, "args": list(args)}
        try:
            return self._value(self._ask(request, seconds, CALL_CLOCK_FACTOR * seconds))
        except CallTimeoutError:
            raise CheckFailedError(
                "too-slow", f"The model did not answer within {seconds:g} seconds."
            ) from None

    def _evaluate(self, handle: int, x: np.ndarray, y: np.ndarray) -> dict[str, float]:
        answer = self._ask_model(handle, "ask", x, y)
        if not isinstance(answer, dict):
            raise unreadable_answer()
        return {
            str(key): float(value)
            for key, value in answer.items()
            if isinstance(value, (int, float))
        }

    def _predict(self, handle: int, x: np.ndarray) -> np.ndarray:
        answer = self._ask_model(handle, "respond", x)
        if not isinstance(answer, np.ndarray) or answer.dtype.kind not in "fiu":
            raise unreadable_answer()
        return answer.astype(np.float32)

    # --- asking --------------------------------------------------------------------------

    def _ask(self, request: dict[str, Any], computing: float, waiting: float) -> dict[str, Any]:
        """The box's answer. Raises BoxLostError when there is none."""
        logger.debug("The box is asked to %s %s", request["do"], request.get("name", ""))
        text_length, body = self.transport.exchange(pack_request(request), computing, waiting)
        try:
            answer = protocol.unpack(body, text_length, self._special)
        except (protocol.ProtocolError, MemoryError):
            answer = None
        if not isinstance(answer, dict):
            raise unreadable_answer()
        printed = answer.get("printed")
        if isinstance(printed, str) and is_recording() and not self.printed.endswith(CUT):
            self.printed = shortened(self.printed + printed)
        return answer

    def _value(self, answer: dict[str, Any]) -> Any:
        failed = answer.get("failed")
        if isinstance(failed, dict):
            code, observed, example = (failed.get(k) for k in ("code", "observed", "example"))
            texts = isinstance(code, str) and isinstance(observed, str) and isinstance(example, str)
            if texts and _CODE.fullmatch(str(code)) and code not in _JUDGE_CODES:
                raise CheckFailedError(str(code), str(observed)[:2000], str(example)[:2000])
        if "value" not in answer:
            raise unreadable_answer()
        return answer["value"]

    def _raised(self, raised: Any) -> CallResult:
        fields = raised if isinstance(raised, dict) else {}
        types = fields.get("types")
        if not isinstance(types, list) or not all(isinstance(t, str) for t in types):
            raise unreadable_answer()
        texts: dict[str, Any] = {}
        for name in protocol.TEXTS_OF_AN_EXCEPTION:
            text = fields.get(name)
            if not isinstance(text, str):
                raise unreadable_answer()
            texts[name] = text[:MAX_EXCEPTION_TEXT]
        code = texts.pop("code")
        if (code and not _CODE.fullmatch(code)) or code in _JUDGE_CODES or not (code or types):
            raise unreadable_answer()
        return CallResult(
            exception_types=tuple(t[:100] for t in types[:20]),
            code=code,
            **texts,
        )

    def _special(self, kind: str, fields: Mapping[str, Any], reader: protocol.Reader) -> Any:
        handle = fields.get("handle")
        if type(handle) is not int:
            raise protocol.ProtocolError("a handle")
        if kind == "function":
            name = protocol.text_of(fields.get("name"), 200)
            return Function(name, partial(self._call, handle))
        if kind == "network":
            return Network(
                **protocol.read_network(fields, reader),
                call_evaluate=partial(self._evaluate, handle),
                call_predict=partial(self._predict, handle),
            )
        raise protocol.ProtocolError(kind)
