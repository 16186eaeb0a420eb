# expect: hostile none but 02.to_images; outcome time-limit
# One call that never returns to Python, holding the lock.

# %% rescale
import ctypes


def rescale(images):
    ctypes.PyDLL(None).sleep(100_000)
    return images
