"""Run in the kernel's process before the kernel: loads the bridge, then seeds."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    # The working directory holds the student's files: nothing may be imported from it yet.
    sys.path[:] = [entry for entry in sys.path if entry not in ("", ".")]
    from autograder.bridge import _inside

    _inside.prepare()
