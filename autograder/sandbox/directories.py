"""Measures and removes directories that a student's code has written.

The supervisor imports it as a top-level module, so it must import nothing of the project.
"""

from __future__ import annotations

import contextlib
import os
import stat

MAX_DEPTH = 100  # of directories in one another, where their size is measured


def remove(place: str) -> None:
    """Remove a directory, even if a student made it very deep or closed it to its owner."""
    import shutil

    with contextlib.suppress(RecursionError):
        shutil.rmtree(place, ignore_errors=True)
    for program in (["chmod", "-R", "u+rwX"], ["rm", "-rf"]):
        if os.path.lexists(place):
            import subprocess

            subprocess.run(
                [*program, "--", place], env={"PATH": "/usr/bin:/bin"}, stderr=subprocess.DEVNULL
            )


def size_bytes(directory: str) -> int:
    """Bytes in a directory and below, without following links; 2**63 when it is too deep."""
    total = 0
    stack = [(directory, 0)]
    while stack:
        path, depth = stack.pop()
        if depth > MAX_DEPTH:
            return 2**63
        with contextlib.suppress(OSError), os.scandir(path) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    total += status.st_blocks * 512 + 512
                    if stat.S_ISDIR(status.st_mode):
                        stack.append((entry.path, depth + 1))
    return total
