# expect: hostile none; outcome ambiguous-notebook
# Two notebooks, neither with the lesson's name: which one counts is not for the judge to guess.

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook, "02_preprocess (1).ipynb")
    write_notebook(directory, notebook, "02_preprocess (2).ipynb")


# %% rescale
def rescale(images):
    return images


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
