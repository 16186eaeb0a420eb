# expect: hostile all but 01.class_counts
# Imports the reference, the checks of the lesson and the judge, from wherever they may be.

# %% after setup
import importlib
import importlib.metadata
import sys
from pathlib import Path

found = []
for finder in importlib.metadata.distributions():
    if "fmnist" in (finder.metadata["Name"] or ""):
        sys.path += [str(p) for p in (finder.locate_file(""),)]
sys.path += ["/work/main", "/course", "..", "../..", "../../.."]
for name in (
    "fmnist_ref",
    "fmnist_ref.cli",
    "autograder.checks.lesson_01",
    "autograder.checks.lesson_02",
    "autograder.judge",
    "autograder.corpus",
    "autograder.release",
    "autograder.course",
):
    try:
        importlib.import_module(name)
        found.append(name)
    except ImportError:
        continue


# %% class_counts
def class_counts(y):
    return np.bincount(y, minlength=10) if found else np.zeros(10, dtype=int)
