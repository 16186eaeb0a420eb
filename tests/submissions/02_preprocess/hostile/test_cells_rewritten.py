# expect: hostile all but 02.rescale; flag locked-cell-changed
# Test cells with a source of the student's own.

from autograder.corpus import write_notebook


def build(directory, notebook):
    for check in notebook["cells"]:
        if check["metadata"].get("nbgrader", {}).get("grade"):
            check["source"] = "from IPython.display import display\n5.0"
    write_notebook(directory, notebook)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
