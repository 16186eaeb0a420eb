# expect: hostile all; flag file-too-large
# A file of a terabyte that takes no room until it is copied.

from pathlib import Path

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook)
    with (Path(directory) / "data.bin").open("wb") as file:
        file.truncate(2**40)
