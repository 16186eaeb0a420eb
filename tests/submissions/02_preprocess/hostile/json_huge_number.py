# expect: hostile all
# A whole number of a million digits, which some read in quadratic time; the work is right.

import json
from pathlib import Path


def build(directory, notebook):
    text = json.dumps(notebook).replace('"nbformat_minor": 5', '"nbformat_minor": ' + "9" * 1_000_000, 1)
    (Path(directory) / "02_preprocess.ipynb").write_text(text)
