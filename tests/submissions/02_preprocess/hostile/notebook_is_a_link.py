# expect: hostile none; outcome symbolic-link
# The notebook is a symbolic link to the instructor's.

import json
from pathlib import Path


def build(directory, notebook):
    target = Path(directory).parent / "elsewhere.ipynb"
    target.write_text(json.dumps(notebook))
    (Path(directory) / "02_preprocess.ipynb").symlink_to(target)
