# expect: hostile all but 02.rescale; flag metadata-changed
# Points, names, locks and kinds of the cells are changed.

from autograder.corpus import cell_of, write_notebook


def build(directory, notebook):
    cell_of(notebook, "check-02-to_images")["metadata"]["nbgrader"]["points"] = 1000
    check = cell_of(notebook, "check-02-rescale")
    check["metadata"]["nbgrader"].update(locked=False, notebook=True, points=-5, cell_type="markdown")
    work = cell_of(notebook, "rescale")
    work["metadata"]["nbgrader"].update(grade=True, points=100, locked=False, schema_version=99)
    notebook["metadata"]["celltoolbar"] = {"a": [1e308, None]}
    write_notebook(directory, notebook)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
