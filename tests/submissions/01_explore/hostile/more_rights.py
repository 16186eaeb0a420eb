# expect: hostile all but 01.class_counts
# Tries to become root, to mount, to trace, to make devices, to open another namespace.

# %% after setup
import ctypes
import os
from pathlib import Path

found = []
libc = ctypes.CDLL(None, use_errno=True)
status = dict(
    line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line
)
if int(status["CapEff"], 16) or int(status["CapBnd"], 16) and status["NoNewPrivs"].strip() != "1":
    found.append("capabilities")
for name, number in (("setuid", 0), ("setgid", 0), ("seteuid", 0)):
    try:
        getattr(os, name)(number)
        found.append(name)
    except OSError:
        continue
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
    found.append("mount")
if libc.ptrace(16, os.getppid(), 0, 0) == 0:  # PTRACE_ATTACH
    found.append("ptrace")
if libc.chroot(b"/") == 0:
    found.append("chroot")
try:
    os.mknod("hostile-device", 0o600 | 0o060000, os.makedev(8, 0))
    found.append("mknod")
except OSError:
    pass


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
