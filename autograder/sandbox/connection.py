"""The kernel manager of a boxed kernel: what nbclient and jupyter_client ask for."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from jupyter_client.manager import AsyncKernelManager

if TYPE_CHECKING:
    from autograder.sandbox.box import KernelBox


class BoxedKernelManager(AsyncKernelManager):
    """An AsyncKernelManager around a kernel that is already running, for NotebookClient(km=...).

    The box starts and ends the kernel; here it is only asked whether it lives, and interrupted
    by message (a signal to bubblewrap would end the box). It can't be restarted.
    """

    box: KernelBox

    @classmethod
    def of(cls, box: KernelBox, connection: Mapping[str, Any]) -> Self:
        """The manager of ``box``'s kernel; ``connection`` as in a connection file."""
        manager = cls(transport="ipc", kernel_name="python3")
        manager.box = box
        manager.load_connection_info(dict(connection))  # type: ignore[arg-type]
        return manager

    @property
    def has_kernel(self) -> bool:
        """Always: a kernel that died isn't started anew."""
        return True

    async def _async_is_alive(self) -> bool:
        return not self.box.ended

    is_alive = _async_is_alive

    async def _async_start_kernel(self, **_: Any) -> None:
        raise RuntimeError("the kernel of a box is started by the box")

    start_kernel = _async_start_kernel

    async def _async_interrupt_kernel(self) -> None:
        self._connect_control_socket()
        message = self.session.msg("interrupt_request", content={})
        self.session.send(self._control_socket, message)

    interrupt_kernel = _async_interrupt_kernel

    async def _async_shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        self.box.kill()

    shutdown_kernel = _async_shutdown_kernel

    def close(self) -> None:
        """Close the sockets towards the kernel."""
        with contextlib.suppress(RuntimeError):  # its event loop is closed already
            self._close_control_socket()
        self.context.destroy(linger=0)
