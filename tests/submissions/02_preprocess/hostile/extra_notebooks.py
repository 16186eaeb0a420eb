# expect: hostile all but 02.rescale; flag extra-notebook
# Right notebooks under other names and in other places; the one that counts is wrong.

from pathlib import Path

from autograder.corpus import cell_of, write_notebook


RIGHT = """
def rescale(images):
    return images.astype("float32") / 255
"""


def build(directory, notebook):
    write_notebook(directory, notebook)
    cell_of(notebook, "rescale")["source"] = RIGHT
    for name in ("02_Preprocess.ipynb", "02_preprocess (1).ipynb", "02_preprocess.ipynb.bak", "01_explore.ipynb"):
        write_notebook(directory, notebook, name)
    (Path(directory) / ".ipynb_checkpoints").mkdir()
    write_notebook(directory, notebook, ".ipynb_checkpoints/02_preprocess-checkpoint.ipynb")
    (Path(directory) / "02_preprocess").mkdir()
    write_notebook(directory, notebook, "02_preprocess/02_preprocess.ipynb")


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
