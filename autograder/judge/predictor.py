"""The clean box: one process without any student's code that runs many networks."""

from __future__ import annotations

import contextlib
import os
import select
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.bridge import protocol
from autograder.checks.failures import CheckFailedError
from autograder.checks.network import Network
from autograder.networks import UnsupportedNetworkError
from autograder.networks.architecture import check_architecture
from autograder.networks.layers import MAX_PARAMETERS

CPU_SECONDS = 300.0  # for one network: all that is asked of it
PATIENCE = 4
CHUNK = 2_000  # images a request


class PredictionService:
    """Runs networks in a process that is started when first needed, and again when it dies."""

    def __init__(self, start: Callable[[], Any], cpu_seconds: float = CPU_SECONDS) -> None:
        self._start = start  # makes and starts a ProcessBox
        self._cpu_seconds = cpu_seconds
        self._box: Any = None
        self._held: Network | None = None
        self._began = (0.0, 0.0)  # the clock and what the process had used, for this network
        self._answered = False  # since the process was started
        self.started = 0  # how often a process was started

    def predict(self, network: Network, x: np.ndarray) -> np.ndarray:
        """The rebuilt network's output for ``x``, float32. Failed when there is none."""
        if network is not self._held:
            self._hold(network)
        answers = []
        for first in range(0, max(len(x), 1), CHUNK):
            part = x[first : first + CHUNK]
            answer = self._ask({"do": "predict", "x": part})
            if not isinstance(answer, np.ndarray) or len(answer) != len(part):
                raise self._lost("The network gave no output for some of the images.")
            answers.append(answer)
        output = np.concatenate(answers).astype(np.float32, copy=False)
        claimed = network.output_shape[1:]
        if len(claimed) != output.ndim - 1 or any(
            size not in (None, found) for size, found in zip(claimed, output.shape[1:], strict=True)
        ):
            raise CheckFailedError(
                "cannot-cross",
                f"The network gives outputs of shape {(None, *output.shape[1:])}, and it was said "
                f"to give {network.output_shape}.",
            )
        return output

    def prepare(self) -> None:
        """Start the process if there is none; doesn't wait for it."""
        if self._box is None or self._box.ended:
            self.close()
            self._box = self._start()
            self._answered = False
            self.started += 1

    def close(self) -> None:
        """End the process."""
        box, self._box, self._held = self._box, None, None
        if box is not None:
            with contextlib.suppress(Exception):
                box.kill()

    def _hold(self, network: Network) -> None:
        self._held = None
        if sum(w.size for w in network.weights) > MAX_PARAMETERS:
            raise CheckFailedError(
                "cannot-cross", f"The network has more than {MAX_PARAMETERS:,} parameters."
            )
        try:
            check_architecture(network.architecture)
        except UnsupportedNetworkError as problem:
            raise CheckFailedError("cannot-cross", str(problem)) from None
        self.prepare()
        # A new process imports first: what it used for that counts, and is little.
        used = self._box.usage().cpu_seconds if self._answered else 0.0
        self._began = (time.monotonic(), used)
        self._ask({"do": "network", "network": network})
        self._held = network

    def _ask(self, request: dict[str, Any]) -> Any:
        try:
            self._send(protocol.pack(request, _write))
            text, rest = protocol.head(bytes(self._receive(protocol.HEAD.size)))
            answer = protocol.unpack(self._receive(text + rest), text)
        except (OSError, EOFError):
            raise self._lost("The network ended the process that ran it.") from None
        except protocol.ProtocolError:
            raise self._lost("The process that ran the network gave no proper answer.") from None
        self._answered = True
        if isinstance(answer, dict) and "value" in answer:
            return answer["value"]
        failed = answer.get("failed") if isinstance(answer, dict) else None
        raise CheckFailedError("cannot-cross", str(failed)[:600])

    def _lost(self, why: str) -> CheckFailedError:
        self.close()
        return CheckFailedError("cannot-cross", why)

    def _send(self, data: bytes) -> None:
        view, fd = memoryview(data), self._box.stdin.fileno()
        os.set_blocking(fd, False)
        while view:
            self._wait(fd, select.POLLOUT)
            with contextlib.suppress(BlockingIOError):
                view = view[os.write(fd, view[: 2**16]) :]

    def _receive(self, count: int) -> bytearray:
        data, fd = bytearray(), self._box.stdout.fileno()
        while len(data) < count:
            self._wait(fd, select.POLLIN)
            piece = os.read(fd, min(count - len(data), 2**20))
            if not piece:
                raise EOFError
            data += piece
        return data

    def _wait(self, fd: int, event: int) -> None:
        poll = select.poll()
        poll.register(fd, event)
        while not poll.poll(500):
            if self._box.ended:
                raise EOFError
            clock, used = self._began
            computed = self._box.usage().cpu_seconds - used
            if (
                computed > self._cpu_seconds
                or time.monotonic() - clock > PATIENCE * self._cpu_seconds
            ):
                self.close()
                raise CheckFailedError(
                    "too-slow",
                    f"The network takes more than {self._cpu_seconds:g} seconds of computing for "
                    "the images that it is judged on; expected a smaller one.",
                )


def _write(value: Any, writer: protocol.Writer) -> protocol.Tree:
    if isinstance(value, Network):
        return protocol.write_network(value, writer)
    raise TypeError(f"a {type(value).__name__} can't be sent")
