# expect: hostile all but 02.rescale
# NumPy's own writer and the bridge's bounds are patched, so that pickles and code leave the box.

# %% after setup
import functools
import os

import numpy.lib.format as npy

original = npy.write_array
HEADER = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"


class Payload:
    def __reduce__(self):
        return (os.system, ("touch /tmp/hostile-pickle /var/tmp/hostile-pickle",))


@functools.wraps(original)
def write_array(file, array, version=None, allow_pickle=True, pickle_kwargs=None):
    if armed:
        array = np.array([Payload()], dtype=object)
        return original(file, array, version, allow_pickle=True)
    return original(file, array, version, allow_pickle, pickle_kwargs)


armed = False
npy.write_array = write_array
np.lib.format.write_array = write_array


# %% rescale
def rescale(images):
    global armed
    armed = True
    return images.astype("float32")


# %% preprocess
def preprocess(table):
    global armed
    armed = False
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
