# expect: hostile all but 02.rescale; flag course-file
# Files named as the modules that the box and the grader import and configure.

import json
from pathlib import Path

from autograder.corpus import write_notebook


FAKE = "import os\nopen('/tmp/hostile-left', 'w').close()\ncheck = hint = lambda *args: 4.0\n"


def build(directory, notebook):
    write_notebook(directory, notebook)
    place = Path(directory)
    for name in ("autograder", "nbgrader", "ipykernel", "zmq"):
        (place / name).mkdir()
        (place / name / "__init__.py").write_text(FAKE)
        (place / name / "checks.py").write_text(FAKE)
    for name in (
        *("sitecustomize.py", "usercustomize.py", "conftest.py", "nbgrader_config.py"),
        *("ipython_config.py", "jupyter_config.py", "hostile.pth", "pytest.ini", ".env"),
        *("json.py", "nbformat.py", "debugpy.py", "matplotlibrc", "setup.py"),
    ):
        (place / name).write_text(FAKE)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
