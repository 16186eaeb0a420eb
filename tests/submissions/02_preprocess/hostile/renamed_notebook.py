# expect: hostile all; flag renamed-notebook
# The right work under the name that a browser gave it.

from autograder.corpus import write_notebook


def build(directory, notebook):
    write_notebook(directory, notebook, "02_preprocess (1).ipynb")
