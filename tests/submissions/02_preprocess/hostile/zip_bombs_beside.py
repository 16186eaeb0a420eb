# expect: hostile all; flag weights-file
# Archives that unpack to gigabytes, for whoever unpacks them; the work is right.

import zipfile
from pathlib import Path

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook)
    first = Path(directory) / "model.keras"
    with zipfile.ZipFile(first, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("../../hostile-left", "w") as member:
            for _ in range(200):
                member.write(bytes(2**20))
    for name in ("weights.npz", "02_preprocess.zip"):
        (Path(directory) / name).write_bytes(first.read_bytes())
