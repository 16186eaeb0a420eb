"""What a sandboxed program sees: the interpreter, its packages, the system's and read-only paths."""

from __future__ import annotations

import contextlib
import os
import site
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from fmnist_lab.installed import DIRECTORY

WORK = "/box/work"
EXCHANGE = "/box/exchange"
LAUNCHER = "/box/box_init.py"
FONTS = "/box/fonts"  # matplotlib's list of fonts, which takes seconds to make
MATPLOTLIB = "/tmp/matplotlib"

# The parts of a Python installation or environment; its other directories may hold anything.
_PREFIX_PARTS = ("bin", "lib", "lib64", "share", "ssl", "pyvenv.cfg")
_ETC_FILES = (
    "alternatives",  # libblas and friends
    "fonts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "mime.types",
    "ssl/certs",
    "ssl/openssl.cnf",
)
_STUBS = ("passwd", "group", "hosts")  # files of /etc that are written for the box
# Directories of /usr where test images and other submissions may lie; the box sees them empty.
CLOSED = (
    *("/usr/share/datasets", "/usr/local/share/nbgrader", "/usr/local/src", "/usr/src"),
    *(f"/usr/{DIRECTORY}", f"/usr/local/{DIRECTORY}"),
)
# The instructor's packages, which a box can't import where they are in site-packages.
_HIDDEN = ("autograder", "fmnist_ref")


def site_packages() -> list[Path]:
    """The directories with installed packages of this Python, the user's own included."""
    paths = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *user_packages()]
    return [Path(path) for path in dict.fromkeys(paths) if Path(path).is_dir()]


def user_packages() -> list[str]:
    """The user's own package directory, if this Python uses it; a box has another home."""
    return [site.getusersitepackages()] if site.ENABLE_USER_SITE else []


def write_staged(place: Path, uid: int) -> None:
    """Write the small files that a box sees in place of the host's into ``place``."""
    (place / "passwd").write_text(f"student:x:{uid}:{uid}:student:{WORK}:/bin/sh\n")
    (place / "group").write_text(f"student:x:{uid}:\n")
    (place / "hosts").write_text("127.0.0.1 localhost box\n")
    for name in _HIDDEN:
        (place / name).mkdir()
        (place / name / "__init__.py").write_text(
            f"raise ModuleNotFoundError(\"No module named '{name}'\", name='{name}')\n"
        )
    (place / "fonts").mkdir()
    # Without this list a student's first figure takes seconds. A user without a home has none.
    with contextlib.suppress(OSError, RuntimeError):
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        for path in Path(cache, "matplotlib").glob("fontlist-v*.json"):
            (place / "fonts" / path.name).write_bytes(path.read_bytes())
    (place / "nothing").mkdir()
    for path in sorted(place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def hidden_directories() -> list[Path]:
    """Directories inside the mounted parts of Python that a box must not see as they are."""
    prefixes = sorted({sys.prefix, sys.base_prefix, sysconfig.get_path("data")})
    paths = [parent / name for parent in site_packages() for name in _HIDDEN]
    paths += [Path(prefix, DIRECTORY) for prefix in prefixes]
    # Python is mounted at its own path and, where that goes through a link, at the real one too.
    both = [variant for path in paths for variant in (path, Path(os.path.realpath(path)))]
    return [path for path in dict.fromkeys(both) if path.is_dir()]


def _python() -> dict[str, str]:
    """{path in the box: host path} of the interpreter and its packages, outside /usr."""
    binds: dict[str, str] = {}
    executable = os.path.realpath(sys.executable)
    prefixes = [sys.prefix, sys.base_prefix, str(Path(executable).parents[1])]
    for prefix in dict.fromkeys([*prefixes, *(os.path.realpath(p) for p in prefixes)]):
        for name in _PREFIX_PARTS:
            path = f"{prefix.rstrip('/')}/{name}"
            if Path(path).exists():
                binds[path] = path
    for directory in site_packages():
        binds[str(directory)] = str(directory)
    return {
        path: host
        for path, host in binds.items()
        if not path.startswith("/usr/") and not any(str(p) in binds for p in Path(path).parents)
    }


def is_of_python(path: str) -> bool:
    """Whether ``path`` is part of the interpreter or its packages: the same path in a box."""
    return any(path == part or path.startswith(f"{part}/") for part in _python())


def on_the_way(directory: str) -> list[str]:
    """The names in ``directory`` that lead to something that every box can see."""
    visible = [*_python(), *(f"/etc/{name}" for name in (*_ETC_FILES, *_STUBS))]
    start = f"{directory.rstrip('/')}/"
    return sorted({path[len(start) :].split("/")[0] for path in visible if path.startswith(start)})


def arguments(
    *,
    place: Path,
    read_only: Mapping[str, Path],
    disk_bytes: int,
    as_root: bool,
    exchange: bool,
) -> list[str]:
    """Bubblewrap's arguments.

    Args:
        place: the box's directory on the host, which holds exchange/ and staged/.
        read_only: {path in the box: host path}.
        disk_bytes: size of each writable directory.
        as_root: make no user namespace. Root makes the mounts, so that the interpreter may be where
            only root can read it, and box_init.py then becomes an unprivileged user.
        exchange: whether the box has an exchange directory.
    """
    words = ["--die-with-parent", "--new-session", "--hostname", "box"]
    if as_root:
        words += [f"--unshare-{name}" for name in ("pid", "net", "ipc", "uts", "cgroup-try")]
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
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
        # A link may lead outside /usr, to what no box sees anyway.
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
        **{f"/etc/{name}": f"/etc/{name}" for name in _ETC_FILES if Path("/etc", name).exists()},
        **{f"/etc/{name}": str(staged / name) for name in _STUBS},
        **_python(),
        **{
            str(path): str(staged / (path.name if path.name in _HIDDEN else "nothing"))
            for path in hidden_directories()
            if not str(path).startswith(CLOSED)
        },
        **{inside: str(host) for inside, host in read_only.items()},
        FONTS: str(staged / "fonts"),
        LAUNCHER: str(Path(__file__).resolve().with_name("box_init.py")),
    }
    existing = {"/box", "/tmp", "/dev/shm", "/usr", WORK}
    # Shorter paths come first, so that a mount inside another comes after it.
    for inside, host in sorted(binds.items(), key=lambda item: item[0].count("/")):
        words += _parents(inside, existing, set(binds))
        words += ["--ro-bind", host, inside]
    if exchange:
        words += ["--bind", str(place / "exchange"), EXCHANGE]
    return [*words, "--remount-ro", "/dev", "--remount-ro", "/"]


def _parents(path: str, existing: set[str], bound: set[str]) -> list[str]:
    """Make the directories above ``path``, which bubblewrap would close to the box's user."""
    words: list[str] = []
    for parent in reversed([str(parent) for parent in Path(path).parents][:-1]):
        if parent in bound or parent == "/usr":
            return words
        if parent not in existing:
            words += ["--perms", "0755", "--dir", parent]
            existing.add(parent)
    return words
