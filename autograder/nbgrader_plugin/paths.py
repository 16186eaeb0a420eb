"""Paths in nbgrader's patterns, regular expressions and database addresses.

A directory's name may hold any character: ``Kurs [WS24] (1)``, ``100%``, ``what?``. nbgrader puts
paths as they are into patterns for ``glob`` and into addresses of databases, where such characters
mean something else. ``patches.mend_paths`` puts these functions in their place.
"""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path

# Course directories of this process; even a part "*" of theirs is a name.
course_roots: set[str] = set()


def matching(pattern: str) -> list[str]:
    """``glob.glob``, except that a part of the pattern that is a name in its directory means it.

    In ``/srv/Kurs [24]/submitted/*/02_preprocess`` the brackets belong to the directory that is
    there. Below a course the part ``*`` always means every name. Results begin with the same text
    as the pattern.
    """
    root = max((r for r in course_roots if pattern.startswith(f"{r}/")), key=len, default="")
    parts = pattern.removeprefix(root).split("/")
    for number, part in enumerate(parts):
        before = root + "/".join(parts[: number + 1])
        if part == "*" or (part and not os.path.lexists(before)):
            directory, rest = root + "/".join(parts[:number]), "/".join(parts[number:])
            if number:
                directory += "/"
            # A glob function of pathlib would drop "./" from paths that nbgrader compares as text.
            found = glob.glob(rest, root_dir=directory or None)  # noqa: PTH207
            return [directory + path for path in found]
    return [pattern]


def sqlite_url(path: Path | str) -> str:
    """The address of the SQLite database in this file, as text that SQLAlchemy reads back."""
    import sqlalchemy

    address = f"sqlite:///{path}"
    if sqlalchemy.make_url(address).database == str(path):
        return address
    return sqlalchemy.URL.create("sqlite", database=str(path)).render_as_string()


def sqlite_path(address: str) -> str:
    """The path in the address of an SQLite database, as the file system has it."""
    import sqlalchemy

    return sqlalchemy.make_url(address).database or ""


def shown_name(name: str) -> str:
    """The name of a student's directory in a sentence: in quotes when it is no plain word."""
    return name if re.fullmatch(r"\w[\w.@+-]*", name) else repr(name)
