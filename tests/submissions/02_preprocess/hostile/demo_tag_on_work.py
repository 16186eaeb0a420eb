# expect: hostile all; flag tag-ignored
# Right work whose cells carry the tag that makes the judge skip demonstrations.

from autograder.corpus import cell_of, write_notebook


def build(directory, notebook):
    for name in ("to_images", "rescale", "preprocess"):
        cell_of(notebook, name)["metadata"]["tags"] = ["demo", "skip-execution"]
    write_notebook(directory, notebook)
