"""The side in the box: answers the judge over a Unix socket, in the process of the student's code.

This module is loaded before any code of the student's. A thread reads requests. What touches the
student's objects runs in the kernel's main thread, between two cells, where signals and
TensorFlow expect to run. The judge trusts nothing that is said here: a student's code can change
all of it, so this only has to be right for honest notebooks.

Requests are dicts with "do": "hello", "put", "get", "call", "model". Replies are dicts: "value"
or "failed" ({"code", "observed", "example"}) or, of a call, "raised"; and "printed".
"""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.bridge import other_machines, protocol
from autograder.checks.calls import CallResult
from autograder.checks.capture import TimeLimitReachedError, capture_output, time_limit
from autograder.checks.failures import CheckFailedError
from autograder.checks.function import Function
from autograder.checks.network import Network
from autograder.checks.run import Undefined, validate_object

MAX_HANDLES = 2_000
MAX_EXCEPTION_TYPES = 20


class Server:
    """Answers one connection, one request at a time.

    ``handles`` are the functions and networks that stay here and that the judge may ask.
    """

    def __init__(self, path: str, seed: int = 0) -> None:
        self.seed = seed
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(path)
        self.listener.listen(1)
        self.handles: list[Any] = []
        self.namespace: dict[str, Any] = {}
        self.run_in_main_thread: Callable[[Callable[[], None]], None] | None = None
        self.handlers = {"put": self.put, "get": self.get, "call": self.call, "model": self.model}

    def serve(self) -> None:
        """Answer the first one to connect, the judge, until it hangs up."""
        with contextlib.suppress(OSError, EOFError):
            connection, _ = self.listener.accept()
            self.listener.close()
            requests = connection.makefile("rb")
            while True:
                request = protocol.unpack(*protocol.read_frame(requests), self.read_special)
                connection.sendall(self.reply(request))

    def reply(self, request: dict[str, Any]) -> bytes:
        """The frame that answers a request."""
        if request["do"] == "hello":
            return protocol.pack(self.hello())
        replies: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        assert self.run_in_main_thread is not None
        self.run_in_main_thread(lambda: replies.put(self.handle_request(request)))
        return replies.get()

    def handle_request(self, request: dict[str, Any]) -> bytes:
        """Call the request's handler, in the main thread; returns the frame of its answer."""
        printed = ""
        try:
            with capture_output() as output:
                try:
                    answer = self.handlers[request["do"]](request)
                finally:
                    printed = output.text
            return protocol.pack({**answer, "printed": printed}, self.write_special)
        except CheckFailedError as error:
            failure = error
        except protocol.MessageTooLargeError:
            failure = CheckFailedError(
                "too-large", "It has too many parts to be checked; expected an array, or few."
            )
        except BaseException as error:  # a KeyboardInterrupt of the student's own included
            failure = CheckFailedError(
                "cannot-cross", f"It can't be looked at: {type(error).__name__}."
            )
        failed = {name: getattr(failure, name) for name in ("code", "observed", "example")}
        return protocol.pack({"failed": failed, "printed": printed})

    def hello(self) -> dict[str, Any]:
        """Wait for the kernel, and remember where its names and its loop are."""
        deadline = time.monotonic() + protocol.KERNEL_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            module = sys.modules.get("ipykernel.kernelapp")
            application = getattr(module, "IPKernelApp", None)
            if application is not None and application.initialized():
                app = application.instance()
                loop, kernel = getattr(app, "io_loop", None), getattr(app, "kernel", None)
                if loop is not None and kernel is not None:
                    self.run_in_main_thread = loop.add_callback
                    self.namespace = kernel.shell.user_ns
                    other_machines.install(kernel.shell)
                    return {"ready": True}
            time.sleep(0.01)
        return {"ready": False}

    def put(self, request: dict[str, Any]) -> dict[str, Any]:
        """Write the submission's files into the working directory, then seed the generators."""
        for name, content in request["files"].items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.tobytes())
        seed(self.seed)  # not earlier, since a kernel draws numbers of its own while it starts
        return {"value": None}

    def get(self, request: dict[str, Any]) -> dict[str, Any]:
        """One of the notebook's objects by name."""
        name = request["name"]
        value = self.namespace.get(name, Undefined())
        with time_limit(protocol.READ_OBJECT_TIMEOUT_SECONDS):
            try:
                return {"value": validate_object(name, request["kind"], value)}
            except TimeLimitReachedError:
                raise CheckFailedError("too-slow", f"`{name}` could not be read in time.") from None

    def call(self, request: dict[str, Any]) -> dict[str, Any]:
        """Call a function by its handle."""
        caller = self.handles[request["handle"]].caller
        outcome: CallResult = caller(
            tuple(request["args"]), dict(request["kwargs"]), request["deadline"]
        )
        if outcome.returned:
            return {"value": outcome.value}
        raised = {name: getattr(outcome, name) for name in protocol.TEXTS_OF_AN_EXCEPTION}
        types = list(outcome.exception_types)[:MAX_EXCEPTION_TYPES]
        return {"raised": {"types": types, **raised}}

    def model(self, request: dict[str, Any]) -> dict[str, Any]:
        """Ask the student's own model, by its handle."""
        network = self.handles[request["handle"]]
        methods = {"ask": network.call_evaluate, "respond": network.call_predict}
        return {"value": methods[request["method"]](*request["args"])}

    def add_handle(self, value: Any) -> int:
        """A number for an object that stays here."""
        if len(self.handles) >= MAX_HANDLES:
            raise CheckFailedError(
                "cannot-cross", "There are too many functions and networks to look at."
            )
        self.handles.append(value)
        return len(self.handles) - 1

    def write_special(self, value: Any, writer: protocol.Writer) -> protocol.Tree:
        """Write a function as a handle; a network as data, with a handle to its live model."""
        if isinstance(value, Function):
            return {"$": "function", "name": value.name, "handle": self.add_handle(value)}
        if isinstance(value, Network):
            return protocol.write_network(value, writer, self.add_handle(value))
        raise TypeError(f"a {type(value).__name__} can't be sent")

    def read_special(self, kind: str, fields: Mapping[str, Any], reader: protocol.Reader) -> Any:
        """Read the arguments of calls: networks and generators."""
        if kind == "rng":
            return protocol.generator(fields, reader)
        if kind == "network":
            return Network(**protocol.read_network(fields, reader))
        raise protocol.ProtocolError(kind)


def start(path: str, seed: int = 0) -> None:
    """Serve in a thread of its own."""
    threading.Thread(target=Server(path, seed).serve, name="bridge", daemon=True).start()


def seed(number: int) -> None:
    """Seed the generators that are loaded."""
    import random

    random.seed(number)
    np.random.seed(number)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(number)


def prepare() -> None:
    """Import what the environment asks for, then open the socket."""
    from fmnist_lab import training
    from fmnist_lab.keras_setup import load_keras

    other_machines.offer_data_to_keras()
    for name in filter(None, os.environ.get("COURSE_PRELOAD", "").split(",")):
        if name == "keras":
            load_keras()
            training.stop_every_fit_gently()
        else:
            __import__(name)
    start(os.environ["COURSE_BRIDGE"], int(os.environ["COURSE_SEED"]))
