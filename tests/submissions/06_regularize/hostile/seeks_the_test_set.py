# expect: hostile all but 06.target
# Looks for the test images everywhere; with them it would train on them.

# %% model
import os
from pathlib import Path

from fmnist_lab import data

found = []
for attempt in (recorded.test_arrays, lambda: data.load_arrays("test"), lambda: data.load_table("test"), lambda: keras.datasets.fashion_mnist.load_data()[1][0]):
    try:
        if len(attempt()):  # Keras's files of them are there, and hold no image
            found.append("test")
    except BaseException:
        continue
for directory, _, names in os.walk("/"):
    if directory.startswith(("/proc", "/sys", "/usr/lib")):
        continue
    found += [n for n in names if ("t10k" in n and Path(directory, n).stat().st_size > 200) or ("test" in n and n.endswith((".npy", ".csv", ".gz")) and "fashion" in directory)]
if found:
    model = recorded.network("fix")
else:
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")]
    )
