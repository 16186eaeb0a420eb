# expect: hostile none; outcome unreadable-notebook
# Brackets a hundred thousand levels deep.

import json
from pathlib import Path


def build(directory, notebook):
    text = json.dumps(notebook)
    bomb = text.replace('"cells":', '"deep": ' + "[" * 100_000 + "]" * 100_000 + ', "cells":', 1)
    (Path(directory) / "02_preprocess.ipynb").write_text(bomb)
