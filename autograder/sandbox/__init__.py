"""Boxes, where students' code runs, and their limits. A box knows nothing of checks or notebooks.

``KernelBox`` is a Jupyter kernel in a box, ``ProcessBox`` any program. A box has no network; it
reads only the interpreter, its packages and what the caller lets it read; it writes only to
directories of limited size; none of its processes outlives it.

Why not a container or an existing judge: Docker needs a daemon with the rights of root and an
image that repeats the grader's environment, and isolate (as in CMS) is installed as root; a box
works for an ordinary user, with bubblewrap from the system or from pip, around the very environment
that grades. nbclient only runs notebooks: it isolates nothing, bounds neither memory nor processes,
and trusts what the kernel sends.
"""

from __future__ import annotations

from autograder.sandbox.box import Box, KernelBox, ProcessBox
from autograder.sandbox.bubblewrap import SandboxUnavailableError
from autograder.sandbox.limits import BoxEnding, Limits, Usage
from autograder.sandbox.proof import require_sandbox

__all__ = [
    "Box",
    "BoxEnding",
    "KernelBox",
    "Limits",
    "ProcessBox",
    "SandboxUnavailableError",
    "Usage",
    "require_sandbox",
]
