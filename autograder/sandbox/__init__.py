"""Boxes: where students' code runs, and their bounds. Knows nothing of checks or notebooks.

``KernelBox`` is a Jupyter kernel in a box, ``ProcessBox`` any program. In a box there is no
network, nothing to read but the interpreter, its packages and what is given, nothing to write
but directories of bounded size, and no process that outlives it.
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
