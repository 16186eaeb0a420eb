# expect: hostile all; flag odd-file-name
# Names that lead out of the directory on one system or another; the work is right.

from pathlib import Path

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook)
    for name in ("..\\..\\gradebook.db", "..\\hostile-left", "C:\\hostile-left", "...", "~root", "%2e%2e%2fhostile"):
        (Path(directory) / name).write_text("hostile")
