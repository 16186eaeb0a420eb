import numpy as np

# %% guarded, then in a row
# cause: Three conditions raise ValueError; the rest is one chain.
# codes: passes
def preprocess(table):
    data = np.asarray(table)
    if data.ndim != 2 or data.shape[1] != 785:
        raise ValueError("785 columns expected")
    pixels, labels = data[:, 1:], data[:, 0]
    if not ((pixels >= 0) & (pixels <= 255)).all():
        raise ValueError("pixel out of range")
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("label out of range")
    return pixels.reshape(-1, 28, 28, 1).astype("float32") / 255, labels.astype(int)
