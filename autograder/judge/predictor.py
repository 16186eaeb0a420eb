"""The prediction service: a process without any student's code that runs many networks."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.bridge import protocol
from autograder.bridge.channel import (
    BoxEndedError,
    Deadline,
    DeadlinePassedError,
    exchange_frames,
)
from autograder.bridge.client import pack_request
from autograder.checks.failures import CheckFailedError
from autograder.checks.network import Network
from autograder.networks import UnsupportedNetworkError
from autograder.networks.architecture import check_architecture
from autograder.networks.layers import MAX_NETWORK_PARAMETERS
from fmnist_lab.limits import NETWORK_SECONDS

WALL_TIME_FACTOR = 10  # the process computes and never waits; a busy machine takes longer
IMAGES_PER_REQUEST = 2_000

logger = logging.getLogger(__name__)


class PredictionService:
    """Runs networks in a process that is started when first needed, and again when it dies.

    ``start`` makes and starts a ProcessBox that runs ``autograder.bridge.predictor_server``;
    ``cpu_seconds`` bounds the computing for one network, all requests about it together.
    """

    def __init__(self, start: Callable[[], Any], cpu_seconds: float = NETWORK_SECONDS) -> None:
        self._start = start
        self._cpu_seconds = cpu_seconds
        self._box: Any = None
        self._network: Network | None = None  # the one that the process holds
        self._deadline: Deadline | None = None  # for that network
        self._answered = False  # whether the process has answered since it was started
        self.started = 0  # how often a process was started

    def predict(self, network: Network, x: np.ndarray) -> np.ndarray:
        """The rebuilt network's output for the images ``x``, float32.

        Raises CheckFailedError when the network gives no output.
        """
        if network is not self._network:
            self._load(network)
        answers = []
        for first in range(0, max(len(x), 1), IMAGES_PER_REQUEST):
            part = x[first : first + IMAGES_PER_REQUEST]
            answer = self._ask({"do": "predict", "x": part})
            if not isinstance(answer, np.ndarray) or len(answer) != len(part):
                raise self._lost("The network gave no output for some of the images.")
            answers.append(answer)
        output = np.concatenate(answers).astype(np.float32, copy=False)
        claimed = network.output_shape[1:]
        if "output_shape" not in network.architecture:  # a part of a network, which a check made
            return output
        if len(claimed) != output.ndim - 1 or any(
            size not in (None, real) for size, real in zip(claimed, output.shape[1:], strict=True)
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
            os.set_blocking(self._box.stdin.fileno(), False)
            self._answered = False
            self.started += 1
            logger.info("The prediction service has started a process")

    def close(self) -> None:
        """End the process."""
        box, self._box, self._network = self._box, None, None
        if box is not None:
            with contextlib.suppress(Exception):
                box.kill()

    def _load(self, network: Network) -> None:
        self._network = None
        if sum(w.size for w in network.weights) > MAX_NETWORK_PARAMETERS:
            raise CheckFailedError(
                "cannot-cross", f"The network has more than {MAX_NETWORK_PARAMETERS:,} parameters."
            )
        try:
            check_architecture(network.architecture)
        except UnsupportedNetworkError as problem:
            raise CheckFailedError("cannot-cross", str(problem)) from None
        self.prepare()
        # A new process first imports TensorFlow. The little CPU time that this takes counts too.
        used = self._box.usage().cpu_seconds if self._answered else 0.0
        wall_seconds = WALL_TIME_FACTOR * self._cpu_seconds
        self._deadline = Deadline(self._box, self._cpu_seconds, wall_seconds, used)
        self._ask({"do": "network", "network": network})
        self._network = network

    def _ask(self, request: dict[str, Any]) -> Any:
        assert self._deadline is not None
        read_fd, write_fd = self._box.stdout.fileno(), self._box.stdin.fileno()
        try:
            text_length, body = exchange_frames(
                read_fd, write_fd, pack_request(request), self._deadline
            )
            answer = protocol.unpack(body, text_length)
        except DeadlinePassedError:
            self.close()
            raise CheckFailedError(
                "too-slow",
                f"The network takes more than {self._cpu_seconds:g} seconds of computing for "
                "the images that it is judged on; expected a smaller one.",
            ) from None
        except (BoxEndedError, OSError, EOFError):
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
