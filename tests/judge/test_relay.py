"""What stands between a kernel and the judge's memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import zmq

from autograder.judge.kernel import BoxKernelClient
from autograder.judge.relay import GREETING_BYTES, FrameCounter, KernelEnding, Relay

BLOCK = bytes(2**20)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[zmq.Socket[bytes], zmq.Socket[bytes], Relay]]:
    """A socket of a kernel, ours, and the relay between them, which lets 4 MiB pass at a time."""
    relay = Relay(tmp_path, partial(FrameCounter, 4 * 2**20, 10, 40 * 2**20))
    with (
        zmq.Context() as context,
        context.socket(zmq.PAIR) as theirs,
        context.socket(zmq.PAIR) as ours,
    ):
        for made in (theirs, ours):
            made.setsockopt(zmq.LINGER, 0)
            made.setsockopt(zmq.RCVTIMEO, 10_000)
        theirs.bind(f"ipc://{tmp_path}/kernel")
        ours.connect(f"ipc://{relay.to(f'{tmp_path}/kernel')}")
        yield theirs, ours, relay
        relay.close()


def test_messages_pass_both_ways(
    pair: tuple[zmq.Socket[bytes], zmq.Socket[bytes], Relay],
) -> None:
    theirs, ours, relay = pair
    ours.send_multipart([b"", b"question"])
    assert theirs.recv_multipart() == [b"", b"question"]
    sent = [[b"a" * size, BLOCK, b"", BLOCK] for size in (0, 1, 254, 255, 256, 2**20)]
    for parts in sent:
        theirs.send_multipart(parts)
    assert [ours.recv_multipart() for _ in sent] == sent
    assert not relay.ended


@pytest.mark.parametrize("parts", [[BLOCK] * 5, [b"x"] * 11, [bytes(5 * 2**20)]])
def test_what_would_fill_the_memory_ends_the_connection(
    pair: tuple[zmq.Socket[bytes], zmq.Socket[bytes], Relay], parts: list[bytes]
) -> None:
    theirs, ours, relay = pair
    theirs.send_multipart([b"before"])
    assert ours.recv_multipart() == [b"before"]
    theirs.send_multipart(parts)
    until = time.monotonic() + 10
    while not relay.ended and time.monotonic() < until:
        time.sleep(0.01)
    assert relay.ended
    assert not ours.poll(200)


def test_frames_in_pieces_of_any_size() -> None:
    greeting = b"\xff" + bytes(8) + b"\x7f\x03" + bytes(GREETING_BYTES - 11)
    more, last = b"\x01\x64" + bytes(100), b"\x00\x64" + bytes(100)
    command = b"\x04\x05hello"
    for step in (1, 2, 3, 7, 1000):
        frames = FrameCounter(250, 10, 10_000)

        def refuse(data: bytes, frames: FrameCounter = frames, step: int = step) -> str:
            return "".join(frames.check(data[i : i + step]) for i in range(0, len(data), step))

        assert not refuse(greeting + more + last + last + more + command + last)
        # A command in the middle of a message begins no new one.
        assert KernelEnding.OUTPUT_LIMIT in refuse(more + command + more + command + more)
    assert (
        FrameCounter(250, 10, 10_000).check(
            b"\xff" + bytes(8) + b"\x7f\x01" + bytes(GREETING_BYTES)
        )
        == KernelEnding.SILENT
    )
    old = b"\x01\x00" + bytes(GREETING_BYTES)  # a protocol before ZMTP 2
    assert FrameCounter(250, 10, 10_000).check(old) == KernelEnding.SILENT
    assert (
        FrameCounter(250, 10, 10_000).check(greeting + b"\x02" + b"\xff" * 8)
        == KernelEnding.OUTPUT_LIMIT
    )
    # ZeroMQ keeps a command that says MORE as part of a message.
    assert FrameCounter(250, 10, 10_000).check(greeting + b"\x05\x05hello") == KernelEnding.SILENT
    assert FrameCounter(250, 10, 10_000).check(greeting + b"\x08\x05hello") == KernelEnding.SILENT


def test_many_messages_are_too_much_too(
    pair: tuple[zmq.Socket[bytes], zmq.Socket[bytes], Relay],
) -> None:
    """Whole ones may wait for a judge that asks a check: together they have a bound."""
    theirs, _, relay = pair
    for _ in range(60):
        theirs.send(BLOCK)
    until = time.monotonic() + 10
    while not relay.ended and time.monotonic() < until:
        time.sleep(0.01)
    assert relay.ended


def test_nobody_listens(tmp_path: Path) -> None:
    relay = Relay(tmp_path, partial(FrameCounter, 100, 10, 1000))
    with pytest.raises(OSError):
        relay.to(str(tmp_path / "nothing"))
    relay.close()


def test_what_came_before_the_end_can_be_read_after_it(tmp_path: Path) -> None:
    kernel = object.__new__(BoxKernelClient)
    kernel.relay = Relay(tmp_path, partial(FrameCounter, 2**20, 10, 2 * 2**20))
    with zmq.Context() as kernel.context, zmq.Context() as context, context.socket(zmq.PUB) as pub:
        pub.setsockopt(zmq.LINGER, 0)
        pub.bind(f"ipc://{tmp_path}/kernel-1")
        ours = kernel._connect(zmq.SUB, {"ip": f"{tmp_path}/kernel", "port": 1}, "port")
        ours.setsockopt(zmq.SUBSCRIBE, b"")
        until = time.monotonic() + 30
        while not kernel.relay.ended and time.monotonic() < until:
            pub.send_multipart([b"head"] * 5 + [b"x" * 20_000])
        time.sleep(0.5)  # ZeroMQ has noticed
        came = []
        while ours.poll(200):
            came.append(ours.recv_multipart(zmq.NOBLOCK))
        assert kernel.relay.ended == KernelEnding.OUTPUT_LIMIT
        assert len(came) >= 90 and {len(parts) for parts in came} == {6}
        kernel.close()
