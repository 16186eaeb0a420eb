# expect: hostile all but 02.rescale; flag locked-cell-changed
# The locked first cell says what `check` and `table` are.

from autograder.corpus import cell_of, write_notebook


def build(directory, notebook):
    setup = cell_of(notebook, "setup")
    setup["source"] = setup["source"].replace("from autograder import", "import autograder\ncheck = hint =  #")
    setup["source"] = "import numpy as np\ncheck = hint = lambda *args: 5.0\ntable = None\n"
    write_notebook(directory, notebook)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
