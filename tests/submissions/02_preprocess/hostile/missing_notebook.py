# expect: hostile none; outcome missing-notebook
# Nothing but a promise.

from pathlib import Path


def build(directory, notebook):
    (Path(directory) / "README.txt").write_text("I will hand it in later.")
