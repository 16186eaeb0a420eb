"""First program in a box: copies the files, becomes an unprivileged user, starts the program.

Run as ``python -I -S box_init.py JSON`` with the keys ``copies`` (pairs of directories), ``work``
(where to start), ``uid`` (None: stay who we are), ``processes`` and ``argv``. It is bound into
the box alone, so it imports nothing of the project.
"""

from __future__ import annotations

import json
import os
import resource
import sys


def _copy(source: str, target: str) -> None:
    os.makedirs(target, exist_ok=True)
    for entry in os.scandir(source):
        to = os.path.join(target, entry.name)
        if entry.is_dir(follow_symlinks=False):
            _copy(entry.path, to)
        else:
            with open(entry.path, "rb") as read, open(to, "wb") as write:
                while chunk := read.read(2**20):
                    write.write(chunk)


def main() -> None:
    """Replace this process by the program."""
    job = json.loads(sys.argv[1])
    os.umask(0o022)
    if job["uid"] is not None:
        os.setgroups([])
        os.setresgid(job["uid"], job["uid"], job["uid"])
        os.setresuid(job["uid"], job["uid"], job["uid"])
    for source, target in job["copies"]:
        _copy(source, target)
    os.chdir(job["work"])
    # Here, where it counts the threads of the box's user alone, not the grader's.
    resource.setrlimit(resource.RLIMIT_NPROC, (job["processes"], job["processes"]))
    os.execve(job["argv"][0], job["argv"], os.environ)


if __name__ == "__main__":
    main()
