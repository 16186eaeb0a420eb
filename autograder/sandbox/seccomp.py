"""A seccomp filter that refuses the system calls that namespaces don't hold back.

Bubblewrap takes a compiled BPF program. This one refuses new user namespaces (in one, a student
would be root over tmpfs without bounds), memory that no bound sees (memfd, System V, message
queues, io_uring), kernel interfaces of no use to a lesson, and sockets of families that a network
namespace doesn't hold back (AF_VSOCK reaches the host of a virtual machine).
"""

from __future__ import annotations

import errno
import platform
import struct

# Numbers from the kernel's system call tables, {name: (on x86_64, on aarch64)}.
_NUMBERS = {
    "unshare": (272, 97),
    "clone": (56, 220),
    "clone3": (435, 435),
    "socket": (41, 198),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "semget": (64, 190),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kexec_load": (246, 104),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "acct": (163, 89),
}
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # as the kernel's audit names them

_LOAD, _JEQ, _JGE, _JSET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NR, _ARCH, _FIRST_ARGUMENT = 0, 4, 16
_NEW_USER = 0x10000000  # CLONE_NEWUSER
_FAMILIES = (1, 2, 10, 16)  # AF_UNIX, AF_INET, AF_INET6, AF_NETLINK


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def program() -> bytes:
    """The filter for this machine; b"" where its system call numbers aren't known."""
    if platform.machine() not in _ARCHITECTURES:
        return b""
    column = list(_ARCHITECTURES).index(platform.machine())
    steps = [
        _step(_LOAD, _ARCH),
        _step(_JEQ, _ARCHITECTURES[platform.machine()], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NR),
        _step(_JGE, 0x40000000, 0, 1),  # the x32 calls of x86-64
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for name, numbers in _NUMBERS.items():
        number = numbers[column]
        if name == "socket":
            steps += [
                _step(_JEQ, number, 0, len(_FAMILIES) + 3),
                _step(_LOAD, _FIRST_ARGUMENT),
                *(
                    _step(_JEQ, family, len(_FAMILIES) - place, 0)
                    for place, family in enumerate(_FAMILIES)
                ),
                _step(_RETURN, _ERRNO | errno.EAFNOSUPPORT),
                _step(_RETURN, _ALLOW),
            ]
        elif name == "clone":
            steps += [
                _step(_JEQ, number, 0, 4),
                _step(_LOAD, _FIRST_ARGUMENT),
                _step(_JSET, _NEW_USER, 0, 1),
                _step(_RETURN, _ERRNO | errno.EPERM),
                _step(_RETURN, _ALLOW),
            ]
        else:  # clone3's flags can't be seen by a filter; where it is missing, libc uses clone
            missing = name in ("clone3", "memfd_create", "memfd_secret", "io_uring_setup")
            steps += [
                _step(_JEQ, number, 0, 1),
                _step(_RETURN, _ERRNO | (errno.ENOSYS if missing else errno.EPERM)),
            ]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])
