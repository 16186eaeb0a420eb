# expect: hostile none; outcome conflict-markers
# Saved in the middle of a merge.

import json
from pathlib import Path


def build(directory, notebook):
    text = json.dumps(notebook, indent=1)
    marked = text.replace('"metadata"', '<<<<<<< HEAD\n"metadata"', 1) + "\n=======\n>>>>>>> theirs\n"
    (Path(directory) / "02_preprocess.ipynb").write_text(marked)
