"""Whole frames out of a stream socket, for the side in the box, which has no deadline."""

from __future__ import annotations

import socket

from autograder.bridge.protocol import HEAD, head


def read_frame(connection: socket.socket) -> tuple[bytearray, int]:
    """The body of the next frame, and the length of its JSON.

    Raises EOFError when the other side has hung up.
    """
    text_length, rest_length = head(bytes(_receive(connection, HEAD.size)))
    return _receive(connection, text_length + rest_length), text_length


def _receive(connection: socket.socket, count: int) -> bytearray:
    data = bytearray(count)
    view, received = memoryview(data), 0
    while received < count:
        step = connection.recv_into(view[received:])
        if not step:
            raise EOFError
        received += step
    return data
