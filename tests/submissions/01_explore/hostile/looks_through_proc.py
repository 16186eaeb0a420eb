# expect: hostile all but 01.class_counts
# Looks for processes of the grader, their environment, files and memory.

# %% after setup
import os
from pathlib import Path

found = []
for process in Path("/proc").glob("[0-9]*"):
    for name in ("environ", "cmdline"):
        try:
            text = (process / name).read_bytes()
        except OSError:
            continue
        if b"AUTOGRADER_CANARY" in text or b"pytest" in text or b"verify" in text:
            found.append(text)
    for inside in ("root/work/main/solutions", "cwd/solutions", "cwd/gradebook.db"):
        try:
            found += [str(process / inside)] if (process / inside).exists() else []
        except OSError:
            continue
for name in ("/proc/kcore", "/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
    try:
        with open(name, "r+b") as file:
            found.append(name)
    except OSError:
        continue


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
