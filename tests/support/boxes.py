"""Programs in boxes, the limits that end them, and what must not be left of a box."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import zmq
from jupyter_client import BlockingKernelClient

from autograder.sandbox import KernelBox, Limits, ProcessBox


def run(code: str, *, sandboxed: bool = True, seconds: float = 60, **limits: float) -> ProcessBox:
    """Run Python code in a box until it ends; its output is in ``box.text``."""
    argv = [sys.executable, "-I", "-S", "-c", code]
    with ProcessBox(argv, limits=Limits(**limits), sandboxed=sandboxed) as box:  # type: ignore[arg-type]
        box.text = box.stdout.read(10**6).decode()  # type: ignore[attr-defined]
        box.wait(seconds)
    return box


def attempt(code: str) -> str:
    """What one expression gives in a box as text, or "refused: " and its error."""
    box = run(
        "import ctypes, os, socket\n"
        f"try: print({code})\n"
        "except OSError as error: print('refused:', error)"
    )
    return box.text.strip() or box.stderr_tail  # type: ignore[attr-defined,no-any-return]


def groups(name: str) -> list[Path]:
    """The control groups of a box, whatever the controller."""
    found = []
    for root, directories, _ in os.walk("/sys/fs/cgroup"):
        found += [Path(root, directory) for directory in directories if directory == name]
    return found


def members(mark: str) -> list[int]:
    """The processes with ``mark`` in their command line, this one left out."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and any(mark in word for word in process.cmdline()):
                found.append(process.pid)
    return found


def assert_nothing_left(place: Path, mark: str = "") -> None:
    assert not place.exists()
    assert not groups(place.name)
    assert place.name not in Path("/proc/self/mountinfo").read_text()
    assert not members(place.name)
    assert not mark or not members(mark)


def until(condition: Callable[[], object], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def kernel_client(box: KernelBox) -> Iterator[BlockingKernelClient]:
    """A client of the kernel in a started box, once it answers."""
    client = BlockingKernelClient(context=zmq.Context())
    client.load_connection_info(dict(box.connection))
    client.hb_channel.time_to_dead = 60.0  # on a busy machine the start takes more than a second
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield client
    finally:
        client.stop_channels()
        client.context.destroy(linger=0)


def run_cell(client: BlockingKernelClient, code: str, seconds: float = 60) -> list[dict[str, Any]]:
    """The outputs of one cell, as the contents of Jupyter's messages."""
    outputs: list[dict[str, Any]] = []
    client.execute_interactive(
        code,
        allow_stdin=False,
        output_hook=lambda message: outputs.append(message["content"]),
        timeout=seconds,
    )
    return [output for output in outputs if "execution_state" not in output]


FILL = """
f = open('{}/x', 'wb')
try:
    while True: f.write(b'x' * 2**20)
except OSError: pass
import time
time.sleep(60)
"""

BOUNDS = {
    "memory": ("x = bytearray(2**29)\nimport time\ntime.sleep(60)", {"memory_bytes": 2**27}),
    "memory-of-children": (
        "import os, time\n"
        "for _ in range(6):\n    if not os.fork():\n        x = bytearray(2**26); time.sleep(60)\n"
        "time.sleep(60)",
        {"memory_bytes": 2**28},
    ),
    "processes": (
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        {"processes": 30},
    ),
    "processes-threads": (
        "import threading, time\n"
        "while True:\n"
        "    try: threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "    except RuntimeError: time.sleep(0.01)",
        {"processes": 30},
    ),
    "cpu": ("while True: pass", {"cpu_seconds": 0.5}),
    "cpu-of-children": (
        "import os\nos.fork(); os.fork()\nwhile True: pass",
        {"cpu_seconds": 0.5},
    ),
    "wall": ("import time\ntime.sleep(60)", {"wall_seconds": 0.5}),
    "wall-stopped": (
        "import os, signal\n"
        "for n in range(1, 32):\n"
        "    if n not in (9, 19): signal.signal(n, signal.SIG_IGN)\n"
        "if not os.fork(): os.setsid()\n"
        "os.kill(os.getpid(), signal.SIGSTOP)",
        {"wall_seconds": 0.5},
    ),
    "disk": (FILL.format("/box/work"), {"disk_bytes": 2**24}),
    "disk-tmp": (FILL.format("/tmp"), {"disk_bytes": 2**24}),
    "disk-shm": (FILL.format("/dev/shm"), {"disk_bytes": 2**24}),
    "output": (
        "import sys\nwhile True: sys.stderr.write('x' * 1000)",
        {"output_bytes": 2**20},
    ),
}
