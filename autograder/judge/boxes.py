"""Students' boxes: each runs the kernel of one submission; the next one is started ahead."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from autograder.bridge.client import BoxConnection, Bridge
from autograder.checks.failures import CheckFailedError
from autograder.judge.course_mount import (
    COURSE_IN_BOX,
    COURSE_SEED,
    DATA_IN_BOX,
    BoxContents,
    CourseMount,
)
from autograder.judge.kernel import BoxKernelClient
from fmnist_lab.errors import MachineError

if TYPE_CHECKING:
    from autograder.sandbox import Limits

SOCKET = "bridge.sock"

logger = logging.getLogger(__name__)


class SandboxedKernel:
    """A started box with its kernel and the bridge connected, before any of the student's code.

    Raises MachineError when the kernel does not answer; the box has then been ended.
    """

    connection: BoxConnection
    kernel: BoxKernelClient

    def __init__(self, box: Any) -> None:
        self.box = box
        self._closing = contextlib.ExitStack()
        self._closing.callback(box.kill)
        try:
            self._connect()
        except CheckFailedError as problem:
            self.close()
            raise MachineError(
                f"A box for a submission could not be started: {problem.observed} "
                f"({box.ended or 'still running'}; {' '.join(box.stderr_tail.split())[-300:] or 'no error output'})."
            ) from None
        except BaseException:
            self.close()
            raise

    def _connect(self) -> None:
        self.connection = BoxConnection(self.box, self.box.exchange / SOCKET)
        self._closing.callback(self.connection.close)
        Bridge(self.connection).hello()
        try:
            self.kernel = BoxKernelClient(self.box)
        except ConnectionError:
            raise CheckFailedError("no-answer", "Its kernel does not answer.") from None
        self._closing.callback(self.kernel.close)
        if not self.kernel.ready():
            raise CheckFailedError("no-answer", "Its kernel does not answer.")

    def close(self) -> None:
        """Disconnect and end the box."""
        self._closing.close()


class BoxPool:
    """Starts a box for each submission, and uses each box for one submission.

    From the second submission on, the next box is started while the current submission is being
    judged, unless ``prestart`` is False.
    """

    def __init__(
        self, mount: CourseMount, limits: Limits, *, sandboxed: bool, prestart: bool
    ) -> None:
        self.mount = mount
        self.limits = limits
        self.sandboxed = sandboxed
        self.prestart = prestart
        self.prestarted: StartingBox | None = None
        self._opened = 0

    @contextlib.contextmanager
    def open(self, profile: BoxContents) -> Iterator[SandboxedKernel]:
        """A box for one submission; it ends with the ``with`` block."""
        starting, self.prestarted = self.prestarted, None
        if starting is not None and starting.profile != profile:
            starting.discard()
            starting = None
        if starting is None:
            starting = StartingBox(self._new_box, profile)
        if self.prestart and self._opened:
            self.prestarted = StartingBox(self._new_box, profile)
        self._opened += 1
        with contextlib.closing(starting.result()) as sandboxed_kernel:
            sandboxed_kernel.box.restart_clock()
            yield sandboxed_kernel

    def close(self) -> None:
        """End the box that was started ahead."""
        starting, self.prestarted = self.prestarted, None
        if starting is not None:
            starting.discard()

    def _new_box(self, profile: BoxContents) -> Any:
        """A box that has not been started yet."""
        from autograder import sandbox

        return sandbox.KernelBox(
            read_only=self.mount.read_only(profile.data),
            python_path=[COURSE_IN_BOX],
            environment={
                "FMNIST_CACHE": DATA_IN_BOX,
                "FMNIST_IN_BOX": "1",
                "COURSE_SEED": str(COURSE_SEED),
                "COURSE_PRELOAD": "keras" if profile.keras else "",
                "COURSE_BRIDGE": f"{sandbox.KernelBox.exchange_inside}/{SOCKET}",
            },
            limits=self.limits,
            startup=f"{COURSE_IN_BOX}/autograder/bridge/kernel_startup.py",
            sandboxed=self.sandboxed,
        )


class StartingBox:
    """A box that a thread of its own is starting.

    The thread is a daemon, unlike those of a ThreadPoolExecutor, which the interpreter waits for
    when it exits: a box that takes long to start must not delay that.
    """

    def __init__(self, new_box: Callable[[BoxContents], Any], profile: BoxContents) -> None:
        self.profile = profile
        self.box: Any = None  # as soon as the box runs, long before it is ready
        self._future: Future[SandboxedKernel] = Future()
        threading.Thread(target=self._run, args=(new_box,), daemon=True).start()

    def _run(self, new_box: Callable[[BoxContents], Any]) -> None:
        try:
            box = new_box(self.profile)
            box.start()
            self.box = box
            self._future.set_result(SandboxedKernel(box))
            logger.debug("The kernel of a box is ready, %s", self.profile)
        except BaseException as error:
            self._future.set_exception(error)

    def result(self) -> SandboxedKernel:
        """Wait for the box. Raises whatever was raised while it was started."""
        return self._future.result()

    def discard(self) -> None:
        """End the box unused, whether it is ready or not."""
        if self.box is not None:
            self.box.kill()  # then the thread that still waits for the kernel fails
        if self._future.exception() is None:
            self._future.result().close()
