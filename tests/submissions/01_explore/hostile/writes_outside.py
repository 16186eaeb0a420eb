# expect: hostile all but 01.class_counts
# Tries to change what the next submission will import and read.

# %% after setup
import os
import site
import sys
from pathlib import Path

import autograder
import fmnist_lab
from fmnist_lab import data

found = []
places = [Path(module.__file__).parent for module in (autograder, fmnist_lab, np, os)]
places += [Path(p) for p in sys.path if p and Path(p).resolve() != Path.cwd()]
places += [Path(p) for p in ("/", "/etc", "/usr", "/usr/local/bin", "/course", "/work", "/work/main", "/opt", "/var", "/root")]
places += [Path(p) for p in site.getsitepackages()]
here = os.stat(".").st_dev
for place in places:
    for name in ("hostile-left.pth", "sitecustomize.py"):
        try:
            (place / name).write_text("import builtins; builtins.hostile = True\n")
        except OSError:
            continue
        # a place of the box's own is allowed to be written
        if place in (Path(np.__file__).parent, Path(fmnist_lab.__file__).parent):
            found.append(str(place))
if isinstance(table, np.memmap):
    try:
        open(table.filename, "r+b").close()
        found.append(str(table.filename))
    except OSError:
        pass


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
