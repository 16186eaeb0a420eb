# expect: hostile none; outcome unreadable-notebook
# JSON, but a list of scores.

from pathlib import Path


def build(directory, notebook):
    (Path(directory) / "02_preprocess.ipynb").write_text('[{"score": 12, "points": 12}]')
