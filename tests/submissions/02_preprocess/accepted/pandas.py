# expect: accepted
# Checks with pandas; labels come back as a Series.

# %% preprocess
def preprocess(table):
    import pandas as pd

    frame = pd.DataFrame(table)
    if frame.shape[1] != 785:
        raise ValueError("columns")
    labels = frame.pop(0)
    if not labels.between(0, 9).all() or not frame.stack().between(0, 255).all():
        raise ValueError("values")
    images = frame.to_numpy(dtype="float32").reshape(-1, 28, 28, 1) / 255
    return images, labels
