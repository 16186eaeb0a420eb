"""Versions of Python and of packages: what numbers and verdicts depend on beside the code."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata


@cache
def package_versions(*packages: str) -> dict[str, str]:
    """Versions by name, Python's first; "" for a package that is not installed."""
    versions = {"python": platform.python_version()}
    for name in packages:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = ""
    return versions
