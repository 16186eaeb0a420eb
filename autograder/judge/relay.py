"""A proxy between kernel and judge. It ends a connection whose message takes too much memory.

ZeroMQ delivers a message when its last frame has come, and keeps all frames in memory until then.
It can bound the size of each frame, but not their number, so a student's process could fill the
judge's memory. The relay therefore counts the frames that pass (ZMTP 3.1,
rfc.zeromq.org/spec/37), and closes the connection at the first frame beyond the limits.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

GREETING_BYTES = 64  # of ZMTP 3; versions before it, which no kernel here uses, have a shorter one
MORE, LONG, COMMAND = 1, 2, 4  # a frame's flags
CHUNK_BYTES = 2**16


class KernelEnding(StrEnum):
    """Why the judge stopped listening to a kernel."""

    TIME_LIMIT = "time-limit"  # its cells waited for longer than they may
    OUTPUT_LIMIT = "output-limit"  # it sent more than the judge accepts
    SILENT = "silent"  # it sent bytes that are no message, or no longer answered


class FrameCounter:
    """Follows the frames of one direction of a connection, whose bytes come in pieces of any size.

    A message may have at most ``message_bytes`` bytes in at most ``parts`` frames. The connection
    may carry at most ``total`` bytes.
    """

    def __init__(self, message_bytes: int, parts: int, total: int) -> None:
        self.message_bytes = message_bytes
        self.parts = parts
        self.room = total
        self._greeting = b""
        self._head = b""
        self._left = 0  # bytes of the frame that is passing
        self._size = self._count = 0  # of the message so far

    def check(self, data: bytes) -> str:
        """Why these bytes may not pass, a ``KernelEnding``; "" when they may."""
        self.room -= len(data)
        if self.room < 0:
            return KernelEnding.OUTPUT_LIMIT
        place = 0
        if len(self._greeting) < GREETING_BYTES:
            place = GREETING_BYTES - len(self._greeting)
            self._greeting += data[:place]
            if self._greeting[:1] != b"\xff" or self._greeting[10:11] not in (b"", b"\x03"):
                return KernelEnding.SILENT
        while place < len(data):
            if self._left:
                step = min(self._left, len(data) - place)
                self._left -= step
                place += step
                continue
            self._head += data[place : place + 1]
            place += 1
            if len(self._head) == (9 if self._head[0] & LONG else 2) and (why := self._frame()):
                return why
        return ""

    def _frame(self) -> str:
        flags, self._left = self._head[0], int.from_bytes(self._head[1:], "big")
        self._head = b""
        if flags & ~(MORE | LONG | COMMAND) or (flags & COMMAND and flags & MORE):
            return KernelEnding.SILENT
        if flags & COMMAND:  # it belongs to no message, though it may come in the middle of one
            return "" if self._left <= self.message_bytes else KernelEnding.OUTPUT_LIMIT
        self._size += self._left
        self._count += 1
        fits = self._size <= self.message_bytes and self._count <= self.parts
        if not flags & MORE:
            self._size = self._count = 0
        return "" if fits else KernelEnding.OUTPUT_LIMIT


class Relay:
    """Carries bytes between our ZeroMQ sockets and a kernel's, connecting once to each.

    ``place`` is a directory for the relay's sockets; its path is short, and no student can write
    there. ``new_frames`` makes the FrameCounter of one connection from the kernel. ``ended`` is
    the ``KernelEnding`` for which a connection was closed, or "".
    """

    def __init__(self, place: Path, new_frames: Callable[[], FrameCounter]) -> None:
        self.new_frames = new_frames
        self.ended = ""
        self._place = place
        self._open: list[socket.socket] = []

    def to(self, target: str) -> str:
        """The path of a socket that leads to the one at ``target``, for one connection.

        Raises OSError when nobody listens there.
        """
        outer = socket.socket(socket.AF_UNIX)
        self._open.append(outer)
        outer.connect(target)
        path = str(self._place / f"relay-{len(self._open)}")
        listening = socket.socket(socket.AF_UNIX)
        self._open.append(listening)
        listening.bind(path)
        listening.listen(1)
        threading.Thread(target=self._carry, args=(listening, outer), daemon=True).start()
        return path

    def close(self) -> None:
        """End all connections."""
        for opened in self._open:
            with contextlib.suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
            opened.close()
        self._open.clear()

    def _carry(self, listening: socket.socket, outer: socket.socket) -> None:
        with contextlib.suppress(OSError):
            with listening:  # only the first to connect is accepted
                inner, _ = listening.accept()
            self._open.append(inner)
            back = threading.Thread(target=self._pump, args=(inner, outer), daemon=True)
            back.start()
            self._pump(outer, inner, self.new_frames())

    def _pump(
        self, source: socket.socket, sink: socket.socket, frames: FrameCounter | None = None
    ) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK_BYTES):
                if frames is not None and (why := frames.check(data)):
                    self.ended = why
                    break
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
