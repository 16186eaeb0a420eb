# expect: hostile all
# A byte order mark, Windows line endings and cells run out of order; the work is right.

import json
from pathlib import Path


def build(directory, notebook):
    for number, one in enumerate(notebook["cells"]):
        one["source"] = one["source"].replace("\n", "\r\n")
        if one["cell_type"] == "code":
            one["execution_count"] = 99 - number
    text = json.dumps(notebook, indent=1).replace("\n", "\r\n")
    (Path(directory) / "02_preprocess.ipynb").write_bytes(b"\xef\xbb\xbf" + text.encode())
