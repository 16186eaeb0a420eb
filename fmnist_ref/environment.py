"""Package versions and the processor: what results depend on besides the code."""

from __future__ import annotations

import platform
from pathlib import Path

from fmnist_lab.versions import package_versions

PACKAGES = ("fmnist-course", "tensorflow", "keras", "numpy", "matplotlib")


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that numbers depend on."""
    return package_versions(*PACKAGES)


def machine() -> str:
    """The processor's name, as Linux gives it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(
            line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")
        )
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
