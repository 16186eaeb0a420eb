# expect: hostile all
# The kernel has another name and language of its own; the Python in it is right.

from autograder.corpus import write_notebook


def build(directory, notebook):
    notebook["metadata"] = {
        "kernelspec": {"display_name": "R", "language": "R", "name": "../../kernels/own"},
        "language_info": {"name": "R", "file_extension": "/../../x"},
    }
    write_notebook(directory, notebook)
