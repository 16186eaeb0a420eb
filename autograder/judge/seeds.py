"""What is hashed: a submission, and the seeds of its checks, which no student can know."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course import nbgrader_metadata
from fmnist_lab.errors import CourseError, MachineError

SECRET = Path(".autograder") / "secret"
MIN_SECRET_BYTES = 32


def seed_of(secret: bytes, submission: str, check_id: str) -> str:
    """The keyed hash of a submission when ``check_id`` is "", else of one check of it."""
    return hmac.new(secret, f"{submission}{check_id}".encode(), hashlib.sha256).hexdigest()


def submission_hash(notebook: Any, files: Mapping[str, bytes]) -> str:
    """SHA-256 of what is judged: the cells in order (not their outputs) and the files."""
    cells = [
        [
            cell.cell_type,
            cell.source,
            str(nbgrader_metadata(cell).get("grade_id", "")),
            sorted(str(tag) for tag in cell.metadata.get("tags") or []),
        ]
        for cell in notebook.cells
    ]
    digest = hashlib.sha256(json.dumps(cells).encode("ascii"))
    for name, data in sorted(files.items()):
        digest.update(json.dumps([name, len(data)]).encode("ascii"))
        digest.update(data)
    return digest.hexdigest()


def course_secret(course: Path) -> bytes:
    """The course's secret, made on first use, readable by its owner alone."""
    path = course / SECRET
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            _make_secret(path)
        secret = path.read_bytes().strip()
    except OSError as error:
        raise MachineError(
            f"The course's secret {path} can't be read or made: {error.strerror}. Grading needs "
            "it: make the directory writable."
        ) from None
    if len(secret) < MIN_SECRET_BYTES:
        raise CourseError(
            f"The course's secret {path} is too short; expected at least {MIN_SECRET_BYTES} "
            "characters. Delete it; the next grading makes a new one and judges with other inputs."
        )
    return secret


def _make_secret(path: Path) -> None:
    """Write a new secret to ``path``; when another process was faster, its secret stays."""
    temporary = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode() + b"\n")
        # A link, unlike a rename, fails when the name is taken, and shows a whole file or none.
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()
