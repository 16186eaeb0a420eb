# expect: hostile all
# Archives that unpack to gigabytes, for whoever unpacks them; the work is right.

import zipfile
from pathlib import Path

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook)
    for name in ("model.keras", "weights.npz", "02_preprocess.zip"):
        with zipfile.ZipFile(Path(directory) / name, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("../../hostile-left", "w") as member:
                for _ in range(200):
                    member.write(bytes(2**20))
