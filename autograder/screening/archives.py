"""An archive that was handed in as it is: its files are laid out as if it had been unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from autograder.screening import policy
from autograder.screening.codes import UnacceptableSubmissionError
from autograder.screening.files import (
    MAX_NAMES,
    can_lie_beside,
    is_plain_name,
    plain_name,
    read_regular_file,
    walk,
)

MAX_ARCHIVE_BYTES = policy.MAX_FILES_BYTES
MAX_UNPACKED_BYTES = policy.MAX_FILES_BYTES + policy.MAX_NOTEBOOK_BYTES
# zipfile makes an object for each name before it can be asked how many there are. Archives that
# lie uncompressed in the archive have names, too.
MAX_ENTRIES = 25 * MAX_NAMES
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1  # the flag of a file in an archive with a password
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def unpack_only_archive(directory: Path, target: Path) -> str:
    """Unpack the one zip file in ``directory`` into ``target``, an empty directory; its name.

    "" when there are several or none, and when it is damaged, encrypted or too large. Links in it
    become files, and names that lead elsewhere are left out.
    """
    name, content = _only_archive(directory)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            whole = _unpack(archive, target)
    except Exception:  # zipfile and zlib raise whatever their code meets in a damaged archive
        return ""
    return name if whole else ""


def archive_with_password(directory: Path) -> str:
    """The name of the one zip file in ``directory`` when it has a password, "" otherwise."""
    name, content = _only_archive(directory)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return name if any(m.flag_bits & _ENCRYPTED for m in archive.infolist()) else ""
    except Exception:  # as above
        return ""


def _only_archive(directory: Path) -> tuple[str, bytes]:
    """Name and content of the one zip file; no content when there is none that may be opened."""
    archives = [e for e in walk(directory) if e.kind == "file" and e.name.lower().endswith(".zip")]
    if len(archives) != 1:
        return "", b""
    name, path, _ = archives[0]
    try:
        content = read_regular_file(path, name, MAX_ARCHIVE_BYTES)
    except UnacceptableSubmissionError:
        return name, b""
    return name, content if content.count(_ENTRY) <= MAX_ENTRIES else b""


def _unpack(archive: zipfile.ZipFile, target: Path) -> bool:
    """Whether all of the archive's files were unpacked within the limits."""
    members = archive.infolist()
    if len(members) > MAX_NAMES:
        return False
    room, names = MAX_UNPACKED_BYTES, list[str]()
    for member in members:
        name = plain_name(member.filename)
        ignored = any(policy.is_ignored(part) for part in name.split("/"))
        if member.is_dir() or ignored or not is_plain_name(name):
            continue
        if len(names) > policy.MAX_FILES or member.compress_type not in _METHODS:
            return False
        if not all(can_lie_beside(name, other) for other in names):
            continue
        with archive.open(member) as file:
            content = file.read(room + 1)  # what the archive says of its sizes may be wrong
        room -= len(content)
        if room < 0:
            return False
        names.append(name)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return bool(names)
