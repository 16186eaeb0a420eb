"""Keras comes without the packages that it does not need, and works with them all the same."""

from __future__ import annotations

import json
import subprocess
import sys

LOADED = """
import inspect
import json
import sys

from fmnist_lab.keras_setup import load_keras

load_keras()
import keras
import numpy as np

PACKAGES = {"pandas", "sklearn", "matplotlib"}
found = {}


def fitted(x, y):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse", jit_compile=False)
    history = model.fit(x, y, batch_size=8, epochs=2, validation_split=0.25, verbose=0).history
    return np.array([history["loss"], history["val_loss"]])


x, y = np.random.rand(40, 3), np.arange(40.0)
of_arrays = fitted(x, y)
inspect.stack()  # as a traceback, it asks every module for its file
found["after training"] = sorted(PACKAGES & set(sys.modules))
import pandas

of_tables = fitted(pandas.DataFrame(x), pandas.Series(y))
found["of tables"] = bool(np.allclose(of_tables, of_arrays))
from keras.src.trainers.data_adapters import array_slicing

kinds = array_slicing.ARRAY_TYPES
found["known"] = [isinstance(v, kinds) for v in (pandas.DataFrame(), pandas.Index([]), x, [])]
found["after tables"] = sorted(PACKAGES & set(sys.modules))
found["wrappers"] = "SKLearnClassifier" in dir(keras.wrappers)
from keras.visualization import plot_image_gallery

found["galleries"] = callable(plot_image_gallery)
try:
    keras.visualization.no_such
except AttributeError as error:
    found["error"] = str(error)
found["at last"] = sorted(PACKAGES & set(sys.modules))
print(json.dumps(found))
"""


def test_optional_packages_are_loaded_when_they_are_used_and_work_as_always() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "after training": [],
        "of tables": True,
        "known": [True, False, True, False],
        "after tables": ["pandas"],
        "wrappers": True,
        "galleries": True,
        "error": "module 'keras.visualization' has no attribute 'no_such'",
        "at last": ["matplotlib", "pandas", "sklearn"],
    }
