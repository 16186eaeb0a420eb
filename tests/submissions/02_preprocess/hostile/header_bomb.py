# expect: hostile all but 02.rescale
# A .npy header that claims an exabyte, a million digits, or an expression.

# %% after setup
import numpy.lib.format as npy

original = npy.write_array
bombs = [
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "9" * 5000 + ",), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "(" * 3000 + ")" * 3000 + ",), }",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 28, 28, 1), }",
    "__import__('os').system('touch /tmp/hostile-header')",
    "{'descr': [('a', '<f4', (1000000, 1000000))], 'fortran_order': False, 'shape': (5,), }",
]
armed = False
count = 0


def write_array(file, array, *args, **kwargs):
    global count
    if not armed:
        return original(file, array, *args, **kwargs)
    header = bombs[count % len(bombs)].encode()
    count += 1
    file.write(b"\x93NUMPY\x02\x00" + len(header).to_bytes(4, "little") + header + b"\0" * 64)


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
