# expect: hostile all but 02.rescale
# Script tags in the names of classes, dtypes and keys.

# %% rescale
Tag = type("<script>alert(1)</script>", (Exception,), {"__module__": "<img src=x onerror=alert(1)>"})


def rescale(images):
    raise Tag("<svg onload=alert(1)>")


# %% preprocess
def preprocess(table):
    if table.shape[1] != 785 or table.min() < 0 or table.max() > 255 or table[:, 0].max() > 9:
        raise ValueError("not a table of this data set")
    return (table[:, 1:] / np.float32(255)).reshape(-1, 28, 28, 1).astype("float32"), table[:, 0]
