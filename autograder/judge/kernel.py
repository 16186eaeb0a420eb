"""Runs cells in the kernel of a box, and keeps a bounded amount of their output."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import zmq

from autograder.judge.cell_limits import CellLimits
from autograder.judge.outputs import CellResult, OutputCollector
from autograder.judge.relay import FrameCounter, KernelEnding, Relay
from fmnist_lab.limits import FLOOD_BYTES, FLOOD_MESSAGES, SHOWN_CHARACTERS

READ_MESSAGES = 5_000  # read per cell; of later messages only the kernel's "idle" is read
MAX_MESSAGE_BYTES = 16 * 2**20
MAX_MESSAGE_FRAMES = 100
MAX_MESSAGE_BRACKETS = 1_000_000  # each may become an object of 60 bytes and more
MAX_WAITING_MESSAGES = 200  # in each of the judge's sockets
# How long a socket waits before it connects again, which the relay would refuse. The value -1, for
# never, is of no use: with the connection libzmq then deletes the socket's queue, and a half-read
# message aborts the process (fq.cpp).
RECONNECT_MILLISECONDS = 3_600_000
LAST_OUTPUT_SECONDS = 2.0  # for outputs that come after the reply
KERNEL_TIMEOUT_SECONDS = 120.0


class BoxKernelClient:
    """Talks to the kernel of a box, whose sockets must be there already.

    The relay connects to each socket once and never again, since the student's code may later put
    another socket in its place.
    """

    def __init__(self, box: Any) -> None:
        from jupyter_client.session import Session

        info = box.connection
        self.box = box
        self.session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
        self.context: zmq.Context[Any] = zmq.Context()
        self.output_characters = 0  # of all cells' outputs that are kept
        self.received = 0  # bytes
        self.messages = 0
        self.unread_from = FLOOD_MESSAGES
        limits = MAX_MESSAGE_BYTES, MAX_MESSAGE_FRAMES, FLOOD_BYTES + MAX_MESSAGE_BYTES
        self.relay = Relay(box.exchange.parent, partial(FrameCounter, *limits))
        try:
            self.shell = self._connect(zmq.DEALER, info, "shell_port")
            self.iopub = self._connect(zmq.SUB, info, "iopub_port")
            self.control = self._connect(zmq.DEALER, info, "control_port")  # nothing is read of it
        except OSError:
            self.close()
            raise
        self.iopub.setsockopt(zmq.SUBSCRIBE, b"")

    def _connect(self, kind: int, info: dict[str, Any], port: str) -> Any:
        connected = self.context.socket(kind)
        connected.setsockopt(zmq.LINGER, 0)
        connected.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE_BYTES)
        connected.setsockopt(zmq.RCVHWM, MAX_WAITING_MESSAGES)
        connected.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MILLISECONDS)
        target = f"{info['ip']}-{info[port]}"
        connected.connect(f"ipc://{self.relay.to(target)}")
        return connected

    def close(self) -> None:
        """Close the sockets."""
        self.context.destroy(linger=0)
        self.relay.close()

    def ready(self, seconds: float = KERNEL_TIMEOUT_SECONDS) -> bool:
        """Whether the kernel answers and its outputs arrive, before anything is run."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.box.ended:
            request = self.session.send(self.shell, "kernel_info_request", {})
            replied = heard = False
            next_request = time.monotonic() + 1
            while time.monotonic() < next_request and not (replied and heard):
                for source, message in self._receive(0.1):
                    if message and message["parent_header"].get("msg_id") == _id(request):
                        replied |= source == "shell"
                        heard |= source == "iopub"
            if replied and heard:
                return True
        return False

    def run(self, code: str, limits: CellLimits) -> CellResult:
        """Run one cell of source ``code``, which ``limits`` may interrupt or stop."""
        result = CellResult()
        collector = OutputCollector(result, SHOWN_CHARACTERS - self.output_characters)
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = _id(self.session.send(self.shell, "execute_request", content))
        limits.begin_cell()
        self.unread_from = self.messages + READ_MESSAGES
        replied: float | None = None
        idle = forged = False
        while not result.ended:
            messages = self._receive(0.2 if replied is None else 0.05)
            for source, message in messages:
                if message is None or message["parent_header"].get("msg_id") != request:
                    continue
                kind, content = message["msg_type"], message["content"]
                if source == "shell":
                    replied = replied or time.monotonic()
                elif kind == "status":
                    idle |= content.get("execution_state") == "idle"
                else:
                    collector.take(kind, content)
            now = time.monotonic()
            # Only the reply says that the cell is over: anyone may publish "idle". An "idle" before
            # the reply is not the kernel's own: more outputs may come after it.
            forged |= idle and replied is None
            quiet = idle and not (forged and messages)
            if replied is not None and (quiet or now - replied > LAST_OUTPUT_SECONDS):
                break
            if collector.cut:
                self.unread_from = 0
            if self.flooded:
                result.ended = KernelEnding.OUTPUT_LIMIT
            elif self.relay.ended:
                result.ended = self.relay.ended
            elif self.box.ended:
                result.ended = self.box.ended
            elif limits.wants_interrupt():
                self.interrupt()
            elif limits.waited_too_long:
                result.ended = KernelEnding.TIME_LIMIT
        collector.finish()
        self.output_characters += collector.used
        return result

    def interrupt(self) -> None:
        """Interrupt the cell that runs, as Jupyter's Stop button does. It may take no notice."""
        self.session.send(self.control, "interrupt_request", {})

    @property
    def flooded(self) -> bool:
        """Whether the kernel has sent more than one notebook may send."""
        return self.received > FLOOD_BYTES or self.messages > FLOOD_MESSAGES

    def _receive(self, seconds: float) -> list[tuple[str, dict[str, Any] | None]]:
        """The messages that have come, each after "shell" or "iopub"; a malformed one is None."""
        poller = zmq.Poller()
        poller.register(self.shell, zmq.POLLIN)
        poller.register(self.iopub, zmq.POLLIN)
        received = []
        for ready, _ in poller.poll(int(seconds * 1000)):
            for _ in range(MAX_WAITING_MESSAGES):
                try:
                    parts = ready.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    break
                self.received += sum(len(part) for part in parts)
                self.messages += 1
                source = "shell" if ready is self.shell else "iopub"
                is_read = self.messages <= self.unread_from or b'"idle"' in parts[-1][:100]
                if source == "shell" or is_read:
                    received.append((source, self._message(parts)))
        # Outputs come first: none that was sent before a reply is missed.
        return sorted(received, key=lambda pair: pair[0])

    def _message(self, parts: list[bytes]) -> dict[str, Any] | None:
        if self.flooded or sum(p.count(b"[") + p.count(b"{") for p in parts) > MAX_MESSAGE_BRACKETS:
            return None
        try:
            _, signed = self.session.feed_identities(parts)
            message: dict[str, Any] = self.session.deserialize(signed)
        except Exception:  # a forged message can make deserialize raise nearly anything
            return None
        well_formed = (
            isinstance(message.get("content"), dict)
            and isinstance(message.get("parent_header"), dict)
            and isinstance(message.get("msg_type"), str)
        )
        return message if well_formed else None


def _id(message: dict[str, Any] | None) -> str:
    assert message is not None  # a message that was sent has a header
    return str(message["header"]["msg_id"])
