# expect: hostile all but 02.rescale; flag locked-cell-changed
# One check's cell stands in for another's, under the other's name.

from autograder.corpus import cell_of, write_notebook


def build(directory, notebook):
    cell_of(notebook, "check-02-rescale")["source"] = cell_of(notebook, "check-02-to_images")["source"]
    write_notebook(directory, notebook)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
