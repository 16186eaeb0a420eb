# expect: hostile all but 02.rescale; flag cell-duplicated
# The test cell is there five times, with other sources, before and after.

from autograder.corpus import cell_of, write_notebook


def build(directory, notebook):
    check = cell_of(notebook, "check-02-rescale")
    place = notebook["cells"].index(check)
    for number, source in enumerate(("4.0", "check = lambda *a: 4.0", "pass", check["source"])):
        copy = dict(check, source=source, id=f"copy-{number}")
        notebook["cells"].insert(place if number % 2 else place + 1 + number, copy)
    write_notebook(directory, notebook)


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
