"""Run by ``KernelBox`` in the kernel's process, before the kernel and any code of a student's."""

from __future__ import annotations

if __name__ == "startup":
    from autograder.bridge import server

    server.prepare()
