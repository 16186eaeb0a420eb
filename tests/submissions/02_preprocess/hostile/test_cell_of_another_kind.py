# expect: hostile all but 02.rescale; flag cell-type-changed
# Test cells turned into markdown and raw text.

from autograder.corpus import cell_of, write_notebook


def build(directory, notebook):
    for kind, name in (("markdown", "check-02-rescale"), ("raw", "check-02-to_images")):
        check = cell_of(notebook, name)
        check["cell_type"] = kind
        for key in ("outputs", "execution_count"):
            check.pop(key, None)
    write_notebook(directory, notebook)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
