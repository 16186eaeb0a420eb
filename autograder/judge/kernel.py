"""Runs cells in a boxed kernel, and keeps no more of what they show than there is room for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import zmq

from autograder.judge.relay import Relay

CELL_BYTES = 4 * 2**20  # of one cell's outputs that are kept
NOTEBOOK_BYTES = 32 * 2**20  # of all cells' outputs together
FLOOD_BYTES = 64 * 2**20  # received from one notebook, after which it is stopped
FLOOD_MESSAGES = 50_000  # likewise
READ_MESSAGES = 5_000  # of one cell that are read; of the others only the end is looked for
MESSAGE_BYTES = 16 * 2**20
PARTS = 100  # frames of one message
BRACKETS = 1_000_000  # of one message: each may become an object of 60 bytes and more
QUEUE = 200  # messages that may wait here
OUTPUTS = 1_000  # pieces of output of one cell
# Milliseconds to a second connection, which the relay refuses. With -1, for never, libzmq takes the
# socket's queue away with the connection: a message half read then aborts the process (fq.cpp).
RECONNECT = 3_600_000
LAST_WORDS = 2.0  # seconds for outputs that come after the reply
MIMETYPES = (
    "text/plain",
    "text/html",
    "text/markdown",
    "text/latex",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
)
_CUT = "\n[The rest of the output was left out: there was too much of it.]\n"


@dataclass
class CellResult:
    """One cell's outputs (nbformat's form), the last line of its error, how it was ended.

    ``ended`` is "" when the cell came back; else "time-limit", "output-limit", "silent", or the
    box's word.
    """

    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    ended: str = ""


class KernelClient:
    """Talks to the kernel of a box, whose sockets must be there already.

    The relay connects once and never again: later the student may have put something in their
    place.
    """

    def __init__(self, box: Any) -> None:
        from jupyter_client.session import Session

        info = box.connection
        self.box = box
        self.session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
        self.context: zmq.Context[Any] = zmq.Context()
        self.kept = 0
        self.received = 0  # bytes
        self.messages = 0
        self.unread_from = FLOOD_MESSAGES
        self.relay = Relay(box.exchange.parent, MESSAGE_BYTES, PARTS, FLOOD_BYTES + MESSAGE_BYTES)
        try:
            self.shell = self._connect(zmq.DEALER, info, "shell_port")
            self.iopub = self._connect(zmq.SUB, info, "iopub_port")
        except OSError:
            self.close()
            raise
        self.iopub.setsockopt(zmq.SUBSCRIBE, b"")

    def _connect(self, kind: int, info: dict[str, Any], port: str) -> Any:
        made = self.context.socket(kind)
        made.setsockopt(zmq.LINGER, 0)
        made.setsockopt(zmq.MAXMSGSIZE, MESSAGE_BYTES)
        made.setsockopt(zmq.RCVHWM, QUEUE)
        made.setsockopt(zmq.RECONNECT_IVL, RECONNECT)
        target = f"{info['ip']}-{info[port]}"
        made.connect(f"ipc://{self.relay.to(target)}")
        return made

    def close(self) -> None:
        """Let go of the sockets."""
        self.context.destroy(linger=0)
        self.relay.close()

    def ready(self, seconds: float = 120) -> bool:
        """Whether the kernel answers and its outputs arrive, before anything is run."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.box.ended:
            request = self.session.send(self.shell, "kernel_info_request", {})
            replied = heard = False
            turn = time.monotonic() + 1
            while time.monotonic() < turn and not (replied and heard):
                for source, message in self._receive(0.1):
                    if message and message["parent_header"].get("msg_id") == _id(request):
                        replied |= source == "shell"
                        heard |= source == "iopub"
            if replied and heard:
                return True
        return False

    def run(self, code: str, seconds: float) -> CellResult:
        """Run one cell, at most for ``seconds`` of wall time."""
        ran = CellResult()
        collected = _Outputs(self, ran)
        asked = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        request = _id(self.session.send(self.shell, "execute_request", asked))
        deadline = time.monotonic() + seconds
        self.unread_from = self.messages + READ_MESSAGES
        replied: float | None = None
        idle = forged = False
        while not ran.ended:
            came = self._receive(0.2 if replied is None else 0.05)
            for source, message in came:
                if message is None or message["parent_header"].get("msg_id") != request:
                    continue
                kind, content = message["msg_type"], message["content"]
                if source == "shell":
                    replied = replied or time.monotonic()
                elif kind == "status":
                    idle |= content.get("execution_state") == "idle"
                else:
                    collected.take(kind, content)
            now = time.monotonic()
            # Only the reply says that the cell is over: anyone may publish "idle".
            forged |= idle and replied is None  # the kernel's own comes after: what else may?
            quiet = idle and not (forged and came)
            if replied is not None and (quiet or now - replied > LAST_WORDS):
                break
            if collected.cut:
                self.unread_from = 0
            if self.flooded:
                ran.ended = "output-limit"
            elif self.relay.ended:
                ran.ended = self.relay.ended
            elif self.box.ended:
                ran.ended = self.box.ended
            elif now > deadline:
                ran.ended = "time-limit"
        collected.finish()
        return ran

    @property
    def flooded(self) -> bool:
        """Whether more came than anyone will look at."""
        return self.received > FLOOD_BYTES or self.messages > FLOOD_MESSAGES

    def _receive(self, seconds: float) -> list[tuple[str, dict[str, Any] | None]]:
        """What has come by now; None for messages that are none."""
        poller = zmq.Poller()
        poller.register(self.shell, zmq.POLLIN)
        poller.register(self.iopub, zmq.POLLIN)
        found = []
        for made, _ in poller.poll(int(seconds * 1000)):
            for _ in range(QUEUE):
                try:
                    parts = made.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    break
                self.received += sum(len(part) for part in parts)
                self.messages += 1
                source = "shell" if made is self.shell else "iopub"
                if source == "shell" or self._is_read(parts):
                    found.append((source, self._message(parts)))
        # Outputs first: those before a reply are not to be missed.
        return sorted(found, key=lambda pair: pair[0])

    def _is_read(self, parts: list[bytes]) -> bool:
        return self.messages <= self.unread_from or b'"idle"' in parts[-1][:100]

    def _message(self, parts: list[bytes]) -> dict[str, Any] | None:
        if self.flooded or sum(p.count(b"[") + p.count(b"{") for p in parts) > BRACKETS:
            return None
        try:
            _, signed = self.session.feed_identities(parts)
            message: dict[str, Any] = self.session.deserialize(signed)
        except Exception:  # forged: deserialize raises whatever its parts do
            return None
        proper = (
            isinstance(message.get("content"), dict)
            and isinstance(message.get("parent_header"), dict)
            and isinstance(message.get("msg_type"), str)
        )
        return message if proper else None


def _id(message: dict[str, Any] | None) -> str:
    assert message is not None  # what was sent has a header
    return str(message["header"]["msg_id"])


class _Outputs:
    """Collects a cell's outputs as nbformat wants them, bounded."""

    def __init__(self, kernel: KernelClient, ran: CellResult) -> None:
        self.kernel = kernel
        self.ran = ran
        self.room = self.had = max(0, min(CELL_BYTES, NOTEBOOK_BYTES - kernel.kept))
        self.shown: dict[str, list[dict[str, Any]]] = {}
        self.clear_next = False
        self.cut = False

    def take(self, kind: str, content: dict[str, Any]) -> None:
        """One message."""
        if kind == "clear_output":
            self.clear_next = bool(content.get("wait"))
            if not self.clear_next:
                self.ran.outputs.clear()
            return
        makers: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
            "stream": _stream,
            "display_data": _display,
            "update_display_data": _display,
            "execute_result": _display,
            "error": self._error,
        }
        made = makers[kind](content) if kind in makers else None
        if made is None:
            return
        self._bound(made)
        if self.clear_next and kind != "update_display_data":
            self.ran.outputs.clear()
            self.clear_next = False
        name = content.get("transient")
        display = name.get("display_id") if isinstance(name, dict) else None
        if kind == "update_display_data":
            for output in self.shown.get(str(display), []):
                output["data"] = made["data"]
            return
        last = self.ran.outputs[-1] if self.ran.outputs else {}
        if kind == "stream" and last.get("name") == made["name"]:
            last["text"] += made["text"]
        elif len(self.ran.outputs) < OUTPUTS:
            self.ran.outputs.append(made)
            if isinstance(display, str) and len(self.shown) < OUTPUTS:
                self.shown.setdefault(display, []).append(made)
        else:
            self.cut = True

    def _error(self, content: dict[str, Any]) -> dict[str, Any]:
        name, value = _text(content.get("ename")), _text(content.get("evalue"))
        if not self.ran.error:
            line = " ".join(f"{name}: {value}".split()) if value else name
            self.ran.error = line if len(line) <= 300 else line[:299] + "…"
        trace = content.get("traceback")
        lines = [_text(line) for line in trace] if isinstance(trace, list) else []
        return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}

    def _bound(self, output: dict[str, Any]) -> None:
        """Keep what there is room for."""
        if "text" in output:
            output["text"] = self._fit(output["text"])
        for key, value in list(output.get("data", {}).items()):
            if len(value) <= self.room:
                self.room -= len(value)
            else:  # a part of a picture shows nothing
                del output["data"][key]
                self.cut = True
        if "traceback" in output:
            output["ename"] = self._fit(output["ename"])
            output["evalue"] = self._fit(output["evalue"])
            output["traceback"] = [self._fit(line) for line in output["traceback"][:200]]

    def _fit(self, text: str) -> str:
        kept = text[: max(self.room, 0)]
        self.room -= len(kept)
        self.cut |= len(kept) < len(text)
        return kept

    def finish(self) -> None:
        """Say what was left out; count what was kept."""
        if self.cut:
            self.ran.outputs.append({"output_type": "stream", "name": "stdout", "text": _CUT})
        self.kernel.kept += self.had - self.room


def _stream(content: dict[str, Any]) -> dict[str, Any]:
    name = "stderr" if content.get("name") == "stderr" else "stdout"
    return {"output_type": "stream", "name": name, "text": _text(content.get("text"))}


def _display(content: dict[str, Any]) -> dict[str, Any] | None:
    data = content.get("data")
    kept = {
        mime: _text(value)
        for mime, value in (data.items() if isinstance(data, dict) else ())
        if mime in MIMETYPES and isinstance(value, str)
    }
    if not kept:
        return None
    made: dict[str, Any] = {"output_type": "display_data", "metadata": {}, "data": kept}
    count = content.get("execution_count")
    if type(count) is int:
        made |= {"output_type": "execute_result", "execution_count": count}
    return made


def _text(value: Any) -> str:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""
