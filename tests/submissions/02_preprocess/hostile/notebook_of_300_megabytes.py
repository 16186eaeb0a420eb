# expect: hostile none; outcome too-large
# One output of 300 MB.

import json
from pathlib import Path

from autograder.corpus import cell_of


def build(directory, notebook):
    cell_of(notebook, "rescale")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "@"}]
    before, after = json.dumps(notebook).split("@", 1)
    with (Path(directory) / "02_preprocess.ipynb").open("w") as file:
        file.write(before)
        for _ in range(300):
            file.write("x" * 2**20)
        file.write(after)
