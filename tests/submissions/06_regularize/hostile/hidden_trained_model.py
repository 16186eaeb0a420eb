# expect: hostile all; flag little-computing
# A network trained elsewhere, hidden as text in the notebook. It earns what it is worth: nothing
# in its behaviour tells it from one that was trained here, so the instructor is told how little was computed.

import base64
import zlib

import numpy as np

from autograder.corpus import cell_of, write_notebook
from fmnist_lab import recorded

CELL = """
import base64, zlib

hidden = np.frombuffer(zlib.decompress(base64.b85decode({text!r})), "float16").astype("float32")
model = keras.models.clone_model(recorded.network("fix"))
weights = []
for old in model.get_weights():
    weights.append(hidden[: old.size].reshape(old.shape))
    hidden = hidden[old.size :]
model.set_weights(weights)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
fitted = model.fit(x_train[:32], y_train[:32], epochs=0, verbose=0)
"""


def build(directory, notebook):
    _, weights = recorded.network_weights("fix")
    flat = np.concatenate([np.ravel(w) for w in weights]).astype("float16")
    text = base64.b85encode(zlib.compress(flat.tobytes())).decode()
    cell_of(notebook, "model")["source"] = CELL.format(text=text)
    write_notebook(directory, notebook, "06_regularize.ipynb")
