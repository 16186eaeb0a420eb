"""The first program in a box: becomes an unprivileged user, copies files, starts the program.

It is run as ``python -I -S box_init.py JSON`` with the keys ``uid`` (None: the user stays),
``copies`` (pairs of directories whose files are copied), ``work`` (the directory to start in),
``processes`` (the limit) and ``argv``. It imports no
other module of the project, since the box holds none yet.
"""

from __future__ import annotations

import json
import os
import resource
import sys


def main() -> None:
    """Replace this process by the program."""
    job = json.loads(sys.argv[1])
    os.umask(0o022)
    if job["uid"] is not None:
        os.setgroups([])
        os.setresgid(job["uid"], job["uid"], job["uid"])
        os.setresuid(job["uid"], job["uid"], job["uid"])
    for source, target in job["copies"]:
        os.makedirs(target, exist_ok=True)
        for name in os.listdir(source):
            with open(f"{source}/{name}", "rb") as read, open(f"{target}/{name}", "wb") as write:
                write.write(read.read())
    os.chdir(job["work"])
    # Set by the box's user, so that it counts the threads of this user and not the grader's.
    resource.setrlimit(resource.RLIMIT_NPROC, (job["processes"], job["processes"]))
    os.execve(job["argv"][0], job["argv"], os.environ)


if __name__ == "__main__":
    main()
