# expect: hostile all but 02.rescale
# A thread goes on after its cell and patches the answer while the check waits for it.

# %% after setup
import gc
import threading
import time


def patch():
    while True:
        for value in gc.get_objects():
            if type(value) is np.ndarray and value.dtype == np.float32 and value.flags.writeable:
                if value.size and value.max() > 1:
                    value /= 255
        time.sleep(0.05)


threading.Thread(target=patch, daemon=True).start()
threading.Thread(target=patch).start()


# %% rescale
def rescale(images):
    return images.copy()


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
