# expect: hostile all but 01.class_counts
# Looks for the expected answer in the callers' frames and among all living objects.

# %% class_counts
import gc
import sys


def class_counts(y):
    frame = sys._getframe(1)
    while frame is not None:
        for name, value in list(frame.f_locals.items()):
            if name in ("expected", "wanted", "want", "right", "answer", "solution"):
                return value
        frame = frame.f_back
    for value in gc.get_objects():
        if type(value) is np.ndarray and value.shape == (10,) and value.sum() == len(y):
            return value
        if callable(value) and getattr(value, "__qualname__", "").endswith("check_class_counts"):
            return np.bincount(y, minlength=10)
    return np.zeros(10, dtype=int)
