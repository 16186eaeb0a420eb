# expect: hostile all; flag not-utf8
# Text in another encoding: read as it was meant.

import json
from pathlib import Path


def build(directory, notebook):
    text = json.dumps(notebook).replace("Preprocess", "Pr\\u00e9processing", 1)
    text = text.replace("\\u00e9", "\u00e9")
    (Path(directory) / "02_preprocess.ipynb").write_bytes(text.encode("latin-1"))
