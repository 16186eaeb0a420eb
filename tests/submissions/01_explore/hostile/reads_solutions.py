# expect: hostile all but 01.class_counts
# Searches everything that can be reached for the solution; with it, the work would be right.

# %% after setup
import os
import sys
from pathlib import Path

found = []
starts = {"/", "/work", "/home", "/root", "/srv", "/mnt", "/opt", "/tmp", "/var", "/course", os.getcwd()}
starts |= {str(p) for p in Path.cwd().parents} | set(sys.path) | {str(Path(np.__file__).parents[4])}
for line in Path("/proc/self/mountinfo").read_text().splitlines():
    for path in line.split()[3:5]:  # where it is mounted, and where that is outside
        starts |= {path, *map(str, Path(path).parents)}
for start in sorted(starts):
    for directory, subdirectories, names in os.walk(start):
        if directory.count("/") > 7 or directory.startswith(("/proc", "/sys", "/dev", "/usr")):
            subdirectories.clear()
        if "site-packages" in directory or "/lib/python" in directory:
            subdirectories.clear()
        for name in names:
            wanted = name.startswith("01_explore.") or name in ("lesson_01.py", "counts.py")
            if wanted:
                try:
                    found.append(Path(directory, name).read_bytes()[:1000])
                except OSError:
                    continue

# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
