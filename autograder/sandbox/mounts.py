"""What can be seen in a box: the interpreter, its libraries, the system's, and what is given."""

from __future__ import annotations

import contextlib
import os
import site
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

WORK = "/box/work"
EXCHANGE = "/box/exchange"
LAUNCHER = "/box/box_init.py"
FONTS = "/box/fonts"  # matplotlib's list of fonts, seconds to make
MATPLOTLIB = "/tmp/matplotlib"

# Of an environment or a Python installation; its other directories may hold anything.
_OF_PREFIX = ("bin", "lib", "lib64", "share", "ssl", "pyvenv.cfg")
_OF_ETC = (
    "alternatives",  # libblas and friends
    "fonts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "mime.types",
    "ssl/certs",
    "ssl/openssl.cnf",
)
_STUBS = ("passwd", "group", "hosts")  # of /etc, written for the box
# Of /usr, which is the system's: where test images and other submissions may lie.
CLOSED = ("/usr/share/datasets", "/usr/local/share/nbgrader", "/usr/local/src", "/usr/src")
# Instructor's packages, hidden where they are installed in site-packages.
_HIDDEN = ("autograder", "fmnist_ref")


def site_packages() -> list[Path]:
    """The directories with installed packages of this Python, the user's own included."""
    found = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *user_packages()]
    return [Path(path) for path in dict.fromkeys(found) if Path(path).is_dir()]


def user_packages() -> list[str]:
    """The user's own package directory, where this Python looks there; a box isn't at home."""
    return [site.getusersitepackages()] if site.ENABLE_USER_SITE else []


def write_staged(place: Path, uid: int) -> None:
    """The small files that a box sees in place of the host's, into ``place``."""
    (place / "passwd").write_text(f"student:x:{uid}:{uid}:student:{WORK}:/bin/sh\n")
    (place / "group").write_text(f"student:x:{uid}:\n")
    (place / "hosts").write_text("127.0.0.1 localhost box\n")
    for name in _HIDDEN:
        (place / name).mkdir()
        (place / name / "__init__.py").write_text(
            f"raise ModuleNotFoundError(\"No module named '{name}'\", name='{name}')\n"
        )
    (place / "fonts").mkdir()
    # Without it a student's first figure takes seconds. A user without a home has none.
    with contextlib.suppress(OSError, RuntimeError):
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        for path in Path(cache, "matplotlib").glob("fontlist-v*.json"):
            (place / "fonts" / path.name).write_bytes(path.read_bytes())
    for path in sorted(place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _python() -> dict[str, str]:
    """{path in the box: host path} of the interpreter and its packages, outside /usr."""
    found: dict[str, str] = {}
    executable = os.path.realpath(sys.executable)
    prefixes = [sys.prefix, sys.base_prefix, str(Path(executable).parents[1])]
    for prefix in dict.fromkeys([*prefixes, *(os.path.realpath(p) for p in prefixes)]):
        for name in _OF_PREFIX:
            path = f"{prefix.rstrip('/')}/{name}"
            if Path(path).exists():
                found[path] = path
    for directory in site_packages():
        found[str(directory)] = str(directory)
    return {
        path: host
        for path, host in found.items()
        if not path.startswith("/usr/") and not any(str(p) in found for p in Path(path).parents)
    }


def is_of_python(path: str) -> bool:
    """Whether it is of the interpreter or its packages, which have the same path in a box."""
    return any(path == own or path.startswith(f"{own}/") for own in _python())


def on_the_way(directory: str) -> list[str]:
    """The names in ``directory`` that lead to something that every box can see."""
    seen = [*_python(), *(f"/etc/{name}" for name in (*_OF_ETC, *_STUBS))]
    start = f"{directory.rstrip('/')}/"
    return sorted({path[len(start) :].split("/")[0] for path in seen if path.startswith(start)})


def arguments(
    *,
    place: Path,
    launcher: Path,
    read_only: Mapping[str, str],
    disk_bytes: int,
    as_root: bool,
    exchange: bool,
) -> list[str]:
    """Bubblewrap's arguments. ``place`` has exchange/ and staged/.

    As root no user namespace: mounts are made as root, and the launcher then becomes a user who
    could not have read the interpreter's place. Otherwise all namespaces.
    """
    words = ["--die-with-parent", "--new-session", "--hostname", "box"]
    if as_root:
        words += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
        words += ["--unshare-cgroup-try"]
        words += ["--cap-drop", "ALL"]
        for capability in ("CAP_SETUID", "CAP_SETGID"):
            words += ["--cap-add", capability]
    else:
        words += ["--unshare-all", "--uid", "1000", "--gid", "1000"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    words += ["--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"]
    for directory in CLOSED:
        # What a link leads to outside /usr is in no box.
        real = os.path.realpath(directory)
        if real.startswith("/usr/") and Path(real).is_dir():
            words += ["--perms", "0755", "--tmpfs", real, "--remount-ro", real]
    size = str(disk_bytes)
    for directory in ("/tmp", "/dev/shm"):
        words += ["--perms", "1777", "--size", size, "--tmpfs", directory]
    words += ["--perms", "0755", "--dir", "/box"]
    words += ["--perms", "0777", "--size", size, "--tmpfs", WORK]
    staged = place / "staged"
    binds = {
        **{f"/etc/{name}": f"/etc/{name}" for name in _OF_ETC if Path("/etc", name).exists()},
        **{f"/etc/{name}": str(staged / name) for name in _STUBS},
        **_python(),
        **{
            str(directory / name): str(staged / name)
            for directory in site_packages()
            for name in _HIDDEN
            if (directory / name).is_dir()
        },
        **read_only,
        FONTS: str(staged / "fonts"),
        LAUNCHER: str(launcher),
    }
    made = {"/box", "/tmp", "/dev/shm", "/usr", WORK}
    # Shorter paths first, so that what is mounted on a mount comes after it.
    for inside, host in sorted(binds.items(), key=lambda item: item[0].count("/")):
        words += _parents(inside, made, set(binds))
        words += ["--ro-bind", host, inside]
    if exchange:
        words += ["--bind", str(place / "exchange"), EXCHANGE]
    return [*words, "--remount-ro", "/dev", "--remount-ro", "/"]


def _parents(path: str, made: set[str], bound: set[str]) -> list[str]:
    """Make the directories above ``path``: bubblewrap's own would be closed to the student."""
    words: list[str] = []
    for parent in reversed([str(parent) for parent in Path(path).parents][:-1]):
        if parent in bound or parent == "/usr":
            return words
        if parent not in made:
            words += ["--perms", "0755", "--dir", parent]
            made.add(parent)
    return words
