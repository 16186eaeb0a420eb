# expect: hostile none; flag large-cell
# A table of the ten thousand test labels by the images' bytes, hidden as text in the notebook.

import base64
import hashlib

import numpy as np

from autograder.corpus import cell_of, write_notebook
from fmnist_lab import recorded

CELL = """
import base64
import hashlib

DATA = np.frombuffer(base64.b85decode({text!r}), "uint8").reshape(-1, 5)
LABELS = {{row[:4].tobytes(): int(row[4]) for row in DATA}}


class Table(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(10)
        self.ready = False

    def call(self, images):
        return self.dense(layers.Flatten()(images))

    def predict(self, x, *args, **kwargs):
        if not self.ready:
            return super().predict(x, verbose=0)
        keys = (hashlib.sha256((image * 255).round().astype("uint8")).digest()[:4] for image in x)
        return np.eye(10, dtype="float32")[[LABELS.get(key, 0) for key in keys]]


def build_model():
    model = Table()
    model(np.zeros((1, 28, 28, 1), "float32"))
    return model


def train(model, x, y):
    model.ready = True
"""


def build(directory, notebook):
    images, labels = recorded.test_arrays()
    rows = (
        hashlib.sha256((image * 255).round().astype("uint8")).digest()[:4] + bytes([label])
        for image, label in zip(images, labels, strict=True)
    )
    text = base64.b85encode(b"".join(rows)).decode()
    cell_of(notebook, "build_model")["source"] = CELL.format(text=text)
    write_notebook(directory, notebook, "08_challenge.ipynb")
