"""Whole frames out of a stream socket."""

from __future__ import annotations

import socket

from autograder.bridge.protocol import HEAD, head


def read_frame(connection: socket.socket) -> tuple[bytearray, int]:
    """The body of the next frame and the length of its JSON. EOFError when the other is gone."""
    text, rest = head(bytes(_exactly(connection, HEAD.size)))
    return _exactly(connection, text + rest), text


def _exactly(connection: socket.socket, count: int) -> bytearray:
    data = bytearray(count)
    view, got = memoryview(data), 0
    while got < count:
        step = connection.recv_into(view[got:])
        if not step:
            raise EOFError
        got += step
    return data
