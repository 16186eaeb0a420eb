# expect: hostile all; flag renamed-notebook
# A directory with the notebook's name, and the notebook in it.

import json
from pathlib import Path


def build(directory, notebook):
    place = Path(directory) / "02_preprocess.ipynb"
    place.mkdir()
    (place / "02_preprocess.ipynb").write_text(json.dumps(notebook))
