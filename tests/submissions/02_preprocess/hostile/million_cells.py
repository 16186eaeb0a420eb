# expect: hostile none; outcome too-large
# A notebook of a million cells.

import json
from pathlib import Path


def build(directory, notebook):
    cell = '{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":"","id":"%d"}'
    text = json.dumps(notebook)
    start = text.index('"cells": [') + len('"cells": [')
    with (Path(directory) / "02_preprocess.ipynb").open("w") as file:
        file.write(text[:start])
        for number in range(1_000_000):
            file.write(cell % number + ",")
        file.write(text[start:])
