"""Proves at run time that a sandboxed program can't do what it must not."""

from __future__ import annotations

import functools
import json
import os
import shlex
import socket
import sys
import tempfile
from pathlib import Path

from autograder.sandbox import mounts
from autograder.sandbox.box import ProcessBox
from autograder.sandbox.bubblewrap import OR_NOT, SandboxUnavailableError, find_bubblewrap
from autograder.sandbox.limits import Limits

# It runs in a box and prints as JSON what each attempt achieved: "" means that it was refused, as it must be.
_PROBE = r"""
import json, os, socket, sys
outside, canary, port, closed = sys.argv[1:]
results = {}

def attempt(what, act):
    try:
        results[what] = str(act() or "")
    except (OSError, EOFError):
        results[what] = ""

def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as s:
        s.settimeout(2)
        s.connect(address)
    return "connected"

def write(path):
    with open(path, "w") as file:
        file.write("x")
    return path

attempt("connect to a port of this machine", lambda: connect(socket.AF_INET, ("127.0.0.1", int(port))))
attempt("connect to the network", lambda: connect(socket.AF_INET, ("192.0.2.1", 80)))
attempt("look a name up", lambda: socket.getaddrinfo("example.org", 80))
attempt("write outside", lambda: write(os.path.join(outside, "written")))
attempt("write to /usr", lambda: write("/usr/written"))
attempt("write to /box", lambda: write("/box/written"))
attempt("read a file of the grader", lambda: open(canary).read())
for directory, allowed in json.loads(closed).items():
    attempt("read " + directory, lambda: " ".join(set(os.listdir(directory)) - set(allowed)))
attempt("see other processes", lambda: [p for p in os.listdir("/proc") if p.isdigit()][3:] or "")
attempt("see the grader's environment", lambda: os.environ.get("AUTOGRADER_PROOF"))
attempt("become root", lambda: os.setuid(0) or "root")
print(json.dumps(results))
"""


@functools.cache
def require_sandbox() -> None:
    """Prove, once per process, that what must not work in a box doesn't.

    Whoever makes sandboxed boxes calls this before. It raises SandboxUnavailableError with what is
    missing, or with what the box let through.
    """
    # A box may see the names of directories on the path to the interpreter, nothing else of these.
    closed = {
        directory: mounts.on_the_way(directory)
        for directory in ("/root", "/home", "/etc", *mounts.CLOSED)
    }
    # Of the installed packages a box sees stand-ins that hold nothing.
    closed |= {str(directory): ["__init__.py"] for directory in mounts.hidden_directories()}
    repository = Path(__file__).resolve().parents[2]
    if not mounts.is_of_python(str(repository)):
        closed[str(repository)] = mounts.on_the_way(str(repository))
    with (
        tempfile.TemporaryDirectory(prefix="autograder-proof-") as outside,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        Path(outside).chmod(0o777)
        canary = Path(outside, "canary")
        canary.write_text("read")
        argv = [sys.executable, "-I", "-S", "-c", _PROBE, outside, str(canary)]
        argv += [str(server.getsockname()[1]), json.dumps(closed)]
        with ProcessBox(argv, limits=Limits(cpu_seconds=30, wall_seconds=60)) as box:
            output = box.stdout.read()
            box.wait()
    try:
        results: dict[str, str] = json.loads(output)
    except ValueError:
        raise SandboxUnavailableError(_reason(box.stderr_tail)) from None
    achieved = [what for what, result in results.items() if result]
    if achieved:
        raise SandboxUnavailableError(
            f"The sandbox doesn't hold on this machine: inside it a program could "
            f"{', '.join(achieved)}. Nothing was graded: report this, {OR_NOT}."
        )


def _reason(stderr: str) -> str:
    """Why bubblewrap doesn't start and what to do, from its standard error."""
    lines = stderr.strip().splitlines() or ["it printed nothing"]
    # Bubblewrap's own message tells more than the supervisor's, which comes behind it.
    last = next((line for line in reversed(lines) if line.startswith("bwrap:")), lines[-1])
    path = find_bubblewrap()
    command = ["chmod", "-R", "o+rX", sys.prefix, os.path.realpath(sys.base_prefix)]
    if "execvp" in last or "box_init.py" in stderr or last.startswith("PermissionError"):
        return (
            f"Python and its packages can't be read in a box, by an unprivileged user ({last}): "
            f"`{shlex.join(command)}`, {OR_NOT}."
        )
    if not last.startswith("bwrap:"):
        return f"A program doesn't start in a box of {path} ({last}): repair that, {OR_NOT}."
    if "make / slave" in last:
        return (
            f"{path} can't make a box here ({last}), since / is not a mount point, as in a chroot: "
            f"grade outside it, or in a container or `systemd-nspawn`, {OR_NOT}."
        )
    if os.geteuid() == 0:
        return (
            f"{path} can't make namespaces as root ({last}): in a container, start it with "
            f"`--cap-add SYS_ADMIN --security-opt seccomp=unconfined`, {OR_NOT}."
        )
    switches = []
    for name, closed, opened in (
        ("kernel.unprivileged_userns_clone", "0", "1"),
        ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
        ("user.max_user_namespaces", "0", "15000"),
    ):
        switch = Path("/proc/sys", name.replace(".", "/"))
        if switch.is_file() and switch.read_text().strip() == closed:
            switches.append(f"`sysctl -w {name}={opened}`")
    what = (
        f"turn them on with {' and '.join(switches)} as root"
        if switches
        else "ask the administrator to allow them (in a container: "
        "`--security-opt seccomp=unconfined`)"
    )
    return f"{path} can't make user namespaces ({last}): {what}, grade as root, {OR_NOT}."
