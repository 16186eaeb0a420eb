"""The program of the prediction service: rebuilds networks and runs them.

It answers one request at a time, in frames over standard input and output. {"do": "network",
"network": ...} rebuilds a network and forgets the last one; {"do": "predict", "x": array} runs it.
Replies are {"value": ...} or {"failed": sentence}. Of a student's work only
architectures and weights ever come here.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

import numpy as np

from autograder.bridge import protocol
from autograder.networks import UnsupportedNetworkError, rebuild

BATCH = 256


class Predictor:
    """Holds one network at a time."""

    def __init__(self) -> None:
        self.model: Any = None
        self.handlers = {"network": self.load, "predict": self.predict}

    def load(self, request: dict[str, Any]) -> None:
        """Rebuild the network, in place of the last one."""
        import keras

        self.model = None
        keras.backend.clear_session()
        keras.utils.set_random_seed(0)
        fields = request["network"]
        self.model = rebuild(fields["architecture"], fields["weights"])

    def predict(self, request: dict[str, Any]) -> np.ndarray:
        """The network's output, float32."""
        output = self.model.predict(request["x"], verbose=0, batch_size=BATCH)
        return np.asarray(output, dtype=np.float32)

    def reply(self, request: dict[str, Any]) -> bytes:
        """The frame that answers a request."""
        try:
            return protocol.pack({"value": self.handlers[request["do"]](request)})
        except UnsupportedNetworkError as problem:
            return protocol.pack({"failed": str(problem)})
        except Exception as error:  # a network that can be built but not run
            message = " ".join(str(error).split())[:300]
            return protocol.pack({"failed": f"The network can't be run: {message}"})


def _special(kind: str, fields: Mapping[str, Any], reader: protocol.Reader) -> Any:
    if kind != "network":
        raise protocol.ProtocolError(kind)
    return protocol.read_network(fields, reader)


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer until the requests end."""
    predictor = Predictor()
    with contextlib.suppress(EOFError):
        while True:
            request = protocol.unpack(*protocol.read_frame(requests), _special)
            replies.write(predictor.reply(request))
            replies.flush()


def main() -> None:
    """Serve; replies have their own descriptor, so that TensorFlow's output can't mix with them."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from fmnist_lab.keras_setup import load_keras

    load_keras()  # while the first network is still being made
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
