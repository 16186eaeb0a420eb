# expect: hostile all; flag too-many-files
# More files than anyone copies; the work is right.

from pathlib import Path

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook)
    for number in range(10_000):
        (Path(directory) / f"file{number}").touch()
